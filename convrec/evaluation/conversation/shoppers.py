"""Simulated shoppers: the thing that each is after, what they know of it, how they speak and what they can bear.

A shopper is kinder than a person: the thing exists, what they know of it is true but for one slip, and they say
something useful each time. ``assets/shoppers/README.md`` tells more of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Literal

import numpy as np

from convrec.data.folder import Catalogue
from convrec.evaluation.shop_photos import FOLDER, LABELS, read_labels
from convrec.question import round_price
from convrec.types import LANGUAGES, Item, Language, Text

Style = Literal["terse", "plain", "chatty"]
STYLES: tuple[Style, ...] = ("terse", "plain", "chatty")
PATIENCE = 5  # messages that somebody writes before they leave
KNOWN = 0.6  # how probably somebody knows a thing's colour, its material …
MOST = 5  # things known at most, besides its sort
UNKNOWN = ("brand", "care", "eco", "features", "price_tier")  # what nobody has in mind who looks for a thing
WITH_BUDGET, WITH_SLIP, WITH_PHOTO, BILINGUAL = 0.4, 0.15, 0.5, 0.05  # shares of people; photos of those with one
LACONIC, VAGUE = 0.4, 0.25  # set by what assets/shoppers/README.md says, before any result was seen
ROOM = "room"  # the attribute that who opens vaguely speaks of: "something for the hallway"
OVER = (1.0, 1.5)  # how far a budget lies over the price


@dataclass(frozen=True)
class Trait:
    """Something that is true of a thing: one value of an attribute, in the words of the catalogue."""

    attribute: str
    value: Text


@dataclass(frozen=True)
class Shopper:
    """Somebody who wants one thing.

    ``knows`` are traits of it in the order in which they come to mind; ``slip`` is something untrue that they say first
    and put right later; ``typos`` is the share of their words that they mistype, ``own_words`` how often they call a
    value otherwise than the shop does; with ``mixes`` a message may be in the other language. Who is ``laconic``
    answers questions and else only reacts to cards or asks for others; who is ``vague`` begins without the sort.
    Somebody with a ``taste`` has no single thing in mind: the items ``besides`` the target would do as well, and
    ``dislikes`` are what they don't like of things.
    """

    name: str
    target: Item
    sort: Trait
    language: Language
    style: Style
    knows: tuple[Trait, ...]
    budget: float | None = None
    slip: Trait | None = None
    typos: float = 0.0
    own_words: float = 0.0
    mixes: bool = False
    photo: Path | None = None
    patience: int = PATIENCE
    laconic: bool = False
    vague: bool = False
    taste: bool = False
    besides: frozenset[str] = frozenset()
    dislikes: tuple[Trait, ...] = ()

    def content_with(self, item_id: str) -> bool:
        """Whether an item is what they were after."""
        return item_id == self.target.id or item_id in self.besides


def drawn_shoppers(catalogue: Catalogue, count: int, seed: int) -> list[Shopper]:
    """So many shoppers after one thing each, half of them Chinese; the same at every call. Those who send photos need
    the catalogue's.
    """
    wanted = on_sale(catalogue)
    photos = _photos(catalogue)
    return [_drawn(catalogue, wanted, photos, number, seed) for number in range(count)]


def on_sale(catalogue: Catalogue) -> list[Item]:
    """What people come for: things of the usual kind that are in stock and of a sort."""
    usual = [item for item in catalogue.items if item.kind == catalogue.default_kind]
    return [item for item in usual if item.numbers.get("stock", 1) > 0 and sorts(item, catalogue)]


def _drawn(catalogue: Catalogue, wanted: Sequence[Item], photos: Mapping[str, Path], number: int, seed: int) -> Shopper:
    rng = np.random.default_rng([seed, number])
    target = wanted[int(rng.integers(len(wanted)))]
    language = LANGUAGES[number % len(LANGUAGES)]
    knows = _known(target, catalogue, rng)
    return Shopper(
        name=f"shopper-{seed}-{number}",
        target=target,
        sort=sorts(target, catalogue)[0],
        language=language,
        style=STYLES[int(rng.integers(len(STYLES)))],
        knows=knows,
        budget=_budget(target, rng),
        slip=_slip(target, knows, wanted, rng) if rng.random() < WITH_SLIP else None,
        typos=float(rng.choice([0.0, 0.0, 0.04])),
        own_words=float(rng.choice([0.0, 0.15, 0.4])),
        mixes=bool(rng.random() < BILINGUAL),
        photo=photos.get(target.id) if rng.random() < WITH_PHOTO else None,
        laconic=bool(rng.random() < LACONIC),
        vague=bool(rng.random() < VAGUE) and ROOM in target.attributes,
    )


def _known(item: Item, catalogue: Catalogue, rng: np.random.Generator) -> tuple[Trait, ...]:
    """Some of what is true of a thing, its looks mostly first."""
    hidden = {*UNKNOWN, *catalogue.topics}
    traits = [
        Trait(name, values[int(rng.integers(len(values)))])
        for name, values in item.attributes.items()
        if name not in hidden and rng.random() < KNOWN
    ]
    return tuple(traits[int(place)] for place in rng.permutation(len(traits))[:MOST])


def _budget(item: Item, rng: np.random.Generator) -> float | None:
    if item.price is None or rng.random() >= WITH_BUDGET:
        return None
    return float(ceil(round_price(item.price * float(rng.uniform(*OVER)))))


def _slip(target: Item, knows: Sequence[Trait], wanted: Sequence[Item], rng: np.random.Generator) -> Trait | None:
    """Another value of the first attribute that comes to mind, which the thing hasn't."""
    if not knows:
        return None
    name, own = knows[0].attribute, target.attributes[knows[0].attribute]
    others = [value for item in wanted for value in item.attributes.get(name, ()) if value not in own]
    return Trait(name, others[int(rng.integers(len(others)))]) if others else None


def sorts(item: Item, catalogue: Catalogue) -> list[Trait]:
    """The sorts that an item is of, the closest first."""
    return [Trait(name, value) for name in catalogue.category for value in item.attributes.get(name, ())]


def _photos(catalogue: Catalogue) -> dict[str, Path]:
    """One customer's photo an item, of those that nothing may be learnt from."""
    folder = catalogue.folder / FOLDER
    labels = read_labels(catalogue.folder, None, catalogue) if (folder / LABELS).is_file() else []
    return {label.item: folder / label.file for label in labels}
