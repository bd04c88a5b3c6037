"""What the settings of lists cost and bring on the demo shop: popularity, diversity, bounds on exposure.

    python benchmarks/spread.py [--catalogue FOLDER]

The last month is foretold by the fusion that is learnt as in ``evaluate recommend``, without any of the settings, which
then change its lists alone. Differences of ndcg@10 are to the lists without settings, person by person, with 95 %
intervals. *Alike*: how alike the items of a list are by their values; *items*: how many of the shop's are on any list;
*chosen*: how many people had chosen an item of a list before, the mean.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.splits import by_time
from convrec.diversity import Likeness, lost_of
from convrec.evaluation.intervals import interval
from convrec.evaluation.recommend import Cases, make_cases
from convrec.evaluation.recommend.exposure import Exposure
from convrec.evaluation.recommend.learning import choices, learn_from
from convrec.evaluation.recommend.lists import judge, likeness, spread_rows, top_rows
from convrec.evaluation.recommend.truth import read_truth
from convrec.exposure import bound_of
from convrec.ranking import WEIGHTS
from convrec.recommenders import People
from convrec.settings import PROJECT, Settings
from convrec.training.fusion.learn import fused
from convrec.types import Act
from knowledge_graph import CatalogueGraph

POPULARITIES, DIVERSITIES, BOUNDS = (-0.4, -0.2, -0.1, 0.1, 0.2, 0.4), (0.05, 0.1, 0.2, 0.3, 0.5), (0.3, 0.2, 0.1)
MEASURES = ("ndcg@10", "true_ndcg@10")


class Table:
    """Prints a row for each set of lists."""

    def __init__(self, catalogue: Catalogue, graph: CatalogueGraph, cases: Cases, truth: np.ndarray | None) -> None:
        self._ids, self._alike, self._exposure = list(catalogue.row), Likeness(graph), Exposure(catalogue)
        self._cases, self._truth = cases, truth
        print(
            "| lists of ten | ndcg@10 | difference | true ndcg@10 | difference | alike | items | chosen | brand Gini |"
        )
        print("|---" * 9 + "|")

    def row(self, name: str, top: np.ndarray, base: np.ndarray) -> None:
        """The figures of lists (cases, 10) beside those of others."""
        cells = []
        ours, other = judge(top, self._cases, self._truth), judge(base, self._cases, self._truth)
        for measure in MEASURES:
            if measure in ours:
                less = "" if top is base else str(interval(ours[measure].values - other[measure].values))
                cells += [f"{ours[measure].values.mean():.4f}", less]
        cells.append(f"{likeness(top, self._ids, self._alike).mean():.3f}")
        cells += [str(len(np.unique(top))), f"{self._cases.popularity[top].mean():.0f}"]
        cells.append(str(self._exposure.of_lists(top, self._cases.open).get("brand_gini", "")))
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def with_popularity(
    catalogue: Catalogue, graph: CatalogueGraph, month: tuple[tuple[Act, ...], tuple[Act, ...]], popularity: float
) -> np.ndarray:
    """What ``people`` says under the setting: (cases, items)."""
    parts = (People.fitted(catalogue.row, month[0], graph, popularity),)
    return make_cases(catalogue, *month, parts=parts).scores[People.source]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, default=PROJECT / "assets" / "shop")
    catalogue = read_catalogue(parser.parse_args().catalogue)
    graph, split = catalogue_graph(catalogue, acts=()), by_time(catalogue.acts)
    month = ((*split.train, *split.validation), split.test)
    cases, tuning = make_cases(catalogue, *month), make_cases(catalogue, split.train, split.validation)
    fusion = learn_from(catalogue, split.train, tuning).fusion
    truth = read_truth(catalogue.folder, catalogue, cases.people)
    table, ids = Table(catalogue, graph, cases, truth), list(catalogue.row)
    scores = fused(choices(cases), fusion, WEIGHTS)
    people, base = (top_rows(values, cases.open) for values in (cases.scores[People.source], scores))
    table.row("people", people, people)
    table.row("fusion", base, base)
    for popularity in POPULARITIES:
        told = with_popularity(catalogue, graph, month, popularity)
        table.row(f"people, popularity {popularity}", top_rows(told, cases.open), people)
        moved = replace(cases, scores={**cases.scores, People.source: told})
        lists = top_rows(fused(choices(moved), fusion, WEIGHTS), cases.open)
        table.row(f"fusion, popularity {popularity}", lists, base)
    asked = [(f"diversity {share}", Settings(diversity=share)) for share in DIVERSITIES]
    asked += [(f"at most {share} a brand", Settings(exposure_bound=share)) for share in BOUNDS]
    asked += [("at most 0.4 a tier of price", Settings(exposure_bound=0.4, exposure_by="price"))]
    for name, settings in asked:
        bound, lost = bound_of(catalogue, settings), lost_of(graph, settings)
        table.row(f"fusion, {name}", spread_rows(scores, cases.open, ids, bound, lost), base)


if __name__ == "__main__":
    main()
