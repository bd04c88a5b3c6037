"""Patterns that look through what people write are bounded by themselves: no repeat in them is without an end."""

import re
from collections.abc import Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

from convrec import facts, handing_over, personal
from convrec.personal import without_personal_data
from convrec.types import Understanding
from convrec.understanding import asides, bounds, health, households, keeping, orders, periods, yes_no
from convrec.understanding.scoping import scoped
from knowledge_graph import Profile
from knowledge_graph.schema import Entity

AT = 1_800_000_000.0
BABY = Entity("features/from-6-years", {"en": ("from 6 years",)})


def patterns(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns(one)


def endless(parsed: Any) -> bool:
    """Whether a parsed pattern repeats something for as long as it likes."""
    for sign, given in parsed:
        parts = given if isinstance(given, tuple | list) else ()
        if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT) and given[1] == signs.MAXREPEAT:
            return True
        for part in parts:
            inner = part if isinstance(part, list) else [part]
            if any(isinstance(one, _parser.SubPattern) and endless(one) for one in inner):
                return True
    return False


def test_an_endless_repeat_is_seen() -> None:
    assert endless(_parser.parse(r"a(?:b|c(?=d+))")) and not endless(_parser.parse(r"a{1,9}(?:b|c(?=d{0,3}))"))


@pytest.mark.parametrize(
    "module", [personal, asides, bounds, health, orders, facts, handing_over, households, periods, yes_no]
)
def test_every_repeat_has_an_end(module: ModuleType) -> None:
    found = [pattern for value in vars(module).values() for pattern in patterns(value)]
    assert found and [pattern.pattern for pattern in found if endless(_parser.parse(pattern.pattern))] == []


def walls(*pieces: str) -> list[str]:
    """Texts of 4,000 characters that say little, over and over."""
    return [(piece * 4000)[:4000] for piece in pieces]


@pytest.mark.parametrize("text", walls("市", "丁市市", "人民路", "one oh ", "0 ", "a.", "call me at "))
def test_a_wall_holds_no_personal_data(text: str) -> None:
    assert "address" not in without_personal_data(text).kinds


def test_an_address_is_found_behind_a_wall() -> None:
    assert without_personal_data("市" * 4000 + "，杭州市西湖区文三路88号").kinds == ("address",)


@pytest.mark.parametrize("text", walls("how many ", "how long ", "when ", "what size ", "how much in ", ", is "))
def test_of_a_wall_no_fact_is_asked_that_it_does_not_name(text: str) -> None:
    assert not any(words.search(text) for words, start in facts.ASKED_FOR if start.fullmatch("seats"))


@pytest.mark.parametrize("text", walls("last ", "three days ", "9", "a couple of ", "上", "两个"))
def test_a_wall_names_no_time(text: str) -> None:
    assert periods.period(text, AT) is None
    assert periods.period(f"{text} yesterday", AT) is not None


@pytest.mark.parametrize("text", walls("two years old ", "9岁", "grand", "12 months+"))
def test_ages_are_found_in_a_wall(text: str) -> None:
    told = [limit.about for limit in households.unsuitable(f"{text} child, 1 year", households.fitness([BABY]), ())]
    assert told == ["limit/features/!=/from-6-years"]


@pytest.mark.parametrize("text", walls("no ", "yes ", "n", "好", "不", "ok..."))
def test_a_wall_is_neither_yes_nor_no_and_bids_nothing(text: str) -> None:
    assert yes_no.said_yes(text) is None
    assert keeping.bid(text, [], {}, keeping.FORGET, AT) is None
    assert keeping.bid(f"export my data {text}", [], {}, "", AT) is None


@pytest.mark.parametrize("text", walls("talk to ", "put me ", "找", "connect me with some", "write an"))
def test_a_wall_asks_for_nobody(text: str) -> None:
    assert handing_over.FOR_A_PERSON.search(text) is None


@pytest.mark.parametrize("text", walls("in the ", "not for my ", "厨", "except "))
def test_a_wall_is_said_of_no_place(text: str) -> None:
    read = Understanding("en", "find")
    assert scoped(read, text, [], [], Profile("ann")).scopes == ()
