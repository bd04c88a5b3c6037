"""Find the catalogue's own words in a text: titles, attribute values and their synonyms, in both languages.

The vocabulary is made from the catalogue alone. English is matched by singular words, longest first, with typing errors
allowed in words that are no English words; Chinese by the longest stretch of signs. Names without a Chinese label
borrow one from CC-CEDICT.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from convrec.data.folder import Catalogue
from convrec.models.words import known_words
from convrec.types import Mention
from convrec.understanding.chinese_names import ChineseNames, Span
from convrec.understanding.common import COMMON
from convrec.understanding.described import values_of
from convrec.understanding.dictionary import chinese_for, simplified
from convrec.understanding.language import CHINESE, Token, singular, tokens
from convrec.understanding.names_for import chinese_names, english_names, lacks
from convrec.understanding.transliterated import SHORTEST, sounds_english, spelt_names
from knowledge_graph.schema import ITEM, PERSON, Entity, kind_of

LONGEST = 6  # words of a name that are looked at
SHORTEST_STEM = 2  # letters before the ending of a comparative
SHORTEST_TYPO = 5  # letters; in shorter words a changed letter is another word
TELLING = 6  # letters of a surname that is known without its capital
LONG = 8  # letters from which a word may have two typing errors
BEFORE_COMPARATIVES = COMMON - frozenset(["doesn't", "don't", "not", "no"])  # "sweeter", and not "doesn't matter"
NEARLY_ALL = 0.3
BY_SOUND = 0.8  # certainty of a name that is told by its sounds
LINKS = frozenset(["for", "in", "with", "of", "under", "by"])
SET_PHRASES = re.compile(  # that name nothing
    r"\bgood (?:morning|afternoon|evening|night|day)\b|\bcare less\b|\bthrow (?:it|them|that)(?: out| away)?\b"
    r"|\b(?:any|what|which|same|different|other) (?:colou?r|size|material|style|kind|sort|type)s?\b"
    r"|\bset (?:on|in stone)\b",
    re.IGNORECASE,
)
Words = tuple[str, ...]


class Vocabulary:
    """Every way of naming an entity of one catalogue."""

    def __init__(self, entities: Mapping[str, Entity], catalogue: Catalogue) -> None:
        self._category = frozenset(catalogue.category)
        self._values_of = [values_of(item.id, catalogue) for item in catalogue.items]
        self._having = Counter(value for values in self._values_of for value in values)
        self._written = {
            token.word
            for item in catalogue.items
            for text in (item.title, item.description)
            for token in tokens(text.get("en", ""))
        }
        self._plurals = {id for id, one in entities.items() if _always_plural(one.labels.get("en", ()))}
        self._names: dict[str, str] = {}
        self._by_sound: dict[str, str] = {}
        self._english: dict[Words, list[str]] = defaultdict(list)
        self._chinese: dict[str, list[str]] = defaultdict(list)
        named = [entity for entity in entities.values() if entity.kind != PERSON]
        for entity in named:
            self._learn(entity)
        for entity in named:
            self._learn_more(entity)
        self._name_sorts(named)
        self._borrow_chinese(named)
        self._name_titles(named)
        self._name_people(named)
        self._words = frozenset(word for words in self._english for word in words)
        self._typed = sorted(word for word in self._words if len(word) >= SHORTEST_TYPO)
        self._signs = ChineseNames(self._chinese, self._sorts)

    def find(self, text: str, near: Collection[str] = ()) -> list[Mention]:
        """Mentions in the order of the text; a stretch of text names each of the entities it may mean.

        ``near`` are values of what is on the table: of a word's meanings those come first.
        """
        aside = [match.span() for match in SET_PHRASES.finditer(text)]
        spans = [*self._find_english(tokens(text), text), *self._signs.find(simplified(text))]
        spans += self._spelt(text, spans)
        spans.sort(key=lambda span: (span.start, -span.end))
        return [
            Mention(entity, text[span.start : span.end], span.start, span.end, span.certainty)
            for place, span in enumerate(spans)
            if not any(start <= span.start < end for start, end in aside)
            for entity in self._meanings(
                span,
                text[span.start : span.end].lower(),
                near,
                self._describes(span, spans[place + 1 : place + 2], text),
            )
        ]

    def _spelt(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Names of people as Chinese spells them, outside of what is known by its signs."""
        found = spelt_names(simplified(text), self._by_sound) if self._by_sound and CHINESE.search(text) else ()
        return [
            Span([id], start, end, BY_SOUND)
            for id, start, end in found
            if not any(span.start < end and start < span.end for span in spans)
        ]

    def writes(self, word: str) -> bool:
        """Whether a word (as ``tokens`` gives it) stands in the title or description of any item."""
        return word in self._written

    def unknown(self, text: str, covered: Sequence[tuple[int, int]]) -> list[Token]:
        """English content words outside the stretches that are understood."""
        return [
            token
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

    def _learn_more(self, entity: Entity) -> None:
        """Other ways to say a value; what a catalogue calls so itself comes first."""
        if entity.kind in (ITEM, *self._category):
            return
        for label in [label for labels in entity.labels.values() for label in labels]:
            for name in english_names(label) if label.isascii() else ():
                if _words(name) not in self._english:
                    self._add(_words(name), entity.id)
            for name in chinese_names(label):
                if name not in self._chinese:
                    self._chinese[name].append(entity.id)

    def _add(self, words: Words, entity_id: str) -> None:
        if words and not (len(words) == 1 and words[0] in COMMON) and entity_id not in self._english[words]:
            self._english[words].append(entity_id)

    def _name_sorts(self, entities: Iterable[Entity]) -> None:
        """The last word of a sort names all sorts that end in it: a "lamp" is a table lamp or a pendant lamp."""
        ends: dict[Words, list[str]] = defaultdict(list)
        for entity in entities:
            words = _words(next(iter(entity.labels.get("en", ())), ""))
            if entity.kind in self._category and len(words) > 1:
                ends[words[-1:]].append(entity.id)
        for end, sorts in ends.items():
            if end not in self._english and end[0] not in COMMON:
                self._english[end] = sorts

    def _name_titles(self, entities: Iterable[Entity]) -> None:
        """Two neighbouring words of a title name the item, where no other title has them; so does a name in it.

        Two plain English words do not ("low fat"): they say what it is like.
        """
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
            telling = not COMMON.intersection(pair) and not known_words().issuperset(pair)
            if len(items) == 1 and pair not in self._english and telling:
                self._english[pair] = list(items)
        for word, items in singles.items():
            if len(items) == 1 and len(word) > 3 and word not in COMMON and (word,) not in self._english:
                self._names[word] = next(iter(items))

    def _name_people(self, entities: Iterable[Entity]) -> None:
        """The last of two or three words with capitals names a value, where no other ends in it: "hitchcock".

        Chinese spells such names by their sound.
        """
        ends: dict[str, list[str]] = defaultdict(list)
        sounds: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            label = next(iter(entity.labels.get("en", ())), "")
            words = label.split()
            capital = all(word[0].isupper() for word in words)
            if capital and entity.kind not in (ITEM, *self._category) and 2 <= len(words) <= 3:
                ends[_words(label)[-1]].append(entity.id)
                for sound in sounds_english(label) | sounds_english(words[-1]):
                    sounds[sound].add(entity.id)
        alone = {sound: ids for sound, ids in sounds.items() if len(ids) == 1 and len(sound) >= SHORTEST}
        self._by_sound = {sound: next(iter(ids)) for sound, ids in alone.items()}
        for word, values in ends.items():
            if len(values) == 1 and (word,) not in self._english and word not in COMMON:
                if len(word) < TELLING:
                    self._names.setdefault(word, values[0])  # "Lee" names somebody, "lee" may not
                else:
                    self._english[word,] = values

    def _borrow_chinese(self, entities: Iterable[Entity]) -> None:
        """Names without Chinese take all words that mean them; sorts of things also take more words than they have."""
        wanted: dict[str, list[str]] = defaultdict(list)
        mute: set[str] = set()
        for entity in entities:
            silent = not any(CHINESE.search(label) for labels in entity.labels.values() for label in labels)
            if silent or entity.kind in self._category:
                for label in entity.labels.get("en", ()):
                    wanted[" ".join(_words(label))].append(entity.id)
            if silent:
                mute.add(entity.id)
        if not mute:
            return
        self._borrow_lacks([entity for entity in entities if entity.id in mute])
        own = frozenset(self._chinese)
        sorts = {words[0] for words, ids in self._english.items() if len(words) == 1 and self._sorts(ids)}
        for word in sorts - set(wanted):
            wanted[word] = self._sorts(self._english[word,])
        for chinese, name, first in chinese_for(wanted, sorts):
            meant = [id for id in wanted[name] if id in mute or first] if chinese not in own else []
            values = [id for id in meant if kind_of(id) != ITEM]
            self._chinese[chinese] += [id for id in values or meant if id not in self._chinese[chinese]]

    def _borrow_lacks(self, entities: Iterable[Entity]) -> None:
        """Chinese for values without Chinese that say what a thing is without: caffeine-free is 不含咖啡因."""
        lacked = {
            what: entity.id for entity in entities for label in entity.labels.get("en", ()) if (what := lacks(label))
        }
        for chinese, what, _ in chinese_for(lacked) if lacked else ():
            for name in chinese_names(f"无{chinese}"):
                self._chinese[name].append(lacked[what])

    def _find_english(self, words: list[Token], text: str) -> Iterator[Span]:
        typed = [
            self._corrected(token, place == 0 or words[place - 1].word in BEFORE_COMPARATIVES)
            for place, token in enumerate(words)
        ]
        place = 0
        while place < len(words):
            for length in range(min(LONGEST, len(words) - place), 0, -1):
                key = tuple(word for word, _ in typed[place : place + length])
                if key in self._english:
                    sure = min(certainty for _, certainty in typed[place : place + length])
                    yield Span(self._english[key], words[place].start, words[place + length - 1].end, sure)
                    yield from self._head(words[: place + length], key)
                    yield from self._before_the_head(words[place : place + length], key)
                    place += length
                    break
            else:
                yield from self._named(words[place], text)
                place += 1

    def _head(self, words: list[Token], key: Words) -> Iterator[Span]:
        """The sort of thing in the last word of a value: a "warm light" is a light too, but not "for low light"."""
        last, linked = words[-1], len(words) > len(key) and words[-len(key) - 1].word in LINKS
        if len(key) > 1 and not linked and not self._sorts(self._english[key]):
            sorts = self._sorts(self._english.get((key[-1],), ()))
            if sorts:
                yield Span(sorts, last.start, last.end)

    def _before_the_head(self, words: list[Token], key: Words) -> Iterator[Span]:
        """The value in the name of a sort: a "bluetooth speaker" is a speaker, and has bluetooth."""
        values = [id for id in self._english.get(key[:-1], ()) if kind_of(id) not in (ITEM, *self._category)]
        values = [id for id in values if not self._goes_without_saying(id, self._english[key])]
        if len(key) > 1 and self._sorts(self._english[key]) and values:
            yield Span(values, words[0].start, words[-2].end)

    def _goes_without_saying(self, value: str, sorts: Sequence[str]) -> bool:
        """Whether nearly everything of a sort has a value, so that "a garden chair" says no more than its sort."""
        of_sort = [values for values in self._values_of if not values.isdisjoint(sorts)]
        return sum(value in values for values in of_sort) > NEARLY_ALL * len(of_sort)

    def _named(self, token: Token, text: str) -> list[Span]:
        """A word of one title only, written with a capital as names are."""
        item = self._names.get(token.word) if text[token.start].isupper() else None
        return [Span([item], token.start, token.end)] if item else []

    def _corrected(self, token: Token, compared: bool) -> tuple[str, float]:
        """(word of the vocabulary, certainty) for a misspelt word, or a comparative; any other word as it is."""
        word = token.word
        if word not in self._words and compared:
            plain = next((base for base in _positives(word) if base in self._words), None)
            if plain is not None:
                return plain, 1.0
        if word in self._words or len(word) < SHORTEST_TYPO or not word.isalpha() or word in known_words():
            return word, 1.0
        errors = 2 if len(word) >= LONG else 1
        near = process.extract(word, self._typed, scorer=OSA.distance, score_cutoff=errors, limit=2)
        near = [found for found in near if found[0][0] == word[0]]
        if not near or (len(near) > 1 and near[1][1] == near[0][1]):
            return word, 1.0
        return near[0][0], 1.0 - near[0][1] / len(word)

    def _describes(self, span: Span, following: Sequence[Span], text: str) -> bool:
        """Whether a sort of thing follows at once, so that this names no sort of its own: 布艺沙发, "orange vase"."""
        near = following and following[0].start >= span.end and not text[span.end : following[0].start].strip()
        return bool(near) and bool(self._sorts(following[0].entities))

    def _meanings(self, span: Span, said: str, near: Collection[str], describes: bool) -> Sequence[str]:
        """What sort of thing before what it is like, values before titles.

        A word for values of several attributes (oak, the material and the colour) means the one that more items have.
        """
        sorts = self._sorts(span.entities)
        values = [id for id in span.entities if kind_of(id) != ITEM and id not in sorts]
        if values and not said.endswith("s") and sorts:
            sorts = [id for id in sorts if id not in self._plurals]  # "sweet" is a taste, "sweets" are a sort
        values = [id for id in values if id in near] or values
        if values:
            common = kind_of(max(values, key=lambda id: self._having[id]))
            values = [id for id in values if kind_of(id) == common]
        if describes:
            return values or ([] if sorts else span.entities)
        return sorts or values or span.entities

    def _sorts(self, entities: Iterable[str]) -> list[str]:
        return [id for id in entities if kind_of(id) in self._category]


def _positives(word: str) -> Iterator[str]:
    """What an English adjective may be the comparative of: ``sweeter`` → sweet, ``creamier`` → creamy."""
    for ending in ("er", "est"):
        if word.endswith(ending) and len(word) > len(ending) + SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e", stem.removesuffix("i") + "y", stem[:-1])


def _always_plural(labels: Sequence[str]) -> bool:
    return bool(labels) and all(
        label.lower().endswith("s") and singular(label.lower()) != label.lower() for label in labels
    )


def _words(label: str) -> Words:
    return tuple(token.word for token in tokens(label))
