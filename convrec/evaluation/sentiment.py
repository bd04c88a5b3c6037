"""Sentiment of sentences and reviews: a classifier fitted on the data's own texts, beside its peers."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from convrec.data.labelled import Labelled
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.labelled import about, hits, one_by_one, read_task
from convrec.evaluation.peers import peers_of
from convrec.settings import Settings
from convrec.training.texts.choice import Choice, choose, language_of

Choose = Callable[[Labelled, Settings], Choice]


def evaluate_sentiment(data: Path, test: Path | None, settings: Settings, choose: Choose = choose) -> dict[str, Any]:
    """Accuracy on the validation part, or on ``test`` after fitting on all of ``data``, with its 95 % interval.

    Reads every format of ``convrec.data.labelled``. Raises TrainingError or EvaluationError.
    """
    task = read_task(data, test)
    choice = choose(task.fit, settings)
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
        "language": language_of(task.fit),
        **about(choice, task),
        **peers_of(task.fit, task.scored, sentiment=True),
    }
