"""Plain rows → the catalogue's graph: items, the values of their attributes, and people's acts on them.

Nodes are entity ids. An item is joined to each of its attribute values (the edge's ``relation`` is the attribute's
name) and to each person who did something with it (``relation`` is "act", ``weight`` says how much the act tells).
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from knowledge_graph.schema import ITEM, PERSON, Entity, item_entity, kind_of, name_of

Labels = Mapping[str, Sequence[str]]  # language → words, the best first


@dataclass(frozen=True)
class ItemRow:
    """An item as the graph needs it: its names, and per attribute the labels of each value.

    ``names`` are values as well, by which an item can be asked for, but which join it to nothing: whoever likes one
    variant of a design is not helped by the others.
    """

    id: str
    labels: Labels
    attributes: Mapping[str, Sequence[Labels]]
    names: Mapping[str, Sequence[Labels]] = field(default_factory=dict)


def slug(words: str) -> str:
    """``Table lamp`` → ``table-lamp``. Letters of any script stay."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "unnamed"


def value_entity(attribute: str, labels: Labels) -> str:
    """The entity id of an attribute's value, made from its English label, or from its first."""
    words = labels.get("en") or next(iter(labels.values()))
    return f"{attribute}/{slug(words[0])}"


class CatalogueGraph:
    """The catalogue as a graph, with the look-ups that walks and recommenders need."""

    def __init__(self, graph: nx.Graph, entities: Mapping[str, Entity], item_count: int) -> None:
        self.graph = graph
        self.entities = entities
        self._item_count = item_count

    def items_of(self, entity_id: str) -> list[str]:
        """Ids of the items joined to an entity; empty for an unknown one."""
        if entity_id not in self.graph:
            return []
        return [name_of(near) for near in self.graph[entity_id] if kind_of(near) == ITEM]

    def values_of(self, item_id: str) -> list[str]:
        """The attribute values of an item, as entity ids, but for its ``names``; empty for an unknown item."""
        node = item_entity(item_id)
        if node not in self.graph:
            return []
        return [
            near for near, edge in self.graph[node].items() if kind_of(near) not in (ITEM, PERSON) and edge["joins"]
        ]

    def rarity(self, entity_id: str) -> float:
        """How much sharing this value says, 0 (every item has it) to 1 (one item): scaled inverse frequency."""
        having = len(self.graph[entity_id]) if entity_id in self.graph else 0
        if not having or self._item_count < 2:
            return 0.0
        return math.log(self._item_count / having) / math.log(self._item_count)


def build_graph(
    rows: Iterable[ItemRow],
    acts: Iterable[tuple[str, str, float]] = (),
    synonyms: Mapping[str, Sequence[str]] | None = None,
) -> CatalogueGraph:
    """Build the graph.

    ``acts`` are (user id, item id, weight); those on unknown items are passed over. ``synonyms`` maps a value's
    English label to more words for it, in whatever language.
    """
    graph, labels = nx.Graph(), {}
    count = 0
    for row in rows:
        count += 1
        node = item_entity(row.id)
        labels[node] = {language: tuple(words) for language, words in row.labels.items()}
        graph.add_node(node)
        for joins, attributes in ((True, row.attributes), (False, row.names)):
            for attribute, value in ((name, value) for name, values in attributes.items() for value in values):
                entity = value_entity(attribute, value)
                labels.setdefault(entity, {language: tuple(words) for language, words in value.items()})
                graph.add_edge(node, entity, relation=attribute, weight=1.0, joins=joins)
    for user_id, item_id, weight in acts:
        _add_act(graph, f"{PERSON}/{user_id}", item_entity(item_id), weight)
    more = {slug(value): tuple(words) for value, words in (synonyms or {}).items()}
    entities = {id: Entity(id, _with_synonyms(id, known, more)) for id, known in labels.items()}
    return CatalogueGraph(graph, entities, count)


def _add_act(graph: nx.Graph, person: str, item: str, weight: float) -> None:
    """Repeated acts of one person on one item add up on one edge."""
    if item not in graph:
        return
    if graph.has_edge(person, item):
        graph[person][item]["weight"] += weight
    else:
        graph.add_edge(person, item, relation="act", weight=weight)


def _with_synonyms(
    entity_id: str, labels: Mapping[str, tuple[str, ...]], synonyms: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Append a value's synonyms to its labels; a word with Chinese letters is Chinese, any other English."""
    kind, _, name = entity_id.partition("/")
    extra = synonyms.get(name, ()) if kind != ITEM else ()
    merged = dict(labels)
    for word in extra:
        language = "zh" if re.search(r"[\u4e00-\u9fff]", word) else "en"
        if word not in merged.get(language, ()):
            merged[language] = (*merged.get(language, ()), word)
    return merged
