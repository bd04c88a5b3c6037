"""The right kind of reply for each intent: a list, an answer, an explanation, a comparison, or a plain word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from convrec import reply, what_if
from convrec.answers import ShopAnswers
from convrec.bids import Act, Bid
from convrec.cards import card
from convrec.causes import Causes
from convrec.causes.telling import told
from convrec.comparing import compare, suits, utmost, which
from convrec.data.folder import Catalogue
from convrec.facts import asked_for, asks_for_variants, asks_of_values, each_answer, item_answer, known_of
from convrec.keeper import Keeper
from convrec.known import aged, profile_text, taste
from convrec.memory import Memory
from convrec.naming import Names, listed
from convrec.photo_reply import answered, of_strange, of_unanswered
from convrec.question import Asks, Open
from convrec.search import Found, Searcher, unsure
from convrec.subjects import Subjects
from convrec.types import (
    PHOTO_SENT,
    Answer,
    Card,
    Intent,
    Language,
    Message,
    Question,
    Recommendation,
    Reply,
    Understanding,
    say,
)
from convrec.understanding.references.fact_questions import asks_only_a_fact
from convrec.why_not import WhyNot
from knowledge_graph import Profile
from knowledge_graph.schema import ITEM, OWN, PHOTO, WISH, item_entity, kind_of
from knowledge_graph.scopes import subject_of

CERTAIN = 0.5  # an answer of the shop this sure is given whatever the message seemed to be for
BEYOND_DOUBT = 0.95  # the same where a list is wanted: a wish for a lamp is no question about light
LIKELY = 0.7  # the same where the message names something and asks about it
WISHES = frozenset[Intent]({"refine", "opinion", "more"})  # say something rather than ask
MOST = 6  # items of which a fact is told at once
ENOUGH = 0.35  # the same where the message asks the shop something
GOING_ON = 0.2  # the same where the answer stands in the document that answered the question just before
ABOUT_THE_TALK = frozenset[Intent]({"why", "compare", "more", "ask_profile", "forget"})  # no business of the policies


@dataclass(frozen=True, eq=False)
class Responder:
    """Words what a turn came to. Shared by all; who speaks arrives with the message."""

    catalogue: Catalogue
    names: Names
    memory: Memory
    searcher: Searcher
    asker: Asks
    answers: ShopAnswers
    causes: Causes
    why_not: WhyNot
    keeper: Keeper

    def answer_first(self, message: Message, understanding: Understanding, before: str = "") -> Answer | None:
        """The shop's answer, where the message asks for that before all; ``before`` is the source of the one given just
        before.
        """
        if understanding.message_vector is None or understanding.photos is not None:
            return None
        if understanding.nothing_like and PHOTO_SENT in understanding.references:
            return None  # it asks for what the photo shows
        if (
            understanding.beside
            or understanding.tells_of_own
            or (understanding.intent in ABOUT_THE_TALK and not _compares_values(understanding))
            or understanding.supposed
            or "ask_shop" in understanding.also
        ):
            return None
        if understanding.intent == "out_of_scope" and understanding.confidence == 1.0:
            return None  # asked for in so many words
        in_view = asks_only_a_fact(message.text) or self._has_facts(message.text, understanding)
        if understanding.intent == "ask_item" and in_view:
            return None  # the price of what is pointed at stands in the catalogue
        wishes = understanding.intent in WISHES
        if wishes and understanding.constraints:
            return None  # "no brass" is no question about its care
        found = self.answers.find(understanding.asked, understanding.message_vector, understanding.language)
        if found is None:
            return None
        if understanding.alone is not None:
            of_its_own = self.answers.find(message.text, understanding.alone, understanding.language)
            found = of_its_own if of_its_own and of_its_own[1] >= max(CERTAIN, found[1]) else found
        needed = ENOUGH if understanding.intent in ("ask_shop", "out_of_scope") else CERTAIN
        answer, sure = found
        if needed == ENOUGH and before and _document(answer.source) == _document(before):
            needed = GOING_ON
        of_values = understanding.intent == "ask_item" and asks_of_values(message.text, self._of_values(understanding))
        names = bool(understanding.topic or understanding.constraints or understanding.opinions)
        at_large = any(kind_of(mention.entity) in self.catalogue.category for mention in understanding.mentions)
        if wishes or (of_values and not at_large) or (names and understanding.intent == "find"):
            needed = BEYOND_DOUBT
        elif names:
            needed = LIKELY
        return Answer(say(answer.answer, understanding.language), (answer.source,)) if sure >= needed else None

    def _has_facts(self, text: str, understanding: Understanding) -> bool:
        """Whether the catalogue holds the fact that is asked for of what is pointed at."""
        items = [self.catalogue.item(item) for item in understanding.pointed_items]
        return bool(items and asked_for(text, items, self.names, understanding.language))

    def beside(self, said: Reply, understanding: Understanding) -> Reply:
        """The reply with the shop's answer added, where the message asks for that as well."""
        if "ask_shop" not in understanding.also or understanding.message_vector is None:
            return said
        found = self.answers.find(understanding.asked, understanding.message_vector, understanding.language)
        if found is None:
            return said
        if found[1] < ENOUGH:
            near = " / ".join(self._near_questions(understanding))
            more = reply.phrase("no answer beside", understanding.language, questions=near) if near else ""
            return replace(said, text=f"{said.text}\n\n{more}".rstrip())
        answer = Answer(say(found[0].answer, understanding.language), (found[0].source,))
        return replace(said, text=f"{said.text}\n\n{answer.text}", answer=answer)

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
            "compare": self._compare,
            "ask_item": self._fact,
            "ask_profile": self._known,
            "forget": self._forget,
            "small_talk": self._small_talk,
            "ask_shop": self._unanswered,
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
        extra += reply.let_go(self.searcher.let_go(profile), self.names, language)
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
        obstacle = self.searcher.obstacle(profile)
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
        item = (self._subjects(message.text, understanding, profile) or tuple(profile.shown))[0]
        return Reply(self.why(message.user_id, item, profile, language), language)

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

    def _compare(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        items = self._compared(message.text, understanding, profile)
        if len(items) < 1 + (understanding.contest is None):
            return Reply(reply.phrase("which two", language), language)
        known = [self.catalogue.item(item) for item in items]
        said = compare(message.text, known, understanding, self.catalogue, self.names)
        self.memory.spoke_of(message.user_id, said.items)
        if not said.whole:
            return Reply(said.text, language)
        text = reply.phrase("compared", language) + "\n" + said.text if said.text else ""
        text = text or reply.phrase("compared alike", language)
        advice = suits(items, profile, self.searcher, self.names, language)
        return Reply(reply.sentences([text, f"\n{advice}" if advice else ""], language), language)

    def _compared(self, text: str, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        """What is to be compared: the things named, those last spoken of together, or those shown."""
        chosen, contest = self._subjects(text, understanding, profile), understanding.contest
        if len(chosen) > 1:
            return chosen
        together = tuple(item for item in profile.together if item in self.catalogue.row)
        if len(together) > 1 and not (contest and contest.utmost):
            return together
        shown = tuple(item for item in profile.shown if item in self.catalogue.row)
        if contest is None:
            return shown[:2] if not which(text) else shown
        values = {m.entity for m in understanding.mentions if kind_of(m.entity) not in (ITEM, *self.catalogue.topics)}
        having = tuple(item for item in shown if values <= {*self.searcher.values_of(item)})
        return having or shown

    def _subjects(self, text: str, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        return Subjects(self.catalogue, self.searcher.items_of).of(text, understanding, profile)

    def _fact(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        meant = self.searcher.named(understanding)
        focus = profile.focus if profile.focus in self.catalogue.row and not understanding.mentions else ""
        items = self._subjects(message.text, understanding, profile) or (meant if len(meant) == 1 else ())
        items = items or ((focus,) if focus else ())
        if not items:
            return self._of_several(message, understanding, profile, meant or tuple(profile.shown))
        item = self.catalogue.item(items[0])
        self.memory.spoke_of(message.user_id, items[:1])
        variants = self.catalogue.variants(item)
        known = asks_for_variants(message.text) or known_of(message.text, item, understanding, self.names, language)
        if at_large := None if known else self._at_large(understanding):
            return Reply(at_large.text, language, answer=at_large)
        answer = item_answer(message.text, item, understanding, self.names, language, variants)
        cards = self._cards([one.id for one in variants], language) if asks_for_variants(message.text) else ()
        self.memory.shown(message.user_id, cards, None)
        return Reply(answer.text, language, cards, answer=answer)

    def _of_several(
        self, message: Message, understanding: Understanding, profile: Profile, meant: Sequence[str]
    ) -> Reply:
        """The fact of each of a few, or else what the shop says at large, or else which of them is meant."""
        language = understanding.language
        items = [self.catalogue.item(item) for item in meant if item in self.catalogue.row]
        if not items:
            return self._unanswered(message, understanding, profile)
        of_each = each_answer(message.text, items[:MOST], self._of_values(understanding), self.names, language)
        if of_each is not None:
            return Reply(of_each.text, language, answer=of_each)
        if at_large := self._at_large(understanding):
            return Reply(at_large.text, language, answer=at_large)
        question = reply.phrase("which", language)
        titles = tuple(self.names.title(item.id, language) for item in items)
        return Reply(question, language, question=Question(question, titles))

    def _of_values(self, understanding: Understanding) -> Understanding:
        """The same with what it names but for sorts of things: these say only of what something is asked."""
        topics = self.catalogue.topics
        return replace(
            understanding, mentions=tuple(m for m in understanding.mentions if kind_of(m.entity) not in topics)
        )

    def _at_large(self, understanding: Understanding) -> Answer | None:
        """What the shop says of such things in general, where it is sure enough."""
        vector, language = understanding.message_vector, understanding.language
        found = self.answers.find(understanding.asked, vector, language) if vector is not None else None
        return Answer(say(found[0].answer, language), (found[0].source,)) if found and found[1] >= ENOUGH else None

    def _cards(self, items: Sequence[str], language: Language) -> tuple[Card, ...]:
        """Cards of items that nothing recommends: they were asked for."""
        return tuple(card(Recommendation(item, 0.0, ()), self.catalogue, self.names, language) for item in items)

    def _known(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
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
        act: Act = "forget about" if named else "undo" if reply.LAST.search(message.text) else "forget all"
        return self.keeper.reply(message.user_id, Bid(act, named), profile, language)

    def _forget_photos(self, user_id: str, abouts: Sequence[str], language: Language) -> Reply:
        for about in abouts:
            self.memory.take_back(user_id, about)
        things = listed(dict.fromkeys(self.names.about(about, language) for about in abouts), language)
        return Reply(reply.phrase("taken back", language, thing=things), language)

    def _small_talk(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        greeting = self.keeper.greeting(profile, language) if reply.HELLO.search(message.text) else ""
        if greeting:
            return Reply(greeting, language)
        name = say(self.catalogue.name, language)
        said = Reply(reply.small_talk(message.text, name, bool(profile.shown), language), language)
        return self.keeper.asking(said, message.user_id, profile)

    def _unanswered(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        """No answer is sure enough: the nearest questions are offered to choose from."""
        language, offered = understanding.language, self._near_questions(understanding)
        question = Question(reply.phrase("did you mean", language), offered)
        return Reply(reply.phrase("no answer", language), language, question=question if offered else None)

    def _near_questions(self, understanding: Understanding) -> tuple[str, ...]:
        language, vector = understanding.language, understanding.message_vector
        near = self.answers.nearest(understanding.asked, vector, language) if vector is not None else []
        offered = (next(iter(answer.questions.get(language, ())), "") for answer in near)
        return tuple(filter(None, offered))

    def _out_of_scope(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        language = understanding.language
        if understanding.confidence == 0.0:  # it holds no word that is known
            return Reply(reply.phrase("not understood", language), language)
        return Reply(reply.phrase("out of scope", language, shop=say(self.catalogue.name, language)), language)


def _compares_values(understanding: Understanding) -> bool:
    """Whether the difference of two stuffs or styles is asked, and not of two things: bouclé or velvet."""
    kinds = [kind_of(entity) for entity in {mention.entity for mention in understanding.mentions}]
    alike = len(kinds) > 1 and len({*kinds}) == 1 and kinds[0] != ITEM
    return understanding.intent == "compare" and alike and not understanding.references


def _document(source: str) -> str:
    """``policies/returns.md, How long`` → ``policies/returns.md``."""
    return source.partition(",")[0]


def _held(understanding: Understanding, profile: Profile) -> list[str]:
    """What is known of a person and what they look for, as far as a message names it."""
    named = {mention.entity for mention in understanding.mentions}
    limits = [limit.about for limit in profile.constraints if f"{limit.attribute}/{limit.value}" in named]
    theirs = [f"{WISH}/{about}" for about in profile.wishes if about in named]
    return [*(about for about in profile.likings if about in named), *theirs, *limits]
