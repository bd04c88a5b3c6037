"""Find the settings of the ridge that foretell best what people chose last, within a given time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.people.histories import Histories, profiles
from convrec.recommenders.people.kernel import Kernel
from convrec.recommenders.people.ridge import Recipe, Solved, solve, tell

if TYPE_CHECKING:
    import optuna

SEED = 7
JUDGED = 2500  # people at most whose last choice is foretold for each recipe
FIRST: tuple[dict[str, float], ...] = (
    {},
    {"decay": 0.85, "later": 0.3, "reach": 0.8, "evenness": 0.3, "ridge": 120.0, "recency": 0.75},
)  # tried before anything else
SIDES, POPULARITIES = (0.0, 0.005, 0.01, 0.02, 0.04), (0.0, -0.1, 0.1, 0.2)
Tried = Callable[[float, Recipe], None]


def choose(
    histories: Histories, side: csr_array | None, seconds: float, tried: Tried = lambda quality, recipe: None
) -> Recipe:
    """The best recipe that was found in ``seconds``; the first two are always tried.

    Judged by ndcg@10 of everybody's last choice, which the trials don't see. What the ridge depends on is searched by
    a tree of Parzen estimators (Bergstra et al. 2011); the rest costs little and is tried through each time.
    """
    import optuna  # only for development and benchmarks: requirements-dev.txt

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    before, last = histories.where([i for i, rows in enumerate(histories.rows) if len(rows) > 1]).without_last()
    people = np.random.default_rng(SEED).permutation(len(before))[:JUDGED].tolist()
    judged, wanted = before.where(people), last[people]
    best: dict[float, Recipe] = {}

    def quality(trial: "optuna.Trial") -> float:
        recipe = _suggested(trial)
        found, settled = _settled(judged, wanted, solve(before, recipe), recipe, side)
        best[found] = settled
        tried(found, settled)
        return found

    began = time.monotonic()
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED, multivariate=True))
    for start in FIRST:
        study.enqueue_trial(_START | start)
    for number in range(1000):
        study.optimize(quality, n_trials=1)
        each = (time.monotonic() - began) / (number + 1)
        if number + 1 >= len(FIRST) and time.monotonic() - began + each > seconds:
            break
    return best[max(best)]


_START = {"decay": 0.65, "later": 0.3, "reach": 0.5, "evenness": 0.5, "ridge": 40.0, "unevenness": 0.0, "recency": 0.7}


def _suggested(trial: "optuna.Trial") -> Recipe:
    kernel = Kernel(
        decay=trial.suggest_float("decay", 0.3, 1.0),
        later=trial.suggest_float("later", 0.0, 1.0),
        reach=trial.suggest_float("reach", 0.0, 0.9),
        evenness=trial.suggest_float("evenness", 0.0, 1.0),
    )
    return Recipe(
        kernel,
        ridge=trial.suggest_float("ridge", 3.0, 300.0, log=True),
        unevenness=trial.suggest_float("unevenness", -0.4, 0.4),
        decay=trial.suggest_float("recency", 0.3, 1.0),
    )


def _settled(
    judged: Histories, wanted: np.ndarray, solved: Solved, recipe: Recipe, side: csr_array | None
) -> tuple[float, Recipe]:
    """The best of the settings that need nothing new from the ridge, one after the other, and its quality."""
    told = tell(solved.over(profiles(judged, recipe.decay)), solved, side)

    def quality(recipe: Recipe) -> float:
        return float(ndcg(ranks(told.scores(recipe), judged.rows, wanted)).mean())

    recipe = max((replace(recipe, side=weight) for weight in (SIDES if side is not None else (0.0,))), key=quality)
    recipe = max((replace(recipe, popularity=exponent) for exponent in POPULARITIES), key=quality)
    return quality(recipe), recipe


def ranks(scores: np.ndarray, seen: Sequence[np.ndarray], wanted: np.ndarray) -> np.ndarray:
    """How many items come before each person's wanted one, those they have seen left out; ties count half: (people,).

    ``scores`` (people, items) is changed.
    """
    for person, rows in enumerate(seen):
        scores[person, rows] = -np.inf
    own = np.take_along_axis(scores, wanted[:, None], axis=1)
    return np.asarray((scores > own).sum(axis=1) + ((scores == own).sum(axis=1) - 1) / 2)


def ndcg(ranks: np.ndarray, top: int = 10) -> np.ndarray:
    """Gain of lists of ``top`` with one right item at these ranks, counted from 0: (people,)."""
    return np.where(ranks < top, 1.0 / np.log2(ranks + 2.0), 0.0)
