"""A turn from beginning to end, a line a stage.

The assistant holds no user: models and indexes are built once and shared, who speaks arrives in the message, and all
that is kept of a person stands in the log.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path

from convrec.bids import GREETING
from convrec.cards import card
from convrec.data.folder import Catalogue, read_catalogue
from convrec.errors import InputError
from convrec.handing_over import Desk, Escalate
from convrec.index import Index, Progress, open_index
from convrec.known import ProfileLine, profile_lines
from convrec.looking import without
from convrec.memory import Memory, open_memory
from convrec.message_checks import check_count, check_message
from convrec.models import Models, load_models
from convrec.models.writers import Writer, load_writer
from convrec.parts import parts_of
from convrec.personal import without_personal_data
from convrec.question import Asks
from convrec.recommenders import Recommender
from convrec.settings import Settings
from convrec.stages import Clock, Stage, last
from convrec.turns import Turns
from convrec.types import Card, Language, Message, Turn, Understanding
from convrec.understanding.health import medical
from convrec.webhook import Webhook
from convrec.wording import Wording
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import kind_of, name_of

SHOWN_FIRST = 10  # favourites on the first screen


class Assistant:
    """Everything a turn needs, built once. Safe to share between threads and people."""

    def __init__(
        self,
        catalogue: Catalogue,
        models: Models,
        index: Index,
        memory: Memory,
        settings: Settings,
        escalate: Escalate | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.catalogue, self.models = catalogue, models
        self._index, self._memory, self._settings = index, memory, settings
        self._desk = _desk(settings, escalate)
        self._parts = parts_of(catalogue, models, index, memory, settings)
        self._turns = Turns(catalogue, models, index, memory, settings, self._parts)
        self.names, self.asker = self._parts.names, self._parts.asker
        self.causes, self.keeper = self._parts.causes, self._parts.keeper
        self._wording = Wording(writer, cache(self.names.all), settings.writer_timeout) if writer else None

    @classmethod
    def build(
        cls, settings: Settings, progress: Progress | None = None, escalate: Escalate | None = None
    ) -> "Assistant":
        """Read the catalogue, load the models, open the index (building it at first use).

        ``escalate`` gets the conversations that people agreed to pass on; without it ``escalation_url`` does.
        """
        catalogue = read_catalogue(settings.catalogue)
        models = load_models(settings)
        index = open_index(settings.home, catalogue, models, progress or _silent)
        memory = open_memory(settings, catalogue.topics)
        return cls(catalogue, models, index, memory, settings, escalate, load_writer(settings))

    def changed(
        self,
        asker: Asks | None = None,
        recommenders: Sequence[Recommender] | None = None,
        wording: Wording | None = None,
    ) -> "Assistant":
        """The same with another way of asking, other recommenders or another wording, to compare it with."""
        other = copy(self)
        other._wording = wording or self._wording
        other._parts = self._parts.changed(asker, recommenders)
        other._turns = replace(self._turns, parts=other._parts)
        return other

    # ── a turn ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def turn(self, message: Message) -> Turn:
        """Answer a message. Raises MessageError or PhotoError, with nothing kept, where it can't be used."""
        return last(self.stages(message))

    def stages(self, message: Message) -> Iterator[Stage]:
        """The same, a stage at a time, for a screen that shows progress. With a writer the turn comes as it was
        composed, and then again with each sentence that was put in other words.
        """
        try:
            message = self._checked(message)
        except InputError:
            self._memory.album.drop(message.photos)
            raise
        if self._desk is None:
            yield from self._stages(message)
        else:
            yield from self._desk.attend(message, self._stages, self._interrupted)

    def _stages(self, message: Message) -> Iterator[Stage]:
        discreet = without_personal_data(message.text)
        message = replace(message, text=discreet.text)
        self._memory.album.arrived(message)
        clock = Clock()
        before = self._memory.profile(message.user_id)
        seen = self._parts.taking_in.see(message, before)
        message = seen.message
        yield clock.stage("see")
        understanding = replace(
            self._parts.taking_in.read(seen, before), withheld=discreet.kinds, medical=medical(message.text)
        )
        if discreet.kinds and not discreet.text and not message.photos:
            understanding = replace(understanding, intent="out_of_scope")  # there is nothing else in it
        yield clock.stage("understand")
        heard = self._memory.supposing if understanding.supposed else self._memory.remember
        profile = heard(message, understanding, before)
        if understanding.supposed:
            self._memory.close(message.user_id)  # a supposition keeps nothing, but the talk has gone on
        yield clock.stage("remember")
        for stage in self._respond(message, understanding, profile, clock):
            yield stage
            if stage.turn is not None and self._wording is not None:
                yield from (clock.stage("write", turn) for turn in self._wording.turns(stage.turn))

    def _interrupted(self, user_id: str) -> Profile:
        """The person whose turn is answered elsewhere: what they were asked before that waits no longer."""
        self._memory.close(user_id)
        return self._memory.profile(user_id)

    def again(self, turn: Turn) -> Turn:
        """The same wish put to the profile as it is now, say after a click on 👎."""
        profile, said = self._memory.profile(turn.message.user_id), turn.understanding
        if said.supposed:
            profile = self._memory.supposing(turn.message, said, profile)
        wish = self._parts.looking.still_kept(replace(said, opinions=(), constraints=(), retracted=(), own=()))
        wish = self._parts.looking.beside(wish, turn.message.chosen, profile)
        made = last(self._respond(turn.message, wish, profile, Clock()))
        told = replace(
            wish, opinions=said.opinions, constraints=said.constraints, retracted=said.retracted, own=said.own
        )
        return replace(made, understanding=told)  # with all that the message says: it may be read in another way yet

    def choose(self, turn: Turn, photo: str, place: int) -> Turn:
        """The same message answered again, going by the thing in that place of a photo in it: read as it was when it
        came, and nothing that it says counts twice. Raises PhotoError where a photo of it is gone.
        """
        message, clock = replace(turn.message, chosen={**turn.message.chosen, photo: place}), Clock()
        before = self._memory.before(message)
        understanding = self._parts.taking_in.read(self._parts.taking_in.see(message, before), before)
        profile = self._memory.reread(message, understanding, turn.understanding)
        return last(self._respond(message, understanding, profile, clock))

    def unsee(self, turn: Turn, photo: str, about: str) -> Turn:
        """The same wish without something seen in a photo: a sort or a colour by its entity, or a word read on it."""
        limit = Constraint(kind_of(about), "=", name_of(about)).about
        if about in turn.understanding.topic and limit in {c.about for c in turn.profile.constraints}:
            self._memory.take_back(turn.message.user_id, limit)
        return self.again(replace(turn, understanding=without(turn.understanding, photo, about)))

    def more_like(self, user_id: str, item_id: str, language: Language) -> Turn:
        """Items similar to one, for this person, who seems to like it a little."""
        self._memory.close(user_id)
        self._memory.noticed(user_id, item_id)
        message = Message(user_id, "", sent_at=self._memory.now())
        pointing = Understanding(language, "find", references=(item_id,))
        return last(self._respond(message, pointing, self._memory.profile(user_id), Clock()))

    def _respond(
        self, message: Message, understanding: Understanding, profile: Profile, clock: Clock
    ) -> Iterator[Stage]:
        if understanding.bid is not None and understanding.bid.act == "erase":
            self.forget(message.user_id)
        yield from self._turns.made(message, understanding, profile, clock)

    def _checked(self, message: Message) -> Message:
        self.check(message.text, len(message.photos))
        return message if message.sent_at else replace(message, sent_at=self._memory.now())

    # ── what the screen asks for besides ───────────────────────────────────────────────────────────────────────────

    def check(self, text: str, photos: int) -> None:
        """Raises MessageError for a message of this text and number of photos that is empty or too much."""
        check_message(text, photos, self._settings)

    def save_photo(self, path: Path) -> str:
        """Check, bound, strip and keep a photo; returns its hash. Raises PhotoError."""
        return self._memory.album.store.save(path)

    def save_photos(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """The same for all photos of a message. Raises PhotoError, with none kept, where one can't be used."""
        check_count(len(paths), self._settings)
        return self._memory.album.store.save_all(paths)

    def drop_photos(self, photos: Sequence[str]) -> None:
        """Erase photos that came with a message that can't be used, but those that somebody's log holds."""
        self._memory.album.drop(photos)

    def photo_path(self, photo: str) -> Path:
        """Where a kept photo lies."""
        return self._memory.album.store.path(photo)

    def opine(self, user_id: str, item_id: str, liking: float) -> None:
        """Remember a click on 👍 (1) or 👎 (−1)."""
        self._memory.opine(user_id, item_id, liking)

    def why(self, user_id: str, item_id: str, language: Language) -> str:
        """Why an item of the last list was shown: every part of its score, then what its place hangs on."""
        return self._parts.responder.why(user_id, item_id, self._memory.profile(user_id), language)

    def profile(self, user_id: str) -> Profile:
        """What is known of a person."""
        return self._memory.profile(user_id)

    def profile_lines(self, user_id: str, language: Language) -> tuple[ProfileLine, ...]:
        """The same in words, the strongest first, each with the id to take it back by."""
        return profile_lines(self._memory.profile(user_id), self.names, language, self._memory.now())

    def take_back(self, user_id: str, about: str) -> None:
        """Drop one thing from a person's profile."""
        self._memory.take_back(user_id, about)

    def undo(self, user_id: str, language: Language) -> str:
        """Take back what a person said, clicked or took back last; says which it was."""
        return self.keeper.undo(user_id, language)

    def turn_round(self, user_id: str, about: str) -> None:
        """A taste is put right: what was liked is disliked, and the other way round."""
        self._memory.turn_round(user_id, about)

    def agree(self, user_id: str, greeting: bool) -> None:
        """Keep whether a person agrees to be greeted with what is known."""
        self._memory.agree(user_id, GREETING, 1.0 if greeting else -1.0)

    def greeting(self, user_id: str, language: Language) -> str:
        """What a person who agreed to it is greeted with; "" for everybody else."""
        return self.keeper.greeting(self._memory.profile(user_id), language)

    def export(self, user_id: str, language: Language) -> str:
        """All that is kept of a person as JSON that they can read; "" where nothing is."""
        return self.keeper.exported(user_id, language)

    def forget(self, user_id: str) -> int:
        """Erase a person; returns how many entries went."""
        self._index.forget()
        if self._desk is not None:
            self._desk.forget(user_id)
        return self._memory.forget(user_id)

    def popular(self, language: Language) -> tuple[Card, ...]:
        """What a stranger is shown before saying a word: the favourites, one of each sort."""
        query = self._parts.searcher.conditions.query(Understanding(language, "find"), Profile(""))
        found = self._parts.searcher.favourites(query, self._parts.searcher.retrieve(query), SHOWN_FIRST)
        return tuple(card(r, self.catalogue, self.names, language) for r in found)


def _desk(settings: Settings, escalate: Escalate | None) -> Desk | None:
    """Who passes conversations on, where the owner wants that. Raises EscalationError for an unusable address."""
    if escalate is None and settings.escalation_url:
        escalate = Webhook(settings.escalation_url, settings.escalation_secret.get_secret_value())
    return Desk(escalate) if escalate is not None else None


def _silent(what: str, share: float) -> None:
    """For callers that show no progress."""
