"""Shapley values: what each player of a game is due, where what players add depends on who else is there.

Shapley 1953. For predictions: Štrumbelj & Kononenko 2014, who sample permutations, and Lundberg & Lee 2017. Here the
game's value is an item's score, and the players are the sources of its votes or a person's opinions.
"""

import random
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb
from typing import Generic, TypeVar

Player = TypeVar("Player", bound=Hashable)

EXACT = 8  # players up to which every coalition is looked at
PAIRS = 24  # permutations sampled above that, each with its reverse
SEED = 29


@dataclass(frozen=True)
class Shares(Generic[Player]):
    """What each player is due; together with ``nothing``, the empty coalition's value, they add up to ``everything``.

    ``exact`` is False where permutations were sampled.
    """

    of: Mapping[Player, float]
    nothing: float
    everything: float
    exact: bool


def shapley(
    players: Sequence[Player], value: Callable[[frozenset[Player]], float], pairs: int = PAIRS, seed: int = SEED
) -> Shares[Player]:
    """The Shapley value of every player: by all coalitions up to eight players, by sampling above.

    ``value`` takes a coalition and is asked once for each. Sampled values add up exactly, too.
    """
    worth = cache(value)
    exact = len(players) <= EXACT
    of = _enumerated(players, worth) if exact else _sampled(players, worth, pairs, seed)
    return Shares(of, worth(frozenset()), worth(frozenset(players)), exact)


def _enumerated(players: Sequence[Player], worth: Callable[[frozenset[Player]], float]) -> dict[Player, float]:
    due = dict.fromkeys(players, 0.0)
    for player in players:
        for others in _subsets([other for other in players if other != player]):
            weight = 1 / (len(players) * comb(len(players) - 1, len(others)))
            due[player] += weight * (worth(others | {player}) - worth(others))
    return due


def _subsets(players: Collection[Player]) -> Iterator[frozenset[Player]]:
    for size in range(len(players) + 1):
        yield from map(frozenset, combinations(players, size))


def _sampled(
    players: Sequence[Player], worth: Callable[[frozenset[Player]], float], pairs: int, seed: int
) -> dict[Player, float]:
    """Mean of what players add on arrival. Each permutation comes with its reverse, so that errors cancel."""
    rng, order, due = random.Random(seed), list(players), dict.fromkeys(players, 0.0)
    for _ in range(pairs):
        rng.shuffle(order)
        for arriving in (order, order[::-1]):
            there: frozenset[Player] = frozenset()
            for player in arriving:
                due[player] += (worth(there | {player}) - worth(there)) / (2 * pairs)
                there |= {player}
    return due
