"""A new fusion judged by a log of lists that an old one made, before anybody is shown what it makes."""

from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.shown import ShownList, read_shown
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.policy.estimators import Logged, estimates, weigh
from convrec.evaluation.policy.rewards import expected_rewards
from convrec.fusion import PRIOR, Fusion
from convrec.fusion.files import FUSION, read_unbound
from convrec.ranking import fuse, spread
from convrec.settings import Settings
from convrec.types import Because, Candidate


def evaluate_offline_policy(
    data: Path, test: Path | None, settings: Settings, model: Path | None = None
) -> dict[str, Any]:
    """What lists by the prior weights, and by the fusion of ``model``, would have brought, judged by the log ``data``.

    ``model`` is a folder with ``fusion.json``, or such a file; without it the one of the settings' catalogue is taken,
    where it has one. The log's own lists are the measure: ``logged``. Raises EvaluationError for a log without lists.
    """
    lists = read_shown(test or data)
    logged = as_logged(lists)
    brought = np.array([one.reward.sum() for one in logged])
    metrics: dict[str, Any] = {"lists": len(lists), "logged": share(brought), "logged_ci": interval(brought)}
    policies = {"prior": PRIOR} | _learned(model, settings)
    for name, fusion in policies.items():
        weighed = weigh(logged, [wanted(one, fusion) for one in lists])
        metrics |= {f"{name}/{measure}": value for measure, value in estimates(weighed).items()}
    return metrics


def _learned(model: Path | None, settings: Settings) -> dict[str, Fusion]:
    if model is not None:
        return {"learned": read_unbound(model / FUSION if model.is_dir() else model)}
    own = settings.catalogue / FUSION
    return {"learned": read_unbound(own)} if own.is_file() else {}


def as_logged(lists: tuple[ShownList, ...]) -> list[Logged]:
    """The lists as arrays over their candidates, with the rewards that a model expects of each."""
    expected = expected_rewards(lists)
    return [
        Logged(
            np.array([candidate.propensity for candidate in one.candidates]),
            np.array([candidate.item_id in one.shown for candidate in one.candidates]),
            np.array([one.rewards.get(candidate.item_id, 0.0) for candidate in one.candidates]),
            guess,
        )
        for one, guess in zip(lists, expected, strict=True)
    ]


def wanted(one: ShownList, fusion: Fusion) -> np.ndarray:
    """The candidates (n,) that a fusion would list, as many as were; near-duplicates give way as in a reply."""
    like = {candidate.item_id: candidate.like or candidate.item_id for candidate in one.candidates}
    candidates = [
        Candidate(candidate.item_id, score, source, (Because(source, (), score),))
        for candidate in one.candidates
        for source, score in candidate.scores.items()
    ]
    ranked = fuse(candidates, fusion, one.context)
    best = {r.item_id for r in spread(ranked, len(one.shown), lambda one, other: like[one] == like[other])}
    return np.array([candidate.item_id in best for candidate in one.candidates])
