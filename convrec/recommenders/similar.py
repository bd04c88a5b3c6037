"""Items near to words or to another item, by their vectors in the index.

A score is how much nearer an item is than the run of the shop: its cosine less the background, the median
of all that was fetched. So a query that is like everything says little, and scores of two encoders can be weighed.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from convrec.index import Index, sound_part, words_part
from convrec.models import Models
from convrec.recommenders.base import WIDER, allowed_ids, best, few_open
from convrec.types import Because, Candidate, Query
from knowledge_graph.schema import ITEM, kind_of, name_of

NAMED = 1.0  # what being asked for by title is worth, in cosines
FETCHED = 200  # neighbours asked for, background included


class Near:
    """What both have in common: ask one part of the index and subtract the background."""

    def __init__(self, index: Index, models: Models, ids: Sequence[str], row: dict[str, int]) -> None:
        self._index, self._models = index, models
        self._ids, self._row = ids, row

    def nearer(self, part: str, vector: np.ndarray, query: Query) -> dict[str, float]:
        """Item id → cosine above the background, for the items that may be shown."""
        found = self._index.nearest(part, vector, FETCHED)
        background = float(np.median([similarity for _, similarity in found])) if len(found) > 1 else 0.0
        among = allowed_ids(self._ids, query.exclude) if len(found) == FETCHED else None
        if among is not None:  # what may be shown can lie beyond what was fetched
            found = self._index.nearest(part, vector, min(FETCHED, len(among)), among)
        elif few_open([item for item, _ in found], query, self._row):
            found = self._index.nearest(part, vector, WIDER)
        return {
            item: similarity - background
            for item, similarity in found
            if item in self._row and not query.exclude[self._row[item]]
        }


class SimilarToWords(Near):
    """Items whose texts are near to what was asked for."""

    source = "words"

    def candidates(self, query: Query) -> list[Candidate]:
        understanding = query.understanding
        if understanding.vector is None or not understanding.search_text:
            return []
        near = self.nearer(words_part(self._models, understanding.language), understanding.vector, query)
        said = (understanding.search_text,)
        return best(self.source, {item: [Because("words", said, amount)] for item, amount in near.items()}, query.limit)


class SimilarToItem(Near):
    """Items near, in words and in sound, to those a message points at ("more like the second"), and those it names."""

    source = "like"

    def candidates(self, query: Query) -> list[Candidate]:
        understanding = query.understanding
        because: dict[str, list[Because]] = defaultdict(list)
        for kind, part in (
            ("like", words_part(self._models, understanding.language)),
            ("sounds", sound_part(self._models)),
        ):
            pointed_at = self._index.vectors(part, understanding.pointed_items) if understanding.pointed_items else {}
            for item, vector in pointed_at.items():
                for near, amount in self.nearer(part, vector, query).items():
                    if near not in pointed_at:
                        because[near].append(Because(kind, (item,), amount / len(pointed_at)))
        for item in {name_of(mention.entity) for mention in understanding.mentions if kind_of(mention.entity) == ITEM}:
            if not query.exclude[self._row[item]]:
                because[item].append(Because("named", (item,), NAMED))
        return best(self.source, because, query.limit)
