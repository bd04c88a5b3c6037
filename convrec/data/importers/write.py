"""What every importer hands over, and how it becomes a catalogue folder."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    """Write a catalogue folder; an earlier catalogue there is replaced, anything else is left alone."""
    if not source.items:
        raise ImportFormatError("The source holds no usable item, so nothing was written.")
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / "items.jsonl").exists())):
        raise ImportFormatError(f"{folder} holds something that is no catalogue; please name an empty or a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in source.pictures.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    (folder / "catalogue.json").write_text(
        json.dumps(source.about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    _write_lines(folder / "items.jsonl", source.items)
    if source.acts:
        _write_lines(folder / "interactions.jsonl", source.acts)
    else:
        (folder / "interactions.jsonl").unlink(missing_ok=True)
    return Imported(folder, len(source.items), len(source.acts), source.problems)


def _write_lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
