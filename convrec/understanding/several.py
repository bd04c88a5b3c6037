"""A message with photos of different things: read once for each of them, and what all readings come to.

What only one of them says ("cheaper" than that thing) holds for that one alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from convrec.data.folder import Catalogue
from convrec.models.views import joined
from convrec.seen import SeenPhoto
from convrec.types import Intent, Understanding
from convrec.understanding.references.beside import changed
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import LIMIT, Constraint, Profile, kind_of, name_of

GOES_ON: frozenset[Intent] = frozenset({"refine", "more", "opinion"})
BOUNDS = ("<=", ">=")
T = TypeVar("T")


def narrowed(parts: Sequence[Understanding], sorts: Sequence[str]) -> tuple[Understanding, ...]:
    """Those of the readings whose things (``sorts``, one each) the words name, if they name a sort: "the armchair in
    blue". All where they name none, and none where they name another sort than the photos show.
    """
    if any(not part.topic or part.shows for part in parts):
        return tuple(parts)
    kept = [(part, sort) for part, sort in zip(parts, sorts, strict=True) if sort in part.topic]
    return tuple(replace(part, topic=(sort,)) for part, sort in kept)


def together(parts: Sequence[Understanding], seen: tuple[SeenPhoto, ...]) -> Understanding:
    """The readings as one; ``seen`` is what is seen in all photos."""
    first = parts[0]
    if len(parts) == 1 or first.photos is None:
        return replace(first, seen=seen)
    texts = dict.fromkeys(part.search_text for part in parts if part.search_text)
    return replace(
        first,
        mentions=_union(part.mentions for part in parts),
        opinions=_union(part.opinions for part in parts),
        constraints=tuple(_loosest(parts)),
        retracted=_union(part.retracted for part in parts),
        topic=_union(part.topic for part in parts),
        references=_union(part.references for part in parts),
        search_text=" ".join(texts),
        photos=joined([part.photos for part in parts if part.photos is not None]),
        seen=seen,
        unresolved=_union(part.unresolved for part in parts),
        notes=_union(part.notes for part in parts),
        likened=_union(zip(*zip_longest(*(part.likened for part in parts)), strict=True)),
        shows="",
        changed=frozenset().union(*(part.changed for part in parts)),
        apart=tuple(parts),
    )


def profile_for(part: Understanding, whole: Understanding, profile: Profile) -> Profile:
    """The profile as it stands for one of several things: without what was only said of the others, and with its own
    bounds. What was taken back since holds for none.
    """
    others = [other for other in whole.apart if other is not part]
    if not others:
        return profile
    own, foreign = _limits(part), {key for other in others for key in _limits(other)}
    limits = tuple(
        own.get(_key(limit), limit) for limit in profile.constraints if _key(limit) in own or _key(limit) not in foreign
    )
    said = {opinion.about for opinion in part.opinions}
    foreign_views = {opinion.about for other in others for opinion in other.opinions} - said
    likings = {about: liking for about, liking in profile.likings.items() if about not in foreign_views}
    return replace(profile, constraints=limits, likings=likings)


def goes_on(read: Understanding, before: Understanding) -> tuple[Understanding, ...]:
    """Those of the things of the search before that a message without photos goes on with; none where it begins
    something else.
    """
    if read.intent not in GOES_ON or read.photos is not None or read.pointed_items or read.beside or read.own:
        return ()
    if read.relation != "like" or not read.topic:
        return before.apart if read.relation == "like" else ()
    return tuple(part for part in before.apart if not set(part.topic).isdisjoint(read.topic))


def shown_of(part: Understanding, whole: Understanding, profile: Profile, catalogue: Catalogue) -> Profile:
    """The profile with those of the items last shown that are of the sort of one of several things."""
    others = {sort for other in whole.apart if other is not part for sort in other.topic} - set(part.topic)
    shown = {
        item: notes
        for item, notes in profile.shown.items()
        if item in catalogue.row and others.isdisjoint(values_of(item, catalogue))
    }
    return replace(profile_for(part, whole, profile), shown=shown)


def carried_on(read: Understanding, before: Understanding, text: str, topics: Sequence[str]) -> Understanding:
    """A further message as read for one thing of the search before, with what was meant by that and its photos."""
    return replace(
        read,
        topic=before.topic,
        photos=before.photos,
        seen=before.seen,
        likened=before.likened,
        shows=before.shows,
        changed=before.changed | changed(text, read.opinions, read.constraints, topics),
    )


def still_held(part: Understanding, before: Understanding) -> Understanding:
    """The same with the conditions of the search before that the message neither replaces nor takes back."""
    gone = {*_limits(part), *(_key(Constraint.from_about(o)) for o in part.retracted if kind_of(o) == LIMIT)}
    held = [limit for limit in before.constraints if _key(limit) not in gone]
    return replace(part, constraints=(*held, *part.constraints))


def _union(many: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for some in many for one in some if one is not None))


def _key(limit: Constraint) -> str:
    """Bounds of one measure, in one direction, replace each other; other conditions are what they are about."""
    return f"{limit.attribute}{limit.op}" if limit.op in BOUNDS else limit.about


def _limits(part: Understanding) -> Mapping[str, Constraint]:
    topic = [Constraint(kind_of(about), "=", name_of(about)) for about in part.topic]
    return {_key(limit): limit for limit in (*topic, *part.constraints)}


def _loosest(parts: Sequence[Understanding]) -> Iterator[Constraint]:
    """All conditions; of several bounds of one measure, that which leaves room for all things."""
    limits: dict[str, list[Constraint]] = {}
    for limit in (limit for part in parts for limit in part.constraints):
        limits.setdefault(_key(limit), []).append(limit)
    for same in limits.values():
        if same[0].op in BOUNDS:
            yield (max if same[0].op == "<=" else min)(same, key=lambda limit: float(limit.value))
        else:
            yield same[0]
