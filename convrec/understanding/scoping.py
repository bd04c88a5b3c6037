"""What a message says of one place or purpose alone, and what it says for good.

"For the bedroom I want something blue", 厨房里不要绿色, "I like green, not for the kitchen", "I never want leather".
The message is read as ever first; here what it says is put where it belongs.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from convrec.data.places import PLACES, SCOPES
from convrec.types import Intent, Mention, Understanding
from convrec.understanding.opinions.clauses import Clause, split
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import (
    ASPECT,
    ITEM,
    LIMIT,
    SAID,
    TASTE,
    WISHED,
    Constraint,
    Liking,
    Opinion,
    Profile,
    kind_of,
)
from knowledge_graph.scopes import everywhere, scope_of, within

NEAR = 40  # characters before and after a place that tell whether something is for it
TOLD = 0.6  # liking of what is wanted for good, or not wanted in one place
WANTS = frozenset[Intent](["find", "refine", "more"])
BEFORE = compiled(  # what makes a place one that something is for
    r"(?:(?P<not>\bnot|\bnever|\bexcept|\bbut no|n['’]t)\s+(?:\w+ ){0,2}?)?\b(?:for|in|on|at|inside) (?:the "
    r"|my |our |his |her |their |a |an )?(?:\w+ )?$",
    re.IGNORECASE,
)
BEFORE_ZH = compiled(r"(?:(?P<not>不|别|除了)[^，。]{0,3})?(?:放?在|给|为|用在|放)?(?:我的|我们的|我家的?|那个)?$")
AFTER_ZH = compiled(
    r"^(?:里面?|中|内|那边|用的?|要用的|的话|间)?(?:我?(?:就|都|也)?(?:不|别|没|要|想|得|喜欢|讨厌|最好"
    r"|必须|只|里|用|的话|除外))"
)
DENIED_ZH = compiled(  # refused there, and nothing named that is
    r"^(?:里面?|中|内|那边|用的?)?我?(?:就|都|可|却)?(?:不要|不行|不想要|不喜欢|不用|别|除外|免了|不)(?:了|吧"
    r"|的|用|哦|啊)*\W*$"
)
NEGATED = compiled(r"\bnot\b|\bno\b|n['’]t\b|\bnever\b|\bexcept\b|不要|不想|别|除外|除了", re.IGNORECASE)
ONLY = compiled(
    r"\b(?:only|just|i meant?|i said|i was talking)\b|只是|只有|仅仅|只(?=在|说|指|不)|我是说|我说的是|指的是"
    r"|我的意思",
    re.IGNORECASE,
)
CONTRARY = compiled(
    r"^\W*(?:but|just|only|though|except|apart from|and)\b|^\W*(?:不过|但是?|只是|除了|可是)", re.IGNORECASE
)
OWN = compiled(r"\b(?:i|me|my)\b|[我咱]", re.IGNORECASE)  # whoever else is looked for, it is said of oneself
FOR_GOOD = compiled(
    r"\b(?:never(?! mind)|ever again|not ever|always|for good|under no circumstances|no matter what"
    r"|whatever i (?:buy|look for))\b"
    r"|永远|再也不|从来不|从不|绝对?不|一辈子|任何时候|以后(?:都|再也)|一直都?|总是|无论(?:买|找)什么",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spoken:
    """A scope that a message names: the stretch of text, its clause, whether "not" stands before it, and all that the
    words there may mean besides.
    """

    scope: str
    start: int
    end: int
    clause: int
    denied: bool
    meant: frozenset[str]


def scoped(
    read: Understanding, text: str, mentions: Sequence[Mention], values: Collection[str], profile: Profile
) -> Understanding:
    """The message with what it says put under the place that it is said of; ``values`` are the catalogue's scopes."""
    if read.intent == "forget" or read.bid is not None:
        return read
    return _lasting(_put_in_places(_told_for_good(read), text, mentions, values, profile))


def _put_in_places(
    read: Understanding, text: str, mentions: Sequence[Mention], values: Collection[str], profile: Profile
) -> Understanding:
    clauses = split(text)
    spoken = list(_spoken(text, clauses, mentions, values))
    known = [one.scope for one in spoken]
    named = {f"{SAID}/{name}" for name, pattern in PLACES if pattern.search(text)} | {one.entity for one in mentions}
    held = {one.scope for one in profile.scoped.values()} | {c.scope for c in profile.scoped_limits}
    if spoken and not read.whom and (not profile.whom or OWN.search(text)):
        put = _put_right(read, spoken, text, profile) or _put(read, spoken, clauses)
        put = _only_there(put, text, profile) if put is not None else None
        if put is not None:
            return put
    if read.intent not in WANTS:
        return read
    wished = {o.about for o in read.opinions if o.liking > 0} | {f"{c.attribute}/{c.value}" for c in read.constraints}
    places = [one for one in dict.fromkeys([*known, *(held & named)]) if kind_of(one) == SAID or one in wished]
    return replace(read, scopes=tuple(places))


