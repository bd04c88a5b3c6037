"""How something is said: the words of the last utterance that decide what kind of evidence counts.

"Who directed it?" goes on with the film itself, "what else did she star in?" with others of the actress.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from convrec.data.dialogues import Turn

MOST, SELDOM = 400, 30  # cues that are kept, and turns that a cue must stand in to be kept
WORD = re.compile(r"[a-z']+")
MANY = 4  # entities and utterances are told apart up to this number, and two past it


def cues_of(turn: Turn) -> set[str]:
    """The words and pairs of words of the last utterance, how far the dialogue is, and how much was named."""
    words = WORD.findall(turn.said[-1].lower())
    named = len({entity for _, entity in turn.named})
    counts = {f"utterances {min(len(turn.said), 2 * MANY)}", f"named {min(named, MANY)}"}
    return {*words, *(f"{one} {two}" for one, two in pairwise(words)), *counts}


def frequent_cues(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The cues that stand in many turns, the most frequent first."""
    count = Counter(cue for turn in turns for cue in sorted(cues_of(turn)))
    return tuple(cue for cue, number in count.most_common(MOST) if number >= SELDOM)


def cue_matrix(turns: Sequence[Turn], cues: Sequence[str]) -> np.ndarray:
    """(turns, cues + 1) of zeros and ones; the last column is always 1."""
    column = {cue: number for number, cue in enumerate(cues)}
    table = np.zeros((len(turns), len(cues) + 1), dtype=np.float32)
    table[:, -1] = 1.0
    for number, turn in enumerate(turns):
        table[number, [column[cue] for cue in cues_of(turn) if cue in column]] = 1.0
    return table
