"""What may be shown: the conditions of a search, what a person can't stand, and which of them stands in the way."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.data.shelf import Shelf
from convrec.types import Query, Understanding
from convrec.understanding.names.names_for import lacks
from convrec.understanding.several import profile_for
from knowledge_graph import CatalogueGraph, Constraint, Profile
from knowledge_graph.schema import ITEM, VALUES, grouped, kind_of, name_of

STAND = -0.5  # values liked less than this are not shown


@dataclass(frozen=True, eq=False)
class Conditions:
    """Knows the catalogue, not the person."""

    catalogue: Catalogue
    graph: CatalogueGraph
    shelf: Shelf

    @cached_property
    def _kinds(self) -> np.ndarray:
        return np.array([item.kind for item in self.catalogue.items])

    def queries(self, understanding: Understanding, profile: Profile) -> tuple[Query, ...]:
        """A query for each of the things that photos show, under the conditions that hold for it; else the one."""
        if understanding.relation == "with":  # one thing that goes with all of them
            return (self.query(understanding, profile),)
        return tuple(self.query(part, profile_for(part, understanding, profile)) for part in understanding.each)

    def query(self, understanding: Understanding, profile: Profile) -> Query:
        """Mask what must not be shown: broken conditions, refused items, what the person can't stand."""
        profile = profile.wishing
        let_go = self.let_go(profile)
        exclude = self.shelf.violations(c for c in profile.constraints if c not in let_go)
        exclude |= ~self._of_wanted_kind(understanding, profile)
        exclude[self.shelf.rows(profile.refused)] = True
        exclude[self.shelf.rows(profile.passed - {name_of(m.entity) for m in understanding.mentions})] = True
        exclude |= self.shelf.violations(_dislikes(profile))
        named = {name_of(mention.entity) for mention in understanding.mentions}  # asked for by title: to be shown
        named |= {
            item for about in understanding.topic if kind_of(about) == DESIGN for item in self.graph.items_of(about)
        }
        pointed = self.shelf.rows(item for item in understanding.pointed_items if item not in named)
        others = np.delete(exclude, pointed)
        if understanding.intent != "refine" or not others.all():
            exclude[pointed] = True  # nothing besides them: a limit on what is shown is said of just these
        if understanding.intent == "more":
            exclude[self.shelf.rows(profile.seen)] = True
        exclude |= self._unlike_the_words(understanding, profile, exclude)
        exclude[self.shelf.rows(self._there_already(understanding, profile))] = True
        return Query(understanding, profile, exclude)

    def let_go(self, profile: Profile) -> tuple[Constraint, ...]:
        """The values demanded that nothing has besides what else must be, the newest kept before older ones: the search
        goes by what is nearest, also of other designs where a sort is searched. What a thing is to be without is never
        let go.
        """
        free: dict[str, list[Constraint]] = {}
        must = _dislikes(profile)
        held = {*self.catalogue.topics} - ({DESIGN} if self.sort_named(profile) else set())
        for c in profile.constraints:
            if c.op in VALUES and c.attribute not in held and not lacks(str(c.value)):
                free.setdefault(c.alternatives, []).append(c)
            else:
                must.append(c)
        taken, gone = self.shelf.violations(must), list[Constraint]()
        for together in reversed(free.values()):
            narrower = taken | self.shelf.violations(together)
            gone, taken = ([*together, *gone], taken) if narrower.all() else (gone, narrower)
        return () if taken.all() else tuple(gone)

    def _unlike_the_words(self, understanding: Understanding, profile: Profile, exclude: np.ndarray) -> np.ndarray:
        """Mask (size,) of what lacks the values that words put in place of a photo's ("this but in blue"); nothing
        where no item that is open has them.
        """
        wished = [Constraint(kind_of(about), "=", name_of(about)) for about in _put_in_place(understanding, profile)]
        lacking = self.shelf.violations(wished)
        return lacking if not (exclude | lacking).all() else np.zeros(len(lacking), dtype=bool)

    def _there_already(self, understanding: Understanding, profile: Profile) -> list[str]:
        """The items that are no company for what company is wanted of: itself, and its sort where no sort is asked
        for, be it seen or named by its owner: not a sofa to a sofa.
        """
        of = list(understanding.company)
        if self.sort_named(profile):
            return of
        sorts = {value for item in of for value in self.graph.values_of(item) if self._is_sort(value)}
        sorts |= {one.sort for one in profile.own if one.photo in understanding.beside}
        return [*of, *(item for sort in sorts for item in self.graph.items_of(sort))]

    def sort_named(self, profile: Profile) -> bool:
        """Whether a sort of thing is searched."""
        return any(c.op == "=" and self._is_sort(f"{c.attribute}/{c.value}") for c in profile.constraints)

    def _is_sort(self, entity: str) -> bool:
        return kind_of(entity) in self.catalogue.category and kind_of(entity) != KIND

    def _of_wanted_kind(self, understanding: Understanding, profile: Profile) -> np.ndarray:
        """Mask (size,) of the kinds in question: the kind asked for, that of what is pointed at, or the usual one."""
        if any(constraint.attribute == KIND for constraint in profile.constraints):
            return np.ones(len(self._kinds), dtype=bool)  # a condition like any other
        pointed = (*understanding.pointed_items, *(name_of(m.entity) for m in understanding.mentions))
        if not pointed and understanding.intent in ("more", "refine"):
            pointed = tuple(profile.shown)
        kinds = {*self._kinds[self.shelf.rows(pointed)]} or {self.catalogue.default_kind}
        return np.isin(self._kinds, list(kinds))

    def obstacle(self, profile: Profile) -> tuple[Constraint, int] | None:
        """The condition without which the most items would be open, and how many; None where no single one helps."""
        profile, freed = profile.wishing, []
        conditions = [*profile.constraints, *_dislikes(profile)]
        for constraint in conditions:
            others = [other for other in conditions if other.about != constraint.about]
            count = int((~self.shelf.violations(others)).sum())
            if count:
                freed.append((constraint.attribute not in self.catalogue.topics, count, constraint))
        if not freed:
            return None
        _, count, constraint = max(freed, key=lambda option: option[:2])  # what is looked for goes last
        return constraint, count

    def broken(self, item_id: str, profile: Profile) -> tuple[Constraint, ...]:
        """The conditions and strong dislikes of a person that an item breaks; of alternatives all, where it is none."""
        profile = profile.wishing
        conditions = {one.about: one for one in (*_dislikes(profile), *profile.constraints)}.values()
        row = self.shelf.rows([item_id])
        return tuple(c for group in grouped(conditions) if self.shelf.violations(group)[row].any() for c in group)

    def open(self, item_id: str, query: Query) -> bool:
        """Whether a query may show an item."""
        return not query.exclude[self.shelf.rows([item_id])].any()

    def breaks(self, item_id: str, constraint: Constraint) -> bool:
        """Whether an item breaks a condition."""
        return bool(self.shelf.violations([constraint])[self.catalogue.row[item_id]])


def _dislikes(profile: Profile) -> list[Constraint]:
    """What the person can't stand, as conditions."""
    strong = [one for about, one in profile.likings.items() if kind_of(about) != ITEM and one.value <= STAND]
    return [Constraint(kind_of(one.about), "!=", name_of(one.about), scope=one.scope) for one in strong]


def _put_in_place(understanding: Understanding, profile: Profile) -> list[str]:
    """The values wished for of the attributes that the words change, the newest of each."""
    newest: dict[str, float] = {}
    wished = [
        one for about, one in profile.likings.items() if kind_of(about) in understanding.changed and one.value > 0
    ]
    for one in wished:
        newest[kind_of(one.about)] = max(one.said_at, newest.get(kind_of(one.about), one.said_at))
    return [one.about for one in wished if one.said_at == newest[kind_of(one.about)]]
