"""A linear model of what a dialogue leads to: kinds of evidence, weighed by how the last utterance is worded.

An item's score is Σ_kind amount(kind) · w(kind | cues), with w linear in the cues: exactly the sum of its parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convrec.data.dialogues import Turn
from convrec.recommenders.dialogue.cues import cue_matrix
from convrec.recommenders.dialogue.evidence import Evidence, each_kind


@dataclass(frozen=True, eq=False)
class DialogueModel:
    """``weights`` (cues + 1, kinds): what each cue adds to a kind's weight; the last row holds without any cue.
    ``scale`` (kinds,) is what amounts are divided by.
    """

    cues: tuple[str, ...]
    kinds: tuple[str, ...]
    weights: np.ndarray
    scale: np.ndarray

    def scores(self, turns: Sequence[Turn], evidence: Evidence) -> np.ndarray:
        """How much speaks for every item: (turns, items)."""
        weights = self._weights(turns, evidence)
        total = weights[:, : len(evidence.everywhere)] @ np.stack(list(evidence.everywhere.values()))
        for kind, amounts in each_kind(evidence):
            rows = np.repeat(np.arange(len(turns)), np.diff(amounts.indptr))
            np.add.at(total, (rows, amounts.indices), amounts.data * weights[rows, kind])
        return total

    def parts(self, turns: Sequence[Turn], evidence: Evidence, turn: int, item: int) -> Mapping[str, float]:
        """What each kind of evidence adds to one item's score at one turn."""
        weights = self._weights([turns[turn]], evidence)[0]
        amounts = {name: float(values[item]) for name, values in evidence.everywhere.items()}
        for name, table in evidence.sparse.items():
            amounts[name] = amounts.get(name, 0.0) + float(table[turn, item])
        found = {name: amount * float(weights[evidence.kinds.index(name)]) for name, amount in amounts.items()}
        return {name: amount for name, amount in found.items() if amount}

    def _weights(self, turns: Sequence[Turn], evidence: Evidence) -> np.ndarray:
        """(turns, kinds) in the order of the evidence; a kind that the model doesn't know weighs nothing."""
        own = cue_matrix(turns, self.cues) @ self.weights / self.scale
        column = {kind: number for number, kind in enumerate(self.kinds)}
        known = np.array([column.get(kind, -1) for kind in evidence.kinds])
        return np.where(known >= 0, own[:, known], 0.0).astype(np.float32)
