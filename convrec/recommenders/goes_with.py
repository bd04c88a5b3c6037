"""What goes with a thing: another sort of thing that people chose with it, that is shown with it, or that suits it.

The thing is an item pointed at, or what a photo looks like. Which attributes make things suit each other is told by
people's choices: those in which things of different sorts that were chosen together agree more often than any two do.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.recommenders.base import best
from convrec.recommenders.people import People
from convrec.types import Because, Candidate, Query, Understanding
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import kind_of

SEEN = 0.5  # what being shown together once is worth, beside the best one by people's choices
SUITING = 1.0  # what it is worth to share all values that make things suit each other
LOOKALIKES = 3  # items that a photo looks like which have a say, each half as much as the one before
SAMPLED = 4000  # pairs of items from which the attributes are weighed
SEED = 31
TOGETHER = 20  # of an item's companions by people's choices, that are taken for chosen with it


class GoesWith:
    """Votes for things of other sorts. Knows the catalogue and its people, not who asks."""

    source = "goes with"

    def __init__(self, catalogue: Catalogue, graph: CatalogueGraph, people: People) -> None:
        self._catalogue, self._graph, self._people = catalogue, graph, people
        self._sorts = frozenset(catalogue.category) - {KIND}
        self._shown = _shown_together(catalogue)
        self._weights = self._suiting()

    def candidates(self, query: Query) -> list[Candidate]:
        of = company(query.understanding)
        because: dict[str, list[Because]] = defaultdict(list)
        for item, say in of.items():
            if item in self._catalogue.row:
                for other, part in self._parts(item, say, ~query.exclude):
                    because[other].append(part)
        return best(self.source, because, query.limit)

    def _parts(self, item: str, say: float, among: np.ndarray) -> Iterator[tuple[str, Because]]:
        row = self._catalogue.row
        for other, amount in self._people.chosen_with(item).items():
            if among[row[other]]:
                yield other, Because("chosen with", (item,), say * amount)
        for other, where in self._shown.get(item, {}).items():
            if among[row[other]]:
                yield other, Because("seen with", (item, where[0]), say * SEEN)
        shared = self._shared(item)
        for other in (other for other in shared if among[row[other]]):
            values = sorted(shared[other].items(), key=lambda one: -one[1])
            amount = sum(weight for _, weight in values)
            yield other, Because("suiting", (item, *(value for value, _ in values)), say * SUITING * amount)

    def _shared(self, item: str) -> Mapping[str, Mapping[str, float]]:
        """Other item → the values it shares with this one, and what each is worth; all of an item's are worth 1."""
        own = {v: self._weights.get(kind_of(v), 0.0) * self._graph.rarity(v) for v in self._graph.values_of(item)}
        whole = sum(own.values())
        shared: dict[str, dict[str, float]] = defaultdict(dict)
        for value, weight in own.items():
            if weight > 0:
                for other in self._graph.items_of(value):
                    shared[other][value] = weight / whole
        shared.pop(item, None)
        return shared

    def _suiting(self) -> Mapping[str, float]:
        """Attribute → the logarithm of how much oftener things chosen together agree in it than any two, 0 at least."""
        rng, ids = random.Random(SEED), [i.id for i in self._catalogue.items if i.kind == self._catalogue.default_kind]
        if len(ids) < 2:
            return {}
        any_two = self._agreeing((rng.choice(ids), rng.choice(ids)) for _ in range(SAMPLED))
        chosen = self._agreeing(self._pairs(rng, ids))
        names = {kind_of(value) for item in ids for value in self._graph.values_of(item)} - set(self._catalogue.category)
        if not chosen.total():
            return dict.fromkeys(names, 1.0)
        return {
            name: max(0.0, math.log((chosen[name] / chosen[""] + 1e-3) / (any_two[name] / any_two[""] + 1e-3)))
            for name in names
        }

    def _pairs(self, rng: random.Random, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs of items that people chose together."""
        for item in rng.sample(ids, min(len(ids), SAMPLED // TOGETHER)):
            with_it = self._people.chosen_with(item)
            closest = sorted((other for other in with_it if other != item), key=lambda other: -with_it[other])
            yield from ((item, other) for other in islice(closest, TOGETHER))

    def _agreeing(self, pairs: Iterator[tuple[str, str]]) -> Counter[str]:
        """Attribute → in how many pairs of different sorts both have a value of it in common; "" counts the pairs."""
        agreeing: Counter[str] = Counter()
        for one, other in pairs:
            shared = {kind_of(v) for v in {*self._graph.values_of(one)} & {*self._graph.values_of(other)}}
            if one != other and not shared & self._sorts:
                agreeing.update([*shared, ""])
        return agreeing


def company(understanding: Understanding) -> dict[str, float]:
    """What something is to go with: the items pointed at, or else what the photo looks like; and the say of each."""
    if understanding.relation != "with":
        return {}
    if pointed := understanding.pointed_items:
        return {item: 1 / len(pointed) for item in pointed}
    likened = understanding.likened[:LOOKALIKES]
    whole = sum(2.0**-place for place in range(len(likened)))
    return {item: 2.0**-place / whole for place, item in enumerate(likened)}


def _shown_together(catalogue: Catalogue) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Item → other items that something shows beside it → the ids of what shows both."""
    shown: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in catalogue.items:
        known = [one for one in item.shows if one in catalogue.row]
        for one in known:
            for other in known:
                if other != one:
                    shown[one][other].append(item.id)
    return shown
