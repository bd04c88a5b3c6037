"""Sizes and prices without a number: "a narrower one", "too tall", "a big blanket", "not too long"; 便宜点的, 太长了.

What is found here says only which way and of what; against which items that is meant, ``constraints`` decides.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from convrec.types import Mention
from convrec.understanding.language import blanked, singular
from convrec.understanding.names.common import COMMON
from convrec.understanding.numbers.dimensions import ADJECTIVES, Adjective, opposite
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Operator, kind_of

# A wish ("smaller", "a small one"), a fault of what is shown ("too big"), or a mere "not too big".
Manner = Literal["wish", "fault", "bound"]
MOST = 40  # looked at in one message
NEAR = 24  # signs between an adjective and the sort of thing it is said of


@dataclass(frozen=True)
class Relative:
    """Less (``<=``) or more (``>=``) of a dimension is wanted, by the words at ``start``–``end``."""

    dimension: str
    op: Operator
    manner: Manner
    start: int
    end: int


_DEGREE = r"(?:(?:a|little|lot|tad|touch|bit|much|way|far|even|slightly|somewhat|kinda|bit of a|just|really|so) ){0,3}"
_NOT = r"(?:\b(?:not|never|nothing|isnt|arent|no|without being)|n['’]t)"
_THAN_NUMBER = r"(?!\s+th[ae]n\s+(?:\S{0,3}\d|(?:one|two|three|a)\s))"


def _english(a: Adjective) -> Iterator[tuple[str, bool, Manner]]:
    """(pattern, whether the adjective's way is turned, manner) of each form, the more telling first."""
    if a.plain:
        yield rf"{_NOT} (?:be )?(?:too|so|that|very|overly|super|really|particularly) (?:{a.plain})\b", True, "bound"
        yield rf"{_NOT} (?:quite |nearly )?(?:{a.plain}) enough\b|\b(?:less un)(?:{a.plain})\b", False, "fault"
        yield rf"(?<=\bbut )(?:it(?:'?s| is) )?(?:{a.plain})(?=\W*$|[,.;!?])", True, "fault"
        yield rf"\b{_DEGREE}(?:too|overly|awfully|ridiculously) (?:{a.plain})\b", True, "fault"
        yield (
            rf"\b(?:a (?:bit|little|tad|touch)|bit|rather|quite|on the) (?:{a.plain})(?= side\b| for | though\b|\W*$"
            rf"|[,.;!?])",
            True,
            "fault",
        )
        yield rf"\bless (?:{a.plain})\b{_THAN_NUMBER}|\bnot as (?:{a.plain})\b", True, "wish"
    yield rf"(?<!the )\b{_DEGREE}(?:{a.comparative})\b{_THAN_NUMBER}", False, "wish"
    if a.plain:
        yield (
            rf"\b(?:something|anything|smth|sth|one of the) (?:\w{{2,12}} )?(?:{a.plain})\b(?! (?:deal|fan))",
            False,
            "wish",
        )


def _chinese(a: Adjective) -> Iterator[tuple[str, bool, Manner]]:
    """The same for Chinese."""
    s, bit, most = f"(?:{a.chinese})", "(?:一?[点些丢]丢?儿?)", "(?:那么|这么|太|过于|特别|很)"
    never = "(?:不要|别|不能|不可以?|不用|没那么|不那么|不|甭)(?:买|挑|选|搞|弄)?"
    yield rf"{never}{most}{s}[的了]?|太{s}的?(?:不要|不行|就算了)", True, "bound"
    yield rf"(?:不够|没有?那么|不怎么){s}", False, "fault"
    yield rf"(?:太|过于|有[点些]儿?|稍微?有?点|略微?|偏|这么|那么){s}了?(?!{bit}的?[吗么？?]|[点些]的)", True, "fault"
    yield rf"{s}了{bit}|{s}得离谱|{s}死", True, "fault"
    yield rf"(?:更|再|还要|稍微?|略微?)?(?<!最){s}{bit}的?|(?:更|再){s}的?", False, "wish"
    yield rf"比[^，。,.!?！？]{{1,12}}{s}(?:{bit}|的)?", False, "wish"
    if not a.chinese.startswith("贵"):  # 贵的 is what is there, 小的 may be a wish
        yield (
            rf"(?<![最这那挺很太不个别点张条把])(?:比较)?{s}[号型]?的(?!那|这|[个只条张款件][吗呢]?$|时候)",
            False,
            "wish",
        )
        yield rf"^{s}[的呢吗吧]?\W*$", False, "wish"
    if a.dimension == "size":
        yield rf"{s}[一两二几][号码]的?", False, "wish"
        yield rf"{s}(?:包装?|瓶|份|袋|盒|罐|桶|号|码|尺寸|型)(?:的|装)?", False, "wish"


def _compiled() -> Iterator[tuple[re.Pattern[str], Adjective, bool, Manner]]:
    forms = [(one, a) for a in ADJECTIVES for one in [*_english(a), *(_chinese(a) if a.chinese else ())]]
    order: dict[Manner, int] = {"bound": 0, "fault": 1, "wish": 2}
    for (pattern, turned, manner), adjective in sorted(forms, key=lambda form: order[form[0][2]]):
        yield compiled(pattern, re.IGNORECASE), adjective, turned, manner


FORMS = tuple(_compiled())
ATTRIBUTES = tuple((a, compiled(rf"\b(?:{a.plain})(?=\W|$)", re.IGNORECASE)) for a in ADJECTIVES if a.plain)
_ITS = compiled(
    r"(?:\b(?:my|our|your|his|her|their|its?|is|are|was|were|look\w*|feel\w*|the|not|no|too|very|how|as) |['’]s )$",
    re.I,
)
_NARROWING = compiled(r"\bnarrow (?:it|this|that|them|things|my \w+)(?: all)? down\b", re.IGNORECASE)  # no size
_TASTE = compiled(r"\b(?:love|adore|like|into|enjoy|hate|prefer|fan of|can'?t (?:do|stand))\b[^.!?;]*$", re.IGNORECASE)
_OF_PARTS = ("size", "width", "height", "length", "depth")
_NOUN = compiled(r"\s+(?P<noun>[a-z]{3,}s)\b", re.IGNORECASE)
_WHOLES = frozenset(
    ["ones", "options", "models", "things", "versions", "sizes", "items", "products", "pieces", "choices", "examples"]
)
_SENSE = compiled(r"[味色声音香光]")
_CLAUSE = compiled(r"[,.;!?]|\b(?:and|but|please|pls)\b", re.IGNORECASE)
_ONE = compiled(r"\s+(?:\w{2,12}\s+)?(?:ones?|size)\b", re.IGNORECASE)
OTHER_WAYS: tuple[tuple[str, Operator, Manner, str], ...] = (  # of money, without an adjective
    (
        "price",
        "<=",
        "fault",
        r"(?:can(?:'?t|not)|no way|couldn't|never) (?:\w+ ){0,3}afford|(?:out of|above|over|beyond|exceeds?) (?:my"
        r"|our) (?:budget|price range|league)"
        r"|costs? (?:way |far )?too much|(?<!not )(?<!n't )(?:way |far )?too much (?:money|for me)"
        r"|(?<!not )(?<!n't )(?:way |far |bit |a bit )?too much(?=\W*$|[,.;!?])|costs? a fortune|rip-?off"
        r"|not worth that much"
        r"|买不起|[超出](?:出|了|过)?(?:我的?)?预算|贵死|太坑|肉疼|负担不起",
    ),
    (
        "price",
        "<=",
        "wish",
        r"\bfor less\b(?! than)|\bless money\b|\bon a (?:tight )?budget\b|\bwon'?t break the bank\b|性价比高?|学生党"
        r"|别超预算",
    ),
)
OTHERS = tuple((dimension, op, manner, compiled(words, re.I)) for dimension, op, manner, words in OTHER_WAYS)


def relatives(text: str, mentions: Sequence[Mention] = (), category: Collection[str] = ()) -> list[Relative]:
    """All that is compared or measured without a number, in the order of the text.

    ``mentions`` of the sorts of ``category`` tell that "big" is said of a thing that is wanted.
    """
    found: list[Relative] = []
    text = blanked(text, [match.span() for match in _NARROWING.finditer(text)])
    for pattern, adjective, turned, manner in FORMS:
        for match in pattern.finditer(text):
            op = opposite(adjective.op) if turned else adjective.op
            _keep(found, Relative(adjective.dimension, op, manner, *match.span()))
    for dimension, op, manner, pattern in OTHERS:
        for match in pattern.finditer(text):
            _keep(found, Relative(dimension, op, manner, *match.span()))
    sorts = [m.start for m in mentions if kind_of(m.entity) in category]
    for adjective, pattern in ATTRIBUTES:
        for match in pattern.finditer(text):
            if _describes(text, match, sorts):
                _keep(found, Relative(adjective.dimension, adjective.op, "wish", *match.span()))
    values = {m.start for m in mentions if kind_of(m.entity) not in category}
    return sorted(
        (r for r in found if not (_of_a_value(r, text, values) or _of_a_sense(r, text) or _of_a_part(r, text, sorts))),
        key=lambda one: one.start,
    )


def _keep(found: list[Relative], one: Relative) -> None:
    if len(found) < MOST and not any(one.start < other.end and other.start < one.end for other in found):
        found.append(one)


def _describes(text: str, match: re.Match[str], sorts: Sequence[int]) -> bool:
    """Whether an adjective is said of a thing wanted: "cheap chairs", not "my small flat" or "it looks cheap"."""
    if _ITS.search(text[max(0, match.start() - 12) : match.start()]) or _TASTE.search(text[: match.start()][-60:]):
        return False
    alone = _CLAUSE.split(text[: match.start()])[-1].strip() == "" == _CLAUSE.split(text[match.end() :])[0].strip()
    if alone or _ONE.match(text, match.end()):
        return True
    near = (text[match.end() : sort] for sort in sorts if match.end() < sort <= match.end() + NEAR)
    return any(re.fullmatch(r"[\s,]+(?:[\w-]+[\s,]+){0,3}", between) for between in near)


def _of_a_value(one: Relative, text: str, values: Collection[int]) -> bool:
    """ "A lighter blue": a comparative that is said of a value and not of the thing."""
    end = one.end + len(text[one.end : one.end + 3]) - len(text[one.end : one.end + 3].lstrip())
    return one.dimension in ("weight", "depth") and end in values


def _of_a_part(one: Relative, text: str, sorts: Sequence[int]) -> bool:
    """ "Shorter legs", "a longer cable": a size of some part, of which the catalogue's sizes say nothing."""
    noun = _NOUN.match(text, one.end) if one.dimension in _OF_PARTS else None
    if (
        noun is None
        or one.manner != "wish"
        or noun["noun"].lower() in _WHOLES
        or singular(noun["noun"].lower()) in COMMON
    ):
        return False
    return not any(one.end <= sort <= one.end + NEAR for sort in sorts)


def _of_a_sense(one: Relative, text: str) -> bool:
    """声音太大, 味道比它重: loud and strong, and neither big nor heavy."""
    return one.dimension != "price" and bool(_SENSE.search(text[max(0, one.start - 4) : one.end]))
