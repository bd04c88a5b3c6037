"""A photo taken with too little light is seen as what it shows; other photos are left as they are."""

import numpy as np
from PIL import Image

from convrec.models.light import DARK, MOST, lit


def shaded(brightest: int) -> Image.Image:
    """From black on the left to grey of this brightness on the right, a little warm."""
    ramp = np.linspace(0, brightest, 80)
    pixels = np.stack([ramp, 0.9 * ramp, 0.8 * ramp], axis=-1)[None].repeat(60, axis=0)
    return Image.fromarray(pixels.astype(np.uint8))


def test_a_dark_photo_becomes_as_bright_as_others_and_keeps_its_hue() -> None:
    dark = shaded(40)
    brighter = np.asarray(lit(dark), dtype=float)
    assert np.percentile(np.asarray(lit(dark).convert("L")), 95) > 150
    assert np.allclose(brighter[:, -1, 1] / brighter[:, -1, 0], 0.9, atol=0.03)


def test_a_photo_with_enough_light_is_the_same_one() -> None:
    bright = shaded(2 * DARK)
    assert lit(bright) is bright


def test_the_night_is_not_made_day() -> None:
    assert np.asarray(lit(Image.new("RGB", (20, 20), (2, 2, 2)))).max() <= 2 * MOST
