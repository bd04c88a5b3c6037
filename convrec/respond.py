"""The right kind of reply for each intent: a list, an answer, an explanation, a comparison, or a plain word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from convrec import reply, what_if
from convrec.bids import Act, Bid
from convrec.cards import card
from convrec.causes import Causes
from convrec.causes.telling import told
from convrec.comparing import utmost
from convrec.data.folder import Catalogue
from convrec.item_questions import ItemQuestions
from convrec.keeper import Keeper
from convrec.known import aged, photos_text, profile_text, taste
from convrec.memory import Memory
from convrec.naming import Names, listed
from convrec.photo_reply import answered, of_strange, of_unanswered
from convrec.question import Asks, Open
from convrec.search import Found, Searcher, unsure
from convrec.shop_questions import ShopQuestions
from convrec.types import (
    Intent,
    Language,
    Message,
    Question,
    Reply,
    Understanding,
    say,
)
from convrec.understanding.asides import bare, sought
from convrec.understanding.chat import chat
from convrec.understanding.intents.intent_rules import by_rule
from convrec.understanding.owning import ASKS_PHOTOS
from convrec.why_not import WhyNot
from knowledge_graph import Profile
from knowledge_graph.schema import OWN, PHOTO, WISH, item_entity, kind_of
from knowledge_graph.scopes import subject_of


@dataclass(frozen=True, eq=False)
class Responder:
    """Words what a turn came to. Shared by all; who speaks arrives with the message."""

    catalogue: Catalogue
    names: Names
    memory: Memory
    searcher: Searcher
    asker: Asks
    shop: ShopQuestions
    items: ItemQuestions
    causes: Causes
    why_not: WhyNot
    keeper: Keeper

    def of_own(self, said: Reply, understanding: Understanding, profile: Profile) -> Reply:
        """The reply with what is to be said of the person's own things, and of photos of what isn't here, before it."""
        told = reply.of_own(understanding, profile, self.names, said.language)
        told += reply.of_absent(understanding, self.names, said.language)
        told += of_strange(understanding, said.language)
        told += reply.of_withheld(understanding, said.language)
        after = [reply.phrase("caution", said.language)] if understanding.medical and not understanding.declined else []
        if not told and not after:
            return said
        return replace(said, text=reply.sentences([*told, said.text, *after], said.language))

    def reply(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        """The reply to a message that wants no list."""
        if understanding.bid is not None:
            return self.keeper.reply(message.user_id, understanding.bid, profile, understanding.language)
        if understanding.declined:
            return Reply(reply.phrase(understanding.declined, understanding.language), understanding.language)
        if understanding.tells_of_own or (understanding.withheld and not understanding.asked):
            return Reply("", understanding.language)  # all there is to say is said of that
        if understanding.nothing_like:
            return Reply(reply.phrase("tell me", understanding.language), understanding.language)
        speak: Mapping[Intent, Callable[[Message, Understanding, Profile], Reply]] = {
            "why": self._why,
            "compare": self.items.compare,
            "ask_item": self.items.fact,
            "ask_profile": self._known,
            "forget": self._forget,
            "small_talk": self._small_talk,
            "ask_shop": lambda message, understanding, profile: self.shop.unanswered(understanding),
        }
        return speak.get(understanding.intent, self._out_of_scope)(message, understanding, profile)

    def listing(self, understanding: Understanding, profile: Profile, found: Found) -> tuple[Reply, str | None]:
        """The reply with a list, and what it asks about: an attribute, the id of a condition to let go, or None."""
        language = understanding.language
        if understanding.supposed:
            return self._supposed(understanding, profile, found), None
        searched = reply.search(profile, self.catalogue.topics, self.names, language)
        head = reply.noted(understanding, self.names, language)
        if not found.recommendations:
            return self._nothing(understanding, profile, head, searched)
        cards = tuple(card(r, self.catalogue, self.names, language) for r in found.recommendations)
        told = answered(understanding, found.recommendations)
        line = reply.found(searched, told, profile, self.names, language)
        extra = reply.admissions(understanding, unsure(found, understanding), self.catalogue.currency, language)
        extra += reply.let_go(self.searcher.conditions.let_go(profile), self.names, language)
        extra += reply.of_shades(understanding, self.names, language)
        extra += of_unanswered(understanding, told, self.names, language)
        shown = [one.item_id for one in found.recommendations]
        choice = self.asker.choose(Open(found.in_question, shown), understanding, profile)
        question = self.asker.word(choice, language) if choice else None
        text = reply.sentences([head, *extra, line, self._utmost(found, understanding)], language)
        return Reply(text, language, cards, question), choice.attribute if choice else None

    def _utmost(self, found: Found, understanding: Understanding) -> str:
        """Which of all that fits has most or least of what was asked for, and how much; "" where none was asked for."""
        if not found.utmost or understanding.contest is None:
            return ""
        item = self.catalogue.item(found.utmost)
        return utmost(understanding.contest, item, self.names, understanding.language)

    def _supposed(self, understanding: Understanding, profile: Profile, found: Found) -> Reply:
        """The list that would be there; it asks nothing, as nothing said to it is for this search."""
        language = understanding.language
        cards = tuple(card(r, self.catalogue, self.names, language) for r in found.recommendations)
        items = tuple(one.item_id for one in cards)
        return Reply(what_if.told(understanding, items, profile.shown, self.names, language), language, cards)

    def _nothing(
        self, understanding: Understanding, profile: Profile, head: str, searched: str
    ) -> tuple[Reply, str | None]:
        language = understanding.language
        if understanding.intent == "more":
            return Reply(reply.phrase("all shown", language), language), None
        obstacle = self.searcher.conditions.obstacle(profile)
        without, left = obstacle if obstacle else (None, 0)
        text = reply.nothing_fits(searched, without, left, self.names, language)
        question = None
        if without is not None:
            option = reply.without(without, self.names, language)
            question = Question(reply.phrase("drop?", language), (option,))
        said = Reply(reply.sentences([head, text], language), language, question=question)
        return said, without.about if without is not None else None

    def _why(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        if understanding.missed:
            return Reply(self.why_not.told(understanding.missed, profile, language), language)
        if not profile.shown:
            return Reply(reply.phrase("why nothing", language), language)
        if missed := sought(message.text):
            return Reply(self._why_not(missed, understanding, profile), language)
        item = (self.items.subjects(message.text, understanding, profile) or tuple(profile.shown))[0]
        return Reply(self.why(message.user_id, item, profile, language), language)

    def _why_not(self, missed: str, understanding: Understanding, profile: Profile) -> str:
        """Why what no title and no value names isn't there: it is pointed at and listed, or there is no such thing."""
        language, there = understanding.language, understanding.pointed_items
        if there:
            return self.why_not.told(there, profile, language)
        return reply.phrase("why not, unknown", language, words=bare(missed))

    def why(self, user_id: str, item_id: str, profile: Profile, language: Language) -> str:
        """Why an item of the last list was shown: every part of its score, then what its place hangs on."""
        parts = reply.why(item_id, profile.shown.get(item_id, ""), self.names, language)
        parts = "\n".join([parts, *self._aged(item_id, profile, language)])
        cause = self.causes.counterfactual(user_id, item_id) if item_id in profile.shown else None
        if cause is not None:
            return f"{parts}\n{told(cause, self.names, language)}"
        return f"{parts}\n{reply.phrase('tried', language)}" if self.memory.tried(user_id) == item_id else parts

    def _aged(self, item_id: str, profile: Profile, language: Language) -> Iterator[str]:
        """Of which likings that bear on an item only a part still counts, and since when."""
        for about in (item_entity(item_id), *self.searcher.values_of(item_id)):
            held = profile.likings.get(about)
            age, share = aged(held, self.memory.now(), language) if held else ("", "")
            if held and age:
                felt = taste(held.felt, self.names.entity(about, language), language)
                yield reply.phrase("aged", language, age=age, liking=felt, share=share)

    def _known(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        if ASKS_PHOTOS.search(message.text):
            return Reply(photos_text(profile, language), language)
        said = Reply(profile_text(profile, self.names, language), language)
        return self.keeper.asking(said, message.user_id, profile)

    def _forget(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        """What is named, else the last, else everything, which undoing brings back."""
        language = understanding.language
        meant = (*understanding.retracted, *_held(understanding, profile))
        shown = [about for about in meant if kind_of(about) in (OWN, PHOTO)]
        if shown:
            return self._forget_photos(message.user_id, shown, language)
        named = frozenset(subject_of(one) for one in meant)
        if not named and by_rule(message.text) != "forget":
            return Reply(reply.phrase("not understood", language), language)  # nothing goes that nobody asked to go
        act: Act = "forget about" if named else "undo" if reply.LAST.search(message.text) else "forget all"
        return self.keeper.reply(message.user_id, Bid(act, named), profile, language)

    def _forget_photos(self, user_id: str, abouts: Sequence[str], language: Language) -> Reply:
        for about in abouts:
            self.memory.take_back(user_id, about)
        photos = {about for about in abouts if kind_of(about) == PHOTO}
        several = reply.phrase("their photos", language, count=str(len(photos))) if len(photos) > 1 else ""
        called = (several if several and about in photos else self.names.about(about, language) for about in abouts)
        return Reply(reply.phrase("taken back", language, thing=listed(dict.fromkeys(called), language)), language)

    def _small_talk(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        kind = chat(message.text)
        if kind:
            return Reply(reply.phrase(kind, language, shop=say(self.catalogue.name, language)), language)
        greeting = self.keeper.greeting(profile, language) if reply.HELLO.search(message.text) else ""
        if greeting:
            return Reply(greeting, language)
        name = say(self.catalogue.name, language)
        said = Reply(reply.small_talk(message.text, name, bool(profile.shown), language), language)
        return self.keeper.asking(said, message.user_id, profile)

    def _out_of_scope(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        if understanding.confidence == 0.0:  # it holds no word that is known
            return Reply(reply.phrase("not understood", language), language)
        return Reply(reply.phrase("out of scope", language, shop=say(self.catalogue.name, language)), language)


def _held(understanding: Understanding, profile: Profile) -> list[str]:
    """What is known of a person and what they look for, as far as a message names it."""
    named = {mention.entity for mention in understanding.mentions}
    limits = [limit.about for limit in profile.constraints if f"{limit.attribute}/{limit.value}" in named]
    theirs = [f"{WISH}/{about}" for about in profile.wishes if about in named]
    return [*(about for about in profile.likings if about in named), *theirs, *limits]
