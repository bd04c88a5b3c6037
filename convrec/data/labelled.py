"""Labelled texts, for fitting and scoring classifiers: one noun, whatever the format of the file.

A text that fits no label carries the label OUTSIDE.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from convrec.data.label_files import read_label_file, some
from convrec.data.lines import Problems
from convrec.errors import TrainingError

OUTSIDE = "oos"
VALIDATION = 5  # one text in five, chosen by its hash, is for validation
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


def read_parts(path: Path, dev: Path | None = None, problems: Problems | None = None) -> Parts:
    """The train and validation parts: of ``dev``, of the data's own part, else one text in five by its hash.

    Lines that are left out are noted in ``problems``. Raises TrainingError with what is wrong with a file.
    """
    problems = problems or Problems()
    read = read_label_file(path, problems)
    rows = {name: _labelled(pairs) for name, pairs in read.parts.items()}
    if not len(rows["train"]):
        there = some(name for name, part in rows.items() if len(part))
        raise TrainingError(f"{path} has nothing in a part “train” to learn from; its parts are: {there}.")
    dev = dev or dev_file(path)
    if dev is not None:
        parts = Parts(rows["train"], read_labelled(dev, problems), dev.name)
    elif rows.get("val"):
        parts = Parts(rows["train"], rows["val"], "its own validation part")
    else:
        held = [held_out(text) for text in rows["train"].texts]
        parts = Parts(rows["train"].where(not flag for flag in held), rows["train"].where(held), "a split by hash")
    _check(path, parts, read.form)
    return parts


def dev_file(path: Path) -> Path | None:
    """The file beside that holds the validation part, where there is one."""
    beside = path.with_name(path.name.removesuffix(OWN_DEV[0]) + OWN_DEV[1])
    return beside if path.name.endswith(OWN_DEV[0]) and beside.is_file() else None


def read_labelled(path: Path, problems: Problems | None = None) -> Labelled:
    """All that is to be scored in a file: its test part where it has named parts, else everything."""
    parts = read_label_file(path, problems or Problems()).parts
    return _labelled(parts.get("test") or [pair for pairs in parts.values() for pair in pairs])


def held_out(text: str) -> bool:
    """Whether a text belongs to the validation part; the same each time, whatever the order."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % VALIDATION == 0


def _check(path: Path, parts: Parts, form: str) -> None:
    """Refuse what nothing can be learnt from."""
    labels = set(parts.train.labels) | set(parts.validation.labels)
    if len(labels - {OUTSIDE}) < 2:
        raise TrainingError(f"{path} holds one label only, so there is nothing to tell apart.")
    if len(labels) > (len(parts.train) + len(parts.validation)) / 2:
        raise TrainingError(f"{path} has nearly as many labels as texts; {form}.")
    if len(set(parts.train.labels) - {OUTSIDE}) < 2 or not set(parts.validation.labels) - {OUTSIDE}:
        raise TrainingError(f"{path} needs more texts of each label, so that some can be held back.")
    if strange := set(parts.validation.labels) - set(parts.train.labels) - {OUTSIDE}:
        raise TrainingError(f"{path} has no text to learn these labels from: {some(strange)}.")


def _labelled(pairs: Sequence[tuple[str, str]]) -> Labelled:
    return Labelled(tuple(text for _, text in pairs), tuple(label for label, _ in pairs))
