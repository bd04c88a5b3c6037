"""What a turn goes by where the shop has nothing like a photo: the other photos, or the words alone."""

from collections.abc import Sequence
from dataclasses import replace

from convrec.models.views import joined
from convrec.seen import SeenPhoto
from convrec.types import PHOTO_SENT, PhotoVectors, Understanding
from knowledge_graph.schema import ITEM, TASTE, kind_of


def familiar(photos: PhotoVectors | None, seen: Sequence[SeenPhoto]) -> PhotoVectors | None:
    """The vectors of those photos that the shop may have something like; None of no such photo."""
    if photos is None:
        return None
    return joined([photos[row : row + 1] for row, one in enumerate(seen) if not one.strange])


def by_what_is_known(understanding: Understanding) -> Understanding:
    """Without the photos where the shop has nothing like any of them. The words are gone by where they name a wish of
    their own; "this in blue" of a dog names none, and asks for nothing.
    """
    if understanding.photos is None or not all(one.strange for one in understanding.seen):
        return understanding
    relation = understanding.relation if understanding.pointed_items else "like"
    by_words = replace(understanding, photos=None, likened=(), shows="", relation=relation, changed=frozenset())
    if _names_a_wish(understanding):
        return by_words
    tastes = tuple(o for o in understanding.opinions if abs(o.liking) >= TASTE)
    return replace(by_words, opinions=tastes, constraints=(), retracted=(), topic=(), search_text="", vector=None)


def _names_a_wish(understanding: Understanding) -> bool:
    """Whether the words say what is wanted, and not that it is to be like the photo."""
    mentions = understanding.mentions
    if understanding.topic or any(kind_of(mention.entity) == ITEM for mention in mentions):
        return True
    points = PHOTO_SENT in understanding.references or understanding.relation != "like"
    return bool(understanding.search_text) and not points and bool(mentions or understanding.constraints)
