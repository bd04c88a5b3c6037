"""Recommenders against what people did next, and, where it is known, against what would really suit them.

Split by time: the last month of acts is foretold from all before it, and the month before chooses the fusion's weights.
A person counts where something is known of them and they choose something new; what they already did something with is
left out of the lists. On simulated shops ``truth.npz`` holds how well every item suits every person; it is read here
and nowhere else.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.data.folder import Catalogue, read_acts, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.interactions import CHOSEN, act_weight, interaction_matrix, people_per_item
from convrec.data.splits import by_time
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.recommenders import Graph, People, Popular, Recommender
from convrec.settings import Settings
from convrec.types import Act, Query, Understanding
from knowledge_graph.schema import Liking, Profile, item_entity

TOP = 10
TRUTH = "truth.npz"
TRIED = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)  # weights that each part is tried with
ROUNDS = 2  # passes over the parts in the search for weights


@dataclass(frozen=True, eq=False)
class Cases:
    """People to foretell for. Scores are (cases, items) per part, −inf where an item may not be listed."""

    people: tuple[str, ...]
    scores: Mapping[str, np.ndarray]
    chosen: np.ndarray  # (cases, items), True where the person chose the item afterwards
    open: np.ndarray  # (cases, items), True where the item may be listed


def evaluate_recommend(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@10 and ndcg@10 of every part and of the fusion, against acts and (``true_``) against true preferences.

    The last month's acts are foretold; with ``test``, a file of later acts, those are, from all that the folder has.
    Raises EvaluationError where the catalogue has too few acts for it.
    """
    catalogue = read_catalogue(data)
    if not catalogue.acts:
        raise EvaluationError(f"{data} holds no acts to foretell; see interactions.jsonl in docs/catalogue.md.")
    split = by_time(catalogue.acts)
    before = (*split.train, *split.validation)
    if test is None:
        tuning = make_cases(catalogue, split.train, split.validation)
        final = make_cases(catalogue, before, split.test)
    else:
        tuning = make_cases(catalogue, before, split.test)
        final = make_cases(catalogue, catalogue.acts, read_acts(test, catalogue))
    if not tuning.people or not final.people:
        raise EvaluationError(f"The acts of {data} don't reach over the three months that this needs.")
    weights = fitted_weights(tuning)
    truth = read_truth(data, catalogue, final.people)
    metrics: dict[str, Any] = {"people": len(final.people), "weights": weights, "simulated": catalogue.simulated}
    parts = {**final.scores, "fusion": fused(final.scores, weights)}
    judged = {name: judge(scores, final, truth) for name, scores in parts.items()}
    for name, measures in judged.items():
        for measure, values in measures.items():
            metrics[f"{name}/{measure}"] = share(values)
            metrics[f"{name}/{measure}_ci"] = interval(values)
    for name in final.scores:
        for measure, values in judged["fusion"].items():
            metrics[f"fusion-{name}/{measure}_ci"] = interval(values - judged[name][measure])
    return metrics


def make_cases(
    catalogue: Catalogue, before: Sequence[Act], after: Sequence[Act], parts: Sequence[Recommender] | None = None
) -> Cases:
    """Let every part, fitted to the acts before, score all items for whoever chooses something new after.

    ``parts`` replace the usual ones; without any there are only the people and what they chose.
    """
    row, size = catalogue.row, len(catalogue.items)
    usual = np.array([item.kind == catalogue.default_kind for item in catalogue.items])
    history = _by_person(before)
    chosen: dict[str, set[int]] = defaultdict(set)
    for act in after:
        if act_weight(act) >= CHOSEN and usual[row[act.item_id]]:
            chosen[act.user_id].add(row[act.item_id])
    people, scores, hits, allowed = [], [], [], []
    parts = _parts(catalogue, before) if parts is None else parts
    for person in tqdm(sorted(chosen.keys() & history.keys()), desc="people", disable=None):
        known = {row[act.item_id] for act in history[person]}
        new = chosen[person] - known
        if not new:
            continue
        open_rows = usual.copy()
        open_rows[list(known)] = False
        query = Query(Understanding("en", "find"), _profile(person, history[person]), ~open_rows, size)
        people.append(person)
        scores.append([_scores(part, query, row) for part in parts])
        hits.append(np.isin(np.arange(size), list(new)))
        allowed.append(open_rows)
    stacked = np.array(scores).reshape(len(people), len(parts), size)
    per_part = {part.source: stacked[:, place] for place, part in enumerate(parts)}
    return Cases(tuple(people), per_part, np.array(hits), np.array(allowed))


def _parts(catalogue: Catalogue, acts: Sequence[Act]) -> tuple[Recommender, ...]:
    ids, row = [item.id for item in catalogue.items], dict(catalogue.row)
    return (
        People(ids, row, *interaction_matrix(acts, row)),
        Graph(catalogue_graph(catalogue, acts=()), row),
        Popular(ids, people_per_item(acts, row), ids),
    )


