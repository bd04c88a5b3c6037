"""The projection from what the image tower sees into MiniLM's space, made without a single training picture.

The tower's ImageNet classifier says how likely each of 1,000 classes is; MiniLM says where the classes' names lie among
the words. Their product is a place among words (see ``convrec.models.conse``), and the names' vectors are all there
is to make. On the grocery data's training photos it found three times as many products by their texts alone as a
linear map from the features, fitted by ridge regression to the same vectors.
"""

from pathlib import Path

import numpy as np
from timm.data import ImageNetInfo

from convrec.models.text import minilm
from convrec.training.cards import write

CLASSES = 1000
PROMPT = "a photo of a {}"


def fit_projection(folder: Path) -> Path:
    """Write the vectors of the classes' names (1000 x 384, half precision, less than 1 MB)."""
    folder.mkdir(parents=True, exist_ok=True)
    info = ImageNetInfo()
    names = [info.index_to_description(index).split(",")[0] for index in range(CLASSES)]
    return write(
        folder / "projection.npz",
        {"words": centred(minilm("cpu").encode([PROMPT.format(name) for name in names])).astype(np.float16)},
        "projection",
        what="MiniLM's vectors of the names of ImageNet's classes, less their mean, of length 1",
        data=["the names of ImageNet's classes, as the package timm (Apache-2.0) lists them; no pictures"],
        prompt=PROMPT,
        examples=CLASSES,
        seed="none: nothing is fitted, so nothing is left to chance",
        figures="none of its own: evaluate photos scores what is found by it",
    )


def centred(vectors: np.ndarray) -> np.ndarray:
    """(n, size) → the same less their mean, rows of length 1."""
    moved = vectors - vectors.mean(axis=0)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9))
