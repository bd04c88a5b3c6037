"""Patterns that look through what people write are bounded by themselves: no repeat in them is without an end."""

import re
from collections.abc import Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

from convrec import personal
from convrec.understanding import asides, bounds, health, orders


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


@pytest.mark.parametrize("module", [personal, asides, bounds, health, orders])
def test_every_repeat_has_an_end(module: ModuleType) -> None:
    found = [pattern for value in vars(module).values() for pattern in patterns(value)]
    assert found and [pattern.pattern for pattern in found if endless(_parser.parse(pattern.pattern))] == []
