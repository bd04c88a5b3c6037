"""In what the variants of a thing are less or more than it: what "the same, smaller" can mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.types import Item
from convrec.understanding.numbers.units import measure
from knowledge_graph.schema import Operator

WEIGHT = "g"


@dataclass(frozen=True, eq=False)
class Variants:
    """Knows the catalogue; ``sizes`` are its sizes, the most telling first."""

    catalogue: Catalogue
    sizes: Sequence[str]

    def size(self, item: Item, op: Operator) -> str:
        """The size in which some variant of an item is less (or more) than it; "" where none is. What has sides or
        room inside is not measured by its weight.
        """
        own = [name for name in self.sizes if name in item.numbers]
        extents = [name for name in own if measure(name).unit != WEIGHT]
        return next((name for name in extents or own if self.varies(item, name, op)), "")

    def varies(self, item: Item, name: str, op: Operator) -> bool:
        """Whether some variant of an item has less (or more) of a measure."""
        own, way = _number(item, name), 1 if op == ">=" else -1
        others = [_number(other, name) for other in self.catalogue.variants(item)]
        return own is not None and any(other is not None and way * (other - own) > 0 for other in others)


def _number(item: Item, name: str) -> float | None:
    return item.price if name == PRICE else item.numbers.get(name)
