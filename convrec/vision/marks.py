"""What print looks like: points of a picture that stand out, and whether another picture has them in the same places.

SIFT (Lowe 2004), descriptors compared by their square roots (Arandjelović and Zisserman 2012). Of the pairs that pass
Lowe's ratio test, those count on which one view in perspective agrees (RANSAC, Fischler and Bolles 1981).
All constants were chosen on grocery training photos.
"""

import numpy as np
from PIL import Image

PHOTO_SIDE, PAGE_SIDE = 224, 256  # pixels of the longer side; finer ones find no more and cost more
MOST = 200  # marks of a picture that are kept, the clearest first
CONTRAST = 0.02
SIZE = 130  # bytes of a mark: across, down, and 128 of its descriptor
RATIO = 0.8  # of a mark's distances to the nearest and to the second nearest mark of the other picture
NEAR = 4.0  # pixels of the photo by which a pair may be off the common view
LEAST, FULL = 7, 20  # agreeing marks below which there is nothing, and from which more count no more
STEPS = 300  # views that are tried
NO_MARKS = np.zeros((0, SIZE), dtype=np.uint8)


def marks(picture: Image.Image, side: int) -> np.ndarray:
    """A picture's marks, uint8 (n, SIZE), n at most MOST. Raises ImportError where OpenCV can't be used."""
    import cv2  # comes with the package that reads words, and needs libGL as that does

    share = min(side, 255) / max(picture.size)
    small = picture.convert("L").resize(
        [max(1, round(edge * share)) for edge in picture.size], Image.Resampling.BICUBIC
    )
    points, found = cv2.SIFT.create(MOST, contrastThreshold=CONTRAST).detectAndCompute(np.asarray(small), None)
    if found is None:
        return NO_MARKS
    places = np.array([point.pt for point in points])
    return np.hstack([places.round(), found])[:MOST].clip(0, 255).astype(np.uint8)


def agreement(photo: np.ndarray, page: np.ndarray) -> float:
    """How surely a photo's marks (n, SIZE) are those of a page (m, SIZE), from 0 to 1."""
    pairs = _paired(photo, page)
    if len(pairs) < LEAST:
        return 0.0
    import cv2

    there, here = page[pairs[:, 1], :2].astype(np.float32), photo[pairs[:, 0], :2].astype(np.float32)
    _, agreed = cv2.findHomography(there, here, cv2.RANSAC, NEAR, maxIters=STEPS)
    count = 0 if agreed is None else int(agreed.sum())
    return min(count, FULL) / FULL if count >= LEAST else 0.0


def _paired(photo: np.ndarray, page: np.ndarray) -> np.ndarray:
    """(pairs, 2): rows of photo and page that are alike and like none else, each of the page once, by the likest."""
    if len(photo) < 2 or len(page) < 2:
        return np.zeros((0, 2), dtype=int)
    alike = _roots(photo) @ _roots(page).T
    rows, taken = np.arange(len(photo)), alike.argmax(axis=1)
    first = alike[rows, taken]
    alike[rows, taken] = -1.0
    told = np.flatnonzero(1 - first < RATIO**2 * (1 - alike.max(axis=1)))
    told = told[np.argsort(-first[told], kind="stable")]
    _, likest = np.unique(taken[told], return_index=True)
    return np.stack([told[likest], taken[told[likest]]], axis=1)


def _roots(found: np.ndarray) -> np.ndarray:
    """(n, 128), of length 1: the square roots of what each descriptor's parts are of its sum."""
    values = found[:, 2:].astype(np.float32)
    return np.sqrt(values / np.maximum(values.sum(axis=1, keepdims=True), 1.0))
