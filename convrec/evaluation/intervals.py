"""Intervals for what is measured on a sample."""

from collections.abc import Callable

import numpy as np

RESAMPLES = 2000
SEED = 17


def interval(hits: np.ndarray, weights: np.ndarray | None = None) -> list[float]:
    """95 % bootstrap interval (Efron 1979) of the mean of per-case results (cases,), weighted where cases weigh."""
    return resampled(lambda rows: _mean(hits[rows], None if weights is None else weights[rows]), len(hits))


def resampled(statistic: Callable[[np.ndarray], float], cases: int) -> list[float]:
    """95 % bootstrap interval of anything that is computed from the rows of the cases."""
    rng = np.random.default_rng(SEED)
    values = [statistic(rng.integers(0, cases, cases)) for _ in range(RESAMPLES)]
    return [round(float(bound), 4) for bound in np.quantile(values, (0.025, 0.975))]


def paired(wins: np.ndarray) -> list[float]:
    """The same of the mean over all pairs (n, m) of cases of two classes, each class drawn again by itself."""
    rng = np.random.default_rng(SEED)
    rows, columns = wins.shape
    values = [wins[rng.integers(0, rows, rows)][:, rng.integers(0, columns, columns)].mean() for _ in range(RESAMPLES)]
    return [round(float(bound), 4) for bound in np.quantile(values, (0.025, 0.975))]


def share(hits: np.ndarray, weights: np.ndarray | None = None) -> float:
    """The mean of per-case results, weighted where cases weigh."""
    return round(_mean(hits, weights), 4)


def _mean(hits: np.ndarray, weights: np.ndarray | None) -> float:
    return float(np.average(hits, weights=weights))
