"""The one question that helps most: about the attribute whose answer would divide the candidates best."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from convrec.data.shelf import PRICE, Shelf
from convrec.naming import Names
from convrec.types import Language, Question, Understanding
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import Constraint, Profile, kind_of

ENOUGH = 8  # with fewer candidates left a question costs more than it saves
LOOKED_AT = 40  # candidates whose attributes are counted
REMEMBERED = 4096  # items whose values are kept at hand
OPTIONS = 4
WORTH = 0.8  # bits that an answer must be expected to give
# Few people have a wish about these before they have seen a thing, so most of such questions get no answer.
SELDOM_ANSWERED = re.compile("care|eco|certificates?|brand|makers?|features?|保养|环保|认证|品牌|特点")
SELDOM = 0.3  # how much rarer answers to them are


@dataclass(frozen=True)
class Choice:
    """What to ask: the attribute, and the values to offer."""

    attribute: str
    values: tuple[str, ...]  # entity ids, or constraints' ``about`` ids for a price


class Asks(Protocol):
    """A way of asking: which question, if any, and its words."""

    def choose(self, item_ids: Sequence[str], understanding: Understanding, profile: Profile) -> Choice | None:
        """What to ask of the candidates (best first)."""
        ...

    def word(self, choice: Choice, language: Language) -> Question:
        """The question and its options in words."""
        ...


class Asker:
    """Chooses the question; knows the catalogue, not the person."""

    def __init__(self, graph: CatalogueGraph, shelf: Shelf, category: Sequence[str], names: Names) -> None:
        self._shelf = shelf
        self._values_of = lru_cache(REMEMBERED)(lambda item: tuple(graph.values_of(item)))
        self._category, self._names = category, names

    def choose(self, item_ids: Sequence[str], understanding: Understanding, profile: Profile) -> Choice | None:
        """The most telling attribute of the candidates (best first), or None where no question is worth asking."""
        if len(item_ids) < ENOUGH or understanding.photos is not None:
            return None
        best = next(iter(self.choices(item_ids, understanding, profile)), None)
        if best is None or best.attribute in self._category:
            return best
        return best if self._gain(best, item_ids[:LOOKED_AT]) >= WORTH else None

    def choices(self, item_ids: Sequence[str], understanding: Understanding, profile: Profile) -> list[Choice]:
        """Every question there is to ask, the most telling first; of the sort alone, while that is open."""
        known = self._known(profile)
        looked_at = item_ids[:LOOKED_AT]
        sort = next((name for name in self._category if name not in known), None)
        if sort and not known.intersection(self._category):
            return [*filter(None, [self._by_value(sort, item_ids)])]
        found = [self._by_value(name, looked_at) for name in self._attributes(looked_at) - known]
        found.append(None if PRICE in known else self._by_price(looked_at))
        return sorted(filter(None, found), key=lambda c: (self._gain(c, looked_at), c.attribute), reverse=True)

    def word(self, choice: Choice, language: Language) -> Question:
        """The question and its options in words; the last option is that it doesn't matter."""
        if choice.attribute == PRICE:
            options = [self._names.constraint(Constraint.from_about(value), language) for value in choice.values]
        else:
            options = [self._names.entity(value, language) for value in choice.values]
        kind = "sort" if choice.attribute in self._category else "price" if choice.attribute == PRICE else "other"
        text = _TEXT[kind, language].format(self._names.attribute(choice.attribute, language))
        return Question(text, (*options, _ANY[language]))

    def _known(self, profile: Profile) -> set[str]:
        """Attributes that need no question in the present search."""
        said = {kind_of(a) for a, liking in profile.likings.items() if liking.said_at >= profile.search_began}
        return said | {c.attribute for c in profile.constraints if c.op != "!="} | profile.asked

    def _attributes(self, item_ids: Sequence[str]) -> set[str]:
        return {kind_of(value) for item in item_ids for value in self._values_of(item)}

    def _by_value(self, attribute: str, item_ids: Sequence[str]) -> Choice | None:
        counts = Counter(v for item in item_ids for v in self._values_of(item) if kind_of(v) == attribute)
        common = tuple(value for value, count in counts.most_common(OPTIONS) if count > 1)
        return Choice(attribute, common) if len(common) > 1 else None

    def _by_price(self, item_ids: Sequence[str]) -> Choice | None:
        prices = self._shelf.numbers(PRICE)[self._shelf.rows(item_ids)]
        prices = prices[~np.isnan(prices)]
        if len(prices) < ENOUGH or prices.max() < 2 * prices.min():
            return None
        bounds = sorted({round_price(float(np.quantile(prices, share))) for share in (0.33, 0.67)})
        return Choice(PRICE, tuple(Constraint(PRICE, "<=", bound).about for bound in bounds))

    def _gain(self, choice: Choice, item_ids: Sequence[str]) -> float:
        """Bits to be expected of a question: those of its answer, as often as there is one."""
        answered = SELDOM if SELDOM_ANSWERED.fullmatch(choice.attribute) else 1.0
        return answered * self._bits(choice, item_ids)

    def _bits(self, choice: Choice, item_ids: Sequence[str]) -> float:
        """The information of an answer: the entropy of how it would divide the candidates."""
        if choice.attribute == PRICE:
            return 1.5
        shares = [sum(value in self._values_of(item) for item in item_ids) / len(item_ids) for value in choice.values]
        return sum(-share * math.log2(share) for share in shares if 0 < share < 1)


def round_price(price: float) -> float:
    """Up to a number that a person would say: 37.2 → 40, 143 → 150, 0.83 → 1."""
    step = 10.0 ** math.floor(math.log10(max(price, 0.01))) / 2
    return math.ceil(price / step) * step


_ANY = {"en": "doesn't matter", "zh": "都可以"}
_TEXT = {
    ("sort", "en"): "What are you looking for?",
    ("sort", "zh"): "您想找哪一类？",
    ("price", "en"): "How much would you like to spend?",
    ("price", "zh"): "您的预算大概是多少？",
    ("other", "en"): "Any wish about the {}?",
    ("other", "zh"): "对{}有什么偏好吗？",
}
