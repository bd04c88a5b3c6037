"""The learned fusion on ratings: several collaborative parts, one of them strong, on the split of ``evaluate ratings``.

    python benchmarks/fusion_ratings.py [--data FOLDER]

The parts are the closed-form ridge, a factorisation, shrunk cosines between items and popularity. A fifth
of what each person chose is foretold from the rest; a tenth of the rest, held back in turn, is what the fusion is
learnt from, by some people, while others say when to stop. The prior weighs every part by the inverse of its usual
best score.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.evaluation.collaborative import Scorer, fitted, popular
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.ratings import HELD_BACK, ONE_IN, SECONDS, SEED, TOP, read_people
from convrec.evaluation.recommend.cosines import item_similarity
from convrec.evaluation.recommend.learning import reciprocal_ranks
from convrec.fusion import FEATURES, PRIOR
from convrec.fusion.context import HALF
from convrec.recommenders.people import factors
from convrec.recommenders.people.choice import ORDERLESS, search
from convrec.recommenders.people.histories import Histories, histories_of, profiles
from convrec.recommenders.people.quality import Asked, held_out, measures
from convrec.recommenders.people.ridge import Recipe
from convrec.settings import PROJECT
from convrec.training.fusion.learn import Choices, fused, learn

LEARNT = 600  # people to learn from, and as many to stop by
AT_ONCE = 1000


def cosines(before: Histories) -> Scorer:
    similar = item_similarity(profiles(before, 1.0).astype(np.float64))
    return lambda people: np.asarray((profiles(people, 1.0) @ similar).toarray(), dtype=np.float32)


def points(before: Histories) -> Scorer:
    made = factors.fit(before, ORDERLESS.factoring)
    return lambda people: made.scores(people, 1.0)


def scorers(before: Histories, recipe: Recipe) -> dict[str, Scorer]:
    ridge = fitted(before, recipe, None)
    return {"ridge": ridge, "points": points(before), "cosines": cosines(before), "popular": popular(before)}


def cases(parts: Mapping[str, Scorer], asked: Asked) -> Choices:
    """What the parts say of these people, and what they chose."""
    count = len(asked.wanted)
    before = asked.before.where(range(count))
    scores = {name: scorer(before) for name, scorer in parts.items()}
    scores = {name: np.maximum(values, 0.0) for name, values in scores.items()}
    allowed = np.ones((count, asked.before.items), dtype=bool)
    chosen = np.zeros_like(allowed)
    for person in range(count):
        allowed[person, before.rows[person]] = False
        chosen[person, asked.wanted[person]] = True
    done = np.array([len(rows) for rows in before.rows])
    contexts = np.zeros((count, len(FEATURES)))
    contexts[:, FEATURES.index("unasked")] = 1.0
    contexts[:, FEATURES.index("known")] = done / (done + HALF)
    return Choices(scores, contexts, allowed, chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared" / "data" / "ml-1m")
    data = parser.parse_args().data
    if not data.exists():
        print(f"There is no {data}, so nothing is printed; docs/data.md says where such data comes from.")
        return
    lists = read_people(data)
    row: dict[str, int] = {}
    rows = [[row.setdefault(item, len(row)) for item in items] for items in lists.values()]
    asked = held_out(histories_of(rows, len(row)), ONE_IN, SEED)
    inner = held_out(asked.before, HELD_BACK, SEED)
    recipe = search(inner, None, SECONDS, ORDERLESS, TOP).recipe
    parts = scorers(inner.before, recipe)
    drawn = inner.some(2 * LEARNT, SEED)
    halves = [
        cases(parts, Asked(drawn.before.where(half), tuple(drawn.wanted[person] for person in half)))
        for half in (range(LEARNT), range(LEARNT, 2 * LEARNT))
    ]
    usual = {name: float(np.median(values.max(axis=1))) for name, values in halves[0].scores.items()}
    priors = {name: 1.0 / size for name, size in usual.items()}
    learnt = learn(halves[0], halves[1], priors)
    print(f"log loss on the stopping half {learnt.loss:.4f}, of the prior {learnt.prior_loss:.4f}; {learnt.fusion}")
    parts, found = scorers(asked.before, recipe), dict[str, list[Mapping[str, np.ndarray]]]()
    for start in range(0, len(asked.wanted), AT_ONCE):
        some = range(start, min(start + AT_ONCE, len(asked.wanted)))
        part = Asked(asked.before.where(some), tuple(asked.wanted[person] for person in some))
        told = cases(parts, part)
        ranked = {
            **told.scores,
            "rrf": reciprocal_ranks(told.scores, told.open),
            "prior": fused(told, PRIOR, priors),
            "fusion": fused(told, learnt.fusion, priors),
        }
        for name, scores in ranked.items():
            found.setdefault(name, []).append(measures(scores.copy(), part, TOP))
    for measure in (f"recall@{TOP}", f"ndcg@{TOP}"):
        whole = {name: np.concatenate([one[measure] for one in several]) for name, several in found.items()}
        for name, values in whole.items():
            less = interval(whole["fusion"] - values)
            print(f"{measure} {name}: {share(values)} {interval(values)}, fusion less it {less}", flush=True)


if __name__ == "__main__":
    main()
