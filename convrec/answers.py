"""Customer-service answers from the shop's own questions and answers. Every answer names its source.

How near a question is to an answer is the mean cosine to its two nearest ways of asking, and half of that to the
answer's own words. How sure that makes us is learnt from the shop's own questions, each asked as if it were a
stranger's: once with its answer there to be found, once with it taken away.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression

from convrec.data.folder import Catalogue
from convrec.index import Index, answers_part, asked_in
from convrec.models import Models
from convrec.types import LANGUAGES, Language, ShopAnswer

WAYS = 2  # nearest ways of asking that count
ANSWER = 0.5  # weight of the answer's own words beside them
FEW = 4  # answers below which nothing can be learnt about being sure
SAME = 0.985  # cosine from which words are the same but for commas
USUAL = 0.7  # nearness that then has to do


class ShopAnswers:
    """The shop's answers, found by what a question means."""

    def __init__(self, catalogue: Catalogue, index: Index, models: Models) -> None:
        self._answers = catalogue.answers
        self._near = {language: _Nearness(catalogue, index, models, language) for language in LANGUAGES}
        self._sure = {language: _fitted(self._near[language]) for language in LANGUAGES}

    def find(self, vector: np.ndarray, language: Language) -> tuple[ShopAnswer, float] | None:
        """The best answer to a question's vector, and how likely it is that it answers it; None without answers."""
        if not self._answers:
            return None
        near = self._near[language].to(vector)
        best = int(near.argmax())
        if self._near[language].same_words(vector, best):
            return self._answers[best], 1.0
        return self._answers[best], self._confidence(near, language)

    def nearest(self, vector: np.ndarray, language: Language, most: int = 3) -> list[ShopAnswer]:
        """The answers nearest to a question's vector, for somebody to choose from."""
        if not self._answers:
            return []
        return [self._answers[place] for place in np.argsort(-self._near[language].to(vector))[:most]]

    def _confidence(self, near: np.ndarray, language: Language) -> float:
        fitted = self._sure[language]
        if fitted is None:
            return float(np.clip(0.5 + (near.max() - USUAL), 0.0, 1.0))
        return float(fitted.predict_proba([_signs(near)])[0, 1])


class _Nearness:
    """How near a question is to every answer, in one language."""

    def __init__(self, catalogue: Catalogue, index: Index, models: Models, language: Language) -> None:
        ids = [[id for id, _ in asked_in(answer, language)] for answer in catalogue.answers]
        flat = [id for own in ids for id in own]
        stored = index.vectors(answers_part(models, language), flat)
        self.vectors = np.array([stored[id] for id in flat]) if flat else np.zeros((0, models.text[language].size))
        # the last vector of an answer is that of its own words, the others are ways of asking for it
        ends = np.cumsum([len(own) for own in ids], dtype=np.intp)
        self._told = ends - 1
        self._asked = [np.arange(end - len(own), end - 1) for end, own in zip(ends, ids, strict=True)]
        self._ways = np.full((len(ids), max(map(len, self._asked), default=0)), len(flat))  # beyond: no such way
        for number, rows in enumerate(self._asked):
            self._ways[number, : len(rows)] = rows

    def to(self, vector: np.ndarray, but: int | None = None) -> np.ndarray:
        """Nearness of every answer (answers,) to a vector (size,), as if the way of asking ``but`` weren't there."""
        cosines = np.append(self.vectors @ vector, -np.inf)
        if but is not None:
            cosines[but] = -1.0
        nearest = np.sort(cosines[self._ways], axis=1)[:, -WAYS:]
        there = np.isfinite(nearest)
        asked = np.where(there, nearest, 0.0).sum(axis=1) / there.sum(axis=1)
        return np.asarray(asked + ANSWER * cosines[self._told])

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return len(self._asked)

    def same_words(self, vector: np.ndarray, answer: int) -> bool:
        """Whether this is, word for word, one of an answer's ways of asking."""
        return bool((self.vectors[self._asked[answer]] @ vector).max(initial=0.0) >= SAME)

    def questions(self) -> list[tuple[int, int]]:
        """(row, answer) of all ways of asking that leave others of the same answer when they are taken away."""
        return [(int(row), n) for n, rows in enumerate(self._asked) if len(rows) > WAYS for row in rows]


def _fitted(near: _Nearness) -> LogisticRegression | None:
    """Sure or not, learnt from the shop's own questions; None where there are too few to learn from."""
    signs, right = [], []
    for row, owner in near.questions():
        nearness = near.to(near.vectors[row], but=row)
        signs.append(_signs(nearness))
        right.append(int(nearness.argmax()) == owner)
        signs.append(_signs(np.delete(nearness, owner)) if len(nearness) > 1 else (0.0, 0.0))
        right.append(False)
    if near.answers < FEW or len(set(right)) < 2:
        return None
    return LogisticRegression(C=100.0).fit(signs, right)


def _signs(near: np.ndarray) -> tuple[float, float]:
    """What tells how sure to be: how near the best answer is, and how much nearer than the second."""
    ordered = np.sort(near)
    return float(ordered[-1]), float(ordered[-1] - ordered[-2]) if len(ordered) > 1 else 0.0
