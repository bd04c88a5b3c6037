"""What is seen in the photos of a turn: those that came with the message, and those of what something is to go with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from convrec.memory import Memory
from convrec.recommenders import Lookalikes
from convrec.seen import Likened, SeenPhoto
from convrec.sight import Sight
from convrec.types import Message, PhotoVectors, Understanding
from convrec.understanding.strange import familiar


@dataclass(frozen=True, eq=False)
class Looked:
    """What is seen in a message's photos: their vectors (None without any), the things in them, what they look like."""

    vectors: PhotoVectors | None
    seen: tuple[SeenPhoto, ...]
    likened: Likened

    def of_sort(self, sort: str) -> "Looked":
        """The same, taken for a sort of thing; as it is for ""."""
        return replace(self, likened=replace(self.likened, sort=sort)) if sort else self


@dataclass(frozen=True, eq=False)
class Looking:
    """Looks at kept photos. Shared by all; keeps nothing of any photo."""

    memory: Memory
    sight: Sight
    lookalikes: Lookalikes

    def at(self, message: Message) -> Looked:
        """Look at a message's photos, at the things that were chosen in them. Raises PhotoError where one is gone."""
        vectors, seen = self.sight.see(self.memory.loaded(message.photos), message.chosen)
        return Looked(vectors, seen, self.lookalikes.of(familiar(vectors, seen)))

    def beside(self, understanding: Understanding, chosen: Mapping[str, int]) -> Understanding:
        """With what is seen in the photos that the wanted thing is to go with, as far as they are still kept.

        What goes with such a thing is what goes with the items that look most like it.
        """
        if not understanding.beside:
            return understanding
        beside = tuple(photo for photo in understanding.beside if self.memory.photos.has(photo))
        if not beside:
            return replace(understanding, beside=(), relation="like", likened=())
        likened = self.lookalikes.of(familiar(*self.sight.see(self.memory.loaded(beside), chosen)))
        return replace(understanding, beside=beside, relation="with", likened=likened.items)


def without(understanding: Understanding, photo: str, about: str) -> Understanding:
    """The same as if a sort, a colour (by their entities) or a word hadn't been seen in a photo.

    Without its colours a photo is looked for by its shape and meaning alone.
    """
    seen = tuple(one.without(about) if one.photo == photo else one for one in understanding.seen)
    vectors = understanding.photos
    if vectors is not None and not any(one.thing.colours for one in seen):
        vectors = replace(vectors, colour=np.zeros_like(vectors.colour))
    topic = tuple(entity for entity in understanding.topic if entity != about)
    shows = "" if understanding.shows == about else understanding.shows
    return replace(understanding, seen=seen, photos=vectors, topic=topic, shows=shows)
