"""Score everything that is claimed. Each evaluation is a function from data to metrics; this is their list."""

import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from convrec.data.items import ITEMS
from convrec.errors import EvaluationError
from convrec.evaluation.answers import evaluate_answers
from convrec.evaluation.composed import evaluate_composed
from convrec.evaluation.conversation import evaluate_cases, evaluate_conversation
from convrec.evaluation.dialogues import evaluate_opendialkg
from convrec.evaluation.fitted import evaluate_fitted
from convrec.evaluation.graph import evaluate_graph
from convrec.evaluation.intents import evaluate_intents
from convrec.evaluation.new_items import evaluate_inspired, evaluate_redial
from convrec.evaluation.photos import evaluate_photos
from convrec.evaluation.policy import evaluate_offline_policy
from convrec.evaluation.ratings import evaluate_ratings
from convrec.evaluation.reasons import evaluate_reasons
from convrec.evaluation.recommend import evaluate_recommend
from convrec.evaluation.sentiment import evaluate_sentiment
from convrec.evaluation.sequences import evaluate_sequences
from convrec.evaluation.shop_photos import evaluate_shop_photos
from convrec.evaluation.taught_photos import evaluate_taught
from convrec.evaluation.understanding import evaluate_understanding
from convrec.evaluation.unknown import evaluate_unknown
from convrec.evaluation.word_photos import evaluate_word_photos
from convrec.evaluation.writing import evaluate_writing
from convrec.models import load_models
from convrec.settings import Settings
from convrec.training.nouns import TABLE

Evaluation = Callable[[Path, Path | None, Settings], dict[str, Any]]


def _photos(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """On a catalogue folder its customers' photos, on pictures with labels those found by words, else grocery data."""
    if (data / TABLE).is_file():
        return evaluate_word_photos(data, test, load_models(settings))
    score = evaluate_shop_photos if (data / ITEMS).is_file() else evaluate_photos
    return score(data, test, load_models(settings))


def _unknown(data: Path, strange: Path | None, test: Path | None, settings: Settings) -> dict[str, Any]:
    if strange is None:
        raise EvaluationError(
            "Photos of things that the shop doesn't have are needed: "
            "python -m convrec evaluate unknown --data FOLDER --strange FOLDER."
        )
    return evaluate_unknown(data, strange, test, load_models(settings))


EVALUATIONS: Mapping[str, Evaluation] = {
    "answers": evaluate_answers,
    "composed": evaluate_composed,
    "graph": evaluate_graph,
    "inspired": evaluate_inspired,
    "intents": evaluate_intents,
    "offline-policy": evaluate_offline_policy,
    "opendialkg": evaluate_opendialkg,
    "photos": _photos,
    "ratings": evaluate_ratings,
    "reasons": evaluate_reasons,
    "recommend": evaluate_recommend,
    "redial": evaluate_redial,
    "sentiment": evaluate_sentiment,
    "sequences": evaluate_sequences,
    "understanding": evaluate_understanding,
    "writer": evaluate_writing,
    "unknown": lambda data, test, settings: _unknown(data, None, test, settings),
}
VERSIONS = ("torch", "transformers", "sentence-transformers", "open-clip-torch", "numpy", "scikit-learn")


def run_evaluation(
    name: str,
    data: Path,
    test: Path | None,
    settings: Settings,
    side: Path | None = None,
    strange: Path | None = None,
) -> dict[str, Any]:
    """Run one evaluation by name: its metrics, on what, how long it took, and with which versions.

    Without ``test`` the validation part is scored; ``side`` holds attributes of the items of ``sequences``,
    ``strange`` what the shop of ``unknown`` doesn't have. Raises EvaluationError for an unknown name or missing data.
    """
    if name not in EVALUATIONS:
        raise EvaluationError(f"There is no evaluation “{name}”; choose one of: {', '.join(EVALUATIONS)}.")
    if side is not None and name != "sequences":
        raise EvaluationError("Attributes of items (--side) are for: python -m convrec evaluate sequences.")
    if strange is not None and name != "unknown":
        raise EvaluationError("What a shop doesn't have (--strange) is for: python -m convrec evaluate unknown.")
    for path in filter(None, (data, test, side, strange)):
        if not path.exists():
            raise EvaluationError(f"There is no {path}; please check where the data lies.")
    if side is not None:
        return _report(name, data, test, lambda: evaluate_sequences(data, test, settings, side))
    if name == "unknown":
        return _report(name, data, test, lambda: _unknown(data, strange, test, settings))
    return _report(name, data, test, lambda: EVALUATIONS[name](data, test, settings))


def run_taught(
    name: str, data: Path, test: Path | None, settings: Settings, teach: Path, shots: Sequence[int]
) -> dict[str, Any]:
    """Score ``photos`` on the grocery data once the photos of the list ``teach`` were learnt from.

    ``shots`` are numbers of photos a product to score beside all of them. Raises EvaluationError.
    """
    if name != "photos" or (data / ITEMS).is_file():
        raise EvaluationError("Photos are taught (--teach) for: python -m convrec evaluate photos --data GROCERY.")
    for path in filter(None, (data, test, teach)):
        if not path.exists():
            raise EvaluationError(f"There is no {path}; please check where the data lies.")
    return _report(name, data, test, lambda: evaluate_taught(data, test, teach, load_models(settings), shots))


def run_conversation(data: Path, settings: Settings, cases: Path | None = None, **simulated: Any) -> dict[str, Any]:
    """Simulated shoppers' conversations, as ``evaluate_conversation`` takes them; with ``cases`` those of a file
    instead.
    """
    if cases is not None:
        return _report("conversation", data, cases, lambda: evaluate_cases(cases, settings))
    return _report("conversation", data, None, lambda: evaluate_conversation(data, settings, **simulated))


def run_policy(model: Path, data: Path, settings: Settings) -> dict[str, Any]:
    """Judge what ``train fusion`` wrote to the folder ``model`` by a log of lists."""
    if not data.is_file():
        raise EvaluationError(f"There is no file {data}; python -m convrec lists writes such logs.")
    return _report("offline-policy", data, None, lambda: evaluate_offline_policy(data, None, settings, model))


def run_fitted(name: str, model: Path, data: Path | None, test: Path | None, settings: Settings) -> dict[str, Any]:
    """Score what ``train`` wrote to the folder ``model`` on ``test``, or on the validation part of ``data``."""
    return _report(name, data or model, test, lambda: evaluate_fitted(model, data, test, settings))


def _report(name: str, data: Path, test: Path | None, score: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    began = time.perf_counter()
    metrics = score()
    return {
        "benchmark": name,
        "data": str(data),
        "test": str(test) if test else None,
        "metrics": metrics,
        "seconds": round(time.perf_counter() - began, 2),
        "versions": {package: version(package) for package in VERSIONS},
    }
