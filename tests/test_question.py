"""What is asked, and when: a question must be expected to raise the chance of a hit, and never costs the list."""

from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.evaluation.conversation.rivals import NeverAsks
from convrec.gain import gain
from convrec.index import Index
from convrec.memory import open_memory
from convrec.question import IN_A_ROW, PAIR, Asker, Open
from convrec.settings import Settings
from convrec.types import Message, Understanding
from knowledge_graph import Constraint, Liking, Profile

FIND = Understanding("en", "find")


@pytest.fixture
def brief(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path) -> Assistant:
    """An assistant whose lists have room for two, so that much is left to ask about."""
    settings = Settings(home=tmp_path, catalogue=catalogue.folder, limit=2)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


def in_question(assistant: Assistant, shown: int = 2) -> Open:
    items = [item.id for item in assistant.catalogue.items]
    return Open(items, items[:shown])


class TestGain:
    def test_who_has_seen_everything_is_asked_nothing(self) -> None:
        assert gain([["a"], ["b"]], {0, 1}, 2) == 0.0

    def test_where_the_next_list_shows_all_that_is_left_an_answer_adds_nothing(self) -> None:
        assert gain([["a"], ["b"], ["a"], ["b"]], {0, 1}, 2) <= 0.0

    def test_an_answer_that_divides_brings_what_would_come_late(self) -> None:
        apart = [[f"v{place % 6}"] for place in range(12)]
        assert gain(apart, {0, 1}, 2) > 0.5

    def test_an_answer_that_all_have_brings_nothing(self) -> None:
        assert gain([["same"]] * 12, {0, 1}, 2) <= 0.0

    def test_what_is_seldom_answered_is_worth_less(self) -> None:
        apart = [[f"v{place % 6}"] for place in range(12)]
        assert gain(apart, {0, 1}, 2, 0.3) == pytest.approx(0.3 * gain(apart, {0, 1}, 2))

    def test_who_cannot_say_sees_the_next_ones(self) -> None:
        nothing: list[list[str]] = [[] for _ in range(12)]
        assert gain(nothing, {0, 1}, 2) == 0.0


class TestAsker:
    def test_the_sort_is_asked_first(self, brief: Assistant) -> None:
        choice = brief.asker.choose(in_question(brief), FIND, Profile("ann"))
        assert choice is not None and choice.attribute == "category"

    def test_two_in_a_row_at_most(self, brief: Assistant) -> None:
        assert brief.asker.choose(in_question(brief), FIND, Profile("ann", asked_in_a_row=IN_A_ROW)) is None

    def test_what_was_said_or_asked_is_not_asked(self, brief: Assistant) -> None:
        blue = Liking("colour/blue", 0.5, 1.0, "", "message")
        sort = Constraint("category", "=", "vase")
        profile = Profile("ann", {"colour/blue": blue}, (sort,), asked=frozenset(["material"]))
        asked = {choice.attribute for choice in brief.asker.choices(in_question(brief), FIND, profile)}
        assert not asked & {"colour", "material", "category"}

    def test_where_no_attribute_divides_two_pictures_do(self, brief: Assistant) -> None:
        asker: Asker = brief.asker
        known = frozenset({value.partition("/")[0] for item in brief.catalogue.items for value in item.attributes})
        profile = Profile("ann", constraints=(Constraint("category", "=", "vase"),), asked=known | {"price"})
        (pair, *others) = asker.choices(in_question(brief), FIND, profile)
        assert pair.attribute == PAIR and not others
        question = asker.word(pair, "en")
        assert question.places == (0, 1) and question.options[:2] == ("more like the first", "more like the second")
        assert asker.word(pair, "zh").options[0] == "更像第一个"

    def test_every_question_can_be_left_open(self, brief: Assistant) -> None:
        choice = brief.asker.choose(in_question(brief), FIND, Profile("ann"))
        assert choice is not None and brief.asker.word(choice, "en").options[-1] == "doesn't matter"


def test_questions_come_twice_in_a_row_and_then_not(brief: Assistant) -> None:
    turns = [brief.turn(Message("ann", text)) for text in ("hello, something nice", "anything", "any", "whatever")]
    asked = [turn.reply.question is not None and bool(turn.recommendations) for turn in turns]
    assert asked[0] and not all(asked[:3])
    assert brief.profile("ann").asked_in_a_row <= IN_A_ROW


@pytest.mark.parametrize("text", ["something nice", "a lamp", "blue things", "花瓶", "what do you have in oak?"])
def test_asking_never_costs_the_list(brief: Assistant, text: str) -> None:
    silent = brief.changed(asker=NeverAsks())
    lists = [
        [r.item_id for r in one.turn(Message(name, text)).recommendations]
        for name, one in (("a", brief), ("b", silent))
    ]
    assert lists[0] == lists[1] and lists[0]
