"""Facts of one thing or of each of several; who wants to be asked; which of a list is chosen; what is needed."""

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.shelf import Shelf
from convrec.types import Message, Turn
from convrec.understanding.intents.asking_back import questions_wanted
from convrec.understanding.references.fact_questions import asks_only_a_fact
from convrec.understanding.references.pronouns import chooses, describes_only
from knowledge_graph.schema import Constraint, grouped


def say(assistant: Assistant, user: str, *texts: str) -> Turn:
    """The last of several turns of one person."""
    return [assistant.turn(Message(user, text)) for text in texts][-1]


@pytest.mark.parametrize(
    "text",
    [
        "how tall is it?", "how much", "hw much", "and the price?", "what does it weigh", "how big is it then",
        "多少钱", "多少钱一盒", "坐高多少", "多少克一袋？", "价钱呢", "多高", "一盒多大",
    ],
)  # fmt: skip
def test_questions_for_nothing_but_a_fact(text: str) -> None:
    assert asks_only_a_fact(text)


@pytest.mark.parametrize(
    "text",
    ["how much is delivery?", "how tall are people here", "运费多少钱", "a tall lamp", "what price range", "oak"],
)
def test_what_asks_for_more_or_none(text: str) -> None:
    assert not asks_only_a_fact(text)


def test_a_fact_is_told_of_each_of_several(assistant: Assistant) -> None:
    turn = say(assistant, "each", "table lamps", "how much is it?")
    listed = assistant.profile("each").shown
    assert len(listed) > 1 and turn.reply.answer is not None and not turn.reply.question
    assert all(f"{assistant.catalogue.item(item).price:g}" in turn.reply.text for item in listed)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("stop asking questions, just show me", "stop"),
        ("no more questions please", "stop"),
        ("别问了，直接给我看", "stop"),
        ("ask me whatever you need to know", "ask"),
        ("你问我几个问题吧", "ask"),
        ("no questions about that lamp, I like it", ""),
        ("any question is fine? a lamp", ""),
    ],
)
def test_who_wants_to_be_asked(text: str, wanted: str) -> None:
    assert questions_wanted(text) == wanted


def test_who_will_not_be_asked_is_not_asked_again_until_they_want_to(assistant: Assistant) -> None:
    assert say(assistant, "quiet", "hello, I want something nice", "stop asking me things").reply.question is None
    assert say(assistant, "quiet", "something nice").reply.question is None
    assert assistant.profile("quiet").consents["questions"] < 0
    assert say(assistant, "quiet", "ask me some questions").reply.question is not None


@pytest.mark.parametrize("text", ["the braeburn one", "the oak one please", "that spicy one", "脱脂的", "要黑色那款"])
def test_what_only_says_which_one(text: str) -> None:
    assert describes_only(text)


@pytest.mark.parametrize("text", ["the cheapest one", "最大的那个", "a blue one", "the lamp", "更便宜的那种不要"])
def test_what_says_more_than_which_one(text: str) -> None:
    assert not describes_only(text)


def test_a_wish_may_end_in_which_one() -> None:
    assert chooses("还是要降噪的，绿色那款") and not chooses("跟绿色那款差不多") and not chooses("不要绿色那款")


def test_who_is_vegan_and_cannot_have_gluten_needs_both() -> None:
    vegan, spared = Constraint("features", "=", "vegan"), Constraint("features", "=", "gluten-free")
    blue, green = Constraint("colour", "=", "blue"), Constraint("colour", "=", "green")
    assert grouped([vegan, spared, blue, green]) == [[vegan], [spared], [blue, green]]


def test_alternatives_are_met_by_any_and_others_by_all(catalogue: Catalogue) -> None:
    shelf = Shelf(catalogue.items, catalogue.row, catalogue_graph(catalogue))
    oak, brass = Constraint("material", "=", "oak"), Constraint("material", "=", "brass")
    either, one = shelf.violations([oak, brass]), shelf.violations([oak])
    assert np.array_equal(either, one & shelf.violations([brass])) and either.sum() < one.sum()
