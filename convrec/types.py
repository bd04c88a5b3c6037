"""The nouns, in the order in which a turn makes them.

    Message → Understanding → Profile → Query → Candidate → Recommendation → Reply → Turn

All are frozen. Those that hold arrays compare by identity (``eq=False``). Opinion, Constraint and Profile
belong to the graph and live in ``knowledge_graph.schema``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from convrec.bids import Bid
from convrec.seen import SeenPhoto
from knowledge_graph.schema import Constraint, Opinion, Owned, Profile, Search

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
ANYTHING = "anything"  # among what words change: all but the shape
PHOTO_SENT = "photo"  # among references: the photo sent with the message
ABSENT, SEEN = "absent:", "seen:"  # begin notes: what a photo was said to show and doesn't, and the sorts it shows
UNSHOWN = "unshown:"  # begins a note: the person has such a thing, and no photo of it is kept
Text = Mapping[str, str]  # language → words; "en" and "zh" are read, others are kept

Intent = Literal[
    "find",  # wants something, new topic or more of it
    "refine",  # narrows or changes what was just shown ("cheaper", "in blue")
    "opinion",  # tells a taste without asking for anything
    "more",  # "show me others"
    "why",  # why was this recommended
    "compare",  # which of the shown ones
    "ask_shop",  # delivery, returns, payment …: answered from answers.jsonl
    "ask_item",  # a fact about an item: answered from its attributes
    "ask_profile",  # what do you know about me
    "forget",  # forget me, take the last thing back
    "small_talk",  # hello, thanks, goodbye
    "out_of_scope",  # nothing a shop can help with
]


def say(text: Text, language: str) -> str:
    """The words in ``language``; English, or whatever there is, where they are missing."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


Relation = Literal[  # how what is looked for stands to the photo, or to the items pointed at
    "like",
    "unlike",  # "not this"
    "with",  # "something that goes with this"
]


Stance = Literal[
    "love",  # the speaker's own verdict or taste, strong or mild
    "like",
    "dislike",
    "hate",
    "want",  # a wish or a condition of this search
    "refuse",  # must not be
    "fine",  # allowed, indifferent
    "other+",  # somebody else's taste
    "other-",
    "past",  # a taste that is over
    "none",  # nothing of all that: questions, facts, greetings
]


# ── the catalogue ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Item:
    """One thing that can be recommended. ``attributes`` hold words, ``numbers`` hold measures (``width_cm``).

    ``media`` is what it plays, a moving picture or a sound; ``shows`` are the ids of other items seen or heard in it.
    Items with the same ``variant_of`` are one product in several colours, sizes or materials.
    """

    id: str
    kind: str
    title: Text
    description: Text = field(default_factory=dict)
    price: float | None = None
    currency: str = ""
    attributes: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    images: tuple[Path, ...] = ()
    media: Path | None = None
    shows: tuple[str, ...] = ()
    variant_of: str = ""
    url: str = ""


@dataclass(frozen=True)
class Act:
    """Something a person did with an item: view, click, like, save, buy, rate … at a time (seconds since 1970).

    ``text`` is what they wrote, where they wrote something.
    """

    user_id: str
    item_id: str
    act: str
    at: float = 0.0
    value: float | None = None
    text: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Review:
    """What somebody wrote of an item, with the rating from 1 to 5 that they gave, where they gave one."""

    text: Text
    rating: float | None


@dataclass(frozen=True)
class Reception:
    """How an item was received: the mean of its ratings (None without any), how many there are, the newest reviews."""

    rating: float | None
    ratings: int
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class ShopAnswer:
    """One answer of the shop, its source, and the ways of asking for it, per language."""

    id: str
    questions: Mapping[str, tuple[str, ...]]
    answer: Text
    source: str


