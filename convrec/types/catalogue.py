"""What a catalogue holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from convrec.types.languages import Text


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
