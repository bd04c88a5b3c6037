"""Numbers in a text: prices, measures, counts and years with their comparison, in both languages.

A figure with its unit is found first (``figures``); the words around it say how it is meant (``comparisons``). What it
is a number *of*, where it is bare, only the catalogue can tell (``attributes``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from convrec.understanding.language import singular
from convrec.understanding.numbers.comparisons import Comparison, Meant, deadline, meant
from convrec.understanding.numbers.figures import BETWEEN, COUNTED, Figure, figures, pairs, whole
from convrec.understanding.numbers.numerals import NEEDS_UNIT, TENTHS
from convrec.understanding.numbers.units import DAY
from convrec.understanding.numbers.weekdays import by_weekday
from convrec.understanding.numbers.years import decades
from convrec.understanding.patterns import compiled

COUNT = "count"  # the measure of a number of things that have no unit: "three shelves"
YEAR = "year"
LEAST_PRICE = 10  # a smaller number without a unit is a place on the list
SMALLEST = 20  # number without a unit that may be the centimetres of a room
MOST = 60  # figures that are looked at in one message
# Traditional signs that stand in amounts; one for one, so places in the text stay.
SIMPLE = str.maketrans(
    "兩塊萬歐寬長圍內過預場價錢輕張個鐘時週於鎊幾餘頂後寫闊約",
    "两块万欧宽长围内过预场价钱轻张个钟时周于镑几余顶后写宽约",
)
_LONG = (  # how long a side is: 170, "1.6m", 1米6, 一米六
    r"(?:(?<![\d.])\d{1,4}(?:\.\d{1,2})?\s?(?:(?:cm|mm|m(?![a-z])|厘米|公分|毫米|公尺|米|in(?:ch(?:es)?)?(?![a-z])|\")"
    r"(?:(?<=米)[1-9]\d?)?)?"
    r"|[一二两三四五六七八九]米[一二三四五六七八九半]?)"
)
BY = compiled(  # 160 x 230, "60 by 80 cm", 1米6乘2米3
    rf"(?P<first>{_LONG})(?:长|宽)?\s{{0,2}}(?:x|×|✕|\*|by|乘以?)\s{{0,2}}(?P<second>{_LONG})(?![\d.a-z])",
    re.IGNORECASE,
)
ROUNDLY = compiled(  # how the two sides of a size are meant
    r"\s{0,2}(?:(?P<min>以上|or (?:more|bigger|larger|above)|起)|(?P<max>以[内下]|or (?:less|smaller|under))"
    r"|(?:左右|上下|大小|or so|的样子))",
    re.IGNORECASE,
)
UNIT_BEHIND = compiled(r"[^\d\s.一二两三四五六七八九半]+", re.IGNORECASE)
ROUNDLY_BEFORE = compiled(
    r"(?:(?P<min>\bat least|\bbigger than|\blarger than|\bover|至少|不小于|大于|超过)"
    r"|(?P<max>\bat most|\bsmaller than|\bup to|\bunder|最多|最大|不超过|不大于|小于))\s{0,2}$",
    re.IGNORECASE,
)
SUGGESTED = compiled(r"(?:\b(?:what|how) about\W{1,3}|^\W*(?:那|那么)?)$", re.IGNORECASE)
ASKED_ZH = compiled(r"\s*呢\W*$")
DAYS = (  # words for a day to come
    (compiled(r"\b(?:same[- ]day|today)\b|今天|当天", re.IGNORECASE), 1.0),
    (compiled(r"(?<!day after )\b(?:tomorrow|next[- ]day)\b|明天|次日|隔天", re.IGNORECASE), 1.0),
    (compiled(r"\bday after tomorrow\b|后天", re.IGNORECASE), 2.0),
)
NO_AMOUNT = compiled(  # dates, times of day, fractions, shares, places in a row, ages
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,4}/\d{1,4}|\d{1,2}:\d{2}|\d{1,4}(?:st|nd|rd|th)\b|\d{1,2} ?(?:am|pm)\b"
    r"|\d{1,6}(?:\.\d{1,3})?\s?(?:%|percent)|\d{1,2}[- ]years?[- ]old|第[一二两三四五六七八九十\d]{1,3}"
    r"|(?:#|\bnumber |\bno\. ?)\d{1,4}|[一二三四五六七八九十\d]{1,3}(?:点(?!五?块)|楼|号|月|岁)"
)
IN_YEAR = compiled(r"\b(?:in|during|since|back in)(?: the year)? $", re.IGNORECASE)
CLASSIFIER = compiled(
    rf"[一二两三四五六七八九1-9]块(?!{TENTHS}|[钱以之左上内里出的,，。!！?？\s]|$)"
    r"|[一二两三四五六七八九1-9]块(?=\s{1,2}[a-z])",
    re.IGNORECASE,
)  # 一块地毯: a rug
PEOPLE = compiled(r"(?:\b(?:for|seats?|seating|sits?|fits?|hold|take)|坐|够|容纳|给)\s{0,3}$", re.IGNORECASE)
FOR_SO_MANY = compiled(r"[坐用座]?的")  # 三个人坐的 seats three, 够三个人坐 three or more
SITTING = compiled(r"[坐用座]|沙发|餐?[桌椅]")
OF_WHAT = (  # words right before a number that say what it counts
    ("piece", compiled(r"\b(?:set|pack|box|bundle) of $", re.IGNORECASE)),
    ("seat", compiled(r"\b(?:seats|sits|seating(?: for)?) $", re.IGNORECASE)),
)
ROOM = compiled(
    r"\b(?:gap|walls?|space|alcove|niche|nook|recess|spot|corner|hallway|corridor|doorway|fits?|fitting|squeeze"
    r"|room for|between the|(?:only )?(?:have|got|there'?s) (?:only |just |about )?$)\b"
    r"|墙|空位|空隙|空当|缝|角落|位置|地方|空间|[放塞摆装]得?[下进]|[能可]以?[放塞摆装]|刚好[放摆]|塞",
    re.IGNORECASE,
)
SENTENCE = compiled(r"[.!?;。！？；\n](?!\d)")
BEHIND = compiled(r"(?:的?之间|的?中间)?")


@dataclass(frozen=True)
class Amount:
    """A number as it was said: ``low`` and ``high`` differ for a range only. ``currency`` or ``measure`` is set.

    ``counted`` is the word behind a number without a unit: the catalogue may know it ("100 bpm").
    """

    comparison: Comparison
    low: float
    high: float
    currency: str  # "" where none was said
    measure: str  # a base unit of ``units``, or "" for money and bare numbers
    dimension: str  # "width", "height" …, "" where none was said
    start: int
    end: int
    size: float = 1.0  # of the unit that was said, in base units
    counted: str = ""

    @property
    def bare(self) -> bool:
        """Whether neither money nor a unit was said."""
        return not self.currency and self.measure in ("", COUNT)


def amounts(text: str, today: int | None = None) -> list[Amount]:
    """All amounts of a text, in its order. A number that stands alone and compares with nothing is none.

    ``today`` is the day of the week (Monday is 0) from which "by Friday" is reckoned; without it that is no amount.
    """
    plain = text.translate(SIMPLE)
    made = [*_decades(plain), *_by(plain), *_days(plain), *_weekdays(plain, today)]
    taken = [(amount.start, amount.end) for amount in made]
    taken += [match.span() for pattern in (NO_AMOUNT, CLASSIFIER) for match in pattern.finditer(plain)]
    free = [f for f in islice(figures(plain), MOST) if not any(f.start < end and start < f.end for start, end in taken)]
    for first, last in pairs(free, plain):
        amount = _amount(first, last, plain)
        if amount is not None:
            made.append(amount)
    return sorted(made, key=lambda amount: amount.start)


def _decades(text: str) -> Iterator[Amount]:
    for said in decades(text):
        yield Amount(said.comparison, said.low, said.high, "", YEAR, YEAR, said.start, said.end)


def _by(text: str) -> Iterator[Amount]:
    """Width, and length or height, of "160 x 230"; a bound on it ("or more", 以内) is one on both."""
    for match in BY.finditer(text):
        behind = ROUNDLY.match(text, match.end())
        before = ROUNDLY_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
        bound = next((one.lastgroup for one in (behind, before) if one and one.lastgroup), "plain")
        end = behind.end() if behind else match.end()
        shared = next((said for group in ("second", "first") if (said := UNIT_BEHIND.search(match[group]))), None)
        for dimension, group in (("width", "first"), ("second", "second")):
            side = _side(match[group], shared[0] if shared else "cm")
            if side is not None:
                last = end if group == "second" else match.end(group)
                spoken: Comparison = "min" if bound == "min" else "max" if bound == "max" else "plain"
                low, high = round(side.low, 4), round(side.high, 4)
                yield Amount(spoken, low, high, "", "cm", dimension, match.start(group), last, side.size)


def _side(said: str, shared: str) -> Figure | None:
    """One side of a size, in the unit of the other where it has none of its own."""
    own = said if UNIT_BEHIND.search(said) else said.strip() + shared
    return next(figures(own), None)


def _days(text: str) -> Iterator[Amount]:
    for pattern, days in DAYS:
        for match in pattern.finditer(text):
            yield Amount("plain", days * DAY, days * DAY, "", "min", "", match.start(), match.end(), DAY)


def _weekdays(text: str, today: int | None) -> Iterator[Amount]:
    for start, end, days in by_weekday(text, today) if today is not None else ():
        yield Amount("max", days * DAY, days * DAY, "", "min", "", start, end, DAY)


def _amount(first: Figure, last: Figure, text: str) -> Amount | None:
    calendar = last.measure in ("", YEAR) and not last.currency and 1800 <= last.low <= 2100
    figure, around = whole(first, last), _around(first, last, text, calendar)
    counted, measure = _counted(figure, (last.end, around.end), text)
    if measure == YEAR and not calendar:
        return None  # five years: a span of time, and no date
    if measure == "people":
        if not _sit(around, text):
            return None
        measure, around = "seat", around if FOR_SO_MANY.match(text, around.end) else _at_least(around)
    sized = measure == "cm" or not (measure or figure.currency or figure.low < SMALLEST)
    around = _suggested(_as_range(around, first, last, text), figure, text)
    around = _by_room(around, text) if sized else around
    if around.comparison == "plain" and measure == "min" and figure.size >= DAY and deadline(text, around.start):
        around = replace(around, comparison="max")
    if around.comparison == "plain" and not (figure.currency or measure or calendar or counted):
        return None
    low, high = figure.low, figure.high
    if calendar and around.comparison == "plain" and IN_YEAR.search(text[: figure.start]):
        measure = YEAR  # "in 2018": a date, and no price
    if calendar and YEAR in (around.dimension, measure):
        measure, around = YEAR, replace(around, dimension=YEAR)
        edge = (
            0 if around.included else {"max": -1, "min": 1}.get(around.comparison, 0)
        )  # before 1960 is 1959 at the latest
        low, high = low + edge, high + edge
    said, dimension, place = around.comparison, around.dimension, (around.start, around.end)
    return Amount(said, low, high, figure.currency, measure, dimension, *place, figure.size, counted)


def _around(first: Figure, last: Figure, text: str, calendar: bool) -> Meant:
    """How a number is meant: by the words beside it, or behind what it counts ("100 pages or more")."""
    around = meant(text, first.start, last.end, calendar)
    counted = COUNTED.match(text, last.end) if not (last.measure or last.currency) else None
    if around.comparison != "plain" or counted is None:
        return around
    behind = meant(text, first.start, counted.end(), False)
    return behind if behind.comparison != "plain" else around


def _sit(around: Meant, text: str) -> bool:
    """Whether people are to sit on it: "for six people", but not "there's three of us"."""
    before = text[max(0, around.start - 12) : around.start]
    return bool(PEOPLE.search(before) or SITTING.match(text, around.end))


def _at_least(around: Meant) -> Meant:
    return replace(around, comparison="min") if around.comparison == "plain" else around


def _suggested(around: Meant, figure: Figure, text: str) -> Meant:
    """ "What about 60?", 那60呢: another limit is suggested, and no rough figure; a small number points at an item."""
    lead = SUGGESTED.search(text[: figure.start])
    if lead is None or around.comparison not in ("about", "plain"):
        return around
    english = around.comparison == "about" and "about" in lead[0].lower()
    chinese = "about" not in lead[0].lower() and ASKED_ZH.match(text, figure.end)
    if not (english or chinese):
        return around
    limit = figure.currency or not (figure.measure or figure.low < LEAST_PRICE)
    return replace(around, comparison="max" if limit else "plain", start=figure.start)


def _as_range(around: Meant, first: Figure, last: Figure, text: str) -> Meant:
    """Two ends make a range, "20+" is a least, a rough figure is "about" where nothing else was said."""
    if first is not last:
        began = BETWEEN.search(text[max(0, first.start - 18) : first.start])
        start = first.start - len(began[0]) if began else around.start
        end = BEHIND.match(text, around.end)
        return replace(around, comparison="range", start=start, end=end.end() if end else around.end)
    if around.comparison not in ("plain", "about"):
        return around
    if first.low < first.high:
        return replace(around, comparison="range")
    if first.plus:
        return replace(around, comparison="min")
    return replace(around, comparison="about") if first.rough else around


def _by_room(around: Meant, text: str) -> Meant:
    """ "A 90 cm gap", "for a 1.2 m wall": the room that there is, which the thing must not exceed."""
    if around.comparison not in ("plain", "about"):
        return around
    before = SENTENCE.split(text[max(0, around.start - 24) : around.start])[-1]
    behind = SENTENCE.split(text[around.end : around.end + 24])[0]
    if ROOM.search(before) or ROOM.search(behind):
        return replace(around, comparison="max", dimension=around.dimension or "width")
    return around


def _counted(figure: Figure, ends: tuple[int, int], text: str) -> tuple[str, str]:
    """(word counted, measure) of a number: that of its unit, or ``count`` before a plural or a classifier.

    The word may follow the number at once, or after its comparison ("three or more shelves").
    """
    if figure.measure or figure.currency:
        return "", figure.measure
    before = text[max(0, figure.start - 12) : figure.start]
    if said := next((measure for measure, pattern in OF_WHAT if pattern.search(before)), ""):
        return "", said
    words = [(match["word"] or match[0]).lower() for end in ends if (match := COUNTED.match(text, end))]
    things = [word for word in words if not word.isascii() or _plural(word)]
    if things:
        return singular(things[0]), COUNT
    small = NEEDS_UNIT.fullmatch(figure.word) is not None
    return (singular(words[0]), COUNT if small else "") if words else ("", "")


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
