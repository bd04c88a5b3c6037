"""The factorisation against its own loss, what a score is made of, and the mixture of all models."""

from dataclasses import replace

import numpy as np
import pytest

from convrec.evaluation.collaborative import fitted, mixed
from convrec.recommenders.people import reader
from convrec.recommenders.people.attention import Attending
from convrec.recommenders.people.choice import ORDERED, ORDERLESS, search
from convrec.recommenders.people.factors import Factoring, Points, fit
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.kernel import Kernel, sums
from convrec.recommenders.people.mixture import Mixture, mix
from convrec.recommenders.people.quality import Asked, held_out, last_held_out
from convrec.recommenders.people.ridge import Recipe, solve, tell

SMALL = Factoring(size=4, rounds=8, everything=1.0, ridge=0.01)
ORDERLESS_KERNEL = Kernel(decay=1.0, later=1.0, reach=0.0, evenness=1.0, itself=True)


@pytest.fixture(scope="module")
def crowd() -> Histories:
    """Forty people of two tastes: each chose five of the ten items that one taste has."""
    rng = np.random.default_rng(0)
    return histories_of([10 * (person % 2) + rng.permutation(10)[:5] for person in range(40)], 20)


def loss(person: np.ndarray, chosen: np.ndarray, points: Points) -> float:
    """A person's part of what is minimised, said without any algebra."""
    told = points.items.astype(np.float64) @ person
    penalty = points.ridge * (chosen.sum() + points.unchosen * len(chosen))
    return float((chosen * (1 - told) ** 2).sum() + points.unchosen * (told**2).sum() + penalty * (person**2).sum())


def test_a_person_is_folded_in_where_the_loss_is_least(crowd: Histories) -> None:
    points = fit(crowd, SMALL)
    stranger = Histories((np.array([1, 12, 4]),), (np.array([1.0, 0.5, 2.0]),), 20)
    chosen = stranger.matrix().toarray()[0]
    own = np.linalg.lstsq(points.items.astype(np.float64), points.scores(stranger)[0], rcond=None)[0]
    least = loss(own, chosen, points)
    for step in np.vstack([np.eye(4), -np.eye(4)]) * 1e-2:
        assert loss(own + step, chosen, points) > least


def test_every_round_lowers_the_loss(crowd: Histories) -> None:
    """The whole loss, people and items, after one round and after eight."""
    chosen, whole = crowd.matrix().toarray(), []
    for rounds in (1, 8):
        points = fit(crowd, Factoring(size=4, rounds=rounds, everything=1.0, ridge=0.01))
        people = [np.linalg.lstsq(points.items, told, rcond=None)[0] for told in points.scores(crowd)]
        often = points.ridge * (chosen.sum(axis=0) + points.unchosen * len(crowd))
        of_items = float((often * (points.items**2).sum(axis=1)).sum())
        whole.append(sum(map(loss, people, chosen, [points] * len(people))) + of_items)
    assert whole[1] < whole[0]


def test_items_of_ones_own_taste_come_first(crowd: Histories) -> None:
    points = fit(crowd, Factoring(size=2, everything=1.0))
    listed = np.argsort(-points.scores(histories_of([[0, 1], [10, 11]], 20)), axis=1)[:, :10]
    assert (listed[0] < 10).all() and (listed[1] >= 10).all()


@pytest.mark.parametrize("decay", [1.0, 0.6])
def test_what_each_item_adds_is_the_whole_score(crowd: Histories, decay: float) -> None:
    points, person = fit(crowd, SMALL), histories_of([[3, 14, 7, 0]], 20)
    parts = points.parts(person, decay)
    assert parts.shape == (4, 20)
    assert parts.sum(axis=0) == pytest.approx(points.scores(person, decay)[0], abs=1e-5)


def test_whoever_chose_nothing_gets_nothing_and_disturbs_nobody(crowd: Histories) -> None:
    points = fit(crowd, SMALL)
    both = points.scores(histories_of([[], [3, 4]], 20))
    assert not both[0].any()
    assert both[1] == pytest.approx(points.scores(histories_of([[3, 4]], 20))[0], abs=1e-6)


def test_people_of_all_lengths_are_solved_as_one_by_one(crowd: Histories, monkeypatch: pytest.MonkeyPatch) -> None:
    points, people = fit(crowd, SMALL), histories_of([[0], list(range(15)), [3, 4], [], [9, 1, 2]], 20)
    together = points.scores(people)
    monkeypatch.setattr("convrec.recommenders.people.factors.AT_ONCE", 1)
    assert points.scores(people) == pytest.approx(together, abs=1e-5)


