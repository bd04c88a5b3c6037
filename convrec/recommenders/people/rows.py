"""What each item's being chosen says for every other: the fitted weights, and a request, which adds up a few rows.

A request looks at the rows of the chosen items and at nothing else, so it costs the same in a shop of any size, and
whoever chose something a moment ago is folded in by it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.ridge import Recipe

LARGEST_DENSE = 10_000  # items of which all are solved for at once where that isn't waited for; above, by neighbours
KEPT = 500  # weights of an item, the largest; what is left out was measured to be worth nothing, 200 lost a thirtieth


@dataclass(frozen=True, eq=False)
class Listed:
    """The best ``items`` (count,) for a request, best first, and each chosen one's ``parts`` (chosen, count)."""

    items: np.ndarray
    parts: np.ndarray

    @property
    def scores(self) -> np.ndarray:
        """(count,): the sums of the parts, in the order of what was chosen."""
        return np.asarray(self.parts.sum(axis=0))


def weights_of_neighbours(histories: Histories, recipe: Recipe, side: csr_array | None) -> csr_array:
    """The closed form of each item over its neighbours."""
    from convrec.recommenders.people.neighbourhood import fit_neighbourhoods  # its compiler needs a second to load

    made = fit_neighbourhoods(histories, recipe, side)
    often = ((histories.chosen() + 1.0) ** recipe.popularity).astype(np.float32)
    weights = csr_array(made @ diags_array(often))
    keep = np.ones(weights.nnz, dtype=bool)
    for row in np.flatnonzero(np.diff(weights.indptr) > KEPT).tolist():
        start, end = weights.indptr[row : row + 2]
        keep[start + np.argpartition(-np.abs(weights.data[start:end]), KEPT - 1)[KEPT:]] = False
    starts = np.concatenate([[0], np.cumsum(keep)])[weights.indptr]
    return csr_array((weights.data[keep], weights.indices[keep], starts), shape=weights.shape)


def best_for(weights: csr_array, chosen: np.ndarray, likings: np.ndarray, exclude: np.ndarray, count: int) -> Listed:
    """The ``count`` items for which most speaks, of those that anything speaks for or against.

    ``chosen`` (n,) are rows of ``weights`` (rows, items), each once, ``likings`` (n,) how much each is liked, or
    disliked below 0; ``exclude`` is a mask (items,), which should hold what is chosen.
    """
    starts, ends = weights.indptr[chosen], weights.indptr[chosen + 1]
    by = np.repeat(np.arange(len(chosen)), ends - starts)
    where = np.arange(len(by)) + np.repeat(ends - np.cumsum(ends - starts), ends - starts)
    items, amounts = weights.indices[where], weights.data[where].astype(np.float64) * likings[by]
    kept = ~exclude[items]
    items, by, amounts = items[kept], by[kept], amounts[kept]
    # Sorting what is named beats a look at every item, unless more is named than there are items.
    few = len(items) < len(exclude)
    named, column = np.unique(items, return_inverse=True) if few else (np.arange(len(exclude)), items)
    scores = np.bincount(column, amounts, minlength=len(named))
    found = np.flatnonzero(scores)
    if len(found) > count:
        found = found[np.argpartition(-scores[found], count - 1)[:count]]
    found = found[np.argsort(-scores[found], kind="stable")]
    return Listed(named[found], _parts(column, by, amounts, found, len(chosen)))


def _parts(column: np.ndarray, by: np.ndarray, amounts: np.ndarray, found: np.ndarray, chosen: int) -> np.ndarray:
    """(chosen, found) of the amounts by which each item found is spoken for."""
    place = np.full(column.max(initial=-1) + 1, -1)
    place[found] = np.arange(len(found))
    own = place[column] >= 0
    parts = np.zeros((chosen, len(found)))
    parts[by[own], place[column[own]]] = amounts[own]
    return parts
