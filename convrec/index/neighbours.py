"""Nearest neighbours in Chroma's collections, and the vectors that they hold."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import chromadb
import numpy as np

from convrec.pictures import Pictures
from convrec.vision.kept_marks import Marks

REMEMBERED = 64  # answers: a list that is made again, say without an opinion, looks for the same vectors


class Index:
    """Nearest neighbours over the catalogue's texts, pictures and answers. Shared by all; read only once built.

    ``printed`` are the words on the items' pictures, of those that have any, and ``marks`` what their print looks like.
    """

    def __init__(
        self,
        collections: dict[str, chromadb.Collection],
        pictures: Pictures | None = None,
        printed: Mapping[str, tuple[str, ...]] | None = None,
        marks: Marks | None = None,
    ) -> None:
        """``pictures`` are None where the catalogue has none, ``printed`` where nothing was read."""
        self._collections, self.pictures, self.printed, self.marks = collections, pictures, printed or {}, marks
        self._remembered = lru_cache(REMEMBERED)(self._ask)

    def has(self, name: str) -> bool:
        """Whether this part of the catalogue was indexed (a catalogue without pictures has no picture part)."""
        return name in self._collections

    def nearest(
        self, name: str, vector: np.ndarray, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ``limit`` ids nearest to a vector (size,), with their cosine similarity, best first.

        ``among`` restricts the search to these ids; those not indexed are passed over.
        """
        if name not in self._collections or limit < 1 or (among is not None and not len(among)):
            return []
        sought = np.asarray(vector, dtype=np.float32).tobytes()
        return list(self._remembered(name, sought, limit, None if among is None else tuple(among)))

    def forget(self) -> None:
        """Let go of what was looked for lately: photos are among it."""
        self._remembered.cache_clear()

    def _ask(self, name: str, vector: bytes, limit: int, among: tuple[str, ...] | None) -> list[tuple[str, float]]:
        # Chroma refuses to look among ids that it doesn't hold
        held = self._collections[name].get(ids=list(among), include=[])["ids"] if among is not None else None
        if held == []:
            return []
        found = self._collections[name].query(
            query_embeddings=[np.frombuffer(vector, dtype=np.float32).tolist()],
            n_results=limit,
            ids=held,
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        return [(id, 1.0 - distance) for id, distance in zip(found["ids"][0], distances, strict=True)]

    def vectors(self, name: str, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The stored vectors of these ids; those not indexed are absent."""
        collection = self._collections.get(name)
        if collection is None or not ids:  # Chroma refuses to get nothing
            return {}
        got = collection.get(ids=list(ids), include=["embeddings"])
        embeddings = got["embeddings"]
        return dict(zip(got["ids"], np.asarray(embeddings), strict=True)) if embeddings is not None else {}
