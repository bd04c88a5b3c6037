"""Simulated people: a year of acts of 150 made-up customers on the shop's items, the same bytes at every run.

`python assets/world/people.py` writes assets/shop/interactions.jsonl, or what `--out` says. The model is a small logit
with latent tastes (McFadden 1974) and popularity that feeds on itself (Simon 1955):

- Everybody loves the styles, colours and materials of two things drawn at random, so that tastes hang together, and
  dislikes one of each. They furnish one room, have a budget in shares of what a sort of thing usually costs, and visit
  the shop two or three times within six weeks of the year.
- How well an item suits somebody: the taste for its values, averaged within each attribute; more if its room is the one
  being furnished; less the further it is above the budget (in log units), and if they own one of its sort.
- What a visit shows is drawn by suitability, the item's own appeal, how often everybody has viewed it, and noise.
- Clicks, saves, likes and purchases become likelier with suitability; the dearer a thing, the better it must suit to be
  bought. Ratings, comments and returns follow days later: what suits less is rated lower and returned more often.

Only random.Random draws, whose sequence for a seed is the same everywhere. Sets are never iterated over.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Any

SHOP = Path(__file__).resolve().parent.parent / "shop"
SEED, PEOPLE, START, DAYS = 20250101, 150, datetime(2025, 1, 1, tzinfo=UTC), 365
TASTED = ("style", "colour", "material")  # the attributes that tastes are about
LOVE, DISLIKE, ROOM, STRAIN, HAVE_ONE = 2.4, -1.5, 1.2, 1.6, 2.5  # weights of suitability
APPEAL, CROWD, NOISE = 0.3, 0.1, 0.5  # how much fame, others' views and what no model explains count
NEEDED = {"click": 3.2, "save": 5.3, "like": 5.3, "buy": 5.3}  # the suitability at which every other person does it
CAUTION = 0.6  # how much more a purchase needs, times log(1 + price / 100 €)


@dataclass(frozen=True)
class Thing:
    """An item as people see it: its values, its price in euros and against its sort's median, and a general appeal."""

    id: str
    category: str
    values: Mapping[str, tuple[str, ...]]
    price: float
    dearness: float
    appeal: float


@dataclass
class Person:
    """Somebody with a taste, a room and a budget in shares of a sort's median price; `bought` fills up in the year."""

    id: str
    taste: Mapping[tuple[str, str], float]
    room: str
    budget: float
    bought: list[Thing] = field(default_factory=list)

    def suits(self, thing: Thing) -> float:
        tastes = [fmean(self.taste.get((name, value), 0.0) for value in thing.values[name]) for name in TASTED]
        strain = max(0.0, math.log(thing.dearness / self.budget))
        have_one = any(other.category == thing.category for other in self.bought)
        return sum(tastes) + ROOM * (self.room in thing.values["room"]) - STRAIN * strain - HAVE_ONE * have_one


