"""History → next item: the last item of each person's list is foretold from all before it.

All items that somebody doesn't have yet are ranked. Settings are chosen on the items before the last, which the final
fit learns from as well.
"""

import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from tqdm import tqdm

from convrec.data.sequences import Sequences, read_lists, read_sequences
from convrec.errors import EvaluationError
from convrec.evaluation.collaborative_peers import PEERS
from convrec.evaluation.intervals import interval, share
from convrec.recommenders.people.choice import choose, ndcg, ranks
from convrec.recommenders.people.histories import Histories, histories_of, profiles
from convrec.recommenders.people.ridge import Recipe, likeness, solve, tell
from convrec.settings import Settings

TOP = 10
SECONDS = 100.0  # for the choice of settings; the final fit comes on top
AT_ONCE = 2000  # people
Scorer = Callable[[Histories], np.ndarray]  # (people, items)


def evaluate_sequences(data: Path, test: Path | None, settings: Settings, side: Path | None = None) -> dict[str, Any]:
    """ndcg@10, hr@10 and mrr@10 of the ``people`` recommender with 95 % intervals, and ndcg@10 of its peers.

    With ``test``, a file of the same form, the last item of each of its lines is foretold from the whole list that
    ``data`` has of that person.
    """
    read = read_sequences(data, side)
    before, last = histories_of(read.lists, len(read.items)).without_last()
    if test is not None:
        before, last = _foretold(read, test)
    began = time.perf_counter()
    attributes = likeness(read.attributes) if read.attributes is not None else None
    recipe = _chosen(before, attributes)
    scorer = fitted(before, recipe, attributes)
    seconds = time.perf_counter() - began
    found = _ranks(scorer, before, last)
    metrics: dict[str, Any] = {}
    for name, values in measures(found).items():
        metrics |= {name: share(values), f"{name}_ci": interval(values)}
    metrics |= {"people": len(last), "items": len(read.items), "fit_seconds": round(seconds, 1), "recipe": str(recipe)}
    metrics["attributes"] = read.attributes is not None
    return metrics | {"peers": peers(before, last)}


def fitted(before: Histories, recipe: Recipe, attributes: csr_array | None) -> Scorer:
    """The model, ready to score all items for people."""
    solved = solve(before, recipe)
    inverse = solved.inverse()

    def scores(people: Histories) -> np.ndarray:
        told = tell(profiles(people, recipe.decay) @ inverse, solved, attributes)
        return told.scores(recipe)

    return scores


def measures(ranks: np.ndarray) -> Mapping[str, np.ndarray]:
    """Per person, of the rank of the one right item, counted from 0."""
    hit = (ranks < TOP).astype(float)
    return {f"ndcg@{TOP}": ndcg(ranks, TOP), f"hr@{TOP}": hit, f"mrr@{TOP}": hit / (ranks + 1.0)}


def peers(before: Histories, last: np.ndarray) -> dict[str, Any]:
    """What public packages make of the same split: quality and seconds, or why one doesn't run."""
    found: dict[str, Any] = {}
    for name, fit in PEERS.items():
        began = time.perf_counter()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # implicit remarks on its own matrices
                scorer = fit(before)
        except ImportError as error:
            found[name] = f"not installed ({error.name})"
            continue
        seconds = round(time.perf_counter() - began, 1)
        found[name] = {f"ndcg@{TOP}": share(ndcg(_ranks(scorer, before, last), TOP)), "fit_seconds": seconds}
    return found


def _chosen(before: Histories, attributes: csr_array | None) -> Recipe:
    with tqdm(total=SECONDS, desc="settings", unit="s", disable=None) as bar:
        began = time.perf_counter()

        def tried(quality: float, recipe: Recipe) -> None:
            bar.set_postfix(ndcg=f"{quality:.4f}")
            bar.update(min(SECONDS, time.perf_counter() - began) - bar.n)

        return choose(before, attributes, SECONDS, tried)


def _ranks(scorer: Scorer, before: Histories, last: np.ndarray) -> np.ndarray:
    found = []
    for start in tqdm(range(0, len(last), AT_ONCE), desc="people", disable=None):
        people = range(start, min(start + AT_ONCE, len(last)))
        some = before.where(people)
        found.append(ranks(scorer(some), some.rows, last[start : start + AT_ONCE]))
    return np.concatenate(found)


def _foretold(read: Sequences, test: Path) -> tuple[Histories, np.ndarray]:
    """Whole histories of the people of a test file, and the row of each one's last item there."""
    row, own = {item: place for place, item in enumerate(read.items)}, dict(zip(read.people, read.lists, strict=True))
    wanted = {
        person: row[items[-1]] for person, items in read_lists(test).items() if person in own and items[-1] in row
    }
    if not wanted:
        raise EvaluationError(f"Nobody of {test} has a known item that could be foretold; are both of one data set?")
    order = [*wanted, *(person for person in read.people if person not in wanted)]
    whole = histories_of([own[person] for person in order], len(read.items))
    return whole, np.array(list(wanted.values()), dtype=np.intp)
