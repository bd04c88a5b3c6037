"""Staged photos: things are cut out of white pages and set into scenes, the same ones for the same seed."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from convrec.vision.staged import CUT, SIDE, cut_out, staged, staged_photos

GREEN = (0, 255, 0)


def page(size: tuple[int, int] = (200, 120), box: tuple[int, int, int, int] = (60, 30, 119, 89)) -> Image.Image:
    """A green square on white paper."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle(box, fill=GREEN)
    return picture


def opaque(cut: Image.Image) -> float:
    """The share of a cut-out that is thing."""
    return float((np.asarray(cut)[..., 3] == 255).mean())


def test_a_thing_is_cut_out_of_its_page() -> None:
    cut = cut_out(page())
    assert cut.mode == "RGBA" and opaque(cut) == 1.0
    assert 57 <= cut.width <= 60 and 57 <= cut.height <= 60, "a little is taken off the edge, where paper shines in"
    assert set(map(tuple, np.asarray(cut)[..., :3].reshape(-1, 3))) == {GREEN}


def test_white_inside_a_thing_is_part_of_it() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((80, 50, 99, 69), fill="white")  # a label, say
    cut = cut_out(picture)
    assert opaque(cut) == 1.0 and cut.getpixel((cut.width // 2, cut.height // 2)) == (255, 255, 255, 255)


def test_paper_between_a_thing_s_legs_is_paper() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((80, 60, 99, 119), fill="white")  # open below
    assert 0.7 < opaque(cut_out(picture)) < 0.9


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (90, 60, 96, 66)])
def test_where_hardly_anything_is_on_a_page_the_whole_picture_is_taken(box: tuple[int, int, int, int]) -> None:
    cut = cut_out(page(box=box))
    assert cut.size == (200, 120) and opaque(cut) == 1.0


def test_without_a_white_page_the_whole_picture_is_taken() -> None:
    photo = Image.fromarray(np.random.default_rng(1).integers(0, 200, (90, 120, 3), dtype=np.uint8))
    cut = cut_out(photo)
    assert 118 <= cut.width <= 120 and 88 <= cut.height <= 90 and opaque(cut) > 0.99


def test_large_pages_are_made_small_and_the_page_itself_stays_as_it_is() -> None:
    large = page((2000, 1200), (0, 100, 1999, 1099))
    assert max(cut_out(large).size) <= CUT
    assert large.size == (2000, 1200)


def test_the_same_seed_stages_the_same_photo_and_another_seed_another() -> None:
    thing = cut_out(page())
    one, same, other = (
        np.asarray(staged(np.random.default_rng(seed), thing, [thing, thing.rotate(90)])) for seed in (4, 4, 5)
    )
    assert one.shape == (SIDE, SIDE, 3)
    assert np.array_equal(one, same) and not np.array_equal(one, other)


@pytest.mark.parametrize("seed", range(8))
def test_the_thing_is_in_its_photo(seed: int) -> None:
    red, green, blue = np.moveaxis(np.asarray(staged(np.random.default_rng(seed), cut_out(page()), ())), 2, 0)
    # no wall is painted so pure a green, and no light adds red or blue to it
    assert np.mean((red < 15) & (blue < 15) & (green > 60)) > 0.05


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        page(box=(20, 20, 60 + 30 * number, 80)).save(path)
    return paths


def test_each_page_of_a_sample_is_staged_several_times(files: list[Path]) -> None:
    made = list(staged_photos(np.random.default_rng(0), files, sample=2, each=3))
    places = [place for place, _ in made]
    assert places == sorted(places) and len(set(places)) == 2
    assert all(places.count(place) == 3 for place in places)
    assert {photo.size for _, photo in made} == {(SIDE, SIDE)}


def test_a_sample_larger_than_the_shop_is_the_shop(files: list[Path]) -> None:
    assert [place for place, _ in staged_photos(np.random.default_rng(0), files, sample=9, each=1)] == [0, 1, 2]