def _spoken(
    text: str, clauses: Sequence[Clause], mentions: Sequence[Mention], values: Collection[str]
) -> Iterator[Spoken]:
    """The scopes in the order of the text; words for places before what else they may mean to the catalogue."""
    words = [(_entity(name, values), *found.span()) for name, pattern in PLACES for found in pattern.finditer(text)]
    own = [(m.entity, m.start, m.end) for m in mentions if kind_of(m.entity) in SCOPES]
    others = [one for one in own if not any(one[1] < end and start < one[2] for _, start, end in words)]
    for scope, start, end in sorted([*words, *others], key=lambda one: one[1]):
        place = next((n for n, clause in enumerate(clauses) if clause.start <= start < clause.end), -1)
        if place < 0:
            continue
        clause = clauses[place]
        before, after = text[max(clause.start, start - NEAR) : start], text[end : min(clause.end, end + NEAR)]
        ahead, denied = BEFORE.search(before), False
        if not text[start:end].isascii():
            ahead = BEFORE_ZH.search(before)
            if not (AFTER_ZH.search(after) or not after.strip() or (ahead and ahead[0])):
                continue
            denied = bool(DENIED_ZH.search(after))
        if ahead is not None:
            meant = frozenset({scope, *(one for one, s, e in own if s < end and start < e)})
            yield Spoken(scope, start, end, place, denied or ahead["not"] is not None, meant)


def _entity(name: str, values: Collection[str]) -> str:
    """The catalogue's own value of that name, or the word."""
    return next((value for value in values if value.endswith(f"/{name}")), f"{SAID}/{name}")


def _put_right(read: Understanding, spoken: Sequence[Spoken], text: str, profile: Profile) -> Understanding | None:
    """What was held of everything and was meant of one place ("I don't hate green, I said not for the kitchen"), or the
    other way round ("I like green", "but not for the kitchen").
    """
    scope, last = spoken[-1].scope, _newest(profile)
    others = [o for o in read.opinions if kind_of(o.about) not in SCOPES]
    retracted = [about for about in read.retracted if not scope_of(about)]  # what holds there already stays
    back = [about for about in retracted if kind_of(about) not in (LIMIT, *SCOPES)]
    limits = [c for c in read.constraints if c.attribute not in SCOPES]
    fine = bool(back) and not spoken[-1].denied and not NEGATED.search(text[: spoken[-1].end])
    if read.retracted and not (retracted or others):  # it was said of this place alone
        return replace(read, intent="opinion", opinions=(), constraints=tuple(limits), retracted=())
    bare = not (others or limits or read.topic or back)
    if back and NEGATED.search(text[: spoken[-1].end]):
        moved, liking, gone = back, -TOLD, back
    elif fine:  # "velvet is ok in the living room": there, and nowhere else
        moved, liking, gone, retracted = back, 0.0, [], [one for one in retracted if kind_of(one) in SCOPES]
    elif last is not None and bare and spoken[-1].denied and CONTRARY.search(text):
        moved, liking, gone = [last.about], -TOLD if last.value > 0 else TOLD, []
    elif last is not None and bare and ONLY.search(text):
        moved, liking, gone = [last.about], last.felt, [last.about]
    else:
        return None
    same = [c.about for c in profile.constraints if c.op == "!=" and f"{c.attribute}/{c.value}" in gone]
    views = [Opinion("", within(scope, about), liking, 0.0, text.strip()) for about in moved]
    return replace(
        read,
        intent="opinion",
        opinions=(*others, *views),
        constraints=tuple(limits),
        retracted=tuple(dict.fromkeys([*retracted, *gone, *same])),
        unresolved=(),
    )


def _only_there(read: Understanding, text: str, profile: Profile) -> Understanding:
    """What is disliked of one place only is disliked nowhere else: "I meant it's bad for the bedroom only"."""
    there = {everywhere(one.about) for one in read.opinions if scope_of(one.about) and one.liking < 0}
    gone = [about for about in there if profile.liking(about) < 0] if ONLY.search(text) else []
    same = [c.about for c in profile.constraints if c.op == "!=" and f"{c.attribute}/{c.value}" in gone and not c.scope]
    return replace(read, retracted=tuple(dict.fromkeys([*read.retracted, *gone, *same])))


