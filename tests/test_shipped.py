"""Vectors that travel with a catalogue folder are taken as they are, as long as what they stand for is the same."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convrec import shipped
from convrec.data.folder import read_catalogue
from convrec.index import Index, look_part, open_index, ship, words_part
from convrec.models import Models
from tests.conftest import tiny_models, write_world


def silent(what: str, share: float) -> None:
    """No progress."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The made-up shop with its vectors along."""
    folder = write_world(tmp_path / "shop")
    catalogue, models = read_catalogue(folder), tiny_models()
    ship(catalogue, open_index(tmp_path / "first", catalogue, models, silent), models)
    return folder


class Counting:
    """A text encoder that counts what it is asked to encode."""

    def __init__(self, encoder: Any) -> None:
        self._encoder, self.name, self.size, self.asked = encoder, encoder.name, encoder.size, 0

    def encode(self, texts: Any, role: Any = "query") -> np.ndarray:
        self.asked += len(texts)
        return np.asarray(self._encoder.encode(texts, role))


def counting_models() -> tuple[Models, Counting]:
    tiny = tiny_models()
    counting = Counting(tiny.text["en"])
    both: Any = {"en": counting, "zh": counting}
    return Models(both, tiny.listener, tiny.stance, tiny.intent, tiny.image), counting


def built(folder: Path, home: Path) -> tuple[Index, Models, int]:
    models, counting = counting_models()
    return open_index(home, read_catalogue(folder), models, silent), models, counting.asked


def test_nothing_is_encoded_twice(shop: Path, tmp_path: Path) -> None:
    index, models, asked = built(shop, tmp_path / "home")
    assert asked == 0
    fresh = open_index(tmp_path / "other", read_catalogue(write_world(tmp_path / "bare")), models, silent)
    for part in (words_part(models, "en"), look_part(models)):
        ids = ["lamp-oak", "sofa-velvet"]
        for id, vector in fresh.vectors(part, ids).items():
            assert np.allclose(index.vectors(part, ids)[id], vector, atol=2e-3)


def test_only_what_has_changed_is_encoded(shop: Path, tmp_path: Path) -> None:
    lines = (shop / "items.jsonl").read_text(encoding="utf-8").splitlines()
    changed = json.loads(lines[0])
    changed["description"]["en"] = "Quite another lamp."
    (shop / "items.jsonl").write_text("\n".join([json.dumps(changed), *lines[1:]]), encoding="utf-8")
    _, _, asked = built(shop, tmp_path / "home")
    assert asked == 1  # one text, in the one language in which it changed


def test_a_broken_file_is_as_good_as_none(shop: Path, tmp_path: Path) -> None:
    for path in (shop / shipped.FOLDER).glob("words-*.npz"):
        path.write_bytes(b"broken")
    _, _, asked = built(shop, tmp_path / "home")
    assert asked == 20  # ten items in two languages; the answers' vectors are still there


def test_hashes_tell_contents_apart(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"ab")
    assert shipped.digest("ab") == shipped.digest(file) != shipped.digest("a", "b") != shipped.digest("b", "a")
