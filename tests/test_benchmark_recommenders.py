"""The benchmark of recommenders: made-up shops are as sparse as asked, and its command runs at a tiny size."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from benchmarks.recommending.own import REFERENCES, best_of
from benchmarks.recommending.split import Split, load_split
from benchmarks.recommending.synthetic import CLUSTER, FEWEST, PER_ITEM, PER_PERSON, synthetic

ROOT = Path(__file__).resolve().parent.parent
LOW = "low rank, no attributes"


@pytest.mark.parametrize("items", [2000, 8000])
def test_made_up_shops_are_as_sparse_at_any_size(items: int) -> None:
    rows, starts = synthetic(items, seed=1)
    lengths, chosen = np.diff(starts), np.bincount(rows, minlength=items)
    assert len(lengths) == round(items * PER_ITEM / PER_PERSON)
    assert lengths.mean() == pytest.approx(PER_PERSON, rel=0.1)  # some things come twice to a person and count once
    assert chosen.mean() == pytest.approx(PER_ITEM, rel=0.1)
    assert lengths.min() >= 1 and np.median(lengths) >= FEWEST
    ranked = np.sort(chosen)[::-1]
    assert 0.4 < ranked[: items // 5].sum() / chosen.sum() < 0.8  # a long tail
    assert len(chosen) == items and rows.max() < items


def test_made_up_people_have_each_item_once_and_a_home() -> None:
    rows, starts = synthetic(3000, seed=2)
    people = np.split(rows, starts[1:-1])
    assert all(len(set(own)) == len(own) for own in people)
    at_home = [np.bincount(own // CLUSTER).max() / len(own) for own in people]
    assert np.mean(at_home) > 0.7


def test_the_same_seed_makes_the_same_shop() -> None:
    (rows, starts), (again, begins), (others, _) = synthetic(500, 1), synthetic(500, 1), synthetic(500, 2)
    assert (rows == again).all() and (starts == begins).all()
    assert len(rows) != len(others) or (rows != others).any()


def test_a_split_comes_back_from_its_file(tmp_path: Path) -> None:
    side = csr_array(np.array([[1.0, 0], [0, 0], [0, 2]], dtype=np.float32))
    split = Split(np.array([0, 2, 1]), np.array([0, 2, 2, 3]), 3, 2, 5, '{"ridge": 1.0}', side)
    split.save(tmp_path / "split.npz")
    back = load_split(tmp_path / "split.npz")
    assert [back.history(person).tolist() for person in range(3)] == [[0, 2], [], [1]]
    assert back.matrix().toarray().tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]] and back.people().tolist() == [0, 0, 2]
    assert (back.items, back.asked, back.top, back.recipe) == (3, 2, 5, split.recipe)
    assert (back.likeness.toarray() == side.toarray()).all()


def test_lists_leave_out_what_somebody_has() -> None:
    assert best_of(np.array([1.0, 9.0, 3.0, 2.0]), np.array([1]), 2).tolist() == [2, 3]
    split = Split(np.array([0, 1, 1, 2]), np.array([0, 2, 4]), 4, 2, 1, "{}", csr_array((4, 0)))
    assert REFERENCES["popular"](split)(0).tolist() == [2]


def test_the_command_runs_on_a_tiny_shop() -> None:
    command = [
        sys.executable,
        "benchmarks/recommenders.py",
        "--grow",
        "60",
        "--json",
        "--models",
        "ours",
        "popular",
        LOW,
    ]
    done = subprocess.run([*command, "RecBole BPR"], cwd=ROOT, capture_output=True, text=True, check=True)
    rows = json.loads(done.stdout)["60 items"]
    ours, popular = rows["ours"], rows["popular"]
    assert 0 < ours["ndcg@10"] <= 1 and ours["ndcg@10_ci"][0] <= ours["ndcg@10"] <= ours["ndcg@10_ci"][1]
    assert ours["fit_seconds"] > 0 and ours["memory_mb"] > 10 and len(ours["request_ms"]) == 2
    assert len(ours["fold_in_ms"]) == 2 and "fold_in_ms" not in popular
    assert rows[LOW]["ndcg@10"] > 0
    assert "fit_seconds" in rows["RecBole BPR"] or "skipped" in rows["RecBole BPR"]


def test_a_table_of_both_kinds_of_data(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    lines = [" ".join([f"u{n}", *(f"i{item}" for item in (n + np.arange(rng.integers(5, 8))) % 12)]) for n in range(60)]
    (tmp_path / "Shop.txt").write_text("\n".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        "benchmarks/recommenders.py",
        "--sequences",
        str(tmp_path / "Shop.txt"),
        "--seconds",
        "0",
    ]
    command += ["--ratings", str(tmp_path / "Shop.txt"), "--models", "ours", "popular", LOW]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "| | ndcg@10 | fit s |" in done.stdout and "| | recall@20 | ndcg@20 | fit s |" in done.stdout
    assert done.stdout.count("\n| ours | ") == 2 and done.stdout.count("\n| popular | ") == 2
