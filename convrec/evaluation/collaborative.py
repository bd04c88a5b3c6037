"""Scorers of all items for people with histories, judged alike: public packages beside our own model."""

import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from tqdm import tqdm

from convrec.evaluation.intervals import share
from convrec.recommenders.people import factors, reader
from convrec.recommenders.people.histories import Histories, profiles
from convrec.recommenders.people.mixture import Mixture
from convrec.recommenders.people.quality import Asked, measures
from convrec.recommenders.people.ridge import Recipe, solve, tell
from convrec.recommenders.people.rows import LARGEST_DENSE, weights_of_neighbours

SEED = 11
FACTORS = 64
NEIGHBOURS = 200
AT_ONCE = 2000  # people
Scorer = Callable[[Histories], np.ndarray]  # (people, items)


def popular(before: Histories) -> Scorer:
    """What most people chose."""
    chosen = np.asarray(profiles(before, 1.0).sum(axis=0)).ravel()
    return lambda people: np.tile(chosen, (len(people), 1)).astype(np.float32)


def bm25_neighbours(before: Histories) -> Scorer:
    """implicit's item-to-item nearest neighbours with BM25 weights."""
    return _similarities(before, "BM25Recommender", K=NEIGHBOURS)


def cosine_neighbours(before: Histories) -> Scorer:
    """implicit's item-to-item nearest neighbours with cosines."""
    return _similarities(before, "CosineRecommender", K=NEIGHBOURS)


def als(before: Histories) -> Scorer:
    """implicit's alternating least squares (Hu et al. 2008); people are folded in."""
    from implicit.als import AlternatingLeastSquares

    model = AlternatingLeastSquares(FACTORS, regularization=0.05, alpha=5.0, iterations=15, random_state=SEED)
    model.fit(_implicit(before), show_progress=False)

    def scores(people: Histories) -> np.ndarray:
        matrix = _implicit(people)
        users = model.recalculate_user(np.arange(len(people)), matrix)
        return np.asarray(users @ model.item_factors.T)

    return scores


def _similarities(before: Histories, name: str, **settings: int) -> Scorer:
    from implicit import nearest_neighbours

    model = getattr(nearest_neighbours, name)(**settings)
    model.fit(_implicit(before), show_progress=False)
    near = csr_array(model.similarity)
    return lambda people: np.asarray((profiles(people, 1.0) @ near).toarray(), dtype=np.float32)


def _implicit(histories: Histories) -> "csr_array":
    from scipy.sparse import csr_matrix  # implicit takes no arrays

    return csr_matrix(profiles(histories, 1.0))


def fitted(before: Histories, recipe: Recipe, attributes: csr_array | None) -> Scorer:
    """Our own ridge; of many items each is fitted from its neighbours, which finds as much in a seventh of the time."""
    if before.items > LARGEST_DENSE:
        near = weights_of_neighbours(before, recipe, attributes)
        return lambda people: np.asarray((profiles(people, recipe.decay) @ near).toarray(), dtype=np.float32)
    solved = solve(before, recipe)
    inverse = solved.inverse()
    return lambda people: tell(profiles(people, recipe.decay) @ inverse, solved, attributes).scores(recipe)


def mixed(before: Histories, mixture: Mixture, attributes: csr_array | None, device: str = "cpu") -> Scorer:
    """Our own models together; what weighs nothing isn't fitted."""
    parts = [fitted(before, mixture.recipe, attributes)]
    if mixture.weight:
        points = factors.fit(before, mixture.factoring)
        parts.append(lambda people: np.float32(mixture.weight) * points.scores(people, mixture.decay))
    if mixture.attending and mixture.reading:
        read = reader.fit(before, mixture.attending, attributes, device)
        parts.append(lambda people: np.float32(mixture.reading) * read.scores(people))
    return lambda people: np.asarray(sum(part(people) for part in parts))


def quietly(fit: Callable[[Histories], Scorer], before: Histories) -> Scorer:
    """Fit a peer without its remarks: implicit warns of the form of matrices that it made itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fit(before)


def peers(asked: Asked, top: int) -> dict[str, Any]:
    """What public packages make of the same split: quality and seconds, or why one doesn't run."""
    found: dict[str, Any] = {}
    for name, fit in PEERS.items():
        began = time.perf_counter()
        try:
            scorer = quietly(fit, asked.before)
        except ImportError as error:
            found[name] = f"not installed ({error.name})"
            continue
        seconds = round(time.perf_counter() - began, 1)
        own = in_parts(scorer, asked, top)
        found[name] = {measure: share(values) for measure, values in own.items()} | {"fit_seconds": seconds}
    return found


def in_parts(scorer: Scorer, asked: Asked, top: int) -> dict[str, np.ndarray]:
    """The measures of all people, a few thousand at a time."""
    found: dict[str, list[np.ndarray]] = defaultdict(list)
    for start in tqdm(range(0, len(asked.wanted), AT_ONCE), desc="people", disable=None):
        some = range(start, min(start + AT_ONCE, len(asked.wanted)))
        part = Asked(asked.before.where(some), asked.wanted[start : start + AT_ONCE])
        for measure, values in measures(scorer(part.before), part, top).items():
            found[measure].append(values)
    return {measure: np.concatenate(values) for measure, values in found.items()}


PEERS: Mapping[str, Callable[[Histories], Scorer]] = {
    "popular": popular,
    "implicit BM25": bm25_neighbours,
    "implicit cosine": cosine_neighbours,
    "implicit ALS": als,
}
