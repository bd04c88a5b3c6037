"""The words around a number that say how it is meant: "at most", "or so", 以内, "nothing wider than"."""

import re
from dataclasses import dataclass
from typing import Literal

from convrec.understanding.numbers.dimensions import ADJECTIVES, NOUNS, compared, english
from convrec.understanding.patterns import compiled

Comparison = Literal["max", "min", "about", "range", "plain"]
WINDOW = 56  # signs before a number in which its comparison stands

_MAX = (
    r"under|udner|undr|below|bellow|beneath|less than|fewer than|at (?:the )?(?:very )?most|no more th[ae]n"
    r"|not (?:more than|over|above)|up ?to|max(?:imum)?(?: of| is)?|maxi(?: of)?|within|with in|inside|tops|<=?"
    r"|only (?:have|got)|(?:can|could) (?:only )?(?:spend|pay|afford|go to|stretch to|do)"
    r"|(?:keep|kept) (?:it|them|things)? ?(?:to|at|around)|capped at|fits? (?:a|in|into|in a|on a|under a)"
)
_BUDGET = (
    r"\b(?:budget|buget|limit|ceiling|cap)(?:'?s| is| of| would be)?(?: only| just)?"
    r"|\b(?:raise|up|increase|bump|extend|push|stretch|lower|drop|cut|bring|take)(?: it| that)?(?: (?:the|my|our))?"
    r"(?: (?:budget|limit|price|max(?:imum)?))?(?: up| down)? to|\bback (?:up |down )?to(?= [€$£]?\d)"
    r"|预算(?:就|只有|只|是|在|给|有){0,2}"
    r"|(?:预算|价格?|上限)?(?:可以?|能|再|也|就|还){0,3}(?:加|提高?|放宽|涨|升|降|减|压|调高?|改|控制)(?:到|成|至)"
)
_MIN = (
    r"over|above|more than|greater than|at ?least|min(?:imum)?(?: of)?|start(?:ing)? (?:at|from)|upwards of|from|beyond"
    r"|exceed(?:s|ing)?|no less than|not less than|>=?|(?:spend|paying|pay) more than"
)
_ABOUT = (
    r"around|arround|about|abt|roughly|approximately|approx\.?|~|circa|ca\.|close to|somewhere near|more or less|in the"
    r" region of|或?大约|大概|差不多|约|大致|也就"
)
_NEVER = r"(?:n['’]t|\b(?:(?:do|does|did|is|are|ca|wo|would|should|could)nt|not|never|no|none|nothing|without|cannot))"
_ZH_NOT = r"(?:不要?|别|勿|甭|不能|不可以?|不想|没有?|不得|千万别)(?:给我|再|太)?"
_ZH_MAX = (
    r"最多|顶多|至多|撑死|最高|最贵|上限(?:是|为|就)?|低于|少于|小于|短于|窄于|矮于|轻于|不到|不足|控制在"
    r"|便宜过|只有|只能(?:花|放|出)?"
)
_ZH_MORE = "超过?|超出|高于|大于|多于|宽于|长于|重于|高过|大过|贵过|长过|重过|晚于"
_ZH_MIN = f"{_ZH_MORE}|至少|起码|最少|最低"
_FILL = (
    r"(?:\s{0,3}(?:like|just|say|maybe|a|the|only|是|在|为|就|,|:|your|my|around|about|roughly|大概|大约)){0,3}\s{0,3}$"
)
_YEAR_MAX = r"before|prior to|earlier than|older than|pre-?"
_YEAR_MIN = r"after|since|later than|newer than|more recent than|post-?"

