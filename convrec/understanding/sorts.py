"""The sorts of things of a catalogue: what they may have, what is shown of them, and what items are called at all."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.seen import Likened
from convrec.types import Relation
from convrec.understanding.language import Span
from convrec.understanding.opinions.stances import Said, demands_a_lack
from convrec.understanding.patterns import compiled
from convrec.understanding.references.beside import another
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import ITEM, Constraint, Profile, kind_of, name_of


class Sorts:
    """Knows the catalogue, not the person."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._topics, self._sorts = frozenset(catalogue.topics), frozenset(catalogue.category)
        self._values = _values(catalogue)
        self._of_sort = _of_sort(catalogue)
        self._called = _called(catalogue)

    def named_at_large(self, text: str) -> list[Span]:
        """Where a text says what items are called whatever their sort: "films", 电影."""
        return [match.span() for match in self._called.finditer(text)]

    def may_be(self, one: Said, topic: Sequence[str]) -> bool:
        """Whether what is wished for can be asked of what is looked for: a song has an occasion, a bag none."""
        kind = kind_of(one.mention.entity)
        if one.judgement.stance not in ("wish", "exclude") or not topic or kind in (ITEM, *self._topics):
            return True
        return any(kind_of(value) == kind for sort in topic for value in self._values.get(sort, ()))

    def narrowed(self, topic: tuple[str, ...], held: Sequence[Said], profile: Profile) -> tuple[str, ...]:
        """What is looked for, where a word may mean several sorts only that which is searched: "the lamps"."""
        current = {
            f"{c.attribute}/{c.value}" for c in profile.constraints if c.op == "=" and c.attribute in self._topics
        }
        places: dict[Span, set[str]] = {}
        for one in held:
            places.setdefault((one.mention.start, one.mention.end), set()).add(one.mention.entity)
        besides = {about for sorts in places.values() if sorts & current for about in sorts - current}
        return tuple(about for about in topic if about not in besides)

    def searched(self, topic: Sequence[str], profile: Profile) -> tuple[str, ...]:
        """The sorts that are looked for: those that a message names, or those of the search that it goes on with."""
        before = [
            f"{c.attribute}/{c.value}" for c in profile.constraints if c.op == "=" and c.attribute in self._topics
        ]
        return tuple(topic or before)

    def besides(self, said: Sequence[Said], topic: Sequence[str], profile: Profile) -> tuple[str, ...]:
        """What is looked for, where a further sort is allowed: the sorts that are searched and that one."""
        allowed = [
            one.mention.entity
            for one in said
            if one.judgement.stance == "allow" and kind_of(one.mention.entity) in self._sorts
        ]
        searched = self.searched(topic, profile)
        return (
            (*searched, *(sort for sort in allowed if sort not in searched)) if searched and allowed else tuple(topic)
        )

    def of(self, item: str, sorts: Collection[str]) -> bool:
        """Whether an item is of any of some sorts."""
        return not values_of(item, self._catalogue).isdisjoint(sorts)

    def own(self, items: Sequence[str]) -> tuple[str, ...]:
        """The narrowest sorts of some items."""
        narrowest = (self._narrowest(values_of(item, self._catalogue)) for item in items)
        return tuple(dict.fromkeys(filter(None, narrowest)))

    def elsewhere(self, items: Sequence[str], profile: Profile) -> tuple[str, ...]:
        """The own sorts of items that are wished for by their titles, where these are not searched already: coffee for
        "espresso beans", vegetables for "tomatoes" after pasta. Items of sorts that lie across each other have none.
        """
        before = self.searched((), profile)
        if not items or any(self.of(item, before) for item in items):
            return ()
        return self.own(items)

    def _narrowest(self, values: Collection[str]) -> str:
        """The narrowest of the sorts among the values of an item, each of which lies in the next: oranges, in fruit."""
        own = [value for value in values if kind_of(value) in self._sorts and kind_of(value) != KIND]
        own.sort(key=lambda sort: (len(self._of_sort[sort]), sort))
        nested = all(all(wide in has for has in self._of_sort[narrow]) for narrow, wide in pairwise(own))
        return own[0] if own and nested else ""

    def together(self, sorts: Sequence[str], values: Collection[str]) -> bool:
        """Whether anything of these sorts has all of some values."""
        return any(has.issuperset(values) for sort in sorts for has in self._of_sort.get(sort, ()))

    def any_has(self, sorts: Sequence[str], constraint: Constraint) -> bool:
        """Whether anything of these sorts has what a condition is about."""
        return self.together(sorts, [f"{constraint.attribute}/{constraint.value}"])

    def carried_on(self, topic: tuple[str, ...], profile: Profile) -> tuple[str, ...]:
        """What is looked for, with the sort that is searched already where only a design is named that has such:
        "only the Havana" after sofas.
        """
        sorts = [f"{c.attribute}/{c.value}" for c in profile.constraints if c.op == "=" and c.attribute in self._sorts]
        narrows = topic and all(kind_of(about) == DESIGN for about in topic)
        having = [sort for sort in sorts if any(about in self._values.get(sort, ()) for about in topic)]
        return (*topic, *having) if narrows and having else topic

    def in_a_photo(self, likened: Likened, relation: Relation, profile: Profile) -> tuple[str, ...]:
        """The sort of thing that a photo plainly shows, where something like it is wanted; instead of it, something of
        the sort that is searched already, or else of its own.
        """
        searching = any(c.op == "=" and c.attribute in self._topics for c in profile.constraints)
        wanted = relation == "like" or (relation == "unlike" and not searching)
        return (likened.sort,) if likened.sort and wanted else ()

    def another(self, text: str, likened: Likened) -> list[Constraint]:
        """ "Another colour" beside a photo, as conditions: none of the values of the thing it looks like, but for those
        that all variants of it have.
        """
        name = another(text)
        if name is None or not likened.items:
            return []
        item = self._catalogue.item(likened.items[0])
        others = [values_of(other.id, self._catalogue) for other in self._catalogue.variants(item)]
        own = [v for v in values_of(item.id, self._catalogue) if re.fullmatch(name, kind_of(v), re.IGNORECASE)]
        told = sorted(value for value in own if any(value not in values for values in others))
        return [Constraint(kind_of(value), "!=", name_of(value), text.strip()) for value in told]

    def softened(self, one: Said, topic: Sequence[str]) -> Said:
        """A refusal that goes without saying of what is looked for, as a wish: no juice is called lactose-free."""
        said = not topic or any(one.mention.entity in self._values.get(sort, ()) for sort in topic)
        return one if said or not demands_a_lack(one) else replace(one, judgement=replace(one.judgement, stance="wish"))

    def table(self, said: Sequence[Said], profile: Profile) -> dict[str, tuple[str, ...]]:
        """The sorts that are named, of which something is shown, and what is shown of each."""
        values = {item: values_of(item, self._catalogue) for item in profile.shown if item in self._catalogue.row}
        sorts = {one.mention.entity for one in said if kind_of(one.mention.entity) in self._topics}
        of_sorts = {sort: tuple(item for item, has in values.items() if sort in has) for sort in sorts}
        return {sort: items for sort, items in of_sorts.items() if items}

    def listed(self, sorts: Collection[str], profile: Profile) -> bool:
        """Whether anything on the newest list is of one of the sorts."""
        known = (item for item in profile.shown if item in self._catalogue.row)
        return any(not values_of(item, self._catalogue).isdisjoint(sorts) for item in known)

    def on_the_table(self, topic: Sequence[str], profile: Profile) -> bool:
        """Whether what is shown is of the sort that is wanted: a vase is another topic after a list of mugs."""
        known = [item for item in profile.shown if item in self._catalogue.row]
        of_it = [item for item in known if not values_of(item, self._catalogue).isdisjoint(topic)]
        return 2 * len(of_it) > len(known)


def _values(catalogue: Catalogue) -> dict[str, set[str]]:
    """Sort of thing → the values that things of that sort have."""
    found: dict[str, set[str]] = {}
    for item in catalogue.items:
        values = values_of(item.id, catalogue)
        for sort in [value for value in values if kind_of(value) in catalogue.topics]:
            found.setdefault(sort, set()).update(values)
    return found


def _of_sort(catalogue: Catalogue) -> dict[str, list[frozenset[str]]]:
    """Sort of thing → the values of each thing of that sort."""
    found: dict[str, list[frozenset[str]]] = {}
    for item in catalogue.items:
        values = frozenset(values_of(item.id, catalogue))
        for sort in [value for value in values if kind_of(value) in catalogue.topics]:
            found.setdefault(sort, []).append(values)
    return found


def _called(catalogue: Catalogue) -> re.Pattern[str]:
    """What the usual kind of item is called, in any language."""
    called = catalogue.kind_names.get(catalogue.default_kind, {}).values()
    words = [rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word) for word in called]
    return compiled("|".join(words) or r"(?!)", re.IGNORECASE)
