"""The marks on a catalogue's printed pictures, on disk beside the index.

A printed picture's are 26 kB. They are found at about 10 ms a picture, so that they need not travel with the folder.
"""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from convrec import shipped
from convrec.vision.marks import MOST, PAGE_SIDE, SIZE, marks

FINDING = "indexing marks on pictures"
VERSION = f"sift-{PAGE_SIDE}px-{MOST}"
Progress = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class Marks:
    """Row for row the marks of ``row``'s items: uint8 (n, MOST, SIZE), empty ones zero."""

    row: Mapping[str, int]
    array: np.ndarray

    def of(self, id: str) -> np.ndarray:
        """An item's marks, (at most MOST, SIZE)."""
        found = np.asarray(self.array[self.row[id]])
        return found[found[:, 2:].any(axis=1)]


def open_marks(folder: Path, fingerprint: str, pictures: Mapping[str, Path], progress: Progress) -> Marks | None:
    """The marks of these items' pictures, kept in ``folder`` and found anew where those are of another catalogue;
    None without pictures, or where OpenCV can't be used.
    """
    if not pictures:
        return None
    file = folder / f"marks-{shipped.digest(VERSION, fingerprint, *pictures)}.npy"
    if not file.is_file():
        try:
            _make(file, list(pictures.values()), progress)
        except ImportError:
            return None
    return Marks({id: row for row, id in enumerate(pictures)}, np.load(file, mmap_mode="r", allow_pickle=False))


def fill(array: np.ndarray, pictures: Sequence[Path], progress: Progress) -> None:
    """Write pictures' marks into an empty array, (n, MOST, SIZE). Raises ImportError where OpenCV can't be used."""
    for row, picture in enumerate(pictures):
        progress(FINDING, row / len(pictures))
        with Image.open(picture) as image:
            found = marks(image, PAGE_SIDE)
        array[row, : len(found)] = found
    progress(FINDING, 1.0)


def _make(file: Path, pictures: Sequence[Path], progress: Progress) -> None:
    """Into a file beside, which takes its name at the end, when those of other states go."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".marks-") as beside:
        made = Path(beside) / file.name
        array = np.lib.format.open_memmap(made, "w+", np.uint8, (len(pictures), MOST, SIZE))
        fill(array, pictures, progress)
        array.flush()
        for old in file.parent.glob("marks-*.npy"):
            old.unlink()
        os.replace(made, file)
