"""Pictures seen in several ways, so that a shop's picture and a customer's photo of one thing come near each other."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageOps

from convrec.models.base import ImageEncoder
from convrec.models.borders import trimmed
from convrec.types import PhotoVectors

TURN = 20  # degrees a hand-held photo is off at most
ZOOM = 0.7  # share of width and height that a close-up shows
MIDDLE = 0.78  # share of a photo's shorter side that is looked at: what it is of stands in the middle


def views(picture: Image.Image) -> list[Image.Image]:
    """The picture, mirrored, whole on a white square, close up, and tilted both ways."""
    width, height = picture.size
    side = max(width, height)
    left, top = round(width * (1 - ZOOM) / 2), round(height * (1 - ZOOM) / 2)
    return [
        picture,
        ImageOps.mirror(picture),
        ImageOps.pad(picture, (side, side), color="white"),
        picture.crop((left, top, width - left, height - top)),
        picture.rotate(TURN, expand=True, fillcolor="white"),
        picture.rotate(-TURN, expand=True, fillcolor="white"),
    ]


def encode_product(encoder: ImageEncoder, picture: Image.Image) -> PhotoVectors:
    """A catalogue picture's look and meaning, each the mean over its views; shapes (1, size)."""
    seen = encoder.encode_images(views(picture))
    return PhotoVectors(mean_direction(seen.look)[None], mean_direction(seen.meaning)[None])


def encode_photos(encoder: ImageEncoder, photos: Sequence[Image.Image]) -> PhotoVectors:
    """Customers' photos → their looks and meanings, (n, size), each of the photo's middle; a frame around it goes."""
    return encoder.encode_images([middle(trimmed(photo), MIDDLE) for photo in photos])


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
