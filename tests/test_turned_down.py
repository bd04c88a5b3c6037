"""A whole list is turned down: others are shown, it stays away, and nobody is said to hate each thing on it."""

from collections.abc import Callable

import pytest

from convrec.assistant import Assistant
from convrec.types import Message, Turn
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
