"""A peer of ``people``: item-to-item collaborative filtering by cosines, as most shops do it.

Similarity is the cosine of two items' columns in the matrix of people and items, shrunk towards zero where few people
chose both (Sarwar et al. 2001; shrinkage after Bell & Koren 2007).
"""

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.base import best
from convrec.recommenders.people.histories import histories_of_acts
from convrec.recommenders.people.weights import nearest
from convrec.types import Act, Because, Candidate, Query
from knowledge_graph.schema import ITEM, kind_of, name_of

SHRINKAGE = 5.0  # as if so many people had chosen each pair's items apart
NEIGHBOURS = 100  # kept per item


class Cosines:
    """Votes from the items of a profile."""

    source = "cosine"

    def __init__(self, row: Mapping[str, int], acts: Iterable[Act]) -> None:
        self._row, self._ids = row, tuple(row)
        self._similar = item_similarity(histories_of_acts(acts, row)[0].matrix().astype(np.float64))

    def candidates(self, query: Query) -> list[Candidate]:
        likings = [liking for about, liking in query.profile.likings.items() if kind_of(about) == ITEM]
        rows = [self._row[name_of(liking.about)] for liking in likings]
        scores = np.array([liking.value for liking in likings]) @ self._similar[rows].toarray()
        told = np.flatnonzero((scores != 0) & ~query.exclude)
        because = {self._ids[row]: [Because("people", (), float(scores[row]))] for row in told.tolist()}
        return best(self.source, because, query.limit)


def item_similarity(matrix: csr_array) -> csr_array:
    """Shrunk cosine between the items of a (people, items) matrix: sparse (items, items), the nearest of each row."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    inverse = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0)
    unit = matrix @ diags_array(inverse)
    cosine = csr_array(unit.T @ unit)
    cosine.setdiag(0.0)
    cosine.eliminate_zeros()
    chose = (matrix > 0).astype(np.float64)
    both = csr_array(chose.T @ chose)
    shrink = both.copy()
    shrink.data = both.data / (both.data + SHRINKAGE)
    return nearest(csr_array(cosine.multiply(shrink)), NEIGHBOURS)
