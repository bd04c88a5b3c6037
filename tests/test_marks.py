"""What print looks like: the same print is found again in another view, and decides between packs of one look."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from convrec.evaluation.photos import print_score
from convrec.recommenders.photo import PRINT, PRINTED, same_print
from convrec.vision import kept_marks
from convrec.vision.kept_marks import Marks, open_marks
from convrec.vision.marks import MOST, PAGE_SIDE, PHOTO_SIDE, SIZE, agreement, marks

LINES = {
    "bravo": ("BRAVO", "oat drink", "no sugar", "1 litre"),
    "delta": ("DELTA", "rice milk", "with salt", "750 ml"),
    "kilo": ("KILO", "soya", "vanilla", "2 x 200 g"),
}


def pack(lines: Sequence[str]) -> Image.Image:
    picture = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(picture)
    for place, line in enumerate(lines):
        draw.text((40, 30 + 85 * place), line, fill="black", font=ImageFont.load_default(size=64))
    return picture


def photographed(picture: Image.Image) -> Image.Image:
    """Smaller, tilted and dimmed, somewhere before a grey wall."""
    scene = Image.new("RGB", (500, 400), (120, 120, 125))
    scene.paste(picture.resize((300, 300)).rotate(12, expand=True, fillcolor=(120, 120, 125)), (90, 10))
    return scene.point(lambda value: int(value * 0.8))


def quiet(what: str, share: float) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packs")
    for name, lines in LINES.items():
        pack(lines).save(folder / f"{name}.png")
    return {name: folder / f"{name}.png" for name in LINES}


@pytest.fixture
def shelf(pages: dict[str, Path], tmp_path: Path) -> Marks:
    found = open_marks(tmp_path, "first", pages, quiet)
    assert found is not None
    return found


def test_marks_are_bounded(pages: dict[str, Path]) -> None:
    busy = Image.fromarray(np.random.default_rng(0).integers(0, 255, (300, 300, 3)).astype(np.uint8))
    assert marks(busy, PAGE_SIDE).shape == (MOST, SIZE)
    assert marks(Image.new("RGB", (50, 2)), PAGE_SIDE).shape == (0, SIZE)


@pytest.mark.parametrize("name", LINES)
def test_a_pack_is_found_again_in_another_view_and_others_of_the_same_letters_less(shelf: Marks, name: str) -> None:
    photo = marks(photographed(pack(LINES[name])), PHOTO_SIDE)
    agreed = {other: agreement(photo, shelf.of(other)) for other in LINES}
    assert agreed[name] > 0.5
    assert max(share for other, share in agreed.items() if other != name) < agreed[name] - 0.2


def test_places_count_and_not_marks_alone(shelf: Marks) -> None:
    page = shelf.of("bravo")
    scattered = page.copy()
    scattered[:, :2] = np.random.default_rng(0).integers(0, 256, (len(page), 2))
    assert agreement(page, page) == 1.0
    assert agreement(scattered, page) < 0.6


def test_nothing_agrees_with_nothing(shelf: Marks) -> None:
    none = np.zeros((0, SIZE), dtype=np.uint8)
    assert agreement(none, shelf.of("kilo")) == agreement(shelf.of("kilo"), none) == 0.0


def test_print_speaks_for_the_item_that_has_it(shelf: Marks) -> None:
    photo = marks(photographed(pack(LINES["delta"])), PHOTO_SIDE)
    added = same_print([photo], dict.fromkeys(["kilo", "delta", "bravo", "unprinted"], 0.1), shelf)
    assert max(added, key=lambda id: added[id]) == "delta" and 0.5 * PRINT < added["delta"] <= PRINT
    assert "unprinted" not in added
    assert same_print([], {"delta": 0.1}, shelf) == same_print([photo], {"delta": 0.1}, None) == {}


def test_print_is_held_against_the_nearest_alone(shelf: Marks) -> None:
    many = Marks({f"{row}": 0 for row in range(PRINTED)} | {"far": 1}, shelf.array[[1, 1]])
    photo = marks(photographed(pack(LINES["delta"])), PHOTO_SIDE)
    assert "far" not in same_print([photo], {id: 0.0 if id == "far" else 1.0 for id in many.row}, many)


def test_marks_are_kept_and_made_anew_for_another_state(
    pages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    counted: Any = lambda picture, side: asked.append(side) or marks(picture, side)  # noqa: E731
    monkeypatch.setattr(kept_marks, "marks", counted)
    for state, times in (("first", 3), ("first", 3), ("second", 6)):
        opened = open_marks(tmp_path, state, pages, quiet)
        assert opened is not None and len(asked) == times
        assert len(opened.of("kilo")) > 50
    assert len(list(tmp_path.iterdir())) == 1  # the older state's are gone
    assert open_marks(tmp_path, "third", {}, quiet) is None


def test_without_opencv_there_are_no_marks(
    pages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cv2", None)
    assert open_marks(tmp_path, "first", pages, quiet) is None
    assert not list(tmp_path.iterdir())


def test_the_evaluation_gives_each_photo_its_print(pages: dict[str, Path], tmp_path: Path) -> None:
    files = []
    for name, lines in LINES.items():
        files.append(tmp_path / f"{name}.jpg")
        photographed(pack(lines)).save(files[-1])
    files_or_none = [*files[:2], None]
    found = print_score(files_or_none, list(pages.values()), np.zeros((3, 3)))
    assert (found.argmax(axis=1)[:2] == [0, 1]).all() and found[:2].max(axis=1).min() > 0.5 * PRINT
    assert not found[2].any()  # nothing was read on it
