"""The knowledge graph beside RecBole's data sets (Zhao et al. 2021): NAME.kg joins entities, NAME.link names items."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from convrec.data.encodings import read_text
from convrec.errors import ImportFormatError
from convrec.types import Item, Text

LINKED = "entity"  # the attribute under which an item's entities stand


def with_entities(items: tuple[Item, ...], folder: Path) -> tuple[Item, ...]:
    """The items with every entity that a relation joins them to, in whichever direction; the same without the files.

    Entities have ids and no names, so this is for measuring and not for showing to people. Raises ImportFormatError.
    """
    found = [next(iter(sorted(folder.glob(f"*.{ending}"))), None) for ending in ("link", "kg")]
    if found[0] is None or found[1] is None:
        return items
    item_of = {entity: item for item, entity in _rows(found[0], 2)}
    near: dict[str, dict[str, None]] = defaultdict(dict)
    for head, _, tail in _rows(found[1], 3):
        for one, other in ((head, tail), (tail, head)):
            if one in item_of:
                near[item_of[one]][other] = None
    return tuple(replace(item, attributes={**item.attributes, LINKED: _texts(near[item.id])}) for item in items)


def _texts(entities: dict[str, None]) -> tuple[Text, ...]:
    return tuple({"en": entity} for entity in entities)


def _rows(path: Path, columns: int) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(read_text(path)), delimiter="\t"))[1:]
    if any(len(row) != columns for row in rows):
        raise ImportFormatError(f"{path} must have {columns} columns, apart by tabs, below a line of their names.")
    return rows
