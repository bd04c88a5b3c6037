"""Other names for a sort of thing, by the text encoder: a "backpack" is asked for where the shop has bags.

Only single words that nothing else explains are looked at, and only a near and clear likeness counts: a wrong guess
costs more than an unknown word.
"""

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
        self._ids: dict[Language, list[str]] = {}
        self._vectors: dict[Language, np.ndarray] = {}
        for language, encoder in encoders.items():
            pairs = [
                (entity.id, label)
                for entity in entities.values()
                if entity.kind in category
                for label in entity.labels.get(language, ())
            ][:LABELS]
            self._ids[language] = [id for id, _ in pairs]
            self._vectors[language] = encoder.encode([label for _, label in pairs])

    def sorts(self, vector: np.ndarray, language: Language) -> tuple[Sequence[str], float]:
        """(entity ids, cosine) of what a word's vector (size,) of that language is another name for; mostly none."""
        ids = self._ids.get(language)
        if not ids:
            return (), 0.0
        best: dict[str, float] = {}
        for id, likeness in zip(ids, self._vectors[language] @ vector, strict=True):
            best[id] = max(best.get(id, -1.0), float(likeness))
        top = max(best.values())
        found = [id for id, likeness in best.items() if likeness > top - SAME]
        rival = max((likeness for id, likeness in best.items() if id not in found), default=-1.0)
        return (found, top) if top >= NEAR and top - rival >= CLEAR else ((), 0.0)
