"""Labelled photos: which item each of some photos shows, as a shop's people write it down.

Either JSON Lines of {"file", "item"}, or lines of "path, item"; paths go from the folder of the list. A bad line is
named and left out.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from convrec.data.lines import LEFT_OUT, Problems, read_lines
from convrec.data.records import Record, clean
from convrec.errors import TrainingError

HEADERS = ("file", "path")  # what a first line calls its first column, where it is no photo
TEST = "test"  # the part whose photos nothing may be learnt from


@dataclass(frozen=True)
class PhotoLabel:
    """A photo and the id of the item on it."""

    path: Path
    item: str


class PhotoRecord(Record):
    """A line of labels; what else it holds is for people to read."""

    file: str
    item: str
    part: str = ""


def read_photo_labels(path: Path, items: Collection[str], problems: Problems) -> list[PhotoLabel]:
    """The photos that may be learnt from, each once: the last line about a photo counts.

    Photos of the part "test" are passed over. Lines about missing photos or other items than ``items`` are noted in
    ``problems``. Raises TrainingError where the list can't be read or names no photo to learn from.
    """
    if not path.is_file():
        raise TrainingError(f"There is no {path}; it must hold lines like: path, item.")
    found: dict[Path, PhotoLabel] = {}
    for number, record in _records(path, problems):
        photo = path.parent / record.file
        if record.part == TEST:
            continue
        if record.item not in items:
            problems.add(path.name, f"the catalogue has no item “{record.item}”{LEFT_OUT}", number)
        elif not photo.is_file():
            problems.add(path.name, f"there is no photo “{record.file}”{LEFT_OUT}", number)
        else:
            found[photo] = PhotoLabel(photo, record.item)
    if not found:
        said = " ".join(problems.sentences()[:1])
        raise TrainingError(f"{path} names no photo to learn from; its lines must be like: path, item. {said}".strip())
    return list(found.values())


def _records(path: Path, problems: Problems) -> Iterator[tuple[int, PhotoRecord]]:
    """The lines of either form with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path} can't be read as UTF-8 text; its lines must be like: path, item.") from error
    if text.lstrip().startswith("{"):
        yield from read_lines(path, PhotoRecord, problems)
        return
    for number, line in enumerate(text.splitlines(), 1):
        row = [clean(cell) for cell in next(csv.reader([line]), [])]
        if len(row) == 2 and all(row):
            if number > 1 or row[0].lower() not in HEADERS:
                yield number, PhotoRecord(file=row[0], item=row[1])
        elif any(row):
            problems.add(path.name, f"must be a path and an item with a comma between{LEFT_OUT}", number)
