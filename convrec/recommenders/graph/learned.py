"""The learned form of the graph recommender: everything a person likes adds its own exact share to every score."""

from collections.abc import Iterator

import numpy as np

from convrec.recommenders.base import best
from convrec.recommenders.graph.formula import Formula
from convrec.recommenders.graph.joined import Joined
from convrec.recommenders.graph.walk import weight_now
from convrec.types import Because, Candidate, Query
from knowledge_graph.schema import ITEM, kind_of, name_of


class Learned:
    """Votes by ⟨F(x), A·h⟩. Zero is what an average item of the catalogue scores."""

    source = "learned"

    def __init__(self, formula: Formula, joined: Joined) -> None:
        self._formula, self._ids = formula, joined.items
        self._node = {f"{ITEM}/{item}": row for row, item in enumerate(joined.items)}
        self._node |= {value: len(joined.items) + place for place, value in enumerate(joined.values)}

    def candidates(self, query: Query) -> list[Candidate]:
        parts = list(self._parts(query))
        if not parts:
            return []
        open_rows = np.flatnonzero(~(query.exclude | self._spoken_of(query)))
        total = np.sum([shares for _, _, shares in parts], axis=0)
        because = {
            self._ids[row]: [Because(kind, (about,), float(shares[row])) for kind, about, shares in parts]
            for row in open_rows[np.argsort(-total[open_rows], kind="stable")[: query.limit]].tolist()
        }
        return best(self.source, because, query.limit)

    def _parts(self, query: Query) -> Iterator[tuple[str, str, np.ndarray]]:
        """For every liking of something known: its kind, what it is about, and its share of all scores (items,)."""
        for about, liking in query.profile.likings.items():
            if about in self._node and liking.value:
                kind = "suits" if liking.value > 0 else "suits disliked"
                weight = weight_now(liking, query.profile.search_began)
                yield kind, about, weight * self._formula.shares(self._node[about])

    def _spoken_of(self, query: Query) -> np.ndarray:
        """Mask (items,) of what the person has an opinion of already."""
        known = {name_of(about) for about in query.profile.likings if kind_of(about) == ITEM}
        return np.array([item in known for item in self._ids])
