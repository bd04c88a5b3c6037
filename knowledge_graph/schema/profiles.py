"""A person as the shop knows them: what they own, the searches they left, and all of it as one profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from knowledge_graph.schema.constraints import VALUES, Constraint
from knowledge_graph.schema.kinds import AGAIN, OWN, name_of
from knowledge_graph.schema.opinions import Liking


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
