"""Sequential benchmarks: their files, the closed form against arithmetic by hand, and a world with a known order."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from convrec.data.sequences import read_sequences
from convrec.errors import EvaluationError
from convrec.evaluation import run_evaluation
from convrec.recommenders.people.histories import histories_of, histories_of_acts, profiles, recency
from convrec.recommenders.people.kernel import Kernel, sums
from convrec.recommenders.people.quality import Asked, held_out, measures
from convrec.recommenders.people.ridge import Recipe, likeness, solve, tell
from convrec.settings import Settings
from convrec.types import Act

ROUND = [[start, (start + 1) % 6, (start + 2) % 6, (start + 3) % 6] for start in range(6)] * 5  # 0 → 1 → 2 → … → 0


def scores(lists: list[list[int]], items: int, recipe: Recipe, side: csr_array | None, person: list[int]) -> np.ndarray:
    solved = solve(histories_of(lists, items), recipe)
    return tell(solved.over(profiles(histories_of([person], items), recipe.decay)), solved, side).scores(recipe)[0]


def test_what_comes_next_is_learnt_from_the_order() -> None:
    order = Recipe(Kernel(decay=0.3, later=0.0, reach=0.0), ridge=1.0)
    for item in range(6):
        assert int(scores(ROUND, 6, order, None, [item]).argmax()) == (item + 1) % 6


def test_without_order_it_is_ease() -> None:
    """EASE's closed form, −P / diag(P) off the diagonal, minimises ‖X − XB‖² with a zero diagonal; ours foretells each
    item from the others, which has the same sums off the diagonal.
    """
    lists = [[0, 1, 2], [0, 1], [1, 2, 3], [3, 0]]
    added = sums(histories_of(lists, 4), Kernel(decay=1.0, later=1.0, reach=0.0, evenness=0.0))
    chosen = np.zeros((4, 4))
    for row, items in enumerate(lists):
        chosen[row, items] = 1
    together = chosen.T @ chosen
    expected = together - np.diag(np.diag(together))
    assert added.foretold.toarray() == pytest.approx(expected)
    signs = sum(
        np.outer(own, own) for row in chosen for item in np.flatnonzero(row) for own in [row * (np.arange(4) != item)]
    )
    assert added.signs.toarray() == pytest.approx(signs)


def test_one_position_by_hand() -> None:
    added = sums(histories_of([[0, 1, 2]], 3), Kernel(decay=0.5, later=0.0, reach=0.5, evenness=1.0))
    # Signs: position 1 sees {0: 1}, position 2 sees {0: .5, 1: 1}; each counts a third.
    assert added.signs.toarray() * 3 == pytest.approx(np.array([[1.25, 0.5, 0], [0.5, 1, 0], [0, 0, 0]]))
    # Foretold: position 1 {1: 1, 2: .5}, position 2 {2: 1}.
    assert added.foretold.toarray() * 3 == pytest.approx(np.array([[0, 1, 1.0], [0, 0, 1], [0, 0, 0]]))


def test_the_ridge_is_the_least_squares_solution() -> None:
    recipe, people = Recipe(ridge=0.5, side=0.0), [[0], [1], [2], [3], [4], [5]]
    solved = solve(histories_of(ROUND, 6), recipe)
    made = tell(solved.inverse(), solved, None).scores(recipe)
    signs = solved.sums.signs.toarray()
    direct = np.linalg.solve(signs + 0.5 * signs.diagonal().mean() * np.eye(6), solved.sums.foretold.toarray())
    assert made == pytest.approx(direct, abs=1e-5)
    over = tell(solved.over(profiles(histories_of(people, 6), 0.7)), solved, None).scores(recipe)
    assert over == pytest.approx(made, abs=1e-5)


def test_an_item_that_nobody_chose_comes_by_its_attributes() -> None:
    side = likeness(csr_array(np.array([[1, 0], [0, 1], [0, 1], [1, 0], [0, 0]], dtype=np.float32)))
    lists = [[0, 1, 2], [1, 0, 2]]  # item 3 is like item 0, item 4 like nothing
    found = scores(lists, 5, Recipe(ridge=1.0, side=0.5), side, [0])
    assert found[3] > 0 and found[4] == pytest.approx(0.0, abs=1e-6)
    assert scores(lists, 5, Recipe(ridge=1.0, side=0.0), side, [0])[3] == pytest.approx(0.0, abs=1e-6)


def test_popularity_is_a_factor_on_each_item() -> None:
    lists, exponent = [[0, 1], [2, 1], [1, 2]], -0.5
    plain, tamed = (scores(lists, 3, Recipe(ridge=1.0, side=0.0, popularity=p), None, [0]) for p in (0.0, exponent))
    assert tamed == pytest.approx(plain * np.array([2, 4, 3]) ** exponent)


def test_the_newest_tells_most() -> None:
    assert recency(3, 0.5).tolist() == [0.25, 0.5, 1.0]
    assert profiles(histories_of([[2, 0]], 3), 0.5).toarray().tolist() == [[1.0, 0.0, 0.5]]


def test_acts_become_histories() -> None:
    acts = [Act("ann", "b", "buy", 3.0), Act("ann", "a", "view", 1.0), Act("ann", "b", "view", 2.0)]
    acts += [Act("ben", "a", "buy", 1.0), Act("ben", "a", "return", 2.0), Act("ben", "a", "return", 3.0)]
    histories, people = histories_of_acts(acts, {"a": 0, "b": 1})
    assert histories.rows[people["ann"]].tolist() == [0, 1] and not len(histories.rows[people["ben"]])
    assert histories.weights[people["ann"]].tolist() == pytest.approx([0.2, 1.7])


def test_lists_leave_out_what_people_have_and_are_judged_against_the_best_possible() -> None:
    table = np.array([[9.0, 3.0, 2.0, 1.0], [4.0, 3.0, 2.0, 1.0]], dtype=np.float32)
    asked = Asked(histories_of([[0], []], 4), (np.array([2]), np.array([1, 3])))
    found = {name: values.tolist() for name, values in measures(table, asked, 2).items()}
    second = 1 / np.log2(3)
    assert found["ndcg@2"] == pytest.approx([second, second / (1 + second)])
    assert found["recall@2"] == [1.0, 0.5] and found["hr@2"] == [1.0, 1.0] and found["mrr@2"] == [0.5, 0.5]


def test_what_is_held_out_is_gone_from_before() -> None:
    asked = held_out(histories_of([range(10), [3], [4, 5]], 10), 5, seed=1)
    assert [len(wanted) for wanted in asked.wanted] == [2, 1]  # who has one item only can't be asked
    for rows, wanted in zip(asked.before.rows, asked.wanted, strict=True):
        assert not set(rows) & set(wanted)


def write(folder: Path, lines: list[str], side: str = "") -> Path:
    path = folder / "Shop.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if side:
        (folder / "Shop_item2attributes.json").write_text(side, encoding="utf-8")
    return path


def test_a_file_is_read_with_the_attributes_beside_it(tmp_path: Path) -> None:
    read = read_sequences(
        write(tmp_path, ["u1 a b c", "u2 a b", "", "u3 c a b a"], json.dumps({"b": [1, 2], "d": [2]}))
    )
    assert read.people == ("u1", "u3") and read.lists == ((0, 1, 2), (2, 0, 1)) and read.items == ("a", "b", "c", "d")
    assert read.attributes is not None and read.attributes.toarray().tolist() == [[0, 0], [1, 1], [0, 0], [0, 1]]


@pytest.mark.parametrize(
    ("lines", "side", "complaint"),
    [
        (["u1"], "", "Line 1 .* has no items"),
        (["u1 a b c", "u1 a b c"], "", "Line 2 .* who had a line before"),
        (["u1 a b"], "", "nobody has 3 items"),
        ([""], "", "nobody has 3 items"),
        (["u1 a b c"], "[1, 2]", "no JSON of attributes"),
        (["u1 a b c"], "{broken", "no JSON of attributes"),
    ],
)
def test_a_broken_file_gets_one_sentence(tmp_path: Path, lines: list[str], side: str, complaint: str) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        read_sequences(write(tmp_path, lines, side))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the recipes that are always tried."""
    monkeypatch.setattr("convrec.evaluation.sequences.SECONDS", 0.0)


