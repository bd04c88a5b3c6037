"""Items by the words of a dialogue: near to their descriptions, like what was named, and what similar turns led to."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from convrec.data.dialogues import Knowledge, Turn
from convrec.models.base import TextEncoder

SAID = 3  # utterances at the end of a dialogue that are compared
LONGEST = 1500  # signs of them
FETCHED = 150  # items that are near
NEIGHBOURS = 50  # turns that are near


class Wording:
    """Vectors of all items and of the turns that are learnt from. Of its own dialogue a turn learns nothing."""

    def __init__(self, learnt: Sequence[Turn], knowledge: Knowledge, encoder: TextEncoder) -> None:
        self._learnt, self._knowledge, self._encoder = learnt, knowledge, encoder
        self._items = encoder.encode(knowledge.texts, "passage")
        self._centred = _without_mean(self._items)
        self._known: dict[str, np.ndarray] = {}
        self._said = self._encode(learnt)
        self._dialogues = np.array([turn.dialogue for turn in learnt])

    def alike(self, turns: Sequence[Turn]) -> Mapping[str, csr_array]:
        """Three kinds of (turns, items), each above what is usual: cosines of descriptions to the words and to what was
        named, and the shares of nearby turns.
        """
        said = self._encode(turns)
        return {
            "near the words": _nearest(said, self._items),
            "like what was named": _nearest(self._of_named(turns), self._centred),
            "similar turns": self._similar(turns, said),
        }

    def _encode(self, turns: Sequence[Turn]) -> np.ndarray:
        texts = [" ".join(turn.said[-SAID:])[-LONGEST:] for turn in turns]
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def _of_named(self, turns: Sequence[Turn]) -> np.ndarray:
        """The mean vector of the items that were named; nothing where there are none."""
        vectors, row = self._centred, self._knowledge.row
        found = np.zeros((len(turns), vectors.shape[1]), dtype=np.float32)
        for number, turn in enumerate(turns):
            items = [row[entity] for _, entity in turn.named if entity in row]
            if items:
                found[number] = vectors[items].mean(axis=0)
        return found

    def _similar(self, turns: Sequence[Turn], said: np.ndarray) -> csr_array:
        """What was recommended at the most similar turns, by cosines above the furthest of them, in shares of one."""
        votes: dict[tuple[int, int], float] = {}
        for number, turn in enumerate(turns):
            cosines = np.where(self._dialogues == turn.dialogue, -1.0, self._said @ said[number])
            near = np.argsort(-cosines, kind="stable")[: NEIGHBOURS + 1]
            weights = np.maximum(cosines[near[:-1]] - cosines[near[-1]], 0)
            for other, weight in zip(near[:-1].tolist(), weights / max(weights.sum(), 1e-9), strict=True):
                for item in self._learnt[other].wanted:
                    votes[number, item] = votes.get((number, item), 0.0) + float(weight)
        places = np.array(list(votes), dtype=np.intp).reshape(-1, 2).T
        values = np.array(list(votes.values()), dtype=np.float32)
        return csr_array((values, (places[0], places[1])), shape=(len(turns), len(self._items)))


def _without_mean(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 without what they all share."""
    centred = vectors - vectors.mean(axis=0)
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9))


def _nearest(queries: np.ndarray, items: np.ndarray) -> csr_array:
    """Cosines of the nearest items above the median of all items: (queries, items)."""
    cosines = queries @ items.T
    cosines -= np.median(cosines, axis=1, keepdims=True)
    count = min(FETCHED, cosines.shape[1])
    columns = np.argpartition(-cosines, count - 1, axis=1)[:, :count].ravel()
    rows = np.repeat(np.arange(len(queries)), count)
    found = csr_array((np.maximum(cosines[rows, columns], 0).astype(np.float32), (rows, columns)), shape=cosines.shape)
    found.eliminate_zeros()
    return found
