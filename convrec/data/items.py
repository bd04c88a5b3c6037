"""The lines of items.jsonl → items: attributes sorted, files found, and each item's kind made something to ask for."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from convrec.data.attributes import sort_attributes
from convrec.data.lines import Problems, read_lines
from convrec.data.records import CatalogueRecord, ItemRecord, is_web
from convrec.types import Item, Text

ITEMS = "items.jsonl"
KIND = "kind"  # what an item is, as an attribute that people can name, where a catalogue holds several kinds


def read_items(
    folder: Path, about: CatalogueRecord, called: Mapping[str, Text], problems: Problems
) -> tuple[Item, ...]:
    """The usable items in their order; what can't be used is named in ``problems``."""
    items: dict[str, Item] = {}
    root = folder.resolve()
    for number, record in read_lines(folder / ITEMS, ItemRecord, problems):
        if record.id in items:
            problems.add(ITEMS, f"the id {record.id} occurs twice, so the line was left out", number)
            continue
        items[record.id], complaints = _item(record, root, about, called)
        for complaint in complaints:
            problems.add(ITEMS, complaint, number)
    known = {item: replace(made, shows=tuple(i for i in made.shows if i in items)) for item, made in items.items()}
    return tuple(_with_kinds(known, about))


def as_text(words: Mapping[str, str], language: str) -> Text:
    """Words as read, plain text under the catalogue's own language."""
    return {tag or language: text for tag, text in words.items()}


def _with_kinds(items: Mapping[str, Item], about: CatalogueRecord) -> Iterator[Item]:
    """Where there are several kinds, every item gets its own as an attribute, worded as catalogue.json has it."""
    several = len(Counter(item.kind for item in items.values())) > 1
    names = {kind: as_text(words, about.language) for kind, words in about.kinds.items()}
    for item in items.values():
        label = names.get(item.kind, {about.language: item.kind})
        yield replace(item, attributes={**item.attributes, KIND: (label,)}) if several else item


def _item(record: ItemRecord, root: Path, about: CatalogueRecord, called: Mapping[str, Text]) -> tuple[Item, list[str]]:
    """An item, and what of it was left out."""
    attributes, numbers, complaints = sort_attributes(record.attributes, about.language, called)
    if record.url and not is_web(record.url):
        complaints.append("url must begin with http:// or https://, so it was left out")
    item = Item(
        id=record.id,
        kind=record.kind,
        title=as_text(record.title, about.language),
        description=as_text(record.description, about.language),
        price=record.price,
        currency=record.currency or about.currency,
        attributes=attributes,
        numbers=numbers,
        images=tuple(files("picture", record.images, root, complaints)),
        media=next(files("media file", [record.media] if record.media else [], root, complaints), None),
        shows=tuple(dict.fromkeys(record.shows)),
        variant_of=record.variant_of,
        url=record.url if is_web(record.url) else "",
    )
    return item, complaints


def files(what: str, names: list[str], root: Path, complaints: list[str]) -> Iterator[Path]:
    """The files that exist inside the folder; the others are complained of."""
    for name in dict.fromkeys(names):
        try:
            path = os.path.realpath(os.path.join(root, name))  # several times as fast as Path.resolve
        except (OSError, ValueError):  # a name that no file can have
            path = ""
        if path and not path.startswith(f"{root}{os.sep}"):
            complaints.append(f"the {what} {name[:80]} lies outside the folder, so it was left out")
        elif not os.path.isfile(path):
            complaints.append(f"there is no {what} {name[:80]}, so it was left out")
        else:
            yield Path(path)
