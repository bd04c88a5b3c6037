"""Are the estimates from a log right? Simulated people of the demo shop, of whom it is known what would suit them.

    python benchmarks/offline_policy.py [--catalogue FOLDER] [--logs N]

Lists by the prior weights, with exploration, are shown to the people of the last month several times over; each item
is liked with a chance that follows from the file of truths, wherever it stands. What the shop's learned fusion would
have brought is then estimated from such logs, and compared with what it truly brings. Printed per estimator: the mean
over the logs, its difference from the truth in standard errors, the spread of a single log's estimate, and in how many
logs the 95 % interval holds the truth. All are of the new lists' items in the log's reach; the last row is of all of
them, where what is out of reach rests on the model of rewards alone.
"""

import argparse
import sys
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.shown import ShownList
from convrec.data.splits import by_time
from convrec.evaluation.policy import as_logged, wanted
from convrec.evaluation.policy.estimators import ESTIMATORS, estimates, weigh
from convrec.evaluation.recommend import Cases, make_cases
from convrec.evaluation.recommend.truth import read_truth
from convrec.exploration import explore, write_list
from convrec.fusion import FEATURES, Fusion, fusion_of
from convrec.ranking import WEIGHTS, fuse
from convrec.settings import PROJECT
from convrec.types import Because, Candidate

LIMIT, SHARE, VISITS = 5, 0.3, 5
PLEASED = 5.5  # how well something must suit for an even chance to be liked
WHOLE = "dr, of all"


def unlike(one: str, other: str) -> bool:
    """No two items are near-duplicates here."""
    return False


class Shop:
    """Everybody's candidates and rankings by the prior weights, made once."""

    def __init__(self, catalogue: Catalogue, cases: Cases, truth: np.ndarray) -> None:
        ids = [item.id for item in catalogue.items]
        self.chance = [
            dict(zip(ids, row.tolist(), strict=True)) for row in 1 / (1 + np.exp(PLEASED - np.maximum(truth, -50)))
        ]
        self.contexts = [dict(zip(FEATURES, row, strict=True)) for row in cases.contexts.tolist()]
        self.candidates = [
            [
                Candidate(ids[place], scores[place], source, (Because(source, (), scores[place]),))
                for source, everybody in cases.scores.items()
                for scores in [everybody[person].tolist()]
                for place in np.flatnonzero(cases.open[person] & (everybody[person] != 0)).tolist()
            ]
            for person in range(len(cases.people))
        ]
        self.ranked = [fuse(named) for named in self.candidates]

    def log(self, seed: int) -> tuple[ShownList, ...]:
        """Some visits of everybody, as the assistant logs them, and what came of them."""
        rng, lists = Random(seed), []
        for person, ranked in enumerate(self.ranked):
            for visit in range(VISITS):
                name = f"{seed} {person} {visit}"
                explored = explore(tuple(ranked[:LIMIT]), ranked, SHARE, name, unlike)
                kept = write_list(explored, ranked, self.candidates[person], self.contexts[person], unlike)
                shown = [r.item_id for r in explored.recommendations]
                rewards = {item: float(rng.random() < self.chance[person][item]) for item in shown}
                lists.append(ShownList.model_validate_json(kept).model_copy(update={"rewards": rewards}))
        return tuple(lists)

    def value(self, fusion: Fusion, lists: tuple[ShownList, ...]) -> tuple[float, float]:
        """What lists by a fusion truly bring, and how much of it comes of items that the log could have shown."""
        brought = supported = 0.0
        for person in range(len(self.ranked)):
            one = lists[person * VISITS]
            for candidate, chosen in zip(one.candidates, wanted(one, fusion).tolist(), strict=True):
                chance = self.chance[person][candidate.item_id] * chosen
                brought += chance
                supported += chance * (candidate.propensity > 0)
        return brought / len(self.ranked), supported / len(self.ranked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, default=PROJECT / "assets" / "shop")
    parser.add_argument("--logs", type=int, default=100)
    asked = parser.parse_args()
    catalogue = read_catalogue(asked.catalogue)
    split = by_time(catalogue.acts)
    cases = make_cases(catalogue, (*split.train, *split.validation), split.test)
    truth = read_truth(asked.catalogue, catalogue, cases.people)
    if truth is None:
        raise SystemExit(f"{asked.catalogue} holds no truth to compare with.")
    shop, fusion = Shop(catalogue, cases, truth), fusion_of(catalogue, WEIGHTS)
    first = shop.log(0)
    chosen = [wanted(one, fusion) for one in first]
    old, (whole, supported) = shop.value(Fusion(), first)[0], shop.value(fusion, first)
    print(
        f"{len(first)} lists a log; the old lists bring {old:.4f}, the new {whole:.4f}, of it in reach {supported:.4f}"
    )
    goals = dict.fromkeys(ESTIMATORS, supported) | {WHOLE: whole}
    found: dict[str, list[float]] = {name: [] for name in goals}
    covered = dict.fromkeys(goals, 0)
    for seed in range(asked.logs):
        told = estimated(shop.log(seed), chosen)
        for name, (value, (low, high)) in told.items():
            found[name].append(value)
            covered[name] += low <= goals[name] <= high
    print("| | mean | less the truth, in standard errors | spread of one log | intervals that hold the truth |")
    print("|---|---|---|---|---|")
    for name, values in found.items():
        off = (np.mean(values) - goals[name]) / (np.std(values, ddof=1) / np.sqrt(len(values)))
        cells = f"{np.mean(values):.4f} | {off:+.1f} | {np.std(values, ddof=1):.4f} | {covered[name] / asked.logs:.2f}"
        print(f"| {name} | {cells} |")


def estimated(log: tuple[ShownList, ...], chosen: list[np.ndarray]) -> dict[str, tuple[float, list[float]]]:
    """Every estimate with its interval: of what is in the log's reach, and doubly robust of all."""
    logged = as_logged(log)
    reach = [mask & (one.propensity > 0) for mask, one in zip(chosen, logged, strict=True)]
    near, all_ = (estimates(weigh(logged, masks)) for masks in (reach, chosen))
    told: dict[str, Any] = {name: (near[name], near[f"{name}_ci"]) for name in ESTIMATORS}
    return told | {WHOLE: (all_["dr"], all_["dr_ci"])}


if __name__ == "__main__":
    main()
