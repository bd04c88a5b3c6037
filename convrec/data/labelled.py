"""Labelled texts, for fitting and scoring classifiers: one noun, whatever the format of the file.

Read are "label text" lines, CSV with a column of labels and one of texts, and CLINC150's JSON of named parts. A text
that fits no label carries the label OUTSIDE.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convrec.data.encodings import read_text
from convrec.errors import TrainingError

OUTSIDE = "oos"
VALIDATION = 5  # one text in five, chosen by its hash, is for validation
LABELS, TEXTS = ("label", "intent", "category"), ("review", "text", "utterance", "sentence")
OWN_DEV = (".train", ".dev")  # SST-2's parts: FILE.train has FILE.dev beside it


@dataclass(frozen=True)
class Labelled:
    """Texts and their labels, in pairs."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def __add__(self, other: "Labelled") -> "Labelled":
        return Labelled(self.texts + other.texts, self.labels + other.labels)

    def where(self, chosen: Iterable[bool]) -> "Labelled":
        """The pairs whose flag is true."""
        return _labelled([pair for pair, flag in zip(self.pairs(), chosen, strict=True) if flag])

    def pairs(self) -> list[tuple[str, str]]:
        """(label, text) pairs."""
        return list(zip(self.labels, self.texts, strict=True))


@dataclass(frozen=True)
class Parts:
    """What is learnt from, and what choices are made by. ``chosen_by`` says where the second comes from."""

    train: Labelled
    validation: Labelled
    chosen_by: str


def read_parts(path: Path, dev: Path | None = None) -> Parts:
    """The train and validation parts: of ``dev``, of the data's own part, else one text in five by its hash."""
    rows = _read(path)
    beside = path.with_name(path.name.removesuffix(OWN_DEV[0]) + OWN_DEV[1])
    if dev is None and path.name.endswith(OWN_DEV[0]) and beside.is_file():
        dev = beside
    if dev is not None:
        parts = Parts(rows["train"], read_labelled(dev), dev.name)
    elif rows.get("val"):
        parts = Parts(rows["train"], rows["val"], "its own validation part")
    else:
        held = [held_out(text) for text in rows["train"].texts]
        parts = Parts(rows["train"].where(not flag for flag in held), rows["train"].where(held), "a split by hash")
    _check(path, parts)
    return parts


def read_labelled(path: Path) -> Labelled:
    """All that is to be scored in a file: its test part where it has named parts, else everything."""
    rows = _read(path)
    return rows.get("test") or sum((part for name, part in rows.items() if name != "train"), rows["train"])


def held_out(text: str) -> bool:
    """Whether a text belongs to the validation part; the same each time, whatever the order."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % VALIDATION == 0


def _check(path: Path, parts: Parts) -> None:
    """Refuse what nothing can be learnt from."""
    labels = set(parts.train.labels) | set(parts.validation.labels)
    if len(labels - {OUTSIDE}) < 2:
        raise TrainingError(f"{path} holds one label only, so there is nothing to tell apart.")
    if len(labels) > (len(parts.train) + len(parts.validation)) / 2:
        raise TrainingError(f"{path} has nearly as many labels as texts; each line must be: label text.")
    if len(set(parts.train.labels) - {OUTSIDE}) < 2 or not len(parts.validation):
        raise TrainingError(f"{path} needs more texts of each label, so that some can be held back.")
    if strange := set(parts.validation.labels) - set(parts.train.labels) - {OUTSIDE}:
        raise TrainingError(f"{path} has no text to learn these labels from: {some(strange)}.")


def some(names: Iterable[str], most: int = 5) -> str:
    """A few of the names, for a sentence."""
    ordered = [name[:40] for name in sorted(names)]
    return ", ".join(ordered[:most]) + (f" and {len(ordered) - most} more" if len(ordered) > most else "")


# ── formats ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(path: Path) -> dict[str, Labelled]:
    """The parts that a file names; "train" is everything where it names none."""
    content = read_text(path)
    if path.suffix.lower() == ".json" or content.lstrip().startswith("{"):
        return _json_parts(path, content)
    rows = _csv_rows(path, content) if _is_table(path, content) else _line_rows(content)
    pairs = [(label.strip(), text.strip()) for label, text in rows if label.strip() and text.strip()]
    if not pairs:
        raise TrainingError(f"{path} holds no labelled text; each line must be: label text.")
    return {"train": _labelled(pairs)}


def _labelled(pairs: Sequence[tuple[str, str]]) -> Labelled:
    return Labelled(tuple(text for _, text in pairs), tuple(label for label, _ in pairs))


def _is_table(path: Path, content: str) -> bool:
    """By its name, or by a first line that names a column of each sort."""
    head = {name.strip().strip('"') for name in content.partition("\n")[0].split(",")}
    return path.suffix.lower() == ".csv" or bool(head & set(LABELS) and head & set(TEXTS))


def _csv_rows(path: Path, content: str) -> list[tuple[str, str]]:
    reader = csv.DictReader(io.StringIO(content, newline=""))
    try:
        columns = reader.fieldnames or ()
        label = next((name for name in LABELS if name in columns), None)
        text = next((name for name in TEXTS if name in columns), None)
        if label is None or text is None:
            had = some(map(str, columns)) or "none"
            raise TrainingError(f"{path} needs the columns label and review (or text); it has: {had}.")
        return [(row[label] or "", row[text] or "") for row in reader]
    except csv.Error as error:
        raise TrainingError(f"{path} is not a CSV file that can be read: {error}.") from error


def _line_rows(content: str) -> list[tuple[str, str]]:
    """Only line feeds part lines: reviews may hold the rarer signs that ``splitlines`` parts at too."""
    parts = (line.split(maxsplit=1) for line in content.split("\n"))
    return [(part[0], part[1]) for part in parts if len(part) == 2]


def _json_parts(path: Path, content: str) -> dict[str, Labelled]:
    """CLINC150: {"train": [[text, label], …], "val": …, "test": …, "oos_train": …}; parts named alike are joined."""
    try:
        given = json.loads(content)
        parts = {name: _labelled([_pair(row) for row in rows]) for name, rows in given.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise TrainingError(f'{path} must be JSON like {{"train": [["a text", "its label"], …]}}.') from error
    joined: dict[str, Labelled] = {}
    for name, rows in sorted(parts.items()):
        part = name.removeprefix("oos_")
        joined[part] = joined.get(part, Labelled((), ())) + rows
    if not any(map(len, joined.values())):
        raise TrainingError(f"{path} holds no labelled text.")
    return {"train": Labelled((), ())} | joined


def _pair(row: Any) -> tuple[str, str]:
    text, label = row
    return str(label), str(text)
