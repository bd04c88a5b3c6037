"""Shoppers without a thing in mind: content with what suits their true taste best, and answering by it.

The truth is that of a simulated shop (``docs/people.md``). Nothing of it reaches the assistant but what they say.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.evaluation.conversation.shoppers import MOST, UNKNOWN, Shopper, Trait, on_sale, sorts
from convrec.evaluation.recommend.truth import read_truth, regulars
from convrec.types import Item

WITH_TASTE = 0.2  # share of people, where the truth is known
FEW = 3  # truly best of their sort, with which they are content
CLEAR = 0.3  # how far things with a value lie above or below the mean of the sort, for it to be liked or disliked
Liked = Mapping[str, tuple[float, Trait]]  # by attribute: how much, and what


def with_tastes(shoppers: Sequence[Shopper], catalogue: Catalogue, seed: int) -> list[Shopper]:
    """Some of the shoppers with somebody's taste in place of their thing; all as they are where no truth is known."""
    people = regulars(catalogue.folder)
    if not people:
        return list(shoppers)
    made: list[Shopper] = []
    for number, shopper in enumerate(shoppers):
        rng = np.random.default_rng([seed, number, FEW])
        person = people[int(rng.integers(len(people)))]
        made.append(_with_taste_of(person, shopper, catalogue) if rng.random() < WITH_TASTE else shopper)
    return made


def _with_taste_of(person: str, shopper: Shopper, catalogue: Catalogue) -> Shopper:
    """The same way of speaking, and sort of thing; no budget and no slip, since the truth knows of none."""
    truth = read_truth(catalogue.folder, catalogue, [person])
    assert truth is not None  # there are people in it
    items = [item for item in on_sale(catalogue) if shopper.sort in sorts(item, catalogue)]
    suits = {item.id: float(truth[0, catalogue.row[item.id]]) for item in items}
    best = sorted(items, key=lambda item: (-suits[item.id], item.id))[:FEW]
    felt = list(_felt(items, suits, catalogue))
    likes = sorted((one for one in felt if one[0] >= CLEAR), key=lambda one: -one[0])
    first: dict[str, Trait] = {}
    for _, trait in likes:
        first.setdefault(trait.attribute, trait)  # the best liked of each attribute
    return replace(
        shopper,
        target=best[0],
        knows=tuple(first.values())[:MOST],
        budget=None,
        slip=None,
        photo=None,
        taste=True,
        besides=frozenset(item.id for item in best),
        dislikes=tuple(trait for amount, trait in felt if amount <= -CLEAR),
    )


def _felt(items: Sequence[Item], suits: Mapping[str, float], catalogue: Catalogue) -> Iterator[tuple[float, Trait]]:
    """How far the things with each value suit better than things of the sort do in the mean."""
    hidden, having = {*UNKNOWN, *catalogue.topics}, defaultdict[tuple[str, str], list[Item]](list)
    traits: dict[tuple[str, str], Trait] = {}
    for item in items:
        for name, value in ((n, v) for n, values in item.attributes.items() if n not in hidden for v in values):
            key = (name, next(iter(value.values())))
            traits[key] = Trait(name, value)
            having[key].append(item)
    mean = float(np.mean([suits[item.id] for item in items]))
    for key, some in having.items():
        yield float(np.mean([suits[item.id] for item in some])) - mean, traits[key]
