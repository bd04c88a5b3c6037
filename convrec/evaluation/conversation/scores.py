"""How often, how soon and how well shoppers found what they were after; beside rivals in the same run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.folder import read_catalogue
from convrec.evaluation.conversation.crowd import OURS, Crowd, talks_of
from convrec.evaluation.conversation.shoppers import PATIENCE
from convrec.evaluation.conversation.talking import Conversation
from convrec.evaluation.conversation.transcripts import write_transcripts
from convrec.evaluation.intervals import interval, share
from convrec.settings import Settings

PEOPLE, SEED = 200, 41
FINAL_SEED = 97  # of the people with the phrasings that are kept for the final measurement


def evaluate_conversation(
    data: Path,
    settings: Settings,
    people: int = PEOPLE,
    transcripts: Path | None = None,
    final: bool = False,
    rivals: bool = True,
    workers: int | None = None,
) -> dict[str, Any]:
    """success@1 to success@5, turns, faults and milliseconds; of rivals success@5 and how far we are ahead.

    ``transcripts`` is a folder for an HTML page of all that was said. ``final`` takes other people, who speak in
    phrasings that nothing was tuned with. ``workers`` processes share the work, by default one a processor.
    """
    settings = settings.model_copy(update={"catalogue": data})
    talks = talks_of(Crowd(settings, people, FINAL_SEED if final else SEED, final, rivals), workers)
    if transcripts is not None:
        write_transcripts(transcripts, talks[OURS], read_catalogue(data))
    return _report(talks) | {"people": people, "final": final, "simulated": True}


def _report(talks: Mapping[str, Sequence[Conversation]]) -> dict[str, Any]:
    ours = talks[OURS]
    found: dict[str, Any] = {}
    for turns in range(1, PATIENCE + 1):
        found[f"success@{turns}"] = share(_within(ours, turns))
    found |= {f"success@{PATIENCE}_ci": interval(_within(ours, PATIENCE)), **_turns("", ours), **_faults(ours)}
    for group in ("language", "style"):
        for name in sorted({getattr(talk.shopper, group) for talk in ours}):
            own = [talk for talk in ours if getattr(talk.shopper, group) == name]
            found[f"{name}/success@{PATIENCE}"] = share(_within(own, PATIENCE))
    for kind, own in _kinds(ours).items():
        found |= {f"{kind}/people": len(own), f"{kind}/success@{PATIENCE}": share(_within(own, PATIENCE))}
        found |= {f"{kind}/success@{PATIENCE}_ci": interval(_within(own, PATIENCE)), **_turns(f"{kind}/", own)}
    for name, other in talks.items():
        if name != OURS:
            found |= _beside(name, ours, other)
    return found


def _kinds(talks: Sequence[Conversation]) -> dict[str, list[Conversation]]:
    """Conversations apart: with a thing in mind or a taste, of the laconic and of those who begin vaguely."""
    kinds = {
        "thing": [talk for talk in talks if not talk.shopper.taste],
        "taste": [talk for talk in talks if talk.shopper.taste],
        "laconic": [talk for talk in talks if talk.shopper.laconic],
        "vague": [talk for talk in talks if talk.shopper.vague],
    }
    return {kind: own for kind, own in kinds.items() if own}


def _within(talks: Sequence[Conversation], turns: int) -> np.ndarray:
    return np.array([talk.found and talk.turns <= turns for talk in talks], dtype=float)


def _turns(prefix: str, talks: Sequence[Conversation]) -> dict[str, Any]:
    """Messages until the thing was found, all of their patience for those who didn't find it."""
    turns = np.array([talk.turns for talk in talks], dtype=float)
    return {f"{prefix}mean_turns": share(turns), f"{prefix}mean_turns_ci": interval(turns)}


def _faults(talks: Sequence[Conversation]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    for exchange in (exchange for talk in talks for exchange in talk.exchanges):
        total.update(exchange.faults)
    spent = [1000 * exchange.seconds for talk in talks for exchange in talk.exchanges]
    asked = np.mean([exchange.reply.question is not None for talk in talks for exchange in talk.exchanges])
    turns = {"turns": len(spent), "p95_ms": round(float(np.quantile(spent, 0.95)), 1), "asks": round(float(asked), 3)}
    return {**total, **turns}


def _beside(name: str, ours: Sequence[Conversation], other: Sequence[Conversation]) -> dict[str, Any]:
    """A rival's figures, and how far we are ahead of it with the same people."""
    ahead = _within(ours, PATIENCE) - _within(other, PATIENCE)
    sooner = np.array([talk.turns for talk in other], dtype=float) - [talk.turns for talk in ours]
    return {
        f"{name}/success@{PATIENCE}": share(_within(other, PATIENCE)),
        f"{name}/ahead_ci": interval(ahead),
        **_turns(f"{name}/", other),
        f"{name}/sooner_ci": interval(sooner),
    }
