"""A year of acts of two thousand made-up people on the shop's items, the same bytes at every run.

`python assets/world/people.py` writes assets/shop/interactions.jsonl, and beside it truth.npz: how well every item
really suits every person, which is for judging recommenders and never for teaching them.

What people do follows from how well a thing suits them (see `model`), and from what the data of any shop holds besides:

- **projects**: somebody visits in bursts of some weeks, and most visits are after one sort of thing for their rooms;
- **season**: the garden in spring, candles and throws towards the winter, toys before Christmas;
- **the shop's own order**: a visit shows what is famous, suits a little, and chance; fame feeds on itself (Simon 1955);
- **position**: what stands lower is looked at less (Craswell et al. 2008);
- **posts, films and music**: some visits pass by the shop's feed, and what is seen there is looked up afterwards;
- **noise**, people who come once for one thing, and a few bots that look at everything and buy nothing.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
from items import read_products
from model import Line, Person, Thing, make_person, read_things, utilities
from stories import read_stories

SHOP = Path(__file__).resolve().parent.parent / "shop"
SEED, START, DAYS = 20250101, datetime(2025, 1, 1, tzinfo=UTC), 365
PEOPLE, ONCE, BOTS = 2100, 120, 10  # of all people, how many come once, and how many are no people at all
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
PAGE = (6, 10)  # things on a page of the shop
FAME, LEANING, CHANCE = 0.6, 0.7, 1.0  # what a page is ordered by: fame, how well things suit, and chance
POSITION = 0.9  # the lower, the less looked at: 1 / place ** POSITION
NOISE, CAUTION = 0.5, 0.6  # of a person's own judgement; how much dearer things need to suit better to be bought
# The utility at which every other person does it, and what doing it takes: who doesn't click does nothing else there.
NEEDED = {"click": 2.7, "save": 5.8, "like": 5.6, "share": 7.4, "buy": 6.8}
HEARD = {"like": 4.0, "save": 5.4, "share": 6.0, "follow": 5.8}  # the same for posts, films and music
FEED, PASSING = 0.22, 4  # share of visits that pass by the feed, and how much of it they see
SEASONS = {
    frozenset({3, 4, 5, 6, 7}): ("garden chair", "planter", "watering can", "potted plant", "lantern", "carafe"),
    frozenset({10, 11, 12, 1}): ("scented candle", "throw", "cushion", "teapot", "mug", "rug", "floor lamp"),
    frozenset({11, 12}): ("wooden toy", "headphones", "framed print", "tray"),
    frozenset({8, 9}): ("desk", "backpack", "tote bag", "bookshelf", "storage box", "table lamp"),
}
IN_SEASON, PULL = 2.5, 0.5  # how much likelier a sort is in its season, and the better its best thing suits

Opinions = dict[str, list[Line]]


@dataclass
class World:
    """The year as it goes: what is there, who lives, and what has happened so far."""

    things: list[Thing]
    people: list[Person]
    suits: np.ndarray  # (people, things)
    opinions: Opinions  # reviews that were written for an item and aren't used yet
    rng: Random
    fame: np.ndarray  # (things,) how often each was opened

    def __post_init__(self) -> None:
        self.row = {thing.id: row for row, thing in enumerate(self.things)}
        self.by_sort: dict[str, list[int]] = defaultdict(list)
        for row, thing in enumerate(self.things):
            if thing.price:
                self.by_sort[thing.sorts[0]].append(row)
        self.sorts = sorted(self.by_sort)
        self.goods = [row for row, thing in enumerate(self.things) if thing.price]
        self.feed = [row for row, thing in enumerate(self.things) if not thing.price]


def make_world(seed: int) -> World:
    rng = Random(seed)
    things = read_things([json.loads(line) for line in (SHOP / "items.jsonl").read_text("utf-8").splitlines()], rng)
    parts = ["bot"] * BOTS + ["once"] * ONCE + ["regular"] * (PEOPLE - ONCE - BOTS)
    rng.shuffle(parts)
    people = [make_person(number, things, part, rng) for number, part in enumerate(parts, 1)]
    opinions = {line["id"]: list(line.get("reviews", [])) for line in (*read_products(), *read_stories())}
    return World(things, people, utilities(people, things), opinions, rng, np.zeros(len(things)))


# ---------------------------------------------------------------- when


def plan_visits(world: World) -> list[tuple[datetime, int]]:
    """Everybody's visits in the order of time, as (when, row of the person)."""
    visits = []
    for row, person in enumerate(world.people):
        days = _days(person, world.rng)
        for day in sorted(days):
            hour = min(23.0, max(6.5, world.rng.gauss(19, 3.2)))
            visits.append(((START + timedelta(days=day, hours=hour)).replace(microsecond=0), row))
    return sorted(visits)


