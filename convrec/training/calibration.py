"""How sure a head may be, and how good it is: of logits (n, classes) for lines that it was not fitted on."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from convrec.models.heads import OUTSIDE


def temperature(logits: np.ndarray, labels: np.ndarray, classes: tuple[str, ...]) -> float:
    """What to divide the logits by so that the log loss is least (Guo et al. 2017)."""
    right = _rows(labels, classes)

    def loss(heat: float) -> float:
        return float(-log_softmax(logits / heat, axis=1)[np.arange(len(right)), right].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def figures(logits: np.ndarray, labels: np.ndarray, classes: tuple[str, ...]) -> dict[str, float]:
    """Accuracy and mean log loss."""
    chances, right = np.exp(log_softmax(logits, axis=1)), _rows(labels, classes)
    found = {
        "accuracy": float((chances.argmax(axis=1) == right).mean()),
        "log_loss": float(-np.log(chances[np.arange(len(labels)), right]).mean()),
    }
    return {name: round(value, 4) for name, value in found.items()}


def out_of_scope_bar(
    logits: np.ndarray, labels: np.ndarray, classes: tuple[str, ...]
) -> tuple[float, dict[str, float]]:
    """The probability from which a text counts as out of scope, and what is caught and lost by it.

    The bar is where fewest lines are taken for the wrong thing.
    """
    chances = np.exp(log_softmax(logits, axis=1))[:, classes.index(OUTSIDE)]
    outside = labels == OUTSIDE
    bars = np.arange(0.02, 0.99, 0.01)
    bar = float(bars[int(np.argmin([(outside != (chances >= bar)).sum() for bar in bars]))])
    caught, lost = (chances[outside] >= bar).mean(), (chances[~outside] >= bar).mean()
    shares = {"out_of_scope_from": bar, "out_of_scope_recall": float(caught), "in_scope_lost": float(lost)}
    return bar, {name: round(share, 4) for name, share in shares.items()}


def _rows(labels: np.ndarray, classes: tuple[str, ...]) -> np.ndarray:
    return np.array([classes.index(label) for label in labels])
