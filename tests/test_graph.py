"""The catalogue's graph and the walk over it."""

from pathlib import Path

import pytest

from knowledge_graph import CatalogueGraph, ItemRow, build_graph, slug, walk
from knowledge_graph.catalogue import value_entity


@pytest.fixture
def small() -> CatalogueGraph:
    """Four chairs: two of oak, one of them red; one red of steel; one of steel only."""

    def row(id: str, material: str, *colours: str) -> ItemRow:
        return ItemRow(
            id, {"en": (id,)}, {"material": [{"en": (material,)}], "colour": [{"en": (c,)} for c in colours]}
        )

    rows = [row("a", "oak", "red"), row("b", "oak"), row("c", "steel", "red"), row("d", "steel")]
    return build_graph(rows, [("ann", "a", 1.0), ("ann", "a", 0.5), ("ann", "gone", 1.0)], {"oak": ["timber", "橡木"]})


def test_a_liked_value_leads_to_its_items_with_the_path(small: CatalogueGraph) -> None:
    reached = walk(small, {"material/oak": 1.0})
    assert set(reached) == {"a", "b"}
    assert reached["a"][0].steps == ("material/oak", "item/a")
    assert reached["a"][0].weight == pytest.approx(0.5)  # two of four items have it: log(4/2) / log(4)


def test_a_liked_item_leads_to_items_that_share_its_values_and_not_to_itself(small: CatalogueGraph) -> None:
    reached = walk(small, {"item/a": 1.0})
    assert {item: [path.steps[1] for path in paths] for item, paths in reached.items()} == {
        "b": ["material/oak"],
        "c": ["colour/red"],
    }
    assert reached["b"][0].weight == pytest.approx(0.25)  # half of a's two values


def test_dislikes_lead_to_the_same_places_with_the_other_sign(small: CatalogueGraph) -> None:
    assert walk(small, {"material/oak": -0.5})["a"][0].weight == pytest.approx(-0.25)


def test_values_too_common_to_say_anything_are_not_walked(small: CatalogueGraph) -> None:
    assert walk(small, {"material/oak": 1.0}, widest=1) == {}


def test_people_are_nodes_and_their_acts_add_up(small: CatalogueGraph) -> None:
    assert small.graph["person/ann"]["item/a"]["weight"] == pytest.approx(1.5)
    assert "item/gone" not in small.graph
    assert small.values_of("a") == ["material/oak", "colour/red"]


def test_synonyms_join_the_labels_of_their_language(small: CatalogueGraph) -> None:
    oak = small.entities["material/oak"]
    assert oak.labels == {"en": ("oak", "timber"), "zh": ("橡木",)}
    assert oak.label("zh") == "橡木" and oak.label("fr") == "oak"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Table lamp", "table-lamp"), ("  Crème brûlée! ", "crème-brûlée"), ("橡木", "橡木"), ("?!", "unnamed")],
)
def test_slugs_keep_letters_of_any_script(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_a_value_is_known_by_its_english_label() -> None:
    assert value_entity("material", {"zh": ("橡木",), "en": ("Oak",)}) == "material/oak"


def test_the_package_stands_alone() -> None:
    import knowledge_graph

    for file in Path(knowledge_graph.__file__).parent.glob("*.py"):
        assert "convrec" not in file.read_text(encoding="utf-8").replace("``convrec``", "")
