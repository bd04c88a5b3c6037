"""The commands ``train sentiment`` and ``train intents``: read, choose, fit, report, write."""

import hashlib
import shlex
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convrec.data.labelled import OUTSIDE, Parts, dev_file, read_parts
from convrec.data.lines import Problems
from convrec.errors import TrainingError
from convrec.settings import Settings
from convrec.training.texts.base import SEED, Fitted
from convrec.training.texts.choice import Choice, choose
from convrec.training.texts.finetune import FineTuning
from convrec.training.texts.report import Report, report_on, write_report
from convrec.training.texts.scope import calibrate, scope_figures
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
    problems = Problems()
    whole = read_parts(wish.data, wish.dev, problems)
    parts = _inside(whole)
    choice = choose(parts.train, settings, wish.encoder, wish.rank)
    card = _card(wish, choice, settings)
    tracker = TRACKERS[wish.track](wish.out, card)
    try:
        choice, tried = _searched(choice, parts, wish, tracker)
        began = time.perf_counter()
        fitted = choice.classifier.fit(parts.train, parts.validation, tracker.watch)
        seconds = round(time.perf_counter() - began, 2)
        report, scope = _judged(fitted, parts, whole)
        card |= {"notes": [*choice.notes, *problems.sentences(), *report.notes]}
        card |= {"fit_seconds": seconds, "search": tried, **_figures(parts, report), **scope}
        made = _write(fitted, report, wish, card)
        tracker.report(report)  # after the weights are safe: a tracker may fail
    finally:
        tracker.close()
    return made


def _inside(parts: Parts) -> Parts:
    train, validation = (
        part.where(label != OUTSIDE for label in part.labels) for part in (parts.train, parts.validation)
    )
    return Parts(train, validation, parts.chosen_by)


def _judged(fitted: Fitted, parts: Parts, whole: Parts) -> tuple[Report, dict[str, Any]]:
    """The report on the dev part; with line and threshold of what is out of scope where the data holds such texts."""
    report = report_on(fitted, parts.validation)
    strange = whole.train.where(label == OUTSIDE for label in whole.train.labels)
    judged = whole.validation + strange
    if OUTSIDE not in judged.labels:
        return report, {}
    scoped = calibrate(fitted, judged)
    found = scope_figures(scoped, whole.validation)
    told = "\n".join(f"{name}: {value}" for name, value in found.items())
    text = f"{report.text}\nat the threshold {scoped.threshold:.4f}, which the same texts chose:\n{told}\n"
    line = {"slope": scoped.slope, "offset": scoped.offset, "threshold": scoped.threshold}
    return replace(report, text=text, figures=report.figures | found), {"scope": line}


def _searched(choice: Choice, parts: Parts, wish: Wish, tracker: Tracker) -> tuple[Choice, list[dict[str, Any]]]:
    """The choice with the best recipe of a search, where one was asked for."""
    if not wish.trials:
        return choice, []
    tuning = choice.classifier
    if not isinstance(tuning, FineTuning):
        raise TrainingError(f"There is nothing to search for with {choice.name}; choose --encoder small or large.")
    recipe, tried = search(parts, tuning.transformer, tuning.recipe, tuning.device, wish.trials, tracker.watch)
    return replace(choice, classifier=replace(tuning, recipe=recipe)), tried


def _card(wish: Wish, choice: Choice, settings: Settings) -> dict[str, Any]:
    files = (wish.data, wish.dev or dev_file(wish.data))
    return {
        "what": f"{wish.what} of a text: {choice.name}",
        "data": [_named(path) for path in files if path is not None],
        "data_licence": wish.licence,
        "command": _command(wish, settings),
        "seed": SEED,
        "notes": list(choice.notes),
    }


def _command(wish: Wish, settings: Settings) -> str:
    """All that was asked for, as it is typed: whoever runs it makes the same weights again."""
    given = {
        "--data": wish.data,
        "--dev": wish.dev,
        "--encoder": wish.encoder,
        "--lora": wish.rank,
        "--device": settings.device if settings.device != "auto" else None,
        "--search": wish.trials,
        "--track": wish.track if wish.track != "none" else None,
        "--licence": wish.licence if wish.licence != OWN_LICENCE else None,
        "--out": wish.out,
    }
    words = [word for name, value in given.items() if value for word in (name, str(value))]
    return shlex.join(["python", "-m", "convrec", "train", wish.what, *words])


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
