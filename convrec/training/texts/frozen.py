"""A frozen encoder and a logistic regression on its vectors: seconds to fit, and the peer to beat."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from convrec.data.labelled import Labelled
from convrec.models.base import TextEncoder
from convrec.training.texts.base import SEED, Fitted, Watch, Weights, classes_of, unwatched


@dataclass(frozen=True, eq=False)
class Frozen:
    """A classifier: an encoder of ``convrec.models.text``, and the inverse of the penalty."""

    encoder: TextEncoder
    strength: float = 2.0

    def fit(self, data: Labelled, dev: Labelled | None = None, watch: Watch = unwatched) -> "FittedFrozen":
        """Learn; there are no epochs to choose from, so ``dev`` isn't looked at."""
        model = LogisticRegression(C=self.strength, max_iter=2000, random_state=SEED)
        model.fit(self.encoder.encode(data.texts), data.labels)
        return FittedFrozen(self.encoder, classes_of(data), *both_sides(model.coef_, model.intercept_))


class FittedFrozen:
    """softmax(W · vector + b)."""

    def __init__(self, encoder: TextEncoder, classes: tuple[str, ...], weight: np.ndarray, bias: np.ndarray) -> None:
        self._encoder, self.classes, self._weight, self._bias = encoder, classes, weight, bias

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """(n, classes)."""
        return np.asarray(softmax(self._encoder.encode(texts) @ self._weight.T + self._bias, axis=1))

    def weights(self) -> Weights:
        """The logistic regression."""
        arrays = {"weight": torch.from_numpy(self._weight), "bias": torch.from_numpy(self._bias)}
        return Weights("frozen", {"encoder": self._encoder.name}, arrays)

    @classmethod
    def restore(cls, weights: Weights, classes: tuple[str, ...], encoder: TextEncoder) -> Fitted:
        """Build it again from what was written."""
        return cls(encoder, classes, weights.arrays["weight"].numpy(), weights.arrays["bias"].numpy())


def both_sides(weight: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(classes, size) and (classes,); of two classes scikit-learn keeps one row, and softmax wants two."""
    if len(bias) == 1:
        weight, bias = np.vstack([-weight / 2, weight / 2]), np.concatenate([-bias / 2, bias / 2])
    return np.ascontiguousarray(weight, dtype=np.float32), np.ascontiguousarray(bias, dtype=np.float32)
