"""How alike two items are by their values, and the setting that spreads lists by it."""

import math
from collections.abc import Callable, Mapping

from convrec.settings import Settings
from knowledge_graph.catalogue import CatalogueGraph

Lost = Callable[[str, str], float]  # of two items: the share of its score that the first loses beside the second


class Likeness:
    """The cosine of two items' values, rare ones weighing more: 0 where they share none, 1 where they share all."""

    def __init__(self, graph: CatalogueGraph) -> None:
        self._graph = graph
        self._seen: dict[str, Mapping[str, float]] = {}

    def __call__(self, one: str, other: str) -> float:
        first, second = self._values(one), self._values(other)
        return sum(weight * second[value] for value, weight in first.items() if value in second)

    def _values(self, item: str) -> Mapping[str, float]:
        """The weights of an item's values, of length 1 together."""
        if item not in self._seen:
            rarity = {value: self._graph.rarity(value) for value in self._graph.values_of(item)}
            length = math.hypot(*rarity.values()) or 1.0
            self._seen[item] = {value: weight / length for value, weight in rarity.items()}
        return self._seen[item]


def lost_of(graph: CatalogueGraph, settings: Settings) -> Lost | None:
    """What the settings take off for likeness, None where they take nothing."""
    if not settings.diversity:
        return None
    alike = Likeness(graph)
    return lambda one, other: settings.diversity * alike(one, other)
