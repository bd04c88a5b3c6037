"""What a simulated shopper says next: by what they see and want, never by what the system thinks.

On the screen stand cards (a title, a price, a picture) and perhaps a question with options. How the things on cards
look is taken from the catalogue, as if seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from convrec.data.folder import Catalogue
from convrec.evaluation.conversation.shoppers import ROOM, Shopper, Trait
from convrec.evaluation.conversation.speaking import KINDS, Speech
from convrec.types import Item, Question, Reply, Text

SEEN = ("colour", "material", "style", "pattern", "finish")  # attributes that a picture shows
ANSWERS, CLICKS = 0.7, 0.5  # how often a question is answered (by the laconic always), and an answer clicked
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
    sort_told: bool = False
    slipped: Trait | None = None

    def opening(self) -> Said:
        """The first message."""
        sort, first = self.shopper.sort, self._first()
        if self.shopper.photo is not None:
            return Said(self.speech.put("photo_find"), "photo", photo=True)
        if self.shopper.vague:
            room = self.shopper.target.attributes[ROOM][0]
            return Said(self.speech.put("open_vague", room=Trait(ROOM, room)), "open_vague")
        self.sort_told = True
        ways: list[Callable[[], Said]] = [self._open_plainly]
        if first is not None and not self.shopper.laconic:
            ways += [lambda: self._value("open_value", first, sort=sort)] * 2
        if self.shopper.budget is not None and not self.shopper.laconic:
            ways.append(self._open_with_budget)
        ways.append(lambda: Said(self.speech.put("open_gift", sort=sort, whom=self.speech.whom()), "open_gift"))
        return ways[int(self.rng.integers(len(ways)))]()

    def next(self, reply: Reply) -> Said:
        """The next message, the thing not being on the list."""
        cards = [self.catalogue.item(card.item_id) for card in reply.recommendations[:LOOKED_AT]]
        if self.slipped is not None and self.shopper.knows:
            return self._put_right(self.shopper.knows[0])
        if reply.question is not None and (self.shopper.laconic or self.rng.random() < ANSWERS):
            answer = self._answer(reply.question, cards)
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

    def _answer(self, question: Question, cards: Sequence[Item]) -> Said | None:
        """The option that is true of the thing, where its shopper would know; their own word where it isn't offered;
        else perhaps that it doesn't matter.
        """
        options = question.options
        if len(options) == 1:
            return self._on_offer(options[0])
        if question.places:
            return self._nearer(question, cards)
        if any(self._is_a_sort(option) for option in options):
            return self._tell_sort(options)
        for trait in self.shopper.knows:
            offered = next((option for option in options if _names(trait.value, option)), None)
            if offered is not None or any(self._is_of(trait.attribute, option) for option in options):
                return self._tell(trait, offered)
        if self.shopper.budget is not None and not self.budget_told and _about_money(options):
            return self._budget()
        return Said(self.speech.put("no_matter"), "no_matter") if self.rng.random() < 0.5 else None

    def _on_offer(self, offer: str) -> Said | None:
        """A condition might go: agreed to where it asks for what the thing hasn't, and not where money is meant."""
        named = [trait for trait in self.told if any(word.lower() in offer.lower() for word in trait.value.values())]
        wrong = bool(named) and not any(_has(self.shopper.target, trait) for trait in named)
        return Said(offer, "click") if wrong else None

    def _nearer(self, question: Question, cards: Sequence[Item]) -> Said | None:
        """Which of two cards has more in common with the thing, as far as one sees; nothing where both have as much."""
        alike = [self._in_common(cards[place]) if place < len(cards) else 0 for place in question.places]
        if len(set(alike)) == 1:
            return Said(self.speech.put("no_matter"), "no_matter")
        nearer = alike.index(max(alike))
        if self.rng.random() < CLICKS:
            return Said(question.options[nearer], "click")
        return Said(self.speech.put("nearly", nth=question.places[nearer]), "nearly")

    def _tell_sort(self, options: Sequence[str]) -> Said:
        self.sort_told = True
        offered = next((option for option in options if _names(self.shopper.sort.value, option)), None)
        if offered is not None and self.rng.random() < CLICKS:
            return Said(offered, "click")
        return Said(self.speech.put("answer:category", sort=self.shopper.sort), "answer")

    def _tell(self, trait: Trait, option: str | None) -> Said:
        if option is not None and self.rng.random() < CLICKS:
            self.told.append(trait)
            return Said(option, "click")
        return self._value("answer", trait)

    # ── moves of their own ─────────────────────────────────────────────────────────────────────────────────────────

    def _moves(self, cards: Sequence[Item], asked: bool) -> list[Callable[[], Said]]:
        """What could be said, each as often as it is likely."""
        fresh = [trait for trait in self.shopper.knows if trait not in self.told and not self.shopper.laconic]
        moves: list[Callable[[], Said]] = []
        if not self.sort_told and not self.shopper.laconic and self.shopper.photo is None:
            moves += [lambda: self._tell_sort(())] * 4
        if fresh:
            moves += [lambda: self._value("wish", fresh[0])] * 4
        if self.shopper.budget is not None and not self.budget_told and not self.shopper.laconic:
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
        if self.shopper.laconic and self._alike(item):
            moves.append(lambda: Said(self.speech.put("nearly", nth=nth), "nearly"))
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
        if self.shopper.taste:
            return trait not in self.shopper.dislikes
        return trait.attribute not in self.shopper.target.attributes or _has(self.shopper.target, trait)

    def _alike(self, item: Item) -> bool:
        """Whether an item is of the wanted sort and has something that the wanted thing has."""
        return _has(item, self.shopper.sort) and self._in_common(item) > 1

    def _in_common(self, item: Item) -> int:
        """How much of what one sees of an item the wanted thing has as well; its sort among it."""
        return sum(
            _has(self.shopper.target, trait) for trait in (self.shopper.sort, *_looks(item)) if _has(item, trait)
        )

    def _is_a_sort(self, option: str) -> bool:
        return any(self._is_of(name, option) for name in self.catalogue.category)

    def _is_of(self, attribute: str, option: str) -> bool:
        """Whether an option is a value of an attribute, as everybody knows that blue is a colour."""
        return option.lower() in _words_of(self.catalogue, attribute)


@lru_cache(maxsize=64)
def _words_of(catalogue: Catalogue, attribute: str) -> frozenset[str]:
    """The words for the values of an attribute, in all languages."""
    values = (value for item in catalogue.items for value in item.attributes.get(attribute, ()))
    return frozenset(word.lower() for value in values for word in value.values())


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
