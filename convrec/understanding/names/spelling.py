"""Words as a catalogue spells them: typing errors, comparatives and adjectives of a stuff brought back to its names."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from convrec.models.words import known_words
from convrec.understanding.language import Token, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.names.lexicon import Lexicon
from knowledge_graph.schema import ITEM, kind_of

SHORTEST_STEM = 2  # letters before the ending of a comparative
SHORTEST_TYPO = 5  # letters; in shorter words a changed letter is another word
SHORTEST_NAME = 4  # letters of a name that may be mistyped as a longer word: lampp
LONG = 8  # letters from which a word may have two typing errors
REMEMBERED = 4096  # words whose spelling was looked up


class Spelling:
    """Knows the words of one catalogue's names and titles."""

    def __init__(self, lexicon: Lexicon, titles: Iterable[str], written: Collection[str]) -> None:
        """``written`` are the words that stand in any item's texts, and are spelt rightly there."""
        self._words = frozenset(word for words in lexicon.english for word in words)
        self._alone = frozenset(words[0] for words in lexicon.english if len(words) == 1)
        self._made_of = dict(_made_of(lexicon, self._words))
        self._typed = sorted(word for word in {*self._words, *self._made_of} if len(word) >= SHORTEST_NAME)
        self._titled = sorted({token.word for title in titles for token in tokens(title)} - COMMON)
        self._written = written
        self._respelt = lru_cache(maxsize=REMEMBERED)(self._as_titled)  # one message asks for its words several times

    def corrected(self, token: Token, compared: bool) -> tuple[str, float]:
        """(word of the vocabulary, certainty) for a misspelt word, or a comparative; any other word as it is."""
        word = self._made_of.get(token.word, token.word)
        if word not in self._words and compared:
            plain = next((base for base in _positives(word) if base in self._words), None)
            if plain is not None:
                return plain, 1.0
        near = _nearest(word, self._typed, token.end - token.start) if word not in self._words else []
        near = [found for found in near if found[1] == 1 or found[0] not in self._made_of]
        if len(near) > 1 and near[1][1] == near[0][1]:  # a name by itself before a word of a longer one
            near = [found for found in near if found[0] in self._alone] or near
        meant = [self._made_of.get(found[0], found[0]) for found in near]
        if not near or (len(near) > 1 and near[1][1] == near[0][1] and meant[0] != meant[1]):
            return word, 1.0
        return meant[0], 1.0 - near[0][1] / len(word)

    def titled(self, word: str) -> bool:
        """Whether a word stands in a title, perhaps spelt otherwise, so that a search by words finds it."""
        return self.spelt(word) in self._titled

    def spelt(self, text: str) -> str:
        """The text with the words of titles spelt as there: ``some tommatoes`` → ``some tomato``."""
        for token in reversed(tokens(text)):
            word = self._respelt(token.word)
            if word != token.word:
                text = f"{text[: token.start]}{word}{text[token.end :]}"
        return text

    def _as_titled(self, word: str) -> str:
        """The word of a title that a word is a misspelling of; else the word itself."""
        near = _nearest(word, self._titled) if word not in self._written else []
        return near[0][0] if len(near) == 1 else word


def _nearest(word: str, names: Sequence[str], length: int = 0) -> list[tuple[str, int]]:
    """The two names nearest to a word that is none of English, and how many typing errors away they are; ``length`` is
    how many letters were typed, where ``word`` is their singular.
    """
    if max(len(word), length) < SHORTEST_TYPO or not word.isalpha() or word in known_words():
        return []
    errors = 2 if len(word) >= LONG else 1
    near = process.extract(word, names, scorer=OSA.distance, score_cutoff=errors, limit=2)
    return [(name, distance) for name, distance, _ in near if name[0] == word[0]]


def _made_of(lexicon: Lexicon, words: Collection[str]) -> Iterator[tuple[str, str]]:
    """Adjectives of a stuff, and the stuff, where a catalogue has only that: ``woollen`` → wool."""
    for name, ids in lexicon.english.items():
        value = len(name) == 1 and len(name[0]) > SHORTEST_STEM + 1 and not any(kind_of(id) == ITEM for id in ids)
        for form in (f"{name[0]}en", f"{name[0]}{name[0][-1]}en") if value and not lexicon.sorts(ids) else ():
            if form not in words:
                yield form, name[0]


def _positives(word: str) -> Iterator[str]:
    """What an English adjective may be the comparative of: ``sweeter`` → sweet, ``creamier`` → creamy."""
    for ending in ("er", "est"):
        if word.endswith(ending) and len(word) > len(ending) + SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e", stem.removesuffix("i") + "y")
            if stem[-1] == stem[-2]:
                yield stem[:-1]  # "bigger"