_EXCEED = r"more th[ae]n|over|above|beyond|exceed(?:ing)?|pay(?:ing)?|go (?:to|past)"
_OTHER_ER = r"(?!(?:oth|rath|eith|wheth|und|nev|slow|few|quiet|weak)er)\w{2,12}er"
_COMPARED = rf"(?:{english()})"
BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, compiled(f"(?:{pattern}){_FILL}", re.IGNORECASE))
    for name, pattern in (
        ("years from", rf"{_NEVER}\b[^.,;!?]{{0,16}}?\b(?:{_YEAR_MAX})"),
        ("years to", rf"{_NEVER}\b[^.,;!?]{{0,16}}?\b(?:{_YEAR_MIN})"),
        ("years max", rf"\b(?:{_YEAR_MAX})"),
        ("years min", rf"\b(?:{_YEAR_MIN})"),
        ("not adjective", rf"{_NEVER}\b[^.,;!?]{{0,24}}?\b(?P<adjective>{_COMPARED}) th[ae]n"),
        ("adjective", rf"\b(?P<adjective>{_COMPARED}) th[ae]n"),
        ("max", rf"{_NEVER}\b[^.,;!?]{{0,24}}?\b(?:{_OTHER_ER}|more \w{{2,12}}) th[ae]n"),
        ("max", r"(?:slower|fewer|quieter|weaker|less \w{2,12}) th[ae]n"),
        ("min", rf"(?<!not )(?<!no )\b{_OTHER_ER} th[ae]n"),
        ("max", rf"{_NEVER}\b[^.,;!?]{{0,24}}?\b(?:{_EXCEED})"),
        ("min", rf"{_NEVER}\b[^.,;!?]{{0,24}}?\b(?:less th[ae]n|fewer than|under|below)"),
        ("max", rf"(?:{_ZH_NOT})[\u4e00-\u9fff]{{0,3}}?(?:{_ZH_MORE}|过|花)"),
        ("min", rf"(?:{_ZH_NOT})(?:低于|少于|小于|低过|短于|窄于)"),
        ("about", rf"(?:budget|预算)\W{{0,3}}(?:is |of |在|是)?(?:{_ABOUT})"),
        ("budget", _BUDGET),
        ("max", rf"(?<![a-z])(?:{_MAX})|(?:{_ZH_MAX})"),
        ("min", rf"(?<![a-z])(?:{_MIN})|(?:{_ZH_MIN})"),
        ("about", rf"(?<![a-z])(?:{_ABOUT})"),
    )
)  # fmt: skip
_DEADLINE = compiled(r"\b(?:in|within|by|inside|that['’]?s)\s{1,3}(?:the next |about |like |max )?$", re.IGNORECASE)
AFTER: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, compiled(r"[\s,，]{0,3}" + pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "max",
            r"(?:(?:or|and) (?:less|under|below|cheaper|lower|narrower|shorter|smaller|down|so max)|(?:is "
            r"|as )?(?:my |the |an? )?"
            r"(?:absolute |very )?(?:max(?:imum|i)?|limit|ceiling|budget)\b|at (?:the )?(?:very |absolute )?(?:most"
            r"|max(?:imum)?)|tops\b"
            r"|(?:钱)?(?:以[内里下]|之[内下]|内(?![容部衣饰胆侧置搭])|里(?=$|[^\u4e00-\u9fff]|[的送到能可就收])|为限"
            r"|(?:左右|上下)?(?:封顶|顶天|打住)|的?预算))",
        ),
        (
            "min",
            r"(?:(?:or|and) (?:more|over|above|up|upwards|bigger|wider|taller|longer|later)\b"
            r"|at (?:the )?(?:very )?least|minimum\b|plus\b|\+"
            r"|(?:钱)?(?:以上|之上|起步|起跳?(?![居床])|往上|朝上))",
        ),
        ("about", r"(?:-?ish\b|or so\b|or thereabouts|give or take|左右|上下|的样子|样子|出头|前后|浮动)"),
    )
)  # fmt: skip
AFTER_YEAR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("max", compiled(r"\s{0,3}(?:以前|之前|往前|前)")),
    (
        "min",
        compiled(
            r"\s{0,3}(?:以后|之后|往后|朝后|后|以来|起|至今|on(?:wards?)?\b|and (?:later|newer|after|on)\b)", re.I
        ),
    ),
)
_NOUN = tuple((name, compiled(rf"\s{{0,3}}(?:in |or so )?{words}(?![a-z])的?", re.I)) for name, words in NOUNS.items())
_IS = r"(?:\s{0,3}(?:of|is|be|:|要|是|在|最好)){0,2}\s{0,3}$"
_NOUN_BEFORE = tuple((name, compiled(rf"(?<![a-z]){words}{_IS}", re.I)) for name, words in NOUNS.items())
EACH = compiled(
    r"\s{1,3}(?:each|apiece|a piece|per (?:piece|item|one|chair)|a pop|in total|total|all in|altogether)\b"
    r"|一[把个张只盏件条]",
    re.I,
)
_THAN = compiled(r"(?:比|较)\s{0,2}$")
_MORE = compiled("|".join(a.chinese for a in ADJECTIVES if a.chinese))


