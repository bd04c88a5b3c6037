"""Weights of a large catalogue, kept beside its index: fitting takes seconds at 10,000 items, minutes at a million."""

import hashlib
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.weights import DENSE, RECIPE, SHARPNESS, Weights, weigh

FILE = "people.npz"
FORM = 1  # of the fit: to be raised where that changes, so that what was kept is fitted again


def kept_weights(folder: Path | None, histories: Histories, values: csr_array | None, popularity: float) -> Weights:
    """The weights in ``folder``, where they were fitted to these choices and settings; else fitted and kept there.

    Those of a small catalogue, and of any without a folder, are fitted each time.
    """
    if folder is None or histories.items <= DENSE:
        return weigh(histories, values, popularity)
    key, path = _key(histories, popularity), folder / FILE
    if path.is_file() and (found := _read(path, key)) is not None:
        return found
    weights = weigh(histories, values, popularity)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {f"{kind}_{part}": getattr(made, part) for kind, made in weights.items() for part in _PARTS}
    whole = path.with_suffix(".part")
    with whole.open("wb") as file:  # NumPy would add an ending of its own to a name
        np.savez(file, key=np.array(key), **parts)
    whole.replace(path)
    return weights


_PARTS = ("data", "indices", "indptr")


def _read(path: Path, key: str) -> Weights | None:
    """The weights of a file; None where they are of another fit, or the file is damaged."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            if str(arrays["key"]) != key:
                return None
            kinds = [name.removesuffix("_data") for name in arrays.files if name.endswith("_data")]
            made = {kind: tuple(arrays[f"{kind}_{part}"] for part in _PARTS) for kind in kinds}
    except (BadZipFile, EOFError, KeyError, ValueError):
        return None
    return {kind: csr_array(parts, shape=(len(parts[2]) - 1,) * 2) for kind, parts in made.items()}


def _key(histories: Histories, popularity: float) -> str:
    """A short hash of all that a fit depends on."""
    digest = hashlib.sha256(f"{FORM} {RECIPE} {SHARPNESS} {popularity} {histories.items}".encode())
    for rows, weights in zip(histories.rows, histories.weights, strict=True):
        digest.update(np.asarray(rows, dtype=np.int64).tobytes() + np.asarray(weights, dtype=np.float64).tobytes())
        digest.update(b"\n")
    return digest.hexdigest()[:16]
