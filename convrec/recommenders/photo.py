"""Items near to a photo: by how they look, by their colours, and by how well their words fit what the photo shows.

The index names some, by look and by meaning; those are compared with the photo in full. Each way of being near is a
vote of its own kind, and each counts from the background, the median of all that were compared.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from convrec.index import Index, look_part, meaning_part
from convrec.models import Models
from convrec.pictures import Pictures, coarse
from convrec.recommenders.base import WIDER, allowed_ids, best, few_open
from convrec.types import Because, Candidate, PhotoVectors, Query
from convrec.vision.kept_marks import Marks
from convrec.vision.marks import agreement

# What each way of being near weighs; chosen on the grocery data's training photos.
WEIGHTS: Mapping[str, float] = {"look": 1.0, "colour": 0.15, "meaning": 0.2}
PRINT = 0.2  # what the same print in the same places weighs beside them, chosen there too
PRINTED = 10  # printed items that a photo's print is held against: those nearest by all else
FETCHED = 120  # neighbours asked for of each part, background included


class SimilarToPhoto:
    """Items that look like the photo, or whose words fit what it shows. Several photos are averaged."""

    source = "photo"

    def __init__(self, index: Index, models: Models, ids: Sequence[str], row: Mapping[str, int]) -> None:
        self._index, self._row, self._ids = index, row, ids
        self._parts = look_part(models), meaning_part(models)

    def candidates(self, query: Query) -> list[Candidate]:
        photos, pictures = query.understanding.photos, self._index.pictures
        if photos is None or pictures is None:
            return []
        because: dict[str, list[Because]] = defaultdict(list)
        for kind, amounts in self._amounts(photos, pictures, query).items():
            for item, amount in amounts.items():
                because[item].append(Because(kind, (), WEIGHTS[kind] * amount))
        near = {item: sum(part.amount for part in parts) for item, parts in because.items()}
        for item, amount in same_print(photos.marks, near, self._index.marks).items():
            because[item].append(Because("print", (), amount))
        return best(self.source, because, query.limit)

    def nearness(self, photos: PhotoVectors, ids: Sequence[str]) -> np.ndarray:
        """How near photos, taken as one, are to these items in all, (len(ids),); without a picture, as most are."""
        pictures = self._index.pictures
        pictured = [id for id in ids if pictures is not None and id in pictures.row]
        if pictures is None or not pictured:
            return np.zeros(len(ids))
        near = self._compared(pictures.photo(photos), pictures, pictured)
        total = sum(weight * near[kind] for kind, weight in WEIGHTS.items())
        known = dict(zip(pictured, np.asarray(total).tolist(), strict=True))
        usual = float(np.median(total))
        return np.array([known.get(id, usual) for id in ids])

    def _amounts(self, photos: PhotoVectors, pictures: Pictures, query: Query) -> dict[str, dict[str, float]]:
        """How much nearer than the background each open item is, by kind."""
        photo = pictures.photo(photos)
        items = self._fetched(photo, None)
        near = self._compared(photo, pictures, items)
        background = {kind: float(np.median(near[kind])) if len(items) > 1 else 0.0 for kind in WEIGHTS}
        among = allowed_ids(self._ids, query.exclude) if len(items) >= FETCHED else None
        if among is not None:  # what may be shown can lie beyond what was fetched
            items = self._fetched(photo, [id for id in among if id in pictures.row])
            near = self._compared(photo, pictures, items)
        elif few_open(items, query, self._row):
            items = [id for id in self._fetched(photo, None, WIDER) if not query.exclude[self._row[id]]]
            near = self._compared(photo, pictures, items)
        return {
            kind: {
                id: float(cosine) - background[kind]
                for id, cosine in zip(items, near[kind], strict=True)
                if not query.exclude[self._row[id]]
            }
            for kind in WEIGHTS
        }

    def _fetched(self, photo: PhotoVectors, among: Sequence[str] | None, limit: int = FETCHED) -> list[str]:
        """What the index names for a photo, by look and by meaning."""
        limit = limit if among is None else min(limit, len(among))
        vectors = coarse(photo.look)[0], photo.meaning[0]
        found = [
            id
            for part, vector in zip(self._parts, vectors, strict=True)
            for id, _ in self._index.nearest(part, vector, limit, among)
        ]
        return [id for id in dict.fromkeys(found) if id in self._row]

    def _compared(self, photo: PhotoVectors, pictures: Pictures, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """Cosines (len(ids),) by kind."""
        told = self._index.vectors(self._parts[1], ids)
        return {
            "look": pictures.page(ids, "look") @ photo.look[0],
            "colour": pictures.page(ids, "colour") @ photo.colour[0],
            "meaning": np.array([told[id] @ photo.meaning[0] for id in ids]),
        }


def same_print(photos: Sequence[np.ndarray], near: Mapping[str, float], marks: Marks | None) -> dict[str, float]:
    """What print adds to items that have the marks of photos in the same places, by how near items are otherwise."""
    if marks is None or not any(map(len, photos)):
        return {}
    printed = sorted((item for item in near if item in marks.row), key=lambda item: -near[item])[:PRINTED]
    agreed = {item: max(agreement(photo, marks.of(item)) for photo in photos) for item in printed}
    return {item: PRINT * share for item, share in agreed.items() if share}


def photo_score(photos: PhotoVectors, items: PhotoVectors) -> np.ndarray:
    """How near photos (n) are to items (m) in all: (n, m). The items' ``meaning`` is that of their words."""
    return np.asarray(sum(weight * getattr(photos, kind) @ getattr(items, kind).T for kind, weight in WEIGHTS.items()))
