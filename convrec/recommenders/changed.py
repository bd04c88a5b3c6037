"""What words beside a photo make of its votes, and what they ask for by comparison with the thing that it shows.

"This but in blue" looks for what has the photo's shape: its colour is not held against what is blue. "The same,
cheaper" is measured by the item that the photo looks most like, and the reason says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from convrec.data.attributes import is_colour
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE, Shelf
from convrec.recommenders.base import best
from convrec.types import ANYTHING, Because, Candidate, Query, Understanding
from knowledge_graph.schema import Constraint, Operator

BY_PICTURE = "photo"  # source of the votes by the photo sent
BY_ITEM = "like"  # and of those by the items pointed at
BY_PRINT = "lettering"  # and of those by the words read on the photo
APART = 0.5  # what looking like a photo that is turned down counts, beside one that is to be looked like
VARIANT = 3.0  # what being of the same design is worth beside one comparison; chosen on photos that may be learnt from


class Changed:
    """Other variants of what the photo looks like, and what is cheaper, smaller or larger than it, where the words ask
    for that.
    """

    source = "changed"

    def __init__(self, catalogue: Catalogue, shelf: Shelf) -> None:
        self._catalogue, self._shelf = catalogue, shelf

    def candidates(self, query: Query) -> list[Candidate]:
        asked, row = query.understanding, self._catalogue.row
        if not asked.changed or not asked.likened or asked.likened[0] not in row:
            return []
        like, because = asked.likened[0], defaultdict[str, list[Because]](list)
        for other in self._catalogue.variants(self._catalogue.item(like)):
            if not query.exclude[row[other.id]]:
                because[other.id].append(Because("variant", (like,), VARIANT))
        for bound in query.profile.constraints:
            if bound.attribute in asked.changed and bound.op in ("<=", ">="):
                for item in self._beyond(like, bound, query):
                    because[item].append(Because(_kind(bound.attribute, bound.op), (like, bound.attribute), 1.0))
        return best(self.source, because, query.limit)

    def _beyond(self, like: str, bound: Constraint, query: Query) -> Iterator[str]:
        """What has less (or more) of a measure than the thing that the photo looks like."""
        numbers, own = self._shelf.numbers(bound.attribute), self._catalogue.row[like]
        beyond = numbers < numbers[own] if bound.op == "<=" else numbers > numbers[own]
        yield from (self._catalogue.items[row].id for row in np.flatnonzero(beyond & ~query.exclude).tolist())


def _kind(attribute: str, op: Operator) -> str:
    less, more = ("cheaper", "dearer") if attribute == PRICE else ("smaller", "larger")
    return less if op == "<=" else more


def held(candidates: Iterable[Candidate], understanding: Understanding) -> Iterator[Candidate]:
    """The candidates with the votes by photos and items pointed at as the words want them.

    What something is to go with is not to be resembled, and what looks like what is turned down has that against it;
    of neither do the words on the photo speak for anything.
    What the words change is not held against an item, and where they change anything, its shape is what is left to be
    alike.
    """
    away = {"with": (BY_PICTURE, BY_ITEM, BY_PRINT), "unlike": (BY_PRINT,), "like": ()}[understanding.relation]
    for candidate in candidates:
        if candidate.source == BY_PICTURE and understanding.relation == "unlike":
            yield _against(candidate)
        elif candidate.source == BY_PICTURE and understanding.changed:
            yield _unheld(candidate, understanding.changed)
        elif candidate.source not in away:
            yield candidate


def _against(candidate: Candidate) -> Candidate:
    parts = tuple(replace(part, kind="apart", amount=-APART * part.amount) for part in candidate.because)
    return replace(candidate, score=sum(part.amount for part in parts), because=parts)


def _unheld(candidate: Candidate, changed: frozenset[str]) -> Candidate:
    dropped = {"colour"} if ANYTHING in changed or any(map(is_colour, changed)) else set()
    dropped |= {"meaning"} if ANYTHING in changed else set()
    parts = tuple(
        replace(part, kind="shape") if part.kind == "look" else part
        for part in candidate.because
        if part.kind not in dropped
    )
    return replace(candidate, score=sum(part.amount for part in parts), because=parts)
