"""What a message takes back: "price doesn't matter", "any size will do", "doesn't have to be oak"; 颜色随便."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from convrec.types import Mention
from convrec.understanding.patterns import compiled

_NO_MATTER = (
    r"(?:(?:do|does|did)(?:n'?t| not)|won'?t|don'?t) (?:really |even )?matter(?: (?:to me|that much|at all|much))?"
    r"|(?:isn'?t|aren'?t|(?:is|are|'s|was) (?:not|no|never))(?: (?:really|that|so|an?|any|much|longer|of|all|big)){0,3}"
    r" (?:important|issue|problem|object|limit|concern|deal ?breaker|priority|must|thing)"
    r"|(?:is|are|'s)(?: (?:really|very|totally|quite|pretty|all)){0,2} (?:flexible|negotiable|open|irrelevant"
    r"|unimportant|up to you|secondary)"
    r"|no (?:object|issue|problem|limit|matter)|can be (?:anything|any|whatever)|whatever|not fussed|irrelevant"
    r"|i(?:'m| am) (?:easy|flexible|open)"
)
_LET_GO = (
    r"never ?mind(?: about)?|forget(?: about)?|scrap|drop|ignore|lose|skip|ditch|leave out|disregard|don'?t (?:care"
    r"|worry|bother)(?: (?:about|what|which))?"
    r"|(?:not|n'?t) (?:fussed|bothered|fussy|picky)(?: about| on)?|don'?t mind (?:about|which|what)|regardless of"
    r"|no matter (?:the|what|which)|any|whatever|whichever"
    r"|doesn'?t matter (?:what|which)"
)
_ZH_AFTER = (
    r"(?:都|也|啥的|什么的|方面|的话|上|我|真的|倒|其实|嘛|呢|，|,){0,3}"
    r"(?:随便|随意|无所谓|不限|不重要|没关系|没所谓|不要紧|没要求|无要求|不挑|不是问题|不用管|不用考虑|不在乎|不在意"
    r"|不讲究|不强求|不管了|随它去?|看着办|放宽|多少都[行可]|什么都[行可]|都行|都可以|都能接受)"
)
_ZH_BEFORE = (
    r"(?:不在乎|不在意|不管|不考虑|不用管|不用考虑|别管|不限|不挑|不看|无所谓|随便|忽略|不计较|不介意)"
    r"(?:什么|是什么|它?的)?"
)
_ZH_WHICH = r"(?:什么|啥|哪种|任何|随便什么)"
_NAMES = {
    "price": r"price|cost|money|budget|spend(?:ing)?|价格|价钱|价位|预算|多少钱|什么价|价|钱",
    "size": r"sizes?|dimensions?|measurements?|尺寸|大小|尺码|规格",
    "time": (
        r"(?<!delivery )(?<!shipping )time(?: limit)?|length|duration|running time|how long(?: it is)?|时长|片长"
        r"|(?<!送货)(?<!到货)(?<!配送)时间|长短|多长"
    ),
    "delivery": (
        r"delivery(?: time| date)?|deadline|when it (?:comes|arrives|gets here)|配送|送货时间|到货时间"
        r"|多久到|交期"
    ),
    "weight": r"weight|重量|多重",
    "year": r"year|age|decade|era|how old(?: it is)?|年代|年份|新旧",
    "colour": r"colou?rs?|颜色|色",
}
FREE_MONEY = compiled(
    r"\b(?:any price|no budget|unlimited budget|sky'?s the limit"
    r"|(?:money|price)(?:'?s| is) no object|budget(?:'s| is) (?:flexible|open))"
    r"|\b(?:a (?:bit|little) |slightly )?(?:pricier|dearer|more expensive) is (?:fine|ok(?:ay)?|all right|no problem)"
    r"|贵一?[点些]儿?(?:也|都|就)?(?:没事|没关系|不要紧|行|可以|无所谓|能接受)"
    r"|不差钱|不限预算|(?:多少钱|什么价)都(?:行|可以)|预算充足|不缺钱",
    re.IGNORECASE,
)
INDIFFERENT = compiled(
    r"\b(?:(?:it )?(?:doesn'?t|does not) matter|i don'?t (?:care|mind)|(?:don'?t|do not) (?:care|mind) which"
    r"|whatever|anything goes"
    r"|any (?:\w+ )?(?:will do|is fine|works|goes)|idc|no pref(?:erence)?s?|not (?:really )?(?:bothered|fussed)"
    r"|all the same to me|no strong (?:feelings|views)|anything(?:'?s| is| would be) fine|either (?:is|would be) fine"
    r"|up to you|your choice)\b|都可以|都行|随便|无所谓|随意|随缘|不挑|没(?:有|什么|啥|特别){0,2}的?(?:要求|偏好|讲究)"
    r"|看着办|哪[个款种](?:好看|合适|好|顺眼)就(?:选|要|买|是)?哪[个款种]|(?:这个|这点|那个)我?(?:不重要|不在意|不讲究|无所谓)",
    re.IGNORECASE,
)
DROPPED = compiled(
    rf"\b(?:doesn'?t|don'?t|needn'?t) (?:have to |need to )(?:\w{{1,12}} ){{0,3}}$"
    rf"|\b(?:{_LET_GO})\s{{1,2}}(?:(?:the|my|that|about)\s{{1,2}}){{0,2}}$",
    re.IGNORECASE,
)
NO_MUST = compiled(  # of a value: "doesn't have to be oak", 不一定要橡木, "oak isn't a must"
    r"(?<!must )(?<!should )(?<!may )(?<!can )(?<!could )(?<!shall )"
    r"\b(?:doesn'?t|does not|don'?t|do not|needn'?t|not|won'?t)(?: (?:have|need|necessarily|has))?(?: (?:got"
    r"|to))?(?: necessarily)? (?:to )?be\b"
    r"|\bnot necessarily\b|\bisn'?t (?:a must|essential|necessary)"
    r"|不一定(?:非?[要得]|要)?(?:是)?|(?:不用|不必|用不着|不需要|没必要)(?:非[得要是]|一定[要是得])[要是]?|不用得?[要是]"
    r"|不非得?要?|不必[要得是]?|没必要是?|不是[^，。,.!?！？]{1,6}也(?:行|可以)",
    re.IGNORECASE,
)
NO_MUST_AFTER = compiled(
    r"[^，。,.!?！？]{0,6}?(?:无所谓|不强求|不重要|没关系|不是必须|isn'?t a must|isn'?t essential|doesn'?t matter)",
    re.IGNORECASE,
)
EITHER_WAY = compiled(  # of a value: 有糖没糖都行, "with or without sugar"
    r"有(?P<zh>[^，。,]{1,4}?)没有?(?P=zh)(?:都|也)?(?:行|可以|无所谓|要|好)|\bwith or without (?:\w+ ){0,2}\w+",
    re.IGNORECASE,
)
GIVEN_UP = compiled(  # of a value: "never mind wholegrain", 不用橡木了
    r"\b(?:never ?mind|forget|scrap|drop|skip|leave out|ignore)(?: about)? (?:the )?$", re.IGNORECASE
)
STOP = compiled(r"[.!?;,。！？；，]|\bbut\b|\bjust\b|但|只要")


@dataclass(frozen=True)
class Freed:
    """What is taken back: attributes by the ``names`` people give them, and the kinds of named values."""

    names: frozenset[str]
    values: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]


class Freedom:
    """Reads what is taken back, by all the words that one catalogue has for its attributes."""

    def __init__(self, called: Mapping[str, str]) -> None:
        """``called`` maps an attribute (or ``size``, ``price``, ``time``) to a pattern of the words for it."""
        self._patterns = tuple(
            (name, _taken_back(words)) for name, words in (*_NAMES.items(), *called.items()) if words
        )

    def read(self, text: str, mentions: Sequence[Mention] = ()) -> Freed:
        """All that a text takes back."""
        hits = [(name, match) for name, pattern in self._patterns for match in pattern.finditer(text)]
        hits += [("price", match) for match in FREE_MONEY.finditer(text)]
        values = tuple(dict.fromkeys(_values(text, mentions)))
        spans = [match.span() for _, match in hits] + [(m.start, m.end) for m in values]
        return Freed(frozenset(name for name, _ in hits), values, tuple(spans))


def indifferent(text: str) -> list[tuple[int, int]]:
    """Where a text says that something doesn't matter, whatever it is."""
    return [match.span() for pattern in (INDIFFERENT, FREE_MONEY) for match in pattern.finditer(text)]


