"""What most people choose: the last resort for a person of whom nothing is known, and a light weight on the scale."""

from collections.abc import Sequence

import numpy as np

from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Query


class Popular:
    """Items by how much people did with them, on a logarithmic scale from 0 to 1.

    Without any acts every item counts the same, and a walk across the shop's sorts of thing comes out.
    """

    source = "popular"

    def __init__(self, ids: Sequence[str], people: np.ndarray, sorts: Sequence[str]) -> None:
        """``people`` (items,) counts the people who chose each item; ``sorts`` says what sort of thing each is."""
        self._ids, self._people = ids, people
        strength = np.log1p(people)
        self._strength = strength / strength.max() if strength.max() > 0 else strength
        self._order = np.lexsort((_turn_taking(sorts), -self._strength))

    def candidates(self, query: Query) -> list[Candidate]:
        open_rows = self._order[~query.exclude[self._order]][: query.limit]
        return best(self.source, {self._ids[row]: [self._because(row)] for row in open_rows}, query.limit)

    def _because(self, row: int) -> Because:
        chosen = int(self._people[row])
        return Because("popular" if chosen else "offered", (str(chosen),), float(self._strength[row]))


def _turn_taking(sorts: Sequence[str]) -> np.ndarray:
    """For each item, how many of its sort came before it: sorting by it takes one of each sort, then a second …"""
    met: dict[str, int] = {}
    turns = []
    for sort in sorts:
        met[sort] = met.get(sort, -1) + 1
        turns.append(met[sort])
    return np.array(turns)
