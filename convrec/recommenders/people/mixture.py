"""Two models of what people choose, added up: what the ridge says and, in a measure found by trying, what points say.

They err differently: the ridge learns each pair of items by itself, the points (see ``factors``) learn few directions
from all pairs at once. Both are sums over a person's own items, and so is the mixture.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scipy.sparse import csr_array

from convrec.recommenders.people.choice import Found, Space, Tried, search
from convrec.recommenders.people.factors import Factoring, Points, fit
from convrec.recommenders.people.quality import Asked, measures
from convrec.recommenders.people.ridge import Recipe

RIDGE = 0.6  # of the time is for the ridge's settings, the rest for the factorisation's
STEPS: tuple[Callable[[Factoring], Factoring], ...] = (
    lambda usual: usual,
    lambda best: replace(best, everything=best.everything / 3.0),
    lambda best: replace(best, everything=best.everything * 3.0),
    lambda best: replace(best, ridge=best.ridge / 2.0),
    lambda best: replace(best, ridge=best.ridge * 2.0),
)
WEIGHTS = (0.15, 0.3, 0.5, 0.8, 1.2, 2.0)  # of the points, where scores of both spread as far
USUAL = 0.5


@dataclass(frozen=True)
class Mixture:
    """Scores are the ridge's plus ``weight`` times the points'."""

    recipe: Recipe
    factoring: Factoring
    weight: float = 0.0
    decay: float = 1.0  # of what a person chose, for each step that it lies back when they are folded into the points


def mix(
    asked: Asked, side: csr_array | None, seconds: float, space: Space, top: int, tried: Tried = lambda quality, _: None
) -> Mixture:
    """The best mixture that was found in about ``seconds`` by ndcg of the ``top``: first the ridge, then what is added.

    From the factorisation's settings of the ``space`` one is changed at a time, and a change that helps is kept.
    """
    found = search(asked, side, seconds * RIDGE, space, top, tried)
    began, best, fits = time.monotonic(), (found.quality, Mixture(found.recipe, space.factoring)), set[Factoring]()
    for step in STEPS:
        factoring, taken = step(best[1].factoring), time.monotonic() - began
        if factoring in fits:
            continue
        if fits and taken + taken / len(fits) > seconds * (1.0 - RIDGE):
            break
        fits.add(factoring)
        best = max(best, _settled(found, fit(asked.before, factoring), factoring, top), key=lambda each: each[0])
        tried(best[0], found.recipe)
    return best[1]


def _settled(found: Found, points: Points, factoring: Factoring, top: int) -> tuple[float, Mixture]:
    """How much the newest items count and what the points weigh, one after the other, and the quality."""
    scores = {decay: points.scores(found.judged.before, decay) for decay in {1.0, found.recipe.decay}}
    unit = {decay: float(found.scores.std() / max(float(told.std()), 1e-9)) for decay, told in scores.items()}

    def quality(mixture: Mixture) -> float:
        mixed = found.scores + mixture.weight * scores[mixture.decay]
        return float(measures(mixed, found.judged, top)[f"ndcg@{top}"].mean())

    tried = [Mixture(found.recipe, factoring, USUAL * unit[decay], decay) for decay in scores]
    best = max(tried, key=quality)
    best = max((replace(best, weight=weight * unit[best.decay]) for weight in WEIGHTS), key=quality)
    return quality(best), best
