"""The seam of the text classifiers: fit(texts, labels) → something that gives probabilities."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch

from convrec.data.labelled import Labelled

SEED = 13
Watch = Callable[[str, float, int], None]  # what is measured, its value, after how many steps


def unwatched(name: str, value: float, step: int) -> None:
    """Nobody looks."""


@dataclass(frozen=True, eq=False)
class Weights:
    """All that a fitted classifier needs to be built again: its kind, plain settings, and arrays by name."""

    kind: str
    settings: Mapping[str, Any]
    arrays: Mapping[str, torch.Tensor] = field(default_factory=dict)


class Fitted(Protocol):
    """A fitted classifier."""

    classes: tuple[str, ...]

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Texts → float32 (n, classes), rows adding up to 1."""
        ...

    def weights(self) -> Weights:
        """What is to be written."""
        ...


class Classifier(Protocol):
    """Something that learns to tell labels apart."""

    def fit(self, data: Labelled, dev: Labelled | None = None, watch: Watch = unwatched) -> Fitted:
        """Learn from labelled texts. With ``dev``, stop where it is best on that."""
        ...


def classes_of(data: Labelled) -> tuple[str, ...]:
    """The labels, in order."""
    return tuple(sorted(set(data.labels)))


def rows_of(labels: Sequence[str], classes: tuple[str, ...]) -> np.ndarray:
    """Each label's place among the classes."""
    place = {name: row for row, name in enumerate(classes)}
    return np.array([place[label] for label in labels])
