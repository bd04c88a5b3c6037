"""One browser session as a value: what was said and shown, and the steps that lead from one such value to the next.

Nothing here knows the page: each step takes a session and returns the next one, so that people can't meet by accident.
"""

import logging
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from convrec.assistant import Assistant, Stage
from convrec.errors import ConvrecError, InputError, PhotoError
from convrec.seen import SeenPhoto
from convrec.types import LANGUAGES, Language, Message, Reply, Turn, say
from convrec.ui.pictures import photo_address
from convrec.ui.words import AFTER_STAGE, words
from knowledge_graph.schema import NOTICED, item_entity

_LOG = logging.getLogger(__name__)
_USER_ID = re.compile(r"[A-Za-z0-9_-]{32,64}")
_ECHO = 600  # characters of a message that the conversation repeats
_KEPT = 40  # exchanges that the conversation shows


def new_user_id() -> str:
    """An id that nobody can guess; knowing it is what makes a browser its person's."""
    return secrets.token_urlsafe(24)


def is_user_id(value: object) -> bool:
    """Whether a browser's stored value can be an id made here."""
    return isinstance(value, str) and _USER_ID.fullmatch(value) is not None


@dataclass(frozen=True, eq=False)
class Exchange:
    """One message, or one click that asks for a list, and what came of it."""

    text: str
    photos: Mapping[str, str] = field(default_factory=dict)  # hash → data URL
    status: str = ""  # what is going on while there is no turn
    turn: Turn | None = None
    problem: str = ""
    kept: tuple[Path, ...] = ()  # files that can be sent again where there is a problem
    removed: str = ""  # id of the item that the newest 👎 took off this list
    whys: Mapping[str, str] = field(default_factory=dict)  # item id → explanation, where opened

    @property
    def reply(self) -> Reply | None:
        """What the assistant said, where it did."""
        return self.turn.reply if self.turn else None


@dataclass(frozen=True, eq=False)
class Sight:
    """A photo of the conversation, by the place of its message and its hash; ``source`` is its small copy.

    ``turn`` is its message's, as long as no newer list has come after it: only then can it be seen otherwise.
    """

    place: int
    photo: str
    source: str
    seen: SeenPhoto | None
    turn: Turn | None

    def changing(self) -> tuple[Turn, SeenPhoto]:
        """The turn to make again and what was seen. Raises LookupError where that can't be changed any more."""
        if self.turn is None or self.seen is None:
            raise LookupError(f"nothing to change in photo {self.photo} of message {self.place}")
        return self.turn, self.seen


@dataclass(frozen=True, eq=False)
class Session:
    """A person at one screen: ``choice`` is what the language switch says, ``language`` what the page speaks."""

    user_id: str
    choice: str = "auto"
    language: Language = "en"
    talk: tuple[Exchange, ...] = ()
    notice: str = ""

    @property
    def newest_list(self) -> int | None:
        """Place in ``talk`` of the newest list of recommendations."""
        places = (n for n, exchange in enumerate(self.talk) if exchange.reply and exchange.reply.recommendations)
        return max(places, default=None)

    def sight(self, place: int, photo: str) -> "Sight":
        """A photo of the message at that place. Raises LookupError where there is none."""
        exchange = self.talk[place]
        source, seen = exchange.photos[photo], exchange.turn.understanding.seen if exchange.turn else ()
        found = next((one for one in seen if one.photo == photo), None)
        return Sight(place, photo, source, found, exchange.turn if place >= (self.newest_list or 0) else None)

    def added(self, exchange: Exchange) -> "Session":
        """The session with one more exchange; the oldest goes where there are too many."""
        return replace(self, talk=(*self.talk, exchange)[-_KEPT:], notice="")

    def changed(self, place: int, exchange: Exchange) -> "Session":
        """The session with one exchange exchanged; the page follows the language of the newest reply."""
        talk = (*self.talk[:place], exchange, *self.talk[place + 1 :])
        spoken = exchange.reply.language if exchange.reply and self.choice == "auto" else self.language
        return replace(self, talk=talk, language=spoken, notice="")


