"""All that was taken from one message."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from convrec.bids import Bid
from convrec.seen import SeenPhoto
from convrec.types.languages import Language
from convrec.types.messages import Contest, Mention, PhotoVectors
from knowledge_graph.schema import Constraint, Opinion, Owned, Search

ANYTHING = "anything"  # among what words change: all but the shape
PHOTO_SENT = "photo"  # among references: the photo sent with the message
ABSENT, SEEN = "absent:", "seen:"  # begin notes: what a photo was said to show and doesn't, and the sorts it shows
UNSHOWN = "unshown:"  # begins a note: the person has such a thing, and no photo of it is kept

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
Relation = Literal[  # how what is looked for stands to the photo, or to the items pointed at
    "like",
    "unlike",  # "not this"
    "with",  # "something that goes with this"
]


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
