"""From a profile and an understanding to a ranked list that breaks no condition."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
from rapidfuzz import fuzz

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.data.shelf import Shelf
from convrec.diversity import Lost
from convrec.exploration import Explored, explore, write_list
from convrec.fusion import PRIOR, Context, Fusion, context
from convrec.ranking import Bound, fuse, spread
from convrec.recommenders import Recommender, sort_of
from convrec.recommenders.changed import held
from convrec.types import Candidate, Query, Recommendation, Understanding, say
from convrec.understanding.names.names_for import lacks
from convrec.understanding.several import profile_for
from knowledge_graph import CatalogueGraph, Constraint, Profile
from knowledge_graph.schema import ITEM, VALUES, grouped, item_entity, kind_of, name_of

STAND = -0.5  # values liked less than this are not shown
RIVAL = 0.4  # share of the best score from which an item is still in question
TELLING = 0.4  # best score below which nothing speaks clearly for any item
NEAR = 0.35  # words' vote below which nothing here is near to what was asked for
NEAR_FOR_A_NAME = 0.8  # the same for the bare name of a thing that nothing here is called
ALIKE = 88  # titles at least this similar (0–100) are near-duplicates


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to: the list to show, the items that a question would have to choose between, and the rest."""

    recommendations: tuple[Recommendation, ...]
    in_question: tuple[str, ...]
    ranked: tuple[Recommendation, ...]  # everything that was named, best first
    utmost: str = ""  # the item that leads the list because it has most or least of what was asked for


