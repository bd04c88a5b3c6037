"""What an index holds: each part of a catalogue with its ids, and how it is encoded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from convrec import shipped
from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.index.names import answers_part, look_part, meaning_part, shown_part, sound_part, words_part
from convrec.models import Models
from convrec.models.sound import SOUNDS
from convrec.pictures import Pictures, coarse
from convrec.types import LANGUAGES, Item, Language, ShopAnswer, say


@dataclass(frozen=True)
class Part:
    """One collection to be: its name, the ids it will hold, a hash of what each is, and how to encode some of them.

    Without hashes nothing travels with the folder: it is made from what does.
    """

    name: str
    ids: tuple[str, ...]
    digests: tuple[str, ...]
    encode: Callable[[Sequence[int]], np.ndarray]


def parts_of(catalogue: Catalogue, models: Models, pictures: Pictures | None) -> Iterator[Part]:
    """The collections that this catalogue needs."""
    for language in LANGUAGES:
        yield from _told(catalogue, models, language)
    if pictures is not None:
        yield from _pictured(catalogue, models, pictures)
    sounds = {item.id: item.media for item in catalogue.items if item.media and item.media.suffix.lower() in SOUNDS}
    if sounds:
        files, heard = list(sounds.values()), tuple(map(shipped.digest, sounds.values()))
        name, encoder = sound_part(models), models.sound
        yield Part(name, tuple(sounds), heard, lambda rows: encoder.encode_files([files[row] for row in rows]))


def _told(catalogue: Catalogue, models: Models, language: Language) -> Iterator[Part]:
    """Items and answers by their texts in one language."""
    texts = [item_text(item, language) for item in catalogue.items]
    yield _text_part(words_part(models, language), [item.id for item in catalogue.items], texts, models, language)
    asked = [pair for answer in catalogue.answers for pair in asked_in(answer, language)]
    if asked:
        ids, questions = zip(*asked, strict=True)
        yield _text_part(answers_part(models, language), ids, questions, models, language)


def _pictured(catalogue: Catalogue, models: Models, pictures: Pictures) -> Iterator[Part]:
    """Items with pictures: by their looks, by what is said of them, and else by what the pictures show."""
    seen = tuple(pictures.row)
    yield Part(look_part(models), seen, (), lambda rows: coarse(pictures.page([seen[row] for row in rows], "look")))
    told, encoder = [item_text(catalogue.item(id), "en") for id in seen], models.image
    read = tuple(map(shipped.digest, told))
    yield Part(meaning_part(models), seen, read, lambda rows: encoder.encode_words([told[row] for row in rows]))
    wordless = tuple(id for id in seen if not (catalogue.item(id).attributes or catalogue.item(id).description))
    if wordless:
        name = shown_part(models)
        yield Part(name, wordless, (), lambda rows: pictures.page([wordless[row] for row in rows], "shown"))


def asked_in(answer: ShopAnswer, language: Language) -> list[tuple[str, str]]:
    """(id, text) of all that an answer is found by: its ways of being asked for, and at last its own words."""
    ways = answer.questions.get(language) or answer.questions.get("en", ())
    texts = [*ways, say(answer.answer, language)]
    return [(f"{answer.id}#{number}", text) for number, text in enumerate(texts)]


def _text_part(name: str, ids: Sequence[str], texts: Sequence[str], models: Models, language: Language) -> Part:
    encoder, digests = models.text[language], tuple(map(shipped.digest, texts))
    return Part(name, tuple(ids), digests, lambda rows: encoder.encode([texts[row] for row in rows], role="passage"))


def item_text(item: Item, language: str) -> str:
    """What an item is known by to a text encoder: title, attribute values, description."""
    worded = [values for name, values in item.attributes.items() if name != DESIGN]  # which the title has
    values = [say(value, language) for values in worded for value in values]
    return ". ".join(filter(None, [say(item.title, language), ", ".join(values), say(item.description, language)]))
