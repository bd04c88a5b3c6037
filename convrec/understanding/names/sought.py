"""Which items of the whole catalogue some words name: by title, design and values, misspelt or in part."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.types import Mention
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.references.described import Descriptions, values_of
from convrec.understanding.references.titles import plain
from knowledge_graph.schema import ITEM, kind_of, name_of

BY_TITLE = 3.0  # weight of a word that one title alone has, of a title, of a design
BY_VALUE = 1.0  # of a value: many have it
FEW = 6  # titles that share a word which still names rather than describes
EXPLAINED = 0.5  # share of the words of which more must name something
PART = 2  # signs of a Chinese title that are enough
FILLING = frozenset("的那这個个把款只张盏件条块台双大小里面了呢也有和")


class Sought:
    """Knows the titles and values of one catalogue."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self._catalogue, self._vocabulary = catalogue, vocabulary
        self._descriptions = Descriptions(catalogue)
        self._kinds = {item.id: item.kind for item in catalogue.items}
        self._values: dict[str, set[str]] = defaultdict(set)
        self._titled: dict[str, set[str]] = defaultdict(set)
        for item in catalogue.items:
            for value in values_of(item.id, catalogue):
                self._values[value].add(item.id)
            for title in item.title.values():
                for token in tokens(plain(title)):
                    self._titled[token.word].add(item.id)

    def items(self, words: str) -> tuple[str, ...]:
        """All items that answer equally well to the words; () where too little of them names anything."""
        text = plain(words)
        mentions = self._vocabulary.find(text)
        votes, explained = self._votes(text, mentions)
        said = _weight(text, 0, len(text))
        if not votes or not said or explained / said <= EXPLAINED:
            return ()
        best = max(votes.values())
        named = self._usual([item for item, vote in votes.items() if vote > best - 1e-9])
        described = [item for _, item in self._descriptions.find(text, mentions, named)]
        return tuple(sorted(set(described) or named))

    def _votes(self, text: str, mentions: Sequence[Mention]) -> tuple[Mapping[str, float], float]:
        """What speaks for each item, and how much of the text speaks for any."""
        votes: Counter[str] = Counter()
        spans = {(mention.start, mention.end) for mention in mentions}
        for start, end in spans:
            entities = [m.entity for m in mentions if (m.start, m.end) == (start, end)]
            self._add(votes, {item for entity in entities for item in self._having(entity)}, _worth(entities))
        explained = sum(_weight(text, start, end) for start, end in spans)
        for start, end, items in [*self._by_words(text), *self._by_signs(text)]:
            if len(items) > FEW and any(a <= start < b for a, b in spans):
                continue  # it is counted as a value, whether or not the title says so
            self._add(votes, items, BY_TITLE if len(items) <= FEW else BY_VALUE)
            if not any(a <= start < b for a, b in spans):
                explained += _weight(text, start, end)
        return votes, explained

    def _add(self, votes: Counter[str], items: Iterable[str], worth: float) -> None:
        for item in items:
            votes[item] += worth  # type: ignore[assignment]

    def _having(self, entity: str) -> set[str]:
        return {name_of(entity)} if kind_of(entity) == ITEM else self._values.get(entity, set())

    def _by_words(self, text: str) -> list[tuple[int, int, set[str]]]:
        """The words of titles in the text, spelt as there."""
        found = []
        for token in tokens(text):
            spelt = [one.word for one in tokens(self._vocabulary.spelling.spelt(token.word))]
            words = [word for word in (token.word, *spelt) if word in self._titled and word not in COMMON]
            if words:
                found.append((token.start, token.end, self._titled[words[0]]))
        return found

    def _by_signs(self, text: str) -> list[tuple[int, int, set[str]]]:
        """The longest parts of Chinese titles in the text."""
        if not CHINESE.search(text):
            return []
        titles = {item.id: item.title.get("zh", "") for item in self._catalogue.items}
        found, at = [], 0
        while at < len(text):
            run, items = _longest(text, at, titles)
            if run:
                found.append((at, at + run, items))
            at += max(run, 1)
        return found

    def _usual(self, items: Sequence[str]) -> Sequence[str]:
        """Those of the catalogue's usual kind, where there are any."""
        return [item for item in items if self._kinds.get(item) == self._catalogue.default_kind] or items


def _worth(entities: Sequence[str]) -> float:
    return BY_TITLE if any(kind_of(entity) in (ITEM, DESIGN) for entity in entities) else BY_VALUE


def _longest(text: str, at: int, titles: Mapping[str, str]) -> tuple[int, set[str]]:
    """Length of the longest part of any title that begins here, of Chinese signs, and whose titles hold it."""
    items: set[str] = set()
    length = 0
    for end in range(at + PART, len(text) + 1):
        part = text[at:end]
        holding = {item for item in items or titles if part in titles[item]} if all(map(CHINESE.match, part)) else set()
        if not holding:
            break
        if sum(sign not in FILLING for sign in part) >= PART:
            items, length = holding, end - at
    return length, items


def _weight(text: str, start: int, end: int) -> float:
    """How much a stretch says: its English words but the common ones, its Chinese signs by halves."""
    words = [t for t in tokens(text) if start <= t.start < end and t.word not in COMMON]
    signs = [sign for sign in text[start:end] if CHINESE.match(sign) and sign not in FILLING]
    return len(words) + len(signs) / 2
