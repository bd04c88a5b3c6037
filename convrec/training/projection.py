"""The projection from what the image towers see into MiniLM's space, made of the names of ImageNet's classes.

The tower's ImageNet classifier says how likely each of 1,000 classes is; MiniLM says where the classes' names lie among
the words. Their product is a place among words (see ``convrec.models.conse``), and the names' vectors are all there
is to make. On the grocery data's training photos it found three times as many products by their texts alone as a
linear map from the features, fitted by ridge regression to the same vectors. What ImageNet hardly knows, garments
say, is learnt from labelled pictures (see ``convrec.training.nouns``).
"""

from pathlib import Path

import numpy as np
from timm.data import ImageNetInfo

from convrec.models.text import minilm
from convrec.training.cards import write
from convrec.training.nouns import learn_nouns
from convrec.vision.nouns import PROMPT

CLASSES = 1000


def fit_projection(folder: Path, data: Path | None = None) -> Path:
    """Write the vectors of the classes' names, and the nouns learnt from labelled pictures of ``data`` where given."""
    folder.mkdir(parents=True, exist_ok=True)
    info, encoder = ImageNetInfo(), minilm("cpu")
    names = [info.index_to_description(index).split(",")[0] for index in range(CLASSES)]
    raw = encoder.encode([PROMPT.format(name) for name in names])
    common = raw.mean(axis=0)
    arrays = {"words": centred(raw, common)}
    said = ["the names of ImageNet's classes, as the package timm (Apache-2.0) lists them; no pictures"]
    if data is not None:
        learnt = learn_nouns(data, lambda phrases: centred(encoder.encode(phrases), common))
        arrays |= {f"nouns_{name}": array for name, array in learnt.items()}
        said.append("clothing-dataset by A. Grigorev and those who sent pictures (CC0), all but every third picture")
    return write(
        folder / "projection.npz",
        {name: array.astype(np.float16) for name, array in arrays.items()},
        f"projection{' --data FOLDER' if data else ''}",
        what="MiniLM's vectors of the names of ImageNet's classes, less their mean; a linear head for further nouns",
        data=said,
        prompt=PROMPT,
        examples=CLASSES,
        seed="0, for the linear head",
        figures="none of its own: evaluate photos scores what is found by it",
    )


def centred(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """(n, size) → the same less a mean, rows of length 1."""
    moved = vectors - mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9))