def read_things(rng: Random) -> list[Thing]:
    items = [json.loads(line) for line in (SHOP / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    prices = defaultdict[str, list[float]](list)
    for item in items:
        prices[item["attributes"]["category"]["en"]].append(item["price"])
    things = []
    for item in items:
        values = {name: tuple(value["en"] for value in item["attributes"][name]) for name in (*TASTED, "room")}
        category, price = item["attributes"]["category"]["en"], item["price"]
        dearness = price / median(prices[category])
        things.append(Thing(item["id"], category, values, price, dearness, rng.gauss(0, APPEAL)))
    return things


def make_person(number: int, things: list[Thing], rng: Random) -> Person:
    taste = dict[tuple[str, str], float]()
    models = rng.sample(things, 2)
    for name in TASTED:
        disliked = rng.choice(sorted({value for thing in things for value in thing.values[name]}))
        loved = [value for thing in models for value in thing.values[name]]
        taste |= {(name, disliked): DISLIKE} | {(name, value): LOVE * rng.uniform(0.5, 1.0) for value in loved}
    room = rng.choice([value for thing in things for value in thing.values["room"]])
    return Person(f"sim-{number:03d}", taste, room, math.exp(rng.gauss(0, 0.4)))


def plan_visits(people: list[Person], rng: Random) -> list[tuple[datetime, Person]]:
    """Everybody's visits in the order of time: two or three within six weeks, mostly in the evening."""
    visits = []
    for person in people:
        first = rng.uniform(0, DAYS - 60)
        for _ in range(rng.randint(2, 3)):
            at = START + timedelta(days=int(first + rng.uniform(0, 42)), hours=min(23.0, max(7.0, rng.gauss(19, 3))))
            visits.append((at.replace(microsecond=0), person))
    return sorted(visits, key=lambda visit: (visit[0], visit[1].id))


def shown(person: Person, things: list[Thing], views: Counter[str], rng: Random) -> list[Thing]:
    """One to four different items, drawn from a softmax without repeats: the largest after adding Gumbel noise."""
    fame = [thing.appeal + CROWD * math.log1p(views[thing.id]) - math.log(-math.log(rng.random())) for thing in things]
    drawn = sorted(zip(things, fame, strict=True), key=lambda pair: -person.suits(pair[0]) - pair[1])
    return [thing for thing, _ in drawn[: rng.randint(1, 4)]]


def visit(person: Person, at: datetime, seen: list[Thing], rng: Random) -> Iterator[dict[str, Any]]:
    for thing in seen:
        fit = person.suits(thing) + NOISE * rng.gauss(0, 1)
        at += timedelta(seconds=rng.randint(15, 240))
        yield _act(person, thing, "view", at)
        caution = CAUTION * math.log1p(thing.price / 100)
        for act, needed in NEEDED.items():
            at += timedelta(seconds=rng.randint(5, 60))
            if rng.random() < 1 / (1 + math.exp(needed + caution * (act == "buy") - fit)):
                yield _act(person, thing, act, at)
                if act == "buy":
                    yield from _afterwards(person, thing, at, fit, rng)
            elif act == "click":
                break  # who does not open the page does nothing else there


def _afterwards(person: Person, thing: Thing, at: datetime, fit: float, rng: Random) -> Iterator[dict[str, Any]]:
    person.bought.append(thing)
    pleased = fit + rng.gauss(0, 2.4)
    at += timedelta(days=rng.randint(4, 14), seconds=rng.randint(0, 36000))
    if rng.random() < 0.6:
        yield _act(person, thing, "rate", at) | {"value": min(5, max(1, round(1.0 + 0.5 * pleased)))}
    if rng.random() < 0.2:
        yield _act(person, thing, "comment", at + timedelta(minutes=rng.randint(1, 9)))
    if pleased < 3.5 and rng.random() < 0.7:
        yield _act(person, thing, "return", at + timedelta(days=rng.randint(0, 9)))


def _act(person: Person, thing: Thing, act: str, at: datetime) -> dict[str, Any]:
    return {"user_id": person.id, "item_id": thing.id, "act": act, "at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}


def simulate(seed: int) -> list[dict[str, Any]]:
    """A year of acts in the order of time, each as interactions.jsonl wants it."""
    rng, views, acts = Random(seed), Counter[str](), list[dict[str, Any]]()
    things = read_things(rng)
    people = [make_person(number, things, rng) for number in range(1, PEOPLE + 1)]
    for at, person in plan_visits(people, rng):
        seen = shown(person, things, views, rng)
        views.update(thing.id for thing in seen)
        acts += visit(person, at, seen, rng)
    return sorted(acts, key=lambda act: (act["at"], act["user_id"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Simulate a year of acts on the shop's items.")
    parser.add_argument("--out", type=Path, default=SHOP / "interactions.jsonl")
    out = parser.parse_args().out
    out.write_text("".join(json.dumps(act) + "\n" for act in simulate(SEED)), encoding="utf-8", newline="\n")
