"""Figures in a text: numbers with their units, and which two of them are the ends of a range.

How a figure is meant, the words around it say (``comparisons``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from convrec.understanding.numbers.numerals import ALONE, NEEDS_UNIT, NUMBER, TENTHS, number, spread
from convrec.understanding.numbers.units import HOUR, MONEY, UNIT, currency, unit
from convrec.understanding.patterns import compiled

GAP = r"\s{0,3}"  # bounded: a long run of spaces would take as long as its square
AMOUNT = compiled(
    rf"(?:(?P<before>{MONEY}){GAP})?(?P<number>{NUMBER})"
    r"(?P<rough>[\s-]?ish(?![a-z])|[来多几余](?=[块元个天米公升张的，。,!！?？\s]|$))?"
    rf"(?P<plus>{GAP}\+)?(?:[\s-]{{0,3}}(?P<half>个半)?(?P<unit>{MONEY}|{UNIT}))?",
    re.IGNORECASE,
)
NO_ARTICLE = ("", "seat", "people", "piece")  # "a litre" is an amount, "a seat" is none
NEXT_TO_NOTHING = 0.5  # a price of 13.90 is "fourteen"
METRE, FOOT = 100.0, 30.48
# What may follow a unit, as (size of the unit, its words, pattern, size of one): 一米二五, 一米二, five foot six, two
# hours ten, 两块五.
_SMALLER = (
    (METRE, "m米", r"([一二三四五六七八九]十?[一二三四五六七八九]|[1-9]\d)(?![十百千万\d个.])", 1.0),
    (METRE, "m米", r"([一二三四五六七八九1-9])(?![十百千万\d个.])", 10.0),
    (FOOT, "", r"\s?(\d{1,2})(?:\s?(?:in(?:ch(?:es)?)?(?![a-z])|\"))?(?![\d.])", 2.54),
    (1.0, "块", TENTHS, 0.1),
    (HOUR, "", rf"(?:\s{{1,2}}and)?\s?({NUMBER})(?:\s?(?:min(?:ute)?s?(?![a-z])|分钟?)|(?=\W|$))", 1.0),
)
SMALLER = tuple((size, words, compiled(pattern, re.IGNORECASE), each) for size, words, pattern, each in _SMALLER)
HALF = compiled(r"\s{0,2}(?:and a half(?![a-z])|半(?![个小]))", re.IGNORECASE)
JOINED = compiled(r"\s{0,3}(?:-|–|—|~|to|up to|till|or|到|至|或)\s{0,3}", re.IGNORECASE)
PAIRED = compiled(r"\s{0,3}(?:and|和|跟|与)\s{0,3}", re.IGNORECASE)
BETWEEN = compiled(r"(?:\bbetween|\bfrom|在|从)\s{0,3}(?:about )?$", re.IGNORECASE)
COUNTED = compiled(
    r"\s{0,3}-?(?!(?:tops|max\w*|instead|please|pls|then|now|today|ok|thanks?)\b)(?P<word>[a-z]{2,})"
    r"|[个只件星年岁天周月座盏把张条套种款首部样位人次杯瓶包盒袋本页]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number with its unit, in base units, and its place. ``word`` is the number as it was said."""

    low: float
    high: float
    currency: str
    measure: str
    size: float  # of the unit that was said
    start: int
    end: int
    rough: bool  # "50ish"
    plus: bool  # "20+"
    word: str


def says_price(said: float, price: float) -> bool:
    """Whether a number said is a price, roughly as people say it."""
    return abs(price - said) <= NEXT_TO_NOTHING


def figures(text: str) -> Iterator[Figure]:
    """All figures of a text; a small number in words is one only with a unit or something counted."""
    last = 0
    for match in AMOUNT.finditer(text):
        said = spread(match["number"])
        if said is None or match.start() < last:
            continue
        money = next((code for sign in (match["before"], match["unit"]) if sign and (code := currency(sign))), "")
        measure, size = ("", 1.0) if money or not match["unit"] else unit(match["unit"])
        if not money and measure in NO_ARTICLE and _says_nothing(match, text):
            continue
        rest = _rest if measure in ("cm", "min", "g", "ml") else _smaller
        more, last = rest(text, match, size)
        rough, plus = said[2] or bool(match["rough"]), bool(match["plus"])
        low, high = said[0] * size + more, said[1] * size + more
        yield Figure(low, high, money, measure, size, match.start(), last, rough, plus, match["number"].lower())


def _says_nothing(match: re.Match[str], text: str) -> bool:
    if ALONE.fullmatch(match["number"]):
        return True
    return not match["unit"] and bool(NEEDS_UNIT.fullmatch(match["number"])) and not COUNTED.match(text, match.end())


def _rest(text: str, match: re.Match[str], size: float) -> tuple[float, int]:
    """What is added behind the unit, in base units, and where the amount ends with it."""
    if match["half"]:
        return size / 2, match.end()
    if half := HALF.match(text, match.end()):
        return size / 2, half.end()
    return _smaller(text, match, size)


def _smaller(text: str, match: re.Match[str], size: float) -> tuple[float, int]:
    """What is added behind the unit in smaller ones, and where the amount ends with it."""
    for whole, words, pattern, each in SMALLER:
        further = pattern.match(text, match.end()) if match["unit"] and size == whole else None
        if further and (not words or match["unit"].lower() in words):
            value = (number(further[1]) or 0.0) * each
            return (value, further.end()) if value < size else (0.0, match.end())
    return 0.0, match.end()


def pairs(found: Sequence[Figure], text: str) -> Iterator[tuple[Figure, Figure]]:
    """Each figure with itself, or the two ends of a range."""
    place = 0
    while place < len(found):
        first, last = found[place], found[min(place + 1, len(found) - 1)]
        ranges = last is not first and _is_range(first, last, text)
        yield (first, last) if ranges else (first, first)
        place += 2 if ranges else 1


def _is_range(first: Figure, last: Figure, text: str) -> bool:
    between = text[first.end : last.start]
    if first.measure and last.measure and first.measure != last.measure:
        return False
    if JOINED.fullmatch(between):
        return True
    pair = bool(BETWEEN.search(text[max(0, first.start - 18) : first.start]))
    return bool(PAIRED.fullmatch(between)) and (pair or text.startswith(("之间", "中间"), last.end))


def whole(first: Figure, last: Figure) -> Figure:
    """A range as one figure, in the unit of its second end where the first has none: "60 to 80 cm"."""
    if first is last:
        return first
    if first.currency or first.measure:
        return replace(first, low=min(first.low, last.high), high=max(first.low, last.high))
    shared = first.low * last.size if first.low * last.size <= last.high else first.low
    low, high = sorted([shared, last.high])
    return replace(first, low=low, high=high, currency=last.currency, measure=last.measure, size=last.size)
