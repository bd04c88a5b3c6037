"""The learned fusion beside its parts and other fusions, over several months of a catalogue's acts.

    python benchmarks/fusion.py [--catalogue FOLDER] [--months N]

``evaluate recommend`` foretells one month, which is few people. Here each of the last months is foretold in turn, by a
fusion learnt from the months before it alone, and all cases are judged together. A person may come in several months,
so intervals are over people, all of whose cases are drawn together.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import read_catalogue
from convrec.data.splits import by_time
from convrec.evaluation.intervals import resampled
from convrec.evaluation.recommend import Cases, fitted_weights, fused, make_cases, top_rows
from convrec.evaluation.recommend.learning import MONTHS, choices, reciprocal_ranks
from convrec.evaluation.recommend.lists import judge
from convrec.evaluation.recommend.truth import read_truth
from convrec.fusion import PRIOR
from convrec.ranking import WEIGHTS
from convrec.settings import PROJECT
from convrec.training.fusion.learn import fused as learnt_scores
from convrec.training.fusion.learn import joined, learn

MEASURES = ("recall@10", "ndcg@10", "true_recall@10", "true_ndcg@10")


def rankings(months: Sequence[Cases]) -> dict[str, np.ndarray]:
    """Scores of the first month's cases by every part and every fusion; the months after it are earlier in time."""
    now, stop, rest = months[0], months[1], months[2 : 2 + MONTHS]
    learnt = learn(joined([choices(cases) for cases in rest]), choices(stop), WEIGHTS).fusion
    return {
        **now.scores,
        "rrf": reciprocal_ranks(now.scores, now.open),
        "prior": learnt_scores(choices(now), PRIOR, WEIGHTS),
        "grid": fused(now.scores, fitted_weights(stop)),
        "fusion": learnt_scores(choices(now), learnt, WEIGHTS),
    }


def over_people(values: np.ndarray, people: Sequence[str]) -> list[float]:
    """Interval of the mean over cases where a person's cases are drawn together."""
    own: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        own[person].append(place)
    sums = np.array([[values[rows].sum(), len(rows)] for rows in own.values()])
    return resampled(lambda drawn: float(sums[drawn, 0].sum() / sums[drawn, 1].sum()), len(sums))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, default=PROJECT / "assets" / "shop")
    parser.add_argument("--months", type=int, default=4)
    asked = parser.parse_args()
    catalogue = read_catalogue(asked.catalogue)
    before, months = catalogue.acts, []
    for _ in range(asked.months + 1 + MONTHS):
        split = by_time(before)
        before = (*split.train, *split.validation)
        months.append(make_cases(catalogue, before, split.test))
    found: dict[str, dict[str, list[np.ndarray]]] = defaultdict(lambda: defaultdict(list))
    for place in range(asked.months):
        cases = months[place]
        truth = read_truth(asked.catalogue, catalogue, cases.people)
        for name, scores in rankings(months[place:]).items():
            for measure, result in judge(top_rows(scores, cases.open), cases, truth).items():
                found[name][measure].append(result.values)
    people = [person for cases in months[: asked.months] for person in cases.people]
    print(f"| {len(people)} cases, {len(set(people))} people | " + " | ".join(MEASURES) + " |")
    print("|---" * (len(MEASURES) + 1) + "|")
    whole = {name: {m: np.concatenate(v) for m, v in own.items()} for name, own in found.items()}
    for name, own in whole.items():
        cells = [f"{own[m].mean():.4f} {over_people(own[m], people)}" for m in MEASURES if m in own]
        print(f"| {name} | {' | '.join(cells)} |")
    for name, own in whole.items():
        if name != "fusion":
            cells = [f"{over_people(whole['fusion'][m] - own[m], people)}" for m in MEASURES if m in own]
            print(f"| fusion − {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
