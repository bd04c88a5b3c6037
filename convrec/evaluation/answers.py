"""Customer service: does a question get the right answer of the shop, a wrong one, or an honest "I don't know"?

``answers_eval.jsonl`` holds questions that the shop never saw: {"question", "language", "answer"}, the last an answer's
id, or null where the shop can't answer. Every question is a whole turn of somebody new, so that what is scored is what
people get.
"""

from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.assistant import Assistant
from convrec.data.lines import Problems, read_lines
from convrec.data.records import Record
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.settings import Settings
from convrec.types import LANGUAGES, Language, Message, say

QUESTIONS = "answers_eval.jsonl"


class Asked(Record):
    """A line of answers_eval.jsonl."""

    question: str
    language: Language
    answer: str | None = None


def evaluate_answers(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """hit@1, wrong_but_confident and declined, over all and by language, with 95 % intervals.

    hit@1 is the share of answerable questions that get their answer; wrong_but_confident the share of all questions
    that get another one; declined the share of unanswerable questions that get none. ``test`` is another file of them.
    Raises EvaluationError where there are no questions to ask.
    """
    path = test or data / QUESTIONS
    if not path.is_file():
        raise EvaluationError(f"There is no {path}; it must hold lines like: question, language, answer.")
    asked = [line for _, line in read_lines(path, Asked, Problems())]
    if not asked:
        raise EvaluationError(f"{path} holds no usable question.")
    given = _ask(asked, data, settings)
    metrics: dict[str, Any] = {"questions": len(asked)}
    for language in (None, *LANGUAGES):
        chosen = np.array([language in (None, line.language) for line in asked])
        metrics |= _score([a for a, c in zip(asked, chosen, strict=True) if c], _only(given, chosen), language)
    return metrics


def _ask(asked: list[Asked], data: Path, settings: Settings) -> list[str | None]:
    """The id of the shop's answer that each question got, None where it got none."""
    assistant = Assistant.build(settings.model_copy(update={"catalogue": data}))
    ids = {say(answer.answer, language): answer.id for answer in assistant.catalogue.answers for language in LANGUAGES}
    given = []
    for number, line in enumerate(tqdm(asked, desc="questions", disable=None)):
        person = f"evaluation-{number}"
        reply = assistant.turn(Message(person, line.question, language=line.language)).reply
        assistant.forget(person)
        given.append(ids.get(reply.answer.text) if reply.answer else None)
    return given


def _only(given: list[str | None], chosen: np.ndarray) -> list[str | None]:
    return [one for one, kept in zip(given, chosen, strict=True) if kept]


def _score(asked: list[Asked], given: list[str | None], language: Language | None) -> dict[str, Any]:
    begin = f"{language}/" if language else ""
    right = [float(got == line.answer) for line, got in zip(asked, given, strict=True) if line.answer]
    wrong = [float(got not in (None, line.answer)) for line, got in zip(asked, given, strict=True)]
    declined = [float(got is None) for line, got in zip(asked, given, strict=True) if not line.answer]
    measures = {"hit@1": right, "wrong_but_confident": wrong, "declined": declined}
    metrics: dict[str, Any] = {}
    for name, values in measures.items():
        if values:
            metrics[f"{begin}{name}"] = share(np.array(values))
            metrics[f"{begin}{name}_ci"] = interval(np.array(values))
    return metrics
