"""The lines that the shipped listeners are fitted on, all written for this project."""

import re
from pathlib import Path

from convrec.models.marking import marked
from convrec.understanding.opinions.clauses import split

DATA = Path(__file__).parent / "data"
MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")  # "[oak|love] yes, [pine|refuse] no"


def lines(name: str, first: int | None = None) -> list[tuple[str, str]]:
    """(label, text) pairs of a tab-separated file in ``data``, or only the first so many."""
    pairs = (row.partition("\t") for row in _rows(name)[:first])
    return [(label.strip(), text.strip()) for label, _, text in pairs]


def clauses(name: str) -> list[tuple[str, str]]:
    """(label, clause) pairs of a file of marked messages: the clauses whose marked things are all of one label."""
    made = []
    for text, marks in map(_parsed, _rows(name)):
        for clause in split(text):
            labels = {label for start, _, label in marks if clause.start <= start < clause.end}
            made += [(label, clause.quote) for label in labels if len(labels) == 1]
    return made


def targets(name: str) -> list[tuple[str, str]]:
    """(label, message) pairs of the same file: each marked thing, in its message."""
    return [
        (label, marked(text, start, end)) for text, marks in map(_parsed, _rows(name)) for start, end, label in marks
    ]


def _parsed(row: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A row → its text without the marks, and (start, end, label) of each."""
    text, marks, end = "", list[tuple[int, int, str]](), 0
    for match in MARKED.finditer(row):
        text += row[end : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text, end = text + match[1], match.end()
    return text + row[end:], marks


def _rows(name: str) -> list[str]:
    return [row for row in (DATA / name).read_text(encoding="utf-8").splitlines() if row.strip()]
