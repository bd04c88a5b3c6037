"""Other names for a sort of thing, by the text encoder: a "backpack" is asked for where the shop has bags.

Only single words that nothing else explains are looked at, and only a near and clear likeness counts: a wrong guess
costs more than an unknown word.
"""

import threading
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from convrec.models import TextEncoder
from convrec.types import Language
from knowledge_graph.schema import Entity

NEAR = 0.68  # cosine from which a word counts as another name
CLEAR = 0.12  # how much nearer it must be than to any other sort
SAME = 1e-3  # sorts this close share the name
LABELS = 400  # names that are compared with at most


class Alike:
    """The sorts of things of a catalogue, by the vectors of their names."""

    def __init__(
        self, entities: Mapping[str, Entity], category: Collection[str], encoders: Mapping[Language, TextEncoder]
    ) -> None:
        self._encoders = encoders
        self._labels: dict[Language, list[tuple[str, str]]] = {
            language: [
                (entity.id, label)
                for entity in entities.values()
                if entity.kind in category
                for label in entity.labels.get(language, ())
            ][:LABELS]
            for language in encoders
        }
        self._vectors: dict[Language, np.ndarray] = {}
        self._lock = threading.Lock()

    def sorts(self, words: Sequence[str], language: Language) -> list[tuple[Sequence[str], float]]:
        """For each word of that language: (entity ids, cosine) of what it is another name for; mostly none."""
        if not words or not self._labels.get(language):
            return [((), 0.0) for _ in words]
        return [self._nearest(likenesses, language) for likenesses in self._likenesses(words, language)]

    def _likenesses(self, words: Sequence[str], language: Language) -> np.ndarray:
        """(words, names)"""
        return np.asarray(self._encoders[language].encode(words) @ self._table(language).T)

    def _nearest(self, likenesses: np.ndarray, language: Language) -> tuple[Sequence[str], float]:
        best: dict[str, float] = {}
        for (id, _), likeness in zip(self._labels[language], likenesses, strict=True):
            best[id] = max(best.get(id, -1.0), float(likeness))
        top = max(best.values())
        found = [id for id, likeness in best.items() if likeness > top - SAME]
        rival = max((likeness for id, likeness in best.items() if id not in found), default=-1.0)
        return (found, top) if top >= NEAR and top - rival >= CLEAR else ((), 0.0)

    def _table(self, language: Language) -> np.ndarray:
        """The names' vectors (names, size), made when they are first asked for, so that nothing waits at the start."""
        with self._lock:
            if language not in self._vectors:
                labels = [label for _, label in self._labels[language]]
                self._vectors[language] = self._encoders[language].encode(labels)
            return self._vectors[language]
