"""What every importer hands over, and how it becomes a catalogue folder."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from convrec.data.folder import ABOUT, ACTS, ITEMS
from convrec.errors import ImportFormatError

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """Lines for the files of a catalogue folder. ``pictures`` maps a path in the folder to the file to copy there."""

    about: Row
    items: list[dict[str, Any]]
    acts: list[dict[str, Any]] = field(default_factory=list)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What was written, and what was left out."""

    folder: Path
    items: int
    acts: int
    problems: tuple[str, ...]


def write_folder(source: Source, folder: Path) -> Imported:
    """Write a catalogue folder; items, acts and pictures of an earlier one are replaced.

    Raises ImportFormatError where there is nothing to write, or the folder holds something else.
    """
    if not source.items:
        why = f" ({source.problems[0]})" if source.problems else ""
        raise ImportFormatError(f"The source holds no usable item{why}, so nothing was written.")
    try:
        if folder.exists() and not _may_write(folder):
            raise ImportFormatError(
                f"{folder} holds something that is no catalogue; please name an empty or a new folder."
            )
        _write(source, folder)
    except OSError as error:
        raise ImportFormatError(f"{folder} can't be written ({error.strerror}); please name another folder.") from error
    return Imported(folder, len(source.items), len(source.acts), source.problems)


def _may_write(folder: Path) -> bool:
    return folder.is_dir() and ((folder / ITEMS).is_file() or not any(folder.iterdir()))


def _write(source: Source, folder: Path) -> None:
    """Items come first: a folder that was left half-written can then be written again."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / ITEMS, source.items)
    if source.acts:
        _write_lines(folder / ACTS, source.acts)
    else:
        (folder / ACTS).unlink(missing_ok=True)
    about = json.dumps(source.about, ensure_ascii=False, indent=2)
    (folder / ABOUT).write_text(about + "\n", encoding="utf-8")
    for name, file in source.pictures.items():
        target = folder / name
        if target.resolve() == file.resolve():  # the table lies in the catalogue folder itself
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _write_lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
