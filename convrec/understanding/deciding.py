"""What a message is for, and all that was taken from it as one `Understanding`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from convrec.data.shelf import PRICE
from convrec.models import Models
from convrec.types import Intent, Understanding
from convrec.understanding import pointing
from convrec.understanding.hearing import encode_once
from convrec.understanding.intents import intent as intents
from convrec.understanding.intents.asking_back import questions_wanted
from convrec.understanding.intents.evidence import asking
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.unknown import Unknown, telling_words
from convrec.understanding.narrowing import Narrowing
from convrec.understanding.numbers.constraints import Measures
from convrec.understanding.opinions.stances import allowed
from convrec.understanding.patterns import compiled
from convrec.understanding.references import beside
from convrec.understanding.references.fact_questions import FACT, asks_only_a_fact
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read, Taken
from convrec.understanding.whom import spoken_of, whom
from knowledge_graph.schema import ITEM, TASTE, Opinion, kind_of

OWN_MONEY = compiled(
    r"\b(?:i|we)(?:['’](?:ve|d|m|re))?\b.{0,30}\b(?:got|have|had|spend|pay|afford|budget(?:ed)?|go up to)\b"
    r"|\b(?:my|our) budget\b|[我咱].{0,6}(?:预算|只有|最多|顶多|出得起|想花|打算花)",
    re.IGNORECASE,
)  # whoever says what they have to spend asks nothing about paying
ASKED = compiled(r"\bwhy\b|\bhow come\b|\bsaid\b|为|凭|怎么|说", re.IGNORECASE)
ASKING_FOR_COMPANY = frozenset[Intent](["find", "refine", "more", "opinion", "ask_item", "out_of_scope"])
ABOUT_ITEMS = frozenset[Intent](["compare", "ask_item", "why"])  # naming what they are like wishes for nothing
LOST = frozenset[Intent](["find", "more", "small_talk", "out_of_scope", "ask_profile", "forget"])
WANTS = frozenset[Intent](["find", "refine", "more"])


@dataclass(frozen=True)
class Decision:
    """What a message is for, how sure that is (0 to 1), what else it is for, and what it asks of the shop."""

    intent: Intent
    sure: float
    also: tuple[Intent, ...]
    question: str

    @property
    def wants(self) -> bool:
        """Whether a list is wanted."""
        return self.intent in WANTS

    @property
    def tells(self) -> bool:
        """Whether what was said of values and limits is to be kept."""
        return self.wants or self.intent == "opinion"


@dataclass(frozen=True, eq=False)
class Decider:
    """Knows the catalogue, not the person."""

    models: Models
    topics: frozenset[str]
    vocabulary: Vocabulary
    sorts: Sorts
    measures: Measures
    unknown: Unknown
    narrowing: Narrowing

    def decide(
        self, read: Read, taken: Taken, sound: np.ndarray, pieces: Sequence[tuple[str, intents.Shares]], supposing: bool
    ) -> Decision:
        """By how the message sounds, by what was taken from it, and by what it goes back to; where it is only
        ``supposing``, for a list.
        """
        whole = self.models.intent.probabilities(sound[None])[0]
        intent, sure, also = intents.decide(whole, self._evidence(read, taken), pieces)
        intent = _turned(intent, read)
        if intent in ("small_talk", "out_of_scope") and taken.limits and read.profile.shown:
            intent = "refine"  # "we have a cat", amid a search
        if intent == "forget" and any(view.liking > 0 for view in taken.views):
            intent = "refine"  # "scratch that, make it oak"
        if intent in ("ask_shop", "ask_item", "out_of_scope") and _states_a_price(read, taken):
            intent = "refine" if read.profile.shown or read.profile.search_words else "find"
        if supposing and intent not in ("find", "refine", "opinion"):
            intent = "refine"
        question = (intents.shop_question(pieces) if "ask_shop" in also else "") or read.text
        return Decision(intent, sure, also, question)

    def conclude(self, read: Read, taken: Taken, decision: Decision) -> Understanding:
        """The message as understood."""
        wants = decision.wants
        search = (read.own if decision.intent == "find" else read.further) if wants else ""
        whole, vector = encode_once(self.models.text[read.language], [decision.question, search])
        mentions = tuple(one.mention for one in taken.said)
        limits = [*taken.limits, *(taken.musts if wants else ())]
        return Understanding(
            language=read.language,
            intent=decision.intent,
            confidence=decision.sure,
            also=decision.also,
            mentions=mentions,
            opinions=tuple(o for o in _told(taken.views, decision.intent) if decision.tells or abs(o.liking) >= TASTE),
            constraints=tuple(dict.fromkeys(limits)) if decision.tells else (),
            retracted=tuple(dict.fromkeys(self._taken_back(read, taken, decision))),
            topic=taken.topic if wants else (),
            references=pointing.references(read, taken, decision.intent),
            search_text=search,
            vector=vector if search else None,
            message_vector=whole,
            asked=decision.question,
            photos=read.photos,
            unresolved=self._unresolved(read, taken),
            notes=tuple(dict.fromkeys(taken.notes)),
            likened=read.likened.items,
            shows=read.likened.sort if taken.topic == (read.likened.sort,) and not read.named else "",
            relation=read.relation,
            changed=self._changed(read, taken),
            contest=taken.contest,
            questions=questions_wanted(read.text),
            otherwise=pointing.otherwise(read, taken, decision.intent),
            whom=whom(read.text, read.profile) or (spoken_of(read.text, read.profile) if taken.others else ""),
        )

    def _evidence(self, read: Read, taken: Taken) -> intents.Evidence:
        return intents.Evidence(
            text=read.text,
            parts=taken.parts,
            mentions=[one.mention for one in taken.said],
            tastes=sum(abs(opinion.liking) >= TASTE for opinion in taken.views),
            constraints=len(taken.limits),
            bounds=sum(limit.op != "!=" for limit in taken.limits),
            topic=bool(taken.topic),
            references=len(read.items),
            shown=len(read.profile.shown),
            wishes=sum(0 < opinion.liking < TASTE for opinion in taken.views),
            on_table=self.sorts.on_the_table(taken.topic, read.profile),
            searching=bool(read.profile.search_words),
            spelt=self.vocabulary.spelling.spelt(read.text),
            contest=taken.contest,
        )

    def _taken_back(self, read: Read, taken: Taken, decision: Decision) -> list[str]:
        """The ids of earlier opinions and conditions that hold no more."""
        held = [one for one in taken.said if one.mention not in read.freed.values]
        back = self.measures.retracted(read.freed, read.amounts, read.text, read.profile)
        back += allowed(held, read.profile) if decision.intent not in ABOUT_ITEMS else []
        if decision.wants:
            back += pointing.designs_left(read.text, read.profile) if not taken.topic else []
            back += taken.lifted
        return back + (self.narrowing.put_aside(read, taken) if decision.tells else [])

    def _unresolved(self, read: Read, taken: Taken) -> tuple[str, ...]:
        """The words that nothing explains."""
        quotes = {view.quote for view in taken.views}
        return self.unknown.unresolved(
            read.text,
            [part for part in taken.parts if part.clause.quote not in quotes],
            tuple(one.mention for one in taken.said),
            read.amounts,
            [*read.covered, *read.freed.spans],
            telling_words(taken.parts, read.text),
        )

    def _changed(self, read: Read, taken: Taken) -> frozenset[str]:
        """In what another thing is wanted than the photo shows; nothing where none came."""
        if read.photos is None or read.relation != "like":
            return frozenset()
        return beside.changed(read.text, taken.views, taken.limits, tuple(self.topics))


def _turned(intent: Intent, read: Read) -> Intent:
    """What a message is for by what it goes back to, what is in view, or what it comes with."""
    if intent not in ("ask_item", "compare") and read.profile.shown and asks_only_a_fact(read.text):
        intent = "ask_item"  # "how tall is it?" is no question on the shop's chairs at large
    lost = intent in ("forget", "more") or (intent in ("ask_item", "ask_shop") and not asking(read.text))
    if lost and read.freed.names:
        intent = "refine"  # "forget the budget" takes a condition back, and not what is known of somebody
    outright = read.back is not None and read.back.outright
    if outright and intent in WANTS and FACT.search(read.text) and any(part.clause.asks for part in read.parts):
        intent = "ask_item"  # "back to the coffee: what does the decaf weigh?"
    if outright and (intent in LOST or (intent == "ask_item" and not (read.items or FACT.search(read.text)))):
        intent = "refine"  # "ok, back to the lamps" is no chat
    if read.photos is not None and intent not in ("find", "refine"):
        intent = "find"  # whatever is said with it, a photo asks for things like it
    if read.relation == "with" and intent in ASKING_FOR_COMPANY:
        intent = "find"  # something else than what it is to go with
    return intent


def _states_a_price(read: Read, taken: Taken) -> bool:
    """Whether a bound on the price is told, perhaps beside a question: "I've only got 650 for this, is that
    realistic?", "I was hoping to pay 45 or less".
    """
    told = [part for part in read.parts if not part.clause.asks]
    prices = [one for one in taken.limits if one.attribute == PRICE and one.op == "<="]
    amounts = [one for one in read.amounts if any(part.holds(one.start) for part in told)]
    own = any(OWN_MONEY.search(part.clause.text) for part in told)
    return bool(prices and amounts) and (own or (len(told) < len(read.parts) and not read.items))


def _told(views: Sequence[Opinion], intent: Intent) -> list[Opinion]:
    """Who asks why a thing is shown has no opinion of it yet."""
    return [view for view in views if intent != "why" or kind_of(view.about) != ITEM or not ASKED.search(view.quote)]
