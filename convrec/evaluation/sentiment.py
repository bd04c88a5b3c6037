"""Sentiment of sentences and reviews: a classifier fitted on the data's own texts, beside its peers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from convrec.data.labelled import Labelled
from convrec.evaluation.labelled import about, fit_and_score, read_task
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
    return {
        **fit_and_score(choice, task),
        "language": language_of(task.fit),
        **about(choice, task),
        **peers_of(task.fit, task.scored, sentiment=True),
    }
