"""Who the simulated people are: what they like, what they need, and how well an item suits them.

The utility of an item for a person is a sum of named parts (McFadden 1974): the person's taste for the item's values,
averaged within each attribute; whether it belongs in one of their rooms; the strain of a price above their budget; and
the item's own quality, the same for everybody. It is what the file of truths keeps, without any of the noise, fame,
season or position that moves what people then do.

Draws come from random.Random, whose sequence for a seed is the same everywhere; utilities are rounded, so that sums in
another order don't change which is larger.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

import numpy as np

TASTED = ("style", "colour", "material", "mood")  # the attributes that tastes are about
LOVE, DISLIKE = 2.4, -1.5  # taste for a value of a thing one loves, and for a value one dislikes
ROOM, STRAIN, QUALITY = 0.9, 1.6, 0.5  # weights of the room, of the price's strain, and spread of the qualities
VARIETY = (2, 3)  # how many things a person's taste is modelled on

Line = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """An item as people see it. ``dearness`` is its price against the median of its sort (1 where it has none)."""

    id: str
    kind: str
    sorts: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    price: float
    dearness: float
    seconds: float
    shows: tuple[str, ...]
    quality: float


@dataclass
class Person:
    """Somebody with a taste, rooms to furnish, and a budget in shares of a sort's median price."""

    id: str
    part: str  # "regular", "once" (one visit, one thing) or "bot"
    taste: Mapping[tuple[str, str], float]
    rooms: tuple[str, ...]
    budget: float
    thrift: float  # how much a price above the budget hurts this person
    owned: set[str] = field(default_factory=set)  # sorts of things bought in the year


def english(value: Any) -> tuple[str, ...]:
    """An attribute's values in English, whether it holds one or several, with a language or without."""
    values = value if isinstance(value, list) else [value]
    return tuple(one["en"] if isinstance(one, dict) else str(one) for one in values)


def read_things(items: Sequence[Line], rng: Random) -> list[Thing]:
    prices: dict[str, list[float]] = defaultdict(list)
    for item in items:
        if "price" in item:
            prices[english(item["attributes"]["category"])[0]].append(item["price"])
    return [_thing(item, prices, rng) for item in items]


def _thing(item: Line, prices: Mapping[str, list[float]], rng: Random) -> Thing:
    attributes = item["attributes"]
    sorts = english(attributes["category"]) if "category" in attributes else (item["kind"],)
    price = item.get("price", 0.0)
    return Thing(
        id=item["id"],
        kind=item["kind"],
        sorts=sorts,
        values={name: english(attributes[name]) for name in (*TASTED, "room") if name in attributes},
        price=price,
        dearness=price / median(prices[sorts[0]]) if price else 1.0,
        seconds=attributes.get("length_s", 0.0),
        shows=tuple(item.get("shows", ())),
        quality=rng.gauss(0, QUALITY),
    )


def make_person(number: int, things: Sequence[Thing], part: str, rng: Random) -> Person:
    """A taste modelled on two or three things, so that what somebody loves hangs together as it does in the shop."""
    taste: dict[tuple[str, str], float] = {}
    models = rng.sample(things, rng.randint(*VARIETY))
    for name in TASTED:
        everything = sorted({value for thing in things for value in thing.values.get(name, ())})
        loved = [value for thing in models for value in thing.values.get(name, ())]
        taste |= {(name, value): DISLIKE * rng.uniform(0.5, 1.0) for value in rng.sample(everything, 2)}
        taste |= {(name, value): LOVE * rng.uniform(0.5, 1.0) for value in loved}
    rooms = sorted({room for thing in things for room in thing.values.get("room", ())})
    return Person(
        id=f"sim-{number:04d}",
        part=part,
        taste=taste,
        rooms=tuple(rng.sample(rooms, rng.randint(1, 3))),
        budget=math.exp(rng.gauss(0.1, 0.4)),
        thrift=STRAIN * rng.uniform(0.5, 1.5),
    )


def utilities(people: Sequence[Person], things: Sequence[Thing]) -> np.ndarray:
    """How well every thing suits every person: (people, things), rounded to six decimals."""
    total = np.tile([thing.quality for thing in things], (len(people), 1))
    for name in TASTED:
        total += _tastes(people, things, name)
    rooms = sorted({room for thing in things for room in thing.values.get("room", ())})
    has = np.array([[room in thing.values.get("room", ()) for room in rooms] for thing in things], dtype=float)
    wants = np.array([[room in person.rooms for room in rooms] for person in people], dtype=float)
    total += ROOM * np.minimum(1.0, wants @ has.T)
    dearness = np.log([thing.dearness for thing in things])
    budget = np.log([person.budget for person in people])
    thrift = np.array([person.thrift for person in people])
    total -= thrift[:, None] * np.maximum(0.0, dearness[None, :] - budget[:, None])
    return np.round(total, 6)


def _tastes(people: Sequence[Person], things: Sequence[Thing], name: str) -> np.ndarray:
    """The taste for the values of one attribute, averaged over those a thing has: (people, things)."""
    values = sorted({value for thing in things for value in thing.values.get(name, ())})
    place = {value: column for column, value in enumerate(values)}
    has = np.zeros((len(things), len(values)))
    for row, thing in enumerate(things):
        for value in thing.values.get(name, ()):
            has[row, place[value]] = 1.0 / len(thing.values[name])
    likes = np.array([[person.taste.get((name, value), 0.0) for value in values] for person in people])
    return likes @ has.T
