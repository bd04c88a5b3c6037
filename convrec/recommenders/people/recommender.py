"""What people with the same choices also chose, and what is like it: everything a person likes adds its own share.

The model knows items, not people: whoever spoke one sentence ago is folded in by what they like. A score is the sum of
likings times weights (see ``weights``), so each liked item's share of it is exact.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from convrec.recommenders.base import best
from convrec.recommenders.people.histories import Histories, histories_of_acts
from convrec.recommenders.people.weights import Weights, sharpened, value_matrix, weigh
from convrec.types import Act, Because, Candidate, Query
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import ITEM, kind_of, name_of


class People:
    """Collaborative votes from the items a person likes or dislikes, and from what they did in the shop before."""

    source = "people"

    def __init__(
        self, row: Mapping[str, int], weights: Weights, histories: Histories, people: Mapping[str, int]
    ) -> None:
        """``row`` are the items in their order; ``people`` maps a user id to its place in ``histories``."""
        self._row, self._ids = row, tuple(row)
        self._weights, self._histories, self._people = weights, histories, people

    @classmethod
    def fitted(
        cls, row: Mapping[str, int], acts: Iterable[Act], graph: CatalogueGraph, popularity: float = 0.0
    ) -> "People":
        """Fit to a shop's acts and to the values of its items."""
        histories, people = histories_of_acts(acts, row)
        values = value_matrix([graph.values_of(item) for item in row])
        return cls(row, weigh(histories, values, popularity), histories, people)

    def candidates(self, query: Query) -> list[Candidate]:
        liked = self._liked(query)
        if not liked or not self._weights:
            return []
        rows = np.array(sorted(liked))
        told = sharpened(np.array([liked[row] for row in rows.tolist()]))[:, None]
        shares = {kind: told * weights[rows].toarray() for kind, weights in self._weights.items()}
        near = sum(np.abs(share).sum(axis=0) for share in shares.values()) > 0
        near[rows] = near[query.exclude] = False
        score = sum(share.sum(axis=0) for share in shares.values())
        first = np.flatnonzero(near)
        first = first[np.argsort(-score[first], kind="stable")[: query.limit]]
        because: dict[str, list[Because]] = {self._ids[row]: [] for row in first.tolist()}
        about = [(self._ids[row],) for row in rows.tolist()]
        for kind, share in shares.items():
            for parts, amounts in zip(because.values(), share[:, first].T.tolist(), strict=True):
                parts += [Because(kind, item, amount) for item, amount in zip(about, amounts, strict=True) if amount]
        return best(self.source, because, query.limit)

    def _liked(self, query: Query) -> dict[int, float]:
        """Row → liking, from −1 to 1: the person's acts in the shop's data, overruled by what they said since."""
        liked: dict[int, float] = {}
        known = self._people.get(query.profile.user_id)
        if known is not None:
            own = zip(self._histories.rows[known].tolist(), self._histories.weights[known].tolist(), strict=True)
            liked = {row: min(1.0, weight) for row, weight in own}
        for about, liking in query.profile.likings.items():
            if kind_of(about) == ITEM and name_of(about) in self._row:
                liked[self._row[name_of(about)]] = liking.value
        return {row: liking for row, liking in liked.items() if liking}
