"""Simulated shoppers: the thing that each is after, what they know of it, how they speak and what they can bear.

A shopper is kinder than a person: the thing exists, what they know of it is true but for one slip, and they say
something useful each time. ``assets/shoppers/README.md`` tells more of it.
"""

from collections.abc import Iterator, Mapping, Sequence
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
WITH_BUDGET, WITH_SLIP, WITH_PHOTO, BILINGUAL = 0.4, 0.15, 0.1, 0.05  # shares of people
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
    value otherwise than the shop does; with ``mixes`` a message may be in the other language.
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


def drawn_shoppers(catalogue: Catalogue, count: int, seed: int) -> list[Shopper]:
    """So many shoppers, half of them Chinese; the same at every call. Those who send photos need the catalogue's."""
    wanted = [item for item in catalogue.items if _on_sale(item, catalogue)]
    photos = _photos(catalogue)
    return [_drawn(catalogue, wanted, photos, number, seed) for number in range(count)]


def _on_sale(item: Item, catalogue: Catalogue) -> bool:
    return (
        item.kind == catalogue.default_kind
        and item.numbers.get("stock", 1) > 0
        and next(_sorts(item, catalogue), None) is not None
    )


def _drawn(catalogue: Catalogue, wanted: Sequence[Item], photos: Mapping[str, Path], number: int, seed: int) -> Shopper:
    rng = np.random.default_rng([seed, number])
    target = wanted[int(rng.integers(len(wanted)))]
    language = LANGUAGES[number % len(LANGUAGES)]
    knows = _known(target, catalogue, rng)
    return Shopper(
        name=f"shopper-{seed}-{number}",
        target=target,
        sort=next(_sorts(target, catalogue)),
        language=language,
        style=STYLES[int(rng.integers(len(STYLES)))],
        knows=knows,
        budget=_budget(target, rng),
        slip=_slip(target, knows, wanted, rng) if rng.random() < WITH_SLIP else None,
        typos=float(rng.choice([0.0, 0.0, 0.04])),
        own_words=float(rng.choice([0.0, 0.15, 0.4])),
        mixes=bool(rng.random() < BILINGUAL),
        photo=photos.get(target.id) if rng.random() < 0.5 else None,
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


def _sorts(item: Item, catalogue: Catalogue) -> Iterator[Trait]:
    return (Trait(name, value) for name in catalogue.category for value in item.attributes.get(name, ()))


def _photos(catalogue: Catalogue) -> dict[str, Path]:
    """One customer's photo an item, of those that nothing may be learnt from."""
    folder = catalogue.folder / FOLDER
    labels = read_labels(catalogue.folder, None, catalogue) if (folder / LABELS).is_file() else []
    return {label.item: folder / label.file for label in labels}
