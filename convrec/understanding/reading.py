"""What can be read off a message before its clauses are heard: amounts, names, what is pointed at and taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.seen import UNLIKENED, Likened
from convrec.types import Item, Language, Mention, Message, PhotoVectors
from convrec.understanding.households import of_households
from convrec.understanding.intents.asking_back import of_questions
from convrec.understanding.language import Span
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.placed import placed
from convrec.understanding.names.shades import Shades
from convrec.understanding.numbers.amounts import Amount, amounts
from convrec.understanding.numbers.constraints import Measures, conditions, outside
from convrec.understanding.numbers.figures import Figure
from convrec.understanding.numbers.freedom import Freed
from convrec.understanding.numbers.weekdays import weekday
from convrec.understanding.opinions import judging
from convrec.understanding.opinions.aspects import price_remarks
from convrec.understanding.opinions.clauses import split
from convrec.understanding.opinions.judging import without
from convrec.understanding.opinions.stances import Part, carried, naming
from convrec.understanding.references import beside
from convrec.understanding.references.described import values_of
from convrec.understanding.references.pointed_at import References
from convrec.understanding.references.pronouns import describes_only, likens_only, points_only
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read
from knowledge_graph.schema import Profile, kind_of

MENTIONS = 60  # looked at in one message


@dataclass(frozen=True, eq=False)
class Reader:
    """Knows the catalogue, not the person."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    measures: Measures
    references: References
    shades: Shades
    sorts: Sorts

    def read(
        self,
        message: Message,
        text: str,
        language: Language,
        profile: Profile,
        photos: PhotoVectors | None,
        likened: Likened = UNLIKENED,
    ) -> Read:
        """Everything but how the clauses sound."""
        shown = [self.catalogue.item(item) for item in profile.shown if item in self.catalogue.row]
        found, remarks = self._figures(message, text, shown)
        numbers = [(a.start, a.end) for a in found] + [(figure.start, figure.end) for figure in remarks]
        shades, kinds = self.shades.spans(text), self.sorts.named_at_large(text)
        freed, mentions = self._named(text, shown, [*numbers, *shades])
        named = [m for m in mentions if not m.lacked]
        references = self.references.find(text, named, profile, photos is not None, remarks)
        found = _beyond_names(found, mentions, text) if references else found
        company = beside.beside(text)
        mentions = beside.spared(mentions, company)
        places = placed(text, mentions, self.catalogue.category)
        mentions = [m for m in mentions if m not in places]
        return Read(
            message=message,
            profile=profile,
            photos=photos,
            language=language,
            text=text,
            parts=self._parts(text, mentions, numbers, kinds),
            amounts=found,
            remarks=remarks,
            mentions=mentions,
            references=references,
            freed=freed,
            covered=[
                *_spans([*mentions, *places]),
                *(*kinds, *numbers, *shades, *company),
                *self._said_around(text, mentions, found),
                *(beside.understood(text) if photos is not None else ()),
            ],
            likened=likened,
            relation=beside.relation(text, photos is not None, bool(references)),
        )

    def _figures(self, message: Message, text: str, shown: Sequence[Item]) -> tuple[list[Amount], list[Figure]]:
        """The amounts that a text gives, and the prices that it only remarks on."""
        found = self.measures.known(amounts(text, weekday(message.sent_at)))
        remarks = price_remarks(text, found, [item.price for item in shown if item.price is not None])
        return [a for a in found if not any(a.start <= figure.start < a.end for figure in remarks)], remarks

    def _named(self, text: str, shown: Sequence[Item], said: Sequence[Span]) -> tuple[Freed, list[Mention]]:
        """What a text says doesn't matter, and what it names outside of what is ``said`` otherwise; of several meanings
        of a word, that which is ``shown``.
        """
        near = frozenset(value for item in shown for value in values_of(item.id, self.catalogue))
        mentions = self.vocabulary.find(text, near)[:MENTIONS]
        mentions = outside(mentions, [*conditions(text), *self.measures.compared(text), *said])
        freed = self.measures.freed(text, mentions)
        return freed, [m for m in mentions if m in freed.values or m in outside([m], freed.spans)]

    def _parts(
        self, text: str, mentions: Sequence[Mention], numbers: Sequence[Span], kinds: Sequence[Span]
    ) -> list[Part]:
        """The clauses with how they are read, and what each names."""
        names, topics = _spans(mentions), self.catalogue.topics
        parts = carried([Part(c, without(judging.read(c.text), c.start, names)) for c in split(text)])
        heads = [*_spans(m for m in mentions if kind_of(m.entity) in topics), *kinds]
        return naming(parts, heads, numbers, [*names, *kinds])

    def _said_around(self, text: str, mentions: Sequence[Mention], found: Sequence[Amount]) -> list[Span]:
        """Where a text says under which conditions, how much, who is at home, and what it asks."""
        return [
            *conditions(text, mentions, self.catalogue.topics),
            *self.measures.quantities(text, mentions, mentions, found),
            *of_questions(text),
            *of_households(text),
        ]

    def pointing(self, part: Part, read: Read) -> Part:
        """The clause with the items it points at; a bare title or "the second one" does nothing but that."""
        pointed, quote = self._pointed(part, read), part.clause.quote
        title = self.references.titles.names_only(quote, pointed) or quote in [m.quote for m in read.mentions]
        alone = (
            len(read.parts) == 1 and not part.reading.told and (title or points_only(quote) or describes_only(quote))
        )
        return replace(part, pointed=pointed, bare=part.bare or alone or likens_only(quote))

    def _pointed(self, part: Part, read: Read) -> tuple[str, ...]:
        """The items that one clause points at, of those that the whole message does."""
        if not read.items or len(read.parts) == 1:
            return read.items
        at = part.clause.start
        inside = [replace(m, start=m.start - at, end=m.end - at) for m in read.mentions if part.holds(m.start)]
        found = self.references.find(part.clause.text, inside, read.profile)
        return tuple(item for item in found if item in read.items)


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions]


def _beyond_names(found: Sequence[Amount], mentions: Sequence[Mention], text: str) -> list[Amount]:
    """Without the amounts that belong to a title which is pointed at: "the Fjord three-seater" asks for no seats."""
    ends = [mention.end for mention in mentions if kind_of(mention.entity) == DESIGN]
    return [one for one in found if not any(end <= one.start and not text[end : one.start].strip() for end in ends)]
