"""What customers' photos have taught: one direction an item, and how sure one can be of what it says.

A photo's features are its looks and beside them its colours, which a network trained to tell sorts apart overlooks,
and how the photo looks as a whole, where the encoder maps photos.
"""

from dataclasses import dataclass

import numpy as np

from convrec.types import PhotoVectors

COLOUR, WHOLE = 1.0, 0.7  # lengths of the colours and of the whole photo's look beside looks of length 1


@dataclass(frozen=True, eq=False)
class Head:
    """A linear head on frozen features. ``weights`` (items, size) and ``bias`` (items,) are those of ``items``.

    Only what a score has above ``bar`` counts: any photo is more like photos of something than like pages, and without
    a bar the items that were taught would take the photos of those that were not. ``share`` is what a unit of the
    scores counts for beside a unit of ``photo_score``; ``sharpness`` is what their sum is multiplied with to be logits.
    ``measured`` is whether photos that were held out told both, or there were too few.
    """

    items: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    bar: float
    share: float
    sharpness: float
    measured: bool = False

    def scores(self, photos: PhotoVectors) -> np.ndarray:
        """How much photos look like customers' photos of each item, (n, items): 0 for not enough, at most about 1."""
        return np.asarray(np.maximum(features(photos) @ self.weights.T + self.bias - self.bar, 0.0))

    def certainty(self, nearness: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """Probabilities (n, items) that add up to 1, from ``photo_score`` and this head's scores of the same items."""
        logits = self.sharpness * (nearness + self.share * scores)
        raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def features(photos: PhotoVectors) -> np.ndarray:
    """Looks, colours and wholes as the head takes them: float32 (n, look_size + colour_size + map_size or 0)."""
    whole = [] if photos.whole is None else [WHOLE * photos.whole]
    return np.concatenate([photos.look, COLOUR * photos.colour, *whole], axis=-1, dtype=np.float32)
