"""Lists of ten and what is asked of them. A list is a row of item rows, best first: (cases, 10).

Acts show what people met and chose, and they meet famous things more often. Two measures weigh the chosen items against
that, by powers of how many people chose each before: popularity-stratified recall (Steck 2011) and recall with inverse
propensities, normalised by each person's own weights (Yang et al. 2018).
"""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from convrec.diversity import Likeness, Lost
from convrec.evaluation.recommend.cases import Cases
from convrec.ranking import Bound, spread
from convrec.types import Recommendation

TOP = 10
STRATIFIED = 0.5  # Steck's power of popularity: half-way between no weighing (0) and counting strata alike (1)
PROPENSITY = 1.25  # Yang's (γ + 1) / 2 with γ = 1.5: the chance of being observed grows as this power of popularity


@dataclass(frozen=True, eq=False)
class Measured:
    """Results of all cases (cases,), and what each weighs in their mean."""

    values: np.ndarray
    weights: np.ndarray | None = field(default=None)


def judge(top: np.ndarray, cases: Cases, truth: np.ndarray | None) -> dict[str, Measured]:
    """recall@10, plain and debiased, and ndcg@10 against acts, and against the truth where there is one.

    The truth's relevant items are each person's ten best; its gains are how much better than the person's median
    item something suits.
    """
    measures = {
        f"recall@{TOP}": Measured(recall(top, cases.chosen)),
        f"ndcg@{TOP}": Measured(ndcg(top, cases.chosen.astype(float))),
        f"stratified_recall@{TOP}": stratified(top, cases.chosen, rarity(cases.popularity, STRATIFIED)),
        f"ips_recall@{TOP}": Measured(weighted_recall(top, cases.chosen, rarity(cases.popularity, PROPENSITY))),
    }
    if truth is not None:
        middle = np.nanmedian(np.where(cases.open, truth, np.nan), axis=1, keepdims=True)
        gains = np.where(cases.open, np.maximum(0.0, truth - middle), 0.0)
        measures[f"true_recall@{TOP}"] = Measured(recall(top, best_of(truth, cases.open)))
        measures[f"true_ndcg@{TOP}"] = Measured(ndcg(top, gains))
    return measures


def top_rows(scores: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """The ten best rows of each case, best first, ties by row: (cases, 10)."""
    return np.argsort(-np.where(allowed, scores, -np.inf), axis=1, kind="stable")[:, :TOP]


def spread_rows(
    scores: np.ndarray, allowed: np.ndarray, ids: list[str], bound: Bound | None, lost: Lost | None = None
) -> np.ndarray:
    """The same under the settings' bound and spread by likeness, chosen as for a reply: (cases, 10)."""
    row, lists = {item: place for place, item in enumerate(ids)}, []
    for values, mask in zip(scores, allowed, strict=True):
        order = sorted(np.flatnonzero(mask).tolist(), key=lambda place: -values[place])
        ranked = [Recommendation(ids[place], float(values[place]), ()) for place in order]
        chosen = [row[r.item_id] for r in spread(ranked, TOP, lambda one, other: False, bound, lost)]
        lists.append((chosen + np.flatnonzero(~mask).tolist())[:TOP])  # filled up as top_rows does
    return np.array(lists)


def likeness(top: np.ndarray, ids: list[str], alike: Likeness) -> np.ndarray:
    """How alike the items of each list are, the mean over their pairs (Ziegler et al. 2005): (cases,)."""
    pairs = list(combinations(range(top.shape[1]), 2))
    return np.array([np.mean([alike(ids[rows[a]], ids[rows[b]]) for a, b in pairs]) for rows in top])


def best_of(truth: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Each person's ten best items in truth, as a mask (cases, items)."""
    best = np.zeros_like(allowed)
    np.put_along_axis(best, top_rows(truth, allowed), True, axis=1)
    return best


def recall(top: np.ndarray, relevant: np.ndarray) -> np.ndarray:
    """Share of the relevant items that are listed, of ten where there are more: (cases,)."""
    return weighted_recall(top, relevant, np.ones(relevant.shape[1]))


def weighted_recall(top: np.ndarray, relevant: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share of the relevant items' weight that is listed, of the ten weightiest where there are more: (cases,).

    ``weights`` (items,) are the same for everybody.
    """
    weighed = relevant * weights
    return np.asarray(np.take_along_axis(weighed, top, axis=1).sum(axis=1) / _most(weighed))


def stratified(top: np.ndarray, relevant: np.ndarray, weights: np.ndarray) -> Measured:
    """The same over all people's items together: whoever chose what few choose counts more."""
    return Measured(weighted_recall(top, relevant, weights), _most(relevant * weights))


def rarity(popularity: np.ndarray, power: float) -> np.ndarray:
    """What an item weighs (items,): the inverse of a power of its popularity, which is counted from one."""
    return np.asarray((popularity + 1.0) ** -power)


def _most(weighed: np.ndarray) -> np.ndarray:
    """The weight that a list of ten can hold: (cases,)."""
    return np.asarray(np.sort(weighed, axis=1)[:, -TOP:].sum(axis=1))


def ndcg(top: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Discounted gain of the list against the best possible list (Järvelin & Kekäläinen 2002): (cases,)."""
    listed = top.shape[1]  # fewer than ten in the smallest catalogues
    discount = 1 / np.log2(np.arange(2, listed + 2))
    got = (np.take_along_axis(gains, top, axis=1) * discount).sum(axis=1)
    best = (-np.sort(-gains, axis=1)[:, :listed] * discount).sum(axis=1)
    return np.divide(got, best, out=np.zeros_like(got), where=best > 0)
