"""Small heads on a listener's vectors: how a clause stands to what it names, what a message is for, and
whether it turns down what it points at.

Each is a softmax over a linear layer; their weights are plain arrays shipped with a card.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np
from scipy.special import softmax

from convrec.errors import WeightsError
from convrec.models.files import SHIPPED, shipped
from convrec.types import Heard, Intent, Stance

GROUP = {"love": "like", "hate": "dislike"}  # strong and mild count together for how sure a stance is
OUTSIDE: Intent = "out_of_scope"
DOWN, KEPT = "down", "kept"  # a thing pointed at is turned down, or isn't


class Head:
    """softmax(W x + b) over named classes."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray, classes: tuple[str, ...]) -> None:
        """``weight`` (classes, size), ``bias`` (classes,)."""
        self._weight, self._bias, self.classes = weight.astype(np.float32), bias.astype(np.float32), classes

    def predict(self, vectors: np.ndarray) -> np.ndarray:
        """(n, size) → probabilities (n, classes)."""
        return cast(np.ndarray, softmax(vectors @ self._weight.T + self._bias, axis=1))


class StanceHead:
    """How clauses stand to what they name."""

    def __init__(self, head: Head) -> None:
        self._head = head
        groups = [GROUP.get(name, name) for name in head.classes]
        self._kin = np.array([[one == other for other in groups] for one in groups], dtype=np.float32)

    def hear(self, vectors: np.ndarray) -> list[Heard]:
        """(n, size) → for each the likeliest stance of the likeliest group, and how sure the group is."""
        chances = self._head.predict(vectors)
        grouped = chances @ self._kin
        likeliest = (grouped + chances).argmax(axis=1)
        return [
            Heard(cast(Stance, self._head.classes[best]), float(row[best]))
            for best, row in zip(likeliest, grouped, strict=True)
        ]


class IntentHead:
    """A probability per intent. Out of scope is told by a bar of its own: a chance of ``bar`` counts as an even one."""

    def __init__(self, head: Head, bar: float = 0.5) -> None:
        self._head, self._bar = head, bar

    def probabilities(self, vectors: np.ndarray) -> list[Mapping[Intent, float]]:
        """(n, size) → for each a probability per intent (sum 1)."""
        return [self._named(row) for row in self._head.predict(vectors)]

    def _named(self, row: np.ndarray) -> Mapping[Intent, float]:
        shares = {cast(Intent, name): float(share) for name, share in zip(self._head.classes, row, strict=True)}
        outside = shares.pop(OUTSIDE, 0.0)
        odds = outside * (1 - self._bar), (1 - outside) * self._bar
        inside = odds[1] / sum(odds)
        shares = {name: share / (1 - outside) * inside for name, share in shares.items()}
        return {**shares, OUTSIDE: 1 - inside}


class VerdictHead:
    """Whether a thing pointed at is turned down."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def turns_down(self, vectors: np.ndarray) -> np.ndarray:
        """(n, size) → probabilities (n,)."""
        return cast(np.ndarray, self._head.predict(vectors)[:, self._head.classes.index(DOWN)])


def load_verdict_head(ear: str, listener: str, folder: Path = SHIPPED) -> VerdictHead:
    """The shipped head. Raises WeightsError where it was fitted with another listener."""
    return VerdictHead(load_head(shipped(f"verdict-{ear}.npz", folder), listener))


def load_stance_head(ear: str, listener: str, folder: Path = SHIPPED) -> StanceHead:
    """The shipped head. Raises WeightsError where it was fitted with another listener."""
    return StanceHead(load_head(shipped(f"stance-{ear}.npz", folder), listener))


def load_intent_head(ear: str, listener: str, folder: Path = SHIPPED) -> IntentHead:
    """The same for intents, with the bar for what is out of scope."""
    path = shipped(f"intent-{ear}.npz", folder)
    with np.load(path, allow_pickle=False) as arrays:
        bar = float(arrays["out_of_scope_from"])
    return IntentHead(load_head(path, listener), bar)


def load_head(path: Path, listener: str) -> Head:
    """Read a head's arrays. Raises WeightsError where it was fitted with another listener."""
    with np.load(path, allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != listener:
            raise WeightsError(f"{path.name} was fitted to another encoder; run: python -m convrec train heads.")
        return Head(arrays["weight"], arrays["bias"], tuple(str(name) for name in arrays["classes"]))