@dataclass(frozen=True)
class Comparative:
    """Words that ask for less (``<=``) or more (``>=``) of a measure than something has: "calmer", "livelier"."""

    attribute: str
    op: Literal["<=", ">="]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A message to try, and the photo that goes with it."""

    text: Text
    photo: Path | None = None


@dataclass(frozen=True)
class Contest:
    """The question which of several things has the most (``>=``) or the least (``<=``) of a measure.

    ``measures`` are beginnings of measures' names, of which the first that all have counts; ``utmost`` tells "the
    cheapest", of many, from "the cheaper", of two; ``at_large`` is whether it is asked of all that the shop has.
    """

    measures: tuple[str, ...]
    op: Literal["<=", ">="]
    utmost: bool = False
    at_large: bool = False


# ── what was said ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Message:
    """What arrived from the screen. ``photos`` are the hashes under which the photo store keeps them.

    ``chosen`` says of a photo which of the things seen in it is meant, where the person tapped one.
    """

    user_id: str
    text: str
    photos: tuple[str, ...] = ()
    sent_at: float = 0.0
    language: str = "auto"
    chosen: Mapping[str, int] = field(default_factory=dict)  # photo → place of the thing in it


@dataclass(frozen=True)
class Heard:
    """How a clause stands to what it names, as far as its sound tells, and how probable that is."""

    stance: Stance = "none"
    sure: float = 0.0


@dataclass(frozen=True)
class Mention:
    """A catalogue entity found in the text, with the very words and their place.

    ``lacked`` is whether the words name what the entity is without: "sugar" of sugar-free.
    """

    entity: str
    quote: str
    start: int
    end: int
    certainty: float = 1.0
    lacked: bool = False


@dataclass(frozen=True, eq=False)
class PhotoVectors:
    """What is seen in n pictures: ``look`` for picture against picture, ``meaning`` for picture against words.

    Shapes (n, look_size), (n, 256) and (n, meaning_size); rows have length 1 (a picture without colours is zero in
    ``colour``). ``whole`` (n, map_size) is the mean over the encoder's map of the whole photo, at length 1; None where
    nobody made a map. ``marks`` are what print looks like on each, uint8 (marks, size), with no rows where there is no
    print; () where nobody looked for it.
    """

    look: np.ndarray
    colour: np.ndarray
    meaning: np.ndarray
    whole: np.ndarray | None = None
    marks: tuple[np.ndarray, ...] = field(default=(), kw_only=True)

    def __getitem__(self, rows: slice | np.ndarray) -> "PhotoVectors":
        """Some of the pictures."""
        marks = tuple(self.marks[row] for row in np.arange(len(self.look))[rows]) if self.marks else ()
        return replace(self.each(lambda part: part[rows]), marks=marks)

    def each(self, change: Callable[[np.ndarray], np.ndarray]) -> "PhotoVectors":
        """The same with every kind of vectors changed; no marks."""
        whole = None if self.whole is None else change(self.whole)
        return PhotoVectors(change(self.look), change(self.colour), change(self.meaning), whole)


@dataclass(frozen=True, eq=False)
class Understanding:
    """All that was taken from one message.

    ``search_text`` is what to look for, in words (empty where the message looks for nothing);
    ``vector`` (size,) encodes it with the text encoder of ``language``; ``topic`` are the entities that say what
    sort of thing is wanted; ``references`` are item ids the message points at ("the second one"), and ``PHOTO_SENT``
    where it points at the photo that came with it.

    ``own`` are the things that the message shows as the person's own, to be kept. ``beside`` are the hashes of photos
    of what the wanted thing is to go with, a thing of the person's own or one just shown: the search is for what is
    asked for, not for things like these.

    ``apart`` is the same message as read for each of several things that its photos show, where they show different
    ones; each holds what is meant in its own photos, and the whole what all of them come to.

    ``bid`` is what is asked of the keeper of the profile, and nothing else of such a message counts.

    ``again`` is the earlier search that the message takes up, ``whom`` for whom it says that it looks: a name of
    ``convrec.understanding.whom``, "" where it doesn't say.
    """

    language: Language
    intent: Intent
    confidence: float = 1.0
    also: tuple[Intent, ...] = ()  # what else is asked in the same message
    mentions: tuple[Mention, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    retracted: tuple[str, ...] = ()  # `about` ids of what is taken back ("price doesn't matter")
    topic: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    search_text: str = ""
    vector: np.ndarray | None = None  # of search_text
    message_vector: np.ndarray | None = None  # of the message, or of the question to the shop in it
    photos: PhotoVectors | None = None
    seen: tuple[SeenPhoto, ...] = ()  # what is in the photos that came with the message, in their order
    unresolved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what the reply should admit, e.g. "currency:CNY"
    likened: tuple[str, ...] = ()  # the items that the photo looks like, the likest first
    shows: str = ""  # the topic, where it is the sort that the photo plainly shows and not one that was named
    relation: Relation = "like"
    changed: frozenset[str] = frozenset()  # attributes in which another is wanted than the photo shows, or ANYTHING
    own: tuple[Owned, ...] = ()
    beside: tuple[str, ...] = ()
    apart: tuple["Understanding", ...] = ()
    again: Search | None = None
    whom: str = ""
    passed: tuple[str, ...] = ()  # the items of the list that is turned down as a whole
    contest: Contest | None = None
    otherwise: str = ""  # the item that is wanted otherwise: "does it come in white?"
    missed: tuple[str, ...] = ()  # items of which it is asked why they aren't shown
    alone: np.ndarray | None = None  # of the message, where message_vector is of an earlier question with it put in
    declined: str = ""  # the name of the phrase that is said instead of helping
    withheld: tuple[str, ...] = ()  # kinds of personal data that the message held, which nothing here has seen
    medical: bool = False  # it asks what something does to somebody's health
    further: bool = False  # it asks more of what the shop has just answered: another answer is wanted
    asked: str = ""  # what message_vector encodes; with what an earlier question lends it
    bid: Bid | None = None  # what the keeper of the profile is to do
    scopes: tuple[str, ...] = ()  # the scopes that the search is for from now on
    lasting: tuple[str, ...] = ()  # the `about` ids of what is said for good
    questions: Literal["", "ask", "stop"] = ""  # whether they want to be asked, where they say so
    supposed: bool = False  # "what if I liked oak?": nothing of it is to be kept

    @property
    def each(self) -> tuple["Understanding", ...]:
        """What is searched for: as many things as the photos show, else the one."""
        return self.apart or (self,)

    @property
    def places(self) -> tuple[int, ...]:
        """The numbers of the photos that are gone by, where photos are told apart."""
        return tuple(one.place for one in self.seen if one.place and not one.strange) if self.photos is not None else ()

    @property
    def pointed_items(self) -> tuple[str, ...]:
        """The references that are items of the catalogue."""
        return tuple(item for item in self.references if item != PHOTO_SENT)

    @property
    def company(self) -> tuple[str, ...]:
        """What is asked for company of: the items pointed at, or else the one that the photo looks most like, one for
        each of several things; of a thing of the person's own, that one.
        """
        if self.relation != "with":
            return ()
        likest = tuple(part.likened[0] for part in self.each if part.likened)
        return likest if self.beside else self.pointed_items or likest

    @property
    def nothing_like(self) -> bool:
        """Whether there is nothing to go by but photos of what the shop has nothing like."""
        wants = self.photos is not None or self.beside or self.topic or self.search_text or self.constraints
        return bool(self.seen) and all(one.strange for one in self.seen) and not (wants or self.own or self.opinions)

    @property
    def unshown(self) -> str | None:
        """The sort (as ``Owned.sort`` has it) of a thing of the person's that was never shown."""
        return next((note.removeprefix(UNSHOWN) for note in self.notes if note.startswith(UNSHOWN)), None)

    @property
    def tells_of_own(self) -> bool:
        """Whether the message speaks of the person's own things and looks for nothing."""
        wants = self.beside or self.photos is not None or self.topic or self.search_text
        return bool(self.own or self.unshown is not None) and not (wants or self.opinions or self.constraints)


