"""Items found by a photo, and by words in pictures of which nothing is said; vectors drawn by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest
from PIL import Image

from convrec.data.folder import Catalogue, read_catalogue
from convrec.index import Index, look_part, meaning_part, open_index, shown_part
from convrec.pictures import Pictures
from convrec.recommenders.photo import FETCHED, WEIGHTS, SimilarToPhoto, photo_score
from convrec.recommenders.pictured import Pictured
from convrec.recommenders.similar import Near
from convrec.types import Language, PhotoVectors, Query, Understanding
from knowledge_graph import Profile
from tests.conftest import tiny_models, write_world

MODELS = tiny_models()


def around(degrees: Sequence[float]) -> np.ndarray:
    """Directions in a plane."""
    turned = np.deg2rad(np.asarray(degrees, dtype=float))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def shelf(folder: Path, look: Sequence[float], colour: Sequence[float], told: Sequence[float]) -> Index:
    """An index of pictures at these degrees, by look, colour and by what is told of the item."""
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    ids, parts = [f"item-{row}" for row in range(len(look))], {}
    for name, degrees in ((look_part(MODELS), look), (meaning_part(MODELS), told), (shown_part(MODELS), told)):
        parts[name] = client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 500}}
        )
        parts[name].add(ids=ids, embeddings=around(degrees))
    arrays = {"look": around(look), "colour": around(colour), "shown": around(told)}
    return Index(parts, Pictures({id: row for row, id in enumerate(ids)}, arrays, np.zeros(2), np.zeros(2)))


def by_photo(index: Index) -> SimilarToPhoto:
    assert index.pictures is not None
    return SimilarToPhoto(index, MODELS, list(index.pictures.row), index.pictures.row)


def asked(index: Index, photo: np.ndarray | None, exclude: Sequence[int] = ()) -> Query:
    """A photo whose look, colour and meaning lie at the same place; some items may not be shown."""
    assert index.pictures is not None
    mask = np.isin(np.arange(len(index.pictures.row)), exclude)
    photos = None if photo is None else PhotoVectors(photo, photo, photo)
    return Query(Understanding("en", "find", photos=photos), Profile("ann"), mask, limit=10)


FRONT = around([0])


def test_each_way_of_being_near_counts_from_the_median(tmp_path: Path) -> None:
    index = shelf(tmp_path, look=[0, 60, 90], colour=[90, 60, 0], told=[60, 60, 180])
    found = {one.item_id: one for one in by_photo(index).candidates(asked(index, FRONT))}
    parts = {part.kind: part.amount for part in found["item-0"].because}
    assert parts["look"] == pytest.approx(WEIGHTS["look"] * (1.0 - 0.5), abs=1e-5)
    assert parts["colour"] == pytest.approx(WEIGHTS["colour"] * (0.0 - 0.5), abs=1e-5)
    assert parts["meaning"] == pytest.approx(0.0, abs=1e-5)
    assert sum(parts.values()) == pytest.approx(found["item-0"].score)
    assert list(found) == ["item-0", "item-1", "item-2"]


@pytest.mark.parametrize("kind", ["look", "colour", "told"])
def test_one_way_of_being_near_is_enough_to_come_first(tmp_path: Path, kind: str) -> None:
    same: dict[str, list[float]] = {"look": [50, 50, 50], "colour": [50, 50, 50], "told": [50, 50, 50]}
    index = shelf(tmp_path, **{**same, kind: [50, 50, 10]})
    assert by_photo(index).candidates(asked(index, FRONT))[0].item_id == "item-2"


def test_several_photos_are_averaged(tmp_path: Path) -> None:
    index = shelf(tmp_path, look=[0, 45, 90], colour=[0, 0, 0], told=[0, 0, 0])
    assert by_photo(index).candidates(asked(index, around([0, 90])))[0].item_id == "item-1"


def test_what_may_not_be_shown_still_is_background(tmp_path: Path) -> None:
    index = shelf(tmp_path, look=[0, 20, 90, 100, 110], colour=[0] * 5, told=[0] * 5)
    everything, left = (by_photo(index).candidates(asked(index, FRONT, gone)) for gone in ((), (0,)))
    assert [one.item_id for one in everything][:2] == ["item-0", "item-1"]
    assert left == [one for one in everything if one.item_id != "item-0"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four hundred pictures, each a little further from the front."""
    degrees = np.linspace(0, 100, 400)
    return shelf(tmp_path_factory.mktemp("large"), degrees, degrees, degrees)


