"""Small heads on a text encoder's vectors: how much liking a clause speaks of, and what a message is for.

Both are multinomial logistic regressions; their weights are plain arrays shipped with a card.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np

from convrec.errors import WeightsError
from convrec.types import Intent


class Head:
    """softmax(W x + b) over named classes."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray, classes: tuple[str, ...]) -> None:
        """``weight`` (classes, size), ``bias`` (classes,)."""
        self._weight, self._bias, self.classes = weight.astype(np.float32), bias.astype(np.float32), classes

    def predict(self, vectors: np.ndarray) -> np.ndarray:
        """(n, size) → probabilities (n, classes)."""
        logits = vectors @ self._weight.T + self._bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return cast(np.ndarray, odds / odds.sum(axis=1, keepdims=True))


class SentimentHead:
    """Liking from −1 to 1: the probability of "likes" less that of "dislikes"."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def score(self, vectors: np.ndarray) -> np.ndarray:
        """(n, size) → (n,)."""
        against, _, for_it = self._head.predict(vectors).T
        return cast(np.ndarray, for_it - against)


class IntentHead:
    """A probability per intent."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def probabilities(self, vector: np.ndarray) -> Mapping[Intent, float]:
        """(size,) → a probability per intent, adding up to 1."""
        (row,) = self._head.predict(vector[None])
        return {cast(Intent, name): float(share) for name, share in zip(self._head.classes, row, strict=True)}


def load_head(path: Path, encoder: str) -> Head:
    """Read a head's arrays. Raises WeightsError where it was fitted to another encoder."""
    with np.load(path, allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != encoder:
            raise WeightsError(f"{path.name} was fitted to another encoder; run: python -m convrec train heads.")
        return Head(arrays["weight"], arrays["bias"], tuple(str(name) for name in arrays["classes"]))
