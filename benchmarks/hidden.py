"""The chat's ``people`` beside cosines between items, on choices that are hidden at random.

    python benchmarks/hidden.py --catalogue FOLDER [--people N]

One in five of the items that each of N people chose is hidden and foretold from everything else. That is fair where
acts come at once, as MovieLens's ratings do; where they come in visits (as in the demo shop) it rewards what goes
together in a visit, and ``evaluate recommend`` foretells a month instead.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.interactions import CHOSEN, act_weight
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.recommend import make_cases
from convrec.evaluation.recommend.cosines import Cosines
from convrec.evaluation.recommend.lists import judge, top_rows
from convrec.recommenders import People

ONE_IN, SEED = 5, 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, required=True)
    parser.add_argument("--people", type=int, default=300)
    asked = parser.parse_args()
    catalogue = read_catalogue(asked.catalogue)
    chose: dict[str, list[str]] = defaultdict(list)
    for act in catalogue.acts:
        if act_weight(act) >= CHOSEN and act.item_id not in chose[act.user_id]:
            chose[act.user_id].append(act.item_id)
    rng = np.random.default_rng(SEED)
    several = sorted(person for person, items in chose.items() if len(items) > 1)
    hidden: set[tuple[str, str]] = set()
    for place in rng.permutation(len(several))[: asked.people].tolist():
        items = chose[several[place]]
        gone = rng.permutation(len(items))[: max(1, len(items) // ONE_IN)].tolist()
        hidden |= {(several[place], items[number]) for number in gone}
    before = [act for act in catalogue.acts if (act.user_id, act.item_id) not in hidden]
    after = [act for act in catalogue.acts if (act.user_id, act.item_id) in hidden]
    graph = catalogue_graph(catalogue, acts=())
    parts = (People.fitted(catalogue.row, before, graph), Cosines(catalogue.row, before))
    cases = make_cases(catalogue, before, after, parts)
    found = {name: judge(top_rows(scores, cases.open), cases, None) for name, scores in cases.scores.items()}
    for measure in ("recall@10", "ndcg@10"):
        for name, judged in found.items():
            print(f"{measure} {name}: {share(judged[measure].values)} {interval(judged[measure].values)}")
        print(f"{measure} difference: {interval(found['people'][measure].values - found['cosine'][measure].values)}")


if __name__ == "__main__":
    main()
