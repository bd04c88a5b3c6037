"""Whom what suits, order aside: a fifth of what each person chose is foretold from the rest.

Read are folders with ``train.txt`` (a line a person, ``person item item …``) or with RecBole's ``NAME.inter``.
Settings are chosen with a tenth of what is learnt from held back, and then all of it is learnt from.
"""

import csv
import io
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.encodings import read_text
from convrec.data.sequences import read_lists
from convrec.errors import EvaluationError
from convrec.evaluation.collaborative import in_parts, mixed, peers
from convrec.evaluation.intervals import interval, share
from convrec.recommenders.people.choice import ORDERLESS
from convrec.recommenders.people.histories import histories_of
from convrec.recommenders.people.mixture import mix
from convrec.recommenders.people.quality import Asked, held_out
from convrec.settings import Settings

TOP = 20
SECONDS = 100.0  # for the choice of settings
ONE_IN = 5  # of each person's items is foretold
HELD_BACK = 10  # one in so many of the rest chooses the settings
SEED = 3


def evaluate_ratings(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@20 and ndcg@20 of the ``people`` recommender with 95 % intervals, and the same of its peers.

    With ``test``, a file of lines ``person item item …``, those items are foretold from all that ``data`` has.
    """
    lists = read_people(data)
    asked = _asked(lists, test)
    began = time.perf_counter()
    mixture = mix(held_out(asked.before, HELD_BACK, SEED), None, SECONDS, ORDERLESS, TOP)
    scorer = mixed(asked.before, mixture, None)
    seconds = round(time.perf_counter() - began, 1)
    metrics: dict[str, Any] = {}
    for name, values in in_parts(scorer, asked, TOP).items():
        metrics |= {name: share(values), f"{name}_ci": interval(values)}
    metrics |= {
        "people": len(asked.wanted),
        "items": asked.before.items,
        "fit_seconds": seconds,
        "recipe": str(mixture),
    }
    return metrics | {"peers": peers(asked, TOP)}


def read_people(data: Path) -> dict[str, list[str]]:
    """Person → items, of a folder or of one of its files."""
    path = data
    if data.is_dir():
        found = [*sorted(data.glob("*.inter")), *sorted(data.glob("train.txt"))]
        if not found:
            raise EvaluationError(f"{data} has neither train.txt nor a RecBole file, NAME.inter.")
        path = found[0]
    if path.suffix != ".inter":
        return read_lists(path)
    people: dict[str, list[str]] = defaultdict(list)
    rows = csv.reader(io.StringIO(read_text(path)), delimiter="\t")
    header = [name.partition(":")[0] for name in next(rows, [])]
    if not {"user_id", "item_id"} <= set(header):
        raise EvaluationError(f"{path} has no columns user_id:token and item_id:token.")
    person, item = header.index("user_id"), header.index("item_id")
    for row in rows:
        if len(row) == len(header):
            people[row[person]].append(row[item])
    return people


def _asked(lists: dict[str, list[str]], test: Path | None) -> Asked:
    row: dict[str, int] = {}
    rows = {person: [row.setdefault(item, len(row)) for item in items] for person, items in lists.items()}
    whole = histories_of(rows.values(), len(row))
    if test is None:
        return held_out(whole, ONE_IN, SEED)
    wanted = {
        person: np.array([row[item] for item in items if item in row], dtype=np.intp)
        for person, items in read_lists(test).items()
        if person in rows
    }
    order = [person for person in rows if len(wanted.get(person, ()))]
    if not order:
        raise EvaluationError(f"Nobody of {test} has a known item that could be foretold; are both of one data set?")
    rest = [person for person in rows if person not in set(order)]
    before = histories_of([rows[person] for person in [*order, *rest]], len(row))
    return Asked(before, tuple(wanted[person] for person in order))