def test_the_same_histories_give_the_same_points(crowd: Histories) -> None:
    assert np.array_equal(fit(crowd, SMALL).items, fit(crowd, SMALL).items)


def test_without_order_the_ridge_is_a_denoising_autoencoder() -> None:
    """B is where the gradient of ‖W^½(X − XB)‖² + ‖Λ^½B‖² is zero, each person counting 1 / n."""
    lists = [[0, 1, 2], [0, 1], [1, 2, 3], [3, 0]]
    added = sums(histories_of(lists, 4), ORDERLESS_KERNEL)
    x = np.zeros((4, 4))
    for row, items in enumerate(lists):
        x[row, items] = 1
    share = np.diag([1 / 3, 1 / 2, 1 / 3, 1 / 2])
    assert added.signs.toarray() == pytest.approx(x.T @ share @ x)
    solved = solve(histories_of(lists, 4), Recipe(ORDERLESS_KERNEL, ridge=2.0, unevenness=0.5, side=0.0, decay=1.0))
    b = tell(solved.inverse(), solved, None).choices
    assert x.T @ share @ (x @ b - x) + np.diag(solved.penalty) @ b == pytest.approx(np.zeros((4, 4)), abs=1e-5)


def asked(crowd: Histories) -> Asked:
    return held_out(crowd, 5, seed=2)


def test_a_mixture_is_no_worse_than_its_ridge_and_found_again(crowd: Histories) -> None:
    alone = search(asked(crowd), None, 0.0, ORDERLESS, 3)
    tried: list[float] = []
    found = mix(asked(crowd), None, 0.0, ORDERLESS, 3, lambda quality, _: tried.append(quality))
    assert found.recipe == alone.recipe
    assert tried[0] == alone.quality <= tried[-1]
    assert found == mix(asked(crowd), None, 0.0, ORDERLESS, 3)


def test_a_mixture_adds_up(crowd: Histories) -> None:
    recipe = Recipe(ORDERLESS_KERNEL, ridge=1.0, side=0.0, decay=1.0)
    mixture, person = Mixture(recipe, SMALL, weight=0.7, decay=0.9), histories_of([[2, 13]], 20)
    ridge, points = fitted(crowd, recipe, None)(person), fit(crowd, SMALL).scores(person, 0.9)
    assert mixed(crowd, mixture, None)(person) == pytest.approx(ridge + 0.7 * points, abs=1e-6)
    assert mixed(crowd, Mixture(recipe, SMALL), None)(person) == pytest.approx(ridge, abs=1e-6)


def test_a_mixture_adds_a_reader_up(crowd: Histories) -> None:
    recipe, attending = Recipe(ORDERLESS_KERNEL, ridge=1.0, side=0.0, decay=1.0), Attending(size=8, epochs=2)
    mixture, person = Mixture(recipe, SMALL, attending=attending, reading=0.4), histories_of([[2, 13]], 20)
    ridge, read = fitted(crowd, recipe, None)(person), reader.fit(crowd, attending, None).scores(person)
    assert mixed(crowd, mixture, None)(person) == pytest.approx(ridge + 0.4 * read, abs=1e-6)
    assert mixed(crowd, replace(mixture, reading=0.0), None)(person) == pytest.approx(ridge, abs=1e-6)


def test_a_reader_joins_where_only_it_can_tell() -> None:
    """What comes third hangs on whether the first two are of one sort, which no sum over them can say. Half of the
    people went on to a fourth and so have shown their third; the other half is asked for it.
    """
    both = np.random.default_rng(0).integers(0, 2, (400, 2)).tolist()
    third = [[a, 2 + b, 4 + (a ^ b)] for a, b in both]
    asked = last_held_out(histories_of([own + [6] * (place % 2) for place, own in enumerate(third)], 7))
    space = replace(ORDERED, attending=Attending(size=16, blocks=1, dropout=0.0, epochs=60, batch=128))
    tried: list[float] = []
    found = mix(asked, None, 0.0, space, 1, lambda quality, _: tried.append(quality))
    assert found.attending == space.attending and found.reading > 0
    assert tried[-1] == pytest.approx(0.5, abs=0.01) and tried[-2] < 0.4