@dataclass(frozen=True)
class Meant:
    """How a number is meant; ``start``–``end`` takes in the words that say so."""

    comparison: Comparison
    dimension: str  # "width", "price" …, "" where none was said
    start: int
    end: int
    included: bool = False  # "nothing older than 1970" takes in 1970, "after 1970" doesn't


def meant(text: str, start: int, end: int, calendar: bool) -> Meant:
    """Read the words around the number at ``text[start:end]``; ``calendar`` is whether it may be a year."""
    behind, dimension, end = _behind(text, end, calendar)
    if (than := _than(text, start, end)) is not None:
        return than
    before, named, start = _before(text, start, calendar)
    if before == "budget":  # a limit, unless it is a rough one
        before = behind or "max"
    if calendar and before == "min" and text[start : start + 4].lower() == "from":
        before = ""  # a film from 1994 is of that year
    included = before in ("from", "to")
    before = {"from": "min", "to": "max"}.get(before, before)
    comparison = behind if behind and (behind != "about" or before == "") else before
    dimension = dimension or named
    if not dimension:
        dimension, start = _noun_before(text, start)
    return Meant(comparison or "plain", dimension, start, end, included)  # type: ignore[arg-type]


def _behind(text: str, end: int, calendar: bool) -> tuple[str, str, int]:
    """(comparison, dimension, new end) from the words behind a number: "wide at the very most"."""
    said, dimension = "", ""
    for _ in range(3):
        patterns = (*AFTER_YEAR, *AFTER) if calendar else AFTER
        hit = next(((name, m) for name, pattern in patterns if (m := pattern.match(text, end))), None)
        if each := EACH.match(text, end):
            end = each.end()
            continue
        noun = next(((name, m) for name, pattern in _NOUN if (m := pattern.match(text, end))), None)
        if hit and not said:
            said, end = hit[0], hit[1].end()
        elif noun and not dimension:
            dimension, end = noun[0], noun[1].end()
        else:
            break
    return said, dimension, end


def _before(text: str, start: int, calendar: bool) -> tuple[str, str, int]:
    """(comparison, dimension, new start) from the words before a number."""
    window = max(0, start - WINDOW)
    before = text[window:start]
    for name, pattern in BEFORE:
        hit = pattern.search(before)
        if not hit or (name.startswith("years") and not calendar):
            continue
        place = window + hit.start()
        if name.startswith("years"):
            return name.removeprefix("years "), "year", place
        if "adjective" in name:
            dimension, op = compared(hit["adjective"]) or ("", ">=")
            return _ways("<=" if (op == "<=") != name.startswith("not") else ">="), dimension, place
        return name, "", place
    return "", "", start


def _ways(op: str) -> str:
    return "max" if op == "<=" else "min"


def _than(text: str, start: int, end: int) -> Meant | None:
    """ "比两百便宜": a number between "than" and the adjective."""
    before, more = _THAN.search(text[max(0, start - 4) : start]), _MORE.match(text, end)
    known = compared(more[0] + text[more.end() : more.end() + 1]) if before and more else None
    if not (before and more and known):
        return None
    return Meant("max" if known[1] == "<=" else "min", known[0], start - len(before[0]), more.end())


def _noun_before(text: str, start: int) -> tuple[str, int]:
    window = max(0, start - 12)
    hits = ((name, pattern.search(text[window:start])) for name, pattern in _NOUN_BEFORE)
    return next(((name, window + hit.start()) for name, hit in hits if hit), ("", start))


def deadline(text: str, start: int) -> bool:
    """ "In three days": a time by which something happens."""
    return bool(_DEADLINE.search(text[max(0, start - 24) : start]))
