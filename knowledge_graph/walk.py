"""From liked to likely: short walks through the catalogue's graph that keep the paths they took.

A walk never leaves the two-step neighbourhood, so its cost depends on how connected the liked things are and not on
how large the catalogue is.
"""

from collections import defaultdict
from collections.abc import Mapping

from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import ITEM, Path, item_entity, kind_of, name_of


def walk(graph: CatalogueGraph, likings: Mapping[str, float], widest: int = 5000) -> dict[str, list[Path]]:
    """Item id → the paths that lead to it.

    ``likings`` maps entity ids to −1…1. A liked value reaches the items that have it (one step); a liked item
    reaches the items that share a value with it (two steps). A path weighs the liking times the rarity of the value,
    divided, for an item's values, by how many it has. Values of more than ``widest`` items say too little to walk.
    """
    reached: dict[str, list[Path]] = defaultdict(list)
    for entity_id, liking in likings.items():
        if not liking:
            continue
        if kind_of(entity_id) == ITEM:
            _from_item(graph, name_of(entity_id), liking, widest, reached)
        else:
            _from_value(graph, entity_id, liking, (entity_id,), widest, reached)
    return reached


def _from_item(graph: CatalogueGraph, item_id: str, liking: float, widest: int, reached: dict[str, list[Path]]) -> None:
    values = graph.values_of(item_id)
    for value in values:
        _from_value(graph, value, liking / len(values), (item_entity(item_id), value), widest, reached)


def _from_value(
    graph: CatalogueGraph,
    value: str,
    liking: float,
    start: tuple[str, ...],
    widest: int,
    reached: dict[str, list[Path]],
) -> None:
    items = graph.items_of(value)
    weight = liking * graph.rarity(value)
    if not weight or len(items) > widest:
        return
    for item in items:
        node = item_entity(item)
        if node not in start:
            reached[item].append(Path((*start, node), weight))
