"""Read a catalogue folder: every line is checked, a bad one is named and left out, the rest is used."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import from_json

from convrec.data.attributes import attribute_name, sort_attributes
from convrec.data.lines import BOM, Problems, read_lines, reason
from convrec.data.records import AnswerRecord, CatalogueRecord, InteractionRecord, ItemRecord, is_web
from convrec.errors import CatalogueError
from convrec.types import Act, Item, ShopAnswer, Skip, Text

ITEMS, ACTS, ANSWERS, ABOUT = "items.jsonl", "interactions.jsonl", "answers.jsonl", "catalogue.json"
INDEXED = (ITEMS, ANSWERS, ABOUT)  # the files that the index is built from
SORTS = ("category", "type", "genre")  # attributes taken for the sort of thing where catalogue.json names none
OPTIONAL = {
    ACTS: Skip("people", f"the catalogue has no {ACTS}, so nothing is learnt from other people"),
    ANSWERS: Skip("answers", f"the catalogue has no {ANSWERS}, so questions about the shop go unanswered"),
}


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything in a catalogue folder, checked. ``problems`` names what was left out and why."""

    folder: Path
    name: Text
    language: str
    currency: str
    category: tuple[str, ...]
    attribute_names: Mapping[str, Text]
    synonyms: Mapping[str, tuple[str, ...]]
    simulated: bool
    items: tuple[Item, ...]
    acts: tuple[Act, ...]
    answers: tuple[ShopAnswer, ...]
    problems: tuple[str, ...]
    missing: tuple[Skip, ...]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Item id → its place in ``items``."""
        return MappingProxyType({item.id: place for place, item in enumerate(self.items)})

    def item(self, item_id: str) -> Item:
        """The item of an id; KeyError for an unknown one."""
        return self.items[self.row[item_id]]

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of all that the index is built from; pictures count by path, size and time."""
        digest = hashlib.sha256()
        for name in INDEXED:
            path = self.folder / name
            content = path.read_bytes() if path.is_file() else b""
            digest.update(f"{name} {len(content)}\n".encode() + content)
        start = len(str(self.folder.resolve()))
        for image in (image for item in self.items for image in item.images):
            state = image.stat()
            digest.update(f"{str(image)[start:]} {state.st_size} {state.st_mtime_ns}\n".encode())
        return digest.hexdigest()[:16]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder in the format of docs/catalogue.md.

    Raises CatalogueError where there is no folder, no items.jsonl, or no usable item.
    """
    _expect_items(folder)
    problems = Problems()
    about = _about(folder, problems)
    called = {attribute_name(name): _text(words, about.language) for name, words in about.attribute_names.items()}
    items = _items(folder, about, called, problems)
    if not items:
        why = next(iter(problems.sentences()), "the file is empty")
        raise CatalogueError(f"{folder / ITEMS} holds no usable item ({why}); see docs/catalogue.md for its format.")
    names = {name for item in items for name in item.attributes}
    return Catalogue(
        folder=folder,
        name=_text(about.name, about.language) or {"en": folder.resolve().name},
        language=about.language,
        currency=about.currency,
        category=tuple(s for s in SORTS if s in names) if about.category is None else _category(about.category),
        attribute_names=called,
        synonyms={value: tuple(words) for value, words in about.synonyms.items()},
        simulated=about.simulated,
        items=items,
        acts=_acts(folder, {item.id for item in items}, problems),
        answers=_answers(folder, about.language, problems),
        problems=problems.sentences(),
        missing=tuple(skip for file, skip in OPTIONAL.items() if not (folder / file).is_file()),
    )


def _expect_items(folder: Path) -> None:
    advice = "see docs/catalogue.md, or make a folder with: python -m convrec import."
    if not os.path.isdir(folder):  # unlike Path.is_dir, false also for a name that no file can have
        raise CatalogueError(f"There is no folder {folder}; {advice}")
    if not (folder / ITEMS).is_file():
        raise CatalogueError(f"There is no {ITEMS} in {folder}; {advice}")


def _about(folder: Path, problems: Problems) -> CatalogueRecord:
    """catalogue.json; a field that can't be used is named and left out."""
    path = folder / ABOUT
    try:
        content = from_json(path.read_bytes().removeprefix(BOM)) if path.is_file() else {}
        if not isinstance(content, dict):
            raise ValueError("must be an object")
    except (OSError, ValueError) as error:
        problems.add(ABOUT, f"can't be used ({error}), so the file was left out")
        return CatalogueRecord()
    try:
        return CatalogueRecord.model_validate(content)
    except ValidationError as error:
        problems.add(ABOUT, f"{reason(error)}, so that field was left out")
        wrong = {problem["loc"][0] for problem in error.errors()}
        return CatalogueRecord.model_validate({name: v for name, v in content.items() if name not in wrong})


