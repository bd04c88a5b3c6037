"""Conversation → item: what was recommended next in a dialogue, foretold from all that was said before.

Every recommended item is a case, all items are ranked. An item may have been named before; ``new/…`` leaves such
cases out and named items out of the lists, and ``unmet/…`` counts only dialogues of which no turn was learnt from.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.dialogues import Knowledge, Turn, read_knowledge, read_turns
from convrec.errors import EvaluationError
from convrec.evaluation.dialogue_peers import PEERS
from convrec.evaluation.intervals import interval, share
from convrec.models.device import device_of
from convrec.recommenders.dialogue import Past, gather
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
    began = time.perf_counter()
    past = Past(learnt, knowledge)
    model = fit(learnt, gather(learnt, knowledge, past), device_of(settings))
    seconds = round(time.perf_counter() - began, 1)
    scores = model.scores(asked, gather(asked, knowledge, past))
    met = {turn.dialogue for turn in learnt}
    metrics: dict[str, Any] = {"turns": len(asked), "items": len(knowledge.items), "fit_seconds": seconds}
    metrics |= recalls(scores, asked, TOPS, "")
    metrics |= recalls(without_named(scores, asked, knowledge), only_new(asked, knowledge), TOPS, "new/")
    metrics |= recalls(scores, [turn if turn.dialogue not in met else _silent(turn) for turn in asked], TOPS, "unmet/")
    return metrics | {"peers": peers(learnt, asked, knowledge, settings, TOPS)}


def recalls(scores: np.ndarray, turns: Sequence[Turn], tops: Sequence[int], begin: str) -> dict[str, Any]:
    """How many of the cases stand among the first 1, 10 …; ties are broken by the items' order."""
    ranks = np.array([rank(scores[number], item) for number, turn in enumerate(turns) for item in turn.wanted])
    if not len(ranks):
        raise EvaluationError("No turn recommends an item that is known, so nothing can be scored.")
    metrics: dict[str, Any] = {f"{begin}cases": len(ranks)}
    for top in tops:
        hits = (ranks < top).astype(float)
        metrics |= {f"{begin}recall@{top}": share(hits), f"{begin}recall@{top}_ci": interval(hits)}
    return metrics


def rank(scores: np.ndarray, item: int) -> int:
    """How many items stand before this one, of (items,)."""
    return int((scores > scores[item]).sum() + (scores[:item] == scores[item]).sum())


def without_named(scores: np.ndarray, turns: Sequence[Turn], knowledge: Knowledge) -> np.ndarray:
    """With what was named before at the end of the list."""
    kept = scores.copy()
    for number, turn in enumerate(turns):
        kept[number, sorted(named_items(turn, knowledge))] = -np.inf
    return kept


def only_new(turns: Sequence[Turn], knowledge: Knowledge) -> list[Turn]:
    """The same turns, asking only for what wasn't named."""
    return [
        Turn(t.dialogue, t.said, t.named, tuple(item for item in t.wanted if item not in named_items(t, knowledge)))
        for t in turns
    ]


def named_items(turn: Turn, knowledge: Knowledge) -> set[int]:
    """Rows of the items that were named before."""
    return {knowledge.row[entity] for _, entity in turn.named if entity in knowledge.row}


def _silent(turn: Turn) -> Turn:
    return Turn(turn.dialogue, turn.said, turn.named, ())


def peers(
    learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, settings: Settings, tops: Sequence[int]
) -> Mapping[str, Any]:
    """What simple and well-known ways make of the same turns."""
    found: dict[str, Any] = {}
    for name, scorer in PEERS.items():
        scores = scorer(learnt, asked, knowledge, settings)
        plain = recalls(scores, asked, tops, "")
        new = recalls(without_named(scores, asked, knowledge), only_new(asked, knowledge), tops, "new/")
        found[name] = {measure: value for measure, value in (plain | new).items() if not measure.endswith("_ci")}
    return found
