"""Vectors that travel with a catalogue folder, so that a fresh installation need not encode it again.

``vectors/<part>.npz`` holds, for one encoder, the vector of everything that was encoded, found again by a hash of the
very text or file. What has changed since is simply not found, and encoded; nothing can go stale.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

FOLDER = "vectors"


def digest(*contents: str | Path | None) -> str:
    """A short hash of texts and of the bytes of files; two things with the same hash have the same vector."""
    found = hashlib.sha256()
    for content in contents:
        data = content.read_bytes() if isinstance(content, Path) else (content or "").encode()
        found.update(f"{len(data)} ".encode() + data)
    return found.hexdigest()[:24]


def read(catalogue: Path, part: str) -> Mapping[str, np.ndarray]:
    """Hash → vector for a part of the index; empty where the folder brings none along, or none that can be read."""
    path = catalogue / FOLDER / f"{part}.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            vectors = arrays["vectors"].astype(np.float32)
            return dict(zip(arrays["digests"].tolist(), vectors, strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def write(catalogue: Path, part: str, digests: Sequence[str], vectors: np.ndarray) -> Path:
    """Keep the vectors (n, size) of a part in half precision; returns where."""
    path = catalogue / FOLDER / f"{part}.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, digests=np.array(digests), vectors=vectors.astype(np.float16))
    return path
