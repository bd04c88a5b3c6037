"""Which language a message is in, and how its words are cut and compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from convrec.types import LANGUAGES, Language

CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[a-zA-Z]+")
WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_]+)?|\d+(?:\.\d+)?")  # letters of any alphabet but Chinese
LETTERS_PER_SIGN = 4  # an English word is about as long as one Chinese sign


@dataclass(frozen=True)
class Token:
    """A word of the text, in lower case and singular, with its place."""

    word: str
    start: int
    end: int


def detect(text: str, wish: str) -> Language:
    """The language of a message; ``wish`` overrules unless it is "auto". Mixed messages count as what prevails."""
    for language in LANGUAGES:
        if wish == language:
            return language
    chinese = len(CHINESE.findall(text))
    latin = sum(len(word) for word in LATIN.findall(text)) / LETTERS_PER_SIGN
    return "zh" if chinese and chinese >= latin else "en"


def clean(text: str) -> str:
    """Full-width forms made plain, control characters made spaces; the length stays, so places do too."""
    narrow = "".join(form if len(form := unicodedata.normalize("NFKC", sign)) == 1 else sign for sign in text)
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in narrow)


def tokens(text: str) -> list[Token]:
    """The words of a text that are not Chinese."""
    return [Token(singular(match[0].lower()), match.start(), match.end()) for match in WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """A rough singular, the same for texts and catalogue: ``berries`` → ``berry``, ``vases`` → ``vase``."""
    if len(word) < 4 or word.endswith(("ss", "us", "is", "'s", "’s")):
        return word.removesuffix("'s").removesuffix("’s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "toes")):
        return word[:-2]
    return word.removesuffix("s")
