"""The commands ``train sentiment`` and ``train intents``: read, choose, fit, report, write."""

import hashlib
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convrec.data.labelled import OUTSIDE, Parts, read_parts
from convrec.errors import TrainingError
from convrec.settings import Settings
from convrec.training.texts.base import SEED, Fitted
from convrec.training.texts.choice import Choice, choose
from convrec.training.texts.finetune import FineTuning
from convrec.training.texts.report import Report, report_on, write_report
from convrec.training.texts.scope import calibrate
from convrec.training.texts.search import search
from convrec.training.texts.store import save
from convrec.training.texts.tracking import TRACKERS, Tracker

OWN_LICENCE = "not stated; look it up before you give the weights away"


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    what: str  # sentiment or intents
    data: Path
    out: Path
    dev: Path | None = None
    encoder: str = "auto"
    rank: int = 0  # of LoRA; 0 for full fine-tuning
    track: str = "none"
    trials: int = 0
    licence: str = OWN_LICENCE


def train_texts(wish: Wish, settings: Settings) -> dict[str, Any]:
    """Fit on the train part with early stopping on the dev part; write weights, card and report into ``wish.out``.

    Texts that fit no label are not learnt from; they place the threshold that goes onto the card. Raises TrainingError,
    ModelError or WeightsError.
    """
    whole = read_parts(wish.data, wish.dev)
    parts = _inside(whole)
    choice = choose(parts.train, settings, wish.encoder, wish.rank)
    tracker = TRACKERS[wish.track](wish.out, _card(wish, choice))
    try:
        choice, tried = _searched(choice, parts, wish, tracker)
        began = time.perf_counter()
        fitted = choice.classifier.fit(parts.train, parts.validation, tracker.watch)
        seconds = round(time.perf_counter() - began, 2)
        report = report_on(fitted, parts.validation)
        tracker.report(report)
    finally:
        tracker.close()
    made = _card(wish, choice) | {"fit_seconds": seconds, "search": tried, **_figures(parts, report)}
    made |= _scope(fitted, whole)
    return _write(fitted, report, wish, made)


def _inside(parts: Parts) -> Parts:
    train, validation = (
        part.where(label != OUTSIDE for label in part.labels) for part in (parts.train, parts.validation)
    )
    return Parts(train, validation, parts.chosen_by)


def _scope(fitted: Fitted, whole: Parts) -> dict[str, Any]:
    """Line and threshold of what is out of scope, where the data holds such texts."""
    strange = whole.train.where(label == OUTSIDE for label in whole.train.labels)
    judged = whole.validation + strange
    if OUTSIDE not in judged.labels:
        return {}
    scoped = calibrate(fitted, judged)
    return {"scope": {"slope": scoped.slope, "offset": scoped.offset, "threshold": scoped.threshold}}


def _searched(choice: Choice, parts: Parts, wish: Wish, tracker: Tracker) -> tuple[Choice, list[dict[str, Any]]]:
    """The choice with the best recipe of a search, where one was asked for."""
    if not wish.trials:
        return choice, []
    tuning = choice.classifier
    if not isinstance(tuning, FineTuning):
        raise TrainingError(f"There is nothing to search for with {choice.name}; choose --encoder small or large.")
    recipe, tried = search(parts, tuning.transformer, tuning.recipe, tuning.device, wish.trials, tracker.watch)
    return replace(choice, classifier=replace(tuning, recipe=recipe)), tried


def _card(wish: Wish, choice: Choice) -> dict[str, Any]:
    return {
        "what": f"{wish.what} of a text: {choice.name}",
        "data": [_named(path) for path in (wish.data, wish.dev) if path is not None],
        "data_licence": wish.licence,
        "command": f"python -m convrec train {wish.what} --data {wish.data} --encoder {wish.encoder}",
        "seed": SEED,
        "notes": list(choice.notes),
    }


def _named(path: Path) -> dict[str, str]:
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _figures(parts: Parts, report: Report) -> dict[str, Any]:
    return {
        "fitted_on": len(parts.train),
        "judged_on": len(parts.validation),
        "validation": parts.chosen_by,
        "figures": report.figures,
    }


def _write(fitted: Fitted, report: Report, wish: Wish, card: dict[str, Any]) -> dict[str, Any]:
    try:
        save(fitted, wish.out, **card)
        write_report(report, wish.out)
    except OSError as error:
        raise TrainingError(f"Nothing can be written to {wish.out}; please choose another folder: --out.") from error
    return {"folder": str(wish.out), "report": report.text, **card}
