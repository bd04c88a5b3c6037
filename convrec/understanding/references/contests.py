"""Questions which of several has most or least of something: "which is lighter?", "the cheapest", 哪个装水多."""

import re
from collections.abc import Iterator

from convrec.data.shelf import PRICE
from convrec.types import Contest
from convrec.understanding.patterns import compiled
from convrec.understanding.references.degrees import DEGREES, SIZE
from convrec.understanding.references.measure_words import MEASURE_WORD

# Ways of asking without an adjective: English with the word of degree last, Chinese with it between or last.
WAYS: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    (
        r"(?:holds?|fits?|takes?|carries)\b[^.,;!?]{0,16}?\b(?P<d>more|most)|(?P<e>more|most|bigger|biggest|larger|largest"
        r"|higher|highest) (?:capacity|volume|room inside)",
        r"(?:能|可以)?装[^，。,.!?！？]{0,4}?多|(?:容量|容积)[^，。,.!?！？]{0,2}?大", ("capacity", "volume"), True,
    ),
    (
        r"(?:holds?|takes?)\b[^.,;!?]{0,16}?\b(?P<d>less|least)",
        r"装[^，。,.!?！？]{0,4}?少|(?:容量|容积)[^，。,.!?！？]{0,2}?小", ("capacity", "volume"), False,
    ),
    (
        r"(?:lasts?|runs?|plays?)\b[^.,;!?]{0,16}?\b(?P<d>longer|longest)|(?P<e>longer|longest|better|best) battery",
        r"(?:续航|电池)[^，。,.!?！？]{0,3}?[长久]|用[得的]?[更最]?久", ("battery",), True,
    ),
    (r"costs?\b[^.,;!?]{0,8}?\b(?P<d>less|least)|(?P<e>lower|lowest) price", "", (PRICE,), False),
    (r"costs?\b[^.,;!?]{0,8}?\b(?P<d>more|most)|(?P<e>higher|highest) price", "", (PRICE,), True),
    (r"weighs?\b[^.,;!?]{0,8}?\b(?P<d>less|least)", "", ("weight",), False),
    (r"weighs?\b[^.,;!?]{0,8}?\b(?P<d>more|most)", "", ("weight",), True),
    (
        r"(?:takes? up|needs?)\b[^.,;!?]{0,8}?\b(?P<d>less|least) (?:space|room)",
        r"占地方?[^，。,.!?！？]{0,2}?[小少]", SIZE, False,
    ),
    (r"seats?\b[^.,;!?]{0,8}?\b(?P<d>more|most)", r"坐[^，。,.!?！？]{0,4}?多", ("seats",), True),
    (r"(?P<d>more|most) (?:powerful|power|watts)", r"功率[^，。,.!?！？]{0,2}?大", ("watt",), True),
    (
        r"(?:arrives?|delivered|ships?|be here|get here)\b[^.,;!?]{0,16}?\b(?P<d>sooner|soonest|faster|fastest|first"
        r"|earlier|earliest|quicker|quickest)|(?P<e>faster|fastest|quicker|quickest) delivery",
        r"(?:到货|送货|发货|配送|送|到)[^，。,.!?！？]{0,3}?快|[先早]到", ("delivery",), False,
    ),
)  # fmt: skip
_WAYS = tuple(
    (compiled(rf"\b(?:{en})\b", re.IGNORECASE), compiled(zh) if zh else None, measures, much)
    for en, zh, measures, much in WAYS
)
_DEGREES = tuple(
    (
        compiled(rf"\b(?:(?P<est>{degree.est})|(?P<er>{degree.er}))\b", re.IGNORECASE),
        compiled(degree.chinese) if degree.chinese else None,
        degree.measures,
        degree.much,
    )
    for degree in DEGREES
)
WHICH = compiled(r"\b(?:which|what one|whats?|who)\b", re.IGNORECASE)
NEAR = 60  # signs between "which" and the degree
IF = compiled(r"\bif\b", re.IGNORECASE)
EITHER = compiled(r"\bor\b|\bth[ae]n\b", re.IGNORECASE)  # "is the first cheaper than the second?", "cheaper, A or B?"
ASKED = compiled(r"^\W*(?:(?:and|but|so|ok)\W+)*(?:is|are|does|do|would|will)\b|[?]\s*$", re.IGNORECASE)
WHICH_ZH = compiled(rf"哪(?:一)?(?:[{MEASURE_WORD}种边]|里)?|谁")
ELSE = compiled(  # another fact of the thing that is the most is asked for
    r"\bhow (?:wide|tall|high|big|large|deep|long|heavy|many|old)\b|\bmade (?:of|from)\b|\bin stock\b|\bsizes?\b"
    r"|\bdimensions?\b|\bcolou?rs?\b|\b(?:is|are|does|do|can|has) (?:it|that|this|they)\b|\bwhy\b"
    r"|^\W*(?:and |but |so )?(?:is|are|does|do|can|has) the\b"
    r"|多[大高宽长重久]|尺寸|什么(?:颜色|材)|材质|有货|为什么|[吗嘛]\W*$",
    re.IGNORECASE,
)
NO_THING = compiled(r"\b(?:at|by) (?:the )?(?:latest|most|least)\b|\b(?:way|thing|option) to\b|\bdelivery\b|运费|最近")
AT_LARGE = compiled(
    r"\b(?:you (?:have|sell|stock|got|do)\b|you've|in (?:the|your) (?:shop|store)|show|find|give|need|want|looking"
    r" for)\b|全店|店里|你们|看看|推荐|想要|想买|来一?[个款件]|给我",
    re.IGNORECASE,
)