def _days(person: Person, rng: Random) -> list[float]:
    """The days of somebody's visits: one, or several bursts of a few weeks."""
    if person.part == "once":
        return [rng.randrange(DAYS)]
    if person.part == "bot":
        return [float(day) for day in rng.sample(range(DAYS), 6)]
    days = []
    for _ in range(1 + int(rng.expovariate(0.85))):
        begins = rng.uniform(-30, DAYS - 1)
        days += [float(int(begins + rng.uniform(0, 38))) for _ in range(1 + int(rng.expovariate(0.55)))]
    return [min(day, DAYS - 1.0) if day >= 0 else day + 30 for day in days]


# ---------------------------------------------------------------- what is shown


def page(world: World, who: int, rows: Sequence[int], size: int) -> list[int]:
    """Rows as the shop orders them: fame, a leaning towards the person, chance (the largest after Gumbel noise)."""
    rng, suits = world.rng, world.suits[who]
    worth = {
        row: FAME * math.log1p(world.fame[row]) + LEANING * suits[row] - CHANCE * math.log(-math.log(rng.random()))
        for row in rows
    }
    return sorted(rows, key=lambda row: -worth[row])[:size]


def goal(world: World, who: int, at: datetime) -> list[int]:
    """The rows a visit is about: mostly a sort of thing for the person's rooms, taste and the season; else all."""
    rng, person = world.rng, world.people[who]
    if rng.random() < 0.3:
        return world.goods
    season = {sort for months, sorts in SEASONS.items() if at.month in months for sort in sorts}
    weights = []
    for sort in world.sorts:
        rooms = {room for row in world.by_sort[sort] for room in world.things[row].values.get("room", ())}
        weight = (1.0 + 2.0 * bool(rooms & set(person.rooms))) * (IN_SEASON if sort in season else 1.0)
        weight *= math.exp(PULL * max(world.suits[who][row] for row in world.by_sort[sort]))
        weights.append(weight * (0.25 if sort in person.owned else 1.0))
    return world.by_sort[rng.choices(world.sorts, weights)[0]]


# ---------------------------------------------------------------- what is done


def visit(world: World, who: int, at: datetime) -> Iterator[Line]:
    person = world.people[who]
    if person.part == "bot":
        yield from _crawl(world, person, at)
        return
    shown = page(world, who, goal(world, who, at), world.rng.randint(*PAGE))
    if person.part == "once":
        shown = shown[:1]
    elif world.feed and world.rng.random() < FEED:
        passed = page(world, who, world.feed, PASSING)
        for row in passed:
            at += timedelta(seconds=world.rng.randint(4, 40))
            yield from _pass_by(world, who, row, at)
        shown = [*_looked_up(world, who, passed), *shown]
    for place, row in enumerate(dict.fromkeys(shown), 1):
        if world.rng.random() < 1 / place**POSITION:
            at += timedelta(seconds=world.rng.randint(8, 120))
            yield from _look(world, who, row, at)


def _looked_up(world: World, who: int, passed: Sequence[int]) -> list[int]:
    """Things seen in a post or a film that somebody then looks for, the better it suited the likelier."""
    return [
        world.row[shown]
        for row in passed
        if world.suits[who][row] > 2.5
        for shown in world.things[row].shows[:2]
        if world.rng.random() < 0.3
    ]


def _look(world: World, who: int, row: int, at: datetime) -> Iterator[Line]:
    """A view of a thing for sale, and what may follow."""
    person, thing = world.people[who], world.things[row]
    felt = world.suits[who][row] + NOISE * world.rng.gauss(0, 1) - 2.0 * (thing.sorts[0] in person.owned)
    yield _act(person, thing, "view", at)
    caution = CAUTION * math.log1p(thing.price / 100)
    for act, needed in NEEDED.items():
        at += timedelta(seconds=world.rng.randint(5, 60))
        if not _does(world.rng, felt, needed + caution * (act == "buy")):
            if act == "click":
                return
            continue
        world.fame[row] += act == "click"
        yield _act(person, thing, act, at)
        if act == "buy":
            yield from _afterwards(world, person, thing, felt, at)


