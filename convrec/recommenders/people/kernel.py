"""Which items of a history foretell which: every choice seen from the choices around it.

For the choice at each position, the other choices of that person are its signs: earlier ones by how long before they
came, and, in a measure that the data decide, later ones too. Without the later ones this is a model of order (in the
manner of SLIST, Choi et al. 2021); with all of them alike, and no decay, it is EASE (Steck 2019). Where the choice
itself is among its signs, it is a denoising autoencoder in closed form (Steck 2020), which the ridge keeps from telling
of each item by that alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.people.histories import Histories

NEGLIGIBLE = 1e-3
AT_ONCE = 30_000_000  # pairs of a history's items that are added up at a time: half a gigabyte
LATEST = 50  # items of a history that are looked at where order counts; older ones are signs of little
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Kernel:
    """How choices foretell each other."""

    decay: float = 0.7  # of a sign, for each step that it lies back (or ahead)
    later: float = 0.3  # what a later choice tells, beside an earlier one as near
    reach: float = 0.5  # how far a position's signs foretell beyond it: of the next choices, this much a step
    evenness: float = 0.5  # 0: each choice counts the same; 1: each person does
    itself: bool = False  # whether a choice is a sign of itself; looked at only where order tells nothing

    @property
    def orderless(self) -> bool:
        """Whether all choices of a person are alike to each other, whenever they were made."""
        return (self.decay, self.later, self.reach) == (1.0, 1.0, 0.0)


@dataclass(frozen=True, eq=False)
class Sums:
    """``signs`` XᵀX (items, items) and ``foretold`` XᵀY (items, items) over all positions, and how often each item was
    chosen (items,).
    """

    signs: csr_array
    foretold: csr_array
    chosen: np.ndarray


def sums(histories: Histories, kernel: Kernel) -> Sums:
    """Add up what every position tells."""
    if kernel.orderless:
        return _orderless(histories, kernel)
    added = csr_array((histories.items, histories.items), dtype=np.complex64)
    for some in _batches(_pairs(histories, kernel)):
        rows, columns, values = (np.concatenate(each) for each in zip(*some, strict=True))
        added = added + csr_array((values, (rows, columns)), shape=added.shape)
    added.sort_indices()
    signs, foretold = np.ascontiguousarray(added.data.real), np.ascontiguousarray(added.data.imag)
    where = added.indices, added.indptr
    return Sums(csr_array((signs, *where), added.shape), csr_array((foretold, *where), added.shape), histories.chosen())


def _orderless(histories: Histories, kernel: Kernel) -> Sums:
    """The same sums where order tells nothing, without a row per position.

    Of a person's choices x, each foretold from the others, XᵀX is (n − 2) xxᵀ + diag(x²) and XᵀY is xxᵀ − diag(x²);
    each foretold from all of them, both are xxᵀ.
    """
    x = histories.matrix()
    count = np.diff(x.indptr).astype(np.float64)
    share = np.maximum(count, 1.0) ** -kernel.evenness
    together = csr_array(x.T @ diags_array(share) @ x)
    if kernel.itself:
        both = together.astype(np.float32)
        return Sums(both, both, histories.chosen())
    own = diags_array(np.asarray((diags_array(share) @ x.multiply(x)).sum(axis=0)).ravel())
    signs = csr_array(x.T @ diags_array(share * np.maximum(count - 2, 0.0)) @ x + own).astype(np.float32)
    return Sums(signs, csr_array(together - own).astype(np.float32), histories.chosen())


def _pairs(histories: Histories, kernel: Kernel) -> Iterator[Pairs]:
    """What pairs of items of one history tell: rows, columns, and in one complex number the pair's part of XᵀX and,
    imaginary, of XᵀY. Histories of one length are taken together: their positions relate to each other alike.
    """
    by_length: dict[int, list[int]] = defaultdict(list)
    for person, rows in enumerate(histories.rows):
        if len(rows) > 1:
            by_length[min(len(rows), LATEST)].append(person)
    for length, people in sorted(by_length.items()):
        for start in range(0, len(people), AT_ONCE // length**2):
            some = people[start : start + AT_ONCE // length**2]
            rows = np.stack([histories.rows[person][-length:] for person in some]).astype(np.int32)
            weights = np.stack([histories.weights[person][-length:] for person in some])
            told = _relations(length, kernel) * (weights[:, :, None] * weights[:, None, :]).astype(np.float32)
            yield np.repeat(rows, length, axis=1).ravel(), np.tile(rows, length).ravel(), told.ravel()


def _relations(count: int, kernel: Kernel) -> np.ndarray:
    """(count, count) of what two positions of a history of that length tell, in the form of ``_pairs``."""
    steps = np.arange(count)
    back = steps[:, None] - steps
    near = kernel.decay ** (np.abs(back) - 1.0) * np.where(back > 0, 1.0, kernel.later)
    near[(back == 0) | (near <= NEGLIGIBLE)] = 0.0
    ahead = np.where(back <= 0, kernel.reach ** np.abs(back).astype(float), 0.0)
    ahead[ahead <= NEGLIGIBLE] = 0.0
    share = float(count) ** -kernel.evenness
    return np.asarray(share * (near.T @ near + 1j * (near.T @ ahead)), dtype=np.complex64)


def _batches(pairs: Iterator[Pairs]) -> Iterator[list[Pairs]]:
    """As many at a time as memory is meant to hold."""
    some: list[Pairs] = []
    for each in pairs:
        some.append(each)
        if sum(len(rows) for rows, _, _ in some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some
