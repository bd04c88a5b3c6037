"""Photos whose middles are alike are told apart by how they look as a whole, by the one map that a turn makes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.errors import WeightsError
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.models.views import encode_shown, joined, pooled
from convrec.recommenders.taught.files import FILE, KEPT, head_arrays, read_head, read_shown, taught_folder
from convrec.recommenders.taught.head import Head
from convrec.seen import WHOLE, Box
from convrec.settings import Settings
from convrec.training.cards import write
from convrec.training.photos import command
from convrec.training.photos.command import train_photos
from convrec.training.photos.fit import KIN, Lesson, fit_head
from convrec.types import Message, PhotoVectors
from tests.conftest import write_world
from tests.shades import Shades, shaded
from tests.test_sight import MapsColours, eyes, photo, write_grocery
from tests.test_taught import GREEN, OCHRE, PLUM, listed

CELLS = 8  # of a map's side


class MapsShades(Shades):
    """Sees the shade of every place of a picture too, and counts how often it is asked to."""

    name = "maps-shades"

    def __init__(self) -> None:
        self.maps = 0

    def encode_map(self, image: Image.Image) -> np.ndarray:  # type: ignore[override]
        self.maps += 1
        places = np.asarray(image.resize((CELLS, CELLS), Image.Resampling.BOX))
        each = [Image.new("RGB", (8, 8), tuple(map(int, place))) for place in places.reshape(-1, 3)]
        return self.encode_images(each).look.reshape(CELLS, CELLS, -1)


def framed(path: Path, colour: tuple[int, ...]) -> Path:
    """A plum thing before a wall of some colour."""
    picture = Image.new("RGB", (80, 80), colour)
    picture.paste(PLUM, (8, 8, 72, 72))
    picture.save(path)
    return path


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Models:
    made = replace(shaded(), image=MapsShades())
    monkeypatch.setattr(command, "load_models", lambda settings: made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", catalogue=write_world(tmp_path / "shop"))


WALLS: Sequence[tuple[str, tuple[int, ...]]] = (("sofa-velvet", GREEN), ("rug-wool", OCHRE))


def test_one_map_a_turn_tells_apart_what_the_squares_can_not(
    settings: Settings, models: Models, tmp_path: Path
) -> None:
    lines = [f"{framed(tmp_path / f'{item}.png', wall).name}, {item}" for item, wall in WALLS]
    (tmp_path / "photos.csv").write_text("path, item\n" + "\n".join(lines) + "\n", encoding="utf-8")
    train_photos(settings, tmp_path / "photos.csv")
    catalogue = read_catalogue(settings.catalogue)
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    assistant = Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)
    for number, (item, wall) in enumerate(WALLS):
        sent = assistant.save_photo(framed(tmp_path / f"sent-{number}.png", wall))
        before = models.image.maps  # type: ignore[attr-defined]
        turn = assistant.turn(Message(f"stranger-{number}", "", (sent,)))
        assert turn.recommendations[0].item_id == item
        assert models.image.maps == before + 1, "seeing things and what was taught share a map"  # type: ignore[attr-defined]


def test_what_was_taught_by_squares_alone_is_stale(settings: Settings, tmp_path: Path) -> None:
    head = Head(("rug-wool",), np.zeros((1, 128)), np.zeros(1), 0.0, 1.0, 9.0)
    arrays = head_arrays(head, "shades", ["rug-wool"]) | {"encoder": np.array("shades")}
    path = write(tmp_path / FILE, arrays, "photos", what="a head", data=[], licence="", encoder="shades")
    with pytest.raises(WeightsError, match="train photos"):
        read_head(path, "shades", ["rug-wool"])


def test_the_whole_is_kept_and_read_again(settings: Settings, models: Models, tmp_path: Path) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)))
    shown = read_shown(taught_folder(settings.home, read_catalogue(settings.catalogue)) / KEPT, "maps-shades")
    assert shown is not None and shown.seen.whole is not None and shown.seen.whole.shape == (2, 64)


def test_a_map_is_pooled_within_a_box() -> None:
    features = np.zeros((4, 4, 2), dtype=np.float32)
    features[:, :2, 0] = features[:, 2:, 1] = 1.0
    whole, left, corner = (pooled(features, box) for box in (WHOLE, Box(0, 0, 0.5, 1), Box(0.99, 0.99, 1, 1)))
    assert np.allclose(whole, 0.5**0.5) and np.allclose(left, [[1, 0]]) and np.allclose(corner, [[0, 1]])
    assert pooled(None) is None


def test_a_chosen_thing_is_pooled_alone(tmp_path: Path) -> None:
    sight = eyes(write_grocery(tmp_path / "shop"), tmp_path / "home", MapsColours())
    _, (seen,) = sight.see({"a": photo("berry", "pear")}, {})
    for place, thing in enumerate(seen.things):
        vectors, _ = sight.see({"a": photo("berry", "pear")}, {"a": place})
        assert vectors is not None and vectors.whole is not None
        blue, green = vectors.whole[0, 2], vectors.whole[0, 1]
        assert (blue > green) == (thing.sorts[0].about == "category/berry")


def test_encoders_without_a_map_leave_it_out() -> None:
    pictures = [Image.new("RGB", (8, 8), PLUM)]
    with_map, without = encode_shown(MapsShades(), pictures), encode_shown(Shades(), pictures)
    assert without.whole is None and with_map.whole is not None and with_map.whole.shape == (2, 64)
    both = joined([with_map, without])
    assert both is not None and both.whole is None


def lesson(sorts: Sequence[int]) -> Lesson:
    """Three items, each with a page and the two squares of a photo, all of its own direction."""
    own = np.eye(3, 4, dtype=np.float32)
    pages = PhotoVectors(own, np.zeros((3, 1)), own)
    return Lesson(("a", "b", "c"), np.arange(3), pages[np.arange(6) // 2], pages, own @ own.T, np.array(sorts))


def test_a_photo_counts_a_little_for_its_kin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convrec.training.photos.fit.PENALTY", 1e-6)
    related, strangers = (fit_head(lesson(sorts)) for sorts in ((0, 0, 1), (0, 1, 2)))
    photos = lesson((0, 0, 1)).pages
    assert np.allclose(related.scores(photos), [[1, KIN, 0], [KIN, 1, 0], [0, 0, 1]], atol=0.01)
    assert np.allclose(strangers.scores(photos), np.eye(3), atol=0.01)
