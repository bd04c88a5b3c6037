"""Questions about items: a fact of one or of each of several, their variants, and comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec import reply
from convrec.cards import card
from convrec.comparing import advised, compare, differences, picks, suits, which
from convrec.data.folder import Catalogue
from convrec.descriptions import QUOTED, RECEIVED, received
from convrec.facts import asks_for_variants, asks_the_price, each_answer, item_answer, known_of, of_another_size
from convrec.memory import Memory
from convrec.naming import Names
from convrec.search import Searcher
from convrec.shop_questions import ShopQuestions, of_values
from convrec.subjects import Subjects
from convrec.types import Answer, Card, Language, Message, Question, Recommendation, Reply, Table, Understanding
from knowledge_graph import Profile
from knowledge_graph.schema import ITEM, kind_of

PAIR = 2
MOST = 6  # items of which a fact is told at once


@dataclass(frozen=True, eq=False)
class ItemQuestions:
    """Shared by all; who speaks arrives with the message."""

    catalogue: Catalogue
    names: Names
    memory: Memory
    searcher: Searcher
    shop: ShopQuestions

    def compare(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        """What several items differ in, which of them has what is asked for, and what suits the person."""
        language = understanding.language
        items = self._compared(message.text, understanding, profile)
        if len(items) < 1 + (understanding.contest is None):
            return Reply(reply.phrase("which two", language), language)
        if understanding.contest is None and picks(message.text):
            picked = self._advice(items, profile, language)
            if picked is not None:
                return picked
        known = [self.catalogue.item(item) for item in items]
        said = compare(message.text, known, understanding, self.catalogue, self.names)
        self.memory.spoke_of(message.user_id, said.items)
        if said.text:
            return Reply(said.text, language)
        text = _side_by_side(said.table, language) or reply.phrase("compared alike", language)
        advice = suits(items, profile, self.searcher, self.names, language)
        return Reply(reply.sentences([text, f"\n{advice}" if advice else ""], language), language, table=said.table)

    def _advice(self, items: Sequence[str], profile: Profile, language: Language) -> Reply | None:
        """Which of them to take, by what the person told or by the list they stand on; None where neither tells."""
        fitting = suits(items, profile, self.searcher, self.names, language)
        said = fitting or advised(items, profile.shown, self.names, language)
        if not said:
            return None
        known = [self.catalogue.item(item) for item in items]
        table = differences(known, self.names, language) if len(items) == PAIR else None
        return Reply(f"{said}\n\n{_side_by_side(table, language)}".rstrip(), language, table=table)

    def _compared(self, text: str, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        """What is to be compared: the things named, those last spoken of together, or those shown."""
        chosen, contest = self.subjects(text, understanding, profile), understanding.contest
        if len(chosen) > 1:
            return chosen
        together = tuple(item for item in profile.together if item in self.catalogue.row)
        if len(together) > 1 and not (contest and contest.utmost):
            return together
        shown = tuple(item for item in profile.shown if item in self.catalogue.row)
        if contest is None:
            return shown if which(text) or picks(text) else shown[:PAIR]
        values = {m.entity for m in understanding.mentions if kind_of(m.entity) not in (ITEM, *self.catalogue.topics)}
        having = tuple(item for item in shown if values <= {*self.searcher.values_of(item)})
        return having or shown

    def subjects(self, text: str, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        """The items that a question is about, in its order."""
        return Subjects(self.catalogue, self.searcher.items_of).of(text, understanding, profile)

    def fact(self, message: Message, understanding: Understanding, profile: Profile) -> Reply:
        """The fact that is asked for, of the item that is meant or of each of a few."""
        language = understanding.language
        meant = self.searcher.named(understanding)
        focus = profile.focus if profile.focus in self.catalogue.row and not understanding.mentions else ""
        items = self.subjects(message.text, understanding, profile) or (meant if len(meant) == 1 else ())
        items = items or ((focus,) if focus else ())
        if RECEIVED.search(message.text) and (items or meant or profile.shown):
            return self._received(items or meant or tuple(profile.shown), language)
        if not items:
            return self._of_several(message, understanding, profile, meant or tuple(profile.shown))
        if len(items) > 1 and understanding.pointed_items == items:  # "are these LED?"
            return self._of_several(message, understanding, profile, items)
        item = self.catalogue.item(items[0])
        self.memory.spoke_of(message.user_id, items[:1])
        variants = self.catalogue.variants(item)
        sizes = of_another_size(message.text, item, variants)
        variants = variants if sizes is None else tuple(sizes)
        known = asks_for_variants(message.text) or known_of(message.text, item, understanding, self.names, language)
        if at_large := None if known else self.shop.at_large(understanding):
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
            return self.shop.unanswered(understanding)
        of_each = each_answer(
            message.text, items[:MOST], of_values(understanding, self.catalogue), self.names, language
        )
        if of_each is not None:
            return Reply(of_each.text, language, answer=of_each)
        if at_large := self.shop.at_large(understanding):
            return Reply(at_large.text, language, answer=at_large)
        if understanding.pointed_items or asks_the_price(message.text):
            return Reply(reply.phrase("none says", language), language)
        question = reply.phrase("which", language)
        titles = tuple(self.names.title(item.id, language) for item in items)
        return Reply(question, language, question=Question(question, titles))

    def _received(self, items: Sequence[str], language: Language) -> Reply:
        """How each was received."""
        known = [item for item in items if item in self.catalogue.row][:MOST]
        titles = [self.names.title(item, language) for item in known]
        most = QUOTED if len(known) == 1 else 0
        told = [
            received(title, self.catalogue.receptions.get(item), language, most)
            for title, item in zip(titles, known, strict=True)
        ]
        return Reply("\n".join(told), language, answer=Answer("\n".join(told), tuple(titles)))

    def _cards(self, items: Sequence[str], language: Language) -> tuple[Card, ...]:
        """Cards of items that nothing recommends: they were asked for."""
        return tuple(card(Recommendation(item, 0.0, ()), self.catalogue, self.names, language) for item in items)


def _side_by_side(table: Table | None, language: Language) -> str:
    """Where things differ; "" where they don't."""
    return f"{reply.phrase('compared', language)}\n{table.text}" if table else ""
