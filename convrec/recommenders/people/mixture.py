"""Models of what people choose, added up: what the ridge says and, in measures found by trying, what the others say.

They err differently: the ridge learns each pair of items by itself, the points (see ``factors``) learn few directions
from all pairs at once, a reader (see ``reader``) learns what items mean together and in which order. The first two are
sums over a person's own items; what a reader says is told item by item only by leaving each out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.people import reader
from convrec.recommenders.people.attention import Attending
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
READINGS = (0.15, 0.3, 0.6, 1.2, 2.0, 3.0, 4.5, 7.0, 10.0)  # of a reader likewise; it may tell more than the others
USUAL = 0.5


@dataclass(frozen=True)
class Mixture:
    """Scores are the ridge's plus ``weight`` times the points' plus ``reading`` times the reader's."""

    recipe: Recipe
    factoring: Factoring
    weight: float = 0.0
    decay: float = 1.0  # of what a person chose, for each step that it lies back when they are folded into the points
    attending: Attending | None = None
    reading: float = 0.0


@dataclass(frozen=True, eq=False)
class _Best:
    """A mixture, its quality, and what it makes of the people that it was judged by: (people, items)."""

    quality: float
    mixture: Mixture
    scores: np.ndarray


def mix(
    asked: Asked,
    side: csr_array | None,
    seconds: float,
    space: Space,
    top: int,
    tried: Tried = lambda quality, _: None,
    device: str = "cpu",
) -> Mixture:
    """The best mixture that was found by ndcg of the ``top``: first the ridge, then what is added.

    The ridge and the factorisation have about ``seconds``. From the factorisation's settings of the ``space`` one is
    changed at a time, and a change that helps is kept. A reader, where the space has one and the choices aren't too
    many for it, is fitted once beyond that time.
    """
    found = search(asked, side, seconds * RIDGE, space, top, tried)
    began, fits = time.monotonic(), set[Factoring]()
    best = _Best(found.quality, Mixture(found.recipe, space.factoring), found.scores)
    for step in STEPS:
        factoring, taken = step(best.mixture.factoring), time.monotonic() - began
        if factoring in fits:
            continue
        if fits and taken + taken / len(fits) > seconds * (1.0 - RIDGE):
            break
        fits.add(factoring)
        best = _better(best, _pointed(found, fit(asked.before, factoring), factoring, top))
        tried(best.quality, found.recipe)
    if space.attending is not None and reader.within_reach(asked.before, space.attending):
        best = _better(best, _read(best, found.judged, reader.fit(asked.before, space.attending, side, device), top))
        tried(best.quality, found.recipe)
    return best.mixture


def _better(best: _Best, other: _Best) -> _Best:
    return other if other.quality > best.quality else best


def _pointed(found: Found, points: Points, factoring: Factoring, top: int) -> _Best:
    """How much the newest items count and what the points weigh, one after the other."""
    scores = {decay: points.scores(found.judged.before, decay) for decay in {1.0, found.recipe.decay}}
    decay = max(scores, key=lambda decay: _weighed(found.scores, scores[decay], found.judged, top, (USUAL,))[0])
    quality, weight = _weighed(found.scores, scores[decay], found.judged, top, WEIGHTS)
    return _Best(quality, Mixture(found.recipe, factoring, weight, decay), found.scores + weight * scores[decay])


def _read(best: _Best, judged: Asked, read: reader.Reader, top: int) -> _Best:
    """What the reader weighs beside the others."""
    scores = read.scores(judged.before)
    quality, reading = _weighed(best.scores, scores, judged, top, READINGS)
    mixture = replace(best.mixture, attending=read.attending, reading=reading)
    return _Best(quality, mixture, best.scores + reading * scores)


def _weighed(
    scores: np.ndarray, more: np.ndarray, judged: Asked, top: int, weights: tuple[float, ...]
) -> tuple[float, float]:
    """The quality of ``scores`` plus ``more`` (people, items), and what ``more`` weighs in that, at best."""
    unit = float(scores.std() / max(float(more.std()), 1e-9))

    def quality(weight: float) -> float:
        return float(measures(scores + np.float32(weight * unit) * more, judged, top)[f"ndcg@{top}"].mean())

    found, weight = max(((quality(weight), weight) for weight in weights), key=lambda each: each[0])
    return found, weight * unit
