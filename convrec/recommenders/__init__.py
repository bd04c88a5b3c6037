"""One file per way of naming items; ``all_recommenders`` is the list that a turn asks."""

from pathlib import Path

from convrec.data.folder import Catalogue
from convrec.data.interactions import people_per_item
from convrec.data.shelf import Shelf
from convrec.index import Index
from convrec.models import Models
from convrec.recommenders.base import Recommender
from convrec.recommenders.changed import Changed
from convrec.recommenders.goes_with import GoesWith
from convrec.recommenders.graph import Graph
from convrec.recommenders.lettering import SimilarLettering
from convrec.recommenders.likened import Lookalikes
from convrec.recommenders.passed import PassedOver
from convrec.recommenders.people import People
from convrec.recommenders.photo import SimilarToPhoto
from convrec.recommenders.pictured import Pictured
from convrec.recommenders.popular import Popular
from convrec.recommenders.similar import SimilarToItem, SimilarToWords
from convrec.types import Item, say
from knowledge_graph.catalogue import CatalogueGraph

__all__ = [
    "Changed",
    "GoesWith",
    "Graph",
    "Lookalikes",
    "PassedOver",
    "People",
    "Popular",
    "Recommender",
    "SimilarLettering",
    "SimilarToItem",
    "SimilarToPhoto",
    "SimilarToWords",
    "all_recommenders",
    "sort_of",
]


def all_recommenders(
    catalogue: Catalogue,
    graph: CatalogueGraph,
    index: Index,
    models: Models,
    popularity: float = 0.0,
    folder: Path | None = None,
) -> tuple[Recommender, ...]:
    """Every recommender, fitted to the catalogue; ``popularity`` is the setting, and ``folder`` where costly fits are
    kept. A new one joins by one line here.
    """
    ids, row = [item.id for item in catalogue.items], dict(catalogue.row)
    sorts = [sort_of(item, catalogue.category) for item in catalogue.items]
    people = People.fitted(row, catalogue.acts, graph, popularity, folder)
    return (
        SimilarToWords(index, models, ids, row),
        SimilarToPhoto(index, models, ids, row),
        Pictured(index, models, ids, row),
        SimilarLettering(catalogue.items, index.printed),
        SimilarToItem(index, models, ids, row),
        people,
        Graph(graph, row),
        Changed(catalogue, Shelf(catalogue.items, row, graph)),
        GoesWith(catalogue, graph, people),
        Popular(ids, people_per_item(catalogue.acts, row), sorts),
        PassedOver(ids),
    )


def sort_of(item: Item, category: tuple[str, ...]) -> str:
    """What sort of thing an item is, in one word."""
    values = next((item.attributes[name] for name in category if item.attributes.get(name)), ())
    return say(values[0], "en") if values else item.kind