def test_what_may_be_shown_lies_beyond_what_was_fetched(large: Index) -> None:
    gone = range(300)
    assert len(gone) > 2 * FETCHED
    found = by_photo(large).candidates(asked(large, FRONT, gone))
    assert [one.item_id for one in found] == [f"item-{row}" for row in range(300, 310)]
    assert found[0].score < 0, "further off than the background, which is what lies nearest of all"


def test_items_that_a_part_does_not_hold_are_passed_over(large: Index) -> None:
    ids = [*(f"item-{row}" for row in range(400)), "said-everything-of"]  # which has no place among the wordless
    query = Query(Understanding("en", "find"), Profile("ann"), np.isin(np.arange(401), range(300)))
    near = Near(large, MODELS, ids, {id: row for row, id in enumerate(ids)}).nearer(shown_part(MODELS), FRONT[0], query)
    assert sorted(near) == [f"item-{row}" for row in range(300, 400)]


def test_where_nothing_may_be_shown_nothing_is(large: Index) -> None:
    assert by_photo(large).candidates(asked(large, FRONT, range(400))) == []


def test_without_a_photo_there_is_nothing_to_go_by(large: Index) -> None:
    assert by_photo(large).candidates(asked(large, None)) == []


def test_scores_in_all_are_the_weighed_sum() -> None:
    photo, items = PhotoVectors(FRONT, FRONT, FRONT), PhotoVectors(around([0, 90]), around([90, 0]), around([90, 90]))
    assert photo_score(photo, items) == pytest.approx(np.array([[WEIGHTS["look"], WEIGHTS["colour"]]]), abs=1e-6)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The made-up shop, with three pictures of which nothing is said."""
    folder = write_world(tmp_path_factory.mktemp("wordless") / "shop")
    with (folder / "items.jsonl").open("a", encoding="utf-8") as file:
        for name, paint in (("blue", (20, 40, 220)), ("green", (20, 200, 40)), ("brown", (180, 80, 30))):
            Image.new("RGB", (32, 32), paint).save(folder / "images" / f"img-{name}.png")
            row = {"id": f"img-{name}", "title": {"en": f"IMG {len(name)}"}, "images": [f"images/img-{name}.png"]}
            file.write(json.dumps(row) + "\n")
    return read_catalogue(folder)


@pytest.fixture(scope="module")
def by_words(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Pictured:
    index = open_index(tmp_path_factory.mktemp("home"), catalogue, MODELS, lambda what, share: None)
    return Pictured(index, MODELS, [item.id for item in catalogue.items], dict(catalogue.row))


def wish(catalogue: Catalogue, text: str, language: Language = "en", exclude: Sequence[str] = ()) -> Query:
    mask = np.array([item.id in exclude for item in catalogue.items])
    return Query(Understanding(language, "find", search_text=text), Profile("ann"), mask)


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("something blue", "en", "img-blue"),
        ("a green one", "en", "img-green"),
        ("蓝色的", "zh", "img-blue"),
        ("我想要绿色的帽子", "zh", "img-green"),
    ],
)
def test_words_find_pictures_of_which_nothing_is_said(
    by_words: Pictured, catalogue: Catalogue, text: str, language: Language, first: str
) -> None:
    found = by_words.candidates(wish(catalogue, text, language))
    assert found[0].item_id == first
    assert {one.item_id for one in found} == {"img-blue", "img-green", "img-brown"}, "items with words are others' job"
    assert found[0].because[0].about == (text,), "said in the person's own words"


def test_masked_pictures_stay_away(by_words: Pictured, catalogue: Catalogue) -> None:
    found = by_words.candidates(wish(catalogue, "something blue", exclude=["img-blue"]))
    assert {one.item_id for one in found} == {"img-green", "img-brown"}


def test_nothing_looked_for_finds_nothing(by_words: Pictured, catalogue: Catalogue) -> None:
    assert by_words.candidates(wish(catalogue, "")) == []


def test_where_all_items_have_words_pictures_are_not_asked(tmp_path: Path) -> None:
    told = read_catalogue(write_world(tmp_path / "shop"))
    index = open_index(tmp_path, told, MODELS, lambda what, share: None)
    assert not index.has(shown_part(MODELS))
    asking: Any = Pictured(index, MODELS, [item.id for item in told.items], dict(told.row))
    assert asking.candidates(wish(told, "something blue")) == []
