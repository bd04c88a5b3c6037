"""Find the settings of the ridge that foretell best what people chose, within a given time."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.people.attention import Attending
from convrec.recommenders.people.factors import Factoring
from convrec.recommenders.people.histories import profiles
from convrec.recommenders.people.kernel import Kernel
from convrec.recommenders.people.quality import Asked, measures
from convrec.recommenders.people.ridge import Recipe, Solved, solve, tell

if TYPE_CHECKING:
    import optuna

SEED = 7
JUDGED = 2500  # people at most for whom each recipe foretells
SIDES, POPULARITIES = (0.0, 0.005, 0.01, 0.02, 0.04), (0.0, -0.45, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3)
Tried = Callable[[float, Recipe], None]


@dataclass(frozen=True)
class Space:
    """What may be chosen: what is tried before anything else, how a trial becomes a recipe, where the search for a
    factorisation beside it (see ``mixture``) begins, and the reader that may join them where order may count.
    """

    first: tuple[dict[str, float], ...]
    suggest: "Callable[[optuna.Trial], Recipe]"
    factoring: Factoring
    attending: Attending | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """A recipe, and what it makes of the people that it was judged by: ``scores`` (people, items), ndcg of the top."""

    recipe: Recipe
    judged: Asked
    scores: np.ndarray
    quality: float


def search(
    asked: Asked, side: csr_array | None, seconds: float, space: Space, top: int, tried: Tried = lambda quality, _: None
) -> Found:
    """The best recipe that was found in ``seconds`` by ndcg of the ``top``; the space's first ones are always tried.

    What the ridge depends on is searched by a tree of Parzen estimators (Bergstra et al. 2011); the rest costs little
    and is tried through each time. Raises ImportError without Optuna, which development and benchmarks bring.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    judged = asked.some(JUDGED, SEED)
    best: Found | None = None

    def quality(trial: "optuna.Trial") -> float:
        nonlocal best
        recipe = space.suggest(trial)
        found = _settled(judged, solve(asked.before, recipe), recipe, side, top)
        best = found if best is None or found.quality > best.quality else best
        tried(found.quality, found.recipe)
        return found.quality

    began = time.monotonic()
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED, multivariate=True))
    for start in space.first:
        study.enqueue_trial(start)
    for number in range(1, 1000):
        study.optimize(quality, n_trials=1)
        taken = time.monotonic() - began
        if number >= len(space.first) and taken + taken / number > seconds:
            break
    assert best is not None  # the first trial always runs
    return best


def _settled(judged: Asked, solved: Solved, recipe: Recipe, side: csr_array | None, top: int) -> Found:
    """The best of the settings that need nothing new from the ridge, one after the other."""
    told = tell(solved.over(profiles(judged.before, recipe.decay)), solved, side)

    def quality(recipe: Recipe) -> float:
        return float(measures(told.scores(recipe), judged, top)[f"ndcg@{top}"].mean())

    recipe = max((replace(recipe, side=weight) for weight in (SIDES if side is not None else (0.0,))), key=quality)
    recipe = max((replace(recipe, popularity=exponent) for exponent in POPULARITIES), key=quality)
    return Found(recipe, judged, told.scores(recipe), quality(recipe))


def _ordered(trial: "optuna.Trial") -> Recipe:
    kernel = Kernel(
        decay=trial.suggest_float("decay", 0.3, 1.0),
        later=trial.suggest_float("later", 0.0, 1.0),
        reach=trial.suggest_float("reach", 0.0, 0.9),
        evenness=trial.suggest_float("evenness", 0.0, 1.0),
    )
    return Recipe(
        kernel,
        ridge=trial.suggest_float("ridge", 1.0, 30.0, log=True),
        unevenness=trial.suggest_float("unevenness", -0.4, 0.4),
        decay=trial.suggest_float("recency", 0.3, 1.0),
    )


def _orderless(trial: "optuna.Trial") -> Recipe:
    return Recipe(
        Kernel(decay=1.0, later=1.0, reach=0.0, evenness=trial.suggest_float("evenness", 0.3, 1.6), itself=True),
        ridge=trial.suggest_float("ridge", 1.0, 30.0, log=True),
        unevenness=trial.suggest_float("unevenness", 0.0, 1.0),
        decay=1.0,
    )


ORDERED = Space(
    (
        {"decay": 0.65, "later": 0.3, "reach": 0.5, "evenness": 0.5, "ridge": 6.0, "unevenness": 0.0, "recency": 0.7},
        {"decay": 0.9, "later": 0.6, "reach": 0.8, "evenness": 0.5, "ridge": 8.0, "unevenness": 0.2, "recency": 0.9},
    ),
    _ordered,
    Factoring(everything=30.0),
    Attending(),
)
ORDERLESS = Space(({"evenness": 1.0, "ridge": 5.0, "unevenness": 0.6},), _orderless, Factoring(everything=3.0))
