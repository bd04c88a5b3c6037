"""What liking one item is worth to every other: the ridge between items, made ready to fold people in.

Its halves stay apart, so that each can be told for what it is: what people's choices say (``people``), and what the
items' values alone lead one to expect (``akin``), by which an item that nobody has chosen yet takes part. Both are
scaled: liking an item fully gives its best neighbour 1 by choices, in the middle of all items, whatever the shop.
What speaks against an item because another one is liked is left out: it makes no list better, and no reason.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.kernel import Kernel
from convrec.recommenders.people.ridge import Recipe, likeness, solve, tell
from convrec.recommenders.people.rows import weights_of_neighbours

# Chosen on the demo shop's months before the last; on MovieLens they are near the best as well.
RECIPE = Recipe(Kernel(decay=1.0, later=1.0, reach=0.0, evenness=0.0), ridge=15.0, unevenness=0.4)
SHARPNESS = 2.0  # exponent on likings and on what acts tell: a view is a far weaker sign than a purchase
LIKENESS = 0.4  # what an item's likest other is worth by values, beside the best one by choices
NEIGHBOURS = 200  # kept per item and half
DENSE = 3000  # items up to which all are solved for at once, which takes some seconds and half a gigabyte there
PEOPLE, AKIN = "people", "akin"

Weights = Mapping[str, csr_array]  # kind of evidence → (items, items), from the liked item to the others


def weigh(histories: Histories, values: csr_array | None, popularity: float = 0.0) -> Weights:
    """Fit on what people chose; empty where nobody chose anything.

    ``values`` (items, values) are 1 where an item has a value. ``popularity`` is an exponent on how often the other
    item was chosen: below 0 the popular count less. Beyond ``DENSE`` items each is fitted from its neighbours alone;
    values are left to other recommenders there.
    """
    chose = Histories(histories.rows, tuple(map(sharpened, histories.weights)), histories.items)
    chosen = chose.chosen()
    if not chosen.any():
        return {}
    fame = ((chosen + 1.0) / (chosen + 1.0).mean()) ** popularity
    if histories.items > DENSE:
        return {PEOPLE: nearest(csr_array(_of_neighbours(chose) @ diags_array(fame)), NEIGHBOURS)}
    solved = solve(chose, RECIPE)
    told = tell(solved.inverse(), solved, None if values is None else likeness(values))
    made = {PEOPLE: _made(told.choices, fame)}
    if told.attributes is not None:
        made[AKIN] = _made(told.attributes, LIKENESS * fame)
    return made


def sharpened(likings: np.ndarray) -> np.ndarray:
    """How much likings tell, (n,), with their signs: weak ones tell much less than strong ones."""
    return np.asarray(np.sign(likings) * np.abs(likings) ** SHARPNESS)


def value_matrix(values: Sequence[Sequence[str]]) -> csr_array | None:
    """The names of each item's values → (items, values) of 0 and 1; None where no item has any."""
    column: dict[str, int] = {}
    where = [
        (row, column.setdefault(name, len(column))) for row, own in enumerate(values) for name in dict.fromkeys(own)
    ]
    if not where:
        return None
    rows, columns = np.array(where, dtype=np.intp).T
    return csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(values), len(column)))


def _of_neighbours(histories: Histories) -> csr_array:
    """(items, items): what speaks for others, scaled, each item fitted from its neighbours."""
    made = weights_of_neighbours(histories, RECIPE, None)
    made.setdiag(0.0)
    made.data = np.maximum(made.data, 0.0).astype(np.float64)
    made.eliminate_zeros()
    return csr_array(made / _usual(made.max(axis=1).toarray().ravel()))


def _made(half: np.ndarray, factor: np.ndarray) -> csr_array:
    """A half (items, items) scaled, times a factor of the item that it speaks for, and cut to each item's nearest.

    ``half`` is changed.
    """
    np.fill_diagonal(half, 0.0)
    np.maximum(half, 0.0, out=half)
    half *= (factor / _usual(half.max(axis=1))).astype(half.dtype)
    count = min(NEIGHBOURS, len(half))
    columns = np.sort(np.argpartition(half, len(half) - count, axis=1)[:, -count:], axis=1)
    data = np.take_along_axis(half, columns, axis=1).astype(np.float64)
    starts = np.arange(0, data.size + 1, count)
    made = csr_array((data.ravel(), columns.ravel(), starts), shape=half.shape)
    made.eliminate_zeros()
    return made


def _usual(strongest: np.ndarray) -> float:
    """What liking an item gives its best neighbour, in the middle of the items that have one."""
    told = strongest[strongest > 0]
    return float(np.median(told)) if len(told) else 1.0


def nearest(weights: csr_array, most: int) -> csr_array:
    """Keep the ``most`` largest entries of each row."""
    keep = np.zeros(weights.nnz, dtype=bool)
    for start, end in zip(weights.indptr[:-1], weights.indptr[1:], strict=True):
        keep[start + np.argsort(-weights.data[start:end], kind="stable")[:most]] = True
    weights.data[~keep] = 0.0
    weights.eliminate_zeros()
    return weights
