"""History → next item: the last item of each person's list is foretold from all before it.

All items that somebody doesn't have yet are ranked. Settings are chosen on the items before the last, which the final
fit learns from as well.
"""

import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from tqdm import tqdm

from convrec.data.sequences import Sequences, read_lists, read_sequences
from convrec.errors import EvaluationError
from convrec.evaluation.collaborative import in_parts, mixed, peers
from convrec.evaluation.intervals import interval, share
from convrec.models.device import choose_device
from convrec.recommenders.people.choice import ORDERED
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.mixture import Mixture, mix
from convrec.recommenders.people.quality import Asked, last_held_out
from convrec.recommenders.people.ridge import Recipe, likeness
from convrec.settings import Settings

TOP = 10
SECONDS = 60.0  # for the choice of settings but the reader's fit, which comes on top as the final fit does
MEASURES = ("ndcg@10", "hr@10", "mrr@10")


def evaluate_sequences(data: Path, test: Path | None, settings: Settings, side: Path | None = None) -> dict[str, Any]:
    """ndcg@10, hr@10 and mrr@10 of the ``people`` recommender with 95 % intervals, and the same of its peers.

    With ``test``, a file of the same form, the last item of each of its lines is foretold from the whole list that
    ``data`` has of that person.
    """
    read = read_sequences(data, side)
    whole = histories_of(read.lists, len(read.items))
    asked = last_held_out(whole) if test is None else _asked(read, test)
    device = choose_device(settings.device)
    began = time.perf_counter()
    attributes = likeness(read.attributes) if read.attributes is not None else None
    mixture = _chosen(asked.before, attributes, device)
    scorer = mixed(asked.before, mixture, attributes, device)
    seconds = round(time.perf_counter() - began, 1)
    found = in_parts(scorer, asked, TOP)
    metrics: dict[str, Any] = {}
    for name in MEASURES:
        metrics |= {name: share(found[name]), f"{name}_ci": interval(found[name])}
    metrics |= {"people": len(asked.wanted), "items": len(read.items), "attributes": attributes is not None}
    return metrics | {"fit_seconds": seconds, "recipe": str(mixture), "peers": peers(asked, TOP)}


def _chosen(before: Histories, attributes: csr_array | None, device: str) -> Mixture:
    with tqdm(total=SECONDS, desc="settings", unit="s", disable=None) as bar:
        began = time.perf_counter()

        def tried(quality: float, recipe: Recipe) -> None:
            bar.set_postfix(ndcg=f"{quality:.4f}")
            bar.update(min(SECONDS, time.perf_counter() - began) - bar.n)

        return mix(last_held_out(before), attributes, SECONDS, ORDERED, TOP, tried, device)


def _asked(read: Sequences, test: Path) -> Asked:
    """Whole histories of the people of a test file first, and each one's last item there."""
    row, own = {item: place for place, item in enumerate(read.items)}, dict(zip(read.people, read.lists, strict=True))
    wanted = {
        person: row[items[-1]] for person, items in read_lists(test).items() if person in own and items[-1] in row
    }
    if not wanted:
        raise EvaluationError(f"Nobody of {test} has a known item that could be foretold; are both of one data set?")
    order = [*wanted, *(person for person in read.people if person not in wanted)]
    whole = histories_of([own[person] for person in order], len(read.items))
    return Asked(whole, tuple(np.array([item], dtype=np.intp) for item in wanted.values()))
