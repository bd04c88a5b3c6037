"""The shop that comes along: complete in both languages, and true to the facts of its pictures."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SHOP = ASSETS / "shop"
LANGUAGES = {"en", "zh"}
CHINESE_SIGNS = range(0x4E00, 0xA000)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CATALOGUE = json.loads((SHOP / "catalogue.json").read_text(encoding="utf-8"))
ITEMS = _lines(SHOP / "items.jsonl")
FACTS = {facts["id"]: facts for facts in _lines(ASSETS / "studio" / "catalogue.jsonl")}
SORTS = {"candle": "scented candle", "clock": "wall clock", "tote": "tote bag"}  # families that go by another name
each_item = pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])


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
    assert len(ITEMS) >= 44
    for field in ("id", "title", "description"):
        assert len({json.dumps(item[field]) for item in ITEMS}) == len(ITEMS), field


def test_every_family_has_a_choice() -> None:
    families = [FACTS[item["id"]]["family"] for item in ITEMS]
    assert set(families) == {facts["family"] for facts in FACTS.values()}
    assert min(families.count(family) for family in families) >= 2


@each_item
def test_both_languages_everywhere(item: dict[str, Any]) -> None:
    attributes = [value for _, value in _values(item) if not isinstance(value, int | float)]
    words = [item["title"], item["description"], *attributes]
    assert all(isinstance(text, dict) and set(text) == LANGUAGES for text in words)
    assert all(any(ord(sign) in CHINESE_SIGNS for sign in text["zh"]) for text in words)
    assert not any(ord(sign) in CHINESE_SIGNS for text in words for sign in text["en"])


@each_item
def test_price_and_measures(item: dict[str, Any]) -> None:
    assert item["price"] > 0 and item["currency"] == "EUR"
    measures = {name for name, value in item["attributes"].items() if isinstance(value, int | float)}
    assert sum(name.endswith("_cm") for name in measures) >= 2
    assert all(item["attributes"][name] > 0 for name in measures)
    assert "weight_kg" in measures


@each_item
def test_the_picture_is_there_and_its_own(item: dict[str, Any]) -> None:
    assert item["images"] == [f"images/{FACTS[item['id']]['file']}"] == [f"images/{item['id']}.webp"]
    for path in item["images"]:
        with Image.open(SHOP / path) as picture:
            assert picture.format == "WEBP" and picture.size == (512, 512)


@each_item
def test_the_category_is_the_picture_s(item: dict[str, Any]) -> None:
    family = FACTS[item["id"]]["family"]
    assert item["attributes"]["category"]["en"] == SORTS.get(family, family)


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
    used = {name for item in ITEMS for name in item["attributes"]}
    assert used == set(CATALOGUE["attribute_names"])
    assert all(set(words) == LANGUAGES for words in CATALOGUE["attribute_names"].values())


def test_synonyms_belong_to_values_that_occur() -> None:
    values = {value["en"] for item in ITEMS for _, value in _values(item) if isinstance(value, dict)}
    assert set(CATALOGUE["synonyms"]) <= values


def test_each_english_word_has_one_chinese_word_within_an_attribute() -> None:
    named = [(name, value) for item in ITEMS for name, value in _values(item) if isinstance(value, dict)]
    pairs = {(name, value["en"], value["zh"]) for name, value in named}
    assert len(pairs) == len({(name, english) for name, english, _ in pairs})


@pytest.mark.parametrize("word", ["lamp", "light", "reading light", "灯"])
def test_a_general_word_means_both_kinds_of_lamp(word: str) -> None:
    meant = {value for value, words in CATALOGUE["synonyms"].items() if word in words}
    assert {"table lamp", "pendant lamp"} <= meant


@pytest.mark.parametrize("word", ["couch", "throw pillow", "carpet", "cup", "杯子", "毯", "沙发", "椅子"])
def test_everyday_words_are_understood(word: str) -> None:
    values = [value for item in ITEMS for _, value in _values(item) if isinstance(value, dict)]
    assert any(word in words for words in CATALOGUE["synonyms"].values()) or any(word in v.values() for v in values)
