"""A made-up image encoder that tells shades apart, so that a photo may look unlike a page of the same colour name."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from PIL import Image

from convrec.models import Models
from convrec.types import PhotoVectors
from tests.conftest import MeanColour, tiny_models

CORNERS = np.array(list(product((30.0, 95.0, 160.0, 225.0), repeat=3)))
REACH = 40.0  # of a corner, in steps of brightness


class Shades(MeanColour):
    """Sees how near a picture's mean colour is to each of 64 shades: (n, 64); reads words as the other one does."""

    name = "shades"

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        meaning = super().encode_images(images).meaning
        means = [np.asarray(image.convert("RGB").resize((8, 8)), dtype=np.float32).mean((0, 1)) for image in images]
        apart = np.linalg.norm(np.array(means)[:, None] - CORNERS, axis=2)
        look = np.exp(-((apart / REACH) ** 2) / 2)
        look = (look / np.linalg.norm(look, axis=1, keepdims=True)).astype(np.float32)
        return PhotoVectors(look, look, meaning)


def shaded() -> Models:
    """The tiny models, with an eye for shades."""
    return replace(tiny_models(), image=Shades())
