"""What words beside a photo make of its votes, and what they ask for by comparison with the thing that it shows.

"This but in blue" looks for what has the photo's shape: its colour is not held against what is blue. "The same, cheaper"
is measured by the item that the photo looks most like, and the reason says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from convrec.data.shelf import PRICE, Shelf
from convrec.recommenders.base import best
from convrec.types import ANYTHING, Because, Candidate, Query, Understanding

BY_PICTURE = "photo"  # source of the votes by the photo sent
BY_ITEM = "like"  # and of those by the items pointed at
COLOUR = re.compile("colou?r")


class Changed:
    """Items that are cheaper, smaller or larger than what the photo looks like, where the words ask for that."""

    source = "changed"

    def __init__(self, ids: Sequence[str], row: Mapping[str, int], shelf: Shelf) -> None:
        self._ids, self._row, self._shelf = ids, row, shelf

    def candidates(self, query: Query) -> list[Candidate]:
        asked = query.understanding
        bounds = [c for c in query.profile.constraints if c.attribute in asked.changed and c.op in ("<=", ">=")]
        if not bounds or not asked.likened or asked.likened[0] not in self._row:
            return []
        because: dict[str, list[Because]] = {}
        for bound in bounds:
            numbers, own = self._shelf.numbers(bound.attribute), self._row[asked.likened[0]]
            beyond = numbers < numbers[own] if bound.op == "<=" else numbers > numbers[own]
            kind = _kind(bound.attribute, bound.op == "<=")
            for row in np.flatnonzero(beyond & ~query.exclude).tolist():
                part = Because(kind, (asked.likened[0], bound.attribute), 1.0)
                because.setdefault(self._ids[row], []).append(part)
        return best(self.source, because, query.limit)


def _kind(attribute: str, less: bool) -> str:
    if attribute == PRICE:
        return "cheaper" if less else "dearer"
    return "smaller" if less else "larger"


def held(candidates: Iterable[Candidate], understanding: Understanding) -> Iterator[Candidate]:
    """The candidates with the votes by photos and items pointed at as the words want them.

    What is turned down, and what something is to go with, is not to be resembled. What the words change is not held
    against an item, and where they change anything, its shape is what is left to be alike.
    """
    away = {"like": (), "unlike": (BY_PICTURE,), "with": (BY_PICTURE, BY_ITEM)}[understanding.relation]
    for candidate in candidates:
        if candidate.source == BY_PICTURE and understanding.changed:
            yield _unheld(candidate, understanding.changed)
        elif candidate.source not in away:
            yield candidate


def _unheld(candidate: Candidate, changed: frozenset[str]) -> Candidate:
    dropped = {"colour"} if ANYTHING in changed or any(map(COLOUR.fullmatch, changed)) else set()
    dropped |= {"meaning"} if ANYTHING in changed else set()
    parts = tuple(
        replace(part, kind="shape") if part.kind == "look" else part
        for part in candidate.because
        if part.kind not in dropped
    )
    return replace(candidate, score=sum(part.amount for part in parts), because=parts)
