"""Sides of things, prices exclaimed over, verdicts whose object stands elsewhere, and other names of values."""

from collections.abc import Callable
from typing import Any

import pytest

from convrec.data.folder import Catalogue
from convrec.models.marking import marked
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.names.dictionary import simplified
from convrec.understanding.names.names_for import chinese_names, english_names, lacks
from convrec.understanding.names.transliterated import sounds_chinese, sounds_english, spelt_names
from knowledge_graph import CatalogueGraph, Profile

Read = Callable[..., Understanding]
LAMPS = Profile("ann", shown={"lamp-oak": "", "lamp-brass": "", "lamp-rattan": ""}, search_words="lamp")


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> Read:
    understander = Understander(catalogue, graph.entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or Profile("ann"))


def likings(read: Understanding) -> dict[str, float]:
    return {opinion.about: opinion.liking for opinion in read.opinions}


@pytest.mark.parametrize(
    ("said", "side", "good"),
    [
        ("way too wide", "aspect/width", False),
        ("it's lovely but too expensive", "aspect/price", False),
        ("太贵了", "aspect/price", False),
        ("the price is great", "aspect/price", True),
    ],
)
def test_a_fault_is_a_verdict_on_a_side(read: Read, said: str, side: str, good: bool) -> None:
    assert (likings(read(said, LAMPS))[side] > 0) is good


def test_nothing_is_too_wide_where_nothing_is_shown(read: Read) -> None:
    assert "aspect/width" not in likings(read("a sofa that is not too wide"))


@pytest.mark.parametrize(
    "said", ["95?? you must be joking", "95 euros for a lamp?", "the brass one is nice but 95 is my rent"]
)
def test_a_price_that_is_exclaimed_over_is_no_limit(read: Read, said: str) -> None:
    found = read(said, LAMPS)
    assert not [limit for limit in found.constraints if limit.attribute == "price"]
    assert likings(found)["aspect/price"] < 0 and found.references == ("lamp-brass",)


@pytest.mark.parametrize("said", ["under 95 please", "a lamp for 95 euros", "95 at most", "around 95"])
def test_a_limit_stays_one_though_something_costs_that(read: Read, said: str) -> None:
    assert [
        limit for limit in read(said, LAMPS if "most" not in said else None).constraints if limit.attribute == "price"
    ]


def test_a_verdict_that_was_taken_is_not_called_unknown(read: Read) -> None:
    assert not [
        word for word in read("my wife adores velvet. I never cared for it").unresolved if "never" in word.split()[1:]
    ]


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("my wife adores velvet. I hate it", "material/velvet"),
        ("she loves oak; I can't stand that", "material/oak"),
        ("我老婆喜欢橡木，我讨厌", "material/oak"),
    ],
)
def test_a_verdict_reaches_back_to_what_was_named(read: Read, said: str, about: str) -> None:
    assert likings(read(said))[about] < 0


def test_a_verdict_on_a_pronoun_says_nothing_of_the_clause_besides(read: Read) -> None:
    assert "room/green" not in likings(found := read("no brass, I have it in green and I hate it"))
    assert likings(found)["material/brass"] < 0


def test_who_only_agrees_says_the_same(read: Read) -> None:
    assert likings(read("oak is boring. brass too"))["material/brass"] < 0


def test_greetings_name_nothing(read: Read) -> None:
    assert not read("good evening, a sofa please").references


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("the one with the brass", ["lamp-brass"]),
        ("2nd is lovely", ["lamp-brass"]),
        ("the cheapest looks good", ["lamp-oak"]),
    ],
)
def test_things_are_pointed_at_by_what_they_are_like(read: Read, said: str, items: list[str]) -> None:
    assert list(read(said, LAMPS).references) == items


def test_values_have_other_names() -> None:
    assert lacks("lactose-free") == lacks("no lactose") == "lactose" and not lacks("free range eggs")
    assert {"no sugar", "w/o sugar", "sugar free"} <= set(english_names("sugar-free"))
    assert "french" in english_names("France") and "wholegrain" in english_names("whole grain")
    assert {"不加糖", "不含糖"} <= set(chinese_names("无糖")) and not list(chinese_names("糖"))


def test_traditional_signs_are_read_as_simplified_ones() -> None:
    assert simplified("藍色沙發") == "蓝色沙发" and len(simplified("a 燈!")) == 4


def test_a_marked_thing_keeps_its_message() -> None:
    assert marked("not oak, but ash", 4, 7) == "not * oak *, but ash"
    assert len(marked("x" * 9000, 4000, 4010)) < 400, "only what stands near is heard"


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("诺兰", "Nolan"),
        ("布拉德·皮特", "Brad Pitt"),
        ("斯科塞斯", "Scorsese"),
        ("塔伦蒂诺", "Tarantino"),
        ("库布里克", "Kubrick"),
    ],
)
def test_names_are_known_by_their_sound(chinese: str, english: str) -> None:
    assert sounds_chinese(chinese) in sounds_english(english)
    known = dict.fromkeys(sounds_english(english), "them")
    assert [name for name, _, _ in spelt_names(f"我最爱{chinese}的片子", known)] == ["them"]


def test_common_words_spell_no_name() -> None:
    assert not list(spelt_names("哪里能买到，我那里难，马上要", dict.fromkeys(sounds_english("Nolan"), "them")))
