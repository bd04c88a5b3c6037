"""Rows of weights between items: the form for large catalogues beside the closed form, and requests by hand."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from benchmarks.recommending import whole
from benchmarks.recommending.whole import fit_weights, weights_of_all
from convrec.recommenders.people import neighbourhood, rows
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.kernel import Kernel
from convrec.recommenders.people.neighbourhood import fit_neighbourhoods
from convrec.recommenders.people.ridge import Recipe, likeness, solve, tell
from convrec.recommenders.people.rows import best_for, weights_of_neighbours

ITEMS = 12
ORDERLESS = Recipe(Kernel(decay=1.0, later=1.0, reach=0.0), ridge=2.0, unevenness=0.3, popularity=-0.2)
RECIPES = (Recipe(side=0.1, popularity=0.2, unevenness=-0.2), ORDERLESS)


def world(people: int = 60, items: int = ITEMS, seed: int = 1) -> Histories:
    rng = np.random.default_rng(seed)
    return histories_of([rng.permutation(items)[: rng.integers(2, 9)].tolist() for _ in range(people)], items)


def attributes(items: int = ITEMS) -> csr_array:
    return likeness(csr_array((np.random.default_rng(2).random((items, 5)) < 0.4).astype(np.float32)))


def dense(histories: Histories, recipe: Recipe, side: csr_array | None) -> np.ndarray:
    solved = solve(histories, recipe)
    return tell(solved.inverse(), solved, side).scores(recipe)


@pytest.mark.parametrize("recipe", RECIPES, ids=["ordered", "orderless"])
@pytest.mark.parametrize("side", [None, attributes()], ids=["plain", "attributes"])
def test_with_a_support_of_all_items_it_is_the_closed_form(recipe: Recipe, side: csr_array | None) -> None:
    histories = world()
    made = weights_of_neighbours(histories, recipe, side)
    assert made.toarray() == pytest.approx(dense(histories, recipe, side), abs=2e-5)


def test_a_small_support_solves_for_what_explains_most() -> None:
    """Each column by hand: the gains of single items, the best of them and the item itself, one small system."""
    histories, recipe, count = world(), RECIPES[0], 4
    solved = solve(histories, recipe)
    matrix = solved.sums.signs.toarray() + np.diag(solved.penalty)
    made = fit_neighbourhoods(histories, recipe, None, support=count).toarray()
    for item, told in enumerate(solved.sums.foretold.toarray().T):
        gain = told**2 / matrix.diagonal()
        gain[item] = np.inf
        support = np.sort(np.argsort(-gain)[:count])
        assert np.flatnonzero(made[:, item]).tolist() == support.tolist()
        by_hand = np.linalg.solve(matrix[np.ix_(support, support)], told[support])
        assert made[support, item] == pytest.approx(by_hand, abs=1e-5)


def test_fitting_again_gives_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    histories, recipe, side = world(items=40, people=200), RECIPES[0], attributes(40)
    once = fit_neighbourhoods(histories, recipe, side, support=6)
    monkeypatch.setattr(neighbourhood, "AT_ONCE", 7)  # other threads share the columns otherwise
    again = fit_neighbourhoods(histories, recipe, side, support=6)
    assert (once.indices == again.indices).all() and (once.data == again.data).all()


def test_what_nobody_chose_comes_by_its_attributes_alone() -> None:
    side = likeness(csr_array(np.array([[1, 0], [0, 1], [0, 1], [1, 0], [0, 0]], dtype=np.float32)))
    histories = histories_of([[0, 1, 2], [1, 0, 2], []], 5)  # item 3 is like item 0, item 4 like nothing
    found = weights_of_neighbours(histories, Recipe(ridge=1.0, side=0.5), side).toarray()
    assert found[0, 3] > 0 and not found[:3, 4].any()
    assert not weights_of_neighbours(histories, Recipe(ridge=1.0), None).toarray()[:3, 3:].any()


def test_an_attribute_of_too_many_brings_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "RARE", 1)
    side = likeness(csr_array(np.array([[1], [0], [1]], dtype=np.float32)))
    made = weights_of_neighbours(histories_of([[0, 1]], 3), Recipe(side=0.5), side).toarray()
    assert not made[0, 2]


def test_nobody_chose_anything() -> None:
    made = fit_weights(histories_of([[], []], 4), Recipe(), None)
    empty = best_for(made, np.array([1]), np.array([1.0]), np.zeros(4, dtype=bool), 3)
    assert not len(empty.items) and empty.parts.shape == (1, 0)
    assert not weights_of_neighbours(histories_of([], 4), Recipe(), None).toarray().any()


def test_the_number_of_items_decides_on_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    histories = world(items=30)
    of_all, of_few = (fit(histories, RECIPES[0], None) for fit in (weights_of_all, weights_of_neighbours))
    assert abs(of_all - of_few).max() > 1e-4  # some pairs were never chosen together
    monkeypatch.setattr(whole, "LARGEST_DENSE", 30)
    assert abs(fit_weights(histories, RECIPES[0], None) - of_all).max() == 0
    monkeypatch.setattr(whole, "LARGEST_DENSE", 29)
    assert abs(fit_weights(histories, RECIPES[0], None) - of_few).max() == 0


@pytest.mark.parametrize("fit", [weights_of_all, weights_of_neighbours])
def test_the_strongest_weights_are_kept(fit: object, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fit(world(), RECIPES[0], None).toarray()  # type: ignore[operator]
    monkeypatch.setattr(rows, "KEPT", 3)
    kept = fit(world(), RECIPES[0], None).toarray()  # type: ignore[operator]
    for row, all_of_it in zip(kept, whole, strict=True):
        strongest = np.argsort(-np.abs(all_of_it))[:3]
        assert set(np.flatnonzero(row)) == set(strongest) and row[strongest] == pytest.approx(all_of_it[strongest])


def test_a_request_lists_what_most_speaks_for() -> None:
    made = weights_of_all(world(), RECIPES[0], None)
    chosen, likings = np.array([5, 2, 7]), np.array([1.0, 0.5, -0.7])
    exclude = np.zeros(ITEMS, dtype=bool)
    exclude[[0, 1, *chosen]] = True
    found = best_for(made, chosen, likings, exclude, 4)
    scores = likings @ made.toarray()[chosen].astype(np.float64)
    scores[[0, 1, 5, 2, 7]] = -np.inf
    assert found.items.tolist() == np.argsort(-scores)[:4].tolist()
    assert found.scores == pytest.approx(scores[found.items], rel=1e-12)
    assert (np.diff(found.scores) <= 0).all()


def test_parts_are_what_each_chosen_item_adds_and_add_up_exactly() -> None:
    made = weights_of_all(world(), RECIPES[0], None)
    chosen, likings = np.array([5, 2, 7]), np.array([1.0, 0.5, -0.7])
    exclude = np.isin(np.arange(ITEMS), chosen)
    found = best_for(made, chosen, likings, exclude, ITEMS)
    for column, item in enumerate(found.items.tolist()):
        own = [float(made[row, item]) * liking for row, liking in zip(chosen.tolist(), likings.tolist(), strict=True)]
        assert found.parts[:, column].tolist() == own and found.scores[column] == sum(own)
    without = best_for(made, chosen[:2], likings[:2], exclude, ITEMS)
    score = dict(zip(without.items.tolist(), without.scores.tolist(), strict=True))
    for column, item in enumerate(found.items.tolist()):
        if item in score:
            assert score[item] == found.parts[:2, column].sum()


def test_a_request_is_the_same_among_many_other_items() -> None:
    made, chosen, likings = weights_of_all(world(), RECIPES[0], None), np.array([3, 8]), np.array([0.3, 1.0])
    wide = csr_array((made.data, made.indices, np.pad(made.indptr, (0, 500), mode="edge")), shape=(ITEMS + 500,) * 2)
    one, other = (best_for(each, chosen, likings, np.zeros(each.shape[1], dtype=bool), 5) for each in (made, wide))
    assert one.items.tolist() == other.items.tolist() and (one.parts == other.parts).all()


def test_who_chose_nothing_gets_nothing() -> None:
    made = weights_of_all(world(), RECIPES[0], None)
    nothing = best_for(made, np.array([], dtype=int), np.array([]), np.zeros(ITEMS, dtype=bool), 5)
    assert not len(nothing.items) and not len(nothing.scores)
