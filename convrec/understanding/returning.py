"""Which earlier search a message takes up again: "back to the lamps", "and his snacks?", 还是看刚才的台灯吧."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from convrec.data.designs import DESIGN
from convrec.data.shelf import WORDS
from convrec.types import Intent, Mention, Understanding
from convrec.understanding.language import Span
from convrec.understanding.patterns import compiled
from convrec.understanding.whom import ME
from knowledge_graph.schema import Constraint, Profile, Search, kind_of

WANTS = frozenset[Intent](["find", "refine", "more"])
OF_A_LIST = frozenset[Intent](["opinion", "compare", "ask_item", "why"])
BACK = compiled(  # says that something was left
    r"(?:^|[,.!;:]|\b(?:ok(?:ay)?|right|and|so|now|well|then|but|go(?:ing)?|get(?:ting)?|com(?:e|ing)|turn|switch|jump"
    r"|(?:take|bring) (?:me|us)|i['’]?m|let['’]?s go))\s*back to\b(?! (?:you|school|work)\b)"
    r"|\breturn(?:ing)? to\b|\bas before\b"
    r"|\b(?:that )?(?:we|i|you) (?:were looking|looked|had|saw|talked|showed)(?: me| at| about)? (?:before|earlier)\b"
    r"|\b(?:before|earlier|from before)(?=\W*$)"
    r"|回到|回头(?:再)?(?:看|说|来)|还是(?:看看?|来|说)"
    r"|(?:还是)?(?:再)?(?:看看?|说)?(?:刚才|刚刚|方才|(?<![\d号月日天周一二三四五六])(?:之前|先前)(?=[看说聊找的那]))"
    r"(?:看|说|聊|找)?过?的?(?:那[些个种款]?)?",
    re.IGNORECASE,
)
SHOWN = compiled(  # of one of its things: "the lamp you showed me earlier"
    r"\b(?:before|earlier|showed|had|saw)\b|[刚之先方](?:才|刚|前)", re.IGNORECASE
)
ON = compiled(  # says that something goes on, be it left or not
    r"(?<!never )\b(?:once (?:more|again)|again)\b|\b(?:carry|go|keep) on with\b|\bresume\b"
    r"|\bstill (?:need|want|looking for)\b"
    r"|[继接]续?着?(?:看看?|说|找|挑)|再(?:给我|来|去|回去)?看看?(?:一下)?|那边",
    re.IGNORECASE,
)
LEAD = compiled(  # what may stand before a name that begins a message
    r"\W*(?:(?:ok(?:ay)?|right|and|so|now|then|but|well|hm+|yes|fine|good|great|thanks?|thx|alright|(?:what|how) about"
    r"|as for|just|only|the|those|these)\b\W*)*"
    r"|\W*(?:(?:那|行|好的?|嗯|哦|对了|可以|然后|至于|还有|再说|ok)\W*)*",
    re.IGNORECASE,
)
DEFINITE = compiled(
    r"\b(?:the|those|these|my|our|your|his|her|their)\s+(?:[\w'’-]+\s+){0,2}$|[他她那]的?$|那[些个种款把盏张]$",
    re.IGNORECASE,
)
POINTED = compiled(  # before a name: would point at one of the things shown, or at one's own
    r"(?:\b(?:the|those|these|that|my|our|your|his|her|their)\s+(?:[\w-]+['’]s\s+)?|那[些个种款把盏张])$", re.IGNORECASE
)
BESIDE = compiled(  # before what isn't looked for: something is to stand there, or go with it
    r"\b(?:with|beside|by|behind|under|on|in|over|near|match(?:es)?|like|of|than|to)\s+"
    r"(?:(?:the|those|these|that|my|our|his|her|their)\s+)?(?:[\w'’-]+\s+){0,1}$|[配搭跟和像在]着?(?:那[些个种款把盏张])?$",
    re.IGNORECASE,
)
FRESH = compiled(r"\b(?:new|another|different|other|instead|all)\b|另|新的|别的|其他|换", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Return:
    """The search that goes on, None for the present one, and the message without the words that say so; ``outright`` is
    whether they do.
    """

    search: Search | None
    text: str
    outright: bool


def returning(
    text: str, mentions: Sequence[Mention], said_for: str, profile: Profile, topics: Collection[str]
) -> Return | None:
    """What a message goes back to, the newest search that fits; None where it goes back to nothing.

    ``mentions`` are what is named in it, ``said_for`` is for whom it says that it looks (see ``whom``).
    """
    named, plain = _sorts(mentions, topics), _unpointed(text, mentions, topics)
    back, outright = BACK.search(text) is not None, bool(BACK.search(text) or ON.search(text))
    known = bool(named) and _as_known(text, mentions, topics)
    if not (outright or known) or not (named or said_for):
        return None
    if back and not named and profile.whom and _for(said_for) == profile.whom:
        return Return(None, "", True)  # "go back to mum", whose search it is: nothing new is said
    if _meant(named, _sort_of(profile.constraints, topics)) and (not said_for or _for(said_for) == profile.whom):
        return Return(None, _blanked(plain, BACK), True) if back and not SHOWN.search(text) else None
    search = next(_fitting(named, said_for, profile, topics), None)
    return None if search is None else Return(search, _blanked(_blanked(plain, BACK), ON), outright)


def _unpointed(text: str, mentions: Sequence[Mention], topics: Collection[str]) -> str:
    """The text with its sorts named as one names sorts: "tea" for "the tea", which may be one thing on a list."""
    for one in mentions:
        found = POINTED.search(text[: one.start]) if kind_of(one.entity) in topics else None
        text = text if found is None else text[: found.start()] + " " * len(found[0]) + text[one.start :]
    return text


def goes_back(back: Return, read: Understanding, topics: Collection[str]) -> bool:
    """Whether a message, as it was read for that, goes back indeed: "the lamps" may be asked about, or be judged."""
    if back.outright or read.intent not in WANTS:
        return back.outright and read.intent in (*WANTS, *OF_A_LIST)
    limits = [limit for limit, _ in back.search.constraints] if back.search else []
    refused = {f"{limit.attribute}/{limit.value}" for limit in read.constraints if limit.op == "!="}
    return read.relation != "with" and _sort_of(limits, topics).isdisjoint(refused)


def taken_up(profile: Profile, search: Search) -> Profile:
    """The profile as it is once a search that was left goes on."""
    limits = {limit.about: limit for limit in profile.constraints if lasting(limit, profile)}
    limits |= {limit.about: limit for limit, _ in search.constraints}
    earlier = (tuple(profile.shown), *profile.earlier) if profile.shown else profile.earlier
    return replace(
        profile,
        constraints=tuple(limits.values()),
        shown=search.shown,
        asked=search.asked,
        search_words=search.words,
        focus="",
        earlier=earlier,
        beside=search.beside,
        whom=search.whom,
        wishes=search.wishes,
        places=search.places,
    )


def lasting(constraint: Constraint, profile: Profile) -> bool:
    """An exclusion lasts where it rests on the person's own dislike, and not on, say, a gift's receiver's."""
    if constraint.attribute == WORDS or constraint.scope:
        return True
    return constraint.op == "!=" and profile.liking(f"{constraint.attribute}/{constraint.value}") < 0


