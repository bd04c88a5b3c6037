"""Decades in a text: "from the 90s", "before the fifties", 八十年代."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from convrec.understanding.numbers.comparisons import Comparison
from convrec.understanding.numbers.numerals import number
from convrec.understanding.patterns import compiled

_NAMES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE = {name: 1920 + 10 * place for place, name in enumerate(_NAMES)} | {"noughties": 2000, "naughties": 2000}
DECADES = compiled(
    rf"(?P<before>\b(?:before|prior to|older than|earlier than|after|since|newer than|later than|post|from|in"
    rf"|of)\s{{1,3}})?"
    r"(?:\bthe\s{1,3})?(?:\b(?P<part>early|mid|late)[\s-]{1,2})?"
    rf"(?:(?P<digits>\b(?:(?:18|19|20)\d0|\d0)|'\d0)['’]?s\b|\b(?P<name>{'|'.join(_DECADE)})\b"
    r"|(?:上?个?世纪|(?P<century>二十一?)世纪)?(?P<chinese>(?:(?:19|20)?\d0|[一二三四五六七八九]十"
    r"|[一二]?[零九〇]{0,2}[一二三四五六七八九]十))年代)"
    r"(?P<after>(?:初|末|中)?期?(?:以前|之前|前|以后|之后|后)|\s(?:and|or) (?:older|earlier|before|newer|later"
    r"|after)|\sonwards?)?",
    re.IGNORECASE,
)
CENTURY = compiled(r"\b(?:from )?this century\b|本世纪|21世纪(?!\d)", re.IGNORECASE)
AGES = compiled(r"\b(?:my|her|his|their|your|our) (?:early |mid |late )?$", re.IGNORECASE)  # "in her forties"
_EARLIER = compiled(r"before|prior|older|earlier|前")
_LATER = compiled(r"after|since|newer|later|post|后|on")


@dataclass(frozen=True)
class Decade:
    """The years meant, from ``low`` to ``high``; the comparison leaves one of them open."""

    comparison: Comparison
    low: float
    high: float
    start: int
    end: int


def decades(text: str) -> list[Decade]:
    """All decades named in a text, in its order, and "this century"."""
    new = [Decade("min", 2000, 2000, match.start(), match.end()) for match in CENTURY.finditer(text)]
    return sorted([*_decades(text), *new], key=lambda decade: decade.start)


def _decades(text: str) -> Iterator[Decade]:
    for match in DECADES.finditer(text):
        if AGES.search(text[max(0, match.start() - 16) : match.start("digits")] if match["digits"] else ""):
            continue
        first = _first_year(match)
        around = f"{match['before'] or ''} {match['after'] or ''}".lower()
        if _EARLIER.search(around):
            yield Decade("max", first - 1, first - 1, match.start(), match.end())
        elif _LATER.search(around):
            yield Decade("min", first, first, match.start(), match.end())
        else:
            yield Decade("range", first, first + 9, match.start(), match.end())


def _first_year(match: re.Match[str]) -> float:
    if match["name"]:
        return float(_DECADE[match["name"].lower()])
    said = (match["digits"] or match["chinese"]).lstrip("'")
    value = float(said) if said.isdigit() else (number(said) or 0.0)
    if value >= 1800:
        return value
    return value + (1900 if value >= 20 and match["century"] != "二十一" else 2000)
