"""The shop that comes along: complete in both languages, and true to the facts of its pictures."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SHOP = ASSETS / "shop"
LANGUAGES = {"en", "zh"}
CHINESE_SIGNS = range(0x4E00, 0xA000)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CATALOGUE = json.loads((SHOP / "catalogue.json").read_text(encoding="utf-8"))
EVERYTHING = _lines(SHOP / "items.jsonl")
ITEMS = [item for item in EVERYTHING if item["kind"] == "product"]
STORIES = [item for item in EVERYTHING if item["kind"] != "product"]
FACTS = {facts["id"]: facts for facts in _lines(ASSETS / "studio" / "catalogue.jsonl")}
VOCABULARY = json.loads((ASSETS / "world" / "vocabulary.json").read_text(encoding="utf-8"))
each_item = pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])
each_story = pytest.mark.parametrize("item", STORIES, ids=[item["id"] for item in STORIES])


def _english(item: Mapping[str, Any], name: str) -> set[str]:
    return {value["en"].lower() for value in item["attributes"].get(name, [])}


def _values(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """(attribute, value) of every value, whether an attribute holds one or a list."""
    return [
        (name, v) for name, value in item["attributes"].items() for v in (value if isinstance(value, list) else [value])
    ]


def test_the_shop_says_that_it_is_simulated() -> None:
    assert CATALOGUE["simulated"] is True
    assert CATALOGUE["category"] == ["category"] and CATALOGUE["currency"] == "EUR"
    assert set(CATALOGUE["name"]) == LANGUAGES


def test_ids_and_texts_are_unique() -> None:
    for field in ("id", "title", "description"):
        assert len({json.dumps(item[field]) for item in EVERYTHING}) == len(EVERYTHING), field


def test_there_is_a_choice_of_everything() -> None:
    families = Counter(FACTS[item["id"]]["family"] for item in ITEMS)
    assert len(ITEMS) >= 300 and len(families) >= 28
    assert min(families.values()) >= 8
    kinds = Counter(item["kind"] for item in STORIES)
    assert kinds["post"] >= 80 and kinds["film"] >= 30 and kinds["track"] >= 40 and kinds["show"] >= 3


def test_most_products_come_in_two_to_four_variants() -> None:
    designs = Counter(item["variant_of"] for item in ITEMS)
    assert sum(2 <= count <= 4 for count in designs.values()) >= 0.9 * len(designs)
    told_apart = ("colour", "material", "width_cm", "height_cm", "pattern", "pieces", "price_tier")
    for design in designs:
        siblings = [item for item in ITEMS if item["variant_of"] == design]
        looks = {json.dumps([item["attributes"].get(name) for name in told_apart]) for item in siblings}
        assert len(looks) == len(siblings), design


def test_a_family_s_texts_are_no_template() -> None:
    """No two descriptions begin alike, and no sentence occurs twice."""
    for language, length in (("en", 24), ("zh", 8)):
        beginnings = Counter(item["description"][language][:length] for item in EVERYTHING)
        assert beginnings.most_common(1)[0][1] == 1, beginnings.most_common(3)
        sentences = Counter(part.strip() for item in ITEMS for part in re.split("[.。]", item["description"][language]))
        del sentences[""]
        assert sentences.most_common(1)[0][1] <= 2, sentences.most_common(3)


@each_item
def test_both_languages_everywhere(item: dict[str, Any]) -> None:
    attributes = [value for _, value in _values(item) if not isinstance(value, int | float)]
    words = [item["title"], item["description"], *attributes]
    assert all(text["en"].strip() and text["zh"].strip() for text in words)
    assert all(isinstance(text, dict) and set(text) == LANGUAGES for text in words)
    assert all(any(ord(sign) in CHINESE_SIGNS for sign in text["zh"]) for text in words)
    assert not any(ord(sign) in CHINESE_SIGNS for text in words for sign in text["en"])


@each_item
def test_price_and_measures(item: dict[str, Any]) -> None:
    assert item["price"] > 0 and item["currency"] == "EUR"
    measures = {name for name, value in item["attributes"].items() if isinstance(value, int | float)}
    assert any(name.endswith("_cm") for name in measures)
    assert all(item["attributes"][name] > 0 for name in measures - {"stock"})
    assert {"weight_kg", "stock", "delivery_days"} <= measures and item["attributes"]["stock"] >= 0


@each_item
def test_the_picture_is_there_and_its_own(item: dict[str, Any]) -> None:
    assert item["images"][0] == f"images/{FACTS[item['id']]['file']}" == f"images/{item['id']}.webp"
    assert item["images"][1:] in ([], [f"images/{item['id']}-2.webp"])
    for path in item["images"]:
        with Image.open(SHOP / path) as picture:
            assert picture.format == "WEBP" and picture.size == (512, 512)


@each_item
def test_the_category_is_the_picture_s(item: dict[str, Any]) -> None:
    family = FACTS[item["id"]]["family"]
    assert item["attributes"]["category"] == VOCABULARY["category"][family]


@each_item
def test_the_colour_is_the_picture_s(item: dict[str, Any]) -> None:
    seen = set(FACTS[item["id"]]["colour"].split(" and "))
    assert seen <= _english(item, "colour")


@each_item
def test_the_material_is_the_picture_s(item: dict[str, Any]) -> None:
    """Each part that the picture shows ("black oak") shares a word with a material, or is a pot named by its colour."""
    said = {word for value in _english(item, "material") | _english(item, "colour") for word in value.split()}
    for part in FACTS[item["id"]]["material"].split(", "):
        assert said & set(part.split()), part


@each_item
def test_the_parameters_of_the_render_agree_with_what_is_said(item: dict[str, Any]) -> None:
    """What the builder was told (its colour's name, its timber, cloth, glaze) stands among the item's values."""
    told = FACTS[item["id"]]["parameters"]
    said = _english(item, "colour") | _english(item, "material") | _english(item, "finish")
    words = {word for value in said for word in value.split()}
    for name in ("colour_name", "cloth", "timber", "legs", "finish", "top", "case"):
        value = told.get(name)
        if isinstance(value, str) and value and not value.startswith("#"):
            assert all(set(part.split()) & words for part in value.split(" and ")), (name, value, said)


@pytest.mark.parametrize("item", ITEMS[::3], ids=[item["id"] for item in ITEMS[::3]])
def test_the_colour_can_be_seen(item: dict[str, Any]) -> None:
    """The hex colour that the builder was given is seen in the picture, about as it was named."""
    wanted = FACTS[item["id"]]["parameters"].get("colour")
    if not (isinstance(wanted, str) and wanted.startswith("#")):
        return
    with Image.open(SHOP / item["images"][0]) as picture:
        pixels = np.asarray(picture.convert("RGB").resize((256, 256)), dtype=float).reshape(-1, 3)
    goal = np.array([int(wanted[place : place + 2], 16) for place in (1, 3, 5)], dtype=float)
    distance = np.sort(np.linalg.norm(pixels - goal, axis=1))
    nearest = distance[len(distance) // 300]  # a frame of steel tube fills no more
    assert nearest < 60, (wanted, nearest)


@each_item
def test_the_outside_is_no_larger_than_the_picture_s(item: dict[str, Any]) -> None:
    """The render measures everything in view, such as the grasses in a vase; the text gives the thing itself."""
    size, given = FACTS[item["id"]]["size_cm"], item["attributes"]
    limits = {"width_cm": size["width"], "height_cm": size["height"], "length_cm": size["depth"]}
    limits |= {"depth_cm": size["depth"], "diameter_cm": size["width"]}
    assert all(given[name] <= limit for name, limit in limits.items() if name in given)


def _lamps() -> list[dict[str, Any]]:
    return [item for item in ITEMS if item["attributes"]["category"]["en"] in {"table lamp", "pendant lamp"}]


def test_there_are_lamps_on_both_sides_of_80_euros() -> None:
    prices = [lamp["price"] for lamp in _lamps() if "warm light" in _english(lamp, "features")]
    assert sum(price < 80 for price in prices) >= 3
    assert sum(price > 80 for price in prices) >= 2


def test_every_attribute_has_a_name_in_both_languages() -> None:
    used = {name for item in EVERYTHING for name in item["attributes"]} | {"kind"}
    assert used == set(CATALOGUE["attribute_names"])
    assert all(set(words) == LANGUAGES for words in CATALOGUE["attribute_names"].values())


def test_synonyms_belong_to_values_that_occur() -> None:
    values = {value["en"] for item in EVERYTHING for _, value in _values(item) if isinstance(value, dict)}
    values |= {kind["en"] for kind in CATALOGUE["kinds"].values()}
    assert set(CATALOGUE["synonyms"]) <= values


def test_each_english_word_has_one_chinese_word_within_an_attribute() -> None:
    named = [(name, value) for item in EVERYTHING for name, value in _values(item) if isinstance(value, dict)]
    pairs = {(name, value["en"], value["zh"]) for name, value in named}
    assert len(pairs) == len({(name, english) for name, english, _ in pairs})


@pytest.mark.parametrize("word", ["lamp", "light", "reading light", "灯"])
def test_a_general_word_means_both_kinds_of_lamp(word: str) -> None:
    meant = {value for value, words in CATALOGUE["synonyms"].items() if word in words}
    assert {"table lamp", "pendant lamp"} <= meant


@pytest.mark.parametrize("word", ["couch", "throw pillow", "carpet", "cup", "杯子", "毯", "沙发", "椅子"])
def test_everyday_words_are_understood(word: str) -> None:
    values = [value for item in EVERYTHING for _, value in _values(item) if isinstance(value, dict)]
    assert any(word in words for words in CATALOGUE["synonyms"].values()) or any(word in v.values() for v in values)


@each_story
def test_a_story_has_its_files_and_shows_what_is_sold(item: dict[str, Any]) -> None:
    known = {product["id"] for product in ITEMS}
    assert item["shows"] and set(item["shows"]) <= known
    assert all((SHOP / path).is_file() for path in item["images"])
    if item["kind"] in ("film", "track"):
        assert (SHOP / item["media"]).is_file()
    if item["kind"] == "track":
        assert 8 <= soundfile.info(SHOP / item["media"]).duration <= 15.5
    if item["kind"] == "film":
        with Image.open(SHOP / item["media"]) as film:
            seconds = sum(_duration(film, frame) for frame in range(film.n_frames)) / 1000
        assert 2 <= seconds <= 4 and seconds == pytest.approx(item["attributes"]["length_s"], abs=0.5)


def _duration(film: Image.Image, frame: int) -> int:
    film.seek(frame)
    film.load()
    return int(film.info["duration"])


def test_the_shop_is_small_enough_to_travel() -> None:
    assert sum(path.stat().st_size for path in SHOP.rglob("*") if path.is_file()) <= 33_000_000
