"""A language model as a second reader: what it makes of a message beside what was understood already.

Its answer has a form that is checked (``Told``), and of that only what can be checked counts: values that the catalogue
has, with words that stand in the message, and prices whose figures do. Where it fails or is late, what was understood
stands.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.errors import AnswerError
from convrec.models import Models
from convrec.models.served import ChatServer
from convrec.models.timing import in_time
from convrec.seen import UNLIKENED, Likened
from convrec.types import Message, PhotoVectors, Understanding
from convrec.understanding.understander import Understander
from knowledge_graph.schema import ITEM, Constraint, Entity, Operator, Opinion, Profile, kind_of, name_of

_LOG = logging.getLogger(__name__)
NAMED = 200  # values that a model is told of
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


class SecondReader(Understander):
    """Understands as ever, and then asks a server what else there is in a message without photos."""

    def __init__(
        self, catalogue: Catalogue, entities: Mapping[str, Entity], models: Models, server: ChatServer, seconds: float
    ) -> None:
        super().__init__(catalogue, entities, models)
        self._server, self._seconds = server, seconds
        values = [one for one in entities.values() if one.kind not in (ITEM, DESIGN)]
        self._ids = {label.casefold(): one.id for one in values for labels in one.labels.values() for label in labels}
        self._values = ", ".join(one.label("en") for one in values[:NAMED])

    def understand(
        self,
        message: Message,
        profile: Profile,
        photos: PhotoVectors | None = None,
        likened: Likened = UNLIKENED,
    ) -> Understanding:
        """What was understood, with what a model found besides. Never fails."""
        first = super().understand(message, profile, photos, likened)
        if photos is not None or first.declined or first.own or not message.text.strip():
            return first
        try:
            told = self._told(message.text)
        except (AnswerError, ValidationError) as error:
            _LOG.warning("the reader %s failed, so the message stands as it was understood: %s", self._server.address,
                         str(error).partition("\n")[0])  # fmt: skip
            return first
        return joined(first, told, message, self._ids)

    def _told(self, text: str) -> Told:
        asked = [
            {"role": "system", "content": TASK.format(values=self._values)},
            {"role": "user", "content": text},
        ]
        form = {"name": "message", "schema": Told.model_json_schema(), "strict": True}
        wanted = {"type": "json_schema", "json_schema": form}
        pieces = in_time(lambda: self._server.pieces(asked, temperature=0, response_format=wanted), self._seconds)
        return Told.model_validate_json("".join(pieces))


def joined(first: Understanding, told: Told, message: Message, ids: Mapping[str, str]) -> Understanding:
    """What was understood and what a model told, as far as it can be checked; where both speak of a thing, the first
    counts.
    """
    text = message.text.casefold()
    sure = {one.about for one in first.opinions} | {f"{c.attribute}/{c.value}" for c in first.constraints}
    opinions = [
        Opinion(message.user_id, about, one.liking, message.sent_at, one.quote)
        for one in told.likings
        if (about := _known(one, text, ids)) and about not in sure and one.liking
    ]
    constraints = [
        Constraint(kind_of(about), "=" if one.wanted else "!=", name_of(about), one.quote)
        for one in told.conditions
        if (about := _known(one, text, ids)) and about not in sure
    ]
    if not any(limit.attribute == PRICE for limit in first.constraints):
        constraints += _bounds(told, text)
    opinions, constraints = [*first.opinions, *opinions], [*first.constraints, *constraints]
    understood = first.confidence > 0 or not (opinions or constraints)
    intent = first.intent if understood else "find"  # or no word of it was known
    return replace(first, intent=intent, opinions=tuple(opinions), constraints=tuple(constraints))


def _known(one: Liked | Demanded, text: str, ids: Mapping[str, str]) -> str:
    """The entity that is meant; "" where the shop has no such value, or the message no such words."""
    return ids.get(one.thing.casefold(), "") if one.quote.casefold().strip() in text else ""


def _bounds(told: Told, text: str) -> list[Constraint]:
    bounds: list[tuple[Operator, float | None]] = [("<=", told.most), (">=", told.least)]
    return [Constraint(PRICE, op, bound, f"{bound:g}") for op, bound in bounds if bound and _stands(bound, text)]


def _stands(bound: float, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(f'{bound:g}')}(?![\d.,]*\d)", text) is not None
