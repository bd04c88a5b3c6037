"""A catalogue folder from someone else's format. A new format joins by one line in FORMATS."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from convrec.data.importers.grocery import read_grocery
from convrec.data.importers.movielens import read_movielens
from convrec.data.importers.table import read_table
from convrec.data.importers.write import Imported, Source, write_folder
from convrec.errors import ImportFormatError

FORMATS: Mapping[str, Callable[[Path], Source]] = {
    "csv": read_table,
    "grocery": read_grocery,
    "movielens": read_movielens,
}

__all__ = ["FORMATS", "Imported", "import_catalogue"]


def import_catalogue(format: str, source: Path, folder: Path) -> Imported:
    """Read ``source`` and write a catalogue folder. Raises ImportFormatError with what to do."""
    if format not in FORMATS:
        raise ImportFormatError(f"There is no importer “{format}”; choose one of: {', '.join(FORMATS)}.")
    if not os.path.exists(source):  # unlike Path.exists, false also for a name that no file can have
        raise ImportFormatError(f"There is no {source}; please check where the data lies.")
    return write_folder(FORMATS[format](source), folder)
