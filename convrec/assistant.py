"""A turn from beginning to end, a line a stage.

The assistant holds no user: models and indexes are built once and shared, who speaks arrives in the message, and all
that is kept of a person stands in the log.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path

from convrec import reply
from convrec.answers import ShopAnswers
from convrec.bids import GREETING
from convrec.cards import card
from convrec.causes import Causes, write_search
from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.shelf import Shelf
from convrec.diversity import lost_of
from convrec.errors import InputError, MessageError, PhotoError
from convrec.exposure import bound_of
from convrec.fusion import fusion_of
from convrec.handing_over import Desk, Escalate
from convrec.index import Index, Progress, index_folder, look_part, open_index
from convrec.item_questions import ItemQuestions
from convrec.keeper import Keeper
from convrec.known import ProfileLine, profile_lines
from convrec.looking import Looking, without
from convrec.memory import Memory, open_memory
from convrec.models import Models, load_models
from convrec.models.writers import Writer, load_writer
from convrec.naming import Names
from convrec.personal import without_personal_data
from convrec.question import Asker, Asks
from convrec.ranking import WEIGHTS
from convrec.recommenders import Lookalikes, Recommender, SimilarToPhoto, all_recommenders
from convrec.recommenders.graph.weights import open_learned
from convrec.recommenders.taught import Taught
from convrec.recommenders.taught.files import open_taught
from convrec.respond import Responder
from convrec.search import Found, Searcher, together
from convrec.settings import Settings
from convrec.shop_questions import ShopQuestions
from convrec.sight import Sight
from convrec.stages import Clock, Stage, last
from convrec.taking_in import TakingIn
from convrec.types import (
    Answer,
    Candidate,
    Card,
    Language,
    Message,
    Query,
    Reply,
    Skip,
    Turn,
    Understanding,
)
from convrec.understanding import understander_of
from convrec.understanding.health import medical
from convrec.webhook import Webhook
from convrec.why_not import WhyNot
from convrec.wording import Wording
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import ITEM, kind_of, name_of

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
        graph = catalogue_graph(catalogue)
        self.names = Names(catalogue, graph)
        sight = Sight(catalogue, index, models)
        shelf = Shelf(catalogue.items, catalogue.row, graph)
        learned, self._stale = open_learned(settings.home, catalogue, graph, index, models)
        kept = index_folder(settings.home, catalogue.folder)
        recommenders = (*all_recommenders(catalogue, graph, index, models, settings.popularity, kept), *learned)
        by_photo = next(one for one in recommenders if isinstance(one, SimilarToPhoto))
        self._looking = Looking(memory, sight, Lookalikes(catalogue, graph, by_photo))
        head, self._untaught = open_taught(settings.home, catalogue, models.image.name)
        if head is not None:
            recommenders = (*recommenders, Taught(head, by_photo, catalogue.row))
        fusion = fusion_of(catalogue, WEIGHTS)
        bound, lost = bound_of(catalogue, settings), lost_of(graph, settings)
        self._searcher = Searcher(catalogue, graph, shelf, recommenders, bound, fusion, lost)
        self.asker = Asker(graph, shelf, catalogue.category, self.names)
        self._shop = ShopQuestions(catalogue, self.names, ShopAnswers(catalogue, index, models))
        self.causes = Causes(self._searcher, memory, models, sight, settings.limit)
        understander = understander_of(catalogue, graph.entities, models, settings)
        self._taking_in = TakingIn(catalogue, understander, self._looking, memory, self.causes)
        self.keeper = Keeper(catalogue, self.names, memory)
        why_not = WhyNot(catalogue, self.names, self.causes)
        items = ItemQuestions(catalogue, self.names, memory, self._searcher, self._shop)
        self._responder = Responder(
            catalogue,
            self.names,
            memory,
            self._searcher,
            self.asker,
            self._shop,
            items,
            self.causes,
            why_not,
            self.keeper,
        )
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
        if recommenders is not None:
            other._searcher = self._searcher.asking(recommenders)
        items = replace(self._responder.items, searcher=other._searcher)
        asker = asker or self._responder.asker
        other._responder = replace(self._responder, searcher=other._searcher, items=items, asker=asker)
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
            yield from self._desk.attend(message, self._stages, self._memory.profile)

    def _stages(self, message: Message) -> Iterator[Stage]:
        discreet = without_personal_data(message.text)
        message = replace(message, text=discreet.text)
        self._memory.album.arrived(message)
        clock = Clock()
        before = self._memory.profile(message.user_id)
        seen = self._taking_in.see(message, before)
        message = seen.message
        yield clock.stage("see")
        understanding = replace(
            self._taking_in.read(seen, before), withheld=discreet.kinds, medical=medical(message.text)
        )
        if discreet.kinds and not discreet.text and not message.photos:
            understanding = replace(understanding, intent="out_of_scope")  # there is nothing else in it
        yield clock.stage("understand")
        heard = self._memory.supposing if understanding.supposed else self._memory.remember
        profile = heard(message, understanding, before)
        yield clock.stage("remember")
        for stage in self._respond(message, understanding, profile, clock):
            yield stage
            if stage.turn is not None and self._wording is not None:
                yield from (clock.stage("write", turn) for turn in self._wording.turns(stage.turn))

    def again(self, turn: Turn) -> Turn:
        """The same wish put to the profile as it is now, say after a click on 👎."""
        profile, said = self._memory.profile(turn.message.user_id), turn.understanding
        if said.supposed:
            profile = self._memory.supposing(turn.message, said, profile)
        wish = self._looking.still_kept(replace(said, opinions=(), constraints=(), retracted=(), own=()))
        wish = self._looking.beside(wish, turn.message.chosen, profile)
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
        understanding = self._taking_in.read(self._taking_in.see(message, before), before)
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
        self._memory.noticed(user_id, item_id)
        message = Message(user_id, "", sent_at=self._memory.now())
        pointing = Understanding(language, "find", references=(item_id,))
        return last(self._respond(message, pointing, self._memory.profile(user_id), Clock()))

    def _respond(
        self, message: Message, understanding: Understanding, profile: Profile, clock: Clock
    ) -> Iterator[Stage]:
        if understanding.bid is not None and understanding.bid.act == "erase":
            self.forget(message.user_id)
        answer = self._shop.first(message, understanding, profile.shop_source)
        if answer is not None or not _lists(understanding):
            if answer is not None:
                said = Reply(answer.text, understanding.language, answer=answer)
            else:
                said = self._shop.beside(self._responder.reply(message, understanding, profile), understanding)
            said = self._responder.of_own(said, understanding, profile)
            self._answered(message, understanding, profile, answer)
            yield clock.stage("reply", self._turn(message, understanding, profile, None, said, clock))
            return
        queries, limit = self._searcher.queries(understanding, profile), self._settings.limit
        candidates = [self._searcher.retrieve(query) for query in queries]
        yield clock.stage("retrieve")
        lists = [self._searcher.rank(query, named, limit) for query, named in zip(queries, candidates, strict=True)]
        found, kept = together(lists, limit), ""
        if len(queries) == 1 and not understanding.supposed:  # what is tried out has one list's chances
            found, kept = self._explore(message, queries[0], candidates[0], found)
        yield clock.stage("rank")
        said, asked = self._responder.listing(understanding, profile, found)
        said = self._responder.of_own(self._shop.beside(said, understanding), understanding, profile)
        search = "" if understanding.supposed else write_search(understanding)  # the search goes on as it was
        self._memory.shown(message.user_id, said.recommendations, asked, search, kept, said.question)
        listed = {card.item_id for card in said.recommendations}
        named = dict.fromkeys(name_of(m.entity) for m in understanding.mentions if kind_of(m.entity) == ITEM)
        if len(named) == 1 and named.keys() <= listed:
            self._memory.spoke_of(message.user_id, [*named])  # "it" is from now on what was asked for by its title
        yield clock.stage("reply", self._turn(message, understanding, profile, found, said, clock))

    def _answered(
        self, message: Message, understanding: Understanding, profile: Profile, answer: Answer | None
    ) -> None:
        """Keep what was asked beside the search, for the next words to go on with, until something else is spoken of."""
        if understanding.bid is not None:
            return  # nothing is kept of somebody who was just erased
        if answer is not None or understanding.intent == "ask_shop" or understanding.missed:
            source = answer.sources[0] if answer is not None else ""
            self._memory.answered(message.user_id, understanding.asked, source)
        elif profile.shop_question and understanding.intent != "small_talk":
            self._memory.answered(message.user_id, "", "")

    def _explore(self, message: Message, query: Query, candidates: list[Candidate], found: Found) -> tuple[Found, str]:
        """The list with what exploration brings, and what the log keeps of it: nothing where nothing is explored."""
        share = self._settings.exploration
        if not share:
            return found, ""
        seed = f"{message.user_id} {message.sent_at} {message.text}"
        explored, kept = self._searcher.explore(query, candidates, found, share, seed)
        return replace(found, recommendations=explored.recommendations), kept

    def _turn(
        self,
        message: Message,
        understanding: Understanding,
        profile: Profile,
        found: Found | None,
        said: Reply,
        clock: Clock,
    ) -> Turn:
        recommendations = found.recommendations if found else ()
        return Turn(message, understanding, profile, recommendations, said, clock.seconds, self._skipped(message))

    def _checked(self, message: Message) -> Message:
        self.check(message.text, len(message.photos))
        return message if message.sent_at else replace(message, sent_at=self._memory.now())

    def _skipped(self, message: Message) -> tuple[Skip, ...]:
        skipped = (*self.catalogue.missing, *self.models.missing, *self._stale)
        if message.photos:
            skipped = (*skipped, *self.models.lettering.missing, *self._untaught)
        if message.photos and not self._index.has(look_part(self.models)):
            skipped = (*skipped, Skip("photo", "the catalogue has no pictures to compare your photo with"))
        return skipped

    # ── what the screen asks for besides ───────────────────────────────────────────────────────────────────────────

    def check(self, text: str, photos: int) -> None:
        """Raises MessageError for a message of this text and number of photos that is empty or too much."""
        length = self._settings.max_message
        if not text.strip() and not photos:
            raise MessageError(
                "The message is empty; please write what you are looking for, or add a photo.",
                "消息是空的，请写下您想找的东西，或添加一张照片。",
            )
        if len(text) > length:
            raise MessageError(
                f"The message has {len(text)} characters; please keep it under {length}.",
                f"消息有 {len(text)} 个字，请控制在 {length} 字以内。",
            )
        self._check_count(photos)

    def _check_count(self, photos: int) -> None:
        most = self._settings.max_photos
        if photos > most:
            raise PhotoError(
                f"The message has {photos} photos; please send up to {most} at a time.",
                f"消息里有 {photos} 张照片，一次最多发送 {most} 张。",
            )

    def save_photo(self, path: Path) -> str:
        """Check, bound, strip and keep a photo; returns its hash. Raises PhotoError."""
        return self._memory.album.store.save(path)

    def save_photos(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """The same for all photos of a message. Raises PhotoError, with none kept, where one can't be used."""
        self._check_count(len(paths))
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
        return self._responder.why(user_id, item_id, self._memory.profile(user_id), language)

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
        query = self._searcher.query(Understanding(language, "find"), Profile(""))
        found = self._searcher.favourites(query, self._searcher.retrieve(query), SHOWN_FIRST)
        return tuple(card(r, self.catalogue, self.names, language) for r in found)


def _desk(settings: Settings, escalate: Escalate | None) -> Desk | None:
    """Who passes conversations on, where the owner wants that. Raises EscalationError for an unusable address."""
    if escalate is None and settings.escalation_url:
        escalate = Webhook(settings.escalation_url, settings.escalation_secret.get_secret_value())
    return Desk(escalate) if escalate is not None else None


def _lists(understanding: Understanding) -> bool:
    """Whether a message is answered with a list."""
    if understanding.nothing_like:
        return False
    return understanding.photos is not None or (
        understanding.intent in reply.SEARCHES and not understanding.tells_of_own
    )


def _silent(what: str, share: float) -> None:
    """For callers that show no progress."""