def ring(folder: Path, extra: list[str] | None = None) -> Path:
    people = [f"u{number} " + " ".join(f"i{item}" for item in items) for number, items in enumerate(ROUND)]
    return write(folder, people + (extra or []))


def test_the_last_item_is_foretold(tmp_path: Path, hurried: None) -> None:
    report = run_evaluation("sequences", ring(tmp_path), None, Settings())["metrics"]
    assert report["people"] == 30 and report["items"] == 6 and not report["attributes"]
    assert report["ndcg@10"] > 0.9 > report["peers"]["popular"]["ndcg@10"]


def test_a_test_file_is_foretold_from_whole_lists(tmp_path: Path, hurried: None) -> None:
    test = tmp_path / "last.txt"
    test.write_text("u0 i4\nu1 i5\nstranger i1\nu2 unknown\n", encoding="utf-8")
    report = run_evaluation("sequences", ring(tmp_path), test, Settings())["metrics"]
    assert report["people"] == 2 and report["mrr@10"] == 1.0  # after 0 1 2 3 comes 4
    test.write_text("stranger i1\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="Nobody of"):
        run_evaluation("sequences", ring(tmp_path), test, Settings())


def test_attributes_are_for_sequences_only(tmp_path: Path) -> None:
    path = ring(tmp_path)
    with pytest.raises(EvaluationError, match="--side"):
        run_evaluation("answers", path, None, Settings(), path)
