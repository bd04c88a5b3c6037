"""Days of the week as deadlines: "by Friday", "before next Tuesday", 周五之前, 下周三到货."""

import re
from collections.abc import Iterator
from datetime import datetime, timezone

from convrec.understanding.patterns import compiled

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIGNS = "一二三四五六日"
_DAY = r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b(?!\W{1,3}that['’]?s (?:in )?\d)"
_ARRIVE = r"(?:(?:be )?(?:arriv\w+|deliver\w+|here|ship\w+) )?"
BY = compiled(
    rf"\b{_ARRIVE}(?:by|before|until|no later than|latest)(?: the| this)? (?P<next>next )?{_DAY}", re.IGNORECASE
)
DAY_ZH = r"(?P<next>下个?)?(?:这个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
BY_ZH = compiled(rf"{DAY_ZH}(?:之前|以前|前|(?=[^，。,.!?]{{0,4}}(?:到|送|收|拿|要用)))")
WEEK = 7


def weekday(at: float) -> int:
    """The day of the week of a moment (seconds since 1970), in UTC; Monday is 0."""
    return datetime.fromtimestamp(at, timezone.utc).weekday()


def by_weekday(text: str, today: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, days from now) of each; ``today`` is 0 on a Monday. The day itself still counts.

    English "next Friday" is the one after the coming one; a Chinese 下周 is the week that begins with next Monday.
    """
    for match in BY.finditer(text):
        ahead = (NAMES.index(match["day"][:3].lower()) - today) % WEEK or WEEK
        yield match.start(), match.end(), ahead + (WEEK if match["next"] and ahead < WEEK else 0)
    for match in BY_ZH.finditer(text):
        day = SIGNS.index(match["day"].replace("天", "日"))
        yield match.start(), match.end(), day - today + WEEK if match["next"] else (day - today) % WEEK or WEEK
