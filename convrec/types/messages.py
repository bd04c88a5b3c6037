"""What arrives from the screen, and what is found in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

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
