"""What a message says, in a made-up shop: topics, opinions, conditions, references and intents in both languages."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from convrec.data.folder import Catalogue
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from knowledge_graph import CatalogueGraph, Constraint, Profile
from knowledge_graph.schema import Liking

LAMPS = ("category/pendant-lamp", "category/table-lamp")
Read = Callable[..., Understanding]


@pytest.fixture(scope="module")
def understander(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> Understander:
    return Understander(catalogue, graph.entities, models)


@pytest.fixture(scope="module")
def read(understander: Understander) -> Read:
    def understand(text: str, profile: Profile | None = None, language: str = "auto") -> Understanding:
        message = Message("ann", text, sent_at=1000.0, language=language)
        return understander.understand(message, profile or Profile("ann"))

    return understand


@pytest.fixture
def shown() -> Profile:
    """Three items on the table, dearest in the middle, and conditions in force."""
    return Profile(
        "ann",
        likings={"material/glass": Liking("material/glass", -0.6, 0.0, "no glass", "message")},
        constraints=(Constraint("price", "<=", 100.0), Constraint("material", "!=", "leather")),
        shown={"lamp-oak": "", "lamp-brass": "", "vase-green": ""},
        search_words="lamp",
    )


def likings(read: Understanding) -> dict[str, float]:
    return {opinion.about: opinion.liking for opinion in read.opinions}


def limits(read: Understanding) -> set[tuple[str, str, float | str]]:
    return {(c.attribute, c.op, c.value) for c in read.constraints}


# ── what sort of thing is wanted ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("show me vases", {"category/vase"}),
        ("do you have a lamp?", set(LAMPS)),
        ("a table lamp or a sofa", {"category/table-lamp", "category/sofa"}),
        ("I need a couch", {"category/sofa"}),
        ("a lovely blue vase", {"category/vase"}),
        ("I'm looking for a rug that isn't too dark", {"category/rug"}),
        ("a tabel lamp", {"category/table-lamp"}),
        ("a pendnat lamp", {"category/pendant-lamp"}),
        ("show me lamps, but no brass please", set(LAMPS)),
        ("a lamp for my wife, she loves oak", set(LAMPS)),
        ("has velvet a smell?", set()),
        ("can I return a lamp?", set()),
        ("I hate lamps", set()),
        ("anything but a lamp", set()),
        ("我想买一盏台灯", {"category/table-lamp"}),
        ("有没有花瓶？", {"category/vase"}),
        ("蓝色的沙发", {"category/sofa"}),
        ("想要一个 vase", {"category/vase"}),
        ("不要台灯", set()),
        ("maybe a vase??", {"category/vase"}),
        ("a lamp that isn't too big", set(LAMPS)),
        ("a not too big lamp", set(LAMPS)),
        ("please, no brass lamps", set(LAMPS)),
        ("is there a sofa in green?", {"category/sofa"}),
        ("I'm not interested in lamps", set()),
        ("沙发太贵了，有没有便宜点的花瓶", {"category/vase"}),
        ("<b>blue</b> vase", {"category/vase"}),
        ("有没有比较便宜的花瓶", {"category/vase"}),
        ("blue vases without glass", {"category/vase"}),
        ("皮革沙发", {"category/sofa"}),
    ],
)
def test_the_sort_of_thing_wanted(read: Read, text: str, topic: set[str]) -> None:
    assert set(read(text).topic) == topic


# ── opinions ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I love oak but I hate leather", {"material/oak": 0.9, "material/leather": -0.9}),
        ("I love oak and hate leather", {"material/oak": 0.9, "material/leather": -0.9}),
        ("I like blue, although I can't stand velvet", {"colour/blue": 0.6, "material/velvet": -0.9}),
        ("I don't like brass", {"material/brass": -0.6}),
        ("I'm not a fan of rattan", {"material/rattan": -0.6}),
        ("leather isn't my style", {"material/leather": -0.6}),
        ("I don't hate glass", {"material/glass": 0.6}),
        ("I'm allergic to wool", {"material/wool": -0.9}),
        ("a blue vase", {"colour/blue": 0.5}),
        ("I'd like a blue vase without glass", {"colour/blue": 0.5, "material/glass": -0.6}),
        ("anything but brown", {"colour/brown": -0.6}),
        ("I'd rather not have anything with leather or velvet", {"material/leather": -0.6, "material/velvet": -0.6}),
        ("nothing in brown", {"colour/brown": -0.6}),
        ("sofas are too expensive", {"aspect/price": -0.6}),
        ("沙发太贵了", {"aspect/price": -0.6}),
        ("is velvet hard to clean?", {}),
        ("do you like oak?", {}),
        ("my mother hates green", {}),
        ("for my mother's birthday, she loves green", {"colour/green": 0.5}),
        ("我妈生日，她喜欢绿色", {"colour/green": 0.5}),
        ("最爱橡木，受不了天鹅绒", {"material/oak": 0.9, "material/velvet": -0.9}),
        ("我喜欢蓝色但是讨厌皮革", {"colour/blue": 0.6, "material/leather": -0.9}),
        ("我喜欢橡木而讨厌皮革", {"material/oak": 0.6, "material/leather": -0.9}),
        ("不太喜欢黄铜", {"material/brass": -0.6}),
        ("特别喜欢橡木", {"material/oak": 0.9}),
        ("除了棕色都行", {"colour/brown": -0.6}),
        ("要蓝色的", {"colour/blue": 0.5}),
        ("我妈妈讨厌绿色", {}),
        ("天鹅绒好打理吗？", {}),
    ],
)
def test_opinions(read: Read, text: str, expected: Mapping[str, float]) -> None:
    assert likings(read(text)) == pytest.approx(expected)


def test_an_opinion_keeps_the_clause_it_was_said_in(read: Read) -> None:
    opinions = {o.about: o for o in read("I love oak, but I hate leather").opinions}
    assert opinions["material/oak"].quote == "I love oak"
    assert opinions["material/leather"].quote == "I hate leather"
    assert {(o.user_id, o.said_at, o.source) for o in opinions.values()} == {("ann", 1000.0, "message")}


# ── conditions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a lamp under 80", {("price", "<=", 80)}),
        ("a lamp below €80", {("price", "<=", 80)}),
        ("a lamp for 80 euros", {("price", "<=", 80)}),
        ("a lamp, at most 1,200 euros", {("price", "<=", 1200)}),
        ("a sofa, budget of 900", {("price", "<=", 900)}),
        ("I don't want to spend more than 50 on a lamp", {("price", "<=", 50)}),
        ("a sofa over 500", {("price", ">=", 500)}),
        ("a lamp around 50", {("price", ">=", 40), ("price", "<=", 60)}),
        ("a vase between 20 and 40", {("price", ">=", 20), ("price", "<=", 40)}),
        ("a vase, 20-40 €", {("price", ">=", 20), ("price", "<=", 40)}),
        ("a lamp under two hundred", {("price", "<=", 200)}),
        ("a lamp under 80 in oak", {("price", "<=", 80), ("material", "has", "oak")}),
        ("a sofa wider than 60 cm", {("width_cm", ">=", 60)}),
        ("a sofa at most two metres wide", {("width_cm", "<=", 200)}),
        ("a rug less than two feet wide", {("width_cm", "<=", 60.96)}),
        ("a lamp, delivered within 3 days", set()),
        ("a sofa for 4 people", set()),
        ("at least three lamps", set()),
        ("a lamp from 2026-11-24", set()),
        ("200元以内的台灯", {("price", "<=", 200)}),
        ("两百以内的花瓶", {("price", "<=", 200)}),
        ("不超过300块的沙发", {("price", "<=", 300)}),
        ("100到200的花瓶", {("price", ">=", 100), ("price", "<=", 200)}),
        ("300左右的地毯", {("price", ">=", 240), ("price", "<=", 360)}),
        ("一百五以下的台灯", {("price", "<=", 150)}),
        ("预算200，想买台灯", {("price", "<=", 200)}),
        ("一米八以内宽的沙发", {("width_cm", "<=", 180)}),
        ("三天以内送到的台灯", set()),
    ],
)
def test_prices_and_measures(read: Read, text: str, expected: set[tuple[str, str, float]]) -> None:
    assert limits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a sofa, not leather", {("material", "!=", "leather")}),
        ("a sofa, no leather please", {("material", "!=", "leather")}),
        ("only oak", {("material", "=", "oak")}),
        ("a rug, it must be wool", {("material", "=", "wool")}),
        ("a vase for my mother, she hates green", {("colour", "!=", "green")}),
        ("please, no leather sofas", {("material", "!=", "leather")}),
        ("有没有不带皮革的沙发", {("material", "!=", "leather")}),
        ("a sofa without leather in blue", {("material", "!=", "leather"), ("colour", "=", "blue")}),
        ("不要皮革的沙发", {("material", "!=", "leather")}),
        ("必须是羊毛的地毯", {("material", "=", "wool")}),
        ("送妈妈的花瓶，她讨厌绿色", {("colour", "!=", "green")}),
    ],
)
def test_what_must_and_must_not_be(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert limits(read(text)) == expected


@pytest.mark.parametrize(("text", "code"), [("a vase under $20", "USD"), ("一百块以内的花瓶", "CNY")])
def test_another_currency_is_noted(read: Read, text: str, code: str) -> None:
    assert f"currency:{code}" in read(text).notes


def test_cheaper_means_cheaper_than_what_is_shown(read: Read, shown: Profile) -> None:
    (limit,) = read("cheaper please", shown).constraints
    assert (limit.attribute, limit.op) == ("price", "<=")
    assert 30 < float(limit.value) < 45  # the prices shown are 30, 45 and 95


def test_a_bigger_one_of_another_sort_is_compared_with_its_own(read: Read, shown: Profile) -> None:
    assert limits(read("a bigger lamp", shown)) == {("width_cm", ">=", 23)}  # lamps of 25 and 20 are shown
    assert limits(read("a bigger sofa", shown)) == {("width_cm", ">=", 197)}  # there are 180, 190 and 210


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("price doesn't matter", "limit/price/<=/100"),
        ("any price", "limit/price/<=/100"),
        ("价格无所谓", "limit/price/<=/100"),
        ("leather is fine after all", "limit/material/!=/leather"),
        ("show me a leather sofa", "limit/material/!=/leather"),
        ("皮革也可以", "limit/material/!=/leather"),
        ("glass is fine after all", "material/glass"),
    ],
)
def test_taking_back(read: Read, shown: Profile, text: str, about: str) -> None:
    assert read(text, shown).retracted == (about,)


# ── pointing at what was shown ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("tell me about the second one", ("lamp-brass",)),
        ("compare the first and the third", ("lamp-oak", "vase-green")),
        ("I like the last one", ("vase-green",)),
        ("the cheapest one", ("vase-green",)),
        ("the green one", ("vase-green",)),
        ("which of the two is better, both look nice", ("lamp-oak", "lamp-brass")),
        ("is the Nova dimmable?", ("lamp-brass",)),
        ("第二个怎么样？", ("lamp-brass",)),
        ("最便宜的那个", ("vase-green",)),
        ("the ninth one", ()),
    ],
)
def test_references(read: Read, shown: Profile, text: str, items: tuple[str, ...]) -> None:
    assert read(text, shown).references == items


def test_that_one_is_clear_only_where_one_thing_is_shown(read: Read, shown: Profile) -> None:
    alone = Profile("ann", shown={"sofa-linen": ""})
    assert read("I like that one", alone).references == ("sofa-linen",)
    assert read("I like that one", shown).references == ()


@pytest.mark.parametrize(
    ("text", "item", "liking"),
    [
        ("I like the second one", "lamp-brass", 0.6),
        ("I hate the first one", "lamp-oak", -0.9),
        ("the green one is ugly", "vase-green", -0.9),
        ("我不喜欢第三个", "vase-green", -0.6),
    ],
)
def test_an_opinion_of_what_was_shown(read: Read, shown: Profile, text: str, item: str, liking: float) -> None:
    assert likings(read(text, shown)) == {f"item/{item}": pytest.approx(liking)}


# ── what the message is for ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("why did you recommend the second one?", "why"),
        ("为什么推荐这个？", "why"),
        ("compare the first and the second", "compare"),
        ("which is the cheapest?", "compare"),
        ("第一个和第二个有什么区别", "compare"),
        ("what do you know about me?", "ask_profile"),
        ("你知道我什么", "ask_profile"),
        ("forget me", "forget"),
        ("忘掉我", "forget"),
        ("hello", "small_talk"),
        ("谢谢！", "small_talk"),
        ("show me others", "more"),
        ("换一批", "more"),
        ("a blue vase", "find"),
    ],
)
def test_clear_intents(read: Read, shown: Profile, text: str, intent: str) -> None:
    understood = read(text, shown)
    assert understood.intent == intent
    assert 0.0 <= understood.confidence <= 1.0


# ── what to look for ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm looking for a blue vase, please", "blue vase"),
        ("a lamp under 80, but no brass", "lamp"),
        ("200元以内的台灯，不要黄铜", "台灯"),
        ("不要太贵的台灯", "台灯"),
        ("my budget is 80 euros, a lamp please", "lamp"),
        ("I don't want to spend over 60", ""),
        ("two vases for less than forty euros", "two vases"),
        ("<b>blue</b> vase", "blue vase"),
        ("hello", ""),
        ("why did you recommend this?", ""),
    ],
)
def test_search_text(read: Read, text: str, words: str) -> None:
    understood = read(text)
    assert understood.search_text == words
    assert (understood.vector is not None) == bool(words)


def test_more_of_the_same_goes_on_with_the_search_before_it(read: Read, shown: Profile) -> None:
    assert read("show me others", shown).search_text == "lamp"


def test_unknown_words_are_admitted(read: Read) -> None:
    assert "chandelier" in read("a crystal chandelier").unresolved
    assert read("a sofa without plastic, please").unresolved == ("plastic",)
    assert read("a blue vase").unresolved == ()


def test_what_was_taken_up_is_not_admitted_as_unknown(read: Read, shown: Profile) -> None:
    assert read("I don't like the first one", shown).unresolved == ()
    assert read("too expensive", shown).unresolved == ()


# ── languages ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "wish", "language"),
    [
        ("a blue vase", "auto", "en"),
        ("蓝色的花瓶", "auto", "zh"),
        ("想要一个 vase", "auto", "zh"),
        ("a vase like 花瓶 in the shop window", "auto", "en"),
        ("a blue vase", "zh", "zh"),
        ("123 €", "auto", "en"),
    ],
)
def test_language(read: Read, text: str, wish: str, language: str) -> None:
    assert read(text, language=wish).language == language
