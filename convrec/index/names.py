"""What the parts of an index are called: each carries its encoder's name."""

import hashlib
import re
from pathlib import Path

from convrec.models import Models
from convrec.types import Language


def collection_name(part: str, encoder: str) -> str:
    """``words-en`` and an encoder's name → a name Chroma allows."""
    return re.sub(r"[^a-zA-Z0-9._-]+", "-", f"{part}.{encoder}")[:200].strip("._-")


def words_part(models: Models, language: Language) -> str:
    """Items by their texts in one language."""
    return collection_name(f"words-{language}", models.text[language].name)


def answers_part(models: Models, language: Language) -> str:
    """The shop's questions and answers in one language."""
    return collection_name(f"answers-{language}", models.text[language].name)


def look_part(models: Models) -> str:
    """Items by their pictures, in the space of looks."""
    return collection_name("look", models.image.name)


def meaning_part(models: Models) -> str:
    """Items by their texts, in the space that words and pictures share."""
    return collection_name("meaning", models.image.name)


def shown_part(models: Models) -> str:
    """Items of which nothing is said, by what their pictures show, in the space that words and pictures share."""
    return collection_name("shown", models.image.name)


def sound_part(models: Models) -> str:
    """Items by what they sound like."""
    return collection_name("sound", models.sound.name)


def index_folder(home: Path, catalogue: Path) -> Path:
    """Where a catalogue's index lies: beside other people's, told apart by the folder's full path."""
    path = catalogue.resolve()
    return home / "index" / f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
