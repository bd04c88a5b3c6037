"""What is looked for again is remembered, and every difference is looked for anew."""

from typing import Any

import numpy as np

from convrec.index import Index


class Shelf:
    """Stands in for a Chroma collection: counts what it is asked, and knows two things."""

    def __init__(self) -> None:
        self.asked = 0

    def get(self, ids: list[str], **given: Any) -> dict[str, Any]:
        return {"ids": [id for id in ids if id in ("a", "b")]}

    def query(self, n_results: int, ids: list[str] | None, **given: Any) -> dict[str, Any]:
        self.asked += 1
        found = [(id, distance) for id, distance in (("a", 0.25), ("b", 0.5)) if ids is None or id in ids][:n_results]
        return {"ids": [[id for id, _ in found]], "distances": [[distance for _, distance in found]]}


def test_the_same_vector_is_looked_for_once() -> None:
    shelf, vector = Shelf(), np.array([1.0, 0.0], dtype=np.float32)
    index = Index({"words": shelf})  # type: ignore[dict-item]
    first = index.nearest("words", vector, 2)
    assert first == [("a", 0.75), ("b", 0.5)]
    first.clear()  # what was handed out is the caller's
    assert index.nearest("words", vector.copy(), 2) == [("a", 0.75), ("b", 0.5)] and shelf.asked == 1
    assert index.nearest("words", vector, 2, ["b", "never heard of"]) == [("b", 0.5)]
    assert index.nearest("words", vector, 1) == [("a", 0.75)]
    index.nearest("words", -vector, 2)
    assert shelf.asked == 4
    assert index.nearest("looks", vector, 2) == index.nearest("words", vector, 2, []) == [] and shelf.asked == 4
    assert index.nearest("words", vector, 2, ["never heard of"]) == [] and shelf.asked == 4
