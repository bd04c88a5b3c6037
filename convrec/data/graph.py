"""A catalogue's knowledge graph: its items, the values of their attributes, and people's acts."""

from convrec.data.folder import Catalogue
from convrec.data.interactions import act_weight
from convrec.types import Item, Text
from knowledge_graph.catalogue import CatalogueGraph, ItemRow, Labels, build_graph


def catalogue_graph(catalogue: Catalogue) -> CatalogueGraph:
    """Map the catalogue's rows and acts to the graph; an act's weight is what it tells."""
    acts = ((act.user_id, act.item_id, act_weight(act)) for act in catalogue.acts)
    return build_graph(map(_row, catalogue.items), acts, catalogue.synonyms)


def _row(item: Item) -> ItemRow:
    values = {name: [_labels(text) for text in texts] for name, texts in item.attributes.items()}
    return ItemRow(item.id, _labels(item.title), values)


def _labels(text: Text) -> Labels:
    return {language: (words,) for language, words in text.items()}
