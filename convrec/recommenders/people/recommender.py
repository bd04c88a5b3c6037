"""What people with the same choices also chose: item-to-item collaborative filtering.

Similarity between items is the cosine of their columns in the person × item matrix, shrunk towards zero where few
people chose both (Sarwar et al. 2001; shrinkage after Bell & Koren 2007). The model knows items, not people: whoever
spoke one sentence ago is folded in by what they like, and each liked item's share of a score is exact.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Query
from knowledge_graph.schema import ITEM, kind_of, name_of

SHRINKAGE = 5.0  # as if so many people had chosen each pair's items apart
NEIGHBOURS = 100  # kept per item


class People:
    """Collaborative votes from the items a person likes or dislikes, and from what they did in the shop before."""

    source = "people"

    def __init__(
        self, ids: Sequence[str], row: Mapping[str, int], matrix: csr_array, people: Mapping[str, int]
    ) -> None:
        """``matrix`` (people, items) holds non-negative weights; ``people`` maps a user id to its row."""
        self._ids, self._row = ids, row
        self._matrix, self._people = matrix, people
        self._similar = item_similarity(matrix)

    def candidates(self, query: Query) -> list[Candidate]:
        because: dict[str, list[Because]] = defaultdict(list)
        liked = self._liked(query)
        for item, liking in liked.items():
            start, end = self._similar.indptr[self._row[item] : self._row[item] + 2]
            for near, similarity in zip(self._similar.indices[start:end], self._similar.data[start:end], strict=True):
                if not query.exclude[near] and self._ids[near] not in liked:
                    because[self._ids[near]].append(Because("people", (item,), float(liking * similarity)))
        return best(self.source, because, query.limit)

    def _liked(self, query: Query) -> dict[str, float]:
        """Item id → liking: the person's acts in the shop's data, overruled by what they said since."""
        liked: dict[str, float] = {}
        known = self._people.get(query.profile.user_id)
        if known is not None:
            start, end = self._matrix.indptr[known : known + 2]
            for row, weight in zip(self._matrix.indices[start:end], self._matrix.data[start:end], strict=True):
                liked[self._ids[row]] = min(1.0, float(weight))
        for about, liking in query.profile.likings.items():
            if kind_of(about) == ITEM and name_of(about) in self._row:
                liked[name_of(about)] = liking.value
        return {item: liking for item, liking in liked.items() if liking}


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
    return _nearest(csr_array(cosine.multiply(shrink)), NEIGHBOURS)


def _nearest(similar: csr_array, most: int) -> csr_array:
    """Keep the ``most`` largest entries of each row."""
    keep = np.zeros(similar.nnz, dtype=bool)
    for start, end in zip(similar.indptr[:-1], similar.indptr[1:], strict=True):
        keep[start + np.argsort(-similar.data[start:end], kind="stable")[:most]] = True
    similar.data[~keep] = 0.0
    similar.eliminate_zeros()
    return similar
