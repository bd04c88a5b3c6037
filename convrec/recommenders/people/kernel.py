"""Which items of a history foretell which: every choice seen from the choices around it.

For the choice at each position, the other choices of that person are its signs: earlier ones by how long before they
came, and, in a measure that the data decide, later ones too. Without the later ones this is a model of order (in the
manner of SLIST, Choi et al. 2021); with all of them alike, and no decay, it is a linear autoencoder (Steck 2020).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.people.histories import Histories

NEGLIGIBLE = 1e-3
LATEST = 50  # items of a history that are looked at where order counts; older ones are signs of little


@dataclass(frozen=True)
class Kernel:
    """How choices foretell each other."""

    decay: float = 0.7  # of a sign, for each step that it lies back (or ahead)
    later: float = 0.3  # what a later choice tells, beside an earlier one as near
    reach: float = 0.5  # how far a position's signs foretell beyond it: of the next choices, this much a step
    evenness: float = 0.5  # 0: each choice counts the same; 1: each person does

    @property
    def orderless(self) -> bool:
        """Whether all choices of a person are alike to each other, whenever they were made."""
        return (self.decay, self.later, self.reach) == (1.0, 1.0, 0.0)


@dataclass(frozen=True, eq=False)
class Sums:
    """``signs`` XᵀX (items, items) and ``foretold`` XᵀY (items, items) over all positions, and how often each item was
    chosen (items,)."""

    signs: csr_array
    foretold: csr_array
    chosen: np.ndarray


def sums(histories: Histories, kernel: Kernel) -> Sums:
    """Add up what every position tells."""
    if kernel.orderless:
        return _orderless(histories, kernel.evenness)
    signs, foretold = _Entries(), _Entries()
    for rows, weights in zip(histories.rows, histories.weights, strict=True):
        rows, weights = rows[-LATEST:], weights[-LATEST:]
        for own, other in _positions(weights, kernel):
            if own.any():
                signs.add(rows, own)
                foretold.add(rows, other)
    x, y = signs.matrix(histories.items), foretold.matrix(histories.items)
    return Sums(csr_array(x.T @ x), csr_array(x.T @ y), histories.chosen())


def _orderless(histories: Histories, evenness: float) -> Sums:
    """Where order tells nothing, all that a person chose foretells all of it, itself too: XᵀX twice.

    The ridge is what keeps an item from telling of itself alone, as noise on the signs would: a denoising autoencoder
    in closed form (Steck 2020).
    """
    x = histories.matrix()
    share = np.maximum(np.diff(x.indptr).astype(np.float64), 1.0) ** -evenness
    together = csr_array(x.T @ diags_array(share) @ x).astype(np.float32)
    return Sums(together, together, histories.chosen())


def _positions(weights: np.ndarray, kernel: Kernel) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each position of a history: how much each of its items is a sign, and how much each is foretold."""
    count = len(weights)
    steps = np.arange(count)
    share = count ** (-kernel.evenness / 2) if count else 0.0
    for position in range(count):
        back = position - steps
        near = kernel.decay ** (np.abs(back) - 1.0) * np.where(back > 0, 1.0, kernel.later) * weights
        near[position] = 0.0
        ahead = np.where(back <= 0, kernel.reach ** np.abs(back).astype(float), 0.0) * weights
        yield share * np.where(near > NEGLIGIBLE, near, 0.0), share * np.where(ahead > NEGLIGIBLE, ahead, 0.0)


class _Entries:
    """A sparse matrix that grows by rows."""

    def __init__(self) -> None:
        self._columns: list[np.ndarray] = []
        self._values: list[np.ndarray] = []

    def add(self, columns: np.ndarray, values: np.ndarray) -> None:
        told = values > 0
        self._columns.append(columns[told])
        self._values.append(values[told])

    def matrix(self, columns: int) -> csr_array:
        if not self._columns:
            return csr_array((0, columns), dtype=np.float32)
        starts = np.concatenate([[0], np.cumsum([len(each) for each in self._columns])])
        values = np.concatenate(self._values).astype(np.float32)
        return csr_array((values, np.concatenate(self._columns), starts), shape=(len(self._columns), columns))
