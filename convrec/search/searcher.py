"""From a query to a ranked list: every recommender is asked, votes are fused, near-duplicates spread."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.shelf import Shelf
from convrec.diversity import Lost
from convrec.exploration import Explored, explore, write_list
from convrec.fusion import PRIOR, Context, Fusion, context
from convrec.ranking import Bound, fuse, spread
from convrec.recommenders import Recommender, sort_of
from convrec.recommenders.changed import held
from convrec.search.conditions import Conditions
from convrec.search.found import Found
from convrec.search.leading import Leading
from convrec.types import Candidate, Query, Recommendation, Understanding, say
from knowledge_graph import CatalogueGraph, Profile
from knowledge_graph.schema import ITEM, item_entity, kind_of

RIVAL = 0.4  # share of the best score from which an item is still in question
TELLING = 0.4  # best score below which nothing speaks clearly for any item
ALIKE = 88  # titles at least this similar (0–100) are near-duplicates


class Searcher:
    """Asks every recommender, fuses the votes, spreads duplicates. Knows the catalogue, not the person.

    ``conditions`` say what may be shown.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        graph: CatalogueGraph,
        shelf: Shelf,
        recommenders: Sequence[Recommender],
        bound: Bound | None = None,
        fusion: Fusion = PRIOR,
        lost: Lost | None = None,
    ) -> None:
        """``bound`` is the most that one group of items may have of a list, ``fusion`` what was learnt of the votes,
        ``lost`` what likeness takes off.
        """
        self._bound, self._fusion, self._lost = bound, fusion, lost
        self._done = Counter(user for user, _ in {(act.user_id, act.item_id) for act in catalogue.acts})
        self._catalogue, self._graph = catalogue, graph
        self._recommenders = recommenders
        self.conditions, self._leading = Conditions(catalogue, graph, shelf), Leading(catalogue, graph, shelf)

    def asking(self, recommenders: Sequence[Recommender]) -> "Searcher":
        """The same that asks other recommenders."""
        other = copy(self)
        other._recommenders = recommenders
        return other

    def retrieve(self, query: Query) -> list[Candidate]:
        """The candidates of all recommenders; none where nothing is open."""
        if query.exclude.all():
            return []
        asked = (candidate for recommender in self._recommenders for candidate in recommender.candidates(query))
        return [_by_photos(one, query.understanding.places) for one in held(asked, query.understanding)]

    def fuse(self, query: Query, candidates: Iterable[Candidate]) -> list[Recommendation]:
        """All that was named for a query, best first."""
        return fuse(candidates, self._fusion, self.context(query))

    def context(self, query: Query) -> Context:
        """What is known of a query, as the fusion reads it."""
        return context(query, self._done[query.profile.user_id])

    def rank(self, query: Query, candidates: list[Candidate], limit: int) -> Found:
        """Fuse the candidates and choose what to show."""
        ranked = self.fuse(query, candidates)
        of_all_sorts = query.understanding.relation == "with" and not self.conditions.sort_named(query.profile)
        alike = self._of_one_sort if of_all_sorts else self.alike
        chosen = spread(ranked, limit, alike, self._bound, self._lost)
        bar = RIVAL * ranked[0].score if ranked and ranked[0].score > TELLING else -np.inf
        found = Found(chosen, tuple(r.item_id for r in ranked if r.score >= bar), tuple(ranked))
        return self._leading.led(found, query, limit)

    def explore(
        self, query: Query, candidates: list[Candidate], found: Found, share: float, seed: str
    ) -> tuple[Explored, str]:
        """The same list, its last place perhaps given to something else; and what the log keeps of it."""
        explored = explore(found.recommendations, found.ranked, share, seed, self.alike, self._bound)
        return explored, write_list(explored, found.ranked, candidates, self.context(query), self.alike)

    def favourites(self, query: Query, candidates: list[Candidate], limit: int) -> tuple[Recommendation, ...]:
        """The best of as many different sorts of thing."""
        first: dict[str, Recommendation] = {}
        for recommendation in self.fuse(query, candidates):
            first.setdefault(
                sort_of(self._catalogue.item(recommendation.item_id), self._catalogue.category), recommendation
            )
        return spread(list(first.values()), limit, lambda one, other: False, self._bound)

    def alike(self, one: str, other: str) -> bool:
        """Whether two items are so alike that a list rather holds one of them."""
        first, second = self._catalogue.item(one), self._catalogue.item(other)
        if first.variant_of and first.variant_of == second.variant_of:
            return True
        titles = [say(item.title, "en") for item in (first, second)]
        return fuzz.token_sort_ratio(*titles) >= ALIKE

    def named(self, understanding: Understanding, most: int = 5) -> tuple[str, ...]:
        """A few items of the sort or design that a message names ("is the juice vegan?"), with the values it names."""
        named = [m.entity for m in understanding.mentions if kind_of(m.entity) != ITEM]
        topics = [entity for entity in named if kind_of(entity) in self._catalogue.topics]
        items = self._graph.items_of(topics[0]) if topics else []
        having = [
            {*self._graph.items_of(entity)} for entity in named if entity not in topics or kind_of(entity) == DESIGN
        ]
        closer = [item for item in items if all(item in some for some in having)]
        return tuple(closer or items)[:most]

    def items_of(self, entity: str) -> Sequence[str]:
        """The items that have a value."""
        return self._graph.items_of(entity)

    def values_of(self, item_id: str) -> Sequence[str]:
        """The values that an item has."""
        return tuple(self._graph.values_of(item_id))

    def liking(self, item_id: str, profile: Profile) -> float:
        """How much what the person said speaks for an item: likings of the item and of its values, summed."""
        return sum(profile.liking(about) for about in (item_entity(item_id), *self._graph.values_of(item_id)))

    def _of_one_sort(self, one: str, other: str) -> bool:
        """What goes with a sofa is a lamp, a rug, a cushion: of each sort rather one."""
        items = (self._catalogue.item(item) for item in (one, other))
        return len({sort_of(item, self._catalogue.category) for item in items}) == 1


def _by_photos(candidate: Candidate, photos: tuple[int, ...]) -> Candidate:
    """The candidate with the numbers of the photos that it was found by, where photos are told apart."""
    if not photos:
        return candidate
    return replace(candidate, because=tuple(replace(part, photos=photos) for part in candidate.because))
