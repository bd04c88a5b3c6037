"""Recommenders against what people did next, and, where it is known, against what would really suit them.

Split by time: the last month of acts is foretold from all before it. The fusion is learnt from the months before, of
which the last says when to stop. Beside it stand its parts, the fusion by prior weights, that by weights from a grid,
and reciprocal rank fusion; beside ``people``, cosines between items.
A person counts where something is known of them and they choose something new; what they already did something with is
left out of the lists. On simulated shops a file of truths holds how well every item suits every person.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.folder import Catalogue, read_acts, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.splits import by_time
from convrec.diversity import Likeness, lost_of
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.recommend.cases import Cases, make_cases
from convrec.evaluation.recommend.cosines import Cosines
from convrec.evaluation.recommend.exposure import Exposure
from convrec.evaluation.recommend.learning import choices, learn_from, reciprocal_ranks
from convrec.evaluation.recommend.lists import TOP, Measured, judge, likeness, ndcg, recall, spread_rows, top_rows
from convrec.evaluation.recommend.truth import read_truth
from convrec.evaluation.recommend.weights import fitted_weights, fused
from convrec.exposure import bound_of
from convrec.fusion import PRIOR, Fusion
from convrec.models.device import choose_device
from convrec.ranking import WEIGHTS
from convrec.settings import Settings
from convrec.training.fusion.learn import fused as learnt_scores
from convrec.types import Act
from knowledge_graph import CatalogueGraph

__all__ = ["Cases", "evaluate_recommend", "fitted_weights", "fused", "make_cases", "ndcg", "recall", "top_rows"]

Month = tuple[Sequence[Act], Sequence[Act]]  # all acts before it, and its own
OTHERS = ("prior", "grid", "rrf")  # fusions that the learned one is compared with


def evaluate_recommend(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@10 and ndcg@10 of every part and of the fusions, against acts and (``true_``) against true preferences.

    Beside them stand recalls debiased for popularity, how alike the items of a list are, and the exposure of brands and
    tiers of price; where the settings bound exposure, ``bounded`` is the fusion under that bound, and where they ask
    for diversity, ``diverse`` is the fusion with it; the fusion is learnt without them. The last month's acts are
    foretold; with ``test``, a file of later acts, those are, from all that the folder has. Raises EvaluationError where
    there are too few acts.
    """
    catalogue = read_catalogue(data)
    earlier, tuned, scored = _months(catalogue, data, test)
    tuning, final = make_cases(catalogue, *tuned), make_cases(catalogue, *scored, popularity=settings.popularity)
    if not tuning.people or not final.people:
        raise EvaluationError(f"The acts of {data} don't reach over the three months that this needs.")
    learnt = learn_from(catalogue, earlier, tuning, choose_device(settings.device))
    truth = read_truth(data, catalogue, final.people)
    metrics: dict[str, Any] = {"people": len(final.people), "simulated": catalogue.simulated}
    metrics["learnt"] = {source: vars(curve) for source, curve in learnt.fusion.curves.items()}
    metrics["grid"] = weights = fitted_weights(tuning)
    peer = make_cases(catalogue, *scored, parts=(Cosines(catalogue.row, scored[0]),))
    graph, ids = catalogue_graph(catalogue, acts=()), list(catalogue.row)
    lists = _lists(catalogue, graph, final, learnt.fusion, weights, settings)
    lists |= {name: top_rows(values, peer.open) for name, values in peer.scores.items()}
    alike = Likeness(graph)
    judged = {
        name: judge(top, final, truth) | {f"alike@{TOP}": Measured(likeness(top, ids, alike))}
        for name, top in lists.items()
    }
    for name, measures in judged.items():
        for measure, result in measures.items():
            metrics[f"{name}/{measure}"] = share(result.values, result.weights)
            metrics[f"{name}/{measure}_ci"] = interval(result.values, result.weights)
    for name in (*final.scores, *OTHERS):
        metrics |= _differences(f"fusion-{name}", judged["fusion"], judged[name])
    metrics |= _differences("people-cosine", judged["people"], judged["cosine"])
    for name in {"bounded", "diverse"} & judged.keys():
        metrics |= _differences(f"{name}-fusion", judged[name], judged["fusion"])
    return metrics | _exposed(catalogue, final, lists)


def _months(catalogue: Catalogue, data: Path, test: Path | None) -> tuple[Sequence[Act], Month, Month]:
    """The acts to learn from, the month that chooses the weights, and the one that is scored."""
    if not catalogue.acts:
        raise EvaluationError(f"{data} holds no acts to foretell; see interactions.jsonl in docs/catalogue.md.")
    split = by_time(catalogue.acts)
    last = ((*split.train, *split.validation), split.test)
    if test is None:
        return split.train, (split.train, split.validation), last
    return last[0], last, (catalogue.acts, read_acts(test, catalogue))


def _lists(
    catalogue: Catalogue,
    graph: CatalogueGraph,
    cases: Cases,
    fusion: Fusion,
    weights: dict[str, float],
    settings: Settings,
) -> dict[str, np.ndarray]:
    """The lists of every part, of the fusions, and of the learned one as the settings bound and spread it."""
    scores = {
        **cases.scores,
        "fusion": learnt_scores(choices(cases), fusion, WEIGHTS),
        "prior": learnt_scores(choices(cases), PRIOR, WEIGHTS),
        "grid": fused(cases.scores, weights),
        "rrf": reciprocal_ranks(cases.scores, cases.open),
    }
    lists = {name: top_rows(values, cases.open) for name, values in scores.items()}
    ids, bound, lost = list(catalogue.row), bound_of(catalogue, settings), lost_of(graph, settings)
    if bound is not None:
        lists["bounded"] = spread_rows(scores["fusion"], cases.open, ids, bound)
    if lost is not None:
        lists["diverse"] = spread_rows(scores["fusion"], cases.open, ids, bound, lost)
    return lists


def _differences(name: str, ours: dict[str, Measured], other: dict[str, Measured]) -> dict[str, Any]:
    """Intervals of the differences, person by person."""
    return {
        f"{name}/{measure}_ci": interval(result.values - other[measure].values, result.weights)
        for measure, result in ours.items()
    }


def _exposed(catalogue: Catalogue, cases: Cases, lists: dict[str, np.ndarray]) -> dict[str, Any]:
    exposure = Exposure(catalogue)
    found: dict[str, Any] = {f"catalogue/{name}": value for name, value in exposure.of_catalogue().items()}
    for part, top in lists.items():
        found |= {f"{part}/{name}": value for name, value in exposure.of_lists(top, cases.open).items()}
    return found
