"""What a place on a list hangs on: the answers follow from the made-up shop, and brute force agrees."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.causes import Held, Rerun, counterfactual
from convrec.causes.held import held
from convrec.causes.telling import told
from convrec.types import Message, Understanding
from knowledge_graph import Opinion, fold

# With nothing said, the list is lamp-oak and vase-green (chosen by eight), then lamp-brass and sofa-leather (five).


def rerun(assistant: Assistant, limit: int, likings: dict[str, float], *limits: str) -> Rerun:
    said = [Opinion("ann", about, liking, 1.0) for about, liking in likings.items()]
    said += [Opinion("ann", f"limit/{limit}", 1.0, 1.0) for limit in limits]
    return Rerun(assistant.causes.searcher, Understanding("en", "find"), "ann", tuple(said), 2.0, limit)


def abouts(without: tuple[Held, ...]) -> set[str]:
    return {about for one in without for about in one.abouts}


def test_one_liking_carries_an_item(assistant: Assistant) -> None:
    list_ = rerun(assistant, 2, {"material/ceramic": 0.9, "material/wool": 0.1})
    found = counterfactual(list_, "vase-blue")
    assert found is not None and abouts(found.without) == {"material/ceramic"}
    assert found.tries == 1  # what adds most is tried first


def test_two_likings_carry_an_item_and_neither_does_alone(assistant: Assistant) -> None:
    found = counterfactual(rerun(assistant, 3, {"material/ceramic": 0.9, "colour/blue": 0.9}), "vase-blue")
    assert found is not None and abouts(found.without) == {"material/ceramic", "colour/blue"}
    assert found.tries == 3
    assert told(found, assistant.names, "en").startswith(
        "With none of these you would not have seen it: your liking for "
    )
    assert told(found, assistant.names, "zh").startswith("这几条要是都没有，就不会看到它：您喜欢")


def test_a_limit_carries_what_better_things_would_push_out(assistant: Assistant) -> None:
    found = counterfactual(rerun(assistant, 2, {}, "price/<=/25"), "vase-blue")
    assert found is not None and abouts(found.without) == {"limit/price/<=/25"}


def test_what_most_people_choose_would_be_there_anyway(assistant: Assistant) -> None:
    found = counterfactual(rerun(assistant, 3, {"material/wool": 0.9}), "lamp-oak")
    assert found is not None and not found.without and found.complete and found.anyway
    assert told(found, assistant.names, "en") == (
        "You would see it anyway, even if you had told me none of your tastes and conditions."
    )


def test_more_than_three_are_told_as_such(assistant: Assistant) -> None:
    likings = {"material/ceramic": 0.9, "colour/blue": 0.9, "category/vase": 0.9, "item/vase-blue-too": 0.9}
    found = counterfactual(rerun(assistant, 3, likings), "vase-blue")  # any of them is enough
    assert found is not None and not found.without and not found.anyway
    assert found.complete and found.tries == 4 + 6 + 4
    assert "it takes more of them" in told(found, assistant.names, "en")


def test_a_search_that_was_cut_short_says_no_more_than_it_knows(assistant: Assistant) -> None:
    likings = {"material/ceramic": 0.9, "colour/blue": 0.9}
    found = counterfactual(rerun(assistant, 3, likings), "vase-blue", most=2)
    assert found is not None and not found.without and not found.complete
    assert "the two or three that weigh most" in told(found, assistant.names, "en")


def test_an_item_that_is_not_listed_has_no_answer(assistant: Assistant) -> None:
    assert counterfactual(rerun(assistant, 2, {}), "rug-wool") is None


def test_what_was_said_in_one_breath_is_one_thing() -> None:
    said = [("limit/category/=/sofa", 1.0), ("limit/category/=/rug", 1.0), ("limit/price/<=/80", 1.0)]
    said += [("limit/material/!=/brass", 1.0), ("material/brass", -0.5), ("material/oak", 0.9)]
    profile = fold("ann", [Opinion("ann", about, liking, 1.0) for about, liking in said])
    assert held(profile) == (
        Held(("limit/category/=/sofa", "limit/category/=/rug")),
        Held(("limit/price/<=/80",)),
        Held(("limit/material/!=/brass", "material/brass")),
        Held(("material/oak",), 0.9),
    )


def test_brute_force_finds_nothing_smaller(assistant: Assistant) -> None:
    rng = random.Random(5)
    values = ["material/ceramic", "colour/blue", "category/vase", "category/sofa", "item/lamp-oak", "material/leather"]
    for _ in range(15):
        likings = {about: rng.choice([-0.9, -0.4, 0.4, 0.9]) for about in rng.sample(values, 4)}
        list_ = rerun(assistant, 3, likings, *rng.sample(["price/<=/100", "width_cm/>=/18", "colour/!=/white"], 1))
        for recommendation in list_.found().recommendations:
            found = counterfactual(list_, recommendation.item_id)
            assert found is not None and len(found.without) == smallest(list_, recommendation.item_id)


def smallest(list_: Rerun, item_id: str) -> int:
    """Size of the smallest set that takes the item out, 0 where none of up to three does."""
    for size in (1, 2, 3):
        for without in combinations(list_.held, size):
            if item_id not in [r.item_id for r in list_.found(without).recommendations]:
                return size
    return 0


def test_why_says_it_in_both_languages_and_keeps_nothing(assistant: Assistant) -> None:
    assistant.turn(Message("ann", "I love velvet"))
    assistant.turn(Message("ann", "show me something nice"))
    before = assistant.causes.memory.export("ann")
    assert "sofa-velvet" in assistant.profile("ann").shown
    assert assistant.why("ann", "sofa-velvet", "en").endswith(
        "You would not have seen it without your liking for velvet."
    )
    assert assistant.why("ann", "sofa-velvet", "zh").endswith("要不是您喜欢天鹅绒，就不会看到它。")
    assert assistant.causes.memory.export("ann") == before
    reply = assistant.turn(Message("ann", "why the Evening sofa Rosa?")).reply.text
    assert reply.endswith("You would not have seen it without your liking for velvet.")


def test_words_that_are_enough_by_themselves_are_named(assistant: Assistant) -> None:
    assistant.turn(Message("ann", "I love velvet, show me something nice"))
    told_of_it = assistant.why("ann", "sofa-velvet", "en").splitlines()[-1]
    assert told_of_it.startswith("You would see it anyway: a search for “I love velvet") and "noted" in told_of_it


def test_why_is_about_the_time_when_the_list_was_made(assistant: Assistant) -> None:
    assistant.turn(Message("ann", "I love velvet"))
    assistant.turn(Message("ann", "show me something nice"))
    assistant.opine("ann", "sofa-velvet", -1.0)
    assert "without your liking for velvet" in assistant.why("ann", "sofa-velvet", "en")


@pytest.mark.parametrize("photo", [False, True])
def test_a_list_is_made_again_as_it_was(assistant: Assistant, tmp_path: Path, photo: bool) -> None:
    Image.new("RGB", (50, 50), (30, 40, 200)).save(tmp_path / "photo.png")
    photos = (assistant.save_photo(tmp_path / "photo.png"),) if photo else ()
    assistant.turn(Message("ann", "I love ceramic, a blue vase", photos))
    turn = assistant.turn(Message("ann", "more like the first one"))
    again = assistant.causes.rerun("ann")
    assert again is not None
    made = again.found().recommendations
    assert [r.item_id for r in made] == [r.item_id for r in turn.recommendations]
    assert [r.score for r in made] == pytest.approx([r.score for r in turn.recommendations], abs=1e-4)


def test_without_a_list_there_is_no_cause(assistant: Assistant) -> None:
    assert assistant.causes.rerun("ann") is None and assistant.causes.counterfactual("ann", "lamp-oak") is None
    assert assistant.causes.shares_of_sources("ann", "lamp-oak") is None
