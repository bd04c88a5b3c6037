"""Read a catalogue folder: every line is checked, a bad one is named and left out, the rest is used."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from convrec.data.records import AnswerRecord, CatalogueRecord, InteractionRecord, ItemRecord, Record
from convrec.errors import CatalogueError
from convrec.types import Act, Item, ShopAnswer, Skip, Text

R = TypeVar("R", bound=Record)

INDEXED = ("items.jsonl", "answers.jsonl", "catalogue.json")  # the files that the index is built from
SORTS = ("category", "type", "genre")  # attributes taken for the sort of thing where catalogue.json names none
LONGEST_LINE = 1_000_000
OPTIONAL = {
    "interactions.jsonl": Skip(
        "people", "the catalogue has no interactions.jsonl, so nothing is learnt from other people"
    ),
    "answers.jsonl": Skip("answers", "the catalogue has no answers.jsonl, so questions about the shop go unanswered"),
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
            digest.update(path.read_bytes() if path.is_file() else b"")
        for item in self.items:
            for image in item.images[:1]:
                state = image.stat()
                digest.update(f"{image.name}:{state.st_size}:{state.st_mtime_ns}".encode())
        return digest.hexdigest()[:16]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder in the format of docs/catalogue.md.

    Raises CatalogueError where there is no folder, no items.jsonl, or no usable item.
    """
    if not (folder / "items.jsonl").is_file():
        raise CatalogueError(
            f"There is no items.jsonl in {folder}; see docs/catalogue.md, or make a folder with: python -m convrec import."
        )
    problems: list[str] = []
    about = _about(folder, problems)
    items = _items(folder, about, problems)
    if not items:
        raise CatalogueError(f"No line of {folder / 'items.jsonl'} is a usable item; the first problem: {problems[0]}.")
    names = {name for item in items for name in item.attributes}
    return Catalogue(
        folder=folder,
        name=_text(about.name, about.language) or {"en": folder.resolve().name},
        language=about.language,
        currency=about.currency,
        category=tuple(about.category if about.category is not None else (s for s in SORTS if s in names)),
        attribute_names={name: _text(words, about.language) for name, words in about.attribute_names.items()},
        synonyms={value: tuple(words) for value, words in about.synonyms.items()},
        simulated=about.simulated,
        items=items,
        acts=_acts(folder, {item.id for item in items}, problems),
        answers=_answers(folder, about.language, problems),
        problems=tuple(problems),
        missing=tuple(skip for file, skip in OPTIONAL.items() if not (folder / file).is_file()),
    )


def _about(folder: Path, problems: list[str]) -> CatalogueRecord:
    path = folder / "catalogue.json"
    if not path.is_file():
        return CatalogueRecord()
    try:
        return CatalogueRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        problems.append(f"catalogue.json: {_reason(error)}, so the file was left out")
        return CatalogueRecord()


def _lines(path: Path, kind: type[R], problems: list[str]) -> Iterator[tuple[int, R]]:
    """The good lines of a file with their numbers; what is wrong with the others goes to ``problems``."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            line = raw.removeprefix(b"\xef\xbb\xbf").strip()
            if not line:
                continue
            try:
                if len(line) > LONGEST_LINE:
                    raise ValueError("is far too long")
                yield number, kind.model_validate(json.loads(line))
            except (ValidationError, ValueError) as error:
                problems.append(f"{path.name} line {number}: {_reason(error)}, so the line was left out")


def _reason(error: Exception) -> str:
    """What is wrong, in one short clause."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = str(first["msg"]).removeprefix("Value error, ")
        return f"{where}: {what[:1].lower()}{what[1:]}" if where else what
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    return f"is not valid JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else str(error)


def _items(folder: Path, about: CatalogueRecord, problems: list[str]) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for number, record in _lines(folder / "items.jsonl", ItemRecord, problems):
        if record.id in items:
            problems.append(f"items.jsonl line {number}: the id {record.id} occurs twice, so the line was left out")
            continue
        items[record.id] = _item(record, folder, about, f"items.jsonl line {number}", problems)
    return tuple(items.values())


def _item(record: ItemRecord, folder: Path, about: CatalogueRecord, where: str, problems: list[str]) -> Item:
    attributes: dict[str, tuple[Text, ...]] = {}
    numbers: dict[str, float] = {}
    for name, value in record.attributes.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            numbers[name] = float(value)
        elif words := _values(name, value, about.language, where, problems):
            attributes[name] = words
    return Item(
        record.id,
        record.kind,
        _text(record.title, about.language),
        _text(record.description, about.language),
        record.price,
        record.currency or about.currency,
        attributes,
        numbers,
        tuple(_pictures(record.images, folder, where, problems)),
        record.url,
    )


def _values(name: str, value: Any, language: str, where: str, problems: list[str]) -> tuple[Text, ...]:
    """The words of an attribute; true stands for the attribute's own name."""
    if value is None or value is False:
        return ()
    if value is True:
        return ({"en": name.replace("_", " ")},)
    made: list[Text] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            made.append({language: one.strip()})
        elif isinstance(one, dict) and one and all(isinstance(text, str) and text.strip() for text in one.values()):
            made.append({key: text.strip() for key, text in one.items()})
        else:
            problems.append(f"{where}: {name} holds something that is no words, so that value was left out")
    return tuple(made)


def _pictures(images: list[str], folder: Path, where: str, problems: list[str]) -> Iterator[Path]:
    root = folder.resolve()
    for image in images:
        path = (root / image).resolve()
        if not path.is_relative_to(root):
            problems.append(f"{where}: the picture {image} lies outside the folder, so it was left out")
        elif not path.is_file():
            problems.append(f"{where}: there is no picture {image}, so it was left out")
        else:
            yield path


def _acts(folder: Path, known: set[str], problems: list[str]) -> tuple[Act, ...]:
    acts, strange = [], Counter[str]()
    for _, record in _lines(folder / "interactions.jsonl", InteractionRecord, problems):
        if record.item_id in known:
            acts.append(Act(record.user_id, record.item_id, record.act, record.at, record.value))
        else:
            strange[record.item_id] += 1
    if strange:
        example = next(iter(strange))
        problems.append(
            f"interactions.jsonl: {strange.total()} acts are on items that are not in items.jsonl (such as {example}), "
            "so they were left out"
        )
    return tuple(acts)


def _answers(folder: Path, language: str, problems: list[str]) -> tuple[ShopAnswer, ...]:
    answers: dict[str, ShopAnswer] = {}
    for number, record in _lines(folder / "answers.jsonl", AnswerRecord, problems):
        id = record.id or f"answer-{number}"
        if id in answers:
            problems.append(f"answers.jsonl line {number}: the id {id} occurs twice, so the line was left out")
            continue
        asked = {lang or language: [text] for lang, text in record.question.items()}
        for lang, more in record.variants.items():
            asked.setdefault(lang or language, []).extend(more)
        questions = {lang: tuple(dict.fromkeys(texts)) for lang, texts in asked.items()}
        answers[id] = ShopAnswer(id, questions, _text(record.answer, language), record.source)
    return tuple(answers.values())


def _text(words: Mapping[str, str], language: str) -> Text:
    """Words as read, plain text under the catalogue's own language."""
    return {key or language: text for key, text in words.items()}
