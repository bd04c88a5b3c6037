"""People's items in the order of time, as sequential benchmarks store them: a line a person, ``person item item …``.

Beside them there may be a JSON of the items' attributes, ``{"item": [attribute, …]}``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from convrec.data.encodings import read_text
from convrec.errors import EvaluationError

SHORTEST = 3  # items: one to know somebody by, one to choose settings by, one to foretell
BESIDE = "{}_item2attributes.json"


@dataclass(frozen=True, eq=False)
class Sequences:
    """``lists`` hold rows of ``items``, oldest first; ``attributes`` is binary (items, attributes)."""

    people: tuple[str, ...]
    lists: tuple[tuple[int, ...], ...]
    items: tuple[str, ...]
    attributes: csr_array | None = None


def read_sequences(path: Path, side: Path | None = None) -> Sequences:
    """Read a file, with the attributes of ``side`` or of ``NAME_item2attributes.json`` beside it.

    All items of both files can be foretold. Whoever has fewer than three items is left out. Raises EvaluationError with
    what is wrong with a file.
    """
    histories = read_lists(path)
    beside = path.with_name(BESIDE.format(path.stem))
    attributes = read_attributes(side or beside) if side or beside.is_file() else {}
    items = tuple(dict.fromkeys([item for own in histories.values() for item in own] + list(attributes)))
    row = {item: place for place, item in enumerate(items)}
    kept = {person: own for person, own in histories.items() if len(own) >= SHORTEST}
    if not kept:
        raise EvaluationError(f"In {path} nobody has {SHORTEST} items or more; expected are lines: person item item ….")
    lists = tuple(tuple(row[item] for item in own) for own in kept.values())
    return Sequences(tuple(kept), lists, items, _matrix(attributes, row) if attributes else None)


def read_lists(path: Path) -> dict[str, list[str]]:
    """Person → items, oldest first, each once."""
    histories: dict[str, list[str]] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        person, *items = line.split() or [""]
        if not person:
            continue
        if not items or person in histories:
            what = "no items" if not items else f"a person, {person}, who had a line before"
            raise EvaluationError(f"Line {number} of {path} has {what}; expected are lines: person item item ….")
        histories[person] = list(dict.fromkeys(items))
    return histories


def read_attributes(path: Path) -> dict[str, list[str]]:
    """Item → names of its attributes."""
    try:
        read = json.loads(read_text(path))
        return {str(item): [str(name) for name in names] for item, names in read.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise EvaluationError(f'{path} is no JSON of attributes; expected is {{"item": ["attribute", …]}}.') from error


def _matrix(attributes: Mapping[str, Sequence[str]], row: Mapping[str, int]) -> csr_array:
    column: dict[str, int] = {}
    where = {(row[i], column.setdefault(name, len(column))) for i, names in attributes.items() for name in names}
    rows, columns = np.array(sorted(where), dtype=np.intp).reshape(-1, 2).T
    return csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(row), len(column)))
