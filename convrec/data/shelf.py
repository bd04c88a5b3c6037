"""The catalogue in columns: which rows meet a set of constraints, in one pass over arrays."""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from convrec.data.tones import sides
from convrec.types import Item
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import Constraint

PRICE = "price"
WORDS = "words"  # "no vanilla", where vanilla is no value of any attribute: the item's text must not hold the word


class Shelf:
    """Prices, measures and attribute values of all items, by row."""

    def __init__(self, items: Sequence[Item], row: Mapping[str, int], graph: CatalogueGraph) -> None:
        self._row, self._graph = row, graph
        self._texts = [" ".join((*item.title.values(), *item.description.values())).casefold() for item in items]
        self._numbers: dict[str, np.ndarray] = {}
        for item in items:
            self._put(PRICE, row[item.id], item.price)
            for name, value in {**sides(item), **item.numbers}.items():
                self._put(name, row[item.id], value)

    @property
    def size(self) -> int:
        """How many items there are."""
        return len(self._row)

    def numbers(self, attribute: str) -> np.ndarray:
        """A measure of every row, float64 (size,), NaN where an item has none."""
        known = self._numbers.get(attribute)
        return known if known is not None else np.full(self.size, np.nan)

    def measuring(self, measure: str) -> list[np.ndarray]:
        """The columns of the measures whose names begin so: ``weight`` → that of ``weight_kg``."""
        bases = {name: measure_unit(name)[0] for name in self._numbers}
        return [
            self._numbers[name] for name, base in bases.items() if base == measure or base.startswith(f"{measure}_")
        ]

    def rows_of(self, entity_id: str) -> np.ndarray:
        """Rows of the items that have an attribute value."""
        return np.array([self._row[item] for item in self._graph.items_of(entity_id)], dtype=np.intp)

    def rows(self, item_ids: Iterable[str]) -> np.ndarray:
        """Rows of these items; unknown ids are passed over."""
        return np.array([self._row[item] for item in item_ids if item in self._row], dtype=np.intp)

    def violations(self, constraints: Iterable[Constraint]) -> np.ndarray:
        """Mask (size,), True where an item breaks a constraint.

        An item without the measure in question breaks a bound on it: nothing is promised that isn't known.
        Of alternatives (see ``Constraint``) one is to be met, each "has".
        """
        broken = np.zeros(self.size, dtype=bool)
        wanted: dict[str, np.ndarray] = {}
        for constraint in constraints:
            if constraint.op == "=":
                meets = wanted.setdefault(constraint.alternatives, np.zeros(self.size, dtype=bool))
                meets[self._rows_meeting(constraint)] = True
            elif constraint.op == "has":
                lacking = np.ones(self.size, dtype=bool)
                lacking[self._rows_meeting(constraint)] = False
                broken |= lacking
            elif constraint.op == "!=":
                broken[self._rows_meeting(constraint)] = True
            else:
                broken |= ~self._within(constraint)
        for meets in wanted.values():
            broken |= ~meets
        return broken

    def _within(self, constraint: Constraint) -> np.ndarray:
        numbers, bound = self.numbers(constraint.attribute), float(constraint.value)
        return numbers <= bound if constraint.op == "<=" else numbers >= bound

    def _rows_meeting(self, constraint: Constraint) -> np.ndarray:
        if constraint.attribute == WORDS:
            holds = re.compile(rf"(?<![a-z]){re.escape(str(constraint.value))}").search
            return np.array([row for row, text in enumerate(self._texts) if holds(text)], dtype=np.intp)
        return self.rows_of(f"{constraint.attribute}/{constraint.value}")

    def _put(self, name: str, row: int, value: float | None) -> None:
        if value is not None:
            self._numbers.setdefault(name, np.full(self.size, np.nan))[row] = value


def measure_unit(attribute: str) -> tuple[str, str]:
    """``width_cm`` → ("width", "cm"); ``seats`` → ("seats", "")."""
    match = re.fullmatch(r"(.+)_(cm|mm|m|kg|g|l|ml|w|lm|min|s)", attribute)
    return (match[1], match[2]) if match else (attribute, "")
