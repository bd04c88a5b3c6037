"""Another of the things in a photo is chosen: the same message is answered by that one, and nothing counts twice."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapes
from PIL import Image

from convrec.assistant import Assistant
from convrec.seen import Box, Thing
from convrec.sight import Sight
from convrec.types import Message, Turn
from knowledge_graph.schema import item_entity

CHAIR, RUG = Thing(Box(0.1, 0.2, 0.4, 0.8)), Thing(Box(0.6, 0.2, 0.9, 0.8))  # where they are in the photo of both
OTTOS = ("otto-green", "otto-oak", "otto-small")
Say = Callable[[str], Turn]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    shop = shapes.write_shop(tmp_path_factory.mktemp("choosing") / "shop")
    return shapes.open_assistant(shop, tmp_path_factory.mktemp("home"))


@pytest.fixture
def both(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A photo of a chair and a rug side by side; where they are is told, as the made-up encoder has no map of it."""
    photo = Image.new("RGB", (2 * shapes.SIDE, shapes.SIDE))
    for place, item in enumerate(("otto-green", "tove-blue")):
        with Image.open(assistant.catalogue.folder / "customer_photos" / f"{item}.png") as half:
            photo.paste(half, (place * shapes.SIDE, 0))
    photo.save(tmp_path / "both.png")
    monkeypatch.setattr(Sight, "_things", lambda self, picture: [CHAIR, RUG])
    return assistant.save_photo(tmp_path / "both.png")


@pytest.fixture
def say(assistant: Assistant, both: str, request: pytest.FixtureRequest) -> Say:
    """Says something with the photo of both, the chair meant, as somebody of this very test."""
    return lambda text: assistant.turn(Message(request.node.name, text, (both,), chosen={both: 0}))


def ids(turn: Turn) -> set[str]:
    return {recommendation.item_id for recommendation in turn.recommendations}


def logged(assistant: Assistant, turn: Turn, about: str) -> int:
    return [entry.about for entry in assistant._memory.export(turn.message.user_id)].count(about)


def test_the_chosen_thing_is_what_the_message_is_answered_by(assistant: Assistant, say: Say, both: str) -> None:
    first = say("something like this")
    assert first.understanding.shows == "category/armchair" and first.understanding.likened[0] == "otto-green"
    turn = assistant.choose(first, both, 1)
    assert turn.understanding.shows == "category/rug" and turn.understanding.likened[0] == "tove-blue"
    assert ids(turn) == {"tove-blue", "tove-green"} and turn.message.text == "something like this"
    assert [(seen.chosen, seen.pointed_at) for seen in turn.understanding.seen] == [(1, True)]
    afresh = assistant.turn(Message("somebody else", "something like this", (both,), chosen={both: 1}))
    photos, same = turn.understanding.photos, afresh.understanding.photos
    assert photos is not None and same is not None and np.array_equal(photos.look, same.look)
    assert [r.score for r in turn.recommendations] == pytest.approx([r.score for r in afresh.recommendations])
    assert [limit.about for limit in turn.profile.constraints] == ["limit/category/=/rug"]
    assert ids(assistant.choose(turn, both, 0)) == ids(first)


def test_what_was_said_counts_once(assistant: Assistant, say: Say, both: str) -> None:
    first = say("I love wool. Something like this under 600")
    turn = assistant.choose(first, both, 1)
    again = assistant.choose(turn, both, 0)
    wool = "material/wool"
    assert first.understanding.opinions and turn.understanding.opinions == first.understanding.opinions
    assert logged(assistant, turn, wool) == logged(assistant, turn, f"photo/{both}") == 1
    likings = [one.profile.liking(wool) for one in (first, turn, again)]
    assert likings == pytest.approx([likings[0]] * 3) and likings[0] > 0
    assert {"limit/price/<=/600", "limit/category/=/rug"} == {limit.about for limit in turn.profile.constraints}
    assert {limit.about for limit in again.profile.constraints} == {limit.about for limit in first.profile.constraints}


def test_what_was_taken_back_since_stays_taken_back(assistant: Assistant, say: Say, both: str) -> None:
    first, wool = say("I love wool. Something like this under 600"), "material/wool"
    for about in (wool, "limit/price/<=/600"):
        assistant.take_back(first.message.user_id, about)
    turn = assistant.choose(assistant.again(first), both, 1)
    assert not turn.profile.liking(wool) and {"limit/category/=/rug"} == {c.about for c in turn.profile.constraints}


def test_a_list_made_again_counts_nothing_twice(assistant: Assistant, say: Say, both: str) -> None:
    first, wool = say("I love wool. Something like this"), "material/wool"
    turn = assistant.choose(assistant.again(first), both, 1)
    assert logged(assistant, turn, wool) == 1 and turn.profile.liking(wool) == pytest.approx(first.profile.liking(wool))


def test_what_only_the_other_thing_made_of_the_words_is_taken_back(assistant: Assistant, say: Say, both: str) -> None:
    first = say("not this")
    assert all(first.profile.liking(item_entity(item)) < 0 for item in OTTOS)
    turn = assistant.choose(first, both, 1)
    assert not any(turn.profile.liking(item_entity(item)) for item in OTTOS)
    assert turn.profile.liking(item_entity("tove-blue")) < 0 and "tove-blue" not in ids(turn)
    first = say("the same in another colour")
    assert "limit/colour/!=/green" in [limit.about for limit in first.profile.constraints]
    turn = assistant.choose(first, both, 1)
    assert "limit/colour/!=/green" not in [limit.about for limit in turn.profile.constraints]


@pytest.mark.parametrize("text", ["something like this", "类似这个的"])
def test_conditions_that_only_the_other_thing_ended_hold_again(
    assistant: Assistant, say: Say, both: str, request: pytest.FixtureRequest, text: str
) -> None:
    before = assistant.turn(Message(request.node.name, "a green rug under 125"))
    limits = {limit.about for limit in before.profile.constraints}
    assert {"limit/category/=/rug", "limit/price/<=/125"} <= limits
    first = say(text)
    assert {limit.about for limit in first.profile.constraints} == {"limit/category/=/armchair"}
    turn = assistant.choose(first, both, 1)
    assert {limit.about for limit in turn.profile.constraints} == limits
    again = assistant.choose(turn, both, 0)
    assert {limit.about for limit in again.profile.constraints} == {"limit/category/=/armchair"}
    assert {limit.about for limit in assistant.choose(again, both, 1).profile.constraints} == limits


def test_what_the_message_itself_puts_right_does_not_come_back(
    assistant: Assistant, say: Say, both: str, request: pytest.FixtureRequest
) -> None:
    assistant.turn(Message(request.node.name, "a rug under 125"))
    first = say("something like this under 90")
    limits = {limit.about for limit in assistant.choose(first, both, 1).profile.constraints}
    assert limits == {"limit/category/=/rug", "limit/price/<=/90"}


def test_a_thing_of_one_s_own_is_the_one_that_was_chosen(assistant: Assistant, say: Say, both: str) -> None:
    first = say("something that goes with this")
    assert first.understanding.company == ("otto-green",)
    turn = assistant.choose(first, both, 1)
    assert turn.understanding.company == ("tove-blue",) and turn.understanding.relation == "with"
    assert not ids(turn) & {"tove-blue", "tove-green"} and turn.profile.beside == (both,)
