"""Who a thing has to suit at home, by what a catalogue's own values say of animals and ages."""

import pytest

from convrec.understanding.households import fitness, suitable, unsuitable
from knowledge_graph.schema import Entity

VALUES = [
    Entity("features/pet-safe", {"en": ("pet safe",), "zh": ("宠物安全",)}),
    Entity("features/not-for-pets", {"en": ("not for pets",), "zh": ("不适合宠物",)}),
    Entity("features/from-3-years", {"en": ("from 3 years",), "zh": ("3岁以上",)}),
    Entity("features/from-12-months", {"en": ("from 12 months",), "zh": ("12个月以上",)}),
    Entity("features/dimmable", {"en": ("dimmable",)}),
]
FITS = fitness(VALUES)


def test_values_tell_by_their_labels_whom_they_suit() -> None:
    assert FITS.fit == ("features/pet-safe",) and FITS.unfit == ("features/not-for-pets",)
    assert FITS.since == {"features/from-3-years": 36, "features/from-12-months": 12}


@pytest.mark.parametrize(
    ("label", "months"),
    [
        ("5+ years", 60),
        ("5 + years", 60),
        ("5岁以上", 60),
        ("五岁以上", 60),
        ("适合3周岁及以上", 36),
        ("三岁起", 36),
        ("from three years", 36),
        ("18+ months", 18),
        ("6 months and up", 6),
        ("ages 3+", 36),
        ("for ages 5 and up", 60),
        ("aged 4 or over", 48),
        ("3 years old and older", 36),
        ("从五一节起", None),
        ("3 years", None),  # of warranty
        ("5+", None),
        ("5+ litres", None),
        ("from 5", None),
        ("十一个月", None),
        ("十十岁以上", None),  # no number
    ],
)
def test_ages_from_which_a_thing_is_for_children(label: str, months: int | None) -> None:
    read = fitness([Entity("features/age", {"en": (label,)})]).since
    assert read == ({} if months is None else {"features/age": months})


@pytest.mark.parametrize("text", ["we have two cats", "fine with a puppy?", "家里养猫", "怕狗咬"])
def test_what_is_not_for_pets_is_ruled_out_where_there_are_some(text: str) -> None:
    assert [c.about for c in unsuitable(text, FITS, ())] == ["limit/features/!=/not-for-pets"]
    assert suitable(text, FITS) == ("features/pet-safe",)


@pytest.mark.parametrize("text", ["a category of its own", "cattle grid", "an oak table", "一块地毯"])
def test_without_animals_nothing_is(text: str) -> None:
    assert not [*unsuitable(text, FITS, ())] and not suitable(text, FITS)


def test_who_names_the_value_says_themself_how_they_stand_to_it() -> None:
    assert not [*unsuitable("not for pets is fine, the cat is old", FITS, ("features/not-for-pets",))]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("a toy for a one year old", {"from-3-years"}),
        ("给一岁的宝宝买个玩具", {"from-3-years"}),
        ("my baby is 6 months old", {"from-3-years", "from-12-months"}),
        ("for a 4-year-old", set()),
        ("a gift for kids of 2+ years", {"from-3-years"}),
        ("给2岁以上的孩子", {"from-3-years"}),
        ("for a child of 十十岁", set()),  # no number
        ("a lamp with 2 years of warranty", set()),
    ],
)
def test_what_is_for_older_children_is_ruled_out(text: str, out: set[str]) -> None:
    assert {str(c.value) for c in unsuitable(text, FITS, ())} == out
