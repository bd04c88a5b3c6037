"""People to foretell for: what each part of the fusion says of every item, and what they chose afterwards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from convrec.data.folder import Catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.interactions import CHOSEN, act_weight, people_per_item
from convrec.fusion import FEATURES, context
from convrec.recommenders import Graph, People, Popular, Recommender
from convrec.types import Act, Query, Understanding
from knowledge_graph.schema import Liking, Profile, item_entity


@dataclass(frozen=True, eq=False)
class Cases:
    """People to foretell for. Scores are (cases, items) per part, −inf where an item may not be listed."""

    people: tuple[str, ...]
    scores: Mapping[str, np.ndarray]
    chosen: np.ndarray  # (cases, items), True where the person chose the item afterwards
    open: np.ndarray  # (cases, items), True where the item may be listed
    popularity: np.ndarray  # (items,), how many people had chosen each item before
    contexts: np.ndarray  # (cases, features), what is known of each query, in the order of FEATURES


def make_cases(
    catalogue: Catalogue,
    before: Sequence[Act],
    after: Sequence[Act],
    parts: Sequence[Recommender] | None = None,
    popularity: float = 0.0,
) -> Cases:
    """Let every part, fitted to the acts before, score all items for whoever chooses something new after.

    ``parts`` replace the usual ones; without any there are only the people and what they chose. ``popularity`` is the
    setting of that name.
    """
    row, size = catalogue.row, len(catalogue.items)
    usual = np.array([item.kind == catalogue.default_kind for item in catalogue.items])
    history = _by_person(before)
    chosen: dict[str, set[int]] = defaultdict(set)
    for act in after:
        if act_weight(act) >= CHOSEN and usual[row[act.item_id]]:
            chosen[act.user_id].add(row[act.item_id])
    people, scores, hits, allowed, contexts = [], [], [], [], []
    parts = _parts(catalogue, before, popularity) if parts is None else parts
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
        contexts.append(list(context(query).values()))
    stacked = np.array(scores).reshape(len(people), len(parts), size)
    per_part = {part.source: stacked[:, place] for place, part in enumerate(parts)}
    hit, free = (np.array(rows, dtype=bool).reshape(len(people), size) for rows in (hits, allowed))
    features = np.array(contexts).reshape(len(people), len(FEATURES))
    return Cases(tuple(people), per_part, hit, free, people_per_item(before, row), features)


def _parts(catalogue: Catalogue, acts: Sequence[Act], popularity: float) -> tuple[Recommender, ...]:
    ids, row = [item.id for item in catalogue.items], dict(catalogue.row)
    graph = catalogue_graph(catalogue, acts=())
    return (
        People.fitted(row, acts, graph, popularity),
        Graph(graph, row),
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
