"""What a message becomes on its way to being understood: what can be read off it, and what is taken from that."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec.seen import UNLIKENED, Likened
from convrec.types import PHOTO_SENT, Contest, Language, Mention, Message, PhotoVectors, Relation
from convrec.understanding.language import Span, Token
from convrec.understanding.numbers.amounts import Amount
from convrec.understanding.numbers.figures import Figure
from convrec.understanding.numbers.freedom import Freed
from convrec.understanding.opinions.stances import Part, Said
from convrec.understanding.returning import Return
from knowledge_graph.schema import Constraint, Opinion, Profile


@dataclass(frozen=True, eq=False)
class Read:
    """What can be read off a message. ``own`` are the words to search for, ``further`` the same carried on from the
    search before, ``strange`` words that nothing explains: they are known once the clauses have been heard. ``back`` is
    how the message goes back to what is searched, if it does.
    """

    message: Message
    profile: Profile
    photos: PhotoVectors | None
    language: Language
    text: str
    parts: list[Part]
    amounts: list[Amount]
    remarks: list[Figure]
    mentions: list[Mention]
    references: tuple[str, ...]
    freed: Freed
    covered: list[Span]
    likened: Likened = UNLIKENED
    relation: Relation = "like"
    named: bool = False
    own: str = ""
    further: str = ""
    strange: Sequence[Token] = ()
    back: Return | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items that the message points at."""
        return tuple(item for item in self.references if item != PHOTO_SENT)


@dataclass(frozen=True, eq=False)
class Taken:
    """What was taken from a message: how it stands to what it names, what is wanted, and under which conditions.

    ``called`` are items of those shown that are judged by the name of their sort, ``lifted`` demands that hold no more,
    ``musts`` wishes that must be met; ``others`` is whether a wish is for what somebody else likes; ``contest`` is what
    is asked most or least of.
    """

    said: list[Said]
    parts: list[Part]
    topic: tuple[str, ...]
    limits: list[Constraint]
    notes: list[str]
    views: list[Opinion]
    called: tuple[str, ...]
    lifted: list[str]
    musts: list[Constraint]
    others: bool = False
    contest: Contest | None = None
