"""What a message makes of the search that goes on: wishes that must be met, what makes room for them, other sorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec.data.shelf import WORDS
from convrec.types import Mention
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.names_for import lacks
from convrec.understanding.opinions.demands import demanded, put_aside
from convrec.understanding.opinions.judging import Judgement
from convrec.understanding.opinions.stances import JOINING, LEADS, Said
from convrec.understanding.opinions.telling import WISH
from convrec.understanding.references.pronouns import chooses, describes_only
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read, Taken
from knowledge_graph.schema import ITEM, Constraint, item_entity, kind_of, name_of

WISHED_FOR = Judgement("wish", WISH, True)


@dataclass(frozen=True, eq=False)
class Narrowing:
    """Knows the catalogue, not the person; ``topics`` are the attributes that say what is searched."""

    vocabulary: Vocabulary
    sorts: Sorts
    topics: frozenset[str]

    def elsewhere(self, read: Read, held: Sequence[Said]) -> tuple[str, ...]:
        """The sorts of the items that a message wishes for by their titles in a search for something else."""
        if read.photos is not None or read.relation != "like":
            return ()
        items = [name_of(o.mention.entity) for o in held if kind_of(o.mention.entity) == ITEM]
        wishes = all(o.judgement.stance in ("wish", "allow") for o in held)
        told = any(
            part.reading.states or part.clause.asks or any(one.stance != "wish" for one in part.reading.told)
            for part in read.parts
        )
        if not (held or told) and _is_bare(read):
            items = self.vocabulary.titled([token.word for token in read.strange])
        return self.sorts.elsewhere(items, read.profile) if wishes else ()

    def chosen(self, read: Read) -> list[Said]:
        """The items of the list that clauses only describe, as if named by their titles: "the Braeburn one", 脱脂的;
        none where they only say of what something is asked: "the second one, is it in stock?".
        """
        asks = any(part.clause.asks and not describes_only(part.clause.quote) for part in read.parts)
        alone = [part for part in read.parts if len(part.pointed) == 1 and not asks]
        chosen = [
            (part.clause, part.pointed[0])
            for part in alone
            if (describes_only(part.clause.quote) and not part.reading.told) or chooses(part.clause.quote)
        ]
        return [
            Said(Mention(item_entity(item), clause.quote, clause.start, clause.end), clause, WISHED_FOR)
            for clause, item in chosen
        ]

    def demanded(self, read: Read, held: Sequence[Said], topic: Sequence[str]) -> list[Constraint]:
        """The wishes that what is shown must meet; none beside a photo or of company, where likeness comes first."""
        sorts = self.sorts.searched(topic, read.profile)
        if read.photos is not None or read.relation != "like" or not sorts:
            return []
        return demanded(held, self.topics, lambda value: self._may_be_asked(value, sorts))

    def _may_be_asked(self, value: str, sorts: Sequence[str]) -> bool:
        """Whether a value can be a condition: a sort's things have it, or could, and it is said that none does. What a
        thing is to be without may go without saying.
        """
        return self.sorts.together(sorts, [value]) or not lacks(name_of(value))

    def refused_by_word(self, held: Sequence[Said], searched: Sequence[str]) -> list[tuple[Constraint, Constraint]]:
        """Refusals of a sort that nothing of the searched sorts is of, and each as a refusal of its word: who wants
        juice, "but not orange", wants no orange juice, though that is no orange.
        """
        sorts = [o for o in held if o.judgement.stance == "exclude" and kind_of(o.mention.entity) in self.topics]
        besides = [o for o in sorts if searched and not self.sorts.together(searched, [o.mention.entity])]
        return [
            (
                Constraint(kind_of(o.mention.entity), "!=", name_of(o.mention.entity)),
                Constraint(WORDS, "!=", o.mention.quote.lower(), o.clause.quote),
            )
            for o in besides
        ]

    def renamed(self, read: Read, topic: tuple[str, ...], held: Sequence[Said]) -> tuple[str, ...]:
        """The sorts that a word right before a sort makes of it, where nothing of that sort is called so and things of
        others are: oat milk is an oat drink here.
        """
        for one in held:
            sort, start = one.mention.entity, one.mention.start
            strange = self.vocabulary.unknown(read.text, read.covered)
            word = next((token for token in strange if read.text[token.end : start] == " "), None)
            if word is None or sort not in topic:
                continue
            called = self.vocabulary.with_word(word.word)
            others = [item for item in called if not self.sorts.of(item, (sort,))]
            if others and len(others) == len(called):
                return self.sorts.own(others) or topic
        return topic

    def put_aside(self, read: Read, taken: Taken) -> list[str]:
        """Earlier conditions that make room for what is wished for now."""
        sorts = self.sorts.searched(taken.topic, read.profile)
        spared = {one.mention.entity for one in taken.said if one.judgement.stance == "allow"}
        return put_aside(
            read.profile,
            self.topics,
            taken.views,
            spared,
            read.text,
            lambda values: self.sorts.together(sorts, values),
        )


def _is_bare(read: Read) -> bool:
    """Whether a message is nothing but words that nothing explains: "and tomatoes"."""
    lead = LEADS.match(read.text)
    said = read.text[lead.end() if lead else 0 :]
    if CHINESE.search(said):
        return any(not JOINING.sub("", said.replace(token.word, "")).strip(" ，。,.!?！？") for token in read.strange)
    words = [token.word for token in tokens(said)]
    return bool(words) and words == [token.word for token in read.strange]
