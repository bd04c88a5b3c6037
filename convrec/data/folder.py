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

from convrec.data.attributes import attribute_name
from convrec.data.designs import DESIGN, NAMES, with_designs
from convrec.data.items import ITEMS, KIND, as_text, files, read_items
from convrec.data.lines import BOM, Problems, read_lines, reason
from convrec.data.reception import receptions
from convrec.data.records import AnswerRecord, CatalogueRecord, InteractionRecord
from convrec.errors import CatalogueError
from convrec.types import Act, Comparative, Example, Item, Reception, ShopAnswer, Skip, Text

ACTS, ANSWERS, ABOUT = "interactions.jsonl", "answers.jsonl", "catalogue.json"
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
    default_kind: str
    kind_names: Mapping[str, Text]
    attribute_names: Mapping[str, Text]
    synonyms: Mapping[str, tuple[str, ...]]
    comparatives: tuple[Comparative, ...]
    examples: tuple[Example, ...]
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

    @property
    def topics(self) -> tuple[str, ...]:
        """The attributes by which people say what they look for: its sort, or the name of a design."""
        return (*self.category, DESIGN)

    def item(self, item_id: str) -> Item:
        """The item of an id; KeyError for an unknown one."""
        return self.items[self.row[item_id]]

    @cached_property
    def receptions(self) -> Mapping[str, Reception]:
        """Item id → how it was received, for items that were rated or written about."""
        return MappingProxyType(receptions(self.acts))

    def variants(self, item: Item) -> tuple[Item, ...]:
        """The same product in other colours, sizes or materials."""
        return tuple(other for other in self._variants.get(item.variant_of, ()) if other.id != item.id)

    @cached_property
    def _variants(self) -> Mapping[str, list[Item]]:
        groups: dict[str, list[Item]] = {}
        for item in filter(lambda item: item.variant_of, self.items):
            groups.setdefault(item.variant_of, []).append(item)
        return groups

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of all that the index is built from; pictures count by path, size and time."""
        digest = hashlib.sha256()
        for name in INDEXED:
            path = self.folder / name
            content = path.read_bytes() if path.is_file() else b""
            digest.update(f"{name} {len(content)}\n".encode() + content)
        start = len(str(self.folder.resolve()))
        for path in (path for item in self.items for path in (*item.images, item.media) if path):
            state = path.stat()
            digest.update(f"{str(path)[start:]} {state.st_size} {state.st_mtime_ns}\n".encode())
        return digest.hexdigest()[:16]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder in the format of docs/catalogue.md.

    Raises CatalogueError where there is no folder, no items.jsonl, or no usable item.
    """
    _expect_items(folder)
    problems = Problems()
    about = _about(folder, problems)
    called = {attribute_name(name): as_text(words, about.language) for name, words in about.attribute_names.items()}
    items = with_designs(read_items(folder, about, called, problems))
    if not items:
        why = next(iter(problems.sentences()), "the file is empty")
        raise CatalogueError(f"{folder / ITEMS} holds no usable item ({why}); see docs/catalogue.md for its format.")
    names = {name for item in items for name in item.attributes}
    counts = Counter(item.kind for item in items)
    category = tuple(s for s in SORTS if s in names) if about.category is None else _category(about.category)
    return Catalogue(
        folder=folder,
        name=as_text(about.name, about.language) or {"en": folder.resolve().name},
        language=about.language,
        currency=about.currency,
        category=(*category, KIND) if len(counts) > 1 else category,
        default_kind=about.default_kind if about.default_kind in counts else counts.most_common(1)[0][0],
        kind_names={kind: as_text(words, about.language) for kind, words in about.kinds.items()},
        attribute_names={DESIGN: NAMES, **called} if DESIGN in names else called,
        synonyms={value: tuple(words) for value, words in about.synonyms.items()},
        comparatives=tuple(_comparatives(about)),
        examples=tuple(_examples(folder, about, problems)),
        simulated=about.simulated,
        items=items,
        acts=_acts(folder / ACTS, about.language, {item.id for item in items}, problems),
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


def _comparatives(about: CatalogueRecord) -> Iterator[Comparative]:
    for name, words in about.comparatives.items():
        yield Comparative(attribute_name(name), "<=", tuple(words.less))
        yield Comparative(attribute_name(name), ">=", tuple(words.more))


def _examples(folder: Path, about: CatalogueRecord, problems: Problems) -> Iterator[Example]:
    for example in about.examples:
        complaints: list[str] = []
        photo = next(files("picture", [example.photo] if example.photo else [], folder.resolve(), complaints), None)
        for complaint in complaints:
            problems.add(ABOUT, complaint)
        yield Example(as_text(example.text, about.language), photo)


def _category(names: list[str]) -> tuple[str, ...]:
    return tuple(attribute_name(name) for name in names)


def read_acts(path: Path, catalogue: Catalogue) -> tuple[Act, ...]:
    """The usable acts of a file in the format of interactions.jsonl, on this catalogue's items."""
    return _acts(path, catalogue.language, set(catalogue.row), Problems())


def _acts(path: Path, language: str, known: set[str], problems: Problems) -> tuple[Act, ...]:
    acts: list[Act] = []
    strange: Counter[str] = Counter()
    for _, record in read_lines(path, InteractionRecord, problems):
        if record.item_id in known:
            wrote = as_text(record.text, language)
            acts.append(Act(record.user_id, record.item_id, record.act, record.at, record.value, wrote))
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
        answers[name] = ShopAnswer(name, questions, as_text(record.answer, language), record.source)
    return tuple(answers.values())
