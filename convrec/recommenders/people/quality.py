"""How good lists are for people of whom it is known what they chose."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convrec.recommenders.people.histories import Histories

FEWEST = 2  # items of a history of which some are held out


@dataclass(frozen=True, eq=False)
class Asked:
    """What people chose before, and what each of the first ``len(wanted)`` of them is to be foretold: rows of items."""

    before: Histories
    wanted: tuple[np.ndarray, ...]

    def some(self, people: int, seed: int) -> "Asked":
        """At most so many people, drawn by chance."""
        drawn = np.random.default_rng(seed).permutation(len(self.wanted))[:people].tolist()
        return Asked(self.before.where(drawn), tuple(self.wanted[person] for person in drawn))


def last_held_out(histories: Histories) -> Asked:
    """Everybody's last item is asked for; who has one only is left out."""
    some = histories.where([place for place, rows in enumerate(histories.rows) if len(rows) >= FEWEST])
    before, last = some.without_last()
    return Asked(before, tuple(last[:, None]))


def held_out(histories: Histories, one_in: int, seed: int) -> Asked:
    """One in so many of everybody's items is asked for, drawn by chance, at least one."""
    rng = np.random.default_rng(seed)
    some = histories.where([place for place, rows in enumerate(histories.rows) if len(rows) >= FEWEST])
    kept_rows, kept_weights, wanted = [], [], []
    for rows, weights in zip(some.rows, some.weights, strict=True):
        gone = np.zeros(len(rows), dtype=bool)
        gone[rng.permutation(len(rows))[: max(1, len(rows) // one_in)]] = True
        kept_rows.append(rows[~gone])
        kept_weights.append(weights[~gone])
        wanted.append(rows[gone])
    return Asked(Histories(tuple(kept_rows), tuple(kept_weights), histories.items), tuple(wanted))


def measures(scores: np.ndarray, asked: Asked, top: int) -> Mapping[str, np.ndarray]:
    """``list_measures`` of the ``top`` of all items not chosen before. ``scores`` (people, items) is changed."""
    return list_measures(best(scores[: len(asked.wanted)], asked.before, top), asked, top)


def list_measures(lists: np.ndarray, asked: Asked, top: int) -> Mapping[str, np.ndarray]:
    """Per person recall and ndcg of lists (people, at most ``top``) of rows, best first.

    Recall is the share of what was asked for; ndcg is taken against the best possible list.
    """
    hits = np.zeros((len(asked.wanted), top))
    for person, (wanted, listed) in enumerate(zip(asked.wanted, lists, strict=True)):
        hits[person, : len(listed)] = np.isin(listed, wanted)
    sizes = np.array([len(wanted) for wanted in asked.wanted])
    discount = 1.0 / np.log2(np.arange(2, top + 2))
    ideal = np.cumsum(discount)[np.minimum(sizes, top) - 1]
    first = np.where(hits.any(axis=1), 1.0 / (hits.argmax(axis=1) + 1.0), 0.0)
    return {
        f"ndcg@{top}": (hits * discount).sum(axis=1) / ideal,
        f"recall@{top}": hits.sum(axis=1) / sizes,
        f"hr@{top}": hits.any(axis=1).astype(float),
        f"mrr@{top}": first,
    }


def best(scores: np.ndarray, before: Histories, top: int) -> np.ndarray:
    """The ``top`` rows of each person's scores, best first, without what they have: (people, top)."""
    for person in range(len(scores)):
        scores[person, before.rows[person]] = -np.inf
    top = min(top, scores.shape[1])
    found = np.argpartition(-scores, top - 1, axis=1)[:, :top]
    order = np.argsort(-np.take_along_axis(scores, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)
