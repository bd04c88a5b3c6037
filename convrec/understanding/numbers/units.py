"""Units: the words for them in both languages, what they are in base units, and which a measure's name holds.

Base units: cm, g, ml, minutes ("min"), watts ("w"); people that sit ("seat"), parts of a set ("piece"), years.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from convrec.understanding.language import singular
from convrec.understanding.patterns import compiled

_END = "(?![a-z])"
CURRENCY = {
    "EUR": rf"€|eur(?:os?)?{_END}|欧元|欧",
    "USD": rf"\$|usd{_END}|dollars?{_END}|bucks?{_END}|美元|美金|刀",
    "GBP": rf"£|gbp{_END}|pounds?{_END}(?!\s+of\b)|quid{_END}|英镑|镑",
    "CNY": rf"¥|￥|rmb{_END}|cny{_END}|yuan{_END}|块钱|块|元|人民币",
}
MONEY = "|".join(CURRENCY.values())
_INCH = r"in(?=\s{0,3}(?:$|[,.;]|wide|tall|high|deep|long|across|in\b))"
METRES = rf"m(?![a-z²])|met(?:er|re)s?{_END}|公尺|米(?!色|白|黄|饭|粉)"
WEEK, DAY, HOUR = 10_080.0, 1440.0, 60.0
# words → (base unit, how many of it)
UNITS: tuple[tuple[str, str, float], ...] = (
    (rf"mm{_END}|millimet(?:er|re)s?{_END}|毫米", "cm", 0.1),
    (rf"cms?{_END}|centimet(?:er|re)s?{_END}|厘米|公分", "cm", 1.0),
    (METRES, "cm", 100.0),
    (rf"{_INCH}|inch(?:es)?{_END}|\"|英寸|英吋|寸", "cm", 2.54),
    (rf"ft{_END}|feet{_END}|foot{_END}|'(?=\d|\s|$)|英尺|英呎|呎|尺", "cm", 30.48),
    (rf"kgs?{_END}|kilos?{_END}|kilograms?{_END}|公斤|千克", "g", 1000.0),
    (rf"g{_END}|gr{_END}|gram(?:me)?s?{_END}|克", "g", 1.0),
    (rf"lbs?{_END}|pounds?(?=\s+of\b)|磅", "g", 453.592),
    (rf"oz{_END}|ounces?{_END}|盎司", "g", 28.35),
    (r"斤", "g", 500.0),
    (rf"ml{_END}|millilit(?:er|re)s?{_END}|毫升", "ml", 1.0),
    (rf"cl{_END}|centilit(?:er|re)s?{_END}", "ml", 10.0),
    (rf"l{_END}|lit(?:er|re)s?{_END}|公升|升(?!级)", "ml", 1000.0),
    (rf"pints?{_END}|品脱", "ml", 568.0),
    (rf"min(?:ute)?s?{_END}|分钟", "min", 1.0),
    (rf"h(?:(?:ou)?rs?)?{_END}|个?小时|个?钟头", "min", HOUR),
    (rf"(?:working |business )?days?{_END}|个?工作日|天", "min", DAY),
    (rf"w(?:ee)?ks?{_END}|周(?!年|末|日|[一二三四五六])|个?(?:星期|礼拜)(?![一二三四五六日天])", "min", WEEK),
    (rf"months?{_END}|个月", "min", 43_200.0),
    (rf"w(?:atts?)?{_END}|瓦特?", "w", 1.0),
    (rf"seat(?:s|ers?)?{_END}|座位?|人[座位用](?!的?名)|人(?![们家名口民类工造气体])", "seat", 1.0),
    (rf"(?:people|persons?|ppl|adults|guests|of us){_END}|个人", "people", 1.0),
    (rf"(?:pcs?|pieces?){_END}|件套|[件个只支]装|[件个只]一套|件(?=的|以|之)", "piece", 1.0),
    (r"年(?!代)", "year", 1.0),
)
UNIT = "|".join(words for words, _, _ in UNITS)
_UNIT = tuple((compiled(words, re.IGNORECASE), measure, size) for words, measure, size in UNITS)
_NAMED = {
    "mm": ("cm", 0.1), "cm": ("cm", 1.0), "m": ("cm", 100.0), "inch": ("cm", 2.54), "in": ("cm", 2.54),
    "ft": ("cm", 30.48), "kg": ("g", 1000.0), "g": ("g", 1.0), "lb": ("g", 453.592), "oz": ("g", 28.35),
    "ml": ("ml", 1.0), "cl": ("ml", 10.0), "l": ("ml", 1000.0), "litre": ("ml", 1000.0), "liter": ("ml", 1000.0),
    "s": ("min", 1 / 60), "second": ("min", 1 / 60), "min": ("min", 1.0), "minute": ("min", 1.0), "h": ("min", HOUR),
    "hour": ("min", HOUR), "day": ("min", DAY), "week": ("min", WEEK), "w": ("w", 1.0), "watt": ("w", 1.0),
    "seat": ("seat", 1.0), "piece": ("piece", 1.0), "year": ("year", 1.0),
}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What a measure's name says: ``seat_height_cm`` is of ``words`` seat and height, ``unit`` cm, ``size`` 1.

    ``unit`` is "" where the name holds no unit that is known here.
    """

    name: str
    words: tuple[str, ...]
    unit: str
    size: float


def measure(name: str) -> Measure:
    """Read a measure's name: ``battery_hours`` is a time, of the battery, in hours."""
    parts = tuple(singular(part) for part in name.split("_"))
    unit, size = _NAMED.get(parts[-1], ("", 1.0))
    return Measure(name, parts[:-1] or parts, unit, size)


def currency(sign: str) -> str:
    """``€`` → ``EUR``; "" for what is no money."""
    return next((code for code, words in CURRENCY.items() if re.fullmatch(words, sign, re.IGNORECASE)), "")


@lru_cache(maxsize=1000)
def unit(sign: str) -> tuple[str, float]:
    """(base unit, how many of it) of a unit's word: ``feet`` → ("cm", 30.48); ("", 1) for what is no unit."""
    word = sign.lower().strip()
    found = ((measure, size) for words, measure, size in _UNIT if words.fullmatch(word))
    return next(found, _by_context(word))


def _by_context(word: str) -> tuple[str, float]:
    """Units that count only in front of certain words, which are gone here: ``in`` (wide), ``人`` (的)."""
    known = {"in": ("cm", 2.54), "pound": ("g", 453.592), "pounds": ("g", 453.592), "人": ("seat", 1.0)}
    return known.get(word, ("piece", 1.0) if word == "件" else ("", 1.0))
