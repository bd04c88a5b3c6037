"""The projection from the image tower's features into MiniLM's space, made without a single training picture.

The ImageNet classifier's weight row of a class points to where pictures of that class lie among the features; MiniLM
says where the class's name lies among the words. Ridge regression from the one to the other (over 1,000 classes)
gives the linear head.
"""

from pathlib import Path

import numpy as np
import torch
from timm.data import ImageNetInfo

from convrec.models.files import EFFICIENTNET, packaged
from convrec.models.text import minilm
from convrec.training.cards import write

RIDGE = 1.0  # of 0.1, 1, 10 and 100 the best on the training photos of the grocery data
PROMPT = "a photo of a {}"


def fit_projection(folder: Path) -> Path:
    """Fit and write the projection (384 × 1280, half precision, about 1 MB)."""
    folder.mkdir(parents=True, exist_ok=True)
    state = torch.load(packaged(EFFICIENTNET), map_location="cpu", weights_only=True)
    rows = state["_fc.weight"].numpy()
    names = [ImageNetInfo().index_to_description(index).split(",")[0] for index in range(len(rows))]
    words = minilm("cpu").encode([PROMPT.format(name) for name in names])
    weight = ridge(rows - rows.mean(axis=0), words - words.mean(axis=0), RIDGE)
    return write(
        folder / "projection.npz",
        {"weight": weight.T.astype(np.float16)},
        "projection",
        what="linear map from EfficientNet-lite0's pooled features to MiniLM's space",
        data=["rows of an ImageNet classifier (weights Apache-2.0) and the names of its classes; no pictures"],
        ridge=RIDGE,
        prompt=PROMPT,
    )


def ridge(inputs: np.ndarray, targets: np.ndarray, strength: float) -> np.ndarray:
    """Least squares with a penalty: (n, a), (n, b) → (a, b)."""
    gram = inputs.T @ inputs + strength * np.eye(inputs.shape[1], dtype=inputs.dtype)
    return np.asarray(np.linalg.solve(gram, inputs.T @ targets))
