"""From what a message says to the turn that answers it: an answer, or a list with its words; and what is kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from convrec.causes import write_search
from convrec.data.folder import Catalogue
from convrec.index import Index, look_part
from convrec.memory import Memory
from convrec.models import Models
from convrec.parts import Parts
from convrec.reply import SEARCHES
from convrec.search import Found, together
from convrec.settings import Settings
from convrec.stages import Clock, Stage
from convrec.types import Answer, Candidate, Message, Query, Reply, Skip, Turn, Understanding
from knowledge_graph import Profile
from knowledge_graph.schema import ITEM, kind_of, name_of


@dataclass(frozen=True, eq=False)
class Turns:
    """Makes turns. Shared by all; who speaks arrives with the message."""

    catalogue: Catalogue
    models: Models
    index: Index
    memory: Memory
    settings: Settings
    parts: Parts

    def made(self, message: Message, understanding: Understanding, profile: Profile, clock: Clock) -> Iterator[Stage]:
        """The stages from here on: an answer, or a list that is retrieved and ranked; the last carries the turn."""
        answer = self.parts.shop.first(message, understanding, profile.shop_source)
        if answer is None and _lists(understanding):
            yield from self._listed(message, understanding, profile, clock)
        else:
            said = self._said(message, understanding, profile, answer)
            self._answered(message, understanding, profile, answer)
            yield clock.stage("reply", self._turn(message, understanding, profile, None, said, clock))

    def _said(self, message: Message, understanding: Understanding, profile: Profile, answer: Answer | None) -> Reply:
        """The reply without a list: the shop's own answer, or what there is to say."""
        responder = self.parts.responder
        if answer is not None:
            said = Reply(answer.text, understanding.language, answer=answer)
        else:
            said = self.parts.shop.beside(responder.reply(message, understanding, profile), understanding)
        return responder.of_own(said, understanding, profile)

    def _listed(
        self, message: Message, understanding: Understanding, profile: Profile, clock: Clock
    ) -> Iterator[Stage]:
        searcher, responder, limit = self.parts.searcher, self.parts.responder, self.settings.limit
        queries = searcher.conditions.queries(understanding, profile)
        candidates = [searcher.retrieve(query) for query in queries]
        yield clock.stage("retrieve")
        lists = [searcher.rank(query, named, limit) for query, named in zip(queries, candidates, strict=True)]
        found, kept = together(lists, limit), ""
        if len(queries) == 1 and not understanding.supposed:  # what is tried out has one list's chances
            found, kept = self._explore(message, queries[0], candidates[0], found)
        yield clock.stage("rank")
        said, asked = responder.listing(understanding, profile, found)
        said = responder.of_own(self.parts.shop.beside(said, understanding), understanding, profile)
        self._kept(message, understanding, said, asked, kept)
        yield clock.stage("reply", self._turn(message, understanding, profile, found, said, clock))

    def _kept(self, message: Message, understanding: Understanding, said: Reply, asked: str | None, kept: str) -> None:
        """Remember the list that is shown, and what of it is spoken of."""
        search = "" if understanding.supposed else write_search(understanding)  # the search goes on as it was
        self.memory.shown(message.user_id, said.recommendations, asked, search, kept, said.question)
        listed = {card.item_id for card in said.recommendations}
        named = dict.fromkeys(name_of(m.entity) for m in understanding.mentions if kind_of(m.entity) == ITEM)
        if len(named) == 1 and named.keys() <= listed:
            self.memory.spoke_of(message.user_id, [*named])  # "it" is from now on what was asked for by its title

    def _answered(
        self, message: Message, understanding: Understanding, profile: Profile, answer: Answer | None
    ) -> None:
        """Keep what was asked beside the search, for the next words to go on with, until another thing is spoken of."""
        if understanding.bid is not None:
            return  # nothing is kept of somebody who was just erased
        if answer is not None or understanding.intent == "ask_shop" or understanding.missed:
            source = answer.sources[0] if answer is not None else ""
            self.memory.answered(message.user_id, understanding.asked, source)
        elif profile.shop_question and understanding.intent != "small_talk":
            self.memory.answered(message.user_id, "", "")

    def _explore(self, message: Message, query: Query, candidates: list[Candidate], found: Found) -> tuple[Found, str]:
        """The list with what exploration brings, and what the log keeps of it: nothing where nothing is explored."""
        share = self.settings.exploration
        if not share:
            return found, ""
        seed = f"{message.user_id} {message.sent_at} {message.text}"
        explored, kept = self.parts.searcher.explore(query, candidates, found, share, seed)
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

    def _skipped(self, message: Message) -> tuple[Skip, ...]:
        skipped = (*self.catalogue.missing, *self.models.missing, *self.parts.stale)
        if message.photos:
            skipped = (*skipped, *self.models.lettering.missing, *self.parts.untaught)
        if message.photos and not self.index.has(look_part(self.models)):
            skipped = (*skipped, Skip("photo", "the catalogue has no pictures to compare your photo with"))
        return skipped


def _lists(understanding: Understanding) -> bool:
    """Whether a message is answered with a list."""
    if understanding.nothing_like:
        return False
    return understanding.photos is not None or (understanding.intent in SEARCHES and not understanding.tells_of_own)
