"""Replies in other words: how many a writer keeps true, how many after the check, and what it costs.

What is true after the check is judged by another measure than the check itself (``lost_and_new``), or it would be true
by construction: plain lists of figures, signs of money, quotations, denials, and of the catalogue's titles and values.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.data.folder import Catalogue
from convrec.errors import EvaluationError
from convrec.evaluation.conversation.shoppers import drawn_shoppers
from convrec.evaluation.conversation.talking import converse
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.strangers import met_by_strangers
from convrec.models import load_models
from convrec.models.writers import load_writer
from convrec.settings import Settings
from convrec.types import Language, Turn, say
from convrec.wording import Try, Wording, open_lines

REPLIES, SEED, PEOPLE = 500, 53, 2000
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
MONEY = re.compile(r"[€$£¥]")
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
DENIAL = {
    "en": re.compile(r"\b(?:no|not|without|none|nothing|never|cannot|nor|neither)\b|n[’']t\b", re.IGNORECASE),
    "zh": re.compile(r"不|没|无|未|非|别"),
}


@dataclass(frozen=True)
class Rewritten:
    """A reply as it was composed, as the writer would have it, and as people get it."""

    language: Language
    composed: str
    raw: str  # with all that the writer made of its sentences
    given: str
    tries: tuple[Try, ...]
    sentences: int
    seconds: float


class Watched(Wording):
    """Has replies put in other words, and keeps what came of it."""

    kept: list[Rewritten]

    def turns(self, turn: Turn) -> Iterator[Turn]:
        """The turns of the wording."""
        self._made: list[Try] = []
        last = turn
        for last in super().turns(turn):
            yield last
        lines = open_lines(turn)
        if not lines or turn.reply.language not in self._writer.languages:
            return
        raw, place = turn.reply.text, 0
        for one in self._made:
            place = raw.index(one.said, place)
            raw, place = raw[:place] + one.reworded + raw[place + len(one.said) :], place + len(one.reworded)
        said, seconds = last.reply.text, last.seconds.get("write", 0.0)
        self.kept.append(
            Rewritten(turn.reply.language, turn.reply.text, raw, said, tuple(self._made), len(lines), seconds)
        )

    def tries(self, lines: Sequence[str], language: Language) -> Iterator[Try]:
        """The tries of the wording."""
        for one in super().tries(lines, language):
            self._made.append(one)
            yield one


def evaluate_writing(
    data: Path, test: Path | None, settings: Settings, replies: int = REPLIES, people: int = PEOPLE
) -> dict[str, Any]:
    """The writer of the settings (``embedded`` where they name none) on replies to simulated shoppers.

    ``faithful_before`` and ``faithful_after`` are shares of replies with all facts and no others by ``lost_and_new``,
    ``passed`` is the share of sentences that the check lets through, ``changed`` of those given in other words.
    """
    chosen = "embedded" if settings.writer == "none" else settings.writer
    settings = settings.model_copy(update={"catalogue": data, "writer": chosen})
    writer = load_writer(settings)
    assert writer is not None
    with met_by_strangers(load_models(settings), settings) as met:
        watched = Watched(writer, met.names.all, settings.writer_timeout)
        watched.kept = []
        ours, told = met.changed(wording=watched), tqdm(total=replies, desc="replies", disable=None)
        for shopper in drawn_shoppers(met.catalogue, people, SEED):
            if shopper.language in writer.languages and len(watched.kept) < replies:
                converse(ours, shopper, shopper.name, SEED)
                told.update(min(len(watched.kept), replies) - told.n)
        if not watched.kept:
            raise EvaluationError(f"{data} led to no reply that could be put in other words.")
        names = {language: catalogue_names(met.catalogue, language) for language in writer.languages}
        return scores(watched.kept[:replies], names) | {"writer": writer.name}


def scores(made: Sequence[Rewritten], names: dict[Language, list[str]]) -> dict[str, Any]:
    """The metrics of replies; ``names`` are the catalogue's in each language."""
    found: dict[str, Any] = {"replies": len(made), "sentences": sum(one.sentences for one in made)}
    before = [lost_and_new(one.composed, one.raw, one.language, names[one.language]) for one in made]
    after = [lost_and_new(one.composed, one.given, one.language, names[one.language]) for one in made]
    tries = [attempt for one in made for attempt in one.tries]
    shares = {
        "faithful_before": [not any(one) for one in before],
        "faithful_after": [not any(one) for one in after],
        "passed": [not attempt.faults for attempt in tries],
        "changed": [not attempt.faults and attempt.said != attempt.reworded for attempt in tries],
        "replies_changed": [one.composed != one.given for one in made],
    }
    for name, hits in shares.items():
        found |= {name: share(np.array(hits, dtype=float)), f"{name}_ci": interval(np.array(hits, dtype=float))}
    found |= {"facts_missing": sum(sum(lost.values()) for lost, _ in after)}
    found |= {"facts_new": sum(sum(new.values()) for _, new in after)}
    spent = 1000 * np.array([one.seconds for one in made])
    return found | {"ms": round(float(np.median(spent)), 1), "p95_ms": round(float(np.quantile(spent, 0.95)), 1)}


def lost_and_new(said: str, given: str, language: Language, names: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """The facts of one text that the other lacks, and the other way round."""
    before, after = (_facts(text, language, names) for text in (said, given))
    return before - after, after - before


def _facts(text: str, language: Language, names: Sequence[str]) -> Counter[str]:
    """How often each figure, sign of money, quotation, name and denial stands in a text."""
    found = Counter(FIGURE.findall(text)) + Counter(MONEY.findall(text)) + Counter(QUOTED.findall(text))
    found["(denials)"] = len(DENIAL[language].findall(text))
    rest = text.casefold()
    for name in names:
        if name in rest:
            found[name] = len(re.findall(rf"(?<![a-z]){re.escape(name)}", rest))
    return found


def catalogue_names(catalogue: Catalogue, language: Language) -> list[str]:
    """Every title and value of a catalogue in small letters, the longest first; nothing of a single sign."""
    texts = [item.title for item in catalogue.items]
    texts += [value for item in catalogue.items for values in item.attributes.values() for value in values]
    return sorted({name for text in texts if len(name := say(text, language).casefold()) > 1}, key=len, reverse=True)
