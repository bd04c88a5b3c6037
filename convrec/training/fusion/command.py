"""``train fusion``: learn how much each source's votes count from a catalogue's own acts, and write it down."""

from pathlib import Path
from typing import Any

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.splits import by_time
from convrec.errors import TrainingError
from convrec.evaluation.recommend.cases import make_cases
from convrec.evaluation.recommend.learning import MONTHS, learn_from
from convrec.fusion import write_fusion
from convrec.models.device import choose_device
from convrec.ranking import WEIGHTS
from convrec.settings import Settings
from convrec.training.fusion.learn import PENALTY, RATE, Learnt


def train_fusion(folder: Path, out: Path | None, settings: Settings) -> dict[str, Any]:
    """Learn from all months but the last, which says when to stop; write ``fusion.json``, by default to the catalogue.

    There the assistant finds it. Raises TrainingError where the acts are too few.
    """
    catalogue = read_catalogue(folder)
    if not catalogue.acts:
        raise TrainingError(f"{folder} holds no acts to learn from; see interactions.jsonl in docs/catalogue.md.")
    split = by_time(catalogue.acts)
    before = (*split.train, *split.validation)
    tuning = make_cases(catalogue, before, split.test)
    if not tuning.people:
        raise TrainingError(f"Nobody in the last month of {folder} chose something new after acts before it.")
    learnt = learn_from(catalogue, before, tuning, choose_device(settings.device))
    figures = {
        "people": len(tuning.people),
        "log_loss": round(learnt.loss, 4),
        "prior_log_loss": round(learnt.prior_loss, 4),
    }
    path = write_fusion(out or folder, learnt.fusion, catalogue, WEIGHTS, _card(catalogue, learnt) | figures)
    return {"written": [str(path)], **figures, "steps": learnt.steps}


def _card(catalogue: Catalogue, learnt: Learnt) -> dict[str, Any]:
    return {
        "what": "how much each recommender's votes count, learnt from acts",
        "data": f"{len(catalogue.acts):,} acts on {len(catalogue.items):,} items; "
        f"{MONTHS} months to learn from, the last says when to stop",
        "command": "python -m convrec train fusion --catalogue FOLDER",
        "seed": "none needed: nothing is drawn by chance",
        "settings": {"steps": learnt.steps, "rate": RATE, "penalty": PENALTY},
    }
