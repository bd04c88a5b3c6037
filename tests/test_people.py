"""What people with the same choices chose: the ridge by hand, folding in, values, dislikes, popularity."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from convrec.evaluation.recommend.cosines import item_similarity
from convrec.recommenders import People
from convrec.recommenders.people import kept
from convrec.recommenders.people import weights as module
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.weights import AKIN, LIKENESS, PEOPLE, RECIPE, value_matrix, weigh
from convrec.types import Act, Candidate, Query, Understanding
from knowledge_graph.catalogue import ItemRow, build_graph
from knowledge_graph.schema import Liking, Profile, item_entity

PAIRS = histories_of([(0, 1), (0, 1), (1, 2)], 3)  # the second item is chosen by all


def query(likings: Mapping[int, float], items: int, user: str = "new", exclude: Sequence[int] = ()) -> Query:
    made = {
        item_entity(str(row)): Liking(item_entity(str(row)), liking, 0.0, "", "click")
        for row, liking in likings.items()
    }
    return Query(Understanding("en", "find"), Profile(user, made), np.isin(np.arange(items), list(exclude)))


def people(histories: Histories, values: csr_array | None = None, popularity: float = 0.0) -> People:
    row = {str(number): number for number in range(histories.items)}
    return People(row, weigh(histories, values, popularity), histories, {})


def scores(found: Sequence[Candidate]) -> dict[str, float]:
    return {candidate.item_id: candidate.score for candidate in found}


def test_weights_by_hand() -> None:
    """Of two choices each foretells the other, so XᵀX is how often items are chosen and XᵀY how often together."""
    often = np.array([2.0, 3.0, 1.0])
    held = 15.0 * 2.0 * ((often + 1.0) / 3.0) ** 0.4  # the ridge times the mean, more for the often chosen
    by_hand = np.array([[0, 2, 0], [2, 0, 1], [0, 1, 0]]) / (often + held)[:, None]
    usual = np.median(by_hand.max(axis=1))
    assert weigh(PAIRS, None)[PEOPLE].toarray() == pytest.approx(by_hand / usual, rel=1e-5)
    assert set(weigh(PAIRS, None)) == {PEOPLE}


def test_a_new_person_is_folded_in_by_the_formula_that_was_fitted() -> None:
    """Against (XᵀX + Λ)⁻¹ XᵀY from a row for every choice of everybody, and each part is liking² × weight."""
    rng = np.random.default_rng(4)
    lists = [rng.permutation(8)[: rng.integers(2, 7)].tolist() for _ in range(30)]
    signs, foretold = [], []
    for own in lists:
        for chosen in own:
            signs.append(np.isin(np.arange(8), [item for item in own if item != chosen]).astype(float))
            foretold.append((np.arange(8) == chosen).astype(float))
    x, y = np.array(signs), np.array(foretold)
    often = np.diag(x.T @ x)
    ridge = RECIPE.ridge * often.mean() * ((often + 1) / (often.mean() + 1)) ** RECIPE.unevenness
    b = np.maximum(np.linalg.inv(x.T @ x + np.diag(ridge)) @ x.T @ y, 0.0)
    np.fill_diagonal(b, 0.0)
    b /= np.median(b.max(axis=1))
    found = people(histories_of(lists, 8)).candidates(query({1: 1.0, 6: 0.5}, 8))
    expected = b[1] + 0.25 * b[6]
    assert scores(found) == pytest.approx({str(row): expected[row] for row in range(8) if row not in (1, 6)}, rel=1e-4)
    parts = {part.about[0]: part.amount for part in found[0].because}
    best = int(found[0].item_id)
    assert parts == pytest.approx({"1": b[1, best], "6": 0.25 * b[6, best]}, rel=1e-4)
    assert found[0].score == sum(part.amount for part in found[0].because)


def test_what_nobody_chose_lives_by_its_values() -> None:
    """The fourth item is like the first and was never chosen; the second half of the score says so."""
    values = value_matrix([["oak", "lamp"], ["sofa"], ["sofa", "red"], ["oak", "lamp"], ["blue"], ["blue"]])
    histories = histories_of([(0, 1), (0, 1), (1, 2)], 6)
    found = people(histories, values).candidates(query({0: 1.0}, 6))
    cold = next(candidate for candidate in found if candidate.item_id == "3")
    assert [part.kind for part in cold.because] == [AKIN] and 0 < cold.score <= LIKENESS * 1.5
    assert "4" not in scores(found)  # neither chosen by anybody nor like it
    back = people(histories, values).candidates(query({3: 1.0}, 6))
    assert next(iter(scores(back))) == "0"  # liking what nobody chose leads somewhere, too


def test_a_dislike_lowers_what_goes_with_it_and_raises_nothing() -> None:
    rng = np.random.default_rng(5)
    everybody = people(histories_of([rng.permutation(9)[:4].tolist() for _ in range(40)], 9))
    liked, both = (scores(everybody.candidates(query(said, 9))) for said in ({0: 1.0}, {0: 1.0, 1: -0.8}))
    alone = everybody.candidates(query({1: -0.8}, 9))
    assert alone and all(part.amount < 0 for candidate in alone for part in candidate.because)
    lowered = [item for item in both if both[item] < liked.get(item, 0.0)]
    assert lowered and all(both[item] <= liked.get(item, 0.0) for item in both)
    assert "1" not in both


def test_neither_chance_nor_the_order_of_likings_matters() -> None:
    rng = np.random.default_rng(6)
    histories = histories_of([rng.permutation(9)[:5].tolist() for _ in range(40)], 9)
    likings = {3: 0.9, 0: 0.4, 7: -0.6}
    orders = [dict(order) for order in permutations(likings.items())]
    found = [people(histories).candidates(query(order, 9)) for order in orders]
    assert all(one == found[0] for one in found[1:])


def test_popularity_moves_lists_towards_or_away_from_what_many_chose() -> None:
    rng = np.random.default_rng(7)
    fame = np.arange(1, 13) / np.arange(1, 13).sum()
    histories = histories_of([rng.choice(12, 4, replace=False, p=fame).tolist() for _ in range(80)], 12)
    chosen = histories.chosen()

    def known(popularity: float) -> float:
        """How often the first three of everybody's lists were chosen."""
        recommender = people(histories, None, popularity)
        lists = [recommender.candidates(query({row: 1.0}, 12))[:3] for row in range(12)]
        return float(np.mean([chosen[int(candidate.item_id)] for found in lists for candidate in found]))

    assert known(-0.8) < known(0.0) < known(0.8)


