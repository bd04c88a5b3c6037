"""What somebody was shown before and left alone: a very weak word against it, so that lists move on."""

from collections import Counter
from collections.abc import Sequence

from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Query
from knowledge_graph.schema import item_entity

ONCE = 1  # a list that an item may have been on without a word against it
MOST = 3.0  # however often it was passed over


class PassedOver:
    """One point against an item for every list after the first on which it stood and drew no reaction."""

    source = "passed"

    def __init__(self, ids: Sequence[str]) -> None:
        self._row = {item: row for row, item in enumerate(ids)}

    def candidates(self, query: Query) -> list[Candidate]:
        profile = query.profile
        times = Counter(item for shown in (profile.shown, *profile.earlier) for item in shown)
        because = {
            item: [Because("passed", (str(count),), -min(MOST, float(count - ONCE)))]
            for item, count in times.items()
            if count > ONCE and item in self._row and not query.exclude[self._row[item]]
            if not profile.liking(item_entity(item))
        }
        return best(self.source, because, query.limit)