def _pass_by(world: World, who: int, row: int, at: datetime) -> Iterator[Line]:
    """A post, film or track in the feed: looked at or listened to, longer the better it suits."""
    person, thing = world.people[who], world.things[row]
    felt = world.suits[who][row] + NOISE * world.rng.gauss(0, 1)
    yield _act(person, thing, "view", at)
    if thing.seconds:
        stayed = thing.seconds * min(1.0, max(0.05, world.rng.gauss(0.35 + 0.12 * felt, 0.2)))
        yield _act(person, thing, "listen" if thing.kind == "track" else "watch", at) | {"value": round(stayed, 1)}
    for act, needed in HEARD.items():
        at += timedelta(seconds=world.rng.randint(1, 9))
        if _does(world.rng, felt, needed):
            world.fame[row] += act == "like"
            yield _act(person, thing, act, at)
    if world.opinions.get(thing.id) and _does(world.rng, felt, 4.6):
        yield _act(person, thing, "comment", at) | _words(world.opinions[thing.id].pop(0))


def _afterwards(world: World, person: Person, thing: Thing, felt: float, at: datetime) -> Iterator[Line]:
    """Days after buying: a rating that follows how well it suits, a review where one was written, perhaps a return."""
    rng = world.rng
    person.owned.add(thing.sorts[0])
    pleased = felt + rng.gauss(0, 1.6)
    at += timedelta(days=rng.randint(4, 14), seconds=rng.randint(0, 36000))
    if rng.random() < 0.65:
        stars = min(5, max(1, round(0.2 + 0.55 * pleased)))
        yield _act(person, thing, "rate", at) | {"value": stars}
        unused = world.opinions.get(thing.id, [])
        fitting = next((review for review in unused if abs(review["stars"] - stars) <= 1), None)
        if fitting:
            unused.remove(fitting)
            yield _act(person, thing, "comment", at + timedelta(minutes=rng.randint(1, 9))) | _words(fitting)
    if pleased < 5.0 and rng.random() < 0.5:
        yield _act(person, thing, "return", at + timedelta(days=rng.randint(0, 9)))


def _crawl(world: World, person: Person, at: datetime) -> Iterator[Line]:
    """No person: everything is opened, two seconds apart, and nothing is kept."""
    for row in world.rng.sample(range(len(world.things)), min(40, len(world.things))):
        at += timedelta(seconds=2)
        yield _act(person, world.things[row], "view", at)


def _does(rng: Random, felt: float, needed: float) -> bool:
    return rng.random() < 1 / (1 + math.exp(1.6 * (needed - felt)))


def _words(review: Line) -> Line:
    return {"text": {review["language"]: review["text"]}}


def _act(person: Person, thing: Thing, act: str, at: datetime) -> Line:
    return {"user_id": person.id, "item_id": thing.id, "act": act, "at": at.strftime(MOMENT)}


def simulate(world: World) -> list[Line]:
    """A year of acts in the order of time, each as interactions.jsonl wants it."""
    acts = [act for at, who in plan_visits(world) for act in visit(world, who, at)]
    within = [act for act in acts if act["at"] < (START + timedelta(days=DAYS)).strftime(MOMENT)]
    return sorted(within, key=lambda act: (act["at"], act["user_id"]))


def write_truth(world: World, path: Path) -> None:
    """The utilities in steps of a tenth, with whose and what's they are."""
    tenths = np.clip(np.round(world.suits * 10), -127, 127).astype(np.int8)
    people, items = [person.id for person in world.people], [thing.id for thing in world.things]
    np.savez_compressed(path, people=people, items=items, parts=[p.part for p in world.people], tenths=tenths)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Simulate a year of acts on the shop's items.")
    parser.add_argument("--out", type=Path, default=SHOP, help="the folder to write to")
    out = parser.parse_args().out
    year = make_world(SEED)
    lines = "".join(json.dumps(act, ensure_ascii=False) + "\n" for act in simulate(year))
    (out / "interactions.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    write_truth(year, out / "truth.npz")
