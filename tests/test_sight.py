"""What a photo shows, in a tiny grocery whose sorts have a colour each and whose encoder sees nothing but colours."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.models import ImageEncoder
from convrec.seen import STRANGE, WHOLE, Thing
from convrec.sight import NEAREST, TOLD, Sight, known_by
from convrec.types import PhotoVectors
from tests.conftest import MeanColour, tiny_models

PAINT = {"berry": (20, 40, 220), "pear": (20, 200, 40), "bread": (180, 80, 30)}
COLOUR = {"berry": "blue", "pear": "green", "bread": "brown"}
WALL = (127, 127, 127)  # a grey that the encoder sees nothing in
PURPLE = (150, 10, 160)  # of which nothing is sold


class MapsColours(MeanColour):
    """Sees the colour of every place of a picture too."""

    name, calibrated = "maps-colours", True

    def encode_map(self, image: Image.Image) -> np.ndarray:  # type: ignore[override]
        places = np.asarray(image.resize((12, 12)), dtype=np.float32) - 127.0
        return places / np.maximum(np.linalg.norm(places, axis=2, keepdims=True), 1e-9)


class NamesColours(MeanColour):
    """Sees which of a few colours a picture is nearest to; no two of them are alike."""

    name, calibrated = "names-colours", True

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        seen = super().encode_images(images)
        mean = np.array([np.asarray(image.resize((8, 8)), dtype=float).mean((0, 1)) for image in images])
        apart = np.linalg.norm(mean[:, None] - np.array([*PAINT.values(), PURPLE, WALL]), axis=2)
        return PhotoVectors(np.eye(len(PAINT) + 2)[apart.argmin(axis=1)], seen.colour, seen.meaning)


def write_grocery(folder: Path, pictured: bool = True) -> Path:
    """Three sorts of two items each."""
    (folder / "images").mkdir(parents=True)
    rows = []
    for sort, paint in PAINT.items():
        for number in range(2):
            file = f"images/{sort}-{number}.png"
            shade = tuple(channel + 5 * number for channel in paint)
            Image.new("RGB", (32, 32), shade).save(folder / file)
            words = {"category": {"en": sort}, "colour": {"en": COLOUR[sort]}}
            row = {"id": f"{sort}-{number}", "title": {"en": f"A {sort}"}, "attributes": words}
            rows.append(row | ({"images": [file]} if pictured else {}))
    (folder / "catalogue.json").write_text(json.dumps({"name": {"en": "Grocery"}}), encoding="utf-8")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def eyes(folder: Path, home: Path, encoder: ImageEncoder) -> Sight:
    catalogue, models = read_catalogue(folder), replace(tiny_models(), image=encoder)
    return Sight(catalogue, open_index(home, catalogue, models, lambda what, share: None), models)


@pytest.fixture(scope="module")
def grocery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_grocery(tmp_path_factory.mktemp("grocery") / "shop")


@pytest.fixture(scope="module")
def plain(grocery: Path, tmp_path_factory: pytest.TempPathFactory) -> Sight:
    """Sees whole photos only, and nobody measured how sure it can be."""
    return eyes(grocery, tmp_path_factory.mktemp("plain"), MeanColour())


@pytest.fixture(scope="module")
def mapping(grocery: Path, tmp_path_factory: pytest.TempPathFactory) -> Sight:
    """Sees where things are, and how sure it can be."""
    return eyes(grocery, tmp_path_factory.mktemp("mapping"), MapsColours())


def photo(left: str = "", right: str = "") -> Image.Image:
    """Things on a grey wall."""
    picture = Image.new("RGB", (240, 120), WALL)
    for start, sort in ((20, left), (140, right)):
        if sort:
            ImageDraw.Draw(picture).rectangle((start, 20, start + 79, 99), fill=PAINT[sort])
    return picture


@pytest.mark.parametrize("sort", PAINT)
def test_the_nearest_items_say_its_sort_and_colours(plain: Sight, sort: str) -> None:
    vectors, (seen,) = plain.see({"a": Image.new("RGB", (60, 40), PAINT[sort])}, {})
    assert seen.thing.sorts[0].about == f"category/{sort}" and seen.thing.sorts[0].share > 0.9
    assert seen.thing.colours[0].about == f"colour/{COLOUR[sort]}"
    assert vectors is not None and vectors.look.shape == (1, 3)


def test_between_two_sorts_both_are_likely(plain: Sight) -> None:
    between = tuple((one + other) // 2 for one, other in zip(PAINT["berry"], PAINT["pear"], strict=True))
    _, (seen,) = plain.see({"a": Image.new("RGB", (60, 40), between)}, {})
    shares = [likely.share for likely in seen.thing.sorts]
    assert shares == sorted(shares, reverse=True) and min(shares) >= TOLD and sum(shares) <= 1.0001


@pytest.mark.parametrize(("encoder", "sure"), [(NamesColours(), True), (MeanColour(), False)])
def test_what_is_unlike_anything_sold_here_is_called_by_a_plain_noun(
    grocery: Path, tmp_path: Path, encoder: ImageEncoder, sure: bool
) -> None:
    sight = eyes(grocery, tmp_path, encoder)
    _, (seen,) = sight.see({"a": Image.new("RGB", (60, 40), PURPLE)}, {})
    assert (seen.known < STRANGE) is sure and (sure or not seen.name)
    assert sure or seen.known == 1.0, "where nobody measured how sure one can be, a photo counts as known"


def test_other_kinds_that_look_alike_hide_no_product(tmp_path: Path) -> None:
    """Posts in nearly the colour of the bread are many, and nearer; the bread is what the photo shows."""
    folder = write_grocery(tmp_path / "shop")
    posts = []
    for number in range(NEAREST + 20):
        file = f"images/post-{number}.png"
        Image.new("RGB", (32, 32), tuple(c + 2 + number % 3 for c in PAINT["bread"])).save(folder / file)
        posts.append({"id": f"post-{number}", "kind": "post", "title": {"en": f"Post {number}"}, "images": [file]})
    about = {"name": {"en": "Grocery"}, "default_kind": "product"}
    (folder / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    with (folder / "items.jsonl").open("a", encoding="utf-8") as file_of_items:
        file_of_items.writelines(json.dumps(row) + "\n" for row in posts)
    bread = Image.new("RGB", (60, 40), tuple(c + 3 for c in PAINT["bread"]))
    _, (seen,) = eyes(folder, tmp_path / "home", MapsColours()).see({"a": bread}, {})
    assert not seen.strange and seen.thing.sorts[0].about == "category/bread"


def test_what_the_shop_has_is_known(mapping: Sight) -> None:
    _, (seen,) = mapping.see({"a": Image.new("RGB", (60, 40), PAINT["bread"])}, {})
    assert seen.known > 0.9 and seen.name == ""


def test_without_a_map_a_photo_is_one_thing(plain: Sight) -> None:
    _, (seen,) = plain.see({"a": photo("berry", "pear")}, {})
    assert [thing.box for thing in seen.things] == [WHOLE] and seen.chosen == 0


def test_a_map_tells_the_things_of_a_photo_apart(mapping: Sight) -> None:
    _, (seen,) = mapping.see({"a": photo("berry", "pear")}, {})
    places = {thing.sorts[0].about: (thing.box.left + thing.box.right) / 2 for thing in seen.things}
    assert places["category/berry"] < 0.5 < places["category/pear"]
    assert not seen.pointed_at


@pytest.mark.parametrize("sort", ["berry", "pear"])
def test_the_chosen_thing_is_what_is_searched_by(mapping: Sight, sort: str) -> None:
    both = photo("berry", "pear")
    _, (first,) = mapping.see({"a": both}, {})
    place = next(n for n, thing in enumerate(first.things) if thing.sorts[0].about == f"category/{sort}")
    whole, _ = mapping.see({"a": both}, {})
    cut, (seen,) = mapping.see({"a": both}, {"a": place})
    assert seen.pointed_at and seen.chosen == place
    assert seen.thing.sorts[0].about == f"category/{sort}" and seen.thing.box == first.things[place].box
    alone = MapsColours().encode_images([Image.new("RGB", (9, 9), PAINT[sort])]).look[0]
    assert cut is not None and whole is not None
    assert float(cut.look[0] @ alone) > 0.8 > float(whole.look[0] @ alone), "the photo is cut to it"


@pytest.mark.parametrize("place", [-1, 9])
def test_a_thing_that_is_not_there_can_not_be_chosen(mapping: Sight, place: int) -> None:
    both = photo("berry", "pear")
    (_, chosen), (_, unchosen) = mapping.see({"a": both}, {"a": place}), mapping.see({"a": both}, {})
    assert chosen == unchosen


def test_photos_keep_their_order(plain: Sight) -> None:
    named = {sort: Image.new("RGB", (60, 40), PAINT[sort]) for sort in ("pear", "bread", "berry")}
    vectors, seen = plain.see(named, {"bread": 0})
    assert [one.photo for one in seen] == ["pear", "bread", "berry"]
    assert [one.pointed_at for one in seen] == [False, True, False]
    alone = [plain.see({sort: picture}, {})[0] for sort, picture in named.items()]
    assert vectors is not None
    assert np.allclose(vectors.look, np.concatenate([one.look for one in alone if one is not None]))


def test_without_photos_nothing_is_seen(plain: Sight) -> None:
    assert plain.see({}, {}) == (None, ())


def test_a_shop_without_pictures_has_nothing_to_compare_with(tmp_path: Path) -> None:
    sight = eyes(write_grocery(tmp_path / "shop", pictured=False), tmp_path, MapsColours())
    vectors, (seen,) = sight.see({"a": photo("berry")}, {})
    assert vectors is not None and seen.things == (Thing(),) and seen.known == 1.0


def test_in_a_larger_shop_a_photo_must_be_nearer_to_be_known() -> None:
    near = np.linspace(-1.0, 1.0, 9)
    small, large = known_by(near, 20), known_by(near, 300)
    assert small.shape == near.shape and (np.diff(small) >= 0).all() and small[0] < 0.01 and small[-1] > 0.99
    assert (small >= large).all() and known_by(0.43, 20) > known_by(0.43, 300) + 0.2
    assert known_by(0.25, 10**6) == known_by(0.25, 10**5), "beyond what was measured nothing is foretold"