def _by_person(acts: Sequence[Act]) -> Mapping[str, list[Act]]:
    history: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        history[act.user_id].append(act)
    return history


def _profile(person: str, acts: Sequence[Act]) -> Profile:
    """What somebody's acts say, as likings of the items: the sum of what each act tells, between −1 and 1."""
    told: dict[str, float] = defaultdict(float)
    for act in acts:
        told[item_entity(act.item_id)] += act_weight(act)
    likings = {about: Liking(about, float(np.clip(value, -1, 1)), 0.0, "", "act") for about, value in told.items()}
    return Profile(person, likings)


def _scores(part: Recommender, query: Query, row: Mapping[str, int]) -> np.ndarray:
    scores = np.zeros(len(row))
    for candidate in part.candidates(query):
        scores[row[candidate.item_id]] = candidate.score
    return scores


# ── the fusion ─────────────────────────────────────────────────────────────────────────────────────────────────────


def fused(scores: Mapping[str, np.ndarray], weights: Mapping[str, float]) -> np.ndarray:
    """The weighted sum of the parts, each on its own scale: (cases, items)."""
    return np.asarray(sum(weights[name] * values for name, values in scores.items()))


def fitted_weights(cases: Cases) -> dict[str, float]:
    """Weights with the best ndcg on these cases, found one part at a time; the first part's weight stays 1."""
    others = list(cases.scores)[1:]
    weights = dict.fromkeys(cases.scores, 1.0)
    for _ in range(ROUNDS):
        for name in others:
            tried = {weight: weights | {name: weight} for weight in TRIED}
            best = max(TRIED, key=lambda weight: float(_ndcg_of(cases, fused(cases.scores, tried[weight])).mean()))
            weights[name] = best
    return weights


def _ndcg_of(cases: Cases, scores: np.ndarray) -> np.ndarray:
    return ndcg(top_rows(scores, cases.open), cases.chosen.astype(float))


# ── measures ───────────────────────────────────────────────────────────────────────────────────────────────────────


def judge(scores: np.ndarray, cases: Cases, truth: np.ndarray | None) -> dict[str, np.ndarray]:
    """Per case: recall@10 and ndcg@10 against acts, and the same against the truth where there is one.

    The truth's relevant items are each person's ten best; its gains are how much better than the person's median
    item something suits.
    """
    top = top_rows(scores, cases.open)
    measures = {f"recall@{TOP}": recall(top, cases.chosen), f"ndcg@{TOP}": ndcg(top, cases.chosen.astype(float))}
    if truth is not None:
        suits = np.where(cases.open, truth, -np.inf)
        middle = np.nanmedian(np.where(cases.open, truth, np.nan), axis=1, keepdims=True)
        gains = np.where(cases.open, np.maximum(0.0, truth - middle), 0.0)
        best = np.zeros_like(cases.open)
        np.put_along_axis(best, top_rows(suits, cases.open), True, axis=1)
        measures |= {f"true_recall@{TOP}": recall(top, best), f"true_ndcg@{TOP}": ndcg(top, gains)}
    return measures


def top_rows(scores: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """The ten best rows of each case, best first, ties by row: (cases, 10)."""
    return np.argsort(-np.where(allowed, scores, -np.inf), axis=1, kind="stable")[:, :TOP]


def recall(top: np.ndarray, relevant: np.ndarray) -> np.ndarray:
    """Share of the relevant items that are listed, of ten where there are more: (cases,)."""
    found = np.take_along_axis(relevant, top, axis=1).sum(axis=1)
    return np.asarray(found / np.minimum(relevant.sum(axis=1), TOP))


def ndcg(top: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Discounted gain of the list against the best possible list (Järvelin & Kekäläinen 2002): (cases,)."""
    listed = top.shape[1]  # fewer than ten in the smallest catalogues
    discount = 1 / np.log2(np.arange(2, listed + 2))
    got = (np.take_along_axis(gains, top, axis=1) * discount).sum(axis=1)
    best = (-np.sort(-gains, axis=1)[:, :listed] * discount).sum(axis=1)
    return np.divide(got, best, out=np.zeros_like(got), where=best > 0)


def read_truth(data: Path, catalogue: Catalogue, people: Sequence[str]) -> np.ndarray | None:
    """How well every item suits these people, (people, items), or None where it isn't known."""
    path = data / TRUTH
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as arrays:
        columns = {item: place for place, item in enumerate(arrays["items"].tolist())}
        rows = {person: place for place, person in enumerate(arrays["people"].tolist())}
        tenths = arrays["tenths"]
    try:
        wanted = np.ix_([rows[person] for person in people], [columns[item.id] for item in catalogue.items])
    except KeyError as error:
        raise EvaluationError(f"{path} knows nothing of {error}; make it again with the acts.") from error
    return np.asarray(tenths[wanted] / 10.0)