class Searcher:
    """Asks every recommender, fuses the votes, spreads duplicates. Knows the catalogue, not the person."""

    def __init__(
        self,
        catalogue: Catalogue,
        graph: CatalogueGraph,
        shelf: Shelf,
        recommenders: Sequence[Recommender],
        bound: Bound | None = None,
        fusion: Fusion = PRIOR,
        lost: Lost | None = None,
    ) -> None:
        """``bound`` is the most that one group of items may have of a list, ``fusion`` what was learnt of the votes,
        ``lost`` what likeness takes off.
        """
        self._bound, self._fusion, self._lost = bound, fusion, lost
        self._done = Counter(user for user, _ in {(act.user_id, act.item_id) for act in catalogue.acts})
        self._catalogue, self._graph = catalogue, graph
        self._shelf, self._recommenders = shelf, recommenders
        self._kinds = np.array([item.kind for item in catalogue.items])

    def asking(self, recommenders: Sequence[Recommender]) -> "Searcher":
        """The same that asks other recommenders."""
        other = copy(self)
        other._recommenders = recommenders
        return other

    def queries(self, understanding: Understanding, profile: Profile) -> tuple[Query, ...]:
        """A query for each of the things that photos show, under the conditions that hold for it; else the one."""
        if understanding.relation == "with":  # one thing that goes with all of them
            return (self.query(understanding, profile),)
        return tuple(self.query(part, profile_for(part, understanding, profile)) for part in understanding.each)

    def query(self, understanding: Understanding, profile: Profile) -> Query:
        """Mask what must not be shown: broken conditions, refused items, what the person can't stand."""
        profile = profile.wishing
        let_go = self.let_go(profile)
        exclude = self._shelf.violations(c for c in profile.constraints if c not in let_go)
        exclude |= ~self._of_wanted_kind(understanding, profile)
        exclude[self._shelf.rows(profile.refused)] = True
        exclude[self._shelf.rows(profile.passed - {name_of(m.entity) for m in understanding.mentions})] = True
        exclude |= self._shelf.violations(_dislikes(profile))
        named = {name_of(mention.entity) for mention in understanding.mentions}  # asked for by title: to be shown
        named |= {
            item for about in understanding.topic if kind_of(about) == DESIGN for item in self._graph.items_of(about)
        }
        pointed = self._shelf.rows(item for item in understanding.pointed_items if item not in named)
        others = np.delete(exclude, pointed)
        if understanding.intent != "refine" or not others.all():
            exclude[pointed] = True  # nothing besides them: a limit on what is shown is said of just these
        if understanding.intent == "more":
            exclude[self._shelf.rows(profile.seen)] = True
        exclude |= self._unlike_the_words(understanding, profile, exclude)
        exclude[self._shelf.rows(self._there_already(understanding, profile))] = True
        return Query(understanding, profile, exclude)

    def let_go(self, profile: Profile) -> tuple[Constraint, ...]:
        """The values demanded that nothing has besides what else must be, the newest kept before older ones: the search
        goes by what is nearest, also of other designs where a sort is searched. What a thing is to be without is never
        let go.
        """
        free: dict[str, list[Constraint]] = {}
        must = _dislikes(profile)
        held = {*self._catalogue.topics} - ({DESIGN} if self._sort_named(profile) else set())
        for c in profile.constraints:
            if c.op in VALUES and c.attribute not in held and not lacks(str(c.value)):
                free.setdefault(c.alternatives, []).append(c)
            else:
                must.append(c)
        taken, gone = self._shelf.violations(must), list[Constraint]()
        for together in reversed(free.values()):
            narrower = taken | self._shelf.violations(together)
            gone, taken = ([*together, *gone], taken) if narrower.all() else (gone, narrower)
        return () if taken.all() else tuple(gone)

    def _unlike_the_words(self, understanding: Understanding, profile: Profile, exclude: np.ndarray) -> np.ndarray:
        """Mask (size,) of what lacks the values that words put in place of a photo's ("this but in blue"); nothing
        where no item that is open has them.
        """
        wished = [Constraint(kind_of(about), "=", name_of(about)) for about in _put_in_place(understanding, profile)]
        lacking = self._shelf.violations(wished)
        return lacking if not (exclude | lacking).all() else np.zeros(len(lacking), dtype=bool)

    def _there_already(self, understanding: Understanding, profile: Profile) -> list[str]:
        """The items that are no company for what company is wanted of: itself, and its sort where no sort is asked
        for, be it seen or named by its owner: not a sofa to a sofa.
        """
        of = list(understanding.company)
        if self._sort_named(profile):
            return of
        sorts = {value for item in of for value in self._graph.values_of(item) if self._is_sort(value)}
        sorts |= {one.sort for one in profile.own if one.photo in understanding.beside}
        return [*of, *(item for sort in sorts for item in self._graph.items_of(sort))]

    def _sort_named(self, profile: Profile) -> bool:
        return any(c.op == "=" and self._is_sort(f"{c.attribute}/{c.value}") for c in profile.constraints)

    def _is_sort(self, entity: str) -> bool:
        return kind_of(entity) in self._catalogue.category and kind_of(entity) != KIND

    def _of_wanted_kind(self, understanding: Understanding, profile: Profile) -> np.ndarray:
        """Mask (size,) of the kinds in question: the kind asked for, that of what is pointed at, or the usual one."""
        if any(constraint.attribute == KIND for constraint in profile.constraints):
            return np.ones(len(self._kinds), dtype=bool)  # a condition like any other
        pointed = (*understanding.pointed_items, *(name_of(m.entity) for m in understanding.mentions))
        if not pointed and understanding.intent in ("more", "refine"):
            pointed = tuple(profile.shown)
        kinds = {*self._kinds[self._shelf.rows(pointed)]} or {self._catalogue.default_kind}
        return np.isin(self._kinds, list(kinds))

    def retrieve(self, query: Query) -> list[Candidate]:
        """The candidates of all recommenders; none where nothing is open."""
        if query.exclude.all():
            return []
        asked = (candidate for recommender in self._recommenders for candidate in recommender.candidates(query))
        return [_by_photos(one, query.understanding.places) for one in held(asked, query.understanding)]

    def fuse(self, query: Query, candidates: Iterable[Candidate]) -> list[Recommendation]:
        """All that was named for a query, best first."""
        return fuse(candidates, self._fusion, self.context(query))

    def context(self, query: Query) -> Context:
        """What is known of a query, as the fusion reads it."""
        return context(query, self._done[query.profile.user_id])

    def rank(self, query: Query, candidates: list[Candidate], limit: int) -> Found:
        """Fuse the candidates and choose what to show."""
        ranked = self.fuse(query, candidates)
        of_all_sorts = query.understanding.relation == "with" and not self._sort_named(query.profile)
        alike = self._of_one_sort if of_all_sorts else self._alike
        chosen = spread(ranked, limit, alike, self._bound, self._lost)
        bar = RIVAL * ranked[0].score if ranked and ranked[0].score > TELLING else -np.inf
        found = Found(chosen, tuple(r.item_id for r in ranked if r.score >= bar), tuple(ranked))
        return self._led(found, query, limit)

    def _led(self, found: Found, query: Query, limit: int) -> Found:
        """The list with that first which has the most or least of what is asked for ("the cheapest lamp"), or which is
        what was shown, but otherwise ("does it come in white?").
        """
        row = self._utmost(query)
        leading = self._otherwise(query) if row is None else [self._catalogue.items[row].id]
        known = {r.item_id: r for r in found.ranked}
        first = [known.get(item, Recommendation(item, 0.0, ())) for item in leading]
        others = [r for r in found.recommendations if r.item_id not in leading]
        utmost = "" if row is None else leading[0]
        return replace(found, recommendations=(*first, *others)[:limit], utmost=utmost)

    def _otherwise(self, query: Query) -> list[str]:
        """The variants of what is wanted otherwise ("does it come in white?") that are so, and open."""
        wanted = query.understanding.otherwise
        if wanted not in self._catalogue.row:
            return []
        named = {m.entity for m in query.understanding.mentions if kind_of(m.entity) != ITEM}
        variants = [one.id for one in self._catalogue.variants(self._catalogue.item(wanted))]
        open_ = [item for item in variants if not query.exclude[self._catalogue.row[item]]]
        return [item for item in open_ if named and named <= {*self._graph.values_of(item)}]

    def _utmost(self, query: Query) -> int | None:
        """The row of what has most or least of a measure, of all that is open and has the values named with it."""
        said, contest = query.understanding, query.understanding.contest
        if contest is None or not contest.utmost or said.intent not in ("find", "refine"):
            return None
        wished = {view.about for view in said.opinions if view.liking > 0}
        named = [m.entity for m in said.mentions if m.entity in wished and kind_of(m.entity) != ITEM]
        having = [self._shelf.rows_of(entity) for entity in named]
        rows = np.flatnonzero(~query.exclude)
        closer = [row for row in rows if all(row in some for some in having)] if having else []
        rows = np.array(closer, dtype=np.intp) if closer else rows
        for measure in contest.measures:
            for column in self._shelf.measuring(measure):
                known = rows[~np.isnan(column[rows])]
                if 2 * len(known) > len(rows):
                    values = column[known] if contest.op == "<=" else -column[known]
                    return int(known[np.argmin(values)])
        return None

    def explore(
        self, query: Query, candidates: list[Candidate], found: Found, share: float, seed: str
    ) -> tuple[Explored, str]:
        """The same list, its last place perhaps given to something else; and what the log keeps of it."""
        explored = explore(found.recommendations, found.ranked, share, seed, self._alike, self._bound)
        return explored, write_list(explored, found.ranked, candidates, self.context(query), self._alike)

    def favourites(self, query: Query, candidates: list[Candidate], limit: int) -> tuple[Recommendation, ...]:
        """The best of as many different sorts of thing."""
        first: dict[str, Recommendation] = {}
        for recommendation in self.fuse(query, candidates):
            first.setdefault(
                sort_of(self._catalogue.item(recommendation.item_id), self._catalogue.category), recommendation
            )
        return spread(list(first.values()), limit, lambda one, other: False, self._bound)

    def obstacle(self, profile: Profile) -> tuple[Constraint, int] | None:
        """The condition without which the most items would be open, and how many; None where no single one helps."""
        profile, freed = profile.wishing, []
        conditions = [*profile.constraints, *_dislikes(profile)]
        for constraint in conditions:
            others = [other for other in conditions if other.about != constraint.about]
            count = int((~self._shelf.violations(others)).sum())
            if count:
                freed.append((constraint.attribute not in self._catalogue.topics, count, constraint))
        if not freed:
            return None
        _, count, constraint = max(freed, key=lambda option: option[:2])  # what is looked for goes last
        return constraint, count

    def broken(self, item_id: str, profile: Profile) -> tuple[Constraint, ...]:
        """The conditions and strong dislikes of a person that an item breaks; of alternatives all, where it is none."""
        profile = profile.wishing
        conditions = {one.about: one for one in (*_dislikes(profile), *profile.constraints)}.values()
        row = self._shelf.rows([item_id])
        return tuple(c for group in grouped(conditions) if self._shelf.violations(group)[row].any() for c in group)

    def alike(self, one: str, other: str) -> bool:
        """Whether two items are so alike that a list rather holds one of them."""
        return self._alike(one, other)

    def open(self, item_id: str, query: Query) -> bool:
        """Whether a query may show an item."""
        return not query.exclude[self._shelf.rows([item_id])].any()

    def named(self, understanding: Understanding, most: int = 5) -> tuple[str, ...]:
        """A few items of the sort or design that a message names ("is the juice vegan?"), with the values it names."""
        named = [m.entity for m in understanding.mentions if kind_of(m.entity) != ITEM]
        topics = [entity for entity in named if kind_of(entity) in self._catalogue.topics]
        items = self._graph.items_of(topics[0]) if topics else []
        having = [
            {*self._graph.items_of(entity)} for entity in named if entity not in topics or kind_of(entity) == DESIGN
        ]
        closer = [item for item in items if all(item in some for some in having)]
        return tuple(closer or items)[:most]

    def items_of(self, entity: str) -> Sequence[str]:
        """The items that have a value."""
        return self._graph.items_of(entity)

    def values_of(self, item_id: str) -> Sequence[str]:
        """The values that an item has."""
        return tuple(self._graph.values_of(item_id))

    def breaks(self, item_id: str, constraint: Constraint) -> bool:
        """Whether an item breaks a condition."""
        return bool(self._shelf.violations([constraint])[self._catalogue.row[item_id]])

    def liking(self, item_id: str, profile: Profile) -> float:
        """How much what the person said speaks for an item: likings of the item and of its values, summed."""
        return sum(profile.liking(about) for about in (item_entity(item_id), *self._graph.values_of(item_id)))

    def _of_one_sort(self, one: str, other: str) -> bool:
        """What goes with a sofa is a lamp, a rug, a cushion: of each sort rather one."""
        items = (self._catalogue.item(item) for item in (one, other))
        return len({sort_of(item, self._catalogue.category) for item in items}) == 1

    def _alike(self, one: str, other: str) -> bool:
        first, second = self._catalogue.item(one), self._catalogue.item(other)
        if first.variant_of and first.variant_of == second.variant_of:
            return True
        titles = [say(item.title, "en") for item in (first, second)]
        return fuzz.token_sort_ratio(*titles) >= ALIKE


