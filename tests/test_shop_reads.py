"""The assistant reads the whole shop, and the shop's general words reach the graph."""

from pathlib import Path

import pytest

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph

SHOP = Path(__file__).resolve().parent.parent / "assets" / "shop"


def _lines(name: str) -> int:
    return len((SHOP / name).read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def shop() -> Catalogue:
    return read_catalogue(SHOP)


def test_nothing_is_left_out(shop: Catalogue) -> None:
    assert (
        shop.problems == ()
        and shop.simulated
        and shop.category == ("category", "kind")
        and shop.default_kind == "product"
    )
    assert len(shop.items) == _lines("items.jsonl")
    assert len(shop.acts) == _lines("interactions.jsonl")
    assert len(shop.answers) == _lines("answers.jsonl")


@pytest.mark.parametrize("word", ["lamp", "light", "reading light", "灯"])
def test_a_general_word_reaches_both_kinds_of_lamp(shop: Catalogue, word: str) -> None:
    entities = catalogue_graph(shop).entities.values()
    meant = {entity.id for entity in entities if any(word in labels for labels in entity.labels.values())}
    assert {"category/table-lamp", "category/pendant-lamp"} <= meant
