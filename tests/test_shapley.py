"""Shapley values: games with known answers, the axioms, brute force, and the scores of the made-up shop."""

import random
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from convrec.assistant import Assistant
from convrec.causes import shapley
from convrec.causes.games import score_of
from convrec.types import Message

Value = Callable[[frozenset[str]], float]


def by_hand(players: Sequence[str], value: Value) -> dict[str, float]:
    """The mean over all orders of arrival of what each player adds."""
    due, orders = dict.fromkeys(players, 0.0), list(permutations(players))
    for order in orders:
        for place, player in enumerate(order):
            due[player] += (value(frozenset(order[: place + 1])) - value(frozenset(order[:place]))) / len(orders)
    return due


def random_game(rng: random.Random) -> Value:
    known: dict[frozenset[str], float] = {}
    return lambda coalition: known.setdefault(coalition, rng.uniform(-1, 1))


def test_a_left_glove_and_two_right_ones() -> None:
    shares = shapley(["left", "right", "other right"], lambda there: float("left" in there and len(there) > 1))
    assert shares.of == pytest.approx({"left": 2 / 3, "right": 1 / 6, "other right": 1 / 6})


@pytest.mark.parametrize("players", ["", "a", "ab", "abcde"])
def test_enumeration_agrees_with_all_orders(players: str) -> None:
    game = random_game(random.Random(3))
    shares = shapley(list(players), game)
    assert shares.exact and shares.of == pytest.approx(by_hand(players, game))


@pytest.mark.parametrize("players", ["abcdefgh", "abcdefghijkl"])  # enumerated, sampled
def test_the_axioms(players: str) -> None:
    rng = random.Random(11)
    game = random_game(rng)

    def value(coalition: frozenset[str]) -> float:
        """``a`` adds nothing to anybody, ``b`` and ``c`` are worth the same to everybody."""
        twins = len(coalition & {"b", "c"})
        return game(coalition - {"a", "b", "c"}) + twins * twins

    shares = shapley(list(players), value)
    assert shares.exact == (len(players) == 8)
    assert shares.of["a"] == 0
    assert shares.of["b"] == pytest.approx(shares.of["c"], abs=1e-9)  # a pair and its reverse see each come first once
    assert sum(shares.of.values()) == pytest.approx(shares.everything - shares.nothing)


def test_sampling_comes_near_and_repeats_itself() -> None:
    weights = {name: float(number) for number, name in enumerate("abcdefghij", 1)}

    def value(coalition: frozenset[str]) -> float:
        return sum(weights[name] for name in coalition) ** 2 / 100  # what somebody adds depends on all the others

    total = sum(weights.values())
    exact = {name: weight * total / 100 for name, weight in weights.items()}  # the square splits by weight
    sampled = shapley(list(weights), value)
    assert not sampled.exact and sampled.of == pytest.approx(exact)  # antithetic pairs are exact up to second order
    assert sampled == shapley(list(weights), value)


def test_every_coalition_is_asked_for_once() -> None:
    asked: list[frozenset[str]] = []
    shapley(list("abcd"), lambda coalition: asked.append(coalition) or float(len(coalition)))
    assert len(asked) == len(set(asked)) == 16


def test_votes_that_add_up_are_their_own_shares(assistant: Assistant) -> None:
    turn = assistant.turn(Message("ann", "I love ceramic, a blue vase"))
    best = turn.recommendations[0]
    shares = assistant.causes.shares_of_sources("ann", best.item_id)
    assert shares is not None and shares.nothing == 0
    contributions = {vote.source: vote.contribution for vote in best.votes if vote.contribution}
    assert {name: share for name, share in shares.of.items() if abs(share) > 1e-9} == pytest.approx(
        contributions, abs=1e-4
    )


def test_opinions_that_interact(assistant: Assistant) -> None:
    """Liking both the brass lamp and its circle's sofa: each would bring the other, but what is liked isn't proposed.

    With the lamp alone liked, the sofa scores s by its circle; where the sofa is liked too, it gets 0 from there.
    """
    for item in ("lamp-brass", "sofa-leather"):
        assistant.opine("ann", item, 1.0)
    assistant.turn(Message("ann", "something brown"))
    rerun = assistant.causes.rerun("ann")
    shares = assistant.causes.shares_of_opinions("ann", "sofa-leather")
    assert rerun is not None and shares is not None
    lamp = next(one for one in rerun.held if one.abouts == ("item/lamp-brass",))
    with_it = score_of(rerun.found([one for one in rerun.held if one != lamp]).ranked, "sofa-leather")
    alone = with_it - shares.nothing
    assert 0 < shares.of[lamp] < alone  # it adds less where the sofa is liked already
    assert sum(shares.of.values()) == pytest.approx(shares.everything - shares.nothing)
