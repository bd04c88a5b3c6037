"""Items whose customers' photos look like the photo of a message, with how sure that is."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from convrec.recommenders.base import best
from convrec.recommenders.photo import SimilarToPhoto
from convrec.recommenders.taught.head import Head
from convrec.types import Because, Candidate, PhotoVectors, Query

SOURCE = "taught"
CONSIDERED = 200  # of the taught items, those with the highest scores


class Taught:
    """Items by what other customers' photos of them have taught; joins where something was taught."""

    source = SOURCE

    def __init__(self, head: Head, by_photo: SimilarToPhoto, row: Mapping[str, int]) -> None:
        """``by_photo`` names the items that were never taught: they may be what the photo shows just as well.

        ``row`` holds all items of ``head``.
        """
        self._head, self._by_photo = head, by_photo
        self._rows = np.array([row[item] for item in head.items])

    def candidates(self, query: Query) -> list[Candidate]:
        photos = query.understanding.photos
        if photos is None:
            return []
        scores = self._scores(photos, query.exclude)
        sure = self._certainty(photos, query) if self._head.measured else {}
        because = {item: [self._because(self._head.share * score, sure.get(item))] for item, score in scores.items()}
        return best(self.source, because, query.limit)

    def _because(self, amount: float, sure: float | None) -> Because:
        """How sure one may be is told where it was measured."""
        return Because("taught by few", (), amount) if sure is None else Because(SOURCE, (worded(sure),), amount)

    def _scores(self, photos: PhotoVectors, exclude: np.ndarray) -> dict[str, float]:
        """The mean over the photos, of the open items that get most."""
        means = self._head.scores(photos).mean(axis=0)
        means[exclude[self._rows]] = 0.0
        most = np.argsort(-means, kind="stable")[:CONSIDERED]
        return {self._head.items[place]: float(means[place]) for place in most if means[place] > 0}

    def _certainty(self, photos: PhotoVectors, query: Query) -> dict[str, float]:
        """The probability of each item, among those that were taught and those that are near to the photo, whether or
        not they may be shown: what is excluded may be what the photo shows all the same.
        """
        everything = np.zeros_like(query.exclude)
        scores = self._scores(photos, everything)
        near = [candidate.item_id for candidate in self._by_photo.candidates(replace(query, exclude=everything))]
        items = list(dict.fromkeys([*scores, *near]))
        told = np.array([scores.get(item, 0.0) for item in items])
        chances = self._head.certainty(self._by_photo.nearness(photos, items), told)
        return dict(zip(items, chances.tolist(), strict=True))


def worded(certainty: float) -> str:
    """A probability in whole per cent, never none and never all."""
    return f"{min(99, max(1, round(100 * certainty)))}%"
