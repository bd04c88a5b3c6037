"""Sizes and prices without a number, and what is taken back: "cheap", "too tall", 便宜点的, 颜色随便."""

from collections.abc import Callable
from typing import Any

import pytest

from convrec.data.folder import Catalogue
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.numbers.constraints import conditions
from convrec.understanding.numbers.relative import relatives
from knowledge_graph import CatalogueGraph, Constraint, Profile
from knowledge_graph.schema import Liking

Read = Callable[..., Understanding]


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> Read:
    understander = Understander(catalogue, graph.entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or Profile("ann"))


@pytest.fixture
def shown() -> Profile:
    """Two lamps on the table (25 and 20 cm wide, 45 and 95 dear), wishes and conditions in force."""
    return Profile(
        "ann",
        likings={
            "material/oak": Liking("material/oak", 0.5, 0.0, "oak", "message"),
            "colour/white": Liking("colour/white", 0.5, 0.0, "white", "message"),
            "colour/blue": Liking("colour/blue", 0.9, 0.0, "I love blue", "message"),
        },
        constraints=(Constraint("price", "<=", 100.0), Constraint("width_cm", "<=", 100.0)),
        shown={"lamp-oak": "", "lamp-brass": ""},
        search_words="lamp",
    )


def ways(understood: Understanding) -> set[tuple[str, str]]:
    return {(c.attribute, c.op) for c in understood.constraints}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a cheap sofa", {("price", "<=")}),
        ("an affordable sofa please", {("price", "<=")}),
        ("a small, cheap sofa", {("price", "<="), ("width_cm", "<=")}),
        ("a big sofa", {("width_cm", ">=")}),
        ("a sofa, one of the small ones", {("width_cm", "<=")}),
        ("a sofa that's not too expensive", {("price", "<=")}),
        ("a sofa that isn't too wide", {("width_cm", "<=")}),
        ("something cheap", {("price", "<=")}),
        ("a narrower sofa", {("width_cm", "<=")}),
        ("a taller sofa", set()),  # nothing here has a height
        ("a sofa for my small flat", set()),
        ("that sofa looks cheap", set()),
        ("sofas are too expensive", set()),
        ("I love big sofas", set()),
        ("便宜点的沙发", {("price", "<=")}),
        ("便宜的沙发有吗", {("price", "<=")}),
        ("有没有便宜点的沙发", {("price", "<=")}),
        ("大一点的沙发", {("width_cm", ">=")}),
        ("窄一点的沙发", {("width_cm", "<=")}),
        ("不要太贵的沙发", {("price", "<=")}),
        ("沙发，别太宽", {("width_cm", "<=")}),
        ("小户型的沙发", set()),
        ("高级感的沙发", set()),
    ],
)
def test_against_the_shelf_where_nothing_is_shown(read: Read, text: str, expected: set[tuple[str, str]]) -> None:
    assert ways(read(text)) == expected


def test_small_is_the_outer_third_and_not_too_big_spares_only_the_other(read: Read) -> None:
    (small,), (bounded,) = read("a small sofa").constraints, read("a sofa that's not too big").constraints
    assert 180 <= float(small.value) < float(bounded.value) < 210  # sofas are 180, 190 and 210 wide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("too wide", ("width_cm", "<=")),
        ("it's a bit big", ("width_cm", "<=")),
        ("a tad narrower", ("width_cm", "<=")),
        ("not big enough", ("width_cm", ">=")),
        ("something less bulky", ("width_cm", "<=")),
        ("way too expensive", ("price", "<=")),
        ("no way can I afford that, anything similar for less?", ("price", "<=")),
        ("they're out of my budget", ("price", "<=")),
        ("太宽了", ("width_cm", "<=")),
        ("有点大", ("width_cm", "<=")),
        ("大了点", ("width_cm", "<=")),
        ("不够大", ("width_cm", ">=")),
        ("再大一点", ("width_cm", ">=")),
        ("再便宜点呗", ("price", "<=")),
        ("贵了点", ("price", "<=")),
        ("超预算了", ("price", "<=")),
        ("买不起啊", ("price", "<=")),
    ],
)
def test_against_what_is_shown(read: Read, shown: Profile, text: str, expected: tuple[str, str]) -> None:
    understood = read(text, shown)
    assert ways(understood) == {expected}
    assert not any(c.attribute == "words" for c in understood.constraints)


