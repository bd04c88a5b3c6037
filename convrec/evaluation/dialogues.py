"""Conversation → item on OpenDialKG: what was recommended next, foretold from all that was said before.

Every recommended item is a case, all items are ranked, and an item may have been named before. ``new/…`` leaves such
cases out and named items out of the lists; ``unmet/…`` counts only dialogues of which no turn was learnt from.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.dialogues import Knowledge, Turn, read_knowledge, read_turns
from convrec.errors import EvaluationError
from convrec.evaluation.dialogue_peers import PEERS
from convrec.evaluation.intervals import interval, share
from convrec.models import load_models
from convrec.models.base import TextEncoder
from convrec.models.device import choose_device
from convrec.recommenders.dialogue import DialogueModel, Past, Wording, frequent_cues, gather
from convrec.recommenders.dialogue.fit import fit
from convrec.settings import Settings

TOPS = (1, 10, 50)


def evaluate_opendialkg(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@1, @10 and @50 with 95 % intervals, and the same of peers in the same run.

    ``data`` is a folder in iEvaLM's form. Learnt is from its ``train.jsonl``, with ``test`` from ``valid.jsonl`` too.
    """
    knowledge = read_knowledge(data)
    learnt, asked = read_turns(data / "train.jsonl", knowledge), read_turns(test or data / "valid.jsonl", knowledge)
    if test is not None:
        learnt += read_turns(data / "valid.jsonl", knowledge)
    encoder = load_models(settings).text["en"]
    learner = Learner(learnt, learnt, knowledge, encoder, choose_device(settings.device))
    scores, metrics = learner.foretell(asked, frequent_cues(learnt))
    met = {turn.dialogue for turn in learnt}
    unmet = [turn if turn.dialogue not in met else replace(turn, wanted=(), unknown=0) for turn in asked]
    metrics |= recalls(scores, asked, TOPS) | new_recalls(scores, asked, knowledge, TOPS)
    metrics |= recalls(scores, unmet, TOPS, "unmet/")
    return metrics | {"peers": peers(learnt, asked, knowledge, encoder, TOPS)}


@dataclass(frozen=True, eq=False)
class Learner:
    """Fits to the turns ``learnt``; what is often spoken of, and after what, is counted over all turns ``heard``."""

    learnt: Sequence[Turn]
    heard: Sequence[Turn]
    knowledge: Knowledge
    encoder: TextEncoder
    device: str

    def foretell(self, asked: Sequence[Turn], cues: tuple[str, ...] = ()) -> tuple[np.ndarray, dict[str, Any]]:
        """Scores (turns, items) for what is asked, and what the fit took and learnt."""
        began = time.perf_counter()
        past, wording = Past(self.heard, self.knowledge), Wording(self.heard, self.knowledge, self.encoder)
        model = fit(self.learnt, gather(self.learnt, self.knowledge, past, wording), cues, self.device)
        seconds = round(time.perf_counter() - began, 1)
        scores = model.scores(asked, gather(asked, self.knowledge, past, wording))
        told = {"turns": len(asked), "items": len(self.knowledge.items), "fit_seconds": seconds}
        return scores, told | {"weights": strongest(model)}


def recalls(scores: np.ndarray, turns: Sequence[Turn], tops: Sequence[int], begin: str = "") -> dict[str, Any]:
    """How many of the cases stand among the first 1, 10 …; ties are broken by the items' order.

    What was recommended and isn't among the items is a case that is missed. Without any case there is nothing to tell.
    """
    ranks = [rank(scores[number], item) for number, turn in enumerate(turns) for item in turn.wanted]
    places = np.array([*ranks, *[np.inf] * sum(turn.unknown for turn in turns)])
    metrics: dict[str, Any] = {f"{begin}cases": len(places)}
    for top in tops if len(places) else ():
        hits = (places < top).astype(float)
        metrics |= {f"{begin}recall@{top}": share(hits), f"{begin}recall@{top}_ci": interval(hits)}
    return metrics


def new_recalls(
    scores: np.ndarray, turns: Sequence[Turn], knowledge: Knowledge, tops: Sequence[int], begin: str = "new/"
) -> dict[str, Any]:
    """The same where what was named before is neither asked for nor listed."""
    kept, asked = scores.copy(), []
    for number, turn in enumerate(turns):
        named = {knowledge.row[entity] for _, entity in turn.named if entity in knowledge.row}
        kept[number, sorted(named)] = -np.inf
        asked.append(replace(turn, wanted=tuple(item for item in turn.wanted if item not in named)))
    return recalls(kept, asked, tops, begin)


def rank(scores: np.ndarray, item: int) -> int:
    """How many items stand before this one, of (items,)."""
    return int((scores > scores[item]).sum() + (scores[:item] == scores[item]).sum())


def peers(
    learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder, tops: Sequence[int]
) -> Mapping[str, Any]:
    """What simple and well-known ways make of the same turns."""
    if not any(turn.wanted for turn in learnt):
        raise EvaluationError("The turns to learn from recommend nothing that is known.")
    found: dict[str, Any] = {}
    for name, scorer in PEERS.items():
        scores = scorer(learnt, asked, knowledge, encoder)
        judged = recalls(scores, asked, tops) | new_recalls(scores, asked, knowledge, tops)
        found[name] = {measure: value for measure, value in judged.items() if not measure.endswith("_ci")}
    return found


def strongest(model: DialogueModel, most: int = 12) -> dict[str, float]:
    """The kinds of evidence with the largest weights without any cue, each on the scale of its usual amount."""
    order = np.argsort(-np.abs(model.weights[-1]), kind="stable")[:most]
    return {model.kinds[kind]: round(float(model.weights[-1, kind]), 2) for kind in order.tolist()}
