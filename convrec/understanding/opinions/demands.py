"""Wishes that are demands: what is shown must have it. "Lactose free please", "only the blue ones", 要有机的.

Amid a search a wish demands. Softer words ("ideally", "that rustic look", 最好) leave it a wish, which only puts things
forward, and so does what a thing is for or stands beside: a room, a person, one's own floor.
"""

import re
from collections.abc import Callable, Collection, Sequence

from convrec.data.attributes import is_colour
from convrec.types import Mention
from convrec.understanding.opinions.stances import GIFTS, Said
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import ITEM, VALUES, WISHED, Constraint, Opinion, Profile, kind_of, name_of

SURE = 0.75  # certainty of a mention from which it may rule others out
SOFT = compiled(
    r"\b(?:ideally|preferabl[ey]|prefer(?:red)?|maybe|perhaps|possibly|if (?:possible|you (?:have|can)|there)|might"
    r"|(?:would|could|may|can) be|bonus|(?<!['’]d )(?<!would )(?<!feel )like|(?<!['’]d )(?<!would )love|rather"
    r"|(?:sort|kind) of|mostly|mainly|more|less|bit|touch|into|doesn['’]?t|don['’]?t|not|similar|goes with|match\w*"
    r"|looks?|looking(?! for)|feels?|feeling|vibes?)\b"
    r"|最好|尽量|优先|可能的话|如果|要是|或许|也许|比较|偏|一点|点儿|有点|更|喜欢|爱|[像跟和]|不一定|配|搭",
    re.IGNORECASE,
)
BESIDE = compiled(  # "for the bedroom", 送婆婆, "we have oak floors": what it is for, or stands beside
    r"\b(?:for|suits?) (?:(?:the|my|our|an?|his|her|their|your) )?(?:\w+ ){0,2}$"
    r"|\b(?:i|we)(?:['’]ve| have)(?: got)? (?:\w+ ){0,2}$"
    r"|(?:[给放送摆挂用当做]|我们?家)(?:(?![买要找选挑来看])\w){0,4}$",
    re.IGNORECASE,
)
OR = compiled(r"\s*(?:,|、|/|\bor\b|或者?|还是)\s*", re.IGNORECASE)
BETWEEN = compiled(r"(?:\s|-|的|\band\b|&|和)*", re.IGNORECASE)
IS_ZH = compiled(r"(?<!要)是(?:[^，。]{0,3})$")
CORRECTS = compiled(
    r"\b(?:instead|rather|no wait|i meant|changed my mind)\b|不对|换成?|改成?|我是说|说错", re.IGNORECASE
)
LESS = -0.1  # a liking below which a value is wished away


def demanded(said: Sequence[Said], topics: Collection[str], sold: Callable[[str], bool]) -> list[Constraint]:
    """The wishes that must be met, as conditions. ``topics`` are the attributes that say what is searched, ``sold``
    tells whether a value can be asked of the sort.
    Several values that one stretch may mean, and those joined by "or", are alternatives.
    """
    wished = [one for one in said if one.judgement.stance == "wish" and _may_rule(one.mention, topics)]
    denied = {one.mention.entity for one in said if one.judgement.liking < 0}  # "sour isn't for me, nothing sour"
    wished = [one for one in wished if sold(one.mention.entity) and one.mention.entity not in denied]
    musts = [one for one in wished if _demands(one, said, topics)]
    return [_as_condition(one, musts) for one in musts]


def put_aside(
    profile: Profile,
    topics: Collection[str],
    views: Sequence[Opinion],
    allowed: Collection[str],
    text: str,
    together: Callable[[Collection[str]], bool],
) -> list[str]:
    """The ids of earlier conditions that make room: another colour is wished for now, or a value that nothing has
    besides (``together``); or another value is allowed (``allowed``), or this one is wished for less.
    """
    held = [c for c in profile.constraints if c.op in VALUES and c.attribute not in topics]
    wished = {view.about for view in views if view.liking > 0}
    away = {view.about for view in views if view.liking < LESS}
    corrects = bool(CORRECTS.search(text))
    gone = []
    for condition in held:
        own = f"{condition.attribute}/{condition.value}"
        others = {about for about in wished if kind_of(about) == condition.attribute}
        replaced = others and own not in others and not _both(condition, own, others, corrects, together)
        spared = {about for about in allowed if kind_of(about) == condition.attribute} - {own}
        if own in away or replaced or spared:
            gone.append(condition.about)
            gone += [own] if 0 < profile.liking(own) <= WISHED and not spared else []  # nor is it wished for
    return gone


def _both(
    condition: Constraint,
    own: str,
    others: Collection[str],
    corrects: bool,
    together: Callable[[Collection[str]], bool],
) -> bool:
    """Whether a further value of an attribute narrows, and does not replace the one before."""
    narrows = not (corrects or is_colour(condition.attribute) or condition.op == "=")
    return narrows and any(together((own, other)) for other in others)


def _may_rule(mention: Mention, topics: Collection[str]) -> bool:
    return mention.certainty >= SURE and kind_of(mention.entity) not in (ITEM, *topics)


def _as_condition(one: Said, musts: Sequence[Said]) -> Constraint:
    kind, name = kind_of(one.mention.entity), name_of(one.mention.entity)
    others = [m.mention for m in musts if m.mention.entity != one.mention.entity and kind_of(m.mention.entity) == kind]
    text = one.clause.text
    either = is_colour(kind) or any(_alternatives(one.mention, other, text, one.clause.start) for other in others)
    return Constraint(kind, "=" if either else "has", name, one.clause.quote)


def _alternatives(one: Mention, other: Mention, text: str, start: int) -> bool:
    if one.start < other.end and other.start < one.end:
        return True
    first, last = sorted([one, other], key=lambda mention: mention.start)
    return bool(OR.fullmatch(text[max(0, first.end - start) : max(0, last.start - start)]))


def _demands(one: Said, said: Sequence[Said], topics: Collection[str]) -> bool:
    text, before = one.clause.text, one.clause.text[: one.mention.start - one.clause.start]
    beside = BESIDE.search(before) and not _describes_a_sort(one, said, topics)
    return not (beside or GIFTS.fullmatch(one.mention.quote) or IS_ZH.search(before) or SOFT.search(text))


def _describes_a_sort(one: Said, said: Sequence[Said], topics: Collection[str]) -> bool:
    """Whether nothing but names stands between a value and a sort that is looked for: "for a blue oak stool"."""
    here = sorted((o.mention for o in said if o.clause is one.clause), key=lambda mention: mention.start)
    end = one.mention.end
    for mention in (m for m in here if m.start >= end):
        if not BETWEEN.fullmatch(one.clause.text, end - one.clause.start, mention.start - one.clause.start):
            return False
        if kind_of(mention.entity) in topics:
            return True
        end = max(end, mention.end)
    return False
