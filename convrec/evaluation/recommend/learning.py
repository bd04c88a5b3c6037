"""The learned fusion, and others to compare it with, on the cases of an evaluation."""

from collections.abc import Mapping, Sequence

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.splits import by_time
from convrec.evaluation.recommend.cases import Cases, make_cases
from convrec.ranking import WEIGHTS
from convrec.training.fusion.learn import Choices, Learnt, joined, learn
from convrec.types import Act

MONTHS = 4  # that the fusion is learnt from, before the one that says when to stop
RANK = 60.0  # Cormack's k


def learn_from(catalogue: Catalogue, before: Sequence[Act], tuning: Cases, device: str = "cpu") -> Learnt:
    """Learn from the last months of the acts ``before``, each foretold from all before it.

    ``tuning`` are the cases after them, which say when to stop. Where those months hold nobody to foretell for, the
    cases of ``tuning`` themselves are learnt from.
    """
    months = []
    for _ in range(MONTHS):
        if not before:
            break
        split = by_time(before)
        before = (*split.train, *split.validation)
        months.append(make_cases(catalogue, before, split.test))
    told = [choices(cases) for cases in months if cases.people]
    if told:
        return learn(joined(told), choices(tuning), WEIGHTS, device)
    return learn(choices(tuning), None, WEIGHTS, device)


def choices(cases: Cases) -> Choices:
    """The cases as the training wants them."""
    return Choices(cases.scores, cases.contexts, cases.open, cases.chosen)


def reciprocal_ranks(scores: Mapping[str, np.ndarray], allowed: np.ndarray) -> np.ndarray:
    """Reciprocal rank fusion (Cormack et al. 2009): each part adds 1 / (60 + rank) to what it speaks for.

    Items that a part says nothing of, or nothing good, get nothing from it.
    """
    total = np.zeros(allowed.shape)
    for values in scores.values():
        said = allowed & (values > 0)
        order = np.argsort(-np.where(said, values, -np.inf), axis=1, kind="stable")
        ranks = np.argsort(order, axis=1) + 1
        total += np.where(said, 1.0 / (RANK + ranks), 0.0)
    return total