def together(found: Sequence[Found], limit: int) -> Found:
    """The lists of several things as one of ``limit`` items, in which they take turns, the best of each first; at least
    one of each. What several name belongs to the thing that it is best for.
    """
    if len(found) == 1:
        return found[0]
    best: dict[str, tuple[float, int]] = {}
    for number, one in enumerate(found):
        for named in one.ranked:
            best[named.item_id] = max(best.get(named.item_id, (-np.inf, 0)), (named.score, -number))
    own = [{item for item, (_, of) in best.items() if of == -number} for number in range(len(found))]
    chosen = _in_turn([[r for r in f.recommendations if r.item_id in mine] for f, mine in zip(found, own, strict=True)])
    ranked = _in_turn([[r for r in f.ranked if r.item_id in mine] for f, mine in zip(found, own, strict=True)])
    in_question = dict.fromkeys(item for one in found for item in one.in_question)
    return Found(chosen[: max(limit, len(found))], tuple(in_question), ranked)


def _in_turn(lists: Sequence[Sequence[Recommendation]]) -> tuple[Recommendation, ...]:
    return tuple(one for turn in zip_longest(*lists) for one in turn if one is not None)


def _by_photos(candidate: Candidate, photos: tuple[int, ...]) -> Candidate:
    """The candidate with the numbers of the photos that it was found by, where photos are told apart."""
    if not photos:
        return candidate
    return replace(candidate, because=tuple(replace(part, photos=photos) for part in candidate.because))


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


def unsure(found: Found, understanding: Understanding) -> bool:
    """Whether the list rests on little: nothing was recognised, and the words are near to nothing that is here."""
    if (
        understanding.mentions
        or understanding.retracted
        or understanding.photos is not None
        or not understanding.search_text
    ):
        return False
    words = [vote.contribution for r in found.recommendations for vote in r.votes if vote.source == "words"]
    unknown = set(understanding.search_text.lower().split()) <= set(understanding.unresolved)
    return max(words, default=0.0) < (NEAR_FOR_A_NAME if unknown else NEAR)
