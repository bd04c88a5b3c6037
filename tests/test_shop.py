"""The shop that comes along: complete in both languages, and true to the facts of its pictures."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SHOP = ASSETS / "shop"
LANGUAGES = {"en", "zh"}
CHINESE_SIGNS = range(0x4E00, 0xA000)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ITEMS = _lines(SHOP / "items.jsonl")
FACTS = {facts["id"]: facts for facts in _lines(ASSETS / "studio" / "catalogue.jsonl")}
each_item = pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])


@pytest.fixture(scope="module")
def shop() -> Catalogue:
    return read_catalogue(SHOP)


def _english(item: Mapping[str, Any], name: str) -> set[str]:
    return {value["en"].lower() for value in item["attributes"].get(name, [])}


def test_the_folder_reads_without_problems(shop: Catalogue) -> None:
    assert shop.problems == ()
    assert len(shop.items) == len(ITEMS) >= 44
    assert shop.simulated and shop.category == ("category",)


def test_ids_and_texts_are_unique() -> None:
    for field in ("id", "title", "description"):
        assert len({json.dumps(item[field]) for item in ITEMS}) == len(ITEMS), field


def test_every_family_has_a_choice() -> None:
    families = [FACTS[item["id"]]["family"] for item in ITEMS]
    assert set(families) == {facts["family"] for facts in FACTS.values()}
    assert min(families.count(family) for family in families) >= 2


@each_item
def test_both_languages_everywhere(item: dict[str, Any]) -> None:
    attributes = [v for value in item["attributes"].values() for v in (value if isinstance(value, list) else [value])]
    words = [item["title"], item["description"], *(v for v in attributes if not isinstance(v, int | float))]
    assert all(isinstance(text, dict) and set(text) == LANGUAGES for text in words)
    assert all(any(ord(sign) in CHINESE_SIGNS for sign in text["zh"]) for text in words)
    assert not any(ord(sign) in CHINESE_SIGNS for text in words for sign in text["en"])


@each_item
def test_price_and_measures(item: dict[str, Any]) -> None:
    assert item["price"] > 0 and item["currency"] == "EUR"
    measures = {name for name, value in item["attributes"].items() if isinstance(value, int | float)}
    assert sum(name.endswith("_cm") for name in measures) >= 2


@each_item
def test_the_picture_is_there(item: dict[str, Any]) -> None:
    for path in item["images"]:
        with Image.open(SHOP / path) as picture:
            assert picture.format == "WEBP" and picture.size == (512, 512)


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


def test_every_attribute_has_a_name_in_both_languages(shop: Catalogue) -> None:
    used = {name for item in ITEMS for name in item["attributes"]}
    assert used == set(shop.attribute_names)
    assert all(set(words) == LANGUAGES for words in shop.attribute_names.values())


def test_synonyms_belong_to_values_that_occur(shop: Catalogue) -> None:
    values = {value["en"] for item in shop.items for words in item.attributes.values() for value in words}
    assert set(shop.synonyms) <= values


def test_each_english_word_has_one_chinese_word_within_an_attribute(shop: Catalogue) -> None:
    named = [(name, value) for item in shop.items for name, values in item.attributes.items() for value in values]
    pairs = {(name, value["en"], value["zh"]) for name, value in named}
    assert len(pairs) == len({(name, english) for name, english, _ in pairs})


@pytest.mark.parametrize("word", ["lamp", "light", "reading light", "灯"])
def test_a_general_word_means_both_kinds_of_lamp(shop: Catalogue, word: str) -> None:
    entities = catalogue_graph(shop).entities.values()
    meant = {entity.id for entity in entities if any(word in labels for labels in entity.labels.values())}
    assert {"category/table-lamp", "category/pendant-lamp"} <= meant
