"""Replies in other words: sentence by sentence a writer's, where that says the same, and else as they were composed."""

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from convrec.errors import AnswerError
from convrec.faithful import Names, faults
from convrec.models.timing import in_time
from convrec.models.writers import Writer
from convrec.types import Language, Skip, Turn

_LOG = logging.getLogger(__name__)
SENTENCE = {
    "en": re.compile(r"(?<=[.!?])(?<!\d\.) +(?=[A-Z“0-9])|\n+"),
    "zh": re.compile(r"(?<=[。！？])(?!”)|\n+"),
}
WHOLE = re.compile(r"[.!?。！？]$")  # headings, rows and points of lists don't end so, and stay
ASIDE = ("•", "–", "-")
AS_THEY_ARE = frozenset({"why", "forget"})  # replies whose every word was weighed


@dataclass(frozen=True)
class Try:
    """A sentence, what a writer made of it, and what is wrong with that; () where it says the same."""

    said: str
    reworded: str
    faults: tuple[str, ...]


class Wording:
    """Has replies put in other words. ``names`` are a catalogue's titles and values in a language."""

    def __init__(self, writer: Writer, names: Callable[[Language], Names], seconds: float) -> None:
        self._writer, self._names, self._seconds = writer, names, seconds

    def turns(self, turn: Turn) -> Iterator[Turn]:
        """The turn with one sentence after the other put in other words, as they come. What is wrong with one, it
        stays as it was composed; where the writer fails or is late, all of them do.
        """
        reply, language = turn.reply, turn.reply.language
        places = open_places(turn)
        if not places:
            return
        if language not in self._writer.languages:
            yield _skipped(turn, f"the writer doesn't write this language ({language})")
            return
        began, text, moved = time.perf_counter(), reply.text, 0
        lines = [reply.text[start:end] for start, end in places]
        try:
            for (start, end), one in zip(places, self.tries(lines, language), strict=False):
                kept = one.said if one.faults else one.reworded
                text = text[: start + moved] + kept + text[end + moved :]
                moved += len(kept) - (end - start)
                yield _with(turn, text, began)
        except AnswerError as error:
            _LOG.warning("the writer %s failed, so the reply stays as it was composed: %s", self._writer.name, error)
            yield _skipped(_with(turn, reply.text, began), str(error))

    def tries(self, lines: Sequence[str], language: Language) -> Iterator[Try]:
        """What the writer makes of each sentence, checked, as it comes. Raises AnswerError."""
        names = self._names(language)
        written = _lines(in_time(lambda: self._writer.write(lines, language), self._seconds))
        for said, reworded in zip(lines, written, strict=False):  # lines too many are nobody's
            found = faults(said, reworded, language, names)
            if found:
                _LOG.info("not the same: “%s” for “%s”: %s", reworded, said, "; ".join(found))
            yield Try(said, reworded, found)


def open_lines(turn: Turn) -> list[str]:
    """The sentences of a reply that may be put in other words."""
    return [turn.reply.text[start:end] for start, end in open_places(turn)]


def open_places(turn: Turn) -> list[tuple[int, int]]:
    """Start and end of the sentences of a reply that may be put in other words: the assistant's own, not what the shop
    says, and not what is said of safety, of personal data and of the sums of a score.
    """
    understanding, reply = turn.understanding, turn.reply
    private = understanding.withheld or understanding.own or understanding.bid
    weighty = understanding.declined or understanding.medical or understanding.intent in AS_THEY_ARE
    if private or weighty:
        return []
    shop = reply.answer.text if reply.answer else ""
    text = reply.text.replace(shop, "\n" * len(shop)) if shop else reply.text  # the places stay what they are
    return [
        (start, end)
        for start, end in _sentences(text, SENTENCE[reply.language])
        if WHOLE.search(text[start:end]) and not text[start:end].startswith(ASIDE)
    ]


def _sentences(text: str, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it."""
    gaps = [*between.finditer(text)]
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)]
    for start, end in zip(starts, ends, strict=True):
        sentence = text[start:end]
        start += len(sentence) - len(sentence.lstrip())
        yield start, start + len(sentence.strip())


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces, each as soon as it has ended."""
    rest = ""
    for piece in pieces:
        *ended, rest = (rest + piece).split("\n")
        yield from filter(None, (line.strip() for line in ended))
    if rest.strip():
        yield rest.strip()


def _with(turn: Turn, text: str, began: float) -> Turn:
    seconds = {**turn.seconds, "write": time.perf_counter() - began}
    return replace(turn, reply=replace(turn.reply, text=text), seconds=seconds)


def _skipped(turn: Turn, why: str) -> Turn:
    return replace(turn, skipped=(*turn.skipped, Skip("writer", why)))
