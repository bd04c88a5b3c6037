"""Intents: a classifier fitted on the data's own texts; where some texts fit none, how well these are told apart.

A text is out of scope when its calibrated score is below one threshold, which the validation part chooses (see
``convrec.training.texts.scope``): as high as it can be while rejecting costs half a percent of in-scope texts at most.
An in-scope text that is rejected counts as wrong.
"""

import time
from pathlib import Path
from typing import Any

from convrec.data.labelled import OUTSIDE
from convrec.evaluation.labelled import Task, about, fit_and_score, read_task, scope_shares
from convrec.evaluation.peers import peers_of
from convrec.evaluation.sentiment import Choose
from convrec.settings import Settings
from convrec.training.texts.choice import choose
from convrec.training.texts.scope import fit_scoped


def evaluate_intents(data: Path, test: Path | None, settings: Settings, choose: Choose = choose) -> dict[str, Any]:
    """Accuracy; with texts out of scope in-scope accuracy and out-of-scope recall, each with its 95 % interval.

    Reads every format of ``convrec.data.labelled``. Raises TrainingError or EvaluationError.
    """
    task = read_task(data, test)
    choice = choose(task.fit, settings)
    if task.dev is not None:
        began = time.perf_counter()
        scoped = fit_scoped(choice.classifier, task.fit, task.dev)
        fit_seconds = round(time.perf_counter() - began, 2)
        return {**scope_shares(scoped, task.scored), "fit_seconds": fit_seconds, **about(choice, task), **_peers(task)}
    return {
        **fit_and_score(choice, task),
        **about(choice, task),
        **_peers(task),
    }


def _peers(task: Task) -> dict[str, Any]:
    """The peers know nothing of texts out of scope, so they are fitted and scored without."""
    fit, scored = (part.where(label != OUTSIDE for label in part.labels) for part in (task.fit, task.scored))
    return peers_of(fit, scored, sentiment=False) if len(scored) else {}
