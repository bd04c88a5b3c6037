"""What a writer must offer, and what all of them are asked for."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from convrec.types import Language

MOST = 500  # tokens of an answer
TEMPERATURE = 0.7
TASK = (
    "You re-word what a shop's assistant says. For each line you are given, write one line that says the same in "
    "other words, in {language}, in the same order. Keep every name, number, price, unit, quotation and negation "
    "exactly. Add nothing: no praise, no advice, no further fact, no markup, no numbering."
)
LANGUAGE = {"en": "English", "zh": "Chinese"}


class Writer(Protocol):
    """Puts sentences in other words. It may be wrong: whoever asks it checks what it writes."""

    name: str
    languages: frozenset[Language]  # those it can write

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        """Its text piece by piece as it comes, a line for each of the lines. Raises AnswerError."""
        ...


def task(lines: Sequence[str], language: Language) -> list[dict[str, str]]:
    """The messages of a chat that ask for other words."""
    asked = TASK.format(language=LANGUAGE[language])
    return [{"role": "system", "content": asked}, {"role": "user", "content": "\n".join(lines)}]
