"""The exact vectors of a catalogue's pictures, on disk beside the index: what the index names is ranked by these.

An index of a million pictures holds them at ``COARSE`` numbers each, by a projection that was drawn by chance
(Johnson and Lindenstrauss 1984); the neighbours found so are then compared in full. Photos are measured from where
staged photos lie on average and pages from where pages lie, or how photos differ from pages would count for most.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from convrec import shipped
from convrec.models import ImageEncoder
from convrec.models.views import encode_photos, mean_direction
from convrec.types import PhotoVectors
from convrec.vision.staged import staged_photos

COARSE = 512  # numbers of a look in the index
SAMPLE, EACH = 64, 3  # pages that photos are staged from, and photos a page
SEED = 0
KINDS = ("look", "colour", "shown")  # shown: where the picture itself lies among words
Progress = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class Pages:
    """What pictures are to be known: files by item, how to encode one, and the catalogue folder that may bring some."""

    catalogue: Path
    fingerprint: str
    files: Mapping[str, Path]
    encode: Callable[[str], PhotoVectors]  # an item's id → one row
    encoder: ImageEncoder


@dataclass(frozen=True, eq=False)
class Pictures:
    """Row for row the pictures of ``row``: arrays by kind, (n, size), and the centres of pages and of photos."""

    row: Mapping[str, int]
    arrays: Mapping[str, np.ndarray]
    page_centre: np.ndarray
    photo_centre: np.ndarray

    def page(self, ids: Sequence[str], kind: str) -> np.ndarray:
        """The vectors (len(ids), size) of these items' pictures, looks measured from the pages' centre."""
        found = self._of(ids, kind)
        return unit(found - self.page_centre) if kind == "look" else found

    def looks(self, ids: Sequence[str]) -> np.ndarray:
        """The looks (len(ids), size) of these items' pictures as they are, measured from nowhere."""
        return self._of(ids, "look")

    def moved(self, ids: Sequence[str]) -> np.ndarray:
        """The looks (len(ids), look_size) of these items' pictures, as if they were photos; from no centre."""
        return np.asarray(self._of(ids, "look") - self.page_centre + self.photo_centre)

    def _of(self, ids: Sequence[str], kind: str) -> np.ndarray:
        return np.asarray(self.arrays[kind][np.array([self.row[id] for id in ids], dtype=int)], dtype=np.float32)

    def photo(self, photos: PhotoVectors) -> PhotoVectors:
        """Several photos as one row, its look measured from the photos' centre."""
        look = mean_direction(unit(photos.look - self.photo_centre))
        return PhotoVectors(look[None], mean_direction(photos.colour)[None], mean_direction(photos.meaning)[None])


def coarse(looks: np.ndarray) -> np.ndarray:
    """Looks as the index holds them: (n, size) → (n, at most COARSE), rows of length 1."""
    return looks if looks.shape[1] <= COARSE else unit(looks @ _projection(looks.shape[1]))


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions, (n, size), at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def open_pictures(folder: Path, pages: Pages, progress: Progress) -> Pictures:
    """The vectors kept in ``folder``, made anew where it keeps those of another state of the catalogue or none."""
    state = f"{pages.fingerprint} {pages.encoder.name}"
    try:
        kept = (folder / "state").read_text(encoding="utf-8") == state
    except OSError:
        kept = False
    if not kept:
        _make(folder, state, pages, progress)
    arrays = {kind: np.load(folder / f"{kind}.npy", mmap_mode="r", allow_pickle=False) for kind in KINDS}
    with np.load(folder / "centres.npz", allow_pickle=False) as centres:
        return Pictures({id: row for row, id in enumerate(pages.files)}, arrays, centres["pages"], centres["photos"])


def ship_pictures(pictures: Pictures, pages: Pages) -> list[Path]:
    """Write the vectors into the catalogue folder, so that they travel with it; returns the files."""
    digests = [shipped.digest(path) for path in pages.files.values()]
    parts = {kind: (digests, np.asarray(pictures.arrays[kind])) for kind in KINDS}
    parts["photo-centre"] = [_together(digests)], pictures.photo_centre[None]
    return [shipped.write(pages.catalogue, _part(kind, pages), *part) for kind, part in parts.items()]


def _make(folder: Path, state: str, pages: Pages, progress: Progress) -> None:
    """Into a folder beside, which takes its name at the end: whoever looks sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".pictures-") as beside:
        place = Path(beside) / folder.name
        place.mkdir()
        _fill(place, pages, progress)
        (place / "state").write_text(state, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(place, folder)


def _fill(place: Path, pages: Pages, progress: Progress) -> None:
    """Write every picture's vectors, and the centres, into an empty folder; when it returns, all is on disk."""
    digests = [shipped.digest(path) for path in pages.files.values()]
    arrays: dict[str, np.ndarray] = {}
    for row, found in enumerate(_vectors(pages, digests)):
        progress("indexing pictures", row / len(digests))
        for kind, vector in found.items():
            if kind not in arrays:
                shape = (len(digests), len(vector))
                arrays[kind] = np.lib.format.open_memmap(place / f"{kind}.npy", "w+", np.float16, shape)
            arrays[kind][row] = vector
    progress("indexing pictures", 1.0)
    centre = shipped.read(pages.catalogue, _part("photo-centre", pages)).get(_together(digests))
    if centre is None:
        centre = photo_centre(list(pages.files.values()), pages.encoder, progress)
    average = np.mean(arrays["look"], axis=0, dtype=np.float64)
    np.savez(place / "centres.npz", pages=average.astype(np.float32), photos=centre)


def _vectors(pages: Pages, digests: Sequence[str]) -> Iterator[dict[str, np.ndarray]]:
    """Every item's vectors by kind: those that the folder brings along as they are, the others encoded."""
    brought = {kind: shipped.read(pages.catalogue, _part(kind, pages)) for kind in KINDS}
    for id, digest in zip(pages.files, digests, strict=True):
        if all(digest in known for known in brought.values()):
            yield {kind: known[digest] for kind, known in brought.items()}
        else:
            seen = pages.encode(id)
            yield {"look": seen.look[0], "colour": seen.colour[0], "shown": seen.meaning[0]}


def photo_centre(files: Sequence[Path], encoder: ImageEncoder, progress: Progress) -> np.ndarray:
    """Where photos of these things lie on average, (look_size,), by photos that are staged from their pages."""
    total = EACH * min(SAMPLE, len(files))
    looks = []
    for number, (_, photo) in enumerate(staged_photos(np.random.default_rng(SEED), files, SAMPLE, EACH)):
        progress("indexing staged photos", number / total)
        looks.append(encode_photos(encoder, [photo]).look[0])
    progress("indexing staged photos", 1.0)
    return np.asarray(np.mean(looks, axis=0), dtype=np.float32)


def page_picture(path: Path) -> Image.Image:
    """A catalogue's picture, RGB."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


@cache
def _projection(size: int) -> np.ndarray:
    """(size, COARSE), orthonormal columns."""
    return np.asarray(np.linalg.qr(np.random.default_rng(SEED).normal(size=(size, COARSE)))[0], dtype=np.float32)


def _part(kind: str, pages: Pages) -> str:
    return f"{kind}.{pages.encoder.name}"


def _together(digests: Sequence[str]) -> str:
    return shipped.digest(*digests)
