"""Letting go one thing of the list: "the second looks like a tax office", 第一个就免了吧.

There is no end of idioms for it, so that the ear decides. What is let go is passed by in this visit, which is no
opinion; and what it is like, named beside it, is a reason and no wish.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from convrec.data.shelf import WORDS
from convrec.types import Intent, Understanding
from convrec.understanding.references.places import places
from convrec.understanding.stages import Read
from knowledge_graph.schema import ITEM, TASTE, Constraint, Opinion, item_entity, kind_of

SURE = 0.6  # how sure the ear must be of a refusal, chosen on written lines that the head hadn't seen
SURER = 0.85  # where plain words praise the thing, or the message was taken for something else than a wish or a verdict
BLAMED = 0.2  # where plain words blame it: "too Scandinavian"
OPEN = frozenset[Intent](["find", "refine", "more", "opinion"])


def pointing(read: Read) -> Mapping[int, tuple[str, ...]]:
    """What of the list each clause points at, by the clause's number; -1 is the whole message, where all point at the
    same. Only who calls a thing by its place on the list surely speaks of that one thing.
    """
    if read.photos is not None or any(part.clause.asks for part in read.parts):
        return {}
    shown = tuple(read.profile.shown)
    named = {shown[place] for _, place in places(read.text, len(shown))}
    on_list = tuple(item for item in read.items if item in named)
    clauses = {place: part.pointed for place, part in enumerate(read.parts) if {*part.pointed} & {*on_list}}
    if len({*clauses.values()}) < 2:
        return {-1: on_list} if on_list and len(on_list) <= 2 else {}
    return clauses


def let_go(
    understanding: Understanding,
    read: Read,
    chances: Mapping[tuple[str, ...], float],
    values: Mapping[str, Collection[str]],
    topics: Collection[str],
) -> Understanding:
    """The understanding without what is let go. ``chances`` is how probably the items that a clause points at are
    turned down, ``values`` what each item is like.
    """
    told = {part.clause.quote for part in read.parts if part.reading.told}
    liked = {view.about: view.quote in told for view in understanding.opinions if view.liking >= TASTE}
    gone: list[str] = []
    for items, chance in chances.items():
        praised = [liked[about] for about in map(item_entity, items) if about in liked]
        if praised and len(chances) + len(items) > 2:
            continue  # one is liked, and another isn't
        contrary = understanding.intent not in OPEN or any(praised)
        bar = SURER if contrary else BLAMED if _blames(read, items) else SURE
        gone += items if chance >= bar else ()
    if not gone or understanding.apart or understanding.again is not None:
        return understanding
    blamed = {about for item in gone for about in (item_entity(item), *values[item])}
    views = tuple(one for one in understanding.opinions if not _praises(one, blamed, told))
    limits = tuple(one for one in understanding.constraints if not _wished(one, blamed, topics))
    wishes = understanding.topic or limits or any(view.liking > 0 for view in views) or _asks_besides(read)
    return replace(
        understanding,
        intent=understanding.intent if understanding.intent in OPEN else "opinion",
        mentions=tuple(one for one in understanding.mentions if one.entity not in map(item_entity, gone)),
        opinions=views,
        constraints=limits,
        retracted=tuple(about for about in understanding.retracted if about not in blamed),
        search_text=understanding.search_text if wishes else "",
        vector=understanding.vector if wishes else None,
        unresolved=(),
        passed=tuple(dict.fromkeys([*understanding.passed, *gone])),
    )


def _asks_besides(read: Read) -> bool:
    """Whether a clause that points at nothing asks for something: "… something more like the others"."""
    return any(
        part.reading.requests or any(t.stance == "wish" for t in part.reading.told)
        for part in read.parts
        if not part.pointed
    )


def _blames(read: Read, items: Collection[str]) -> bool:
    """Whether the words of a clause that points at these tell a dislike or a refusal."""
    pointing = [part for part in read.parts if {*part.pointed} & {*items} and part.reading.told]
    return any(part.verdict.own and part.verdict.liking < 0 for part in pointing)


def _praises(view: Opinion, blamed: Collection[str], told: Collection[str]) -> bool:
    """Whether a view is good of what the refusal blames, or was but heard to be good of anything beside it."""
    heard = view.liking >= TASTE and view.quote not in told and kind_of(view.about) != ITEM
    return view.liking > 0 and (view.about in blamed or heard)


def _wished(limit: Constraint, blamed: Collection[str], topics: Collection[str]) -> bool:
    """Whether a condition asks for what the refusal blames, or is made of words of its idiom."""
    named = f"{limit.attribute}/{limit.value}" in blamed
    return (named and limit.op in ("=", "has") and limit.attribute not in topics) or limit.attribute == WORDS
