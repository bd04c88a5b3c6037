"""What the evaluations of text classifiers share: which texts are learnt from, which are scored, and how fast."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.label_files import some
from convrec.data.labelled import OUTSIDE, Labelled, Parts, read_labelled, read_parts
from convrec.data.lines import Problems
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.training.texts.base import Fitted
from convrec.training.texts.choice import Choice
from convrec.training.texts.scope import Scoped

ALONE = 40  # texts that are timed one by one


@dataclass(frozen=True)
class Task:
    """``fit`` is learnt from, ``dev`` may choose (None: there is nothing to spare), ``scored`` is foretold.

    ``validation`` says what the validation part is or has become; ``notes`` which lines were left out.
    """

    fit: Labelled
    dev: Labelled | None
    scored: Labelled
    validation: str
    notes: tuple[str, ...] = ()


def read_task(data: Path, test: Path | None) -> Task:
    """Without ``test``: learn from the train part, score the validation part. With it: learn from both, score the file.

    Texts of the test file are never learnt from. Where some validation texts fit no label, that part isn't learnt from:
    it chooses the threshold. Raises TrainingError or EvaluationError with what is wrong with a file.
    """
    problems = Problems()
    parts = read_parts(data, None, problems)
    if test is None:
        return Task(parts.train, _chooser(parts), parts.validation, parts.chosen_by, problems.sentences())
    scored = read_labelled(test, problems)
    train, validation = _without(parts, scored, data, test)
    if _chooser(parts) is None:
        told = _what_became(parts.chosen_by, validation, test)
        return Task(train + validation, None, scored, told, problems.sentences())
    if not set(validation.labels) - {OUTSIDE} or OUTSIDE not in {*validation.labels, *train.labels}:
        raise EvaluationError(f"{test} is all there is to choose the threshold of {data} by; please score other texts.")
    return Task(train, validation, scored, parts.chosen_by, problems.sentences())


def _without(parts: Parts, scored: Labelled, data: Path, test: Path) -> tuple[Labelled, Labelled]:
    """The train and validation parts without the texts that are scored."""
    known = set(parts.train.labels) | set(parts.validation.labels)
    if strange := set(scored.labels) - known - {OUTSIDE}:
        raise EvaluationError(f"{test} has labels that {data} doesn't have: {some(strange)}.")
    seen = set(scored.texts)
    train, validation = (
        part.where(text not in seen for text in part.texts) for part in (parts.train, parts.validation)
    )
    if len(set(train.labels) - {OUTSIDE}) < 2:
        raise EvaluationError(f"Too little is left of {data} without the texts of {test}; please score other texts.")
    return train, validation


def _what_became(chosen_by: str, validation: Labelled, test: Path) -> str:
    """Of a validation part that chooses nothing."""
    if len(validation):
        return f"none: train and validation part ({chosen_by}) are both learnt from"
    return f"none: its texts ({chosen_by}) are scored as {test.name}, so the train part alone is learnt from"


def _chooser(parts: Parts) -> Labelled | None:
    """The validation part where it chooses a threshold; it must not also choose the epoch that it then scores."""
    return parts.validation if OUTSIDE in set(parts.train.labels) | set(parts.validation.labels) else None


def hits(fitted: Fitted, scored: Labelled) -> tuple[np.ndarray, float]:
    """Which texts were labelled rightly (n,), and milliseconds a text."""
    began = time.perf_counter()
    probabilities = fitted.probabilities(list(scored.texts))
    each = 1000 * (time.perf_counter() - began) / len(scored)
    said = np.array(fitted.classes)[probabilities.argmax(axis=1)]
    return (said == np.array(scored.labels)).astype(float), each


def scope_shares(scoped: Scoped, scored: Labelled) -> dict[str, Any]:
    """In-scope accuracy and out-of-scope recall at the one threshold, with intervals; of no texts there is no share."""
    began = time.perf_counter()
    said = np.array(scoped.labels(scored.texts))
    each = 1000 * (time.perf_counter() - began) / len(scored)
    truth = np.array(scored.labels)
    found: dict[str, Any] = {}
    for name, part in {"in_scope_accuracy": truth != OUTSIDE, "out_of_scope_recall": truth == OUTSIDE}.items():
        if part.any():
            right = (said[part] == truth[part]).astype(float)
            found |= {name: share(right), f"{name}_ci": interval(right)}
    return found | {"threshold": round(scoped.threshold, 6), "ms_per_sentence": round(each, 2)}


def fit_and_score(choice: Choice, task: Task) -> dict[str, Any]:
    """Accuracy with its 95 % interval, and how long a text and the fit take."""
    began = time.perf_counter()
    fitted = choice.classifier.fit(task.fit, task.dev)
    fit_seconds = round(time.perf_counter() - began, 2)
    right, each = hits(fitted, task.scored)
    return {
        "accuracy": share(right),
        "accuracy_ci": interval(right),
        "ms_per_sentence": round(each, 2),
        "ms_one_by_one": one_by_one(fitted, task.scored),
        "fit_seconds": fit_seconds,
    }


def one_by_one(fitted: Fitted, scored: Labelled) -> float:
    """The median of milliseconds for a text that comes alone."""
    taken = []
    for text in scored.texts[:ALONE]:
        began = time.perf_counter()
        fitted.probabilities([text])
        taken.append(1000 * (time.perf_counter() - began))
    return round(float(np.median(taken)), 2)


def about(choice: Choice, task: Task) -> dict[str, Any]:
    """What a report says of the classifier and the data."""
    return {
        "encoder": choice.name,
        "notes": [*choice.notes, *task.notes],
        "fitted_on": len(task.fit),
        "scored": len(task.scored),
        "validation": task.validation,
    }