def test_of_many_items_each_is_fitted_from_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    """With fewer items than a support holds, neighbours are all that there are, so both ways come to the same."""
    rng = np.random.default_rng(8)
    histories = histories_of([rng.permutation(9)[:4].tolist() for _ in range(60)], 9)
    solved = weigh(histories, None)[PEOPLE].toarray()
    monkeypatch.setattr(module, "DENSE", 2)
    assert weigh(histories, None)[PEOPLE].toarray() == pytest.approx(solved, abs=1e-5)


def test_a_large_shop_s_weights_are_kept_until_people_choose_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "DENSE", 2)
    made = kept.kept_weights(tmp_path, PAIRS, None, 0.0)
    monkeypatch.setattr(kept, "weigh", lambda *_: {})  # would be seen
    again = kept.kept_weights(tmp_path, PAIRS, None, 0.0)
    assert again[PEOPLE].toarray().tolist() == made[PEOPLE].toarray().tolist()
    assert kept.kept_weights(tmp_path, PAIRS, None, -0.2) == {}


def test_where_nobody_chose_anything_nothing_is_said() -> None:
    nobody = people(histories_of([], 3), value_matrix([["a"], ["a"], ["b"]]))
    assert nobody.candidates(query({0: 1.0}, 3)) == []


def test_acts_of_the_shop_fold_a_known_person_in_until_they_say_otherwise() -> None:
    rows = [ItemRow(str(n), {"en": (str(n),)}, {}) for n in range(3)]
    acts = [
        Act(f"{a}{n}", item, "like", n) for n in range(4) for a, both in (("x", "01"), ("y", "12")) for item in both
    ]
    acts += [Act("ann", "0", "buy", 9.0), Act("bob", "0", "buy", 9.0), Act("bob", "0", "return", 10.0)]
    recommender = People.fitted({"0": 0, "1": 1, "2": 2}, acts, build_graph(rows))
    assert list(scores(recommender.candidates(query({}, 3, "ann")))) == ["1"]
    assert scores(recommender.candidates(query({0: -1.0}, 3, "ann")))["1"] < 0
    assert recommender.candidates(query({}, 3, "ann", exclude=[1])) == []
    half = scores(recommender.candidates(query({}, 3, "bob")))  # what came back tells a quarter of a liking
    assert half["1"] == pytest.approx(scores(recommender.candidates(query({0: 0.5}, 3)))["1"])


def test_cosines_are_shrunk() -> None:
    matrix = csr_array(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 1.0]]))
    similar = item_similarity(matrix).toarray()
    assert similar[0, 1] == pytest.approx(2 / np.sqrt(3 * 2) * 2 / (2 + 5))
    assert similar[0, 0] == 0.0 and np.allclose(similar, similar.T)