# ── what is offered ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, eq=False)
class Query:
    """All that a recommender may look at. ``exclude`` is a mask over the catalogue's rows (True = not this one)."""

    understanding: Understanding
    profile: Profile
    exclude: np.ndarray
    limit: int = 100


@dataclass(frozen=True)
class Because:
    """One part of a candidate's score: ``kind`` names the sort of evidence, ``about`` the ids or words it rests on.

    ``photos`` are the numbers of the photos it goes by, where photos are told apart. The amounts of a candidate's parts
    add up to its score.
    """

    kind: str
    about: tuple[str, ...]
    amount: float
    photos: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An item proposed by one recommender (``source``), with the parts its score is made of."""

    item_id: str
    score: float
    source: str
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Vote:
    """A candidate's place in the fusion: ``contribution`` is exactly what it added to the item's score."""

    source: str
    contribution: float
    because: tuple[Because, ...]  # amounts are in units of the fused score and add up to ``contribution``


@dataclass(frozen=True)
class Recommendation:
    """An item on the list; ``score`` is the sum of its votes' contributions."""

    item_id: str
    score: float
    votes: tuple[Vote, ...]


# ── what is said back ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Reason:
    """One part of a score in words; the contributions of an item's reasons add up to its score."""

    source: str
    text: str
    contribution: float


@dataclass(frozen=True)
class Card:
    """A recommendation as people see it."""

    item_id: str
    title: str
    price: str  # with its currency, "" where there is none
    image: str  # path, "" where there is none
    score: float
    reasons: tuple[Reason, ...]
    amount: float | None = None  # the price as a number
    currency: str = ""
    kind: str = ""
    second: str = ""  # path of another view, "" where there is none
    media: str = ""  # path of what it plays, "" where it plays nothing
    reception: Reception | None = None
    variants: tuple[str, ...] = ()  # titles of the same product in other colours, sizes …


@dataclass(frozen=True)
class Question:
    """The one thing worth asking, with answers to click; ``places`` are those on the list (from 0) of the things that
    the first options speak of.
    """

    text: str
    options: tuple[str, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer and where it stands."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """What the screen shows."""

    text: str
    language: Language
    recommendations: tuple[Card, ...] = ()
    question: Question | None = None
    answer: Answer | None = None
    export: str = ""  # all that is kept of the person, as JSON, where they asked for it


@dataclass(frozen=True)
class Skip:
    """Something that was not done this turn, and why."""

    what: str
    why: str


@dataclass(frozen=True, eq=False)
class Turn:
    """A turn as a whole: every value above, seconds per stage, and what was skipped."""

    message: Message
    understanding: Understanding
    profile: Profile
    recommendations: tuple[Recommendation, ...]
    reply: Reply
    seconds: Mapping[str, float]
    skipped: tuple[Skip, ...] = ()