def _taken_back(words: str) -> re.Pattern[str]:
    return compiled(
        rf"(?<![a-z])(?:{words})(?![a-z])(?:\s{{0,2}}(?:{_NO_MATTER})\b|{_ZH_AFTER})"
        rf"|\b(?:{_LET_GO})\s{{1,2}}(?:(?:the|my|that|about|what|which|of"
        rf"|what the)\s{{1,2}}){{0,2}}(?:\w{{2,12}} )?(?:{words})(?![a-z])(?: (?:limit|thing|idea|requirement"
        rf"|is fine|will do))?"
        rf"|{_ZH_BEFORE}(?:{words})(?![a-z])|{_ZH_WHICH}(?:{words})(?![a-z])(?:的)?(?:都|也|均)[行可好]",
        re.IGNORECASE,
    )


def _values(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Values that need no longer be: named behind "doesn't have to be", or before "doesn't matter"."""
    for match in NO_MUST.finditer(text):
        stop = STOP.search(text, match.end())
        end = stop.start() if stop else len(text)
        yield from (m for m in mentions if match.start() <= m.start < min(end, match.end() + 24))
    for match in EITHER_WAY.finditer(text):
        yield from (m for m in mentions if match.start() <= m.start < match.end())
    for mention in mentions:
        given_up = GIVEN_UP.search(text, max(0, mention.start - 32), mention.start)
        if given_up or NO_MUST_AFTER.match(text, mention.end):
            yield mention


def let_go(text: str, start: int) -> bool:
    """Whether what begins at a place is dropped: "scrap the two seater idea"."""
    return bool(DROPPED.search(text[max(0, start - 32) : start]))
