"""What is written, by language."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
Text = Mapping[str, str]  # language → words; "en" and "zh" are read, others are kept


def say(text: Text, language: str) -> str:
    """The words in ``language``; English, or whatever there is, where they are missing."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
