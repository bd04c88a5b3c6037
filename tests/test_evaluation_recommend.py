"""Recommenders are judged by what people did next and by what is true, on a made-up shop with a known answer."""

import json
from pathlib import Path

import numpy as np
import pytest

from convrec.data.folder import read_catalogue
from convrec.data.splits import DAY, by_time
from convrec.errors import EvaluationError
from convrec.evaluation.recommend import evaluate_recommend, fitted_weights, make_cases, ndcg, recall, top_rows
from convrec.evaluation.recommend.learning import reciprocal_ranks
from convrec.evaluation.recommend.lists import rarity, spread_rows, stratified, weighted_recall
from convrec.ranking import Bound
from convrec.settings import Settings
from convrec.types import Act
from tests.conftest import write_world

BEGAN = 1_700_000_000.0
CIRCLES = (("lamp-oak", "vase-green", "rug-wool"), ("lamp-brass", "sofa-leather", "vase-blue"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write_circles(tmp_path / "shop")


def write_circles(folder: Path) -> Path:
    """Two circles of people, each of whom chooses two of the circle's three things early and the third at last."""
    write_world(folder)
    rows = []
    for number in range(40):
        circle = CIRCLES[number % 2]
        late = circle[number % 3]
        last = BEGAN + (95 if number < 24 else 60) * DAY  # in the last month, or in the one before
        rows += [_act(number, item, BEGAN + number * DAY / 2) for item in circle if item != late]
        rows.append(_act(number, late, last))
    rows += [_act(100 + n, "sofa-linen", BEGAN + n * DAY) for n in range(30)]  # famous, with people of its own
    (folder / "interactions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def _act(person: int, item: str, at: float) -> dict[str, object]:
    return {"user_id": f"p{person}", "item_id": item, "act": "buy", "at": at}


def test_acts_are_cut_by_time_and_none_is_lost() -> None:
    acts = [Act("a", "x", "buy", day * DAY) for day in range(100)]
    split = by_time(acts, days=30)
    assert len(split.train) + len(split.validation) + len(split.test) == 100
    assert max(act.at for act in split.train) < min(act.at for act in split.validation)
    assert max(act.at for act in split.validation) < min(act.at for act in split.test)


def test_others_circles_foretell_and_fame_does_not(shop: Path) -> None:
    metrics = evaluate_recommend(shop, None, Settings())
    assert metrics["people"] == 24
    assert metrics["people/recall@10"] == 1.0  # ten of ten items: everything is found
    assert metrics["people/ndcg@10"] == 1.0 and metrics["popular/ndcg@10"] < 0.8
    assert metrics["fusion/ndcg@10"] >= metrics["popular/ndcg@10"]
    assert {"prior/ndcg@10", "grid/ndcg@10", "rrf/ndcg@10", "fusion-rrf/ndcg@10_ci"} <= set(metrics)
    low, high = metrics["fusion-popular/ndcg@10_ci"]
    assert 0 < low <= high


def test_the_truth_is_another_judge(shop: Path) -> None:
    catalogue = read_catalogue(shop)
    items, people = [item.id for item in catalogue.items], [f"p{n}" for n in range(40)]
    loves = np.array([[50 if item in CIRCLES[n % 2] else -20 for item in items] for n in range(40)], dtype=np.int8)
    np.savez_compressed(shop / "truth.npz", people=people, items=items, parts=["regular"] * 40, tenths=loves)
    metrics = evaluate_recommend(shop, None, Settings())
    assert metrics["people/true_ndcg@10"] == 1.0 > metrics["popular/true_ndcg@10"]


def test_a_truth_about_others_is_said(shop: Path) -> None:
    np.savez_compressed(shop / "truth.npz", people=["x"], items=["y"], parts=["bot"], tenths=np.zeros((1, 1), np.int8))
    with pytest.raises(EvaluationError, match="knows nothing of"):
        evaluate_recommend(shop, None, Settings())


def test_later_acts_can_be_brought_along(shop: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps(_act(0, "sofa-velvet", BEGAN + 200 * DAY)) + "\n", encoding="utf-8")
    assert evaluate_recommend(shop, later, Settings())["people"] == 1


def test_too_few_acts_are_said(tmp_path: Path) -> None:
    folder = write_world(tmp_path / "shop")
    with pytest.raises(EvaluationError, match="three months"):
        evaluate_recommend(folder, None, Settings())


def test_measures_by_hand() -> None:
    scores, allowed = np.array([[3.0, 2.0, 9.0, 1.0]]), np.array([[True, True, False, True]])
    assert top_rows(scores, allowed)[:, :3].tolist() == [[0, 1, 3]]
    top = np.arange(10)[None, :]
    relevant = np.zeros((1, 12), dtype=bool)
    relevant[0, [1, 11]] = True
    assert recall(top, relevant).tolist() == [0.5]
    assert ndcg(top, relevant.astype(float))[0] == pytest.approx((1 / np.log2(3)) / (1 + 1 / np.log2(3)))


def test_reciprocal_ranks_by_hand() -> None:
    """The first part speaks for 1 and 0, the second for 2 alone; 3 may not be listed, and 0 is spoken against there."""
    scores = {"one": np.array([[0.1, 0.9, 0.0, 5.0]]), "two": np.array([[-0.4, 0.0, 0.2, 0.0]])}
    made = reciprocal_ranks(scores, np.array([[True, True, True, False]]))
    assert made[0].tolist() == pytest.approx([1 / 62, 1 / 61, 1 / 61, 0.0])


def test_debiased_recalls_by_hand() -> None:
    """Two people: one chose a famous item (8 people) and a rare one (none), the other a famous one alone."""
    weights = rarity(np.array([8.0, 0.0, 8.0] + [0.0] * 9), 0.5)
    assert weights[:3].tolist() == pytest.approx([1 / 3, 1, 1 / 3])
    relevant = np.zeros((2, 12), dtype=bool)
    relevant[0, [0, 1]] = relevant[1, 2] = True
    top = np.array([[0, *range(3, 12)], [2, *range(3, 12)]])  # the rare item is missed
    assert recall(top, relevant).tolist() == [0.5, 1.0]
    assert weighted_recall(top, relevant, weights).tolist() == pytest.approx([0.25, 1.0])  # (1/3) / (1/3 + 1)
    pooled = stratified(top, relevant, weights)
    assert np.average(pooled.values, weights=pooled.weights) == pytest.approx((1 / 3 + 1 / 3) / (1 / 3 + 1 + 1 / 3))


def test_without_a_power_the_debiased_recalls_are_the_plain_one() -> None:
    rng = np.random.default_rng(2)
    relevant = rng.random((20, 40)) < 0.4  # some have more than ten
    top = np.argsort(rng.random((20, 40)), axis=1)[:, :10]
    flat = rarity(rng.integers(0, 50, 40), 0.0)
    assert weighted_recall(top, relevant, flat) == pytest.approx(recall(top, relevant))
    found = np.take_along_axis(relevant, top, axis=1).sum()
    pooled = stratified(top, relevant, flat)
    assert np.average(pooled.values, weights=pooled.weights) == pytest.approx(
        found / np.minimum(relevant.sum(axis=1), 10).sum()
    )


def test_the_bound_is_measured_beside_the_fusion(shop: Path) -> None:
    free = evaluate_recommend(shop, None, Settings())
    assert not [name for name in free if name.startswith("bounded")] and "fusion/price_low" in free
    bounded = evaluate_recommend(shop, None, Settings(exposure_bound=0.4, exposure_by="price"))
    assert bounded["fusion/ndcg@10"] == free["fusion/ndcg@10"]
    assert {"bounded/ndcg@10", "bounded/price_low", "bounded-fusion/ndcg@10_ci"} <= set(bounded)


def test_diversity_is_measured_beside_the_fusion(shop: Path) -> None:
    """Of ten items all are listed, so the lists are equally alike; the fusion isn't touched."""
    free, diverse = evaluate_recommend(shop, None, Settings()), evaluate_recommend(shop, None, Settings(diversity=0.5))
    assert "diverse/ndcg@10" not in free and diverse["fusion/ndcg@10"] == free["fusion/ndcg@10"]
    assert 0 < diverse["diverse/alike@10"] == pytest.approx(free["fusion/alike@10"], abs=1e-4)


def test_lists_can_be_spread_by_likeness() -> None:
    """Two sorts of twelve, the first one better: the best of the second has a place, all others lose alike."""
    ids = [f"{'a' if n < 12 else 'b'}{n}" for n in range(24)]
    scores, allowed = np.linspace(2.0, 1.0, 24)[None, :], np.ones((1, 24), dtype=bool)
    assert spread_rows(scores, allowed, ids, None)[0].tolist() == list(range(10))
    made = spread_rows(scores, allowed, ids, None, lambda one, other: 0.9 * (one[0] == other[0]))
    assert made[0].tolist() == [*range(9), 12]


def test_cosines_are_a_peer_and_no_part_of_the_fusion(shop: Path) -> None:
    metrics = evaluate_recommend(shop, None, Settings())
    assert {"cosine/ndcg@10", "people-cosine/ndcg@10_ci"} <= set(metrics) and "cosine" not in metrics["grid"]


def test_bounded_lists_are_filled_like_the_others() -> None:
    """Twelve items, six of brand a and the best ones: at half of ten places a has five, unless only a may be listed."""
    ids = [f"{'a' if n < 6 else 'b'}{n}" for n in range(12)]
    scores, allowed = -np.arange(12.0)[None, :].repeat(2, axis=0), np.ones((2, 12), dtype=bool)
    allowed[1, 6:] = False
    made = spread_rows(scores, allowed, ids, Bound(0.5, {id: id[0] for id in ids}))
    assert made[0].tolist() == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]
    assert made[1].tolist() == top_rows(scores, allowed)[1].tolist()


def test_weights_are_found_on_the_validation_alone(shop: Path) -> None:
    catalogue = read_catalogue(shop)
    split = by_time(catalogue.acts)
    cases = make_cases(catalogue, split.train, split.validation)
    weights = fitted_weights(cases)
    assert weights["people"] == 1.0 and set(weights) == {"people", "graph", "popular"}
    assert weights == fitted_weights(cases)
