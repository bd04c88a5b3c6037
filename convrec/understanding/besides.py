"""What is asked beside a search: why something isn't there, what if, further words to an answer; and what is declined.

These are read before everything else, since they name things without wishing for them.
"""

import re
from dataclasses import dataclass, replace

from convrec.data.records import one_line
from convrec.models import Models
from convrec.types import Language, Message, Understanding
from convrec.understanding import asides, bounds, follow_up, orders
from convrec.understanding.intents import intent as intents
from convrec.understanding.language import detect, spelt_out
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.sought import Sought
from convrec.understanding.numbers.constraints import Measures
from convrec.understanding.references.pronouns import points_only
from knowledge_graph.schema import ITEM, Profile, kind_of

WORD = re.compile(r"\w")
LOOKED_THROUGH = 400  # signs of a message that are looked through for what it says besides a wish


@dataclass(frozen=True, eq=False)
class Besides:
    """Knows the catalogue, not the person; ``topics`` are the attributes that say what is searched."""

    models: Models
    vocabulary: Vocabulary
    sought: Sought
    measures: Measures
    topics: frozenset[str]

    def in_bounds(self, message: Message) -> tuple[str, Message]:
        """What is declined, "" where nothing is, and the message without orders to play a part."""
        message = replace(message, text=spelt_out(message.text))
        text = one_line(message.text)
        rest = orders.as_itself(text)
        declined = bounds.harmful(text) or ("powers" if bounds.priced(text, ordered=rest != text) else "")
        if declined or rest == text:
            return declined, message
        return ("" if WORD.search(rest) else "part"), replace(message, text=rest or text)

    def asked(self, message: Message, profile: Profile) -> Understanding | None:
        """What is asked of the list that is there, or of the shop's last answer; None where nothing is."""
        text = one_line(message.text)[:LOOKED_THROUGH]
        language = detect(text, message.language)
        missed = self._missed(text, asides.sought(text), language)
        if missed is not None:
            return missed
        if asides.mishap(text):
            vector = self.models.text[language].encode([text])[0]
            return Understanding(language, "ask_shop", asked=text, message_vector=vector)
        return None if asides.supposed(text) else self._following_up(text, message, profile)

    def supposing(self, message: Message) -> Message | None:
        """What would be said if it were so, where a message only supposes it; None where it doesn't."""
        text = one_line(message.text)[:LOOKED_THROUGH]
        plain = asides.supposed(text)
        return replace(message, text=plain, language=detect(text, message.language)) if plain else None

    def _missed(self, asked: str, words: str, language: Language) -> Understanding | None:
        """Why something isn't on the list; None where the words name nothing that there is, or a place on the list."""
        missed = () if points_only(words) else self.sought.items(words)
        named = missed if len(missed) == 1 else ()
        return Understanding(language, "why", asked=asked, references=named, missed=missed) if missed else None

    def _following_up(self, text: str, message: Message, profile: Profile) -> Understanding | None:
        """Further words to the question that was answered just before, as that question with them."""
        if not profile.shop_question:
            return None
        if follow_up.of_the_same(text) and not self.vocabulary.find(text):
            return replace(self._asking(f"{profile.shop_question} {text}", ""), further=True)
        new = follow_up.fragment(text)
        if not new or intents.by_rule(text) is not None or self.measures.compared(text):
            return None
        if asides.sought(profile.shop_question):  # "why not the Verdi?", "and the Nube?"
            return self._missed(profile.shop_question, new, detect(text, message.language))
        named, before = self.vocabulary.find(new), self.vocabulary.find(profile.shop_question)
        if not follow_up.goes_on(named, before, tuple(self.topics), profile.shop_question):
            return None
        whole = follow_up.put_in(profile.shop_question, new, named, before)
        return self._asking(whole, "" if named else text)

    def _asking(self, whole: str, alone: str) -> Understanding:
        """A question to the shop with what it goes on from; ``alone`` is the message, where that may ask by itself."""
        language = detect(whole, "auto")
        vector, own = self.models.text[language].encode([whole, alone or whole])
        read = Understanding(language, "ask_shop", asked=whole, message_vector=vector)
        return replace(read, mentions=tuple(self.vocabulary.find(whole)), alone=own if alone else None)


def supposed(read: Understanding) -> Understanding | None:
    """What was understood of a supposition, marked as one; None where it changes nothing on a list."""
    tastes = [opinion for opinion in read.opinions if kind_of(opinion.about) != ITEM]
    changes = tastes or read.constraints or read.retracted or read.topic
    return replace(read, supposed=True) if changes else None
