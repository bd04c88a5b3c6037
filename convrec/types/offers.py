"""What is offered: from a query to a recommendation, each with the votes it came by."""

from dataclasses import dataclass

import numpy as np

from convrec.types.understanding import Understanding
from knowledge_graph.schema import Profile


@dataclass(frozen=True, eq=False)
class Query:
    """All that a recommender may look at. ``exclude`` is a mask over the catalogue's rows (True = not this one)."""

    understanding: Understanding
    profile: Profile
    exclude: np.ndarray
    limit: int = 100


@dataclass(frozen=True)
class Because:
    """One part of a candidate's score: ``kind`` names the sort of evidence, ``about`` the ids or words it rests on.

    ``photos`` are the numbers of the photos it goes by, where photos are told apart. The amounts of a candidate's parts
    add up to its score.
    """

    kind: str
    about: tuple[str, ...]
    amount: float
    photos: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An item proposed by one recommender (``source``), with the parts its score is made of."""

    item_id: str
    score: float
    source: str
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Vote:
    """A candidate's place in the fusion: ``contribution`` is exactly what it added to the item's score."""

    source: str
    contribution: float
    because: tuple[Because, ...]  # amounts are in units of the fused score and add up to ``contribution``


@dataclass(frozen=True)
class Recommendation:
    """An item on the list; ``score`` is the sum of its votes' contributions."""

    item_id: str
    score: float
    votes: tuple[Vote, ...]
