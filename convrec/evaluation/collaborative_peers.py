"""Public packages that recommend from the same histories, for comparison in the same run."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.people.histories import Histories, profiles

SEED = 11
FACTORS = 64
NEIGHBOURS = 200
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


PEERS: Mapping[str, Callable[[Histories], Scorer]] = {
    "popular": popular,
    "implicit BM25": bm25_neighbours,
    "implicit cosine": cosine_neighbours,
    "implicit ALS": als,
}
