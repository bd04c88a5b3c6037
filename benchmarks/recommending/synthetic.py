"""Made-up people of a shop of any size, as sparse as a real one: what grows is the number of items and people alone.

Items fall into clusters, whose sizes of following and whose items' are power laws. A person comes for one cluster, and
now and then for something of another; what comes next lies near what came last, so that there is an order to learn.
"""

import numpy as np

PER_PERSON, PER_ITEM = 8.9, 16.4  # as in Amazon's Beauty
FEWEST, MOST = 5, 200  # items of a person
CLUSTER = 100  # items
AWAY = 0.2  # of all choices are of another cluster
SUCCESSION = 0.3  # of all choices are of an item beside the one before
ITEM_POWER, CLUSTER_POWER = 0.7, 0.5  # popularity falls with the rank to this power


def synthetic(items: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of items, oldest first, and where each person's begin (people + 1,). Nobody has an item twice."""
    rng = np.random.default_rng(seed)
    people = round(items * PER_ITEM / PER_PERSON)
    lengths = np.minimum(FEWEST + rng.geometric(1 / (PER_PERSON - FEWEST + 1), people) - 1, min(MOST, items))
    who = np.repeat(np.arange(people), lengths)
    clusters = -(-items // CLUSTER)
    home = _ranks(rng, people, clusters, CLUSTER_POWER)
    away = rng.random(len(who)) < AWAY
    cluster = np.where(away, _ranks(rng, len(who), clusters, CLUSTER_POWER), home[who])
    inside = _ranks(rng, len(who), CLUSTER, ITEM_POWER)
    beside = np.flatnonzero((rng.random(len(who)) < SUCCESSION) & ~away)
    beside = beside[(beside > 0) & (who[beside] == who[beside - 1]) & ~away[beside - 1]]
    inside[beside] = (inside[beside - 1] + 1) % CLUSTER
    rows = (cluster * CLUSTER + inside) % items
    return _each_once(rows, who, people, items)


def _ranks(rng: np.random.Generator, count: int, ranks: int, power: float) -> np.ndarray:
    """Ranks from 0, drawn by a power law."""
    bounds = np.cumsum(np.arange(1, ranks + 1) ** -power)
    return np.searchsorted(bounds, rng.random(count) * bounds[-1], side="right").clip(max=ranks - 1)


def _each_once(rows: np.ndarray, who: np.ndarray, people: int, items: int) -> tuple[np.ndarray, np.ndarray]:
    """Of an item that comes twice to one person the first stays."""
    _, first = np.unique(who * items + rows, return_index=True)
    first.sort()
    return rows[first], np.concatenate([[0], np.cumsum(np.bincount(who[first], minlength=people))])
