"""What goes with a thing: another sort of thing that people chose with it, that is shown with it, or that suits it.

The thing is an item pointed at, or the one that a photo looks most like. Which attributes make things suit each other
is told by people's choices: those in which things of different sorts that were chosen together agree more often than
any two do.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.recommenders.base import best
from convrec.recommenders.people import People
from convrec.types import Because, Candidate, Query
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import kind_of

SEEN = 0.5  # what being shown together once is worth, beside the best one by people's choices
SUITING = 1.0  # what it is worth to share all values that make things suit each other
OFTENER = 0.2  # logarithm from which things chosen together agree in an attribute notably oftener than any two
ENOUGH = 100  # pairs that people chose together, from which attributes can be weighed
SAMPLED = 4000  # pairs of items from which the attributes are weighed
RARELY = 0.001  # share of pairs that is added to both, so that what nearly no two share tells nothing
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
        because: dict[str, list[Because]] = defaultdict(list)
        of = [item for item in query.understanding.company if item in self._catalogue.row]
        for item in of:
            for other, part in self._parts(item, 1 / len(of), ~query.exclude):
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
        """Attribute → the logarithm of how much oftener things chosen together agree in it than any two, if notably."""
        rng, ids = random.Random(SEED), [i.id for i in self._catalogue.items if i.kind == self._catalogue.default_kind]
        if len(ids) < 2:
            return {}
        any_two = self._agreeing((rng.choice(ids), rng.choice(ids)) for _ in range(SAMPLED))
        chosen = self._agreeing(self._pairs(rng, ids))
        names = {kind_of(value) for item in ids for value in self._graph.values_of(item)}
        names.difference_update(self._catalogue.category)
        if chosen[""] < ENOUGH:  # too few to tell: all attributes are taken to matter
            return dict.fromkeys(names, 1.0)
        oftener = {
            name: math.log((chosen[name] / chosen[""] + RARELY) / (any_two[name] / max(any_two[""], 1) + RARELY))
            for name in names
        }
        return {name: weight for name, weight in oftener.items() if weight >= OFTENER}

    def _pairs(self, rng: random.Random, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs of items that people chose together."""
        for item in rng.sample(ids, min(len(ids), SAMPLED // TOGETHER)):
            with_it = self._people.chosen_with(item)
            closest = sorted((other for other in with_it if other != item), key=lambda other: -with_it[other])
            yield from ((item, other) for other in islice(closest, TOGETHER))

    def _agreeing(self, pairs: Iterator[tuple[str, str]]) -> Counter[str]:
        """Attribute → in how many pairs of different sorts both have a value of it in common; "" counts the pairs."""
        agreeing: Counter[str] = Counter()
        values = cache(lambda item: frozenset(self._graph.values_of(item)))
        for one, other in pairs:
            shared = {kind_of(value) for value in values(one) & values(other)}
            if one != other and not shared & self._sorts:
                agreeing.update([*shared, ""])
        return agreeing


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
