"""What ``train sentiment`` or ``train intents`` wrote, read again and scored on a file."""

from pathlib import Path
from typing import Any

from convrec.data.labelled import OUTSIDE, read_labelled, some
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.labelled import hits, one_by_one, scope_shares
from convrec.models.device import choose_device, quieten
from convrec.settings import Settings
from convrec.training.texts.scope import Scoped
from convrec.training.texts.store import load, read_card


def evaluate_fitted(folder: Path, test: Path, settings: Settings) -> dict[str, Any]:
    """Accuracy on a file, or the two shares of ``evaluate intents`` where a threshold was fitted too.

    Without a threshold, texts that fit no label are left out. Raises WeightsError where the weights are not those that
    were fitted, EvaluationError for labels that were never learnt.
    """
    quieten()
    fitted, card = load(folder, settings.home, choose_device(settings.device)), read_card(folder)
    rows = read_labelled(test)
    if strange := set(rows.labels) - set(fitted.classes) - {OUTSIDE}:
        raise EvaluationError(f"{test} has labels that {folder} never learnt: {some(strange)}.")
    about = {"scored": len(rows), "encoder": card.get("what", "")}
    if scope := card.get("scope"):
        return {**scope_shares(Scoped(fitted, **scope), rows), **about}
    scored = rows.where(label != OUTSIDE for label in rows.labels)
    if not len(scored):
        raise EvaluationError(f"{test} holds no text with a label that could be right.")
    right, each = hits(fitted, scored)
    return {
        "accuracy": share(right),
        "accuracy_ci": interval(right),
        "ms_per_sentence": round(each, 2),
        "ms_one_by_one": one_by_one(fitted, scored),
        **about,
        "scored": len(scored),
    }
