"""What people with the same choices also chose, and what is like it: everything a person likes adds its own share.

The model knows items, not people: whoever spoke one sentence ago is folded in by what they like. A score is the sum of
likings times weights (see ``weights``), so each liked item's share of it is exact.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, vstack

from convrec.recommenders.base import best
from convrec.recommenders.people.histories import Histories, histories_of_acts
from convrec.recommenders.people.kept import kept_weights
from convrec.recommenders.people.rows import best_for
from convrec.recommenders.people.weights import DENSE, PEOPLE, Weights, sharpened, value_matrix
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
        self._kinds, self._histories, self._people = tuple(weights), histories, people
        self._stacked = csr_array(vstack(list(weights.values()))) if weights else None  # (kinds · items, items)

    @classmethod
    def fitted(
        cls,
        row: Mapping[str, int],
        acts: Iterable[Act],
        graph: CatalogueGraph,
        popularity: float = 0.0,
        folder: Path | None = None,
    ) -> "People":
        """Fit to a shop's acts and to the values of its items. A large shop's weights are kept in ``folder``."""
        histories, people = histories_of_acts(acts, row)
        values = value_matrix([graph.values_of(item) for item in row]) if len(row) <= DENSE else None
        return cls(row, kept_weights(folder, histories, values, popularity), histories, people)

    def candidates(self, query: Query) -> list[Candidate]:
        liked = self._liked(query)
        if not liked or self._stacked is None:
            return []
        rows = np.array(sorted(liked))
        told = sharpened(np.array([liked[row] for row in rows.tolist()]))
        exclude = query.exclude.copy()
        exclude[rows] = True
        of_kinds = np.concatenate([rows + place * len(self._ids) for place in range(len(self._kinds))])
        found = best_for(self._stacked, of_kinds, np.tile(told, len(self._kinds)), exclude, query.limit)
        about = [(kind, (self._ids[row],)) for kind in self._kinds for row in rows.tolist()]
        because = {
            self._ids[row]: [Because(*whence, amount) for whence, amount in zip(about, amounts, strict=True) if amount]
            for row, amounts in zip(found.items.tolist(), found.parts.T.tolist(), strict=True)
        }
        return best(self.source, because, query.limit)

    def chosen_with(self, item_id: str) -> Mapping[str, float]:
        """Item → what people's choices of this one say for it; only what they speak for."""
        if self._stacked is None or PEOPLE not in self._kinds or item_id not in self._row:
            return {}
        row = self._kinds.index(PEOPLE) * len(self._ids) + self._row[item_id]
        start, end = self._stacked.indptr[row : row + 2]
        columns, weights = self._stacked.indices[start:end].tolist(), self._stacked.data[start:end].tolist()
        return {self._ids[column]: weight for column, weight in zip(columns, weights, strict=True) if weight > 0}

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
