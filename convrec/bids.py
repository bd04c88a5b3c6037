"""What a person bids the keeper of their profile to do: undo, forget, hand over, tell what was looked at."""

from dataclasses import dataclass
from typing import Literal

Act = Literal[
    "undo",  # what was said last
    "forget about",  # all that was said about something
    "forget somebody",  # all that was said for somebody else
    "tell of",  # what was said for somebody else
    "forget all",  # put aside at once, and ask whether to erase it
    "erase",  # yes, for good
    "keep",  # no, not after all
    "export",
    "recall",  # what we looked at in some time
    "say again",  # what was said last
    "greet",  # agreed: greet me with what you know
    "don't greet",
]
FORGETTING = frozenset[Act](["undo", "forget about", "forget somebody", "forget all", "erase", "keep"])
FORGET, GREETING = "forget", "greeting"  # what may be waiting for a yes or a no


@dataclass(frozen=True)
class Period:
    """A stretch of time, seconds since 1970, the end outside; ``words`` call it as the person did.

    ``visit`` is whether the visit before this one is meant, whenever it was.
    """

    start: float
    end: float
    words: str
    visit: bool = False


@dataclass(frozen=True)
class Bid:
    """One such wish. ``subjects`` are values, ``attributes`` whole attributes that it is about, ``words`` what the
    person calls them; ``period`` is the time that is asked for, ``whom`` the somebody else.
    """

    act: Act
    subjects: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    words: str = ""
    period: Period | None = None
    whom: str = ""