def _newest(profile: Profile) -> Liking | None:
    """The taste that was told last."""
    tastes = (one for one in profile.likings.values() if abs(one.felt) >= TASTE)
    return max((one for one in tastes if _may_be_put(one.about)), key=lambda one: one.said_at, default=None)


def _put(read: Understanding, spoken: Sequence[Spoken], clauses: Sequence[Clause]) -> Understanding | None:
    """Each opinion and refusal of a clause that names a scope under it; None where there is none to put there."""
    opinions, limits, scopes = list(read.opinions), list(read.constraints), list[str]()
    moved = False
    for one in spoken:
        quotes = {clauses[n].quote for n in _clauses_of(one, spoken, clauses, read) if 0 <= n < len(clauses)}
        views = [o for o in opinions if o.quote in quotes and _may_be_put(o.about)]
        if one.denied and clauses[one.clause].quote not in quotes:  # "I like green, but not for the kitchen"
            views = [o for o in views if o.liking > 0]
            opinions += [replace(o, about=within(one.scope, o.about), liking=-TOLD) for o in views]
            opinions = [replace(o, liking=max(o.liking, TOLD)) if o in views else o for o in opinions]
        else:
            views = [o for o in views if not (0 < o.liking < TASTE and read.topic)]  # a wish of this search
            about = {o.about for o in views}
            opinions = [replace(o, about=within(one.scope, o.about)) if o in views else o for o in opinions]
            bounds = [c for c in limits if c.op == "!=" and _may_be_put(f"{c.attribute}/") and _said_in(c, quotes)]
            alone = [c for c in bounds if f"{c.attribute}/{c.value}" not in about]
            opinions += [_dislike(c, one.scope) for c in alone]
            limits = [c for c in limits if c.op == "!=" or f"{c.attribute}/{c.value}" not in about]
            limits = [replace(c, scope=one.scope) if c in bounds else c for c in limits]
            views = [*views, *map(_dislike, alone)]
            scopes += [one.scope] if views else []
        if views:
            moved = True
            there = [replace(o, liking=WISHED) for o in opinions if o.about == one.scope and o.liking > 0]
            opinions = [o for o in opinions if o.about not in one.meant] + ([] if one.denied else there)
            limits = [c for c in limits if f"{c.attribute}/{c.value}" not in one.meant]
    if not moved:
        return None
    scopes = [*dict.fromkeys([*scopes, *(one.scope for one in spoken if not one.denied and read.topic)])]
    return replace(read, opinions=tuple(opinions), constraints=tuple(limits), scopes=tuple(scopes))


def _clauses_of(one: Spoken, spoken: Sequence[Spoken], clauses: Sequence[Clause], read: Understanding) -> list[int]:
    """The clauses that a scope holds for: its own where that says something; else the next, or the one before."""
    said = {o.quote for o in read.opinions if _may_be_put(o.about)} | {
        c.said for c in read.constraints if c.op == "!=" and _may_be_put(f"{c.attribute}/")
    }
    if any(quote and (quote == clauses[one.clause].quote or quote in clauses[one.clause].quote) for quote in said):
        return [one.clause]
    behind = one.clause + 1 < len(clauses) and not any(other.clause == one.clause + 1 for other in spoken)
    return [one.clause + 1] if behind and not one.denied else [one.clause - 1]


def _said_in(limit: Constraint, quotes: Collection[str]) -> bool:
    return any(limit.said and limit.said in quote for quote in quotes)


def _dislike(limit: Constraint, scope: str = "") -> Opinion:
    """The dislike that goes with a refusal."""
    return Opinion("", within(scope, f"{limit.attribute}/{limit.value}"), -TOLD, 0.0, limit.said)


def _may_be_put(about: str) -> bool:
    return kind_of(about) not in (ITEM, ASPECT, *SCOPES) and not scope_of(about)


def _told_for_good(read: Understanding) -> Understanding:
    """A wish that is said for good is a taste."""
    opinions = (
        replace(o, liking=max(o.liking, TOLD)) if _is_for_good(o) and o.liking > 0 else o for o in read.opinions
    )
    return replace(read, opinions=tuple(opinions))


def _lasting(read: Understanding) -> Understanding:
    """Which opinions last, by their ids where they were put: what is for good in one place is so there alone."""
    return replace(read, lasting=tuple(dict.fromkeys(o.about for o in read.opinions if _is_for_good(o))))


def _is_for_good(one: Opinion) -> bool:
    kind = kind_of(everywhere(one.about))
    return FOR_GOOD.search(one.quote) is not None and kind not in (ITEM, ASPECT, *SCOPES)
