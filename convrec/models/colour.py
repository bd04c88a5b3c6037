"""Which colours a picture shows: what a network trained to tell kinds of things apart has learnt to overlook."""

import numpy as np
from PIL import Image

SIDE = 64  # pixels are counted at this size
BINS = (4, 8, 8)  # of brightness, blueness and redness
SPREAD = (0.5, 0.7, 0.7)  # bins by which a colour reaches its neighbours
CHROMA = (64, 192)  # nearly all colours of real pictures lie between
MIDDLE = 0.5  # half widths of a picture after which a pixel counts for e^-½
PAPER = 240  # pixels brighter than this in every channel are the white of a catalogue page


def colours(picture: Image.Image) -> np.ndarray:
    """RGB picture → the square roots of its histogram of colours, softened, of length 1: shape (256,).

    The middle weighs most, and white is left out, so that a thing in a shop's picture on white can be compared with
    the same thing before a wall. Of an all-white picture it is zero. Square roots make the product of two
    histograms their Bhattacharyya coefficient.
    """
    small = picture.resize((SIDE, SIDE))
    weights = _middle() * (np.asarray(small).min(axis=2) < PAPER)
    bright, blue, red = np.moveaxis(np.asarray(small.convert("YCbCr"), dtype=np.float64), 2, 0)
    low, high = CHROMA
    places = [bright / 256, (blue - low) / (high - low), (red - low) / (high - low)]
    indices = [np.clip((place * bins).astype(int), 0, bins - 1) for place, bins in zip(places, BINS, strict=True)]
    counts = np.bincount(np.ravel_multi_index(indices, BINS).ravel(), weights.ravel(), int(np.prod(BINS)))
    soft = _softened(np.sqrt(counts).reshape(BINS)).ravel()
    return np.asarray(soft / max(float(np.linalg.norm(soft)), 1e-9), dtype=np.float32)


def _middle() -> np.ndarray:
    """A bell over the picture, (SIDE, SIDE)."""
    line = np.exp(-(np.linspace(-1, 1, SIDE) ** 2) / (2 * MIDDLE**2))
    return np.outer(line, line)


def _softened(counts: np.ndarray) -> np.ndarray:
    """Each axis smoothed with a bell."""
    for axis, spread in enumerate(SPREAD):
        distance = np.subtract.outer(np.arange(BINS[axis]), np.arange(BINS[axis]))
        bell = np.exp(-(distance**2) / (2 * spread**2))
        counts = np.moveaxis(np.tensordot(bell / bell.sum(axis=0), counts, axes=(1, axis)), 0, axis)
    return counts