def _fitting(
    named: Sequence[frozenset[str]], said_for: str, profile: Profile, topics: Collection[str]
) -> Iterator[Search]:
    """The searches left that may be meant, the newest first."""
    for search in reversed(profile.searches):
        sorts = _sort_of([limit for limit, _ in search.constraints], topics)
        of_them = _meant(named, sorts) if named else True
        if of_them and (not said_for or _for(said_for) == search.whom):
            yield search


def _for(said_for: str) -> str:
    return "" if said_for == ME else said_for


def _sorts(mentions: Sequence[Mention], topics: Collection[str]) -> list[frozenset[str]]:
    """What sorts are named, those together that one word may mean."""
    places: dict[Span, set[str]] = {}
    for one in mentions:
        if kind_of(one.entity) in topics and kind_of(one.entity) != DESIGN:
            places.setdefault((one.start, one.end), set()).add(one.entity)
    return [frozenset(sorts) for sorts in places.values()]


def _sort_of(limits: Sequence[Constraint], topics: Collection[str]) -> frozenset[str]:
    wanted = (c for c in limits if c.op == "=" and c.attribute in topics and c.attribute != DESIGN)
    return frozenset(f"{c.attribute}/{c.value}" for c in wanted)


def _meant(named: Sequence[frozenset[str]], sorts: frozenset[str]) -> bool:
    """Whether words name these sorts, each of them, and no others."""
    return bool(sorts and named) and sorts <= frozenset().union(*named) and all(group & sorts for group in named)


def _as_known(text: str, mentions: Sequence[Mention], topics: Collection[str]) -> bool:
    """Whether a sort is named as something known is, "the lamps", or with nothing before it: "lamps?", 花瓶呢."""
    first = min((one.start for one in mentions if kind_of(one.entity) in topics), default=None)
    if first is None or FRESH.search(text) or BESIDE.search(text[:first]):
        return False
    return bool(LEAD.fullmatch(text[:first]) or DEFINITE.search(text[:first]))


def _blanked(text: str, words: re.Pattern[str]) -> str:
    return words.sub(lambda match: " " * len(match[0]), text)
