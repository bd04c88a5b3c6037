"""Estimates from a log: by hand, over everything that could have happened, and on simulated people."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.data.folder import Catalogue
from convrec.data.shown import read_shown
from convrec.errors import EvaluationError, WeightsError
from convrec.evaluation.policy import evaluate_offline_policy, wanted
from convrec.evaluation.policy.estimators import ESTIMATORS, Logged, dr, estimates, ips, snips, weigh
from convrec.evaluation.policy.rewards import expected_rewards
from convrec.fusion import PRIOR, Curve, Fusion, write_fusion
from convrec.ranking import WEIGHTS
from convrec.settings import Settings

ALL = np.arange


def test_by_hand() -> None:
    """Three items, two places: the first is certain, the second is b with .8 and c with .2; the new list is a, c."""
    propensity, new = np.array([1.0, 0.8, 0.2]), np.array([True, False, True])
    usual = Logged(propensity, np.array([True, True, False]), np.array([1.0, 1.0, 0.0]), np.array([0.5, 0.0, 0.3]))
    tried = Logged(propensity, np.array([True, False, True]), np.array([0.0, 0.0, 1.0]), np.array([0.5, 0.0, 0.3]))
    weighed = weigh([usual, tried], [new, new])
    assert ips(weighed, ALL(2)) == pytest.approx((1 + 1 / 0.2) / 2)
    assert snips(weighed, ALL(2)) == pytest.approx((1 + 5) / (1 + 1 + 5) * 2)
    first, second = 0.8 + (1 - 0.5), 0.8 + (0 - 0.5) + (1 - 0.3) / 0.2
    assert dr(weighed, ALL(2)) == pytest.approx((first + second) / 2)
    assert estimates(weighed)["supported"] == 1.0


def outcomes(rates: np.ndarray, share: float, expected: np.ndarray) -> Iterator[tuple[float, Logged]]:
    """Every list and every reward that could have been, with its probability: two places, the last of them explored."""
    pool = range(2, len(rates))
    propensity = np.array([1.0, 1 - share] + [share / len(pool)] * len(pool))
    for last in range(1, len(rates)):
        shown = np.isin(np.arange(len(rates)), [0, last])
        for first_liked in (0, 1):
            for last_liked in (0, 1):
                reward = np.zeros(len(rates))
                reward[[0, last]] = first_liked, last_liked
                chance = float(propensity[last])
                for item, liked in ((0, first_liked), (last, last_liked)):
                    chance *= rates[item] if liked else 1 - rates[item]
                yield chance, Logged(propensity, shown, reward, expected)


@pytest.mark.parametrize("new", [[0, 1], [0, 4], [2, 3]])
@pytest.mark.parametrize("expected", [[0.0] * 5, [0.9, -0.3, 0.5, 0.2, 7.0]])
def test_over_all_that_could_have_happened_ips_and_dr_are_right(new: list[int], expected: list[float]) -> None:
    """Whatever is expected of the rewards, wrong as it may be."""
    rates = np.array([0.7, 0.2, 0.4, 0.9, 0.1])
    mask = np.isin(np.arange(5), new)
    found = {"ips": 0.0, "dr": 0.0}
    for chance, logged in outcomes(rates, 0.3, np.array(expected)):
        weighed = weigh([logged], [mask])
        for name in found:
            found[name] += chance * ESTIMATORS[name](weighed, ALL(1))
    assert found["ips"] == pytest.approx(rates[new].sum())
    assert found["dr"] == pytest.approx(rates[new].sum())


def test_what_could_not_be_shown_is_counted() -> None:
    one = Logged(np.array([1.0, 0.0]), np.array([True, False]), np.array([1.0, 0.0]), np.array([0.0, 0.25]))
    weighed = weigh([one], [np.array([True, True])])
    assert estimates(weighed)["supported"] == 0.5
    assert ips(weighed, ALL(1)) == 1.0 and dr(weighed, ALL(1)) == 1.25


# ── the log and the command ──


def write_log(path: Path, lists: int, seed: int) -> dict[str, float]:
    """People like an item as its "people" score says; the old lists go by "popular". Returns the true values."""
    rng, lines, value = np.random.default_rng(seed), [], {"prior": 0.0, "learned": 0.0}
    for number in range(lists):
        people, popular = rng.random(8) * 0.1, rng.random(8)  # of no weight beside what is popular
        order = np.argsort(-popular)
        propensity = np.zeros(8)
        propensity[order] = [1.0, 0.5] + [0.5 / 6] * 6
        last = rng.choice(order[1:], p=propensity[order[1:]])
        shown = [int(order[0]), int(last)]
        likes = rng.random(8) < people * 9
        fused = {"prior": WEIGHTS["people"] * people + WEIGHTS["popular"] * popular, "learned": people}
        for name, scores in fused.items():
            value[name] += float((people * 9)[np.argsort(-scores)[:2]].sum()) / lists
        items = [
            {"item_id": f"i{n}", "scores": {"people": people[n], "popular": popular[n]}, "propensity": propensity[n]}
            for n in range(8)
        ]
        rewards = {f"i{n}": float(likes[n]) for n in shown}
        line = {"context": {"unasked": 1.0}, "shown": [f"i{n}" for n in shown], "candidates": items, "rewards": rewards}
        lines.append(json.dumps(line | {"at": number}) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return value


NO_FAME = Fusion({"popular": Curve(1.0, {"unasked": -9.0}), "people": Curve(1.0, {"unasked": 3.0})})


def test_a_log_tells_the_better_fusion_before_anybody_sees_it(tmp_path: Path, catalogue: Catalogue) -> None:
    truth = write_log(tmp_path / "log.jsonl", 1500, 3)
    write_fusion(tmp_path / "new", NO_FAME, catalogue, WEIGHTS, {"what": "a test"})
    found = evaluate_offline_policy(tmp_path / "log.jsonl", None, Settings(), tmp_path / "new")
    assert found["lists"] == 1500 and found["learned/supported"] == 1.0
    for name, value in truth.items():
        for estimator in ESTIMATORS:
            low, high = found[f"{name}/{estimator}_ci"]
            assert low < value < high
    assert found["learned/dr"] > found["logged"]


def test_the_command(tmp_path: Path, catalogue: Catalogue) -> None:
    write_log(tmp_path / "log.jsonl", 40, 4)
    write_fusion(tmp_path, NO_FAME, catalogue, WEIGHTS, {})
    arguments = ["evaluate", "offline-policy", "--data", str(tmp_path / "log.jsonl"), "--json"]
    metrics = json.loads(CliRunner().invoke(app, [*arguments, "--model", str(tmp_path)]).stdout)["metrics"]
    assert {"logged", "prior/ips", "prior/snips_ci", "learned/dr", "learned/effective_items"} <= set(metrics)
    assert "learned/dr" in json.loads(CliRunner().invoke(app, arguments).stdout)["metrics"]  # the shop's own


def test_a_policy_lists_what_its_fusion_puts_first(tmp_path: Path) -> None:
    write_log(tmp_path / "log.jsonl", 1, 5)
    (one,) = read_shown(tmp_path / "log.jsonl")
    people = [candidate.scores["people"] for candidate in one.candidates]
    assert set(np.flatnonzero(wanted(one, NO_FAME))) == set(np.argsort(people)[-2:])
    assert wanted(one, PRIOR).sum() == 2
    best, second = np.argsort(people)[::-1][:2]
    twins = [c.model_copy(update={"like": "i0"} if n in (best, second) else {}) for n, c in enumerate(one.candidates)]
    assert set(np.flatnonzero(wanted(one.model_copy(update={"candidates": tuple(twins)}), NO_FAME))) != {best, second}


def test_what_is_expected_of_a_list_does_not_rest_on_it(tmp_path: Path) -> None:
    write_log(tmp_path / "log.jsonl", 20, 6)
    lists = read_shown(tmp_path / "log.jsonl")
    changed = (lists[0].model_copy(update={"rewards": dict.fromkeys(lists[0].shown, 99.0)}), *lists[1:])
    before, after = expected_rewards(lists), expected_rewards(changed)
    assert before[0].tolist() == after[0].tolist() and before[1].tolist() != after[1].tolist()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"shown": ["a"], "candidates": [{"item_id": "a"}]}, "propensity above 0"),
        ({"shown": ["a"], "candidates": [{"item_id": "a", "propensity": 1}] * 2}, "each item once"),
        ({"shown": ["a"], "candidates": [{"item_id": "a", "propensity": 1}], "rewards": {"b": 1}}, "only shown items"),
        ({"shown": ["a"], "candidates": [{"item_id": "a", "propensity": 2}]}, "less than or equal"),
        ({"shown": [], "candidates": []}, "shown"),
    ],
)
def test_a_log_that_cannot_be_used_is_one_sentence(tmp_path: Path, line: dict[str, object], words: str) -> None:
    (tmp_path / "log.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=words) as refusal:
        read_shown(tmp_path / "log.jsonl")
    assert "\n" not in str(refusal.value)


def test_a_model_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    write_log(tmp_path / "log.jsonl", 2, 7)
    with pytest.raises(WeightsError, match="train fusion wrote"):
        evaluate_offline_policy(tmp_path / "log.jsonl", None, Settings(), tmp_path)
