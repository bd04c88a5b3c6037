"""Numbers in a text: prices and measures with their comparison, in both languages.

Each pattern is a comparison around a number with a unit; the unit decides whether a price or a measure is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cn2an

Comparison = Literal["max", "min", "about", "range", "plain"]

# Numbers are bounded: a wall of digits is no amount, and must not take long to be found out.
DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,6})?(?!\d)"
ENGLISH = (
    r"(?:a\s{1,3})?(?:(?:two|three|four|five|six|seven|eight|nine)\s{1,3})?(?:hundred|thousand)(?!\w)"
    r"|(?:ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four"
    r"|five|six|seven|eight|nine))?(?!\w)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine)(?=\s{1,3}(?:feet|foot|met|inch|dollars?|euros?|pounds?))"
)
NUMERALS = "一二两三四五六七八九十百千万零"
CHINESE = rf"(?<![{NUMERALS}])[{NUMERALS}]{{1,12}}(?![{NUMERALS}])"
NUMBER = rf"(?:{DIGITS}|{ENGLISH}|{CHINESE})"
CURRENCY = {
    "EUR": r"€|eur(?:os?)?\b|欧元|欧",
    "USD": r"\$|usd\b|dollars?\b|bucks?\b|美元|美金|刀",
    "GBP": r"£|gbp\b|pounds?\b|quid\b|英镑",
    "CNY": r"¥|￥|rmb\b|cny\b|yuan\b|块钱|块|元|人民币",
}
MONEY = "|".join(CURRENCY.values())
METRES = r"m\b|met(?:er|re)s?\b|米"
LENGTHS = {  # unit → centimetres
    r"mm\b|millimet(?:er|re)s?\b|毫米": 0.1,
    r"cm\b|centimet(?:er|re)s?\b|centimeters?\b|厘米|公分": 1.0,
    METRES: 100.0,
    r"in(?=\s{0,3}(?:$|[,.;]|wide|tall|high|deep|long|across|in\b))|inch(?:es)?\b|\"|英寸|寸": 2.54,
    r"ft\b|feet\b|foot\b|英尺|尺": 30.48,
}
WEIGHTS = {  # unit → grams
    r"kg\b|kilos?\b|kilograms?\b|公斤|千克": 1000.0,
    r"g\b|grams?\b|克": 1.0,
    r"斤": 500.0,
}
UNIT = "|".join([*LENGTHS, *WEIGHTS])
TENTHS = r"(?P<tenths>(?<=米)[一二三四五六七八九](?![十百千万]))?"  # 一米二: a metre and two tenths
GAP, SPACE = r"\s{0,3}", r"\s{1,3}"  # bounded too: a long run of spaces would take as long as its square
AMOUNT = rf"(?P<before>{MONEY})?{GAP}(?P<number>{NUMBER}){GAP}(?P<unit>{MONEY}|{UNIT})?{TENTHS}"


def _numbered(pattern: str, place: int) -> str:
    """The same pattern with group names of its own, so that one expression may hold it twice."""
    return re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{place}>", pattern)


ONE, TWO, THREE = _numbered(AMOUNT, 1), _numbered(AMOUNT, 2), _numbered(AMOUNT, 3)
FIGURE = ONE.replace(NUMBER, rf"(?:{DIGITS}|{CHINESE})")
LOWER = TWO.replace(NUMBER, rf"(?:{DIGITS}|{CHINESE})")

NOT_MORE = (  # "I don't want to spend more than"
    r"(?:(?:\bi |\bwe )?\b\w{2,6}(?:n'?t| not)|\bnot|\bnever|\bno)\b[\w\s]{0,24}?"
    r"\b(?:more than|over|above|beyond|exceed)"
)
MAX = (
    NOT_MORE + r"|"
    r"under|below|less than|cheaper than|at most|no more than|not more than|not over|up to|max(?:imum)?(?: of)?"
    r"|within|budget(?: is| of)?(?: about)?"
    r"|not? (?:wider|taller|higher|longer|deeper|heavier|bigger|larger) than|narrower than|shorter than|lower than"
    r"|smaller than|lighter than|<=?|no dearer than|fits (?:a|in)"
)
MIN = (
    r"over|above|more than|at least|from|min(?:imum)?(?: of)?|starting at|wider than|taller than|higher than"
    r"|longer than|deeper than|heavier than|bigger than|larger than|>=?"
)
ZH_ABOVE, ZH_BELOW = "以上|起", "以内|以下|之内|之下|内"
ABOUT = r"around|about|roughly|approximately|approx\.?|~|circa|大约|大概|差不多|约"
ZH_MAX = (
    r"不超过|不高于|不大于|不要超过|别超过|最多|低于|少于|小于|预算(?:是|在|大概)?"
    r"|便宜过|不到|控制在|窄于|矮于|短于|轻于"
)
ZH_MIN = r"超过|高于|至少|不低于|不少于|大于|宽于|长于|高过|重于|起码"
DIMENSION = {
    "width": r"wide|width|wider|narrower|宽",
    "height": r"tall|high|height|taller|higher|lower|高|矮",
    "depth": r"deep|depth|deeper|深",
    "length": r"long|length|longer|shorter|长|短",
    "diameter": r"diameter|across|直径",
    "weight": r"heav(?:y|ier)|weigh\w*|lighter|重|轻",
}

_PATTERNS: tuple[tuple[Comparison, str], ...] = (
    (
        "range",
        rf"between{SPACE}{LOWER}{GAP}(?:and|to|-|–){GAP}{THREE}"
        rf"|(?:from{SPACE})?(?<![-/]){FIGURE}{GAP}(?:-|–|to\b|到|至|~){GAP}{AMOUNT}(?![-/])",
    ),
    ("about", rf"(?:{ABOUT}){GAP}{AMOUNT}|{ONE}{GAP}(?:左右|上下|or so)"),
    (
        "max",
        rf"(?:{MAX}){GAP}(?:about{GAP})?{AMOUNT}|{ONE}{GAP}(?:{ZH_BELOW}|or less|max(?:imum)?|at most)"
        rf"|(?:{ZH_MAX}){GAP}{TWO}",
    ),
    ("min", rf"(?:{MIN}){GAP}{AMOUNT}|{ONE}{GAP}(?:{ZH_ABOVE}|or more|at least)|(?:{ZH_MIN}){GAP}{TWO}"),
    ("plain", AMOUNT),
)
PATTERNS = tuple((comparison, re.compile(pattern, re.IGNORECASE)) for comparison, pattern in _PATTERNS)


OTHER_UNIT = re.compile(
    r"[-/]\d|\s{0,3}-?(?:people|persons?|pieces?|stars?|years?|items?|days?|weeks?|months?|hours?|minutes?|mins?|watts?|w\b|seats?\b|seaters?"
    r"|litres?|liters?|ml\b|l\b|%|percent|st\b|nd\b|rd\b|th\b|[个人件星年岁天周月瓦座升盏把张%]|小时|分钟|毫升)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s{1,3}[a-z]{2,}(?<!u)s\b", re.IGNORECASE)  # "at least three shelves": a number of things


@dataclass(frozen=True)
class Amount:
    """A number as it was said: ``low`` and ``high`` differ for a range only. ``currency`` or ``measure`` is set."""

    comparison: Comparison
    low: float
    high: float
    currency: str  # "" where none was said
    measure: str  # "cm", "g", or "" for money and bare numbers
    dimension: str  # "width", "height" …, "" where none was said
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """All amounts of a text, the more telling pattern first where two fit the same words."""
    taken: list[tuple[int, int]] = []
    found: list[Amount] = []
    for comparison, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            amount = _amount(comparison, match, text)
            if amount is not None:
                taken.append((match.start(), match.end()))
                found.append(amount)
    return sorted(found, key=lambda amount: amount.start)


def _amount(comparison: Comparison, match: re.Match[str], text: str) -> Amount | None:
    groups = match.groupdict()
    said = [number(words) for key, words in groups.items() if key.startswith("number") and words]
    values = [value for value in said if value is not None]
    signs = [sign.lower() for key, sign in groups.items() if key.startswith(("unit", "before")) and sign]
    currency = next(
        (code for sign in signs for code, words in CURRENCY.items() if re.fullmatch(words, sign, re.IGNORECASE)), ""
    )
    size, measure = _unit(signs)
    tenths = sum(number(words) or 0.0 for key, words in groups.items() if key.startswith("tenths") and words)
    dimension, end = _dimension(text, match)
    if not values or (comparison == "plain" and not (currency or (measure and dimension))):
        return None
    if OTHER_UNIT.match(text, match.end()) or (not (currency or measure) and COUNTED.match(text, match.end())):
        return None
    scaled = [value * size + 10 * tenths for value in values]
    return Amount(comparison, min(scaled), max(scaled), currency, measure, dimension, match.start(), end)


def _unit(signs: list[str]) -> tuple[float, str]:
    for table, measure in ((LENGTHS, "cm"), (WEIGHTS, "g")):
        for words, size in table.items():
            if any(re.fullmatch(words, sign, re.IGNORECASE) for sign in signs):
                return size, measure
    return 1.0, ""


def _dimension(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The dimension named in the amount, right behind it or right before it, and where the amount with it ends."""
    end = match.end()
    for name, words in DIMENSION.items():
        if re.search(rf"(?<![a-z])(?:{words})", match[0], re.IGNORECASE):
            return name, end
    for name, words in DIMENSION.items():
        if behind := re.compile(rf"{GAP}(?:in |or so )?(?:{words})的?", re.IGNORECASE).match(text, end):
            return name, behind.end()
    before = text[max(0, match.start() - 8) : match.start()]
    return next((n for n, words in DIMENSION.items() if re.search(rf"(?<![a-z])(?:{words})", before, re.I)), ""), end


def number(said: str) -> float | None:
    """``1,200`` → 1200; ``two hundred`` → 200; ``一百五`` → 150; None where the words make no number."""
    plain = said.replace(",", "").strip().lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if re.fullmatch(CHINESE, plain):
        try:
            return float(cn2an.cn2an(plain, "smart"))
        except ValueError:  # such as 两三百, or 百百
            return None
    return float(sum(_english(plain)))


_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_TENS = {
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


def _english(words: str) -> Iterator[int]:
    last = 1
    for word in re.split(r"[\s-]+", words):
        if word in ("hundred", "thousand"):
            yield (100 if word == "hundred" else 1000) * last - (last if last > 1 else 0)
        elif word in _SMALL or word in _TENS:
            last = _SMALL.get(word) or _TENS[word]
            yield last
