"""The smallest set of somebody's opinions without which an item would not have been on their list.

Every answer is checked by making the list again. What to try first is told by the votes: what adds most to the item's
score is left out first; then pairs and triples, in the order of how far their single members moved the item.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice

from convrec.causes.held import Held
from convrec.causes.rerun import Rerun
from convrec.search import Found
from convrec.types import Recommendation
from knowledge_graph.schema import name_of

LARGEST = 3  # opinions left out together
TRIES = 92  # lists made again at most; enough for every set of up to three of eight opinions


@dataclass(frozen=True)
class Counterfactual:
    """What an item's place on a list hangs on.

    ``without`` is the smallest set whose removal takes the item out, the weightiest where there are several of that
    size; empty where no set that was tried does. ``complete`` says that no set of up to three that could be smaller was
    left untried, ``anyway`` that the item would be there even if nothing were held. The ``words`` of the search stay.
    """

    item_id: str
    without: tuple[Held, ...]
    complete: bool
    anyway: bool
    tries: int
    words: str = ""


def counterfactual(rerun: Rerun, item_id: str, most: int = TRIES) -> Counterfactual | None:
    """Look for the smallest set; None where making the list again doesn't show the item at all."""
    found = rerun.found()
    if not _lists(found, item_id):
        return None
    start, moved, words = _margin(found, item_id), dict[Held, float](), rerun.understanding.search_text
    tries = 0
    for without in islice(_sets(_by_contribution(rerun, found, item_id), moved), most):
        tries += 1
        found = rerun.found(without)
        if not _lists(found, item_id):
            return Counterfactual(item_id, without, True, False, tries, words)
        if len(without) == 1:
            moved[without[0]] = start - _margin(found, item_id)
    anyway = _lists(rerun.found(rerun.held), item_id)
    return Counterfactual(item_id, (), tries == _number_of_sets(len(rerun.held)), anyway, tries, words)


def _sets(order: list[Held], moved: Mapping[Held, float]) -> Iterator[tuple[Held, ...]]:
    """All sets up to the largest size, smaller ones first; ``moved`` fills while the single ones are tried."""
    for one in order:
        yield (one,)
    for size in range(2, LARGEST + 1):
        yield from sorted(combinations(order, size), key=lambda some: -sum(moved[one] for one in some))


def _number_of_sets(held: int) -> int:
    return sum(1 for size in range(1, LARGEST + 1) for _ in combinations(range(held), size))


def _by_contribution(rerun: Rerun, found: Found, item_id: str) -> list[Held]:
    """What is held, in the order of what it adds to the item's score; what was asked for outright says least: last."""
    recommendation = next(r for r in found.recommendations if r.item_id == item_id)
    return sorted(rerun.held, key=lambda one: (one.outright, -_contribution(one, recommendation)))


def _contribution(one: Held, recommendation: Recommendation) -> float:
    """The parts of a score that start from what is held: their evidence names it first."""
    names = {*one.abouts, *map(name_of, one.abouts)}
    parts = (part for vote in recommendation.votes for part in vote.because)
    return sum(part.amount for part in parts if part.about and part.about[0] in names)


def _lists(found: Found, item_id: str) -> bool:
    return any(recommendation.item_id == item_id for recommendation in found.recommendations)


def _margin(found: Found, item_id: str) -> float:
    """How far a listed item is above the best that isn't listed."""
    listed = {recommendation.item_id for recommendation in found.recommendations}
    own = next(r.score for r in found.ranked if r.item_id == item_id)
    return own - next((r.score for r in found.ranked if r.item_id not in listed), 0.0)
