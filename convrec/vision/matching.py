"""Words read on a photo against what each item says: on its pictures, in its title, in its attributes.

Print is read with faults, so words match fuzzily (indel similarity); a word weighs the more the fewer items say it
(inverse document frequency), and items that say much have no advantage for it (a softened cosine normalisation).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

ALIKE = 65  # similarity (0–100) below which two words are different ones; all four chosen on grocery training photos
SHARPNESS = 3  # exponent on the similarity: a word that is hardly alike counts little
VERBOSE = 0.25  # exponent on the mass of an item's words
SHORTEST = 3  # letters of a word that is looked at; Chinese is taken by pairs
WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff][^\W_\u3400-\u9fff]*")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Match:
    """A word of the photo, the item's word that it was taken for, and what that adds to the item's score."""

    read: str
    said: str
    amount: float


class Sayings:
    """What every item says, ready to be compared. Holds no photo; safe to share.

    A score is about 1 for one word that a single item says; the amounts of an item's matches add up to it.
    """

    def __init__(self, said: Mapping[str, Iterable[str]]) -> None:
        """``said``: item id → the texts that it says."""
        self._ids = list(said)
        rows: dict[str, list[int]] = {}
        for row, texts in enumerate(said.values()):
            for word in dict.fromkeys(key for text in texts for key in words_of(text)):
                rows.setdefault(word, []).append(row)
        self._words = list(rows)
        self._rows = [np.array(found) for found in rows.values()]
        self._share = self._shares()

    def _shares(self) -> np.ndarray:
        """By how much (items,) the amounts of an item count less for all else that it says; 1 on average."""
        mass = np.zeros(len(self._ids))
        for rows in self._rows:
            mass[rows] += self._rarity(len(rows)) ** 2
        spoken = mass[mass > 0]
        return np.asarray((np.where(mass > 0, mass, 1.0) / (spoken.mean() if len(spoken) else 1.0)) ** (-VERBOSE / 2))

    def _rarity(self, items: float) -> float:
        """The weight of a word that so many items say, from 0 to 1."""
        return float(np.log1p(len(self._ids) / max(items, 1.0)) / np.log1p(len(self._ids)))

    def match(self, read: Sequence[str], open: np.ndarray, limit: int) -> dict[str, list[Match]]:
        """The ``limit`` items that say most of what was read, best first, of those in the mask ``open`` (items,).

        Items that say none of it are absent.
        """
        shown = {key: word for text in read for key, word in words_of(text).items()}
        if not shown or not self._words:
            return {}
        alike = process.cdist(list(shown), self._words, scorer=fuzz.ratio, score_cutoff=ALIKE) / 100.0
        amounts, taken = zip(*map(self._one, alike), strict=True)
        total = np.sum(amounts, axis=0) * open
        best = [row for row in np.argsort(-total, kind="stable")[:limit] if total[row] > 0]
        return {
            self._ids[row]: [
                Match(word, self._words[words[row]], float(amount[row]))
                for word, amount, words in zip(shown.values(), amounts, taken, strict=True)
                if amount[row] > 0
            ]
            for row in best
        }

    def _one(self, alike: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What one word read adds to every item (items,), and which of the item's words it was taken for (items,)."""
        amount, taken = np.zeros(len(self._ids)), np.zeros(len(self._ids), dtype=np.int32)
        near = np.flatnonzero(alike)
        for word in near[np.argsort(alike[near], kind="stable")]:  # the nearest last, so that it stays
            amount[self._rows[word]], taken[self._rows[word]] = alike[word] ** SHARPNESS, word
        return amount * self._rarity(amount.sum()) * self._share, taken


def words_of(text: str) -> dict[str, str]:
    """The words of a text as they are compared, in small letters without accents, each with how it was written."""
    found: dict[str, str] = {}
    for written in WORD.findall(unicodedata.normalize("NFC", text)):
        if CHINESE.match(written):
            found |= {written[place : place + 2]: written for place in range(len(written) - 1)}
        elif len(plain := _plain(written)) >= SHORTEST:
            found[plain] = written
    return found


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