def _category(names: list[str]) -> tuple[str, ...]:
    return tuple(attribute_name(name) for name in names)


def _items(folder: Path, about: CatalogueRecord, called: Mapping[str, Text], problems: Problems) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    root = folder.resolve()
    for number, record in read_lines(folder / ITEMS, ItemRecord, problems):
        if record.id in items:
            problems.add(ITEMS, f"the id {record.id} occurs twice, so the line was left out", number)
            continue
        items[record.id], complaints = _item(record, root, about, called)
        for complaint in complaints:
            problems.add(ITEMS, complaint, number)
    return tuple(items.values())


def _item(record: ItemRecord, root: Path, about: CatalogueRecord, called: Mapping[str, Text]) -> tuple[Item, list[str]]:
    """An item, and what of it was left out."""
    attributes, numbers, complaints = sort_attributes(record.attributes, about.language, called)
    images = tuple(_pictures(record.images, root, complaints))
    if record.url and not is_web(record.url):
        complaints.append("url must begin with http:// or https://, so it was left out")
    item = Item(
        id=record.id,
        kind=record.kind,
        title=_text(record.title, about.language),
        description=_text(record.description, about.language),
        price=record.price,
        currency=record.currency or about.currency,
        attributes=attributes,
        numbers=numbers,
        images=images,
        url=record.url if is_web(record.url) else "",
    )
    return item, complaints


def _pictures(images: list[str], root: Path, complaints: list[str]) -> Iterator[Path]:
    for image in dict.fromkeys(images):
        try:
            path = os.path.realpath(os.path.join(root, image))  # several times as fast as Path.resolve
        except (OSError, ValueError):  # a name that no file can have
            path = ""
        if path and not path.startswith(f"{root}{os.sep}"):
            complaints.append(f"the picture {image[:80]} lies outside the folder, so it was left out")
        elif not os.path.isfile(path):
            complaints.append(f"there is no picture {image[:80]}, so it was left out")
        else:
            yield Path(path)


def _acts(folder: Path, known: set[str], problems: Problems) -> tuple[Act, ...]:
    acts: list[Act] = []
    strange: Counter[str] = Counter()
    for _, record in read_lines(folder / ACTS, InteractionRecord, problems):
        if record.item_id in known:
            acts.append(Act(record.user_id, record.item_id, record.act, record.at, record.value))
        else:
            strange[record.item_id] += 1
    if strange:
        count, example = sum(strange.values()), next(iter(strange))
        problems.add(ACTS, f"{count:,} acts on items that are not in {ITEMS} (such as {example}) were left out")
    return tuple(acts)


def _answers(folder: Path, language: str, problems: Problems) -> tuple[ShopAnswer, ...]:
    answers: dict[str, ShopAnswer] = {}
    for number, record in read_lines(folder / ANSWERS, AnswerRecord, problems):
        name = record.id or f"answer-{number}"
        if name in answers:
            problems.add(ANSWERS, f"the id {name} occurs twice, so the line was left out", number)
            continue
        asked = {tag or language: [text] for tag, text in record.question.items()}
        for tag, more in record.variants.items():
            asked.setdefault(tag or language, []).extend(more)
        questions = {tag: tuple(dict.fromkeys(texts)) for tag, texts in asked.items()}
        answers[name] = ShopAnswer(name, questions, _text(record.answer, language), record.source)
    return tuple(answers.values())


def _text(words: Mapping[str, str], language: str) -> Text:
    """Words as read, plain text under the catalogue's own language."""
    return {tag or language: text for tag, text in words.items()}
