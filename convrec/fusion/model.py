"""The learned part of the fusion: by how much a source's vote counts more, or less, than its prior weight says.

Of a candidate with score z, in a context x, the source's multiplier is

    exp(w · x) · (1 + |z| / typical) ^ −tanh(b · x)

The first factor is a weight, never negative, so that no reason turns into its opposite. The second bends the scale of
the score; the contribution z · multiplier is 0 at 0 and grows with z whatever b is. Where w and b are 0 there is the
prior. A multiplier belongs to a whole candidate, so the candidate's parts are multiplied alike and add up as before.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from convrec.fusion.context import FEATURES, Context

STEEPEST = 3.0  # bound on the logarithm of a weight: twenty times the prior, or a twentieth


@dataclass(frozen=True)
class Curve:
    """What was learnt of one source: ``weight`` and ``bend`` per feature, and the size of score where it bends.

    ``typical`` is the score of the source's usual best candidate; a feature that isn't named has no effect.
    """

    typical: float
    weight: Mapping[str, float] = field(default_factory=dict)
    bend: Mapping[str, float] = field(default_factory=dict)

    def multiplier(self, score: float, context: Context) -> float:
        """By how much one candidate counts more or less than its source's prior weight says; above 0."""
        weight = min(STEEPEST, max(-STEEPEST, _dot(self.weight, context)))
        return math.exp(weight) * (1.0 + abs(score) / self.typical) ** -math.tanh(_dot(self.bend, context))

    def multipliers(self, scores: np.ndarray, contexts: np.ndarray) -> np.ndarray:
        """The same of scores (cases, items) and contexts (cases, features in the order of FEATURES): (cases, items)."""
        weight = np.clip(contexts @ _vector(self.weight), -STEEPEST, STEEPEST)[:, None]
        bend = np.tanh(contexts @ _vector(self.bend))[:, None]
        return np.asarray(np.exp(weight) * (1.0 + np.abs(scores) / self.typical) ** -bend)


@dataclass(frozen=True)
class Fusion:
    """What was learnt, source by source; a source that isn't named keeps its prior weight."""

    curves: Mapping[str, Curve] = field(default_factory=dict)

    def multiplier(self, source: str, score: float, context: Context) -> float:
        """What one candidate's prior weight is multiplied with; 1 for a source of which nothing was learnt."""
        curve = self.curves.get(source)
        return 1.0 if curve is None else curve.multiplier(score, context)


PRIOR = Fusion()


def _dot(of: Mapping[str, float], context: Context) -> float:
    return sum(value * context.get(name, 0.0) for name, value in of.items())


def _vector(of: Mapping[str, float]) -> np.ndarray:
    return np.array([of.get(name, 0.0) for name in FEATURES])
