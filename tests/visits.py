"""People who come back: assistants opened anew over one home, and a clock that is set by hand."""

from dataclasses import dataclass
from pathlib import Path

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.index import Index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.settings import Settings
from convrec.types import Message, Turn

DAY = 86400.0
MONDAY_NOON = 1_765_800_000.0  # in December 2025


@dataclass
class Clock:
    """A moment that passes with every look at it, and goes on when told to."""

    at: float = MONDAY_NOON

    def __call__(self) -> float:
        self.at += 1.0
        return self.at

    def days(self, days: float) -> None:
        self.at += days * DAY


@dataclass
class Shop:
    """A shop with one home for all visits; ``opened`` is what a start of the program does."""

    catalogue: Catalogue
    models: Models
    index: Index
    home: Path
    clock: Clock

    def opened(self) -> Assistant:
        settings = Settings(home=self.home, catalogue=self.catalogue.folder)
        memory = open_memory(settings, self.catalogue.topics, self.clock)
        return Assistant(self.catalogue, self.models, self.index, memory, settings)


def say(assistant: Assistant, text: str, user: str = "ann") -> Turn:
    return assistant.turn(Message(user, text))


def ids(turn: Turn) -> list[str]:
    return [card.item_id for card in turn.reply.recommendations]


def known(assistant: Assistant, user: str = "ann") -> dict[str, float]:
    """What is liked and disliked, and conditions (0), by their ids."""
    return {line.about: line.liking for line in assistant.profile_lines(user, "en")}
