"""The vocabulary of the graph: what is known about things, and what people said of them.

Every thing has an id of the form ``kind/name``: ``item/vase-03``, ``material/oak``, ``category/table-lamp``.
An opinion is always about one such id. Constraints and "was shown" travel as opinions too
(``limit/price/<=/80``), so that a profile is a fold over one log and nothing else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

ITEM = "item"
ASPECT = "aspect"  # a side of things that has no values: their price
LIMIT = "limit"
QUESTION = "question"
PHOTO = "photo"
SEARCH = "search"
BEGINS, NARROWS = 1.0, 0.5  # how a limit stands in the log: it begins another search, or narrows the present one
FOCUS = "focus"
OWN = "own"  # a thing of the person's own, by their photo of it
BESIDE = "beside"  # a photo of what the wanted thing is to go with
SAID = "said"  # a sort of thing in the person's words, where no entity is called so
ASKED = "asked"  # a question that the shop has answered, which the next words may go on with
LISTED = "listed"  # how a list came about, so that it can be made again
BEGUN = "begun"  # a search begins; the name says for whom, "" for the person themself
AGAIN = "again"  # an earlier search is taken up again, by when it began
WHOM = "whom"  # for whom the present search turns out to be
IN = "in"  # what holds in one place or for one purpose alone: in/room/kitchen/colour/green
LASTING = "lasting"  # that something was said for good, and doesn't age
PLACE = "place"  # for which place or purpose the present search is
CONSENT = "consent"  # what was agreed to (1), declined (−1) or only asked (0)
QUESTIONS = "questions"  # consent to be asked what would help to find something
PENDING = "pending"  # what was asked of the person that they haven't answered; without a name: nothing any more
UNDONE = "undone"  # what was said at that moment no longer holds
ASIDE = "aside"  # all that was said before is put aside, until that is undone, or erased
WISH = "wish"  # what is wished for on somebody else's behalf: of this search, and no liking of the person's own

WISHED = 0.5  # liking of what is merely wished for in a search
TASTE = 0.55  # likings at least this strong are tastes, weaker ones wishes of the moment
NOTICED = 0.3  # liking of an item of which more was asked for, and nothing said
PERSON = "person"

Source = Literal["message", "photo", "click", "panel", "act", "shown", "passed", "taken back"]
Operator = Literal["<=", ">=", "=", "has", "!="]
OPERATORS: tuple[Operator, ...] = ("<=", ">=", "=", "has", "!=")
VALUES: tuple[Operator, ...] = ("=", "has")  # a value must be: one of those said of its attribute, or this among others


def item_entity(item_id: str) -> str:
    """The entity id of an item: ``vase-03`` → ``item/vase-03``."""
    return f"{ITEM}/{item_id}"


def aspect_entity(name: str) -> str:
    """The entity id of a side of things: ``price`` → ``aspect/price``."""
    return f"{ASPECT}/{name}"


def kind_of(entity_id: str) -> str:
    """``material/oak`` → ``material``."""
    return entity_id.partition("/")[0]


def name_of(entity_id: str) -> str:
    """``material/oak`` → ``oak``."""
    return entity_id.partition("/")[2]


@dataclass(frozen=True)
class Entity:
    """A thing that people can name: an item or a value of an attribute.

    ``labels`` maps a language to the words a person would use, the best first.
    """

    id: str
    labels: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        return kind_of(self.id)

    def label(self, language: str) -> str:
        """The best word in ``language``, or else in any language."""
        words = self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), ())
        return words[0] if words else name_of(self.id)


@dataclass(frozen=True)
class Opinion:
    """One person's view of one entity, as it was said: the only thing that is ever stored about a taste.

    ``liking`` runs from −1 (can't stand) to 1 (loves); ``said_at`` is in seconds since 1970.
    """

    user_id: str
    about: str
    liking: float
    said_at: float
    quote: str = ""
    source: Source = "message"


LACK = re.compile(r"^(?:no|non|zero|without)-|-(?:free|less)$|^(?:无|不含|零|免)")  # of values that lack something


@dataclass(frozen=True)
class Constraint:
    """A condition that every shown item must meet: ``price <= 80``, ``material != leather``, ``features has organic``.

    Several "=" on one attribute are alternatives, but who is vegan and can't have gluten needs both; each "has" must be
    met.

    ``value`` is a number for ``<=`` and ``>=``, else the name part of an entity id.
    ``said`` keeps the person's own words; with a ``scope`` it holds for one place or purpose alone.
    """

    attribute: str
    op: Operator
    value: float | str
    said: str = ""
    scope: str = ""

    @property
    def about(self) -> str:
        """The id under which the log knows this constraint."""
        number = f"{self.value:g}" if isinstance(self.value, float | int) else self.value
        about = f"{LIMIT}/{self.attribute}/{self.op}/{number}"
        return f"{IN}/{self.scope}/{about}" if self.scope else about

    @property
    def alternatives(self) -> str:
        """What "=" conditions share of which any may be met; to be without something is a condition of its own."""
        lack = self.op == "=" and LACK.search(str(self.value))
        return self.about if lack or self.op != "=" else self.attribute

    @classmethod
    def from_about(cls, about: str, said: str = "") -> "Constraint":
        """Read an ``about`` back. Raises ValueError where it is no constraint."""
        kind, *scope, plain = about.split("/", 3) if kind_of(about) == IN else ("", about)
        kind, attribute, op, value = plain.split("/", 3)
        if kind != LIMIT or op not in OPERATORS:
            raise ValueError(f"not a constraint: {about}")
        return cls(attribute, op, float(value) if op in ("<=", ">=") else value, said, "/".join(scope))


def grouped(conditions: Iterable[Constraint]) -> list[list[Constraint]]:
    """Conditions in groups of which each is to be met; those of a group are alternatives."""
    groups: dict[str, list[Constraint]] = {}
    for condition in conditions:
        groups.setdefault(condition.alternatives, []).append(condition)
    return [*groups.values()]


@dataclass(frozen=True)
class Liking:
    """What the fold made of all opinions about one entity: ``value`` from −1 to 1, and the newest words.

    ``strength`` is what the value was when it was last said, before it aged; ``scope`` is where alone it holds.
    """

    about: str
    value: float
    said_at: float
    quote: str
    source: Source
    strength: float = 0.0
    scope: str = ""
    lasting: bool = False

    @property
    def felt(self) -> float:
        """The value before ageing: a taste that counts less by now is a taste still."""
        return self.strength or self.value

    @property
    def share(self) -> float:
        """How much of it still counts, 1 where it hasn't aged."""
        return self.value / self.strength if self.strength else 1.0


@dataclass(frozen=True)
class Owned:
    """A thing of somebody's own, known by the hash of their photo of it. It is kept, and no opinion.

    ``sort`` is an entity (``category/sofa``), ``said/…`` with the person's own word, or "" where nothing is known.
    Photos kept at one moment show one thing.
    """

    photo: str
    sort: str = ""
    said_at: float = 0.0
    quote: str = ""

    @property
    def about(self) -> str:
        """The id under which the log knows it."""
        return f"{OWN}/{self.photo}/{self.sort}".rstrip("/")

    @classmethod
    def from_about(cls, about: str, said_at: float = 0.0, quote: str = "") -> "Owned":
        """Read an ``about`` back."""
        photo, _, sort = name_of(about).partition("/")
        return cls(photo, sort, said_at, quote)


@dataclass(frozen=True)
class Search:
    """A search that was left for another, as it stood then; the log knows it by when it ``began``.

    ``whom`` is for whom it is ("" for the person themself), ``wishes`` are what that other person would like,
    ``wished`` the ids of the person's own passing wishes. ``constraints`` are those that ended with it, each with when
    it was said.
    """

    began: float
    whom: str = ""
    constraints: tuple[tuple[Constraint, float], ...] = ()
    words: str = ""
    wishes: Mapping[str, Liking] = field(default_factory=lambda: MappingProxyType({}))
    wished: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    asked: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The id under which the log takes it up again."""
        return f"{AGAIN}/{self.began!r}"


@dataclass(frozen=True)
class Profile:
    """A person as the shop knows them; made by folding the log, never edited.

    ``shown`` is the last list that was shown, in its order, each item with what was noted when it was shown (its
    reasons); ``seen`` is every item ever shown;
    ``refused`` are the items that must not come back by themselves; ``asked`` are the attributes that were asked
    about in the present search, which began at ``search_began`` and is for ``search_words``; ``photos`` are the
    hashes of the photos they sent; ``focus`` is the item of that list that was spoken of last.
    ``earlier`` are the lists before it, the newest first; ``spoken`` are all that were spoken of, the newest last;
    ``together`` are the several that were last spoken of at once since that list ("the two"), the newest last.
    ``own`` are the things that they showed as theirs, the newest last; ``beside`` are the hashes of the photos of what
    the present search's things are to go with. ``passed`` are the items of lists that they turned down as a whole in
    this visit; ``questioned`` is whether a question came with the last list, ``asked_in_a_row`` with how many up to it.
    ``asks`` is what was asked last, "" where a list came without a question since: an attribute, or a condition's id
    where that was offered to be dropped, and then ``yes`` is what a yes says.
    ``whom`` is for whom the present search is ("" for the person themself), ``wishes`` are what that other person would
    like, as likings that hold in this search alone; ``searches`` are those that were left, the newest last.
    ``shop_question`` is what the shop has just answered, by ``shop_source``; "" where something else came after it.
    ``places`` are the scopes that the present search is for; ``scoped`` are the likings that hold in one alone, by
    their full ids, and ``scoped_limits`` the conditions; those of the present places are among ``constraints`` too.
    ``consents`` are what was agreed to or declined, ``pending`` what the person was asked last and may answer now.
    """

    user_id: str
    likings: Mapping[str, Liking] = field(default_factory=lambda: MappingProxyType({}))
    constraints: tuple[Constraint, ...] = ()
    shown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    seen: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    search_began: float = 0.0
    search_words: str = ""
    photos: tuple[str, ...] = ()
    focus: str = ""
    earlier: tuple[tuple[str, ...], ...] = ()
    spoken: tuple[str, ...] = ()
    own: tuple[Owned, ...] = ()
    beside: tuple[str, ...] = ()
    whom: str = ""
    wishes: Mapping[str, Liking] = field(default_factory=lambda: MappingProxyType({}))
    searches: tuple[Search, ...] = ()
    passed: frozenset[str] = frozenset()
    questioned: bool = False
    asked_in_a_row: int = 0
    asks: str = ""
    yes: str = ""
    together: tuple[str, ...] = ()
    shop_question: str = ""
    shop_source: str = ""
    places: tuple[str, ...] = ()
    scoped: Mapping[str, Liking] = field(default_factory=lambda: MappingProxyType({}))
    scoped_limits: tuple[Constraint, ...] = ()
    consents: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    pending: str = ""

    def liking(self, about: str) -> float:
        """Liking of an entity, 0 where nothing was said."""
        known = self.likings.get(about)
        return known.value if known else 0.0

    @property
    def wishing(self) -> "Profile":
        """The profile as the present search goes by it, with what its receiver would like, and what is liked where it
        is for, among the likings.
        """
        must = {f"{c.attribute}/{c.value}" for c in self.constraints if c.op in VALUES}  # asked for all the same
        here = (one for one in self.scoped.values() if one.scope in self.places)
        there = {one.about: one for one in here if one.value >= 0 or one.about not in must}
        if not (self.wishes or there):
            return self
        return replace(self, likings=MappingProxyType({**self.likings, **there, **self.wishes}))


@dataclass(frozen=True)
class Path:
    """A way through the graph from something liked to an item: entity ids, start first."""

    steps: tuple[str, ...]
    weight: float
