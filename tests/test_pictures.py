"""The exact vectors of a catalogue's pictures: kept, made anew when they must be, and carried along."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convrec import shipped
from convrec.models.views import encode_product
from convrec.pictures import COARSE, EACH, Pages, Pictures, coarse, open_pictures, page_picture, ship_pictures, unit
from convrec.types import PhotoVectors
from tests.conftest import MeanColour

PAINT = {"red": (200, 30, 40), "green": (30, 180, 60), "blue": (40, 30, 210)}


class Counting(MeanColour):
    """Counts the pictures it is shown."""

    def __init__(self) -> None:
        self.asked = 0

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        self.asked += len(images)
        return super().encode_images(images)


def silent(what: str, share: float) -> None:
    """No progress."""


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def pages(tmp_path: Path, encoder: Counting) -> Pages:
    """Three items, each of a colour."""
    shop = tmp_path / "shop"
    shop.mkdir()
    files = {colour: shop / f"{colour}.png" for colour in PAINT}
    for colour, file in files.items():
        Image.new("RGB", (24, 24), PAINT[colour]).save(file)
    return Pages(shop, "as at first", files, lambda id: encode_product(encoder, [page_picture(files[id])]), encoder)


def test_each_item_has_its_picture_s_vectors(tmp_path: Path, pages: Pages, encoder: Counting) -> None:
    pictures = open_pictures(tmp_path / "kept", pages, silent)
    assert list(pictures.row) == list(PAINT)
    for kind in ("colour", "shown"):
        blue, red = pictures.page(["blue", "red"], kind)
        assert np.allclose(blue, pages.encode("blue").colour[0], atol=2e-3), "kept in half precision"
        assert np.allclose(red, pages.encode("red").colour[0], atol=2e-3)
    looks = pictures.page(list(PAINT), "look")
    assert np.linalg.norm(looks, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert pictures.page([], "look").shape == (0, 3)


def test_nothing_is_encoded_twice(tmp_path: Path, pages: Pages, encoder: Counting) -> None:
    first = open_pictures(tmp_path / "kept", pages, silent)
    asked = encoder.asked
    again = open_pictures(tmp_path / "kept", pages, silent)
    assert encoder.asked == asked > 3 * EACH, "pages, and photos staged from them"
    assert np.array_equal(first.page(["red"], "look"), again.page(["red"], "look"))
    assert np.array_equal(first.photo_centre, again.photo_centre)


def test_another_state_or_encoder_is_encoded_anew(tmp_path: Path, pages: Pages, encoder: Counting) -> None:
    open_pictures(tmp_path / "kept", pages, silent)
    asked = encoder.asked
    Image.new("RGB", (24, 24), PAINT["green"]).save(pages.files["red"])  # repainted
    changed = open_pictures(tmp_path / "kept", replace(pages, fingerprint="repainted"), silent)
    assert encoder.asked > asked
    red, green = changed.page(["red", "green"], "shown")
    assert np.array_equal(red, green)
    asked, encoder.name = encoder.asked, "mean-colour-2"
    open_pictures(tmp_path / "kept", replace(pages, fingerprint="repainted"), silent)
    assert encoder.asked > asked


def test_a_broken_off_encoding_leaves_nothing_behind(tmp_path: Path, pages: Pages) -> None:
    def broken(id: str) -> PhotoVectors:
        raise OSError("no such picture")

    with pytest.raises(OSError, match="no such picture"):
        open_pictures(tmp_path / "kept" / "mine", replace(pages, encode=broken), silent)
    assert list((tmp_path / "kept").iterdir()) == []


def test_vectors_travel_with_the_catalogue(tmp_path: Path, pages: Pages, encoder: Counting) -> None:
    made = open_pictures(tmp_path / "here", pages, silent)
    files = ship_pictures(made, pages)
    assert {file.parent for file in files} == {pages.catalogue / shipped.FOLDER}
    asked = encoder.asked
    arrived = open_pictures(tmp_path / "there", pages, silent)
    assert encoder.asked == asked, "neither pages nor staged photos are encoded"
    for kind in ("look", "colour", "shown"):
        assert np.allclose(arrived.page(["red", "blue"], kind), made.page(["red", "blue"], kind), atol=2e-3)
    assert np.allclose(arrived.photo_centre, made.photo_centre, atol=2e-3)


def test_only_a_changed_picture_is_encoded_beside_what_travelled(
    tmp_path: Path, pages: Pages, encoder: Counting
) -> None:
    ship_pictures(open_pictures(tmp_path / "here", pages, silent), pages)
    Image.new("RGB", (24, 24), (90, 90, 10)).save(pages.files["red"])
    seen: list[str] = []
    watched = replace(pages, encode=lambda id: (seen.append(id), pages.encode(id))[1])
    open_pictures(tmp_path / "there", watched, silent)
    assert seen == ["red"]


def test_progress_comes_to_an_end(tmp_path: Path, pages: Pages) -> None:
    told: dict[str, list[float]] = {}
    open_pictures(tmp_path / "kept", pages, lambda what, share: told.setdefault(what, []).append(share))
    assert set(told) == {"indexing pictures", "indexing staged photos"}
    assert all(shares == sorted(shares) and shares[-1] == 1.0 for shares in told.values())


def by_hand(photo_centre: np.ndarray) -> Pictures:
    """Two pages about a centre of their own."""
    looks = np.array([[1.0, 0.0, 0.2], [0.0, 1.0, 0.2]], dtype=np.float16)
    return Pictures({"a": 0, "b": 1}, {"look": looks}, np.array([0.5, 0.5, 0.2]), photo_centre)


def test_photos_are_measured_from_where_photos_lie() -> None:
    """What all photos have in common, a hand-held camera's grain, say, changes nothing."""
    centre, grain = np.array([0.3, 0.3, -0.1]), np.array([0.0, 0.4, 2.0])
    look = np.array([[0.9, 0.1, 0.3], [0.7, 0.2, 0.0]])
    plain = by_hand(centre).photo(PhotoVectors(look, look, look))
    grainy = by_hand(centre + grain).photo(PhotoVectors(look + grain, look, look))
    assert np.allclose(plain.look, grainy.look) and plain.look.shape == (1, 3)
    unmoved = by_hand(centre).photo(PhotoVectors(look + grain, look, look))
    assert not np.allclose(plain.look, unmoved.look, atol=0.1)


def test_pages_are_measured_from_where_pages_lie() -> None:
    one, other = by_hand(np.zeros(3)).page(["a", "b"], "look")
    assert one @ other == pytest.approx(-1.0, abs=1e-3), "what they share is taken off"


def test_several_photos_are_one_between_them() -> None:
    look = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    (between,) = by_hand(np.zeros(3)).photo(PhotoVectors(look, look, look)).look
    assert between.tolist() == pytest.approx([0.5**0.5, 0.5**0.5, 0.0])


def test_coarse_looks_keep_their_neighbours() -> None:
    random = np.random.default_rng(3)
    pages = unit(random.normal(size=(200, 3 * COARSE)))
    photos = unit(pages + 0.02 * random.normal(size=pages.shape))
    small, asked = coarse(pages), coarse(photos)
    assert small.shape == (200, COARSE) and np.linalg.norm(small, axis=1) == pytest.approx(1.0)
    assert ((asked @ small.T).argmax(axis=1) == np.arange(200)).mean() > 0.95
    assert np.array_equal(coarse(pages), small), "drawn by chance, but always the same"


def test_small_looks_stay_as_they_are() -> None:
    looks = unit(np.random.default_rng(3).normal(size=(4, COARSE)))
    assert coarse(looks) is looks
