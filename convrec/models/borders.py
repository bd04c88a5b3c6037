"""A photo inside a frame of one colour, as screenshots and messengers make them, without its frame."""

import numpy as np
from PIL import Image

SIDE = 192  # pixels at which a frame is looked for
NEAR = 12  # brightness by which a pixel may be off the frame's colour
RIM = 0.3  # share of a picture's outermost pixels from which their colour may be a frame's
FILLED = 0.5  # share of a row that isn't of the frame's colour where the photo is: a line of writing fills less
SHARP = 0.7  # the same of the photo's outermost rows: where things lie on a sheet, the sheet shows around them
STRAY = 0.12  # share of the frame that may be something else: the clock, a caption, buttons
LEAST = 0.2  # share of width and height that a photo has at least
WORTH = 0.97  # a photo that fills more than this share has no frame


def trimmed(picture: Image.Image) -> Image.Image:
    """An RGB picture without a border of one colour around it; the picture itself where there is none.

    Only straight edges count, so that a thing on a white sheet keeps the sheet. Bars above and below, or at both
    sides, are borders too, and they may hold a little writing.
    """
    share = min(1.0, SIDE / max(picture.size))
    width, height = (max(1, round(edge * share)) for edge in picture.size)
    small = np.asarray(picture.resize((width, height), Image.Resampling.BOX), dtype=np.int16)
    colour = _frame_colour(small)
    if colour is None:
        return picture
    other = np.abs(small - colour).max(axis=2) > NEAR
    top, bottom = _longest(other.mean(axis=1) >= FILLED * _width(other))
    left, right = _longest(other[top:bottom].mean(axis=0) >= FILLED) if bottom > top else (0, 0)
    if not _is_a_photo(other, top, bottom, left, right):
        return picture
    x, y = picture.width / width, picture.height / height
    return picture.crop((round(left * x), round(top * y), round(right * x), round(bottom * y)))


def _frame_colour(small: np.ndarray) -> np.ndarray | None:
    """The commonest colour of the outermost pixels, (3,), where it is common enough."""
    rim = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    steps, members = np.unique(rim // NEAR, axis=0, return_inverse=True)
    commonest = np.bincount(members.ravel(), minlength=len(steps)).argmax()
    colour = np.median(rim[members.ravel() == commonest], axis=0)
    near = np.abs(rim - colour).max(axis=1) <= NEAR
    return colour if near.mean() >= RIM else None


def _width(other: np.ndarray) -> float:
    """Share of the columns that hold anything but the frame: beside bars at the sides, rows are filled less."""
    return float((other.mean(axis=0) >= FILLED * LEAST).mean())


def _longest(filled: np.ndarray) -> tuple[int, int]:
    """The longest run of True: where it starts, and where it ends."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    runs = edges.reshape(-1, 2)
    return tuple(runs[np.argmax(runs[:, 1] - runs[:, 0])].tolist()) if len(runs) else (0, 0)


def _is_a_photo(other: np.ndarray, top: int, bottom: int, left: int, right: int) -> bool:
    """Whether the rectangle is large enough and straight-edged, and what is around it is of one colour."""
    height, width = other.shape
    if bottom - top < LEAST * height or right - left < LEAST * width:
        return False
    inside = other[top:bottom, left:right]
    if inside.size > WORTH * other.size or (other.sum() - inside.sum()) > STRAY * (other.size - inside.size):
        return False
    cut = (top > 0, bottom < height, left > 0, right < width)
    edges = (inside[0], inside[-1], inside[:, 0], inside[:, -1])
    return all(edge.mean() >= SHARP for edge, is_cut in zip(edges, cut, strict=True) if is_cut)
