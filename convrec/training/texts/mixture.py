"""Two classifiers that err differently, mixed: their probabilities are weighed as suits held-out texts best."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from convrec.data.labelled import Labelled
from convrec.training.texts.base import Classifier, Fitted, Watch, Weights, unwatched

HELD = 20  # one text in so many
SHARES = np.linspace(0.0, 1.0, 21)


@dataclass(frozen=True, eq=False)
class Mixture:
    """A classifier made of two. Without ``share`` (of the first) and ``dev``, a twentieth is held back to choose it."""

    first: Classifier
    second: Classifier
    share: float | None = None

    def fit(self, data: Labelled, dev: Labelled | None = None, watch: Watch = unwatched) -> "FittedMixture":
        """Learn both, and how far to trust each."""
        judged, rest = (dev, data) if dev is not None or self.share is not None else _parted(data)
        pair = FittedMixture(self.first.fit(rest, dev, watch), self.second.fit(rest, dev, watch), self.share or 0.5)
        if self.share is None and judged is not None:
            pair.share = _best_share(pair, judged)
        watch("dev/share_of_first", pair.share, 1)
        return pair


class FittedMixture:
    """share · first + (1 − share) · second."""

    def __init__(self, first: Fitted, second: Fitted, share: float) -> None:
        self.first, self.second, self.share, self.classes = first, second, share, first.classes

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """(n, classes)."""
        mixed = self.share * self.first.probabilities(list(texts))
        return np.asarray(mixed + (1 - self.share) * self.second.probabilities(list(texts)))

    def weights(self) -> Weights:
        """Both parts, each array under its part's name."""
        parts = {"first": self.first.weights(), "second": self.second.weights()}
        settings = {name: {"kind": part.kind, "settings": part.settings} for name, part in parts.items()}
        arrays = {f"{name}/{key}": array for name, part in parts.items() for key, array in part.arrays.items()}
        return Weights("mixture", settings | {"share": self.share}, arrays)


def _parted(data: Labelled) -> tuple[Labelled, Labelled]:
    """A few texts to choose by, and the rest. Not the split that made the validation part: a hash of another sort."""
    held = [zlib.crc32(text.encode()) % HELD == 0 for text in data.texts]
    few = data.where(held)
    return (few, data.where(not flag for flag in held)) if len(few) else (data, data)


def _best_share(pair: FittedMixture, judged: Labelled) -> float:
    """The middle of the shares that make the fewest mistakes."""
    first, second = (part.probabilities(list(judged.texts)) for part in (pair.first, pair.second))
    right = np.array(judged.labels)
    names = np.array(pair.classes)
    hits = [(names[(share * first + (1 - share) * second).argmax(axis=1)] == right).mean() for share in SHARES]
    return float(np.median(SHARES[np.flatnonzero(np.array(hits) == max(hits))]))
