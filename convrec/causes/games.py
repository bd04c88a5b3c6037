"""The two games whose Shapley values are asked for: by a person's opinions, and by the sources of votes."""

from collections.abc import Callable, Iterable, Sequence

from convrec.causes.held import Held
from convrec.causes.rerun import Rerun
from convrec.causes.shapley import Shares, shapley
from convrec.ranking import fuse
from convrec.types import Candidate, Recommendation


def shares_of_opinions(rerun: Rerun, item_id: str) -> Shares[Held]:
    """How an item's score divides among what its person holds; a coalition's value is its score with only that said.

    Where an item is not open or not named, its score is 0. That is where opinions interact: a dislike masks, what is
    liked is not proposed by others' choices, a limit makes room among the candidates.
    """

    def value(said: frozenset[Held]) -> float:
        return score_of(rerun.found([one for one in rerun.held if one not in said]).ranked, item_id)

    return shapley(rerun.held, value)


def shares_of_sources(
    candidates: list[Candidate], item_id: str, fuse: Callable[[Iterable[Candidate]], Sequence[Recommendation]] = fuse
) -> Shares[str]:
    """How an item's score divides among words, photo, people, graph …; a coalition's value is its score from those.

    Under a ``fuse`` that adds votes these are the votes' contributions.
    """
    sources = sorted({candidate.source for candidate in candidates})

    def value(asked: frozenset[str]) -> float:
        return score_of(fuse(candidate for candidate in candidates if candidate.source in asked), item_id)

    return shapley(sources, value)


def score_of(ranked: Sequence[Recommendation], item_id: str) -> float:
    """An item's score in a ranking, 0 where it has none."""
    return next((recommendation.score for recommendation in ranked if recommendation.item_id == item_id), 0.0)
