"""Find the catalogue's own words in a text: titles, attribute values and their synonyms, in both languages.

English is matched by singular words, longest first, with typing errors allowed in words that are no English words;
Chinese by the longest stretch of signs, and by the sound of names.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.models.words import known_words
from convrec.types import Mention
from convrec.understanding.language import CHINESE, Token, singular, tokens
from convrec.understanding.names.chinese_names import ChineseNames, Span
from convrec.understanding.names.common import COMMON
from convrec.understanding.names.dictionary import simplified
from convrec.understanding.names.english import english_for
from convrec.understanding.names.lexicon import Lexicon, Words
from convrec.understanding.names.spelling import Spelling
from convrec.understanding.names.transliterated import spelt_names
from convrec.understanding.patterns import compiled
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import ITEM, Entity, kind_of

LONGEST = 6  # words of a name that are looked at
BEFORE_COMPARATIVES = COMMON - frozenset(["doesn't", "don't", "not", "no"])  # "sweeter", and not "doesn't matter"
NEARLY_ALL = 0.3  # share of a sort that has a value, from which naming it says nothing
BY_SOUND = 0.8  # certainty of a name that is told by its sounds
LINKS = frozenset(["for", "in", "with", "of", "under", "by"])
BEGINS = compiled(r"[.!?:;。！？]\s*$")
LISTED = compiled(r"\s*(?:,|、|/|\bor\b|\band\b|或者?|和|跟)\s*", re.IGNORECASE)  # between two of one kind
SET_PHRASES = compiled(  # that name nothing
    r"\bgood (?:morning|afternoon|evening|night|day)\b|\bcare less\b|\bthrow (?:it|them|that)(?: out| away)?\b"
    r"|\b(?:any|what|which|same|different|other|that|this) (?:colou?r|size|material|style|kind|sort|type)s?\b"
    r"|\b(?:like|in|on|from|with|as|matching) (?:the|my|this|that|your) (?:photo|picture|pic|image)s?\b"
    r"|[像跟和](?:我?的)?(?:照片|图片)|(?:照片|图片)[里上中]"
    r"|\bset (?:on|in stone)\b|\b(?:my|your|his|her|our|their) cup of tea\b",
    re.IGNORECASE,
)


class Vocabulary:
    """Every way of naming an entity of one catalogue."""

    def __init__(self, entities: Mapping[str, Entity], catalogue: Catalogue) -> None:
        self._category = frozenset(catalogue.category)
        self._rows: dict[str, set[int]] = defaultdict(set)  # entity → the items that have it
        for row, item in enumerate(catalogue.items):
            for value in values_of(item.id, catalogue):
                self._rows[value].add(row)
        self._written = {
            token.word
            for item in catalogue.items
            for text in (item.title, item.description)
            for token in tokens(text.get("en", ""))
        }
        titles = (item.title.get("en", "") for item in catalogue.items)
        self._titles = {item.id: [t.word for t in tokens(item.title.get("en", ""))] for item in catalogue.items}
        self._titles = {item: words for item, words in self._titles.items() if not LINKS.intersection(words)}
        self._plurals = {id for id, one in entities.items() if _always_plural(one.labels.get("en", ()))}
        self._lexicon = Lexicon(entities, self._category)
        self._english = self._lexicon.english
        self.spelling = Spelling(self._lexicon, titles, self._written)
        sorts = {words[0] for words, ids in self._english.items() if len(words) == 1 and self._lexicon.sorts(ids)}
        self._attributes = _attribute_names(catalogue, sorts)
        self._signs = ChineseNames(self._lexicon.chinese, self._lexicon.heads, self._lexicon.sorts)

    def find(self, text: str, near: Collection[str] = ()) -> list[Mention]:
        """Mentions in the order of the text; a stretch of text names each of the entities it may mean.

        ``near`` are values of what is on the table: of a word's meanings those come first.
        """
        aside = [*_set_phrases(text), *(match.span("name") for match in self._attributes.finditer(text))]
        simple = simplified(text)
        spans = [*self._find_english(tokens(text), text), *self._signs.find(simple)]
        spans += self._spelt(simple, spans)
        spans.sort(key=lambda span: (span.start, -span.end))
        meant = self._all_meanings(spans, text, near)
        return [
            Mention(
                entity, text[span.start : span.end], span.start, span.end, span.certainty, self._lacked(span, simple)
            )
            for place, span in enumerate(spans)
            if not any(start <= span.start < end for start, end in aside)
            for entity in meant[place]
        ]

    def _all_meanings(self, spans: Sequence[Span], text: str, near: Collection[str]) -> list[Sequence[str]]:
        """What each stretch means; in a list ("oak or ash") the kind of its neighbour."""
        meant: list[Sequence[str]] = []
        for place, span in enumerate(spans):
            listed = place > 0 and LISTED.fullmatch(text[spans[place - 1].end : span.start])
            beside = {kind_of(id) for id in meant[-1]} if listed else set()
            following = spans[place + 1 : place + 2]
            at_once, describes = self._at_once(span, following, text), self._describes(span, following, text)
            if is_shade(text[span.start : span.end]) and at_once and not describes:
                meant.append(())
                continue
            meant.append(self._meanings(span, text[span.start : span.end].lower(), near, describes, beside))
        return meant

    def _lacked(self, span: Span, text: str) -> bool:
        return text[span.start : span.end].lower() in self._lexicon.lacked

    def _spelt(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Names of people as Chinese spells them, outside of what is known by its signs."""
        known = self._lexicon.by_sound
        found = spelt_names(text, known) if known and CHINESE.search(text) else ()
        return [
            Span([id], start, end, BY_SOUND)
            for id, start, end in found
            if not any(span.start < end and start < span.end for span in spans)
        ]

    def writes(self, word: str) -> bool:
        """Whether a word (as ``tokens`` gives it) stands in the title or description of any item."""
        return word in self._written

    def with_word(self, word: str) -> list[str]:
        """The items with a word (as ``tokens`` gives it) in their titles."""
        return [item for item, title in self._titles.items() if word in title]

    def titled(self, words: Sequence[str]) -> list[str]:
        """The items that some words are the end of whose titles, which says what they are, spelt as there."""
        words = [token.word for word in words for token in tokens(english_for(word) if CHINESE.search(word) else word)]
        spelt = [self.spelling.spelt(word) for word in words]
        return [item for item, title in self._titles.items() if spelt and title[-len(spelt) :] == spelt]

    def unknown(self, text: str, covered: Sequence[tuple[int, int]]) -> list[Token]:
        """English content words outside the stretches that are understood."""
        covered = [*covered, *_set_phrases(text)]
        return [
            token
            for token in tokens(text)
            if len(token.word) > 2
            and not token.word[0].isdigit()
            and token.word not in COMMON
            and not any(start <= token.start < end for start, end in covered)
        ]

    def _find_english(self, words: list[Token], text: str) -> Iterator[Span]:
        typed = [
            self.spelling.corrected(token, place == 0 or words[place - 1].word in BEFORE_COMPARATIVES)
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
        if len(key) > 1 and not linked and not self._lexicon.sorts(self._english[key]):
            sorts = self._lexicon.sorts(self._english.get((key[-1],), ()))
            if sorts:
                yield Span(sorts, last.start, last.end)

    def _before_the_head(self, words: list[Token], key: Words) -> Iterator[Span]:
        """The value in the name of a sort: a "bluetooth speaker" is a speaker, and has bluetooth."""
        values = [id for id in self._english.get(key[:-1], ()) if kind_of(id) not in (ITEM, *self._category)]
        values = [id for id in values if not self._goes_without_saying(id, self._english[key])]
        if len(key) > 1 and self._lexicon.sorts(self._english[key]) and values:
            yield Span(values, words[0].start, words[-2].end)

    def _goes_without_saying(self, value: str, sorts: Sequence[str]) -> bool:
        """Whether much or none of a sort has a value, so that "a garden chair" says no more than its sort."""
        of_sort = set[int]().union(*(self._rows.get(sort, ()) for sort in sorts))
        having = len(of_sort & self._rows.get(value, set()))
        return having == 0 or having > NEARLY_ALL * len(of_sort)

    def _named(self, token: Token, text: str) -> list[Span]:
        """A word of one title only, or a design's, written with a capital as names are; where any word has one, not a
        design's, nor a plain English word: "Back to …".
        """
        named = self._lexicon.capitals.get(token.word) if text[token.start].isupper() else None
        begins = not text[: token.start].strip() or BEGINS.search(text[: token.start])
        first = bool(begins) and not CHINESE.search(text)  # where every name in Latin letters stands out
        ordinary = named is not None and first and (kind_of(named) == DESIGN or token.word in known_words())
        return [Span([named], token.start, token.end)] if named and not ordinary else []

    def _describes(self, span: Span, following: Sequence[Span], text: str) -> bool:
        """Whether a sort of thing follows at once, so that this names no sort of its own: 布艺沙发, "orange vase"."""
        return self._at_once(span, following, text) and bool(self._lexicon.sorts(following[0].entities))

    def _at_once(self, span: Span, following: Sequence[Span], text: str) -> bool:
        """Whether a further name follows right behind; a space between Chinese names parts them: 牛奶 托盘."""
        if not following or following[0].start < span.end:
            return False
        between = text[span.end : following[0].start]
        parted = between and CHINESE.match(text[span.end - 1]) and CHINESE.match(text[following[0].start])
        return not (between.strip() or parted)

    def _meanings(
        self, span: Span, said: str, near: Collection[str], describes: bool, beside: Collection[str]
    ) -> Sequence[str]:
        """What sort of thing before what it is like, values before titles.

        A word for values of several attributes (oak, the material and the colour) means the one that its neighbour in
        a list has (``beside``), or else the one that more items have.
        """
        sorts = self._lexicon.sorts(span.entities)
        values = [id for id in span.entities if kind_of(id) != ITEM and id not in sorts]
        if values and not said.endswith("s") and sorts:
            sorts = [id for id in sorts if id not in self._plurals]  # "sweet" is a taste, "sweets" are a sort
        values = [id for id in values if id in near] or values
        if values:
            common = kind_of(max(values, key=lambda id: (kind_of(id) in beside, len(self._rows.get(id, ())))))
            values = [id for id in values if kind_of(id) == common]
        if describes:
            return values or ([] if sorts else span.entities)
        return sorts or values or span.entities


def _attribute_names(catalogue: Catalogue, sorts: Collection[str]) -> re.Pattern[str]:
    """Some attribute or other of a thing, save for its sort: "in a warmer colour" names nothing called colour. A word
    for ``sorts`` of things names those: "a plant".
    """
    called = {text["en"] for name, text in catalogue.attribute_names.items() if "en" in text} - {*sorts}
    called -= {catalogue.attribute_names.get(name, {}).get("en", name) for name in catalogue.category}
    words = "|".join(re.escape(word) for word in sorted(called)) or r"(?!)"
    return compiled(rf"\b(?:an?|another|any|some) (?:[\w-]+ ){{0,2}}(?P<name>{words})\b", re.IGNORECASE)


def is_shade(word: str) -> bool:
    """Whether a word before another name only says how dark that is: "light wood"."""
    return word.lower() in ("light", "dark", "pale")


def _set_phrases(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in SET_PHRASES.finditer(text)]


def _always_plural(labels: Sequence[str]) -> bool:
    return bool(labels) and all(
        label.lower().endswith("s") and singular(label.lower()) != label.lower() for label in labels
    )
