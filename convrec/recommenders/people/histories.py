"""What people chose, in the order of time: all that a collaborative model is fitted on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from convrec.data.interactions import act_weight
from convrec.types import Act

MOST = 2.0  # what all acts of one person with one item tell, at most


@dataclass(frozen=True, eq=False)
class Histories:
    """Per person the rows of items, oldest first, each item once, and how much each was chosen (above 0)."""

    rows: tuple[np.ndarray, ...]
    weights: tuple[np.ndarray, ...]
    items: int

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, people: Sequence[int]) -> "Histories":
        """Only these people, in this order."""
        return Histories(
            tuple(self.rows[person] for person in people), tuple(self.weights[person] for person in people), self.items
        )

    def matrix(self) -> csr_array:
        """(people, items) of how much each was chosen."""
        return _matrix(self.rows, self.weights, self.items)

    def chosen(self) -> np.ndarray:
        """How much each item was chosen by all: (items,)."""
        return np.asarray(self.matrix().sum(axis=0)).ravel().astype(np.float64)

    def without_last(self) -> "tuple[Histories, np.ndarray]":
        """Everybody's history up to the last item, and the last items (people,). Nobody's may be empty."""
        last = np.array([rows[-1] for rows in self.rows], dtype=np.intp)
        before = tuple(rows[:-1] for rows in self.rows), tuple(weights[:-1] for weights in self.weights)
        return Histories(*before, self.items), last


def histories_of(lists: Iterable[Sequence[int]], items: int) -> Histories:
    """Histories of rows that all count the same; of an item that comes twice the first counts."""
    rows = tuple(np.array(list(dict.fromkeys(each)), dtype=np.intp) for each in lists)
    return Histories(rows, tuple(np.ones(len(each)) for each in rows), items)


def histories_of_acts(acts: Iterable[Act], row: Mapping[str, int]) -> tuple[Histories, dict[str, int]]:
    """Acts → histories and person → place among them. An item stands where it was first chosen; what all acts with it
    tell is summed, and whoever gave it back doesn't have it.
    """
    told: dict[str, dict[int, float]] = defaultdict(dict)
    for act in sorted(acts, key=lambda act: act.at):
        own, item = told[act.user_id], row[act.item_id]
        own[item] = own.get(item, 0.0) + act_weight(act)
    rows, weights = [], []
    for own in told.values():
        kept = {item: min(weight, MOST) for item, weight in own.items() if weight > 0}
        rows.append(np.array(list(kept), dtype=np.intp))
        weights.append(np.array(list(kept.values())))
    return Histories(tuple(rows), tuple(weights), len(row)), {person: place for place, person in enumerate(told)}


def recency(count: int, decay: float) -> np.ndarray:
    """How much the items of a history still tell, oldest first: 1 for the newest, times ``decay`` a step back."""
    return np.asarray(decay ** np.arange(count - 1, -1, -1, dtype=np.float64))


def profiles(histories: Histories, decay: float) -> csr_array:
    """(people, items): what each item of a history tells at the moment of a request."""
    told = [weights * recency(len(weights), decay) for weights in histories.weights]
    return _matrix(histories.rows, told, histories.items)


def _matrix(rows: Sequence[np.ndarray], values: Sequence[np.ndarray], items: int) -> csr_array:
    if not rows:
        return csr_array((0, items), dtype=np.float32)
    starts = np.concatenate([[0], np.cumsum([len(each) for each in rows])])
    data = np.concatenate(values).astype(np.float32)
    return csr_array((data, np.concatenate(rows), starts), shape=(len(rows), items))
