"""Wishes that are demands: what is shown must have it. "Lactose free please", "only the blue ones", 要有机的.

A bare narrowing of a running search, "… ones", a relative clause, a word right before the sort it is said of, or 的
behind it demands; softer words ("ideally", 最好) leave a wish a wish, which only puts things forward.
"""

import re
from collections.abc import Callable, Collection, Sequence

from convrec.data.attributes import is_colour
from convrec.types import Mention
from convrec.understanding.language import CHINESE
from convrec.understanding.opinions.stances import Said
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import ITEM, VALUES, WISHED, Constraint, Opinion, Profile, kind_of, name_of

SURE = 0.75  # certainty of a mention from which it may rule others out
SOFT = compiled(
    r"\b(?:ideally|preferabl[ey]|prefer(?:red)?|maybe|perhaps|possibly|if (?:possible|you (?:have|can)|there)|might"
    r"|(?:would|could|may|can) be|bonus|(?<!['’]d )(?<!would )(?<!feel )like|(?<!['’]d )(?<!would )love|rather"
    r"|(?:sort|kind) of|mostly|mainly|more|less|bit|touch|into|doesn['’]?t|don['’]?t|not|similar|goes with|match\w*)\b"
    r"|最好|尽量|优先|可能的话|如果|要是|或许|也许|比较|偏|一点|点儿|有点|更|喜欢|爱|[像跟和]|不一定|配|搭",
    re.IGNORECASE,
)
OR = compiled(r"\s*(?:,|、|/|\bor\b|或者?|还是)\s*", re.IGNORECASE)
ONES = compiled(r"\s+(?:\w+\s+)?ones?\b", re.IGNORECASE)
RELATIVE = compiled(
    r"\b(?:that|which|who)\s?(?:['’]?s|['’]re|is|are|can|could|has|have|comes?|goes|go|fits?|works?|holds?|must|should"
    r"|will)\b[^,.;!?]{0,32}$|\bthats\b[^,.;!?]{0,24}$|\bwith (?:an? |some |the |its own )?$",
    re.IGNORECASE,
)
MUST_ZH = compiled(r"(?:要|得|需要|必须)(?:[能有是带]|可以)?(?:放|装|进|用|机|洗)?(?:得?下|进去?)?\s?$")
OF = compiled(r"\s?的(?![那这话])|\s?de\b")
IS_ZH = compiled(r"(?<!要)是(?:[^，。]{0,3})$")
BETWEEN = compiled(r"(?:\s|-|的|\band\b|&|和)*", re.IGNORECASE)
BARE = compiled(
    r"\b(?:please|pls|plz|thanks?|thx|thank you|ones?|the|an?|just|jus|ok(?:ay)?|and|n|with|in|of|made|it|them|me|show"
    r"|give|get|have|want|need|i['’]?d|i['’]?ll|i|we|would|like|some(?:thing)?|any(?:thing)?|also|now|then|well|yes|yeah|so"
    r"|only|all|take|make|be|go|let|us|see|should|must|to|for|you|do|got|is|there|which|are|that|your)\b"
    r"|[要想的吧呗啊呢吗嘛只给我来看就那好行对请嗯有没个些都得是带]|可以|\bde\b|\W",
    re.IGNORECASE,
)
CORRECTS = compiled(
    r"\b(?:instead|rather|no wait|i meant|changed my mind)\b|不对|换成?|改成?|我是说|说错", re.IGNORECASE
)
LESS = -0.1  # a liking below which a value is wished away


def demanded(
    said: Sequence[Said], searching: bool, topics: Collection[str], sold: Callable[[str], bool]
) -> list[Constraint]:
    """The wishes that must be met, as conditions. ``searching`` is whether a search is gone on with, ``topics`` the
    attributes that say what is searched, ``sold`` whether a value can be asked of the sort.
    Several values that one stretch may mean, and those joined by "or", are alternatives.
    """
    wished = [one for one in said if one.judgement.stance == "wish" and _may_rule(one.mention, topics)]
    denied = {one.mention.entity for one in said if one.judgement.liking < 0}  # "sour isn't for me, nothing sour"
    wished = [one for one in wished if sold(one.mention.entity) and one.mention.entity not in denied]
    musts = [one for one in wished if _demands(one, said, searching, topics)]
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


def _demands(one: Said, said: Sequence[Said], searching: bool, topics: Collection[str]) -> bool:
    text, at = one.clause.text, one.clause.start
    before, behind = text[: one.mention.start - at], text[one.mention.end - at :]
    if SOFT.search(text) or (CHINESE.search(text) and IS_ZH.search(before)):
        return False
    if RELATIVE.search(before) or MUST_ZH.search(before) or ONES.match(behind) or _of(one, behind):
        return True
    inside = [(m.start - at, m.end - at) for m in (o.mention for o in said if o.clause is one.clause)]
    sorts = [o.mention.start - at for o in said if o.clause is one.clause and kind_of(o.mention.entity) in topics]
    if any(_only_names(text, one.mention.end - at, sort, inside) for sort in sorts):
        return True
    return searching and not _left(text, inside)


def _of(one: Said, behind: str) -> bool:
    """的 right behind a value: 有机的, "silent 的"; it may be the last sign of the name itself."""
    return bool(OF.match(behind)) or (one.mention.quote.endswith("的") and not behind.startswith(("那", "这")))


def _only_names(text: str, start: int, end: int, names: Collection[tuple[int, int]]) -> bool:
    """Whether nothing but further names stands between a value and the sort that it is said of: 有机水果."""
    return start <= end and not BETWEEN.sub("", _without(text[:end], [*names, (0, start)])).strip()


def _left(text: str, names: Collection[tuple[int, int]]) -> str:
    """What a clause says besides names and the words of asking."""
    return BARE.sub("", _without(text, names))


def _without(text: str, spans: Collection[tuple[int, int]]) -> str:
    return "".join(sign for place, sign in enumerate(text) if not any(a <= place < b for a, b in spans))
