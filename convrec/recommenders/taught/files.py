"""What customers' photos have taught, on disk: the head beside the index, or in the catalogue's own ``weights/``.

No photo is kept. Beside the head lie the numbers that the encoder saw in them, in half precision, so that more photos
can be learnt with all that was learnt before. Both are arrays whose hash stands in a card.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from convrec.data.folder import Catalogue
from convrec.errors import WeightsError
from convrec.index import index_folder
from convrec.models.files import shipped
from convrec.recommenders.taught.head import Head
from convrec.types import PhotoVectors, Skip

FILE, KEPT = "taught.npz", "taught-photos.npz"
BROUGHT = "weights"  # the folder in a catalogue's own
AGAIN = "run: python -m convrec train photos --catalogue FOLDER"
SEEN = "squares, whole"  # as what photos are seen beside an encoder's name: what was taught by squares alone is stale


@dataclass(frozen=True, eq=False)
class Shown:
    """Photos that were taught, as the encoder saw them, without the photos: n rows, each of ``size`` views.

    ``digests`` (n,) are hashes of the files, ``items`` (n,) what they show; ``seen`` has n · views rows, photo after
    photo, in half precision.
    """

    digests: np.ndarray
    items: np.ndarray
    seen: PhotoVectors


def head_arrays(head: Head, encoder: str, catalogue_items: Iterable[str]) -> dict[str, np.ndarray]:
    """What goes into ``taught.npz``; half precision is enough for a ranking."""
    return {
        "items": np.array(head.items),
        "weights": head.weights.astype(np.float16),
        "bias": head.bias.astype(np.float32),
        "calibration": np.array([head.bar, head.share, head.sharpness, head.measured], dtype=np.float32),
        "encoder": np.array(_eye(encoder)),
        "catalogue": np.array(fingerprint(catalogue_items)),
    }


def read_head(path: Path, encoder: str, catalogue_items: Iterable[str]) -> Head:
    """Read it again. Raises WeightsError where it isn't whole, or was taught for other items or another encoder."""
    with np.load(shipped(path.name, path.parent), allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != _eye(encoder):
            raise WeightsError(f"{path} was taught to another encoder or in another version; {AGAIN} --photos FILE.")
        if str(arrays["catalogue"]) != fingerprint(catalogue_items):
            raise WeightsError(f"{path} was taught for other items than the catalogue has now; {AGAIN}.")
        weights = arrays["weights"].astype(np.float32)
        bar, share, sharpness, measured = arrays["calibration"].tolist()
        items = tuple(arrays["items"].tolist())
        return Head(items, weights, arrays["bias"], bar, share, sharpness, bool(measured))


def shown_arrays(shown: Shown, encoder: str) -> dict[str, np.ndarray]:
    """What goes into ``taught-photos.npz``."""
    kinds = {kind: getattr(shown.seen, kind) for kind in ("look", "colour", "meaning", "whole")}
    seen = {kind: part.astype(np.float16) for kind, part in kinds.items() if part is not None}
    return {"digests": shown.digests, "items": shown.items, "encoder": np.array(_eye(encoder)), **seen}


def read_shown(path: Path, encoder: str) -> Shown | None:
    """What was taught before; None where nothing was, or to another encoder. Raises WeightsError for a changed file."""
    if not path.is_file():
        return None
    with np.load(shipped(path.name, path.parent), allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != _eye(encoder):
            return None
        whole = arrays.get("whole")
        seen = PhotoVectors(arrays["look"], arrays["colour"], arrays["meaning"], whole)
        return Shown(arrays["digests"], arrays["items"], seen)


def taught_folder(home: Path, catalogue: Catalogue) -> Path:
    """Where ``train photos`` writes: beside the catalogue's index."""
    return index_folder(home, catalogue.folder)


def open_taught(home: Path, catalogue: Catalogue, encoder: str) -> tuple[Head | None, tuple[Skip, ...]]:
    """The head where there is one that fits, and what is said where there is only one that doesn't."""
    problems = []
    for folder in (taught_folder(home, catalogue), catalogue.folder / BROUGHT):
        if (folder / FILE).is_file():
            try:
                return read_head(folder / FILE, encoder, catalogue.row), ()
            except WeightsError as error:
                problems.append(Skip("customers' photos", str(error)))
    return None, tuple(problems[:1])


def _eye(encoder: str) -> str:
    return f"{encoder} ({SEEN})"


def fingerprint(items: Iterable[str]) -> str:
    """A hash of which items there are."""
    return hashlib.sha256("\n".join(sorted(items)).encode()).hexdigest()[:16]
