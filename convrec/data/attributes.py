"""An item's attributes, sorted into words that people can name and measures that can be compared."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from convrec.data.records import one_line, words
from convrec.types import Text
from knowledge_graph.schema import BESIDE, ITEM, LIMIT, OWN, PERSON, PHOTO, QUESTION, SAID

# Names that mean something else already: the graph's own kinds, and the item's own price.
TAKEN = frozenset({BESIDE, ITEM, LIMIT, OWN, PERSON, PHOTO, QUESTION, SAID, "price"})

COLOUR = re.compile("colou?rs?|颜色")


def sort_attributes(
    attributes: Mapping[str, Any], language: str, names: Mapping[str, Text]
) -> tuple[dict[str, tuple[Text, ...]], dict[str, float], list[str]]:
    """Raw attributes → (words per name, measure per name, what was left out and why).

    Plain text is in ``language``. True stands for the attribute's own name, worded as ``names`` has it.
    """
    worded: dict[str, tuple[Text, ...]] = {}
    numbers: dict[str, float] = {}
    complaints: list[str] = []
    for given, value in attributes.items():
        name = attribute_name(given)
        try:
            if not name or "/" in name or name in TAKEN:
                raise ValueError("can't be the name of an attribute")
            if isinstance(value, int | float) and not isinstance(value, bool):
                numbers[name] = _finite(value)
            elif texts := tuple(_texts(name, value, language, names)):
                worded[name] = texts
        except ValueError as error:
            complaints.append(f"the attribute “{given}” {error}, so it was left out")
    return worded, numbers, complaints


def is_colour(name: str) -> bool:
    """Whether an attribute of this name holds colours."""
    return COLOUR.fullmatch(name) is not None


@lru_cache(maxsize=10_000)
def attribute_name(given: str) -> str:
    """``Width cm`` → ``width_cm``."""
    return re.sub(r"[\s-]+", "_", one_line(given).lower())


def _finite(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("must be a finite number")
    return number


def _texts(name: str, value: Any, language: str, names: Mapping[str, Text]) -> Iterator[Text]:
    if value is True:
        yield names.get(name) or {"en": name.replace("_", " ")}
    elif value is not None and value is not False:
        for one in value if isinstance(value, list) else [value]:
            texts = {tag or language: one_line(text) for tag, text in words(one).items()}
            if texts:
                yield texts
