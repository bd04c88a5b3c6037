"""The fusion's weights, chosen on cases that are not scored."""

from collections.abc import Mapping

import numpy as np

from convrec.evaluation.recommend.cases import Cases
from convrec.evaluation.recommend.lists import ndcg, top_rows

TRIED = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)  # weights that each part is tried with
ROUNDS = 2  # passes over the parts in the search for weights


def fused(scores: Mapping[str, np.ndarray], weights: Mapping[str, float]) -> np.ndarray:
    """The weighted sum of the parts, each on its own scale: (cases, items)."""
    return np.asarray(sum(weights[name] * values for name, values in scores.items()))


def fitted_weights(cases: Cases) -> dict[str, float]:
    """Weights with the best ndcg on these cases, found one part at a time; the first part's weight stays 1."""
    others = list(cases.scores)[1:]
    weights = dict.fromkeys(cases.scores, 1.0)
    for _ in range(ROUNDS):
        for name in others:
            tried = {weight: weights | {name: weight} for weight in TRIED}
            best = max(TRIED, key=lambda weight: float(_ndcg_of(cases, fused(cases.scores, tried[weight])).mean()))
            weights[name] = best
    return weights


def _ndcg_of(cases: Cases, scores: np.ndarray) -> np.ndarray:
    return ndcg(top_rows(scores, cases.open), cases.chosen.astype(float))
