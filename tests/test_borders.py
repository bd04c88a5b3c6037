"""Frames of one colour go, whatever little stands on them; what is no frame stays."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from convrec.models.borders import trimmed
from convrec.models.views import encode_photos

PHOTO = (120, 90)


def photo(size: tuple[int, int] = PHOTO) -> Image.Image:
    """A wall, a floor, and much that stands before them."""
    rng = np.random.default_rng(4)
    coarse = Image.fromarray(rng.integers(60, 200, (9, 12, 3), dtype=np.uint8))
    return coarse.resize(size, Image.Resampling.BICUBIC)


def framed(colour: tuple[int, int, int], size: tuple[int, int], at: tuple[int, int]) -> Image.Image:
    screen = Image.new("RGB", size, colour)
    screen.paste(photo(), at)
    return screen


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (240, 235, 220)])
@pytest.mark.parametrize(
    ("size", "at"), [((120, 260), (0, 60)), ((300, 90), (110, 0)), ((200, 200), (40, 50)), ((120, 130), (0, 40))]
)
def test_a_frame_goes_and_the_photo_stays(colour: tuple[int, int, int], size: tuple[int, int], at: object) -> None:
    inside = trimmed(framed(colour, size, at))  # type: ignore[arg-type]
    assert max(abs(a - b) for a, b in zip(inside.size, PHOTO, strict=True)) <= 3


def test_the_writing_of_a_screenshot_goes_with_its_frame() -> None:
    screen = framed((255, 255, 255), (120, 260), (0, 60)).resize((480, 1040))
    draw = ImageDraw.Draw(screen)
    draw.text((20, 10), "9:41", fill="black")
    draw.text((400, 10), "87 %", fill="black")
    draw.text((20, 700), "Anna: do you like this one? It is from the shop at the corner.", fill="black")
    assert abs(trimmed(screen).height - 360) <= 12 and trimmed(screen).width == 480


def test_what_lies_on_a_sheet_keeps_the_sheet() -> None:
    sheet = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(sheet).ellipse((40, 40, 160, 160), fill=(150, 40, 40))
    assert trimmed(sheet).size == (200, 200)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (16, 16), (2000, 3)])
def test_what_has_no_frame_is_left_alone(size: tuple[int, int]) -> None:
    for picture in (photo(size), Image.new("RGB", size, "white")):
        assert trimmed(picture) is picture


def test_customers_photos_are_looked_at_without_their_frame(models: object) -> None:
    blue = Image.new("RGB", (120, 90), (20, 40, 220))
    screen = Image.new("RGB", (120, 400), "white")
    screen.paste(blue, (0, 10))
    seen = encode_photos(models.image, [blue, screen]).look  # type: ignore[attr-defined]
    assert seen[0] @ seen[1] == pytest.approx(1.0, abs=1e-3)
