"""The closed form over all items at once as the same sparse rows, and which form is ours at which size."""

import numpy as np
from scipy.sparse import csr_array, vstack

from convrec.recommenders.people import rows
from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.ridge import Recipe, solve, tell
from convrec.recommenders.people.rows import LARGEST_DENSE, weights_of_neighbours

BLOCK = 1000  # rows of a dense solution that are looked at together


def fit_weights(histories: Histories, recipe: Recipe, side: csr_array | None) -> csr_array:
    """Weights (items, items): row i is what choosing i says for each other item, at most ``KEPT`` of them.

    Small catalogues take the closed form over all items, larger ones that over neighbourhoods. ``side`` are the rows
    of ``likeness`` or None.
    """
    fit = weights_of_neighbours if histories.items > LARGEST_DENSE else weights_of_all
    return fit(histories, recipe, side)


def weights_of_all(histories: Histories, recipe: Recipe, side: csr_array | None) -> csr_array:
    """The closed form over all items at once."""
    solved = solve(histories, recipe)
    inverse = solved.inverse()
    blocks = np.array_split(inverse, max(1, len(inverse) // BLOCK))
    return csr_array(vstack([_strongest(tell(block, solved, side).scores(recipe)) for block in blocks]))


def _strongest(block: np.ndarray) -> csr_array:
    """Of each row of a dense (n, items) the entries that are furthest from 0."""
    kept = min(rows.KEPT, block.shape[1])
    columns = np.sort(np.argpartition(-np.abs(block), kept - 1, axis=1)[:, :kept], axis=1)
    values = np.take_along_axis(block, columns, axis=1)
    starts = np.arange(0, columns.size + 1, kept)
    return csr_array((values.ravel(), columns.ravel().astype(np.int32), starts), shape=block.shape)