def said(assistant: Assistant, session: Session, text: str, files: Sequence[Path]) -> Iterator[Session]:
    """A message, stage by stage; the last session carries the reply, or the problem in one sentence."""
    reading = "seeing" if len(files) == 1 else "seeing_all" if files else "reading"
    exchange = Exchange(_echo(text), status=words(reading, session.language), kept=tuple(files))
    session = session.added(exchange)
    place = len(session.talk) - 1
    yield session
    try:
        assistant.check(text, len(files))
        photos, problems = _kept(assistant, files, session.language)
        if problems:  # then none is kept here: those that can be used go back into the box
            usable, told = tuple(file for file in files if file not in problems), " ".join(problems.values())
            yield session.changed(place, replace(exchange, status="", problem=told, kept=usable))
            return
        if photos:
            shown = {photo: photo_address(assistant.photo_path(photo)) for photo in photos}
            exchange = replace(exchange, photos=shown)
            yield session.changed(place, exchange)
        language = session.choice if text.strip() else session.language  # a photo alone speaks none of its own
        message = Message(session.user_id, text, photos, language=language)
        for stage in assistant.stages(message):
            status = "" if stage.turn else words(AFTER_STAGE[stage.name], session.language)
            exchange = replace(exchange, status=status, turn=stage.turn, photos=_looked_at(assistant, exchange, stage))
            yield _without_erased(assistant, session.changed(place, exchange))
        if exchange.turn is not None and _is_erased(exchange.turn):
            yield _anew(session)
    except Exception as error:  # the edge: whatever happened, the person reads one sentence and keeps their text
        yield session.changed(place, replace(exchange, status="", problem=_sentence(error, session.language)))


def chosen(assistant: Assistant, session: Session, sight: Sight, thing: int) -> Iterator[Session]:
    """One of the things in a photo is what is meant: its message is answered again. Raises LookupError without it."""
    turn, seen = sight.changing()
    if not 0 <= thing < len(seen.things):
        raise IndexError(thing)
    yield from _remade(session, sight.place, "seeing", lambda: assistant.choose(turn, seen.photo, thing))


def unseen(assistant: Assistant, session: Session, sight: Sight, about: str) -> Iterator[Session]:
    """A message's list is made again without something seen in a photo of it. Raises LookupError without it."""
    turn, seen = sight.changing()
    yield from _remade(session, sight.place, "searching", lambda: assistant.unsee(turn, seen.photo, about))


def more_like(assistant: Assistant, session: Session, item_id: str) -> Session:
    """A list of items like one that was shown."""
    title = say(assistant.catalogue.item(item_id).title, session.language)
    turn = assistant.more_like(session.user_id, item_id, session.language)
    return session.added(Exchange(words("more_of", session.language, title=title), turn=turn))


def liked(assistant: Assistant, session: Session, item_id: str) -> Session:
    """👍, or its withdrawal where it was pressed already."""
    if assistant.profile(session.user_id).liking(item_entity(item_id)) > NOTICED:
        assistant.take_back(session.user_id, item_entity(item_id))
    else:
        assistant.opine(session.user_id, item_id, 1.0)
    return replace(session, notice="")


def refused(assistant: Assistant, session: Session, item_id: str) -> Session:
    """👎: the newest list is made again without the item. (No list shows what its person refuses.)"""
    assistant.opine(session.user_id, item_id, -1.0)
    return _again(assistant, session, removed=item_id)


def took_back(assistant: Assistant, session: Session, about: str) -> Session:
    """A line of the profile is taken back, and the newest list is made again in its light."""
    assistant.take_back(session.user_id, about)
    return _again(assistant, _without_erased(assistant, session))


def explained(assistant: Assistant, session: Session, item_id: str) -> Session:
    """Open or close the explanation of an item on the newest list."""
    place = session.newest_list
    if place is None:
        return session
    whys = dict(session.talk[place].whys)
    if whys.pop(item_id, None) is None:
        whys[item_id] = assistant.why(session.user_id, item_id, session.language)
    return session.changed(place, replace(session.talk[place], whys=whys))


def forgotten(assistant: Assistant, session: Session) -> Session:
    """Everything about the person is erased; what comes after belongs to somebody new."""
    assistant.forget(session.user_id)
    return _anew(session)


