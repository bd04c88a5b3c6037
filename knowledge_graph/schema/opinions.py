"""What people said: opinions, all that the log holds, and what the fold makes of those about one thing."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["message", "photo", "click", "panel", "act", "shown", "passed", "taken back"]

WISHED = 0.5  # liking of what is merely wished for in a search
TASTE = 0.55  # likings at least this strong are tastes, weaker ones wishes of the moment
NOTICED = 0.3  # liking of an item of which more was asked for, and nothing said


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
