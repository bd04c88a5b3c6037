"""One conversation: a shopper's messages and the assistant's replies, until the thing is found or patience ends."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.errors import InputError
from convrec.evaluation.conversation.minds import Mind, Said
from convrec.evaluation.conversation.shoppers import Shopper
from convrec.evaluation.conversation.speaking import Speech
from convrec.types import Message, Reply, Turn


@dataclass(frozen=True)
class Exchange:
    """A message and what came back; ``faults`` are what was wrong with it, by name."""

    said: Said
    reply: Reply
    seconds: float
    faults: Mapping[str, int]


@dataclass(frozen=True)
class Conversation:
    """A shopper and what was said. ``found`` is whether the last list holds what they were after."""

    shopper: Shopper
    exchanges: tuple[Exchange, ...]
    found: bool

    @property
    def turns(self) -> int:
        return len(self.exchanges)


def converse(
    assistant: Assistant,
    shopper: Shopper,
    user: str,
    seed: int,
    final: bool = False,
    watch: Callable[[Turn], None] | None = None,
) -> Conversation:
    """Let a shopper talk to the assistant, through the same door as everybody, as the person ``user``; ``watch`` sees
    every turn as a whole.
    """
    rng = np.random.default_rng([seed, *shopper.name.encode()])
    catalogue = assistant.catalogue
    mind = Mind(shopper, catalogue, Speech(shopper, _currency(catalogue), rng, final), rng)
    exchanges: list[Exchange] = []
    shown: set[str] = set()
    said = mind.opening()
    while True:
        before = shown if said.others else set()
        reply, seconds = _answered(assistant, shopper, user, said, watch)
        ids = [card.item_id for card in reply.recommendations]
        exchanges.append(Exchange(said, reply, seconds, faults(mind, catalogue, ids, before)))
        shown |= {*ids}
        found = any(shopper.content_with(item) for item in ids)
        if found or len(exchanges) == shopper.patience:
            return Conversation(shopper, tuple(exchanges), found)
        said = mind.next(reply)


def _answered(
    assistant: Assistant, shopper: Shopper, user: str, said: Said, watch: Callable[[Turn], None] | None
) -> tuple[Reply, float]:
    photos: tuple[str, ...] = ()
    if said.photo and shopper.photo is not None:
        photos = (assistant.save_photo(shopper.photo),)
    try:
        turn = assistant.turn(Message(user, said.text, photos))
    except InputError as error:
        return Reply(str(error), shopper.language), 0.0
    if watch is not None:
        watch(turn)
    return turn.reply, sum(turn.seconds.values())


def faults(mind: Mind, catalogue: Catalogue, shown: Sequence[str], before: set[str]) -> dict[str, int]:
    """How many of the items shown break what was said: over the budget, refused before, or shown ``before`` where
    others were asked for.
    """
    shopper, items = mind.shopper, [catalogue.item(id) for id in shown]
    over = [
        item for item in items if mind.budget_told and shopper.budget and item.price and item.price > shopper.budget
    ]
    return {
        "violations": len(over),
        "refused_back": sum(item.id in mind.refused for item in items),
        "repeats": sum(item.id in before for item in items),
    }


def _currency(catalogue: Catalogue) -> str:
    return next((item.currency for item in catalogue.items if item.currency), catalogue.currency)
