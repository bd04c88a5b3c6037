"""A catalogue's knowledge graph: its items, the values of their attributes, and people's acts."""

from collections.abc import Iterable

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.interactions import act_weight
from convrec.types import Act, Item, Text
from knowledge_graph.catalogue import CatalogueGraph, ItemRow, Labels, build_graph


def catalogue_graph(catalogue: Catalogue, acts: Iterable[Act] | None = None) -> CatalogueGraph:
    """Map the catalogue's rows and acts (or these acts instead) to the graph; an act's weight is what it tells."""
    done = catalogue.acts if acts is None else acts
    weighed = ((act.user_id, act.item_id, act_weight(act)) for act in done)
    return build_graph(map(_row, catalogue.items), weighed, catalogue.synonyms)


def _row(item: Item) -> ItemRow:
    values = {name: [_labels(text) for text in texts] for name, texts in item.attributes.items()}
    names = {DESIGN: values.pop(DESIGN)} if DESIGN in values else {}
    return ItemRow(item.id, _labels(item.title), values, names)


def _labels(text: Text) -> Labels:
    return {language: (words,) for language, words in text.items()}
