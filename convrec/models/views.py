"""Pictures seen in several ways, so that a shop's picture and a customer's photo of one thing come near each other."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from convrec.models.base import ImageEncoder
from convrec.models.borders import trimmed
from convrec.models.light import lit
from convrec.seen import WHOLE, Box
from convrec.types import PhotoVectors

TURN = 20  # degrees a hand-held photo is off at most
ZOOM = 0.7  # share of width and height that a close-up shows
MIDDLES = (0.78, 0.6)  # shares of a photo's shorter side that are looked at: what it is of stands in the middle


def views(picture: Image.Image) -> list[Image.Image]:
    """The picture, close up, and tilted both ways; a mirrored one added nothing on the grocery training photos."""
    width, height = picture.size
    left, top = round(width * (1 - ZOOM) / 2), round(height * (1 - ZOOM) / 2)
    return [
        picture,
        picture.crop((left, top, width - left, height - top)),
        picture.rotate(TURN, expand=True, fillcolor="white"),
        picture.rotate(-TURN, expand=True, fillcolor="white"),
    ]


def encode_product(encoder: ImageEncoder, frames: Sequence[Image.Image]) -> PhotoVectors:
    """A catalogue picture's vectors, or those of a moving picture's frames, as means over all views; (1, size) each."""
    return _mean(encoder.encode_images([view for frame in frames for view in views(frame)]))


def encode_photos(encoder: ImageEncoder, photos: Sequence[Image.Image]) -> PhotoVectors:
    """Customers' photos → their vectors, (n, size), each the mean over two squares about the photo's middle.

    A screenshot's frame is no part of its photo.
    """
    return as_photos(encode_middles(encoder, photos))


def encode_middles(encoder: ImageEncoder, photos: Sequence[Image.Image]) -> PhotoVectors:
    """Customers' photos → the vectors of each one's squares, (n · len(MIDDLES), size), photo after photo."""
    whole = [lit(trimmed(photo)) for photo in photos]
    return encoder.encode_images([middle(photo, share) for photo in whole for share in MIDDLES])


def encode_shown(encoder: ImageEncoder, photos: Sequence[Image.Image]) -> PhotoVectors:
    """The same with ``whole``, which the squares of one photo share, where the encoder maps pictures."""
    wholes = [pooled(encoder.encode_map(lit(photo))) for photo in photos]
    known = [whole for whole in wholes if whole is not None]
    whole = np.concatenate(known).repeat(len(MIDDLES), axis=0) if known else None
    return replace(encode_middles(encoder, photos), whole=whole)


def pooled(features: np.ndarray | None, box: Box = WHOLE) -> np.ndarray | None:
    """The mean over a map (rows, columns, size) within a box, (1, size) of length 1; None of no map."""
    if features is None:
        return None
    rows, columns, size = features.shape
    top, left = min(int(box.top * rows), rows - 1), min(int(box.left * columns), columns - 1)
    bottom, right = max(math.ceil(box.bottom * rows), top + 1), max(math.ceil(box.right * columns), left + 1)
    return mean_direction(features[top:bottom, left:right].reshape(-1, size))[None]


def as_photos(middles: PhotoVectors) -> PhotoVectors:
    """What ``encode_middles`` or ``encode_shown`` saw as one row a photo: (n, size)."""
    step = len(MIDDLES)
    starts = range(0, len(middles.look), step)
    return joined([_mean(middles[start : start + step]) for start in starts]) or middles


def joined(parts: Sequence[PhotoVectors]) -> PhotoVectors | None:
    """The rows of all parts in their order; None of no parts."""
    if not parts:
        return None
    kinds = ([part.look for part in parts], [part.colour for part in parts], [part.meaning for part in parts])
    wholes = [part.whole for part in parts if part.whole is not None]
    look, colour, meaning = map(np.concatenate, kinds)
    whole = np.concatenate(wholes) if len(wholes) == len(parts) else None
    marks = tuple(own for part in parts for own in part.marks)
    return PhotoVectors(look, colour, meaning, whole, marks=marks if len(marks) == len(look) else ())


def _mean(seen: PhotoVectors) -> PhotoVectors:
    """Several views as one."""
    return seen.each(lambda kind: mean_direction(kind)[None])


def middle(picture: Image.Image, share: float) -> Image.Image:
    """The middle square of a picture, ``share`` of its shorter side wide."""
    width, height = picture.size
    side = max(1, round(min(width, height) * share))
    left, top = (width - side) // 2, (height - side) // 2
    return picture.crop((left, top, left + side, top + side))


def mean_direction(vectors: np.ndarray) -> np.ndarray:
    """(n, size) → (size,), of length 1."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9))
