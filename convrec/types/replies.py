"""What is said back, and the turn as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from convrec.types.catalogue import Reception
from convrec.types.languages import Language
from convrec.types.messages import Message
from convrec.types.offers import Recommendation
from convrec.types.understanding import Understanding
from knowledge_graph.schema import Profile


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
class Table:
    """Things side by side: ``heads`` are their titles, each row is a name and a value for each of them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        """The same where no table can be drawn, a line a row."""
        return "\n".join([" · ".join(self.heads), *(f"{name}: " + " · ".join(values) for name, values in self.rows)])


@dataclass(frozen=True)
class Reply:
    """What the screen shows; the text holds that of the ``table``."""

    text: str
    language: Language
    recommendations: tuple[Card, ...] = ()
    question: Question | None = None
    answer: Answer | None = None
    table: Table | None = None
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
