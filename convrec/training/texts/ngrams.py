"""A linear model on n-grams whose counts are weighted by naive Bayes (Wang & Manning 2012): no encoder, any language.

Chinese is taken by its signs, one to four at a time; other languages by words, one and two at a time, and by signs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from convrec.data.labelled import Labelled
from convrec.training.texts.base import SEED, Watch, Weights, classes_of, rows_of, unwatched
from convrec.training.texts.frozen import both_sides

PLACES = 1 << 18  # n-grams are kept by their hash; each of the two kinds has so many places
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class NGrams:
    """A classifier. ``strength`` is the inverse of the penalty, ``doubt`` what every n-gram's count begins with."""

    strength: float = 1.0
    doubt: float = 1.0

    def fit(self, data: Labelled, dev: Labelled | None = None, watch: Watch = unwatched) -> "FittedNGrams":
        """Learn; there are no epochs to choose from, so ``dev`` isn't looked at."""
        classes, counts = classes_of(data), features(data.texts)
        right = rows_of(data.labels, classes)
        chosen = range(1, 2) if len(classes) == 2 else range(len(classes))  # two classes need one line between them
        lines = [self._line(counts, right == row) for row in chosen]
        weight, bias = np.vstack([line for line, _ in lines]), np.array([offset for _, offset in lines])
        if len(classes) == 2:
            weight, bias = both_sides(weight, bias)
        return FittedNGrams(classes, weight.astype(np.float32), bias.astype(np.float32))

    def _line(self, counts: csr_matrix, is_it: np.ndarray) -> tuple[np.ndarray, float]:
        """One class against the rest: the naive Bayes log ratio is folded into the weights of the line."""
        seen, rest = (self.doubt + np.asarray(counts[rows].sum(axis=0)).ravel() for rows in (is_it, ~is_it))
        ratio = np.log(seen / seen.sum()) - np.log(rest / rest.sum())
        model = LogisticRegression(C=self.strength, solver="liblinear", random_state=SEED)
        model.fit(counts.multiply(ratio[None]).tocsr(), is_it)
        return model.coef_[0] * ratio, float(model.intercept_[0])


class FittedNGrams:
    """softmax(W · n-grams + b)."""

    def __init__(self, classes: tuple[str, ...], weight: np.ndarray, bias: np.ndarray) -> None:
        self.classes, self._weight, self._bias = classes, weight, bias

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """(n, classes)."""
        return np.asarray(softmax(np.asarray(features(texts) @ self._weight.T) + self._bias, axis=1))

    def weights(self) -> Weights:
        """The columns that are not zero, and which they are."""
        used = np.flatnonzero(np.abs(self._weight).max(axis=0))
        arrays = {"columns": used, "weight": np.ascontiguousarray(self._weight[:, used]), "bias": self._bias}
        return Weights("n-grams", {}, {name: torch.from_numpy(array) for name, array in arrays.items()})

    @classmethod
    def restore(cls, weights: Weights, classes: tuple[str, ...]) -> "FittedNGrams":
        """Build it again from what was written."""
        arrays = {name: array.numpy() for name, array in weights.arrays.items()}
        weight = np.zeros((len(classes), 2 * PLACES), dtype=np.float32)
        weight[:, arrays["columns"]] = arrays["weight"]
        return cls(classes, weight, arrays["bias"])


def features(texts: Sequence[str]) -> csr_matrix:
    """Which n-grams each text holds (n, places): ones and zeros."""
    cleaned = [SPACE.sub(" ", text.lower()) for text in texts]
    settings: dict[str, Any] = {"n_features": PLACES, "binary": True, "norm": None, "alternate_sign": False}
    signs = HashingVectorizer(analyzer="char", ngram_range=(1, 4), **settings)
    words = HashingVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|[^\w\s]", **settings)
    return csr_matrix(hstack([signs.transform(cleaned), words.transform(cleaned)]))
