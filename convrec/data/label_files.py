"""Files of labelled texts in their three formats, read into (label, text) pairs; a bad line is named and left out.

Read are "label text" lines, CSV with a column of labels and one of texts, and CLINC150's JSON of named parts.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convrec.data.encodings import LONGEST, read_text
from convrec.data.lines import Problems
from convrec.data.records import one_line
from convrec.errors import TrainingError

LABELS, TEXTS = ("label", "intent", "category"), ("review", "text", "utterance", "sentence")
LINES_FORM = "each line must be: label text (or the first line must name the columns of a CSV file: label,text)"
JSON_FORM = 'each part must be a list of such pairs: ["a text", "its label"]'
Pair = tuple[str, str]  # label, text
Parts = Mapping[str, Sequence[Pair]]


@dataclass(frozen=True)
class LabelFile:
    """The pairs of each part; "train" is everything where a file names no parts. ``form``: how it must be written."""

    parts: Parts
    form: str


def read_label_file(path: Path, problems: Problems) -> LabelFile:
    """Read any of the formats. Raises TrainingError where nothing is left, or where a text is too long."""
    content = read_text(path)
    if path.suffix.lower() == ".json" or content.lstrip().startswith("{"):
        read = LabelFile(_json_parts(path, content, problems), JSON_FORM)
    elif _is_table(path, content):
        read = _table(path, content, problems)
    else:
        read = LabelFile({"train": list(_line_pairs(path, content, problems))}, LINES_FORM)
    if not any(read.parts.values()):
        raise TrainingError(f"{path} holds no labelled text; {read.form}.")
    for pairs in read.parts.values():
        _refuse_long_texts(path, pairs)
    return read


def some(names: Iterable[str], most: int = 5) -> str:
    """A few of the names, for a sentence."""
    ordered = [name[:40] for name in sorted(names)]
    return ", ".join(ordered[:most]) + (f" and {len(ordered) - most} more" if len(ordered) > most else "")


def _refuse_long_texts(path: Path, pairs: Sequence[Pair]) -> None:
    """What stands over several lines, or in JSON, is no line that ``read_text`` could refuse."""
    for label, text in pairs:
        if (size := max(len(label), len(text))) > LONGEST:
            begins = one_line(f"{label[:20]} {text[:20]}")
            raise TrainingError(
                f"What begins with “{begins}” in {path} is {size} characters long; {LONGEST} is the most that is read."
            )


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _line_pairs(path: Path, content: str, problems: Problems) -> Iterator[Pair]:
    """Only line feeds part lines: reviews may hold the rarer signs that ``splitlines`` parts at too."""
    for number, line in enumerate(content.split("\n"), 1):
        words = line.split(maxsplit=1)
        if len(words) == 2:
            yield words[0], words[1].strip()
        elif words:
            problems.add(path.name, "holds a single word, no label and text, so the line was left out", number)


# ── CSV ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_table(path: Path, content: str) -> bool:
    """By its name, or by a first line that names a column of each sort."""
    head = {_column(name.strip().strip('"')) for name in content.partition("\n")[0].split(",")}
    return path.suffix.lower() == ".csv" or bool(head & set(LABELS) and head & set(TEXTS))


def _table(path: Path, content: str, problems: Problems) -> LabelFile:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        columns = [_column(name) for name in next(reader, [])]
    except csv.Error as error:
        raise TrainingError(f"The header of {path} can't be read ({error}); please mend its quotes.") from error
    label = next((name for name in LABELS if name in columns), None)
    text = next((name for name in TEXTS if name in columns), None)
    if label is None or text is None:
        had = some(columns) or "none"
        raise TrainingError(f"{path} needs the columns label and review (or text); it has: {had}.")
    places = columns.index(label), columns.index(text)
    rows = _rows(reader, path, len(columns), problems)
    form = f"below its first line, the column “{label}” must hold labels, and “{text}” texts"
    return LabelFile({"train": list(_table_pairs(rows, places, path, problems))}, form)


def _column(name: str) -> str:
    return name.strip().lower()


def _rows(reader: Any, path: Path, width: int, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The rows with as many cells as the header, each with the number of the line that it begins on."""
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:  # a quote that isn't closed takes lines with it, down to the end of the file
            gone = "the line was" if reader.line_num == number else f"it and the lines down to {reader.line_num} were"
            problems.add(path.name, f"can't be read ({error}; is a quote not closed?), so {gone} left out", number)
            continue
        if row is None:
            return
        if len(row) > width and any(row[width:]):
            why = f"has {len(row)} cells, more than the header (a text with commas needs quotes)"
            problems.add(path.name, f"{why}, so the line was left out", number)
        elif row and len(row) < width:
            problems.add(path.name, f"has {len(row)} of the header's {width} cells, so the line was left out", number)
        elif row:
            yield number, row


def _table_pairs(
    rows: Iterable[tuple[int, Sequence[str]]], places: tuple[int, int], path: Path, problems: Problems
) -> Iterator[Pair]:
    for number, row in rows:
        label, text = (row[place].strip() for place in places)
        if label and text:
            yield label, text
        else:
            problems.add(path.name, f"has no {'text' if label else 'label'}, so the line was left out", number)


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _json_parts(path: Path, content: str, problems: Problems) -> Parts:
    """CLINC150: {"train": [[text, label], …], "val": …, "test": …, "oos_train": …}; parts named alike are joined."""
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _no_such_json(path, f"it can't be read ({error})") from error
    if not isinstance(given, dict):
        raise _no_such_json(path, "it holds no named parts")
    joined: dict[str, list[Pair]] = {}
    for name, rows in sorted(given.items()):
        joined.setdefault(name.removeprefix("oos_"), []).extend(_json_pairs(path, name, rows, problems))
    return {"train": []} | joined


def _json_pairs(path: Path, part: str, rows: Any, problems: Problems) -> Iterator[Pair]:
    if not isinstance(rows, list):
        raise _no_such_json(path, f"its part “{part[:40]}” is no list")
    for number, row in enumerate(rows, 1):
        match row:
            case [str(text), str() | int() | float() as label]:
                pair = str(label).strip(), text.strip()
            case _:
                raise _no_such_json(path, f"pair {number} of its part “{part[:40]}” is no text and label")
        if all(pair):
            yield pair
        else:
            what = "text" if pair[0] else "label"
            problems.add(path.name, f"pair {number} of the part “{part[:40]}” has no {what}, so it was left out")


def _no_such_json(path: Path, why: str) -> TrainingError:
    return TrainingError(f'{path} must be JSON like {{"train": [["a text", "its label"], …]}}; {why}.')
