"""What is known of a person while their log is read."""

from dataclasses import dataclass, field

from knowledge_graph.schema import Constraint, Liking, Owned, Search


@dataclass
class Folding:
    """What is known so far while the log is read; it changes with every entry."""

    likings: dict[str, Liking] = field(default_factory=dict)
    limits: dict[str, tuple[Constraint, float]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    shown_at: float = 0.0
    seen: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    began: float = 0.0
    words: str = ""
    photos: list[str] = field(default_factory=list)
    focus: str = ""
    earlier: list[tuple[str, ...]] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    spoken_at: float = 0.0
    at_once: list[str] = field(default_factory=list)
    together: tuple[str, ...] = ()
    own: dict[str, Owned] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    beside_at: float = 0.0
    begun: float = 0.0
    whom: str = ""
    wishes: dict[str, Liking] = field(default_factory=dict)
    ended: list[tuple[Constraint, float]] = field(default_factory=list)
    ended_at: float = 0.0
    searches: dict[float, Search] = field(default_factory=dict)
    passed: dict[str, float] = field(default_factory=dict)
    questioned_at: float = -1.0
    asked_in_a_row: int = 0
    asks: tuple[str, str] = ("", "")
    question: tuple[str, str] = ("", "")
    lasting: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    places_at: float = 0.0
    scoped_limits: dict[str, tuple[Constraint, float]] = field(default_factory=dict)
    consents: dict[str, float] = field(default_factory=dict)
    pending: str = ""
