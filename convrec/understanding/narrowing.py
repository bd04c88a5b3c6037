"""What a message makes of the search that goes on: wishes that must be met, what makes room for them, other sorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec.understanding.language import tokens
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.opinions.demands import demanded, put_aside
from convrec.understanding.opinions.stances import LEADS, Said
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read, Taken
from knowledge_graph.schema import ITEM, Constraint, kind_of, name_of


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
        told = any(part.reading.told or part.reading.states or part.clause.asks for part in read.parts)
        if not (held or told) and _is_bare(read):
            items = self.vocabulary.titled([token.word for token in read.strange])
        return self.sorts.elsewhere(items, read.profile) if wishes else ()

    def demanded(self, read: Read, held: Sequence[Said], topic: Sequence[str]) -> list[Constraint]:
        """The wishes that what is shown must meet; none beside a photo or of company, where likeness comes first."""
        sorts = self.sorts.searched(topic, read.profile)
        if read.photos is not None or read.relation != "like" or not sorts:
            return []
        goes_on = not topic and bool(read.profile.shown)
        return demanded(held, goes_on, self.topics, lambda value: self.sorts.together(sorts, [value]))

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
    words = [token.word for token in tokens(read.text[lead.end() if lead else 0 :])]
    return bool(words) and words == [token.word for token in read.strange]
