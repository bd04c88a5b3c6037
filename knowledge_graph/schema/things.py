"""Things that people can name, and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_graph.schema.kinds import kind_of, name_of


@dataclass(frozen=True)
class Entity:
    """A thing that people can name: an item or a value of an attribute.

    ``labels`` maps a language to the words a person would use, the best first.
    """

    id: str
    labels: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        return kind_of(self.id)

    def label(self, language: str) -> str:
        """The best word in ``language``, or else in any language."""
        words = self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), ())
        return words[0] if words else name_of(self.id)


@dataclass(frozen=True)
class Path:
    """A way through the graph from something liked to an item: entity ids, start first."""

    steps: tuple[str, ...]
    weight: float
