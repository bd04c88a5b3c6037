"""Items called by a part of their title: "the gouda", "godfather or goodfellas", 高达, 小火车."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.models.words import known_words
from convrec.types import Mention, say
from convrec.understanding.language import CHINESE, Token, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.patterns import compiled
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import ITEM, kind_of, name_of

RUN = compiled(r"[\u3400-\u9fff]{2,}")
ARTICLES = ("the", "a", "an")
SHORT_TITLE = 3  # words of a title whose last word may stand for the whole
LIKENED = compiled(  # what comes next is what a wish is likened to or measured by
    r"(?:\b(?:like|(?:similar|close) to|than|as)(?: (?:the|a|an|your|that))?|像|类似|比|跟|和)\s*$", re.IGNORECASE
)
LIKES = compiled(r"\b(?:i|we|really|also|do|quite) like (?:the|that|your)\s*$", re.IGNORECASE)  # a verdict
CALLS = compiled(r"\b(?:the|that|this|my|your|them|me|than|or|and|is|does)\s+$", re.IGNORECASE)


class Titles:
    """Finds items by their titles and by parts of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = {item.id: [t.word for t in tokens(plain(item.title.get("en", "")))] for item in catalogue.items}
        self._spread = Counter(word for words in self._words.values() for word in set(words))
        self._sorts = [
            label
            for item in catalogue.items
            for name in catalogue.category
            for text in item.attributes.get(name, ())
            for label in text.values()
        ]
        self._designs = _designs(catalogue)
        self._short = self._short_names()

    def find(self, text: str, mentions: Sequence[Mention], shown: Sequence[str]) -> list[tuple[int, str]]:
        """(where in the text, item): titles that are found as mentions, short names anywhere, parts among ``shown``."""
        found = [
            (m.start, name_of(m.entity)) for m in mentions if kind_of(m.entity) == ITEM and self._telling(m, shown)
        ]
        values = [m for m in mentions if kind_of(m.entity) != ITEM]
        sorts = {m.entity for m in values if kind_of(m.entity) in self._catalogue.category}
        for token in tokens(plain(text)):
            if any(m.start <= token.start < m.end and kind_of(m.entity) != DESIGN for m in values):
                continue
            found += [(token.start, item) for item in self._called(token, text, shown, sorts)]
        return found + list(self._parts(text, mentions, shown))

    def names_only(self, words: str, items: Sequence[str]) -> bool:
        """Whether words are nothing but a part of the title of one of these items."""
        said = {token.word for token in tokens(plain(words))}
        if CHINESE.search(words):
            return any(words in self._catalogue.item(item).title.get("zh", "") for item in items)
        return bool(said) and any(said <= {*self._words[item]} for item in items)

    def _telling(self, mention: Mention, shown: Sequence[str]) -> bool:
        """Whether words name the item and don't merely happen to stand in its title ("on Tuesday", "the thing")."""
        item, said = name_of(mention.entity), [token.word for token in tokens(mention.quote)]
        if item in shown or item not in self._words or not mention.quote.isascii():
            return True
        if COMMON.issuperset(said):
            return mention.quote != mention.quote.lower()
        return len(said) > 1 or len(self._words[item]) == 1 or said[0] not in known_words()

    def _short_names(self) -> Mapping[str, str]:
        """Last words of short titles that no other title has, and titles without their article → item."""
        named: dict[str, list[str]] = defaultdict(list)
        sorts = {token.word for label in self._sorts for token in tokens(label)}
        usual = [one.id for one in self._catalogue.items if one.kind == self._catalogue.default_kind]
        for item in usual:
            words = self._words[item]
            bare = words[1:] if words[:1] and words[0] in ARTICLES else words
            if 0 < len(bare) <= SHORT_TITLE and bare[-1] not in sorts and bare[-1] not in COMMON:
                named[bare[-1]].append(item)
        return {word: items[0] for word, items in named.items() if len(items) == 1 and self._spread[word] == 1}

    def _called(self, token: Token, text: str, shown: Sequence[str], sorts: Set[str]) -> list[str]:
        """The item that one word calls by its short name, one shown by any word of its title that others lack, or those
        of a design: of what is shown, or all that a wish is likened to.
        """
        calls = bool(CALLS.search(text[max(0, token.start - 8) : token.start])) or text[token.start].isupper()
        if token.word in COMMON or len(token.word) < 4:
            return []
        item = self._short.get(token.word)
        whole = item is not None and [w for w in self._words[item] if w not in ARTICLES] == [token.word]
        if item is not None and (calls or whole):
            return [item]
        bearing = [one for one in shown if token.word in self._words.get(one, ())]
        if len(bearing) > 1 and sorts and LIKES.search(text[: token.start]):
            bearing = self._told_apart(bearing, text, sorts)
        design = self._designs.get(token.word, ())
        if design and LIKENED.search(text[: token.start]) and not LIKES.search(text[: token.start]):
            return self._told_apart(design, text, sorts)
        if design and not bearing and LIKES.search(text[: token.start]):
            one = self._told_apart(design, text, sorts)
            return one if len(one) < len(design) else []
        alone = len(bearing) == 1 and self._spread[token.word] == 1
        return bearing if calls and 0 < len(bearing) < len(shown) and (alone or design) else []

    def _told_apart(self, items: Sequence[str], text: str, sorts: Set[str]) -> list[str]:
        """Those of a design that a text means: of the sort that it names, and with the most words of their titles."""
        of_sort = [one for one in items if sorts & values_of(one, self._catalogue)]
        said = [token.word for token in tokens(plain(text))]
        told = {one: sum(any(w.startswith(own) for w in said) for own in self._words[one]) for one in of_sort or items}
        return [one for one in told if told[one] == max(told.values())]

    def _parts(self, text: str, mentions: Sequence[Mention], shown: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Chinese: what one shown title ends in, or all of it but its sort, where no other shown one has it."""
        if not CHINESE.search(text):
            return
        parts = {item: self._chinese_parts(item) for item in shown}
        spread = Counter(part for found in parts.values() for part in found)
        for item, found in parts.items():
            for part in sorted(found, key=len, reverse=True):
                at = text.find(part)
                inside = any(m.start <= at < m.end and kind_of(m.entity) != ITEM for m in mentions)
                if at >= 0 and spread[part] == 1 and not inside:
                    yield at, item
                    break

    def _chinese_parts(self, item_id: str) -> set[str]:
        runs = RUN.findall(self._catalogue.item(item_id).title.get("zh", ""))
        ends = {run[start:] for run in runs for start in range(len(run) - 1)}
        bare = {run.removesuffix(sort) for run in runs for sort in set(self._sorts) if run.endswith(sort)}
        return {part for part in ends | bare if len(part) > 1 and part not in self._sorts}


def _designs(catalogue: Catalogue) -> Mapping[str, list[str]]:
    """Word of a design's name → the items of that design."""
    items: dict[str, list[str]] = defaultdict(list)
    for item in catalogue.items:
        for text in item.attributes.get(DESIGN, ()):
            for token in tokens(say(text, "en")):
                items[token.word].append(item.id)
    return items


def plain(text: str) -> str:
    """The text without accents; its length stays: ``Amélie`` → ``Amelie``."""
    return "".join(unicodedata.normalize("NFKD", sign)[0] for sign in text)
