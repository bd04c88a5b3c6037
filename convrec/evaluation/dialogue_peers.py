"""Simple and well-known ways to foretell what a dialogue recommends, judged beside ours.

Each takes the turns that are learnt from, those that are asked about and what is known of the items, and scores
(turns, items). Where all else is equal, what was recommended more often comes first.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.data.dialogues import Knowledge, Turn
from convrec.models.base import TextEncoder

Peer = Callable[[Sequence[Turn], Sequence[Turn], Knowledge, TextEncoder], np.ndarray]
NEIGHBOURS = 50
SAID = 2  # utterances at the end of a context by which turns are compared
K1, B = 1.5, 0.75  # BM25's usual settings
FAINT = 1e-6


def popular(learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder) -> np.ndarray:
    """What was recommended most often."""
    count = np.bincount([item for turn in learnt for item in turn.wanted], minlength=len(knowledge.items))
    return np.tile(count.astype(np.float32), (len(asked), 1))


def repeat(learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder) -> np.ndarray:
    """What was named before, the last first."""
    scores = FAINT * popular(learnt, asked, knowledge, encoder)
    for number, turn in enumerate(asked):
        for back, (_, entity) in enumerate(reversed(turn.named)):
            if entity in knowledge.row:
                scores[number, knowledge.row[entity]] += 1 / (back + 1)
    return scores


def nearest_turns(
    learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder
) -> np.ndarray:
    """What was recommended at the turns whose words are nearest by MiniLM's cosines."""
    near = encoder.encode([_end(turn) for turn in asked]) @ encoder.encode([_end(turn) for turn in learnt]).T
    return _voted(near, learnt, knowledge) + FAINT * popular(learnt, asked, knowledge, encoder)


def bm25_turns(learnt: Sequence[Turn], asked: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder) -> np.ndarray:
    """What was recommended at the turns whose words are nearest by BM25 (Robertson et al. 1995)."""
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(token_pattern=r"[^\W_]+")
    count = csr_array(words.fit_transform([_end(turn) for turn in learnt]).astype(np.float32))
    length = np.asarray(count.sum(axis=1)).ravel()
    spread = K1 * (1 - B + B * length / length.mean())
    seen = np.asarray((count > 0).sum(axis=0)).ravel()
    weighed = count.copy()
    weighed.data = count.data * (K1 + 1) / (count.data + np.repeat(spread, np.diff(count.indptr)))
    rare = diags_array(np.log1p((len(learnt) - seen + 0.5) / (seen + 0.5)))
    near = (csr_array(words.transform([_end(turn) for turn in asked])) > 0).astype(np.float32) @ rare @ weighed.T
    return _voted(near.toarray(), learnt, knowledge) + FAINT * popular(learnt, asked, knowledge, encoder)


def _end(turn: Turn) -> str:
    return " ".join(turn.said[-SAID:])


def _voted(near: np.ndarray, learnt: Sequence[Turn], knowledge: Knowledge) -> np.ndarray:
    scores = np.zeros((len(near), len(knowledge.items)), dtype=np.float32)
    for number, row in enumerate(near):
        for turn in np.argsort(-row, kind="stable")[:NEIGHBOURS]:
            scores[number, list(learnt[turn].wanted)] += row[turn]
    return scores


PEERS: Mapping[str, Peer] = {
    "popular": popular,
    "repeat": repeat,
    "nearest neighbours (MiniLM)": nearest_turns,
    "nearest neighbours (BM25)": bm25_turns,
}
