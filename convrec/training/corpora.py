"""The lines that the shipped listeners are fitted on, all written for this project."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from convrec.models.marking import marked
from convrec.understanding.opinions.clauses import split

Mark = tuple[int, int, str]  # start, end, label
DATA = Path(__file__).parent / "data"
MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")  # "[oak|love] yes, [pine|refuse] no"


def lines(name: str, first: int | None = None) -> list[tuple[str, str]]:
    """(label, text) pairs of a tab-separated file in ``data``, or only the first so many."""
    pairs = (row.partition("\t") for row in _rows(name)[:first])
    return [(label.strip(), text.strip()) for label, _, text in pairs]


def messages(name: str) -> list[list[tuple[str, str]]]:
    """A file of marked messages → for each its (label, text) pairs: each marked thing in its message, and the clauses
    whose marked things are all of one label.
    """
    return [[*_things(text, marks), *_clauses(text, marks)] for text, marks in map(_parsed, _rows(name))]


def _things(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    yield from ((label, marked(text, start, end)) for start, end, label in marks)


def _clauses(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    for clause in split(text):
        labels = {label for start, _, label in marks if clause.start <= start < clause.end}
        if len(labels) == 1:
            yield labels.pop(), clause.quote


def _parsed(row: str) -> tuple[str, list[Mark]]:
    """A row → its text without the marks, and (start, end, label) of each."""
    text, marks, end = "", list[Mark](), 0
    for match in MARKED.finditer(row):
        text += row[end : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text, end = text + match[1], match.end()
    return text + row[end:], marks


def _rows(name: str) -> list[str]:
    return [row for row in (DATA / name).read_text(encoding="utf-8").splitlines() if row.strip()]
