"""Where things are in a photo: windows over one map of features, compared with what each sort looks like on average.

Pooling the windows of a map costs next to nothing beside making it (Tolias et al. 2016 describe pictures so). Each is
held against the sorts of the catalogue, and of overlapping windows the clearest stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from convrec.seen import Box

# All chosen on the customers' photos of the demo shop that may be learnt from.
SIZES = (0.35, 0.5, 0.7)  # of windows, as shares of the map's shorter side
SHAPES = (1.0, 1.5, 0.67)  # height by width
STEPS = 3  # windows lie a third of themselves apart
CLEAR = 0.7  # share of the clearest window's score below which nothing counts as seen
APART = 0.5  # share of the smaller window from which two cover the same thing
ROOM = 0.05  # how much larger windows are preferred: scores grow with this power of their area
MOST = 4  # things named in a photo


@dataclass(frozen=True)
class Region:
    """A window that shows something: the ``sort`` is its place among those compared with, by ``score``."""

    box: Box
    sort: int
    score: float


def regions(features: np.ndarray, sorts: np.ndarray, centre: np.ndarray) -> list[Region]:
    """The things in a map (rows, columns, size), the clearest first.

    ``sorts`` (m, size) are directions of length 1 from where pages lie, ``centre`` (size,) is where photos lie.
    """
    rows, columns, _ = features.shape
    windows = _windows(rows, columns)
    seen = _pooled(features, windows) - centre
    seen /= np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9)
    places = windows / np.array([columns, rows, columns, rows])
    area = (places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1])
    return _clearest(places, (seen @ sorts.T) * area[:, None] ** ROOM)


def _clearest(places: np.ndarray, scores: np.ndarray) -> list[Region]:
    """One window a sort, none that covers a clearer one's thing."""
    best = scores.argmax(axis=0)
    found: list[Region] = []
    for sort in np.argsort(-scores.max(axis=0), kind="stable"):
        score, place = float(scores[best[sort], sort]), places[best[sort]]
        if found and (score < CLEAR * found[0].score or len(found) == MOST):
            break
        box = Box(*(float(edge) for edge in place))
        if all(overlap(box, other.box) <= APART for other in found):
            found.append(Region(box, int(sort), score))
    return found


def overlap(one: Box, other: Box) -> float:
    """Which share of the smaller box both cover."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height) / max(min(_area(one), _area(other)), 1e-9)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _pooled(features: np.ndarray, windows: np.ndarray) -> np.ndarray:
    """The mean feature of each window, (n, size), by sums over the whole map."""
    sums = np.zeros((features.shape[0] + 1, features.shape[1] + 1, features.shape[2]), dtype=np.float32)
    sums[1:, 1:] = features.cumsum(axis=0).cumsum(axis=1)
    left, top, right, bottom = windows.T
    total = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    pooled = total / ((right - left) * (bottom - top)).astype(np.float32)[:, None]
    return np.asarray(pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9))


@lru_cache(maxsize=32)
def _windows(rows: int, columns: int) -> np.ndarray:
    """left, top, right and bottom of every window, in places of the map; the whole map is one of them."""
    found = {(0, 0, columns, rows)}
    for size in SIZES:
        for shape in SHAPES:
            height = min(rows, max(2, round(size * min(rows, columns) * shape**0.5)))
            width = min(columns, max(2, round(size * min(rows, columns) / shape**0.5)))
            tops, lefts = _starts(rows - height, height), _starts(columns - width, width)
            found |= {(left, top, left + width, top + height) for top in tops for left in lefts}
    return np.array(sorted(found))


def _starts(last: int, size: int) -> Sequence[int]:
    return range(0, last + 1, max(1, size // STEPS))
