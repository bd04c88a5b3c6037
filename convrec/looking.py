"""What is seen in the photos of a turn: those that came with the message, and those of what something is to go with.

Photos that show the same sort of thing are taken together, as several views of what is wanted; others stay apart.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from convrec.memory import Memory
from convrec.models.views import joined
from convrec.recommenders import Lookalikes
from convrec.seen import Likened, SeenPhoto
from convrec.sight import Sight
from convrec.types import Message, PhotoVectors, Understanding
from convrec.understanding.several import together
from knowledge_graph import Profile

UNNAMED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Together:
    """Photos that are taken together: what is seen in them, their vectors row for row, and what they look like."""

    seen: tuple[SeenPhoto, ...]
    vectors: PhotoVectors
    likened: Likened


@dataclass(frozen=True, eq=False)
class Looked:
    """What is seen in a message's photos: their vectors (None without any), the things in them, and those that the shop
    may have something like, by what they show.
    """

    vectors: PhotoVectors | None
    seen: tuple[SeenPhoto, ...]
    groups: tuple[Together, ...]


@dataclass(frozen=True, eq=False)
class Looking:
    """Looks at kept photos. Shared by all; keeps nothing of any photo."""

    memory: Memory
    sight: Sight
    lookalikes: Lookalikes

    def at(self, message: Message, among: Sequence[int] = (), called: Mapping[str, str] = UNNAMED) -> Looked:
        """Look at a message's photos, at the things that were chosen in them; at those in the places ``among``, counted
        from 0, where there are any. ``called`` says of a photo what sort of thing it shows, where its person said so.
        Raises PhotoError where one is gone.
        """
        sent = tuple(dict.fromkeys(message.photos))
        photos = [sent[place] for place in among] or sent
        vectors, seen = self.sight.see(self.memory.album.loaded(photos), message.chosen)
        if vectors is None:
            return Looked(None, (), ())
        groups = _by_sort(seen, called)
        if len(sent) > 1 and (len(groups) > 1 or sum(map(len, groups)) < len(sent)):
            seen = tuple(replace(one, place=sent.index(one.photo) + 1) for one in seen)
        return Looked(vectors, seen, tuple(self._together(rows, vectors, seen, called) for rows in groups))

    def _together(
        self, rows: Sequence[int], vectors: PhotoVectors, seen: Sequence[SeenPhoto], called: Mapping[str, str]
    ) -> Together:
        own, own_vectors = tuple(seen[row] for row in rows), vectors[np.array(rows)]
        likened = self.lookalikes.of(own_vectors)
        named = next((called[one.photo] for one in own if called.get(one.photo)), "")
        return Together(own, own_vectors, replace(likened, sort=named) if named else likened)

    def as_one(self, groups: Sequence[Together]) -> Together:
        """All of them taken together, whatever they show."""
        vectors = joined([group.vectors for group in groups])
        assert vectors is not None  # there is at least one group
        return Together(tuple(one for group in groups for one in group.seen), vectors, self.lookalikes.of(vectors))

    def still_kept(self, understanding: Understanding) -> Understanding:
        """Without the photos that were erased since: what was seen in them is gone with them."""
        gone = {one.photo for one in understanding.seen if not self.memory.album.store.has(one.photo)}
        return lost(understanding, gone) if gone else understanding

    def beside(self, understanding: Understanding, chosen: Mapping[str, int], profile: Profile) -> Understanding:
        """With what is seen in the photos that the wanted thing is to go with, as far as they are still kept.

        What goes with such a thing is what goes with the items that look most like it. Photos of one's own show one
        thing, whatever they look like.
        """
        if not understanding.beside:
            return understanding
        beside = tuple(photo for photo in understanding.beside if self.memory.album.store.has(photo))
        if not beside:
            return replace(understanding, beside=(), relation="like", likened=())
        groups: Sequence[Together] = self.at(Message("", "", beside, chosen=chosen)).groups
        if any(own.photo in beside for own in (*profile.own, *understanding.own)) and groups:
            groups = (self.as_one(groups),)
        likened = tuple(item for group in groups for item in group.likened.items)
        found = replace(understanding, beside=beside, relation="with", likened=likened, apart=())
        apart = tuple(replace(found, likened=group.likened.items) for group in groups)
        return replace(found, apart=apart) if len(apart) > 1 else found


def _by_sort(seen: Sequence[SeenPhoto], called: Mapping[str, str]) -> list[list[int]]:
    """The photos that the shop may have something like, by the sort of thing they show."""
    sorts: dict[str, list[int]] = {}
    for row, one in enumerate(seen):
        if not one.strange:
            sorts.setdefault(called.get(one.photo) or one.sort, []).append(row)
    return list(sorts.values())


def lost(understanding: Understanding, gone: Set[str]) -> Understanding:
    """The same as if some of its photos hadn't been sent."""
    seen = tuple(one for one in understanding.seen if one.photo not in gone)
    parts = [lost(part, gone) for part in understanding.apart]
    if kept := [part for part in parts if part.photos is not None]:
        return together(kept, seen)
    known = [one.photo for one in understanding.seen if not one.strange]
    rows = np.array([row for row, photo in enumerate(known) if photo not in gone], dtype=int)
    if understanding.photos is not None and len(rows):
        return replace(understanding, seen=seen, photos=understanding.photos[rows])
    topic = tuple(entity for entity in understanding.topic if entity != understanding.shows)
    return replace(
        understanding, seen=seen, photos=None, topic=topic, likened=(), shows="", changed=frozenset(), apart=()
    )


def without(understanding: Understanding, photo: str, about: str) -> Understanding:
    """The same as if a sort, a colour (by their entities) or a word hadn't been seen in a photo.

    Without its colours a photo is looked for by its shape and meaning alone.
    """
    seen = tuple(one.without(about) if one.photo == photo else one for one in understanding.seen)
    topic = tuple(entity for entity in understanding.topic if entity != about)
    if understanding.apart:
        apart = tuple(
            without(part, photo, about) if any(one.photo == photo for one in part.seen) else part
            for part in understanding.apart
        )
        return replace(understanding, seen=seen, topic=topic, apart=apart)
    shows = "" if understanding.shows == about else understanding.shows
    return replace(understanding, seen=seen, photos=_faded(understanding.photos, seen, photo), topic=topic, shows=shows)


def _faded(vectors: PhotoVectors | None, seen: Sequence[SeenPhoto], photo: str) -> PhotoVectors | None:
    """The vectors of what is seen, without the colours of a photo in which none is seen."""
    known = [one for one in seen if not one.strange]
    rows = [row for row, one in enumerate(known) if one.photo == photo and not one.thing.colours]
    if vectors is None or not rows:
        return vectors
    colour = vectors.colour.copy()
    colour[rows] = 0.0
    return replace(vectors, colour=colour)