def undone(assistant: Assistant, session: Session) -> Session:
    """What was said or clicked last is taken back, and the newest list is made again in its light."""
    told = assistant.undo(session.user_id, session.language)
    return replace(_again(assistant, _without_erased(assistant, session)), notice=told)


def turned_round(assistant: Assistant, session: Session, about: str) -> Session:
    """A taste is put right: liked, and not disliked, or the other way round."""
    assistant.turn_round(session.user_id, about)
    return _again(assistant, session)


def agreed(assistant: Assistant, session: Session, greeting: bool) -> Session:
    """The switch for being greeted with what is known is moved."""
    assistant.agree(session.user_id, greeting)
    return replace(session, notice="")


def _anew(session: Session) -> Session:
    """A stranger's session at the same screen."""
    notice = words("forgotten", session.language)
    return Session(new_user_id(), session.choice, session.language, notice=notice)


def _is_erased(turn: Turn) -> bool:
    """Whether the person has just had everything erased."""
    return turn.understanding.bid is not None and turn.understanding.bid.act == "erase"


def spoken(session: Session, choice: str) -> Session:
    """The language switch is moved: "auto" or a language."""
    chosen = next((language for language in LANGUAGES if language == choice), None)
    return replace(session, choice=chosen or "auto", language=chosen or session.language, notice="")


def failed(session: Session, error: Exception) -> Session:
    """The session with the error of a click told in one sentence."""
    return replace(session, notice=_sentence(error, session.language, "click_failed"))


def _again(assistant: Assistant, session: Session, removed: str = "") -> Session:
    """The newest list made anew from what is known now."""
    place = session.newest_list
    if place is None:
        return replace(session, notice="")
    exchange = session.talk[place]
    assert exchange.turn is not None  # or it would be no list
    return session.changed(place, replace(exchange, turn=assistant.again(exchange.turn), removed=removed, whys={}))


def _remade(session: Session, place: int, status: str, make: Callable[[], Turn]) -> Iterator[Session]:
    """An exchange with another turn; the one before stays in view until then, and where the other can't be made."""
    exchange = session.talk[place]
    yield session.changed(place, replace(exchange, status=words(status, session.language)))
    try:
        turn = make()
    except Exception as error:  # the edge, as for a message
        yield failed(session, error)
    else:
        yield session.changed(place, replace(exchange, turn=turn, removed="", whys={}))


def _looked_at(assistant: Assistant, exchange: Exchange, stage: Stage) -> Mapping[str, str]:
    """The photos of an exchange; those of an earlier message where this one says what to see in them."""
    photos = stage.turn.message.photos if stage.turn else ()
    return exchange.photos or {photo: photo_address(assistant.photo_path(photo)) for photo in photos}


def _without_erased(assistant: Assistant, session: Session) -> Session:
    """The session without the small copies of photos that are kept no more."""
    talk = (
        replace(
            one, photos={photo: copy for photo, copy in one.photos.items() if assistant.photo_path(photo).is_file()}
        )
        for one in session.talk
    )
    return replace(session, talk=tuple(talk))


def _kept(assistant: Assistant, files: Sequence[Path], language: Language) -> tuple[tuple[str, ...], dict[Path, str]]:
    """Keep a message's photos: their hashes, each once; of files that can't be used a sentence each, and none kept."""
    photos: list[str] = []
    problems: dict[Path, str] = {}
    for file in files:
        try:
            photos.append(assistant.save_photo(file))
        except PhotoError as error:
            problems[file] = _sentence(error, language)
    if problems:
        assistant.drop_photos(photos)
    return tuple(dict.fromkeys(photos)), problems


def _sentence(error: Exception, language: Language, otherwise: str = "broken") -> str:
    if isinstance(error, InputError):
        return say(error.said, language)
    if isinstance(error, ConvrecError):
        return str(error)
    _LOG.error("a turn failed", exc_info=error)
    return words(otherwise, language)


def _echo(text: str) -> str:
    return text if len(text) <= _ECHO else f"{text[:_ECHO]} …"