def contest(text: str) -> Contest | None:
    """What a text asks most or least of; None where it asks no such thing, or another fact of what is the most."""
    found = next(_found(text), None)
    if found is None or NO_THING.search(text) or (found.utmost and ELSE.search(text)):
        return None
    return found


def _found(text: str) -> Iterator[Contest]:
    large = bool(AT_LARGE.search(text))
    for english, chinese, measures, much in _WAYS:
        for match in english.finditer(text):
            word = (match["d"] or match.groupdict().get("e") or "").lower()
            if _asked(text, match.start(), word.endswith("st")):
                yield _contest(measures, much, word.endswith("st"), large)
        yield from _in_chinese(text, chinese, measures, much, large)
    for english, chinese, measures, much in _DEGREES:
        for match in english.finditer(text):
            if _asked(text, match.start(), bool(match["est"])):
                yield _contest(measures, much, bool(match["est"]), large)
        yield from _in_chinese(text, chinese, measures, much, large)


def _in_chinese(
    text: str, pattern: re.Pattern[str] | None, measures: tuple[str, ...], much: bool, large: bool
) -> Iterator[Contest]:
    """哪个更轻, 谁便宜, 最大的; the question before the adjective, and nothing but a few words between."""
    for match in pattern.finditer(text) if pattern else ():
        before = text[max(0, match.start() - 10) : match.start()]
        utmost = bool(re.search(r"最(?:能|为)?$", before)) or "最" in match[0]
        asked = [one.end() for one in WHICH_ZH.finditer(before)]
        if utmost or (asked and not re.search(r"[，。,.!?！？]", before[asked[-1] :])):
            yield _contest(measures, much, utmost, large)


def _asked(text: str, at: int, utmost: bool) -> bool:
    """Whether an English degree asks for one of several, and doesn't wish for another thing ("a cheaper one")."""
    if utmost or (WHICH.search(text[max(0, at - NEAR) : at]) and not IF.search(text[:at])):
        return True
    return bool(ASKED.search(text) and EITHER.search(text[at:]))


def _contest(measures: tuple[str, ...], much: bool, utmost: bool, large: bool) -> Contest:
    return Contest(measures, ">=" if much else "<=", utmost, large)
