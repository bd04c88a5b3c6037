"""What a simulated shopper says next: by what they see and want, never by what the system thinks.

On the screen stand cards (a title, a price, a picture) and perhaps a question with options. How the things on cards
look is taken from the catalogue, as if seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.evaluation.conversation.shoppers import Shopper, Trait
from convrec.evaluation.conversation.speaking import KINDS, Speech
from convrec.types import Item, Reply, Text

SEEN = ("colour", "material", "style", "pattern", "finish")  # attributes that a picture shows
ANSWERS, CLICKS = 0.7, 0.5  # how often a question is answered, and an answer clicked
LOOKED_AT = 5  # cards somebody looks at


@dataclass(frozen=True)
class Said:
    """One message: its text, whether the photo comes with it, and what it asks of the next lists.

    ``others`` is whether other things than before are wanted.
    """

    text: str
    act: str
    photo: bool = False
    others: bool = False


@dataclass
class Mind:
    """One shopper in conversation: what was told so far, and what must hold from now on."""

    shopper: Shopper
    catalogue: Catalogue
    speech: Speech
    rng: np.random.Generator
    told: list[Trait] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    disliked: list[Trait] = field(default_factory=list)
    budget_told: bool = False
    slipped: Trait | None = None

    def opening(self) -> Said:
        """The first message."""
        sort, first = self.shopper.sort, self._first()
        if self.shopper.photo is not None:
            return Said(self.speech.put("photo_find"), "photo", photo=True)
        ways: list[Callable[[], Said]] = [self._open_plainly]
        if first is not None:
            ways += [lambda: self._value("open_value", first, sort=sort)] * 2
        if self.shopper.budget is not None:
            ways.append(self._open_with_budget)
        ways.append(lambda: Said(self.speech.put("open_gift", sort=sort, whom=self.speech.whom()), "open_gift"))
        return ways[int(self.rng.integers(len(ways)))]()

    def next(self, reply: Reply) -> Said:
        """The next message, the thing not being on the list."""
        cards = [self.catalogue.item(card.item_id) for card in reply.recommendations[:LOOKED_AT]]
        if self.slipped is not None and self.shopper.knows:
            return self._put_right(self.shopper.knows[0])
        if reply.question is not None and self.rng.random() < ANSWERS:
            answer = self._answer(reply.question.options)
            if answer is not None:
                return answer
        moves = self._moves(cards, asked=reply.question is not None)
        return moves[int(self.rng.integers(len(moves)))]()

    # ── openings ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _first(self) -> Trait | None:
        """What comes to mind first, or the slip in its place."""
        if self.shopper.slip is not None and not self.told:
            return self.shopper.slip
        return next(iter(self.shopper.knows), None)

    def _open_plainly(self) -> Said:
        return Said(self.speech.put("open_sort", sort=self.shopper.sort), "open_sort")

    def _open_with_budget(self) -> Said:
        self.budget_told = True
        return Said(self.speech.put("open_budget", sort=self.shopper.sort, price=self.shopper.budget), "open_budget")

    # ── answers ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _answer(self, options: Sequence[str]) -> Said | None:
        """The option that is true of the thing, where its shopper would know; else perhaps that it doesn't matter."""
        sort = next((n for n, option in enumerate(options) if _names(self.shopper.sort.value, option)), None)
        if sort is not None:
            return Said(options[sort], "click")
        for trait in self.shopper.knows:
            if any(_names(trait.value, option) for option in options):
                return self._tell(trait, next(option for option in options if _names(trait.value, option)))
        if self.shopper.budget is not None and not self.budget_told and _about_money(options):
            return self._budget()
        return Said(self.speech.put("no_matter"), "no_matter") if self.rng.random() < 0.5 else None

    def _tell(self, trait: Trait, option: str) -> Said:
        if self.rng.random() < CLICKS:
            self.told.append(trait)
            return Said(option, "click")
        return self._value("answer", trait)

    # ── moves of their own ─────────────────────────────────────────────────────────────────────────────────────────

    def _moves(self, cards: Sequence[Item], asked: bool) -> list[Callable[[], Said]]:
        """What could be said, each as often as it is likely."""
        fresh = [trait for trait in self.shopper.knows if trait not in self.told]
        moves: list[Callable[[], Said]] = []
        if fresh:
            moves += [lambda: self._value("wish", fresh[0])] * 4
        if self.shopper.budget is not None and not self.budget_told:
            moves += [self._budget] * 2
        for nth, item in enumerate(cards):
            moves += self._about_a_card(nth, item, fresh)
        if cards:
            moves += [lambda: self._others("none_of_these", cards, asked)]
            moves += [lambda: self._others("show_more", cards, asked)] * (1 if fresh else 3)
        return moves or [self._open_plainly]

    def _about_a_card(self, nth: int, item: Item, fresh: Sequence[Trait]) -> list[Callable[[], Said]]:
        """Like this one but …; not this one, because …"""
        moves: list[Callable[[], Said]] = []
        lacking = [t for t in fresh if t.attribute in SEEN and not _has(item, t)]
        if lacking and self._alike(item):
            moves.append(lambda: self._value("like_nth_but_value", lacking[0], nth=nth))
        wrong = [t for t in _looks(item) if not self._fits(t)]
        if wrong and nth < 2:
            moves.append(lambda: self._refuse(nth, item, wrong[int(self.rng.integers(len(wrong)))]))
        return moves

    def _budget(self) -> Said:
        self.budget_told = True
        return Said(self.speech.put("budget", price=self.shopper.budget), "budget")

    def _refuse(self, nth: int, item: Item, wrong: Trait) -> Said:
        self.refused.add(item.id)
        return self._value("hate_nth_because", wrong, nth=nth, tells=False)

    def _others(self, act: str, cards: Sequence[Item], asked: bool) -> Said:
        """Other things, please; in more than a word where a question was asked, which a bare "no" would answer."""
        if act == "none_of_these":
            self.refused |= {item.id for item in cards}
        speech = replace(self.speech, shopper=replace(self.shopper, style="plain")) if asked else self.speech
        return Said(speech.put(act), act, others=True)

    def _put_right(self, true: Trait) -> Said:
        slip, self.slipped = self.slipped, None
        assert slip is not None
        return self._value("change_mind", true, old=slip)

    def _value(self, act: str, trait: Trait, tells: bool = True, **slots: object) -> Said:
        if tells:
            self.told.append(trait)
            self.slipped = trait if trait is self.shopper.slip else self.slipped
        if act == "change_mind":
            return Said(self.speech.put(f"{act}:{_kind(trait)}", new=trait, **slots), act)
        return Said(self.speech.put_value(act, trait, **slots), act)

    # ── what is true ───────────────────────────────────────────────────────────────────────────────────────────────

    def _fits(self, trait: Trait) -> bool:
        return trait.attribute not in self.shopper.target.attributes or _has(self.shopper.target, trait)

    def _alike(self, item: Item) -> bool:
        """Whether an item is of the wanted sort and has something that the wanted thing has."""
        return _has(item, self.shopper.sort) and any(_has(self.shopper.target, trait) for trait in _looks(item))


def _has(item: Item, trait: Trait) -> bool:
    return trait.value in item.attributes.get(trait.attribute, ())


def _looks(item: Item) -> list[Trait]:
    return [Trait(name, value) for name in SEEN for value in item.attributes.get(name, ())]


def _names(value: Text, option: str) -> bool:
    return option.lower() in {words.lower() for words in value.values()}


def _about_money(options: Sequence[str]) -> bool:
    return any(any(sign.isdigit() for sign in option) for option in options)


def _kind(trait: Trait) -> str:
    return trait.attribute if trait.attribute in KINDS else "other"
