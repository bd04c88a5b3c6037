"""What is known of a query, in a few named numbers from 0 to 1, on which the weights of the fusion may depend."""

from collections.abc import Mapping
from types import MappingProxyType

from convrec.types import Query
from knowledge_graph.schema import ITEM, Profile, kind_of

Context = Mapping[str, float]

FEATURES = (
    "unasked",  # nothing is asked for and nothing was told: all there is to go by is what was done and clicked
    "known",  # where that is so, how much was done: 0 for a stranger, half at ten items, towards 1
    "words",  # something is searched for in words, or tastes and conditions were told in words
    "photo",  # a photo came with the message
    "pointed",  # an item is pointed at ("more like the second")
)
HALF = 10.0  # items of which somebody is half known
NOTHING: Context = MappingProxyType({})


def context(query: Query, done: int = 0) -> Context:
    """The features of a query. ``done`` counts the items that the shop's own data joins to the person.

    ``unasked`` and ``known`` are 0 wherever one of the others is not: acts show what people choose by themselves, and
    tell nothing of how much a spoken wish should count.
    """
    understanding, profile = query.understanding, query.profile
    words = bool(understanding.search_text or profile.constraints or _told(profile))
    photo, pointed = understanding.photos is not None, bool(understanding.pointed_items)
    unasked = not (words or photo or pointed)
    items = done + sum(kind_of(about) == ITEM for about in profile.likings)
    known = items / (items + HALF) if unasked else 0.0
    return dict(zip(FEATURES, map(float, (unasked, known, words, photo, pointed)), strict=True))


def _told(profile: Profile) -> bool:
    return any(liking.source == "message" for liking in profile.likings.values())
