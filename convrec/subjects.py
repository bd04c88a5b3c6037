"""Which items a question is about: those pointed at, or a design's item told by what is said beside its name.

"The cognac Havana and the bottle green Verdi" are two items, though there are several of each design.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.facts import YES_OR_NO
from convrec.types import Mention, Understanding, say
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import ITEM, Profile, kind_of, name_of

BREAKS = re.compile(  # what stands between two things that are named
    r"\b(?:and|or|vs\.?|versus|against|with|between|than|from)\b|[,;&/]|还是|或者|[和跟与與、，比]", re.IGNORECASE
)
ONE = re.compile(r"\bones?\b|[那这這的]", re.IGNORECASE)  # "the black Havana and the cognac one": of the same design
SAME = {"迷你": "mini", "大号": "large", "小号": "small"}  # words of sizes that titles keep in either language


def pointed(understanding: Understanding, profile: Profile) -> tuple[str, ...]:
    """The items pointed at or named, or the only one on the table."""
    named = tuple(name_of(m.entity) for m in understanding.mentions if kind_of(m.entity) == ITEM)
    spoken_of = (profile.focus,) if profile.focus else ()
    return understanding.pointed_items or named or spoken_of or tuple(profile.shown)[: len(profile.shown) == 1]


@dataclass(frozen=True, eq=False)
class Subjects:
    """Knows the catalogue; ``items_of`` gives the items of a value."""

    catalogue: Catalogue
    items_of: Callable[[str], Sequence[str]]

    def of(self, text: str, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        """The items that a question is about, in its order; () where it names and points at none."""
        items = list(pointed(understanding, profile))
        told = [
            (group, self._best(stretch, group, profile)) for stretch, group in self._named(understanding, text, profile)
        ]
        best = [item for _, item in told]
        for group, item in told:
            place = next((place for place, one in enumerate(items) if one in group), len(items))
            items = [one for one in items if one not in group or one in best]
            if item not in items:
                items.insert(min(place, len(items)), item)
        return tuple(items) if len(items) > 1 or YES_OR_NO.search(text) else self._valued(text, understanding, items)

    def _valued(self, text: str, understanding: Understanding, items: list[str]) -> tuple[str, ...]:
        """The item that has every value named, of which the title is said most, where the one pointed at lacks some."""
        spans = _values(understanding.mentions)
        if not spans or any(_has_all(values_of(item, self.catalogue), spans) for item in items):
            return tuple(items)
        some = [{item for entity in same for item in self.items_of(entity)} for same in spans]
        having = sorted(set.intersection(*some), key=lambda item: -self._title_said(text, item))
        if len(having) > 1 and self._title_said(text, having[0]) == self._title_said(text, having[1]):
            return tuple(items)  # nobody can tell which
        return tuple(having[:1]) or tuple(items)

    def _named(
        self, understanding: Understanding, text: str, profile: Profile
    ) -> Iterator[tuple[tuple[str, list[Mention]], list[str]]]:
        """Each stretch of a text that names an item or a design, its mentions, and all items that may be meant."""
        mentions = understanding.mentions
        breaks = [
            m.span()
            for m in BREAKS.finditer(text)
            if not any(o.start < m.end() and m.start() < o.end for o in mentions)
        ]
        group: list[str] = []
        for (_, start), (end, _) in pairwise([(0, 0), *breaks, (len(text), len(text))]):
            inside = [mention for mention in mentions if start <= mention.start < end]
            again = [
                m for m in mentions if kind_of(m.entity) == DESIGN and m.quote in text[start:end] and m not in inside
            ]
            named = [item for mention in [*inside, *again] for item in self._group(mention, profile)]
            group = named or (group if inside and ONE.search(text[start:end]) else [])
            if group:
                yield (text[start:end], inside), list(dict.fromkeys(group))

    def _group(self, mention: Mention, profile: Profile) -> list[str]:
        """An item with its variants, or all items of a design and those shown that bear its name."""
        if kind_of(mention.entity) == ITEM and name_of(mention.entity) in self.catalogue.row:
            item = self.catalogue.item(name_of(mention.entity))
            return [item.id, *(other.id for other in self.catalogue.variants(item))]
        if kind_of(mention.entity) != DESIGN:
            return []
        word = mention.quote.lower()
        shown = [item for item in profile.shown if item in self.catalogue.row]
        bearing = [item for item in shown if word in say(self.catalogue.item(item).title, "en").lower()]
        return [*bearing, *self.items_of(mention.entity)]

    def _best(self, stretch: tuple[str, list[Mention]], group: Sequence[str], profile: Profile) -> str:
        """The item of a group of which the most is said; of several, one whose very title is said, or that is shown."""
        text, mentions = stretch
        titles = {name_of(mention.entity) for mention in mentions if kind_of(mention.entity) == ITEM}
        spans = _values(mentions)

        def told(item: str) -> tuple[float, bool, bool]:
            values = values_of(item, self.catalogue)
            said = sum(not same.isdisjoint(values) for same in spans) + self._title_said(text, item)
            return said, item in titles, item in profile.shown

        return max(group, key=told)

    def _title_said(self, text: str, item_id: str) -> float:
        """How much of an item's title a text says: English words, and pairs of Chinese signs as half a word each."""
        title = self.catalogue.item(item_id).title
        for word, other in SAME.items():
            text = text.replace(word, f" {other} {word}") if CHINESE.search(text) else text
        own = {token.word for one in title.values() for token in tokens(one) if token.word.isascii()}
        words = {token.word for token in tokens(text)} & own
        signs = say(title, "zh")
        pairs = {text[at : at + 2] for at in range(len(text) - 1) if CHINESE.fullmatch(text[at : at + 1])}
        return len(words) + 0.5 * sum(pair in signs for pair in pairs if len(pair) == 2 and CHINESE.match(pair[1]))


def _values(mentions: Sequence[Mention]) -> list[set[str]]:
    """The values named, those of one stretch of a text together: it means any of them."""
    spans: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        if kind_of(mention.entity) not in (ITEM, DESIGN):
            spans.setdefault((mention.start, mention.end), set()).add(mention.entity)
    return list(spans.values())


def _has_all(values: set[str], spans: Sequence[set[str]]) -> bool:
    return all(not same.isdisjoint(values) for same in spans)
