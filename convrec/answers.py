"""Customer-service answers from the shop's own questions and answers. Every answer names its source.

Which answer a question asks for is told by a ridge regression over all ways of asking (kernel ridge classification;
Rifkin, Yeo & Poggio 2003): its kernel is the square of the cosine of meanings and a little of the cosine of spellings,
so that many ways of asking agree on an answer, and names and numbers count. How sure that makes us is learnt from the
shop's own questions, each asked as if it were a stranger's: once with its answer there to be found, once with all ways
of asking for it taken away. Both are had in closed form from the one inverse.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from convrec.data.folder import Catalogue
from convrec.index import Index, answers_part, asked_in
from convrec.models import Models
from convrec.types import LANGUAGES, Language, ShopAnswer

SPELLING = 0.2  # weight of how alike words are spelt beside what they mean; this and the next by leaving one out
RIDGE = 0.3
MOST = 4000  # ways of asking that are learnt from
FEW = 4  # answers below which nothing can be learnt about being sure
SAME = 0.985  # cosine from which words are the same but for commas
USUAL = 0.7  # cosine to a way of asking that then has to do
RIVALS = 5  # best answers among which the best one's share counts
NEAREST = 10  # ways of asking that are looked at for how many of them ask for the best answer
PARTS_OF_WORDS = {"en": ("char_wb", (3, 5)), "zh": ("char", (1, 3))}


class ShopAnswers:
    """The shop's answers, found by what a question means and how it is put."""

    def __init__(self, catalogue: Catalogue, index: Index, models: Models) -> None:
        self._answers = catalogue.answers
        self._asked = {
            language: _WaysOfAsking(catalogue, index, models, language) for language in LANGUAGES if self._answers
        }

    def find(
        self, text: str, vector: np.ndarray, language: Language, besides: str = ""
    ) -> tuple[ShopAnswer, float] | None:
        """The best answer to a question, and how likely it is that it answers it; None without answers.

        ``vector`` (size,) is that of the text by the language's text encoder, ``besides`` the source of an answer that
        was given already.
        """
        given = [place for place, answer in enumerate(self._answers) if answer.source == besides]
        if len(self._answers) <= len(given):
            return None
        best, sure = self._asked[language].best(text, vector, given)
        return self._answers[best], sure

    def nearest(self, text: str, vector: np.ndarray, language: Language, most: int = 3) -> list[ShopAnswer]:
        """The answers that are most likely asked for, for somebody to choose from."""
        if not self._answers:
            return []
        return [self._answers[place] for place in np.argsort(-self._asked[language].scores(text, vector))[:most]]


class _WaysOfAsking:
    """All that the answers are found by in one language: ways of asking for them, and their own words."""

    def __init__(self, catalogue: Catalogue, index: Index, models: Models, language: Language) -> None:
        each = max(2, MOST // len(catalogue.answers))
        pairs = [asked_in(answer, language) for answer in catalogue.answers]
        kept = [(n, id, text) for n, own in enumerate(pairs) for id, text in (*own[: each - 1], own[-1])]
        self._owner = np.array([n for n, _, _ in kept])
        stored = index.vectors(answers_part(models, language), list({id for _, id, _ in kept}))
        self._vectors = np.array([stored[id] for _, id, _ in kept])
        analyzer, lengths = PARTS_OF_WORDS[language]
        self._spelt = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True)
        parts = self._spelt.fit_transform([text for _, _, text in kept])
        self._across = parts.T.tocsr()  # (parts of words, ways of asking), for the product with what is asked
        asks = np.array([id != own[-1][0] for own in pairs for id, _ in (*own[: each - 1], own[-1])])
        kernel = self._kernel(self._vectors, parts)
        self._inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(kernel)))
        self._wanted = np.eye(len(catalogue.answers))[self._owner]
        self._weights = self._inverse @ self._wanted
        self._sure = _fitted(*self._strangers(asks)) if len(catalogue.answers) >= FEW else None

    def scores(self, text: str, vector: np.ndarray) -> np.ndarray:
        """How much speaks for each answer (answers,)."""
        return np.asarray(self._kernel(vector[None, :], self._spelt.transform([text])) @ self._weights)[0]

    def best(self, text: str, vector: np.ndarray, given: Sequence[int] = ()) -> tuple[int, float]:
        """Place of the best answer but for those ``given``, and how likely it is that it answers the question."""
        scores, cosines = self.scores(text, vector), self._vectors @ vector
        scores[[*given]] = scores.min()
        if cosines.max() >= SAME and not given:
            return int(self._owner[cosines.argmax()]), 1.0
        best = int(scores.argmax())
        if self._sure is not None:
            return best, float(self._sure.predict_proba([self._signs(scores, cosines)])[0, 1])
        return best, float(np.clip(0.5 + cosines[self._owner == best].max() - USUAL, 0.0, 1.0))

    def _kernel(self, vectors: np.ndarray, parts: csr_matrix) -> np.ndarray:
        meant = np.clip(vectors @ self._vectors.T, 0.0, None) ** 2
        return np.asarray(meant + SPELLING * (parts @ self._across).toarray())

    def _strangers(self, asks: np.ndarray) -> tuple[list[np.ndarray], list[bool]]:
        """What every way of asking (``asks``: which rows are one) shows without itself, and without its answer; and
        whether the best of them is the right one.
        """
        alone = self._wanted - self._weights / np.diag(self._inverse)[:, None]
        cosines = self._vectors @ self._vectors.T
        np.fill_diagonal(cosines, -1.0)
        rows = np.flatnonzero(asks)
        signs = [self._signs(alone[row], cosines[row]) for row in rows]
        right = list(alone[rows].argmax(axis=1) == self._owner[rows])
        for answer in range(self._wanted.shape[1]):
            own = np.flatnonzero(self._owner == answer)
            without = self._wanted[own] - np.linalg.solve(self._inverse[np.ix_(own, own)], self._weights[own])
            without[:, answer] = -1.0
            signs += [
                self._signs(scores, np.where(self._owner == answer, -1.0, cosines[row]))
                for row, scores in zip(own, without, strict=True)
                if asks[row]
            ]
            right += [False] * int(asks[own].sum())
        return signs, right

    def _signs(self, scores: np.ndarray, cosines: np.ndarray) -> np.ndarray:
        """What tells how sure to be: the best score, how far it is ahead, and its share among its rivals; how near the
        nearest way of asking is, and the nearest for that answer, and its share of the nearest few.
        """
        ordered = np.sort(scores)[::-1]
        share = ordered[0] / max(0.05, float(ordered[:RIVALS].clip(0.0).sum()))
        for_it = self._owner == scores.argmax()
        few = np.argpartition(-cosines, min(NEAREST, len(cosines) - 1))[:NEAREST]
        near = cosines.max(), cosines[for_it].max(), for_it[few].mean()
        return np.array([ordered[0], ordered[0] - ordered[1], share, *near])


def _fitted(signs: Sequence[np.ndarray], right: Sequence[bool]) -> LogisticRegression | None:
    """Sure or not, learnt from the shop's own questions; None where nothing can be told from them."""
    if len(set(right)) < 2:
        return None
    return LogisticRegression(C=100.0).fit(signs, right)
