"""Requests of a photo and a few words, made from a shop's variants: "this but in blue" beside a photo of the green one.

A case is a customer's photo of an item and words that name how another variant of its design differs from it. The words
come from templates in English and Chinese; a fixed seed chooses the wording, the language and, where the variant has
several values that the item lacks, the value that is named.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from convrec.data.folder import Catalogue
from convrec.data.lines import Problems, read_lines
from convrec.data.shelf import measure_unit
from convrec.errors import EvaluationError
from convrec.evaluation.shop_photos import FOLDER, LABELS, Label
from convrec.types import LANGUAGES, Item, Language, Text, say

SEED = 23
TOLD = 0.1  # share by which a size must differ to be called smaller or larger
SIZES = frozenset(["width", "height", "depth", "length", "diameter", "volume", "capacity"])
VALUES = ("colour", "material")  # attributes whose values are named

WORDINGS: Mapping[str, Mapping[Language, Sequence[str]]] = {
    "colour": {
        "en": (
            "this but in {0}",
            "like this, but {0}",
            "the same in {0}, please",
            "do you have this in {0}?",
            "I'd like this one in {0} instead",
            "same shape, but {0}",
        ),
        "zh": ("同款要{0}的", "这个有{0}的吗", "和这个一样，但要{0}的", "想要类似这样的，{0}的", "这款换成{0}"),
    },
    "material": {
        "en": ("like this, but in {0}", "this but {0}", "the same in {0}", "have you got this made of {0}?"),
        "zh": ("同款要{0}的", "和这个一样，但要{0}做的", "这个有{0}材质的吗", "像这样的，但是{0}的"),
    },
    "smaller": {
        "en": (
            "the same, smaller",
            "the same in a smaller size",
            "like this but smaller",
            "this is too big, a smaller one",
        ),
        "zh": ("同款小一点的", "和这个一样，但要小一点", "这个有小一号的吗", "像这样的，再小点"),
    },
    "larger": {
        "en": (
            "the same, larger",
            "the same in a larger size",
            "like this but bigger",
            "do you have a bigger one of this?",
        ),
        "zh": ("同款大一点的", "和这个一样，但要大一点", "这个有大一号的吗", "像这样的，再大点"),
    },
    "cheaper": {
        "en": ("same but cheaper", "like this, but cheaper", "this shape but less expensive", "a cheaper one of this?"),
        "zh": ("这种形状但便宜点", "同款便宜点的", "和这个一样但便宜一些", "像这样的，便宜点"),
    },
}


@dataclass(frozen=True)
class Case:
    """A photo, the words beside it, and the ``right`` items: every variant that meets them."""

    photo: Path
    text: str
    language: Language
    kind: str
    part: str
    right: frozenset[str]


def cases(data: Path, catalogue: Catalogue, labels: Path | None = None) -> list[Case]:
    """All cases of a catalogue folder, in the order of its photos.

    Two that say the same of one photo are one. Raises EvaluationError where no photo shows an item with variants.
    """
    path = labels or data / FOLDER / LABELS
    if not path.is_file():
        raise EvaluationError(f"There is no {path}; it must hold lines like: file, item, part.")
    rng, made = random.Random(SEED), dict[tuple[Path, str], Case]()
    variants = _variants(catalogue)
    for _, label in read_lines(path, Label, Problems()):
        photo = path.parent / label.file
        if label.item not in catalogue.row or not photo.is_file():
            raise EvaluationError(f"{path} names a photo or an item that isn't there: {label.file}, {label.item}.")
        item = catalogue.item(label.item)
        others = [other for other in variants.get(item.variant_of, ()) if other.id != item.id]
        for case in _of_photo(photo, label.part, item, others, rng):
            made.setdefault((photo, case.text), case)
    if not made:
        raise EvaluationError(f"{path} shows nothing of which {data} has variants.")
    return list(made.values())


def _variants(catalogue: Catalogue) -> Mapping[str, Sequence[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in catalogue.items:
        if item.variant_of:
            groups[item.variant_of].append(item)
    return groups


def _of_photo(photo: Path, part: str, item: Item, others: Sequence[Item], rng: random.Random) -> Iterator[Case]:
    """One case for each way in which each variant differs from the item that the photo shows."""
    for other in others:
        for kind, word, meets in _changes(item, other, rng):
            language = rng.choice(LANGUAGES)
            text = rng.choice(WORDINGS[kind][language]).format(say(word, language))
            right = frozenset(one.id for one in others if meets(one))
            yield Case(photo, text, language, kind, part, right)


def _changes(item: Item, other: Item, rng: random.Random) -> Iterator[tuple[str, Text, Callable[[Item], bool]]]:
    """(kind, the word that is named, which items meet it) of all that makes ``other`` another than ``item``."""
    for name in VALUES:
        new = [value for value in other.attributes.get(name, ()) if value not in item.attributes.get(name, ())]
        if new:
            value = rng.choice(new)
            yield name, value, partial(_has, name, value)
    for kind, less in (("smaller", True), ("larger", False)):
        if _beyond(item, less, other):
            yield kind, {}, partial(_beyond, item, less)
    if _cheaper(item, other):
        yield "cheaper", {}, partial(_cheaper, item)


def _has(name: str, value: Text, one: Item) -> bool:
    return value in one.attributes.get(name, ())


def _beyond(item: Item, less: bool, one: Item) -> bool:
    """Whether one item is smaller (or larger) than another: no size the other way, and one of them clearly."""
    sizes = [name for name in item.numbers if measure_unit(name)[0] in SIZES and name in one.numbers]
    changes = [(one.numbers[name] / item.numbers[name] - 1) * (-1 if less else 1) for name in sizes]
    return bool(changes) and min(changes) >= 0 and max(changes) >= TOLD


def _cheaper(item: Item, one: Item) -> bool:
    return one.price is not None and item.price is not None and one.price < item.price
