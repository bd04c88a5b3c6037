"""The one question that helps most: the one whose answer is expected to raise the chance of a hit the most.

Where no attribute divides the candidates it is about two of the pictures shown: more like this one, or like that?
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Protocol

import numpy as np

from convrec.data.shelf import PRICE, Shelf
from convrec.diversity import Likeness
from convrec.gain import gain
from convrec.naming import ORDINALS, SIGNS, Names
from convrec.types import Language, Question, Understanding
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import QUESTIONS, Constraint, Profile, kind_of

PAIR = "pair"  # among attributes: which of two things shown comes nearer
LOOKED_AT = 120  # candidates that count, besides where the sort is open
PRICED = 8  # candidates with a price that there must be to ask for one
REMEMBERED = 4096  # items whose values are kept at hand
OPTIONS = 4
COST = 0.05  # rise in the chance of a hit that a question must be expected to bring: reading it takes time
IN_A_ROW = 2  # lists that come with a question; the next has none
# How often a question is answered. Few people have a wish about the seldom ones before they have seen a thing.
SELDOM_ANSWERED = re.compile("care|eco|certificates?|brand|makers?|features?|保养|环保|认证|品牌|特点")
SELDOM, MOSTLY, OF_SORT = 0.3, 0.7, 0.95


@dataclass(frozen=True)
class Choice:
    """What to ask: the attribute, and the values to offer."""

    attribute: str
    values: tuple[str, ...]  # entity ids, constraints' ``about`` ids for a price, places on the list (from 0) of a pair
    gain: float = 0.0  # rise in the chance of a hit


@dataclass(frozen=True)
class Open:
    """What is still in question: the candidates, best first, and those of them that the list shows, in its order."""

    items: Sequence[str]
    shown: Sequence[str]


class Asks(Protocol):
    """A way of asking: which question, if any, and its words."""

    def choose(self, in_question: Open, understanding: Understanding, profile: Profile) -> Choice | None:
        """What to ask of the candidates."""
        ...

    def word(self, choice: Choice, language: Language) -> Question:
        """The question and its options in words."""
        ...


class Asker:
    """Chooses the question; knows the catalogue, not the person."""

    def __init__(self, graph: CatalogueGraph, shelf: Shelf, category: Sequence[str], names: Names) -> None:
        self._shelf, self._alike = shelf, Likeness(graph)
        self._values_of = lru_cache(REMEMBERED)(lambda item: tuple(graph.values_of(item)))
        self._category, self._names = category, names

    def choose(self, in_question: Open, understanding: Understanding, profile: Profile) -> Choice | None:
        """The question that is worth most, or None where none is worth asking."""
        asked_for = understanding.questions == "ask"
        unwanted = understanding.photos is not None or profile.consents.get(QUESTIONS, 0.0) < 0
        if unwanted or (profile.asked_in_a_row >= IN_A_ROW and not asked_for):
            return None
        best = next(iter(self.choices(in_question, understanding, profile)), None)
        return best if best is not None and (asked_for or best.gain >= COST) else None

    def choices(self, in_question: Open, understanding: Understanding, profile: Profile) -> list[Choice]:
        """Every question there is to ask, the worthiest first; about pictures only where no other is worth asking.

        While the sort is open it is asked for that alone.
        """
        known = self._known(profile)
        sort = next((name for name in self._category if name not in known), None)
        if sort and not known.intersection(self._category):
            return [*filter(None, [self._by_value(sort, in_question)])]
        near = Open(in_question.items[:LOOKED_AT], in_question.shown)
        found = [self._by_value(name, near) for name in self._attributes(near.items) - known]
        found.append(None if PRICE in known else self._by_price(near))
        made = sorted(filter(None, found), key=lambda choice: (-choice.gain, choice.attribute))
        pair = None if PAIR in known or (made and made[0].gain >= COST) else self._by_pair(near)
        return [pair, *made] if pair is not None else made

    def word(self, choice: Choice, language: Language) -> Question:
        """The question and its options in words; the last option is that it doesn't matter."""
        if choice.attribute == PAIR:
            places = tuple(int(place) for place in choice.values)
            options = [_LIKE[language].format(_place(place, language)) for place in places]
            return Question(_TEXT[PAIR, language], (*options, _ANY[language]), places)
        if choice.attribute == PRICE:
            options = [self._names.constraint(Constraint.from_about(value), language) for value in choice.values]
        else:
            options = [self._names.entity(value, language) for value in choice.values]
        kind = "sort" if choice.attribute in self._category else "price" if choice.attribute == PRICE else "other"
        text = _TEXT[kind, language].format(self._names.attribute(choice.attribute, language))
        return Question(text, (*options, _ANY[language]))

    def _known(self, profile: Profile) -> set[str]:
        """Attributes that need no question in the present search."""
        said = {kind_of(a) for a, one in profile.wishing.likings.items() if one.said_at >= profile.search_began}
        return said | {c.attribute for c in profile.constraints if c.op != "!="} | profile.asked

    def _attributes(self, item_ids: Sequence[str]) -> set[str]:
        return {kind_of(value) for item in item_ids for value in self._values_of(item)}

    def _by_value(self, attribute: str, of: Open) -> Choice | None:
        values = [[v for v in self._values_of(item) if kind_of(v) == attribute] for item in of.items]
        counts = Counter(value for own in values for value in own)
        common = tuple(value for value, count in counts.most_common(OPTIONS) if count > 1)
        if len(common) < 2:
            return None
        answered = SELDOM if SELDOM_ANSWERED.fullmatch(attribute) else MOSTLY
        return self._worth(attribute, common, values, of, OF_SORT if attribute in self._category else answered)

    def _by_price(self, of: Open) -> Choice | None:
        prices = self._shelf.numbers(PRICE)[self._shelf.rows(of.items)]
        known = prices[~np.isnan(prices)]
        if len(known) < PRICED or known.max() < 2 * known.min():
            return None
        bounds = sorted({round_price(float(np.quantile(known, share))) for share in (0.33, 0.67)})
        within = [[bound for bound in bounds if price <= bound][:1] for price in prices]
        abouts = tuple(Constraint(PRICE, "<=", bound).about for bound in bounds)
        return self._worth(PRICE, abouts, within, of, MOSTLY)

    def _by_pair(self, of: Open) -> Choice | None:
        """The two of the list that divide the others best; each of these is said to be like the nearer one."""
        near = [[self._alike(item, shown) for shown in of.shown] for item in of.items]
        places = range(min(len(of.shown), len(SIGNS)))
        made = [
            self._worth(PAIR, (str(a), str(b)), [[a if own[a] > own[b] else b] for own in near], of, MOSTLY)
            for a, b in combinations(places, 2)
        ]
        return max(made, key=lambda choice: choice.gain, default=None)

    def _worth(
        self, attribute: str, offered: tuple[str, ...], answers: Sequence[Collection[object]], of: Open, answered: float
    ) -> Choice:
        shown = {place for place, item in enumerate(of.items) if item in set(of.shown)}
        return Choice(attribute, offered, gain(answers, shown, len(of.shown), answered))


def round_price(price: float) -> float:
    """Up to a number that a person would say: 37.2 → 40, 143 → 150, 0.83 → 1."""
    step = 10.0 ** math.floor(math.log10(max(price, 0.01))) / 2
    return math.ceil(price / step) * step


def _place(place: int, language: Language) -> str:
    """A place on a list, counted from 0: "first", 一."""
    return {"en": ORDINALS, "zh": SIGNS}[language][place]


_ANY = {"en": "doesn't matter", "zh": "都可以"}
_LIKE = {"en": "more like the {}", "zh": "更像第{}个"}
_TEXT = {
    ("sort", "en"): "What are you looking for?",
    ("sort", "zh"): "您想找哪一类？",
    ("price", "en"): "How much would you like to spend?",
    ("price", "zh"): "您的预算大概是多少？",
    (PAIR, "en"): "Which of the two comes nearer?",
    (PAIR, "zh"): "这两件里，哪件更接近您想要的？",
    ("other", "en"): "Any wish about the {}?",
    ("other", "zh"): "对{}有什么偏好吗？",
}
