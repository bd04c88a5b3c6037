"""Conversations that were written beforehand, played: how many of them go as they must, whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.evaluation.conversation.cases import Case, Outcome, play, read_cases
from convrec.evaluation.intervals import interval, share
from convrec.index import open_index
from convrec.memory import open_memory
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
        catalogue = read_catalogue(folder)
        index = open_index(settings.home, catalogue, models, lambda what, done: None)
        with TemporaryDirectory() as home:
            own = settings.model_copy(update={"home": Path(home), "catalogue": folder})
            assistant = Assistant(catalogue, models, index, open_memory(own, catalogue.topics), own)
            yield from (play(case, assistant, case.id) for case in cases if case.catalogue == name)
