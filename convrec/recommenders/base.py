"""What a recommender must offer, and the few things that all of them need."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from convrec.types import Because, Candidate, Query

WIDER = 2000  # neighbours asked for where most of the nearest may not be shown, and there are too many others to list


class Recommender(Protocol):
    """One way of naming items. ``source`` is the name its votes carry in the ranking."""

    source: str

    def candidates(self, query: Query) -> list[Candidate]:
        """Items worth considering, best first, at most ``query.limit``; none that ``query.exclude`` masks.

        Every candidate says why: the amounts in ``because`` add up to its score. An empty list means that there is
        nothing to go by.
        """
        ...


def best(source: str, because: Mapping[str, Sequence[Because]], limit: int) -> list[Candidate]:
    """Candidates from the parts of each item's score, best first; ties keep the mapping's order."""
    made = [
        Candidate(item, sum(part.amount for part in parts), source, tuple(parts)) for item, parts in because.items()
    ]
    return sorted(made, key=lambda candidate: -candidate.score)[:limit]


def allowed_ids(ids: Sequence[str], exclude: np.ndarray, widest: int = 2000) -> list[str] | None:
    """The ids left by a mask, or None where they are all or too many to list in a query."""
    left = np.flatnonzero(~exclude)
    return None if len(left) == len(ids) or len(left) > widest else [ids[row] for row in left.tolist()]


def few_open(items: Sequence[str], query: Query, row: Mapping[str, int]) -> bool:
    """Whether the mask leaves less of these than there might be of others: a search has to reach further."""
    left = sum(item in row and not query.exclude[row[item]] for item in items)
    return left < min(query.limit, len(items))
