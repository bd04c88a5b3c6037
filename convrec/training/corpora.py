"""The lines that the shipped listeners are fitted on, all written for this project."""

import re
from collections.abc import Iterator
from pathlib import Path

from convrec.understanding.clauses import split

DATA = Path(__file__).parent / "data"
MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")  # "[oak|love] yes, [pine|refuse] no"


def lines(name: str, first: int | None = None) -> list[tuple[str, str]]:
    """(label, text) pairs of a tab-separated file in ``data``, or only the first so many."""
    pairs = (row.partition("\t") for row in _rows(name)[:first])
    return [(label.strip(), text.strip()) for label, _, text in pairs]


def clauses(name: str) -> list[tuple[str, str]]:
    """(label, clause) pairs of a file of marked messages: the clauses whose marked things are all of one label."""
    return [pair for row in _rows(name) for pair in _clauses(row)]


def _clauses(row: str) -> Iterator[tuple[str, str]]:
    text, marks, end = "", list[tuple[int, str]](), 0
    for match in MARKED.finditer(row):
        text += row[end : match.start()]
        marks.append((len(text), match[2]))
        text, end = text + match[1], match.end()
    for clause in split(text + row[end:]):
        labels = {label for place, label in marks if clause.start <= place < clause.end}
        if len(labels) == 1:
            yield labels.pop(), clause.quote


def _rows(name: str) -> list[str]:
    return [row for row in (DATA / name).read_text(encoding="utf-8").splitlines() if row.strip()]
