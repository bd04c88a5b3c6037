"""What an item is expected to bring, from the recommenders' scores and the context: a cross-fitted ridge regression."""

from collections.abc import Sequence

import numpy as np

from convrec.data.shown import ShownItem, ShownList

FOLDS = 5
RIDGE = 1.0


def expected_rewards(lists: Sequence[ShownList]) -> list[np.ndarray]:
    """Per list the expected reward of each candidate (n,), from a model fitted without that fifth of the lists.

    So it never rests on the list it is asked about, and what is estimated with it stays unbiased.
    """
    sources = sorted({source for one in lists for candidate in one.candidates for source in candidate.scores})
    features = sorted({name for one in lists for name in one.context})
    told = [_shown(one, sources, features) for one in lists]
    expected: list[np.ndarray] = [np.zeros(0)] * len(lists)
    for fold in range(FOLDS):
        rest = [rows for place, rows in enumerate(told) if place % FOLDS != fold]
        fitted = _ridge(rest, len(sources) + len(features) + 1)
        for place in range(fold, len(lists), FOLDS):
            expected[place] = _rows(lists[place], lists[place].candidates, sources, features) @ fitted
    return expected


def _shown(one: ShownList, sources: list[str], features: list[str]) -> tuple[np.ndarray, np.ndarray]:
    items = [candidate for candidate in one.candidates if candidate.item_id in one.shown]
    rewards = np.array([one.rewards.get(item.item_id, 0.0) for item in items])
    return _rows(one, items, sources, features), rewards


def _rows(one: ShownList, items: Sequence[ShownItem], sources: list[str], features: list[str]) -> np.ndarray:
    """(n, 1 + sources + features): scores on a scale that large ones don't run away on."""
    scores = np.array([[item.scores.get(source, 0.0) for source in sources] for item in items])
    known = np.tile([one.context.get(name, 0.0) for name in features], (len(items), 1))
    return np.hstack([np.ones((len(items), 1)), np.arcsinh(scores.reshape(len(items), len(sources))), known])


def _ridge(told: Sequence[tuple[np.ndarray, np.ndarray]], size: int) -> np.ndarray:
    if not told:
        return np.zeros(size)
    x, y = (np.concatenate(parts) for parts in zip(*told, strict=True))
    return np.asarray(np.linalg.solve(x.T @ x + RIDGE * np.eye(size), x.T @ y))
