"""Which recall on acts is nearest to the true one? Many rankings of the demo shop, where the truth is known.

    python benchmarks/debiased.py [--catalogue FOLDER]

The rankings are all fusions of the parts from a grid of weights, the popular part also taken off. Each is judged by
plain, popularity-stratified and inverse-propensity recall on the last month's acts, over several powers of popularity,
and by the true recall: how many of each person's ten best items are listed. Printed are the mean distance to it and
Kendall's tau with it, each with a 95 % bootstrap interval over people. (Resampling adds noise, which lowers a tau: an
interval may lie below its value. The last column is free of that.)
"""

import argparse
import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import read_catalogue
from convrec.data.splits import by_time
from convrec.evaluation.intervals import resampled
from convrec.evaluation.recommend import Cases, fused, make_cases, top_rows
from convrec.evaluation.recommend.lists import Measured, best_of, rarity, recall, stratified, weighted_recall
from convrec.evaluation.recommend.truth import read_truth
from convrec.settings import PROJECT

GRID = {"people": (0.0, 1.0), "graph": (0.0, 0.4, 1.6, 6.4), "popular": (-0.8, -0.2, 0.0, 0.2, 0.8, 3.2)}
STRATA, PROPENSITIES = (0.25, 0.5, 0.75, 1.0), (0.5, 0.75, 1.0, 1.25, 1.5)


def rankings(cases: Cases) -> list[np.ndarray]:
    """The lists (cases, 10) of every fusion that weighs something; weights that make the same lists count once."""
    tried = (dict(zip(GRID, weights, strict=True)) for weights in product(*GRID.values()))
    made = (top_rows(fused(cases.scores, weights), cases.open) for weights in tried if any(weights.values()))
    return list({lists.tobytes(): lists for lists in made}.values())


def estimates(top: np.ndarray, cases: Cases) -> dict[str, Measured]:
    """Every estimator's results of one ranking."""
    found = {"plain": Measured(recall(top, cases.chosen))}
    for power in STRATA:
        found[f"stratified, {power}"] = stratified(top, cases.chosen, rarity(cases.popularity, power))
    for power in PROPENSITIES:
        found[f"propensity, {power}"] = Measured(weighted_recall(top, cases.chosen, rarity(cases.popularity, power)))
    return found


def means(results: list[Measured], rows: np.ndarray) -> np.ndarray:
    """The mean of each ranking over some cases: (rankings,)."""
    return np.array(
        [np.average(one.values[rows], weights=None if one.weights is None else one.weights[rows]) for one in results]
    )


def table(estimated: Mapping[str, list[Measured]], truth: list[Measured], cases: int) -> None:
    everybody, plain = np.arange(cases), estimated["plain"]
    print(
        f"| {len(truth)} rankings, {cases} people | distance to the truth | Kendall's tau with it | tau less plain's |"
    )
    print("|---|---|---|---|")
    for name, results in estimated.items():

        def distance(rows: np.ndarray, results: list[Measured] = results) -> float:
            return float(np.abs(means(results, rows) - means(truth, rows)).mean())

        def tau(rows: np.ndarray, results: list[Measured] = results) -> float:
            return float(kendalltau(means(results, rows), means(truth, rows)).statistic)

        def gained(rows: np.ndarray, results: list[Measured] = results) -> float:
            return tau(rows, results) - tau(rows, plain)

        cells = [f"{of(everybody):.3f} {_between(resampled(of, cases))}" for of in (distance, tau, gained)]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _between(bounds: list[float]) -> str:
    return f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, default=PROJECT / "assets" / "shop")
    folder = parser.parse_args().catalogue
    catalogue = read_catalogue(folder)
    split = by_time(catalogue.acts)
    cases = make_cases(catalogue, (*split.train, *split.validation), split.test)
    suits = read_truth(folder, catalogue, cases.people)
    if suits is None:
        raise SystemExit(f"{folder} holds no truth to compare with.")
    best, lists = best_of(suits, cases.open), rankings(cases)
    judged = [estimates(top, cases) for top in lists]
    truth = [Measured(recall(top, best)) for top in lists]
    table({name: [one[name] for one in judged] for name in judged[0]}, truth, len(cases.people))


if __name__ == "__main__":
    main()
