"""What messages are for: clear words, the head's opinion bent by what was found and shown, two things at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.models.heads import Head, IntentHead
from convrec.types import Intent, Mention, Message, Reply, Understanding
from convrec.understanding.intents.intent import Evidence, asking, by_rule, decide, joined_questions
from convrec.understanding.opinions.clauses import split
from convrec.understanding.opinions.judging import read
from convrec.understanding.opinions.stances import Part
from knowledge_graph import Profile

EVEN: Mapping[Intent, float] = {"find": 0.3, "refine": 0.3, "opinion": 0.3, "ask_item": 0.1}


def evidence(text: str, **known: int | bool) -> Evidence:
    """Evidence for a text in which nothing was found but what is said here."""
    parts = [Part(clause, read(clause.text)) for clause in split(text)]
    found = {"tastes": 0, "constraints": 0, "topic": False, "references": 0, "shown": 0}
    return Evidence(text=text, parts=parts, mentions=(), **(found | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how come you're showing me decaf", "why"),
        ("what's the reasoning behind that last one?", "why"),
        ("er why am I being shown leather??", "why"),
        ("what makes you think I'd like this", "why"),
        ("第一个怎么会推给我", "why"),
        ("凭什么给我看这个", "why"),
        ("你凭啥觉得我会喜欢", "why"),
        ("推荐的依据是什么", "why"),
        ("ignore what I said about pink", "forget"),
        ("undo that last thing", "forget"),
        ("please wipe my preferences", "forget"),
        ("let's start over", "forget"),
        ("把我的口味记录全删了吧", "forget"),
        ("刚才那句不算", "forget"),
        ("撤销上一条", "forget"),
        ("so what do you reckon my taste is by now?", "ask_profile"),
        ("do you remember what I like", "ask_profile"),
        ("你还记得我喜欢什么吗", "ask_profile"),
        ("我之前说过不要什么来着", "ask_profile"),
        ("what's the difference between these", "compare"),
        ("torn between the first and the third", "compare"),
        ("which one weighs more", "compare"),
        ("哪个更划算", "compare"),
        ("帮我比较一下", "compare"),
        ("what else have you got", "more"),
        ("any others?", "more"),
        ("next song pls", "more"),
        ("再来几个看看", "more"),
        ("还有别的吗", "more"),
        ("下一首", "more"),
        ("good evening all", "small_talk"),
        ("晚安啦", "small_talk"),
    ],
)
def test_clear_words(text: str, intent: str) -> None:
    assert by_rule(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "why not", "how do I delete my account", "怎么删除我的账号", "scrap the time limit",
        "anything else in blue", "I have none",
        "the next day delivery", "别的颜色", "还有蓝色的吗", "我最爱看改造对比的帖子", "为什么这么贵",
    ],
)  # fmt: skip
def test_words_that_leave_doubts(text: str) -> None:
    assert by_rule(text) not in ("forget", "more", "compare", "why")


@pytest.mark.parametrize(
    ("text", "known", "intent"),
    [
        ("something calmer", {"constraints": 1}, "find"),
        ("something calmer", {"constraints": 1, "shown": 3}, "refine"),
        ("a blue vase", {"topic": True, "shown": 3}, "find"),
        ("a bluer vase", {"topic": True, "shown": 3, "on_table": True}, "refine"),
        ("make it a comedy instead", {"topic": True, "shown": 3}, "refine"),
        ("换成喜剧吧", {"topic": True, "shown": 3}, "refine"),
        ("love it but too long", {"tastes": 1, "constraints": 1, "bounds": 1, "references": 1, "shown": 3}, "refine"),
        ("the last one looks fun but have you got anything shorter", {"references": 1, "shown": 3}, "refine"),
        ("第二个好看，有大一点的没", {"tastes": 1, "references": 1, "shown": 3}, "refine"),
        ("I love oak. a small table", {"tastes": 1, "wishes": 1, "topic": True}, "find"),
        ("leather, never again", {"tastes": 1, "constraints": 1}, "opinion"),
        ("love the first one, so pretty", {"tastes": 1, "references": 1, "shown": 3}, "opinion"),
        ("oh great, how thrilling", {"shown": 3}, "opinion"),
        ("我不喜欢这个", {"tastes": 1, "references": 1, "shown": 3}, "opinion"),
        ("I love oak, got any tables?", {"tastes": 1, "topic": True}, "find"),
    ],
)
def test_what_was_found_and_shown_decides(text: str, known: dict[str, int], intent: str) -> None:
    assert decide(EVEN, evidence(text, **known))[0] == intent


def test_a_thing_that_is_just_named_is_wished_for() -> None:
    text = "I love oak. A table with a drawer"
    table = Mention("category/table", "table", text.index("table"), text.index("table") + 5)
    seen = replace(evidence(text, tastes=1, topic=True), mentions=[table])
    assert decide(EVEN, seen)[0] == "find"
    assert decide(EVEN, replace(seen, text="I love oak", parts=seen.parts[:1], topic=False))[0] == "opinion"


def test_out_of_scope_needs_more_than_to_be_the_first() -> None:
    unsure: Mapping[Intent, float] = {"out_of_scope": 0.4, "ask_item": 0.35, "find": 0.25}
    assert decide(unsure, evidence("how many legs has a spider?"))[0] != "out_of_scope"
    sure: Mapping[Intent, float] = {"out_of_scope": 0.9, "find": 0.1}
    assert decide(sure, evidence("how many legs has a spider?"))[0] == "out_of_scope"
    assert decide(sure, evidence("a spider lamp", topic=True))[0] == "find"


@pytest.mark.parametrize(
    ("text", "known", "intents"),
    [
        ("show me rugs, and how do I return one?", {"topic": True}, ("find", "ask_shop")),
        ("how do I return one? and show me rugs", {"topic": True}, ("find", "ask_shop")),
        (
            "which of these is better, and do you ship to Ireland?",
            {"shown": 2, "references": 2},
            ("compare", "ask_shop"),
        ),
        ("想要个小桌子。对了能分期付吗", {"topic": True}, ("find", "ask_shop")),
        ("how do I return a rug?", {}, ("ask_shop",)),
        ("show me rugs", {"topic": True}, ("find",)),
    ],
)
def test_two_things_in_one_message(text: str, known: dict[str, int], intents: tuple[str, ...]) -> None:
    def shares(piece: str) -> Mapping[Intent, float]:
        to_shop = any(word in piece for word in ("return", "ship", "分期"))
        return {"ask_shop": 0.8, "find": 0.2} if to_shop and "rugs" not in piece else {"ask_shop": 0.1, "find": 0.9}

    seen = evidence(text, **known)
    pieces = [part.clause.quote + text[part.clause.end : part.clause.end + 1] for part in seen.parts]
    pieces += joined_questions(text)
    main, _, also = decide(shares(text), seen, [(piece, shares(piece)) for piece in pieces])
    assert (main, *also) == intents


@pytest.mark.parametrize("text", ["do you ship?", "velvet会不会很难洗啊", "有货吗", "and is it soft", "多高"])
def test_questions(text: str) -> None:
    assert asking(text)


@pytest.mark.parametrize("text", ["what a waste of time", "can't stand it", "Honestly?", "呵呵，好吗", "lovely"])
def test_exclamations(text: str) -> None:
    assert not asking(text)


def test_the_bar_of_out_of_scope_counts_as_an_even_chance() -> None:
    head = Head(np.zeros((2, 1)), np.log(np.array([0.7, 0.3])), ("find", "out_of_scope"))
    (strict,), (mild,) = (IntentHead(head, bar).probabilities(np.zeros((1, 1))) for bar in (0.3, 0.6))
    assert strict["out_of_scope"] == pytest.approx(0.5, abs=1e-5) and mild["out_of_scope"] < 0.3


@pytest.mark.parametrize(
    "text", ["why " * 5000, "哪个" * 10000, "forget " * 3000, "which " * 4000, "a" * 20000, "是不是" * 7000]
)
def test_long_messages_stay_quick(text: str) -> None:
    decide(EVEN, evidence(text), [(text, EVEN)])


def test_the_shop_answers_beside_a_list(assistant: Assistant) -> None:
    (vector,) = assistant.models.text["en"].encode(["How long can I return an item?"])
    asked = Understanding("en", "find", also=("ask_shop",), message_vector=vector)
    said = assistant._parts.shop.beside(Reply("Here are rugs.", "en"), asked)
    assert said.text.startswith("Here are rugs.") and "30 days" in said.text and said.answer is not None
    alone = replace(asked, also=())
    assert assistant._parts.shop.beside(Reply("Here are rugs.", "en"), alone).answer is None
    assert assistant._parts.shop.first(Message("ann", "How long can I return an item?"), asked) is None


@pytest.mark.parametrize(
    "text", ["我不要了", "算了，不买了", "never mind, I won't buy anything", "I decided not to buy it"]
)
def test_who_buys_nothing_searches_nothing(said: Callable[..., Understanding], text: str) -> None:
    assert said(text).intent == "small_talk"


def test_what_is_not_wanted_is_no_purchase_given_up(said: Callable[..., Understanding]) -> None:
    assert said("I don't want it", Profile("ann", shown={"sofa-linen": ""}, search_words="sofa")).intent != "small_talk"
