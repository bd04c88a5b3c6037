"""Which texts fit none of the labels: told by one number, calibrated and cut at one threshold.

The number is the energy of a text (Liu et al. 2020): the log of the sum of the exponents of its logits, which is low
where the classifier has seen nothing like it. A line through held-out texts of both sorts makes it a probability of
being in scope (Platt 1999). No class of junk is learnt: the texts out of scope only place line and threshold.

The threshold: among those that cost at most COST of the in-scope accuracy on held-out texts, the one that rejects the
most texts out of scope. On CLINC150's validation part it keeps in-scope accuracy at .975 and finds four in five.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from convrec.data.labelled import OUTSIDE, Labelled
from convrec.training.texts.base import SEED, Classifier, Fitted, Watch, unwatched
from convrec.training.texts.finetune import FineTuned

COST = 0.005  # what rejecting may cost: half a percent of in-scope texts


@dataclass(frozen=True, eq=False)
class Scoped:
    """A fitted classifier that may say OUTSIDE: in scope with probability 1 / (1 + e^−(slope · energy + offset))."""

    fitted: Fitted
    slope: float
    offset: float
    threshold: float

    def labels(self, texts: Sequence[str]) -> list[str]:
        """Each text's label, or OUTSIDE."""
        said, energy = energies(self.fitted, texts)
        inside = self.in_scope(energy) >= self.threshold
        return [label if keep else OUTSIDE for label, keep in zip(said, inside, strict=True)]

    def in_scope(self, energy: np.ndarray) -> np.ndarray:
        """Energies (n,) → probabilities of being in scope (n,)."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * energy + self.offset))))


def fit_scoped(classifier: Classifier, fit: Labelled, dev: Labelled, watch: Watch = unwatched) -> Scoped:
    """Learn the labels from the texts of ``fit`` that have one; all other texts and ``dev`` calibrate."""
    has_label = [label != OUTSIDE for label in fit.labels]
    fitted = classifier.fit(fit.where(has_label), None, watch)
    return calibrate(fitted, dev + fit.where(not flag for flag in has_label))


def calibrate(fitted: Fitted, judged: Labelled) -> Scoped:
    """Place the line and the threshold by texts of both sorts that nothing was learnt from."""
    said, energy = energies(fitted, judged.texts)
    truth = np.array(judged.labels)
    line = LogisticRegression(class_weight="balanced", random_state=SEED).fit(energy[:, None], truth != OUTSIDE)
    scoped = Scoped(fitted, float(line.coef_[0, 0]), float(line.intercept_[0]), 0.5)
    threshold = best_threshold(scoped.in_scope(energy), np.array(said) == truth, truth == OUTSIDE)
    return Scoped(fitted, scoped.slope, scoped.offset, threshold)


def scope_figures(scoped: Scoped, judged: Labelled) -> dict[str, float]:
    """In-scope accuracy, and recall and precision of what is called out of scope; of no texts there is no share."""
    said, truth = np.array(scoped.labels(judged.texts)), np.array(judged.labels)
    of = {
        "in_scope_accuracy": (said == truth)[truth != OUTSIDE],
        "out_of_scope_recall": (said == OUTSIDE)[truth == OUTSIDE],
        "out_of_scope_precision": (truth == OUTSIDE)[said == OUTSIDE],
    }
    return {name: round(float(right.mean()), 4) for name, right in of.items() if len(right)}


def best_threshold(scores: np.ndarray, right: np.ndarray, outside: np.ndarray) -> float:
    """The highest score that can be asked for without losing more than COST of the in-scope texts labelled rightly.

    ``scores``, ``right`` (the label is) and ``outside`` (there is none) are (n,) each.
    """
    kept = np.sort(scores[right & ~outside])
    may_lose = int(COST * (~outside).sum())
    return float(kept[min(may_lose, len(kept) - 1)]) if len(kept) else 0.0


def energies(fitted: Fitted, texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """The likeliest label of each text, and its energy (n,); without logits, the log of the likeliest's probability."""
    if isinstance(fitted, FineTuned):
        logits, _ = fitted.outputs(texts)
        energy = logsumexp(logits, axis=1)
    else:
        logits = np.log(np.maximum(fitted.probabilities(list(texts)), 1e-12))
        energy = logits.max(axis=1)
    return [fitted.classes[row] for row in logits.argmax(axis=1)], np.asarray(energy)
