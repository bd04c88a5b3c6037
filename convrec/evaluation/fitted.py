"""What ``train sentiment`` or ``train intents`` wrote, read again and scored on texts that it has not learnt from."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convrec.data.label_files import some
from convrec.data.labelled import OUTSIDE, Labelled, read_labelled, read_parts
from convrec.data.lines import Problems
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.labelled import hits, one_by_one, scope_shares
from convrec.models.device import choose_device, quieten
from convrec.settings import Settings
from convrec.training.texts.scope import Scoped
from convrec.training.texts.store import load, read_card


def evaluate_fitted(folder: Path, data: Path | None, test: Path | None, settings: Settings) -> dict[str, Any]:
    """Accuracy on ``test``, or on the validation part of ``data``; the two shares of ``evaluate intents`` where a
    threshold was fitted too.

    Without a threshold, texts that fit no label are left out. Raises WeightsError where the weights are not those that
    were fitted, EvaluationError for labels that were never learnt and for a validation part that was learnt from.
    """
    quieten()
    fitted, card = load(folder, settings.home, choose_device(settings.device)), read_card(folder)
    problems = Problems()
    rows, part = _scored(folder, card, data, test, problems)
    if strange := set(rows.labels) - set(fitted.classes) - {OUTSIDE}:
        raise EvaluationError(f"{test or data} has labels that {folder} never learnt: {some(strange)}.")
    about = {"encoder": card.get("what", ""), "part": part, "notes": list(problems.sentences())}
    if scope := card.get("scope"):
        return {**scope_shares(Scoped(fitted, **scope), rows), "scored": len(rows), **about}
    scored = rows.where(label != OUTSIDE for label in rows.labels)
    if not len(scored):
        raise EvaluationError(f"{test or data} holds no text with a label that could be right.")
    right, each = hits(fitted, scored)
    return {
        "accuracy": share(right),
        "accuracy_ci": interval(right),
        "ms_per_sentence": round(each, 2),
        "ms_one_by_one": one_by_one(fitted, scored),
        "scored": len(scored),
        **about,
    }


def _scored(
    folder: Path, card: Mapping[str, Any], data: Path | None, test: Path | None, problems: Problems
) -> tuple[Labelled, str]:
    """The texts, and which part of which file they are."""
    if test is not None:
        if _is_of(card, test):
            problems.add(test.name, "is a file that the classifier was fitted with, so its figures flatter")
        return read_labelled(test, problems), f"what is to be scored of {test.name}"
    if data is None:
        raise EvaluationError("Texts are needed: --test FILE, or --data FILE for its validation part.")
    parts = read_parts(data, None, problems)
    if _is_of(card, data) and card["validation"] != parts.chosen_by:
        raise EvaluationError(
            f"{folder} was fitted on {data} with another validation part ({card['validation']}) than it has by itself "
            f"({parts.chosen_by}), which was learnt from; please name a file: --test FILE."
        )
    return parts.validation, f"the validation part of {data.name} ({parts.chosen_by})"


def _is_of(card: Mapping[str, Any], path: Path) -> bool:
    """Whether a file is one of those on the card."""
    known = {named["sha256"] for named in card.get("data", ())}
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() in known
