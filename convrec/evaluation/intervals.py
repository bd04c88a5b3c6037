"""Intervals for what is measured on a sample."""

import numpy as np

RESAMPLES = 2000
SEED = 17


def interval(hits: np.ndarray) -> list[float]:
    """95 % bootstrap interval (Efron 1979) of the mean of per-case results (cases,)."""
    rng = np.random.default_rng(SEED)
    means = [hits[rng.integers(0, len(hits), len(hits))].mean() for _ in range(RESAMPLES)]
    return [round(float(bound), 4) for bound in np.quantile(means, (0.025, 0.975))]


def share(hits: np.ndarray) -> float:
    """The mean of per-case results."""
    return round(float(hits.mean()), 4)
