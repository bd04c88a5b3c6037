"""Answers to a question, however they are put; a yes to an offer; and other things that simulated shoppers met."""

from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.index import Index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Mention, Message, Turn
from convrec.understanding.answering import answered
from convrec.understanding.language import spelt_out
from convrec.understanding.opinions.judging import read
from knowledge_graph import Profile

TOPICS = frozenset(["category"])


def asking(attribute: str, yes: str = "") -> Profile:
    return Profile("ann", asks=attribute, yes=yes)


def mention(text: str, quote: str, entity: str) -> Mention:
    return Mention(entity, quote, text.index(quote), text.index(quote) + len(quote))


@pytest.mark.parametrize(
    ("text", "quote", "entity", "asked", "said"),
    [
        ("hmm good question, I suppose a rug", "rug", "category/rug", "category", "rug"),
        ("应该是沙发", "沙发", "category/sofa", "category", "沙发"),
        ("ok, family vote, and it's blue", "blue", "colour/blue", "colour", "blue"),
        ("not blue", "blue", "colour/blue", "colour", ""),  # says what it isn't
        ("is the blue one in stock?", "blue", "colour/blue", "colour", ""),  # asks something itself
        ("blue, 2 of them", "blue", "colour/blue", "colour", ""),  # says more
        ("oak", "oak", "material/oak", "colour", ""),  # answers something else
        ("blue", "blue", "colour/blue", "", ""),  # nothing was asked
    ],
)
def test_an_answer_is_its_value_alone(text: str, quote: str, entity: str, asked: str, said: str) -> None:
    assert answered(text, asking(asked), [mention(text, quote, entity)], TOPICS) == said


def test_no_wish_asks_for_others_and_a_yes_lets_a_condition_go() -> None:
    assert answered("no preference", asking("colour"), [], TOPICS) == "show me more"
    assert answered("都可以", asking("colour"), [], TOPICS) == "还有别的吗"
    drop = asking("limit/price/<=/20", "any price")
    assert answered("yes please", drop, [], TOPICS) == answered("不介意，都行", drop, [], TOPICS) == "any price"
    assert answered("no, a vase then", drop, [mention("no, a vase then", "vase", "category/vase")], TOPICS) == ""


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("smth industrial", "something industrial"),
        ("4 the hall", "for the hall"),
        ("4 chairs", "4 chairs"),
        ("lamp w/ shade", "lamp with shade"),
        ("chocolate w/o nuts", "chocolate w/o nuts"),
    ],
)
def test_short_forms_are_spelt_out(text: str, full: str) -> None:
    assert " ".join(spelt_out(text).split()) == full


def test_so_not_us_is_no_praise() -> None:
    assert all(told.strength < 0 for told in read("cosy is just so not us").told)


@pytest.fixture
def brief(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path) -> Assistant:
    settings = Settings(home=tmp_path, catalogue=catalogue.folder, limit=2)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


def talk(assistant: Assistant, *texts: str) -> Turn:
    return [assistant.turn(Message("ann", text)) for text in texts][-1]


def test_a_limit_outlives_the_answer_to_what_sort(brief: Assistant) -> None:
    asked, turn = (brief.turn(Message("ann", text)) for text in ("something up to 300 euros", "hm, a vase I guess"))
    assert asked.reply.question is not None
    limits = {limit.about for limit in turn.profile.constraints}
    assert limits == {"limit/price/<=/300", "limit/category/=/vase"}


def test_whoever_does_not_mind_is_shown_others(brief: Assistant) -> None:
    first, second = (brief.turn(Message("ann", text)) for text in ("something nice", "doesn't matter"))
    shown = [{r.item_id for r in turn.recommendations} for turn in (first, second)]
    assert first.reply.question is not None and shown[1] and not shown[0] & shown[1]


def test_a_yes_lets_the_condition_go_that_stood_in_the_way(brief: Assistant) -> None:
    nothing, after = (brief.turn(Message("ann", text)) for text in ("a sofa up to 20 euros", "yes please"))
    assert not nothing.recommendations and after.recommendations
    assert not [limit for limit in after.profile.constraints if limit.attribute == "price"]


@pytest.mark.parametrize("text", ["not the second one, it's brass", "not second, its brass"])
def test_the_reason_for_a_refusal_is_disliked_and_the_thing_stays_away(assistant: Assistant, text: str) -> None:
    first = talk(assistant, "lamps")
    second = first.recommendations[1].item_id
    turn = talk(assistant, text)
    assert turn.profile.liking("material/brass") < 0 and second in turn.profile.refused
    assert second not in [r.item_id for r in turn.recommendations]


def test_more_like_the_second_in_chinese_is_no_verdict(assistant: Assistant) -> None:
    first = talk(assistant, "台灯")
    pointed = first.recommendations[-1].item_id
    place = "一二三四五"[len(first.recommendations) - 1]
    turn = talk(assistant, f"更像第{place}个")
    assert turn.understanding.references == (pointed,) and not turn.understanding.opinions
