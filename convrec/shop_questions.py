"""Questions to the shop: its own answers, with their source, where one is sure enough; else the nearest questions."""

import re
from dataclasses import dataclass, replace

from convrec import reply
from convrec.answers import ShopAnswers
from convrec.data.folder import Catalogue
from convrec.facts import asked_for, asks_of_values
from convrec.naming import Names
from convrec.types import PHOTO_SENT, Answer, Intent, Message, Question, Reply, ShopAnswer, Understanding, say
from convrec.understanding.intents.evidence import LOOKS_THROUGH, REQUESTS, asking
from convrec.understanding.references.fact_questions import asks_only_a_fact
from knowledge_graph.schema import ITEM, kind_of

FIGURE = re.compile(r"\d")
CERTAIN = 0.5  # an answer of the shop this sure is given whatever the message seemed to be for
BEYOND_DOUBT = 0.99  # the same where a list is wanted: a wish for a lamp is no question about light
LIKELY = 0.7  # the same where the message names something and asks about it
WISHES = frozenset[Intent]({"refine", "opinion", "more"})  # say something rather than ask
ENOUGH = 0.42  # the same where the message asks the shop something, or wants something and names nothing
GOING_ON = 0.2  # the same where the answer stands in the document that answered the question just before
ABOUT_THE_TALK = frozenset[Intent]({"why", "compare", "more", "ask_profile", "forget"})  # no business of the policies


@dataclass(frozen=True, eq=False)
class ShopQuestions:
    """Knows the catalogue and its answers, not the person."""

    catalogue: Catalogue
    names: Names
    answers: ShopAnswers

    def first(self, message: Message, understanding: Understanding, before: str = "") -> Answer | None:
        """The shop's answer, where the message asks for that before all; ``before`` is the source of the one given just
        before.
        """
        if self._for_others(message, understanding):
            return None
        found = self._found(message, understanding, before if understanding.further else "")
        if found is None:
            return None
        answer, sure = found
        needed = self._needed(message, understanding)
        if needed == ENOUGH and before and _document(answer.source) == _document(before):
            needed = GOING_ON
        if sure < needed and before and understanding.further:  # the answer before may have said it: "€3.50 apiece"
            said = next((one for one in self.catalogue.answers if one.source == before), None)
            answer, sure = (said, needed) if said and FIGURE.search(say(said.answer, "en")) else (answer, sure)
        return Answer(say(answer.answer, understanding.language), (answer.source,)) if sure >= needed else None

    def _for_others(self, message: Message, understanding: Understanding) -> bool:
        """Whether a message wants something that the shop's answers have no say in."""
        if understanding.message_vector is None or understanding.photos is not None or understanding.beside:
            return True
        if understanding.nothing_like and PHOTO_SENT in understanding.references:
            return True  # it asks for what the photo shows
        if understanding.tells_of_own or understanding.supposed or "ask_shop" in understanding.also:
            return True
        if understanding.intent in ABOUT_THE_TALK and not _compares_values(understanding):
            return True
        if understanding.intent == "out_of_scope" and understanding.confidence == 1.0:
            return True  # asked for in so many words
        if understanding.intent in WISHES and understanding.constraints:
            return True  # "no brass" is no question about its care
        in_view = asks_only_a_fact(message.text) or self._has_facts(message.text, understanding)
        return understanding.intent == "ask_item" and in_view  # what is pointed at has its price in the catalogue

    def _found(self, message: Message, understanding: Understanding, besides: str) -> tuple[ShopAnswer, float] | None:
        """The best answer and how sure it is; further words to a question may also ask by themselves."""
        language, vector, alone = understanding.language, understanding.message_vector, understanding.alone
        found = self.answers.find(understanding.asked, vector, language, besides) if vector is not None else None
        if found is None or alone is None:
            return found
        of_its_own = self.answers.find(message.text, alone, language)
        return of_its_own if of_its_own and of_its_own[1] >= max(CERTAIN, found[1]) else found

    def _needed(self, message: Message, understanding: Understanding) -> float:
        """How sure an answer must be to be given, by what the message seems to be for."""
        if understanding.intent in WISHES:
            return BEYOND_DOUBT
        names = bool(understanding.topic or understanding.constraints or understanding.opinions)
        if understanding.intent == "find":
            listed = REQUESTS.search(message.text) or LOOKS_THROUGH.search(message.text)
            question = asking(message.text) and not listed
            return ENOUGH if not names else LIKELY if question else BEYOND_DOUBT
        values = of_values(understanding, self.catalogue)
        asked = understanding.intent == "ask_item" and asks_of_values(message.text, values)
        at_large = any(kind_of(mention.entity) in self.catalogue.category for mention in understanding.mentions)
        if asked and not at_large:
            return BEYOND_DOUBT
        if names:
            return LIKELY
        return ENOUGH if understanding.intent in ("ask_shop", "out_of_scope") else CERTAIN

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
            near = " / ".join(self._near(understanding))
            more = reply.phrase("no answer beside", understanding.language, questions=near) if near else ""
            return replace(said, text=f"{said.text}\n\n{more}".rstrip())
        answer = Answer(say(found[0].answer, understanding.language), (found[0].source,))
        return replace(said, text=f"{said.text}\n\n{answer.text}", answer=answer)

    def at_large(self, understanding: Understanding) -> Answer | None:
        """What the shop says of such things in general, where it is sure enough."""
        vector, language = understanding.message_vector, understanding.language
        found = self.answers.find(understanding.asked, vector, language) if vector is not None else None
        return Answer(say(found[0].answer, language), (found[0].source,)) if found and found[1] >= ENOUGH else None

    def unanswered(self, understanding: Understanding) -> Reply:
        """No answer is sure enough: the nearest questions are offered to choose from."""
        language, offered = understanding.language, self._near(understanding)
        question = Question(reply.phrase("did you mean", language), offered)
        return Reply(reply.phrase("no answer", language), language, question=question if offered else None)

    def _near(self, understanding: Understanding) -> tuple[str, ...]:
        language, vector = understanding.language, understanding.message_vector
        near = self.answers.nearest(understanding.asked, vector, language) if vector is not None else []
        offered = (next(iter(answer.questions.get(language, ())), "") for answer in near)
        return tuple(filter(None, offered))


def of_values(understanding: Understanding, catalogue: Catalogue) -> Understanding:
    """The same with what it names but for sorts of things: these say only of what something is asked."""
    values = (mention for mention in understanding.mentions if kind_of(mention.entity) not in catalogue.topics)
    return replace(understanding, mentions=tuple(values))


def _compares_values(understanding: Understanding) -> bool:
    """Whether the difference of two stuffs or styles is asked, and not of two things: bouclé or velvet."""
    kinds = [kind_of(entity) for entity in {mention.entity for mention in understanding.mentions}]
    alike = len(kinds) > 1 and len({*kinds}) == 1 and kinds[0] != ITEM
    return understanding.intent == "compare" and alike and not understanding.references


def _document(source: str) -> str:
    """``policies/returns.md, How long`` → ``policies/returns.md``."""
    return source.partition(",")[0]
