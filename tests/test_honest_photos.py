"""Photos of what the shop has nothing like, near misses, several things in one photo, and corrections in words."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import paints
import pytest
from paints import CORAL, NAVY, OLIVE

from convrec.assistant import Assistant
from convrec.errors import EvaluationError
from convrec.evaluation import run_evaluation
from convrec.evaluation.intervals import paired
from convrec.evaluation.unknown import beaten, calibration_error, evaluate_unknown
from convrec.evaluation.unknown_sides import drawn, read_side
from convrec.naming import one_of
from convrec.seen import STRANGE, Box, Likely, SeenPhoto, Thing
from convrec.settings import Settings
from convrec.sight import known_by
from convrec.types import Message, Turn
from convrec.ui.session import Session, said
from convrec.understanding.references.in_a_photo import corrected
from convrec.vision.nouns import GROUPS, NOUNS, Nouns, worded

Say = Callable[..., Turn]
DOG, TWO_THINGS = (CORAL,), (OLIVE, NAVY)
NEARLY = (OLIVE, OLIVE, *(CORAL,) * 5) * 2  # more of what is strange than of what is known


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paints.write_shop(tmp_path_factory.mktemp("paints") / "shop")


@pytest.fixture(scope="module")
def assistant(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return paints.open_assistant(shop, tmp_path_factory.mktemp("home"))


@pytest.fixture
def say(assistant: Assistant, tmp_path: Path, request: pytest.FixtureRequest) -> Say:
    """Says something, with photos of stripes or without, as somebody of this very test."""

    def message(text: str, *photos: Sequence[tuple[int, int, int]]) -> Turn:
        files = [paints.paint(tmp_path / f"{n}.png", *stripes) for n, stripes in enumerate(photos)]
        return assistant.turn(Message(request.node.name, text, assistant.save_photos(files)))

    return message


def ids(turn: Turn) -> list[str]:
    return [recommendation.item_id for recommendation in turn.recommendations]


def learnt(turn: Turn) -> list[str]:
    return [*turn.profile.likings]


# ── nothing like it ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("", "That looks like a dog. We have nothing like it here. Tell me what you are looking for."),
        ("this in blue", "That looks like a dog. We have nothing like it here. Tell me what you are looking for."),
        ("有这样的吗", "照片里看起来是狗。本店没有类似的东西。告诉我您想找什么吧。"),
        ("这种要蓝色的", "照片里看起来是狗。本店没有类似的东西。告诉我您想找什么吧。"),
    ],
)
def test_what_the_shop_has_nothing_like_is_named_and_no_list_pretends_otherwise(
    say: Say, text: str, reply: str
) -> None:
    turn = say(text, DOG)
    assert turn.reply.text == reply and not turn.recommendations
    assert turn.understanding.seen[0].known < STRANGE and not turn.profile.constraints and not learnt(turn)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a cushion for him", "That looks like a dog. We have nothing like it here. Here is what I found for: cushion"),
        ("给他找个靠垫", "照片里看起来是狗。本店没有类似的东西。为您找到：靠垫"),
    ],
)
def test_where_the_words_name_a_wish_they_are_answered(say: Say, text: str, begins: str) -> None:
    turn = say(text, DOG)
    assert turn.reply.text.startswith(begins) and set(ids(turn)) == {"cushion-blue", "cushion-brown"}
    sources = {vote.source for recommendation in turn.recommendations for vote in recommendation.votes}
    assert "photo" not in sources


def test_a_taste_told_beside_it_is_kept(say: Say) -> None:
    turn = say("I love green", DOG)
    assert learnt(turn) == ["colour/green"] and "Noted: you love green" in turn.reply.text


def test_the_search_before_goes_on_after_it(say: Say) -> None:
    say("show me rugs")
    say("", DOG)
    assert {item.partition("-")[0] for item in ids(say("under 125"))} == {"rug"}


def test_one_strange_photo_of_two_is_left_out(say: Say) -> None:
    turn = say("", (OLIVE,), DOG)
    assert turn.reply.text == (
        "Your second photo looks like a dog; we have nothing like it here. "
        "Your first photo seems to show: armchair. These come closest to your first photo."
    )
    assert set(ids(turn)) == {"arm-blue", "arm-green"}
    assert turn.understanding.photos is not None and len(turn.understanding.photos.look) == 1


def test_ones_own_thing_needs_not_be_sold_here(say: Say) -> None:
    turn = say("this is my armchair", DOG)
    assert "remember your armchair" in turn.reply.text and "nothing" not in turn.reply.text


def test_a_near_miss_says_so_and_a_clear_photo_does_not(say: Say) -> None:
    near, clear = say("", NEARLY), say("", (OLIVE,))
    assert near.reply.text.endswith("Not the same, but these come close.") and ids(near)[0].startswith("arm")
    assert clear.reply.text.endswith("These come closest to your photo.")


def test_why_makes_the_list_beside_a_strange_photo_again(say: Say, assistant: Assistant) -> None:
    turn = say("", (OLIVE,), DOG)
    rerun = assistant.causes.rerun(turn.message.user_id)
    assert rerun is not None and [r.item_id for r in rerun.found().recommendations] == ids(turn)


# ── several things, and corrections ────────────────────────────────────────────────────────────────────────────────


def test_several_things_are_named_to_choose_from(say: Say) -> None:
    turn = say("", TWO_THINGS)
    assert turn.reply.text == "I see an armchair and a lamp; these go by the armchair."
    assert {item.partition("-")[0] for item in ids(turn)} == {"arm"}


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("no, the lamp", "These go by the lamp."),
        ("not the armchair, the lamp", "These go by the lamp."),
        ("it's not an armchair, it's a lamp", "These go by the lamp."),
        ("the lamp, not the armchair", "These go by the lamp."),
        ("I meant the lamp", "These go by the lamp."),
        ("I mean the one on the right", "These go by the lamp."),
        ("不是扶手椅，是台灯", "这些是按台灯找的。"),
        ("我说的是台灯", "这些是按台灯找的。"),
        ("不对，是那盏台灯", "这些是按台灯找的。"),
        ("右边那个", "这些是按台灯找的。"),
    ],
)
def test_a_correction_goes_on_by_the_other_thing_and_is_no_opinion(say: Say, text: str, reply: str) -> None:
    say("", TWO_THINGS)
    turn = say(text)
    assert turn.reply.text == reply and set(ids(turn)) == {"lamp-blue", "lamp-green"}
    assert turn.understanding.seen[0].pointed_at and not turn.understanding.opinions and not learnt(turn)


def test_what_was_chosen_can_be_called_one_s_own(say: Say) -> None:
    say("", TWO_THINGS)
    say("no, the lamp")
    turn = say("I have this at home")
    assert [thing.sort for thing in turn.profile.own] == ["category/lamp"] and "your lamp" in turn.reply.text


def test_one_may_go_to_and_fro(say: Say) -> None:
    say("", TWO_THINGS)
    assert [ids(say(text))[0].partition("-")[0] for text in ("no, the lamp", "左边那个", "不是扶手椅，是台灯")] == [
        "lamp",
        "arm",
        "lamp",
    ]


def test_what_else_a_correction_says_is_read(say: Say) -> None:
    say("", TWO_THINGS)
    assert ids(say("no, the lamp, under 65")) == ["lamp-blue"]


@pytest.mark.parametrize("text", ["no, the rug", "不是扶手椅，是地毯"])
def test_what_the_photo_does_not_show_is_read_as_usual(say: Say, text: str) -> None:
    say("", TWO_THINGS)
    turn = say(text)
    assert not turn.understanding.seen and {item.partition("-")[0] for item in ids(turn)} == {"rug"}


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "no, the rug",
            "I don't see a rug in your photo, only an armchair and a lamp, so I looked for that by your words.",
        ),
        ("the rug, please", "I don't see a rug in your photo, only an armchair and a lamp, so"),
        ("I meant the rug", "I don't see a rug in your photo, only an armchair and a lamp, so"),
        ("不是，是那个地毯", "照片里没看到地毯，只看到扶手椅和台灯，所以按您的话来找。"),
        ("我说的是地毯", "照片里没看到地毯，只看到扶手椅和台灯，所以按您的话来找。"),
    ],
)
def test_what_the_photo_does_not_show_is_said_and_looked_for_by_words(say: Say, text: str, begins: str) -> None:
    say("", TWO_THINGS)
    turn = say(text)
    assert turn.reply.text.startswith(begins) and {item.partition("-")[0] for item in ids(turn)} == {"rug"}
    assert turn.understanding.photos is None and not learnt(turn)


def test_what_else_such_a_message_says_counts(say: Say) -> None:
    say("", TWO_THINGS)
    assert "limit/price/<=/125" in [limit.about for limit in say("no, the rug, under 125").profile.constraints]


@pytest.mark.parametrize("text", ["show me rugs", "a rug", "is the rug washable?", "the blue", "不要地毯", "有地毯吗"])
def test_who_does_not_speak_of_the_photo_is_told_nothing_of_it(say: Say, text: str) -> None:
    say("", TWO_THINGS)
    told = say(text).reply.text
    assert "don't see" not in told and "没看到" not in told


def test_a_rug_on_the_list_is_none_that_the_photo_lacks(say: Say) -> None:
    say("what goes with this?", (OLIVE,))
    assert "don't see" not in say("no, the rug").reply.text


@pytest.mark.parametrize("text", ["it's not blue, it's green", "it's green, not blue", "不是蓝色，是绿色"])
def test_a_colour_put_right_is_a_condition_of_this_search_and_no_opinion(say: Say, text: str) -> None:
    assert "colour/blue" in [likely.about for likely in say("", (OLIVE,)).understanding.seen[0].thing.colours]
    turn = say(text)
    assert ids(turn)[0] == "arm-green" and not [item for item in ids(turn) if item.endswith("blue")]
    assert [likely.about for likely in turn.understanding.seen[0].thing.colours] == ["colour/green"]
    assert not learnt(turn)


def test_nothing_is_corrected_without_a_photo(say: Say) -> None:
    say("show me armchairs")
    assert not say("no, the lamp").understanding.seen


def test_a_photo_erased_since_is_not_gone_by(say: Say, assistant: Assistant) -> None:
    turn = say("", TWO_THINGS)
    assistant.take_back(turn.message.user_id, f"photo/{turn.message.photos[0]}")
    assert turn.message.photos[0] not in str(assistant._memory.export(turn.message.user_id))
    assert not say("no, the lamp").understanding.seen


def test_the_page_shows_the_photo_again_beside_a_correction(assistant: Assistant, tmp_path: Path) -> None:
    photo = paints.paint(tmp_path / "two.png", *TWO_THINGS)
    *_, session = said(assistant, Session("page"), "", [photo])
    *_, session = said(assistant, session, "no, the lamp", [])
    (shown,) = session.talk[-1].photos
    seen = session.sight(1, shown).seen
    assert seen is not None and (seen.chosen, seen.pointed_at) == (1, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the one at the top", 1),
        ("the one in the middle", 2),
        ("中间那个", 2),
        ("the bottom one", 0),
        ("最右边的", 1),
    ],
)
def test_places_in_a_photo(text: str, place: int) -> None:
    lamp = (Likely("category/lamp", 1.0),)
    boxes = (Box(0.0, 0.6, 0.4, 1.0), Box(0.6, 0.0, 1.0, 0.3), Box(0.4, 0.4, 0.6, 0.6))
    seen = SeenPhoto("p", tuple(Thing(box, lamp) for box in boxes))
    found = corrected(text, [seen], lambda words: frozenset())
    assert found is not None and found.place == place


@pytest.mark.parametrize(
    "text", ["", "the lamp is too big", "是台灯吗", "how wide is the one on the left?", "no, " + "the lamp " * 60]
)
def test_what_is_no_correction(text: str) -> None:
    things = tuple(Thing(sorts=(Likely(f"category/{sort}", 1.0),)) for sort in ("armchair", "lamp"))
    naming = lambda words: frozenset({"category/lamp"} if words.strip() in ("lamp", "台灯") else ())  # noqa: E731
    assert corrected(text, [SeenPhoto("p", things)], naming) is None


# ── "I love this" ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["I love this", "我喜欢这个"])
def test_love_for_a_photo_names_nothing_and_leaves_nothing_lasting(say: Say, text: str) -> None:
    turn = say(text, (OLIVE,))
    assert set(ids(turn)) == {"arm-blue", "arm-green"} and not learnt(turn)


@pytest.mark.parametrize("text", ["I love this green", "我喜欢这种绿色"])
def test_love_for_a_value_likes_that_value(say: Say, text: str) -> None:
    assert learnt(say(text, (OLIVE,))) == ["colour/green"]


# ── words for what is seen ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_noun_and_group_has_chinese_and_is_named_once() -> None:
    assert len({noun for noun, _ in NOUNS}) == len(NOUNS)
    assert all(worded(name, "zh") != name for name, _ in (*NOUNS, *(group for group, _ in GROUPS)))


def test_what_can_not_be_told_apart_is_called_by_its_group_and_what_is_sold_by_nothing() -> None:
    nouns, encoder = Nouns(paints.models().image), paints.models().image
    dog, cat = (encoder.encode_words([noun])[0] for noun in ("dog", "cat"))
    either = (dog + cat) / np.linalg.norm(dog + cat)
    assert (nouns.called(dog), nouns.called(either)) == ("dog", "animal")
    assert (nouns.called(dog, frozenset({"Dogs"})), nouns.called(either, frozenset({"bird"}))) == ("", "")


@pytest.mark.parametrize(
    ("sort", "told"),
    [
        ("armchair", "an armchair"),
        ("lamp", "a lamp"),
        ("headphones", "headphones"),
        ("glass", "a glass"),
        ("outdoor place", "an outdoor place"),
        ("something to eat", "something to eat"),
        ("piece of furniture", "a piece of furniture"),
    ],
)
def test_articles(sort: str, told: str) -> None:
    assert one_of(sort, "en") == told and one_of("扶手椅", "zh") == "扶手椅"


# ── evaluate unknown ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clothing data's layout, full of dogs."""
    folder = tmp_path_factory.mktemp("strangers")
    (folder / "images").mkdir()
    for n in range(6):
        paints.paint(folder / "images" / f"{n}.jpg", CORAL)
    (folder / "images.csv").write_text("image,label\n" + "".join(f"{n},Dog\n" for n in range(6)), encoding="utf-8")
    return folder


