"""Our own models, and what else could have been made of the same closed form."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from benchmarks.recommending.split import Split

if TYPE_CHECKING:  # packages' environments have nothing of convrec
    from convrec.recommenders.people.histories import Histories
    from convrec.recommenders.people.ridge import Recipe

SEED = 5
STRANGERS, CHOSEN = 500, 20  # people who come anew, and how many items each names
DIMENSIONS = 512  # of the low-rank form


@dataclass(frozen=True, eq=False)
class Lists:
    """Requests to fitted weights between items."""

    split: Split
    weights: csr_array
    decay: float

    def __call__(self, person: int) -> np.ndarray:
        return self.of(self.split.history(person))

    def of(self, rows: np.ndarray) -> np.ndarray:
        """From chosen items, oldest first, to a list with its parts."""
        from convrec.recommenders.people.histories import recency
        from convrec.recommenders.people.rows import best_for

        exclude = np.zeros(self.split.items, dtype=bool)
        exclude[rows] = True
        return best_for(self.weights, rows, recency(len(rows), self.decay), exclude, self.split.top).items


def fold_ins(lists: Lists, split: Split) -> np.ndarray:
    """Seconds from the items that somebody new names to their list."""
    rng = np.random.default_rng(SEED)
    seconds = []
    for _ in range(STRANGERS):
        rows = np.unique(rng.choice(split.rows, CHOSEN))
        began = time.perf_counter()
        lists.of(rows)
        seconds.append(time.perf_counter() - began)
    return np.array(seconds)


def _recipe(split: Split, side: bool) -> "Recipe":
    from convrec.recommenders.people.kernel import Kernel
    from convrec.recommenders.people.ridge import Recipe

    given = json.loads(split.recipe)
    given["kernel"] = Kernel(**given["kernel"])
    return Recipe(**(given if side else given | {"side": 0.0}))


def _histories(split: Split) -> "Histories":
    from convrec.recommenders.people.histories import Histories

    rows = tuple(np.split(split.rows, split.starts[1:-1]))
    return Histories(rows, tuple(np.ones(len(each)) for each in rows), split.items)


def _fit(name: str, side: bool) -> Callable[[Split], Lists]:
    def fit(split: Split) -> Lists:
        from benchmarks.recommending import whole

        recipe = _recipe(split, side)
        likeness = split.likeness if side and split.likeness.shape[1] else None
        return Lists(split, getattr(whole, name)(_histories(split), recipe, likeness), recipe.decay)

    return fit


def low_rank(split: Split) -> Callable[[int], np.ndarray]:
    """The same ridge among the strongest directions of XᵀX only (randomised SVD, Halko et al. 2011)."""
    from sklearn.utils.extmath import randomized_svd

    from convrec.recommenders.people.histories import recency
    from convrec.recommenders.people.kernel import sums
    from convrec.recommenders.people.ridge import penalty

    recipe, histories = _recipe(split, side=False), _histories(split)
    added = sums(histories, recipe.kernel)
    basis, _, _ = randomized_svd(added.signs, min(DIMENSIONS, split.items), n_iter=4, random_state=SEED)
    ridge = (basis.T * penalty(added.signs.diagonal(), recipe)) @ basis
    right = np.asarray((added.foretold.T @ basis).T) * (added.chosen + 1.0) ** recipe.popularity
    told = np.linalg.solve(basis.T @ (added.signs @ basis) + ridge, right).astype(np.float32)
    basis = basis.astype(np.float32)

    def listed(person: int) -> np.ndarray:
        rows = split.history(person)
        scores = (recency(len(rows), recipe.decay).astype(np.float32) @ basis[rows]) @ told
        return best_of(scores, rows, split.top)

    return listed


def popular(split: Split) -> Callable[[int], np.ndarray]:
    """What most people chose."""
    chosen = np.bincount(split.rows, minlength=split.items).astype(np.float32)
    return lambda person: best_of(chosen.copy(), split.history(person), split.top)


def best_of(scores: np.ndarray, seen: np.ndarray, top: int) -> np.ndarray:
    """The best rows without those that somebody has; ``scores`` (items,) is changed."""
    scores[seen] = -np.inf
    found = np.argpartition(-scores, min(top, len(scores) - 1))[:top]
    return found[np.argsort(-scores[found], kind="stable")]


OWN: Mapping[str, Callable[[Split], Lists]] = {
    "ours": _fit("fit_weights", side=True),
    "ours, all items at once": _fit("weights_of_all", side=True),
    "ours, neighbourhoods": _fit("weights_of_neighbours", side=True),
    "ours, all items at once, no attributes": _fit("weights_of_all", side=False),
    "ours, neighbourhoods, no attributes": _fit("weights_of_neighbours", side=False),
}
REFERENCES: Mapping[str, Callable[[Split], Callable[[int], np.ndarray]]] = {
    "low rank, no attributes": low_rank,
    "popular": popular,
}
