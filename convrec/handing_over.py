"""Passing a conversation on to a colleague, once the person has agreed to it.

``Desk`` stands around a turn: it offers where a person is asked for or no answer is known, hears the yes or no, and
gives the conversation to the owner's own function. What was said is held here for that, in memory only, for the
newest people and their newest lines. Personal data goes along only where the person agreed to that too.
"""

import logging
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from convrec.personal import without_personal_data
from convrec.phrases import phrase
from convrec.stages import Stage
from convrec.types import Language, Message, Question, Reply, Turn, Understanding
from convrec.understanding.language import detect
from convrec.understanding.patterns import compiled
from convrec.understanding.yes_no import said_yes
from knowledge_graph import Profile

_LOG = logging.getLogger(__name__)
LINES = 60  # newest lines of a conversation that are passed on
PEOPLE = 1000  # newest people whose conversation is held
FOR_A_PERSON = compiled(
    r"\b(?:(?:talk|speak|chat|write|connect|transfer)\w{0,3}|(?:put|pass|get|hand)\w{0,3} (?:me|us|this|it)\b"
    r"(?=.{0,16}\b(?:to|on|through)\b))\b(?:(?!\bfor\b).){0,25}\b(?:(?:real |actual )?(?:human"
    r"|person)(?! who)|somebody|someone|agent"
    r"|colleague|employee|member of staff|representative|operator|support team|customer (?:service"
    r"|support))\b(?! (?:else['’]s|special))"
    r"|^\W{0,3}(?:a |real )?(?:human|agent|operator|colleague)(?: please)?\W{0,3}$|\bask a colleague\b"
    r"|(?:转|找|要|叫|接)(?:一?下|个|到)?(?:人工|真人|客服|同事|你们的人)|人工(?:客服|服务)|请同事帮忙",
    re.IGNORECASE,
)
TROUBLED = ("self-harm", "emergency", "harm", "hatred")  # then no questions are asked


@dataclass(frozen=True)
class Line:
    """One thing that was said, and when (seconds since 1970)."""

    role: Literal["customer", "assistant"]
    text: str
    at: float


@dataclass(frozen=True)
class Handover:
    """What a colleague gets. ``personal`` says whether the lines may hold personal data: the person agreed to that.

    ``conversation`` is made up for this; nothing in it leads to the person's profile.
    """

    conversation: str
    language: Language
    lines: tuple[Line, ...]
    personal: bool


Escalate = Callable[[Handover], None]  # may raise anything: the person is then told that it failed


@dataclass
class _Talk:
    """What is held of one conversation: every line as it was written, and the question that is open."""

    lines: list[tuple[Line, str]] = field(default_factory=list)  # a line without personal data, and as it was
    open: Literal["", "conversation", "personal"] = ""

    @property
    def personal(self) -> bool:
        return any(line.text != written for line, written in self.lines)


class Desk:
    """Offers, asks and passes on. Safe to share between threads and people."""

    def __init__(self, escalate: Escalate) -> None:
        self._escalate = escalate
        self._talks: OrderedDict[str, _Talk] = OrderedDict()
        self._lock = threading.Lock()

    def attend(
        self, message: Message, stages: Callable[[Message], Iterator[Stage]], profile: Callable[[str], Profile]
    ) -> Iterator[Stage]:
        """The stages of a turn, with an offer where one is due; or the one that answers a yes or no to an offer."""
        talk, began = self._talk(message.user_id), time.perf_counter()
        answered = self._consent(talk, message)
        if answered is not None:
            self._heard(talk, message, answered.text)
            known = Understanding(answered.language, "small_talk")
            turn = Turn(
                message, known, profile(message.user_id), (), answered, {"reply": time.perf_counter() - began}, ()
            )
            yield Stage("reply", time.perf_counter() - began, turn)
            return
        said: Turn | None = None
        for stage in stages(message):
            if stage.turn is not None:
                said = self._offering(talk, message, stage.turn)
                stage = replace(stage, turn=said)
            yield stage
        if said is not None and said.understanding.intent != "forget":
            self._heard(talk, message, said.reply.text)  # once, in the words that stand in the end

    def forget(self, user_id: str) -> None:
        """Hold nothing more of a person."""
        with self._lock:
            self._talks.pop(user_id, None)

    def _talk(self, user_id: str) -> _Talk:
        with self._lock:
            talk = self._talks.setdefault(user_id, _Talk())
            self._talks.move_to_end(user_id)
            while len(self._talks) > PEOPLE:
                self._talks.popitem(last=False)
            return talk

    def _heard(self, talk: _Talk, message: Message, reply: str) -> None:
        now, plain = time.time(), without_personal_data(message.text).text
        said = Line("customer", plain, message.sent_at or now), message.text
        talk.lines = [*talk.lines, said, (Line("assistant", reply, now), reply)][-LINES:]

    def _offering(self, talk: _Talk, message: Message, turn: Turn) -> Turn:
        """The turn as it is, or with the offer to pass the conversation on."""
        said, understanding = turn.reply, turn.understanding
        if understanding.intent == "forget":
            self.forget(message.user_id)
            return turn
        if understanding.declined not in TROUBLED:
            if FOR_A_PERSON.search(message.text):
                talk.open = "conversation"
                ask = _asked("hand over?", said.language)
                said = replace(
                    said, text=said.text if said.answer else phrase("to a colleague", said.language), question=ask
                )
            elif understanding.intent == "ask_shop" and said.answer is None:
                near = said.question.options if said.question else ()
                text = said.question.text if said.question else phrase("hand over?", said.language)
                said = replace(said, question=Question(text, (*near, phrase("ask a colleague", said.language))))
        return replace(turn, reply=said)

    def _consent(self, talk: _Talk, message: Message) -> Reply | None:
        """The reply to a yes or no; None where nothing was asked, or something else is said."""
        asked, talk.open = talk.open, ""
        language = detect(message.text, message.language)
        if not asked or message.photos:
            return None
        agrees = said_yes(message.text)
        if agrees is False:
            if asked == "personal":
                return self._pass_on(talk, language, personal=False)
            return Reply(phrase("not handed over", language), language)
        if agrees is None:
            return None
        if asked == "conversation" and talk.personal:
            talk.open = "personal"
            return Reply("", language, question=_asked("with personal data?", language))
        return self._pass_on(talk, language, personal=asked == "personal")

    def _pass_on(self, talk: _Talk, language: Language, personal: bool) -> Reply:
        lines = tuple(replace(line, text=written) if personal else line for line, written in talk.lines)
        try:
            self._escalate(Handover(secrets.token_hex(8), language, lines, personal))
        except Exception:  # the owner's function may fail in any way; the person reads one sentence
            _LOG.exception("a conversation could not be passed on")
            return Reply(phrase("hand over failed", language), language)
        return Reply(phrase("handed over", language), language)


def _asked(name: str, language: Language) -> Question:
    return Question(phrase(name, language), (phrase("yes, do", language), phrase("no, don't", language)))
