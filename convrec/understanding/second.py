"""A language model as a second reader: what it makes of a message beside what was understood already.

Its answer has a form that is checked (``Told``), and of that only what can be checked counts (``Further``): values that
the catalogue has, with words that stand in the message, and prices whose figures do. It is asked once for a message,
where that looks for something or tells a taste. Where it fails or is late, what was understood stands.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.errors import AnswerError
from convrec.models.served import ChatServer
from convrec.models.timing import in_time
from convrec.types import Intent, Message, Understanding
from knowledge_graph.schema import ITEM, Constraint, Entity, Operator, Opinion, kind_of, name_of

_LOG = logging.getLogger(__name__)
NAMED = 200  # values that a model is told of
ASKED_OF: frozenset[Intent] = frozenset({"find", "refine", "more", "opinion"})  # other messages hold no wishes
TASK = (
    "You read what a customer writes to a shop. Fill in the form. 'likings' are what they say they like (up to 1) "
    "or dislike (down to -1), 'conditions' what must be so (wanted) or mustn't. 'thing' is one of the shop's values "
    "below, 'quote' the customer's own words for it, copied exactly. 'most' and 'least' are bounds of a price that "
    "they give. Leave out what they don't say.\nThe shop's values: {values}"
)
Words = Annotated[str, Field(min_length=1, max_length=80)]


class Liked(BaseModel):
    """Something that is liked (1) or disliked (−1)."""

    model_config = ConfigDict(extra="forbid")
    thing: Words
    quote: Words
    liking: float = Field(ge=-1, le=1)


class Demanded(BaseModel):
    """A value that must be, or mustn't."""

    model_config = ConfigDict(extra="forbid")
    thing: Words
    quote: Words
    wanted: bool


class Told(BaseModel):
    """What a model says of a message."""

    model_config = ConfigDict(extra="forbid")
    likings: list[Liked] = Field(default=[], max_length=8)
    conditions: list[Demanded] = Field(default=[], max_length=8)
    most: float | None = Field(None, gt=0)
    least: float | None = Field(None, gt=0)


@dataclass(frozen=True)
class Further:
    """What a model found in a message that could be checked."""

    opinions: tuple[Opinion, ...] = ()
    constraints: tuple[Constraint, ...] = ()


NOTHING = Further()


class SecondReader:
    """Asks a server what else there is in a message without photos."""

    def __init__(
        self, catalogue: Catalogue, entities: Mapping[str, Entity], server: ChatServer, seconds: float
    ) -> None:
        self._server, self._seconds = server, seconds
        values = [one for one in entities.values() if one.kind not in (ITEM, DESIGN)]
        self._ids = {label.casefold(): one.id for one in values for labels in one.labels.values() for label in labels}
        self._values = ", ".join(one.label("en") for one in values[:NAMED])

    def further(self, message: Message, first: Understanding) -> Further:
        """What a model finds in a message that was understood so; nothing where no wish or taste can be in it, or the
        server fails. Never fails.
        """
        if not _may_hold_more(first) or not message.text.strip():
            return NOTHING
        try:
            return checked(self._told(message.text), message, self._ids)
        except (AnswerError, ValidationError) as error:
            _LOG.warning("the reader %s failed, so the message stands as it was understood: %s", self._server.address,
                         str(error).partition("\n")[0])  # fmt: skip
            return NOTHING

    def _told(self, text: str) -> Told:
        asked = [
            {"role": "system", "content": TASK.format(values=self._values)},
            {"role": "user", "content": text},
        ]
        form = {"name": "message", "schema": Told.model_json_schema(), "strict": True}
        wanted = {"type": "json_schema", "json_schema": form}
        pieces = in_time(lambda: self._server.pieces(asked, temperature=0, response_format=wanted), self._seconds)
        return Told.model_validate_json("".join(pieces))


def _may_hold_more(first: Understanding) -> bool:
    """Whether a message looks for something or tells a taste, or no word of it was known."""
    if first.declined or first.own:
        return False
    return first.intent in ASKED_OF or first.confidence == 0


def checked(told: Told, message: Message, ids: Mapping[str, str]) -> Further:
    """What of an answer the catalogue has and the message says; ``ids`` are entities by their labels in lower case."""
    text = message.text.casefold()
    opinions = [
        Opinion(message.user_id, about, one.liking, message.sent_at, one.quote)
        for one in told.likings
        if (about := _known(one, text, ids)) and one.liking
    ]
    constraints = [
        Constraint(kind_of(about), "=" if one.wanted else "!=", name_of(about), one.quote)
        for one in told.conditions
        if (about := _known(one, text, ids))
    ]
    return Further(tuple(opinions), (*constraints, *_bounds(told, text)))


def joined(first: Understanding, further: Further) -> Understanding:
    """What was understood with what was found further; where both speak of a thing, the first counts."""
    sure = {one.about for one in first.opinions} | {f"{c.attribute}/{c.value}" for c in first.constraints}
    priced = any(limit.attribute == PRICE for limit in first.constraints)
    opinions = [one for one in further.opinions if one.about not in sure]
    limits = [
        limit
        for limit in further.constraints
        if not (priced if limit.attribute == PRICE else f"{limit.attribute}/{limit.value}" in sure)
    ]
    opinions, limits = [*first.opinions, *opinions], [*first.constraints, *limits]
    understood = first.confidence > 0 or not (opinions or limits)
    intent = first.intent if understood else "find"  # or no word of it was known
    return replace(first, intent=intent, opinions=tuple(opinions), constraints=tuple(limits))


def _known(one: Liked | Demanded, text: str, ids: Mapping[str, str]) -> str:
    """The entity that is meant; "" where the shop has no such value, or the message no such words."""
    return ids.get(one.thing.casefold(), "") if one.quote.casefold().strip() in text else ""


def _bounds(told: Told, text: str) -> list[Constraint]:
    bounds: list[tuple[Operator, float | None]] = [("<=", told.most), (">=", told.least)]
    return [Constraint(PRICE, op, bound, f"{bound:g}") for op, bound in bounds if bound and _stands(bound, text)]


def _stands(bound: float, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(f'{bound:g}')}(?![\d.,]*\d)", text) is not None
