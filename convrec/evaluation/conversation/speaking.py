"""How simulated shoppers put things: phrasings that were written without a look at what the assistant recognises.

``assets/shoppers`` holds them by language, act and style; a third of them is kept for the final measurement.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from convrec.evaluation.conversation.shoppers import Shopper, Trait
from convrec.settings import PROJECT
from convrec.types import LANGUAGES, Language, say

FOLDER = PROJECT / "assets" / "shoppers"
ORDINALS: Mapping[Language, Sequence[str]] = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
}
KINDS = ("colour", "material", "style", "room", "mood")  # kinds of value that are spoken of each in their own way
CURRENCIES: Mapping[str, Mapping[Language, str]] = {
    "EUR": {"en": "{} euros", "zh": "{}欧"},
    "USD": {"en": "{} dollars", "zh": "{}美元"},
    "GBP": {"en": "{} pounds", "zh": "{}英镑"},
    "CNY": {"en": "{} yuan", "zh": "{}块"},
}
UNCOUNTED = (
    "milk",
    "juice",
    "yoghurt",
    "yogurt",
    "cream",
    "rice",
    "water",
    "bread",
    "cheese",
    "butter",
    "tea",
    "coffee",
)


@dataclass(frozen=True)
class Speech:
    """One shopper's way of speaking. ``final`` takes the phrasings that are kept for the final measurement."""

    shopper: Shopper
    currency: str
    rng: np.random.Generator
    final: bool = False

    def put(self, act: str, **slots: object) -> str:
        """An act in words; ``slots`` are traits, ordinals (from 0), amounts of money and words."""
        language = self._language()
        phrase = self._any(_file(language, self.final)[act][self.shopper.style])
        words = {
            name: word for slot, value in slots.items() for name, word in self._words(slot, value, language).items()
        }
        return self._mistyped(phrase.format(**words), language)

    def put_value(self, act: str, trait: Trait, **slots: object) -> str:
        """An act about a value, in the phrasings for its kind."""
        kind = trait.attribute if trait.attribute in KINDS else "other"
        return self.put(f"{act}:{kind}", value=trait, **slots)

    def whom(self) -> str:
        """Somebody to buy a present for."""
        return self._any(_file("words", self.final)["whom"][self.shopper.language])

    def _any(self, phrases: Sequence[str]) -> str:
        return phrases[int(self.rng.integers(len(phrases)))]

    def _language(self) -> Language:
        own = self.shopper.language
        other = next(language for language in LANGUAGES if language != own)
        return other if self.shopper.mixes and self.rng.random() < 0.5 else own

    def _words(self, slot: str, value: object, language: Language) -> dict[str, str]:
        """What a slot is filled with; a sort also with its article and in the plural."""
        if isinstance(value, Trait):
            word = self._called(value, language)
            return {slot: word, f"a_{slot}": _with_article(word), f"{slot}s": _plural(word)}
        if isinstance(value, float):
            amount = f"{value:g}"
            unit = CURRENCIES.get(self.currency, {}).get(language, "{}")
            return {slot: unit.format(amount), "amount": amount}
        return {slot: ORDINALS[language][value] if isinstance(value, int) else str(value)}

    def _called(self, trait: Trait, language: Language) -> str:
        """A value by the catalogue's word, or now and then by another."""
        others = _file("words", self.final)["other_words"][language].get(say(trait.value, language), [])
        if others and self.rng.random() < self.shopper.own_words:
            return self._any(others)
        return say(trait.value, language)

    def _mistyped(self, text: str, language: Language) -> str:
        """Some longer words with two letters the wrong way round, or one too few."""
        if language == "zh" or not self.shopper.typos:
            return text
        return " ".join(
            self._slipped(word) if self.rng.random() < self.shopper.typos else word for word in text.split()
        )

    def _slipped(self, word: str) -> str:
        if len(word) < 5 or not word.isalpha():
            return word
        at = int(self.rng.integers(1, len(word) - 2))
        if self.rng.random() < 0.5:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :]


@cache
def _file(name: str, final: bool) -> Any:
    """One of the files of phrasings and words, or of those kept for the final measurement."""
    return json.loads((FOLDER / f"{name}{'.final' if final else ''}.json").read_text(encoding="utf-8"))


def _with_article(word: str) -> str:
    if word.split()[-1].lower() in UNCOUNTED:
        return word
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def _plural(word: str) -> str:
    if word.split()[-1].lower() in UNCOUNTED or not word.isascii():
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