@pytest.mark.parametrize("text", ["too expensive, under 40 please", "太贵了，有没有四十以内的"])
def test_a_number_says_all_that_a_complaint_says(read: Read, shown: Profile, text: str) -> None:
    assert {(c.attribute, c.op, c.value) for c in read(text, shown).constraints} == {("price", "<=", 40.0)}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("price isn't an issue", {"limit/price/<=/100"}),
        ("never mind the price", {"limit/price/<=/100"}),
        ("forget the budget", {"limit/price/<=/100"}),
        ("any size will do", {"limit/width_cm/<=/100"}),
        ("the width doesn't matter", {"limit/width_cm/<=/100"}),
        ("doesn't have to be oak", {"material/oak"}),
        ("not necessarily oak", {"material/oak"}),
        ("colour's not important", {"colour/white"}),
        ("any colour", {"colour/white"}),
        ("price is important", set()),
        ("价钱无所谓了", {"limit/price/<=/100"}),
        ("多少钱都行", {"limit/price/<=/100"}),
        ("不限预算", {"limit/price/<=/100"}),
        ("尺寸不限", {"limit/width_cm/<=/100"}),
        ("颜色随便啦", {"colour/white"}),
        ("什么颜色都行", {"colour/white"}),
        ("不一定要橡木", {"material/oak"}),
        ("什么颜色的有", set()),
    ],
)
def test_taking_back(read: Read, shown: Profile, text: str, about: set[str]) -> None:
    understood = read(text, shown)
    assert set(understood.retracted) == about
    assert not {c.attribute for c in understood.constraints} & {"material", "colour"}


@pytest.mark.parametrize(
    "text", ["no way", "nothing taller than 2 m", "a lamp, not wider than 30 cm", "it's way too wide", "no rush"]
)
def test_comparisons_refuse_no_words(read: Read, text: str) -> None:
    assert not [c for c in read(text).constraints if c.attribute == "words"]


@pytest.mark.parametrize("text", ["声音太大了", "味道比它重的", "香味太重"])
def test_senses_have_no_size(text: str) -> None:
    assert relatives(text) == []


def test_where_a_text_compares() -> None:
    text = "a cheaper one, no way"
    assert sorted(text[start:end] for start, end in conditions(text)) == ["a cheaper", "no way"]


@pytest.mark.parametrize("text", ["a leather rug", "皮革地毯", "地毯，要皮革的", "do you have a leather rug?"])
def test_a_value_that_no_thing_of_the_sort_has_is_asked_all_the_same(read: Read, text: str) -> None:
    assert [(c.attribute, c.op, c.value) for c in read(text).constraints] == [("material", "has", "leather")]


def test_what_is_dearer_than_the_middle_of_a_list_leaves_the_cheapest(read: Read) -> None:
    shown = Profile("ann", shown=dict.fromkeys(("vase-blue", "vase-green"), ""), search_words="vase")
    cheapest = Profile("ann", shown=dict.fromkeys(("vase-blue",), ""), search_words="vase")
    limits = [(one.attribute, one.op) for one in read("太贵了", shown).constraints]
    assert limits == [("price", "<=")]
    assert read("too expensive", cheapest).notes == ("beyond:too expensive",)


@pytest.mark.parametrize("text", ["比第一个贵一点", "贵一点的"])
def test_who_wishes_for_something_dearer_finds_no_fault_with_the_price(read: Read, shown: Profile, text: str) -> None:
    assert "aspect/price" not in {opinion.about for opinion in read(text, shown).opinions}