def test_strangers_are_told_from_what_is_sold(shop: Path, strangers: Path) -> None:
    found = evaluate_unknown(shop, strangers, None, paints.models())
    assert (found["auroc"], found["recall_known"], found["recall_strange"]) == (1.0, 1.0, 1.0)
    assert (found["known"], found["strange"], found["pages"]) == (8, 3, 8) and found["ece"] < 0.01
    assert set(found["peers"]) >= {"colour histogram", "the classifier's highest probability"}


def test_half_of_the_photos_stand_for_pages_where_there_are_none(shop: Path, strangers: Path) -> None:
    side = read_side(strangers, None)
    assert len(side.pages) == len(side.photos) == 3 and not {*side.pages} & {*side.photos}
    assert read_side(strangers, None) == side
    assert evaluate_unknown(strangers, shop, None, paints.models())["auroc"] == 1.0


def test_what_can_not_be_evaluated_is_said(shop: Path, strangers: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="--strange"):
        run_evaluation("unknown", shop, None, Settings())
    with pytest.raises(EvaluationError, match="evaluate unknown"):
        run_evaluation("photos", shop, None, Settings(), strange=strangers)
    with pytest.raises(EvaluationError, match="strange to itself"):
        evaluate_unknown(shop, shop, None, paints.models())
    with pytest.raises(EvaluationError, match="--test"):
        read_side(strangers, shop)
    (tmp_path / "images.csv").write_text("image\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="names no photos"):
        read_side(tmp_path, None)


def test_the_measures_by_hand() -> None:
    wins = beaten(np.array([0.9, 0.5]), np.array([0.5, 0.1]))
    assert wins.mean() == pytest.approx(3.5 / 4)
    low, high = paired(wins)
    assert low <= wins.mean() <= high
    assert calibration_error(np.array([1.0, 1.0]), np.array([0.0])) == 0.0
    assert calibration_error(np.array([0.75]), np.array([0.05])) == pytest.approx(0.15)


def test_more_pictures_ask_for_more_nearness_within_what_was_measured() -> None:
    by_size = [float(known_by(0.45, size)) for size in (1, 20, 100, 372, 10**6)]
    assert by_size[0] == by_size[1] > by_size[2] > by_size[3] == by_size[4]


def test_a_few_are_drawn_and_always_the_same() -> None:
    assert drawn(range(3)) == [0, 1, 2]
    assert drawn(range(900)) == drawn(range(900)) and len(set(drawn(range(900)))) == 300
