"""Conversations that were written beforehand, played: how many of them go as they must, whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from convrec.evaluation.conversation.cases import Case, Outcome, play, read_cases
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.strangers import met_by_strangers
from convrec.models import Models, load_models
from convrec.settings import PROJECT, Settings

MOST_TOLD = 200  # failures that are told


def evaluate_cases(path: Path, settings: Settings) -> dict[str, Any]:
    """The share of cases, with its 95 % interval, in which every expectation of every turn is met; and what failed.

    A case's catalogue lies beside the file, or else among the assets. Raises EvaluationError for a bad line.
    """
    cases, models = read_cases(path), load_models(settings)
    outcomes = list(play_all(cases, path.parent, models, settings))
    whole = np.array([not outcome.failures for outcome in outcomes], dtype=float)
    groups = {
        f"{kind}/whole": share(whole[[getattr(outcome.case, name) == kind for outcome in outcomes]])
        for name in ("catalogue", "language")
        for kind in sorted({getattr(case, name) for case in cases})
    }
    told = [f"{outcome.case.id} {failure}" for outcome in outcomes for failure in outcome.failures]
    return {
        "whole": share(whole),
        "whole_ci": interval(whole),
        **groups,
        "cases": len(cases),
        "failures": told[:MOST_TOLD],
    }


def play_all(cases: Sequence[Case], beside: Path, models: Models, settings: Settings) -> Iterator[Outcome]:
    """Every case with an assistant of its catalogue, each by somebody new."""
    for name in sorted({case.catalogue for case in cases}):
        folder = beside / name if (beside / name).is_dir() else PROJECT / "assets" / name
        with met_by_strangers(models, settings.model_copy(update={"catalogue": folder})) as assistant:
            yield from (play(case, assistant, case.id) for case in cases if case.catalogue == name)
