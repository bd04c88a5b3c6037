"""Times gone by as people say them: yesterday, last week, on Monday, three days ago, 上周, 前天, 上次."""

import re
from datetime import datetime, timedelta

from convrec.bids import Period
from convrec.understanding.patterns import compiled

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_ZH = "一二三四五六日"
FARTHEST = 3650  # units back that anything is asked of
_NUMBERS = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)},
    **{sign: n for n, sign in enumerate("一二三四五六七八九", 1)},
    "a": 1, "an": 1, "两": 2, "couple": 2, "几": 3, "few": 3,
}  # fmt: skip
_LAST = compiled(
    r"\b(?:the )?(?:last|previous|other) (?:time|visit|session)\b|\bwhen i was (?:last )?here\b|\blast (?:i"
    r"|we) (?:was|were|spoke|talked)\b"
    r"|上[一]?次(?:来|看|聊)?|上回|前[一]?次",
    re.IGNORECASE,
)
_DAY = compiled(
    r"(?P<before>\b(?:the )?day before yesterday\b|前天)|(?P<yesterday>\byesterday\b|\blast night\b|昨[天晚日])"
    r"|(?P<today>\b(?:earlier )?today\b|\bthis (?:morning|afternoon|evening)\b|\btonight\b|今[天早晚日])",
    re.IGNORECASE,
)
_SPAN = compiled(
    r"\b(?P<which>last|this|past|previous) (?P<unit>week|month|year|weekend)\b"
    r"|(?P<which_zh>上上?个?|这个?|本)(?P<unit_zh>周末|周|星期|礼拜|月)(?![一二三四五六日天])|(?P<year_zh>去年|今年)",
    re.IGNORECASE,
)
_AGO = compiled(
    r"\b(?P<count>\d{1,6}|an?|one|two|three|four|five|six|seven|eight|nine|(?:a )?couple(?: of)?|(?:a )?few) "
    r"(?P<unit>days?|weeks?|months?) (?:ago|back|before)\b"
    r"|(?P<count_zh>(?<!\d)\d{1,6}|[一两二三四五六七八九几])个?(?P<unit_zh>天|周|星期|礼拜|月)(?:之?前|以前)",
    re.IGNORECASE,
)
_WEEKDAY = compiled(
    rf"\b(?:on |last |this )?(?P<day>{'|'.join(_DAYS)})\b|(?P<last>上)?个?(?:周|星期|礼拜)(?P<day_zh>[{_DAYS_ZH}天])",
    re.IGNORECASE,
)
_EVER = compiled(
    r"\b(?:so far|until now|up to now|recently|lately|before|earlier|already|previously|in the past)\b"
    r"|最近|到现在|目前为止|之前|以前|刚才|先前|过去",
    re.IGNORECASE,
)


def period(text: str, now: float) -> Period | None:
    """The time gone by that a text names, in this machine's time zone; None where it names none."""
    found = _LAST.search(text)
    if found is not None:
        return Period(0.0, now, found[0], visit=True)
    today = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for pattern, dates in ((_AGO, _ago), (_WEEKDAY, _weekday), (_DAY, _day), (_SPAN, _span)):
        found = pattern.search(text)
        if found is not None:
            start, end = dates(found, today)
            return Period(start.timestamp(), min(end.timestamp(), now), found[0])
    found = _EVER.search(text)
    return Period(0.0, now, found[0]) if found else None


def _ago(found: "re.Match[str]", today: datetime) -> tuple[datetime, datetime]:
    count = (found["count"] or found["count_zh"]).lower().removeprefix("a ").removesuffix(" of")
    number = min(int(count), FARTHEST) if count.isdigit() else _NUMBERS[count]
    unit = (found["unit"] or found["unit_zh"]).lower().rstrip("s")
    days = {"day": 1, "天": 1, "month": 30, "月": 30}.get(unit, 7) * number
    start = today - timedelta(days=days)
    return start, start + timedelta(days=1 if unit in ("day", "天") else 7 if days < 30 else 31)


def _weekday(found: "re.Match[str]", today: datetime) -> tuple[datetime, datetime]:
    """The newest such day that is over; Chinese 上周三 is that of the week before."""
    if found["day_zh"]:
        place = min(_DAYS_ZH.find(found["day_zh"]) % 7, 6)
        monday = today - timedelta(days=today.weekday() + (7 if found["last"] else 0))
        start = monday + timedelta(days=place)
        start -= timedelta(days=7) if start >= today else timedelta()
    else:
        back = (today.weekday() - _DAYS.index(found["day"].lower())) % 7 or 7
        start = today - timedelta(days=back)
    return start, start + timedelta(days=1)


def _day(found: "re.Match[str]", today: datetime) -> tuple[datetime, datetime]:
    start = today - timedelta(days=2 if found["before"] else 1 if found["yesterday"] else 0)
    return start, start + timedelta(days=1)


def _span(found: "re.Match[str]", today: datetime) -> tuple[datetime, datetime]:
    """A week begins on Monday. "This" lasts until now."""
    which, unit = (found["which"] or found["which_zh"] or "").lower(), (found["unit"] or found["unit_zh"] or "year")
    this = which in ("this", "这", "这个", "本") or found["year_zh"] == "今年"
    monday = today - timedelta(days=today.weekday())
    if unit in ("weekend", "周末"):
        start = monday - timedelta(days=2)
        return start, start + timedelta(days=2)
    if unit in ("month", "月"):
        first = today.replace(day=1)
        return (first, today + timedelta(days=1)) if this else ((first - timedelta(days=1)).replace(day=1), first)
    if unit == "year":
        first = today.replace(month=1, day=1)
        return (first, today + timedelta(days=1)) if this else (first.replace(year=first.year - 1), first)
    if this:
        return monday, today + timedelta(days=1)
    weeks = 2 if which.startswith("上上") else 1
    return monday - timedelta(weeks=weeks), monday - timedelta(weeks=weeks - 1)
