"""Amounts → constraints on the numbers that the catalogue really has, and conditions taken back."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE, measure_unit
from convrec.types import Language
from convrec.understanding.amounts import Amount
from knowledge_graph.schema import Constraint, Operator, Profile

NEAR = 0.2  # "around 50" means within a fifth of it
CHEAPER = re.compile(
    r"\b(cheaper|less expensive|lower price|more affordable)\b(?! than \S*\d)|too (expensive|dear|pricey)"
    r"|(?:不要|别|有点)?太?便宜(一)?[点些]的?|更便宜的?|(?:不要|别)?太贵的?|有点贵|再便宜[点些]?的?",
    re.IGNORECASE,
)
DEARER = re.compile(
    r"\b(more expensive|pricier|higher quality|more luxurious)\b|贵一点|更高档|更好一点的", re.IGNORECASE
)
SMALLER = re.compile(
    r"\b(smaller|tinier|less big|(not )?too (big|large|wide))\b(?! than \S*\d)"
    r"|小一?[点些]的?|更小的?|(?:不要|别)?太大的?",
    re.IGNORECASE,
)
BIGGER = re.compile(
    r"\b(bigger|larger|(not )?too (small|tiny))\b(?! than \S*\d)|大一?[点些]的?|更大的?|(?:不要|别)?太小的?",
    re.IGNORECASE,
)
FREE_PRICE = re.compile(
    r"\b(price|cost|money|budget)\b.{0,12}\b(doesn'?t|does not|don'?t|isn'?t|no) ?(matter|care|important|object|an"
    r" issue)|\bany price\b"
    r"|价格(无所谓|不限|都行|随便|没关系)|(多少钱|什么价)都(行|可以)|不限预算|预算(不限|无所谓)",
    re.IGNORECASE,
)
ANY = re.compile(
    r"\bany (\w+)\b|\b(\w+) (?:doesn'?t|does not) matter|([\u4e00-\u9fff]{2,4}?)(?:不限|无所谓|都可以|都行|随便)",
    re.IGNORECASE,
)
INDIFFERENT = re.compile(
    r"\b(?:(?:it )?(?:doesn'?t|does not) matter|i don'?t (?:care|mind)|whatever|anything goes)\b|都可以|都行|随便"
    r"|无所谓",
    re.IGNORECASE,
)
CONDITIONS = (CHEAPER, DEARER, SMALLER, BIGGER, FREE_PRICE, ANY, INDIFFERENT)
SIZES = ("width", "height", "diameter", "length", "depth")  # what "bigger" means, the first that the catalogue has


class Measures:
    """What a catalogue can be constrained by: its price and its numbers."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.names = sorted({name for item in catalogue.items for name in item.numbers})
        self.priced = any(item.price is not None for item in catalogue.items)
        self._own = [(_any_of(c.words), c.attribute, c.op) for c in catalogue.comparatives if c.words]
        self._scales = {comparative.attribute for comparative in catalogue.comparatives}
        self._called = self._by_name(catalogue.attribute_names)

    def constraints(self, found: Sequence[Amount], text: str) -> tuple[list[Constraint], list[str]]:
        """(constraints, notes on what the catalogue can't be asked): "around" and "between" make two of each."""
        made: list[Constraint] = []
        notes: list[str] = []
        for amount in found:
            attribute, scale = self._attribute(amount)
            said = text[amount.start : amount.end].strip()
            if attribute is None:
                notes.append("unknown:price" if not amount.measure else "unknown:size")
                continue
            made += [Constraint(attribute, op, round(value * scale, 4), said) for op, value in _bounds(amount)]
            if amount.currency not in ("", self._catalogue.currency) and attribute == PRICE:
                notes.append(f"currency:{amount.currency}")
        return made, notes

    def relative(self, text: str, profile: Profile, references: Sequence[str]) -> list[Constraint]:
        """What "cheaper" and "bigger" mean against the items pointed at, or against the middle of the last list."""
        made = []
        usual: list[tuple[re.Pattern[str], str | None, Operator]] = [
            (CHEAPER, PRICE, "<="),
            (DEARER, PRICE, ">="),
            (SMALLER, self._size(), "<="),
            (BIGGER, self._size(), ">="),
        ]
        for pattern, attribute, op in [*usual, *self._own]:
            match = pattern.search(text)
            middle = self._middle(attribute, references or tuple(profile.shown)) if match and attribute else None
            if match and attribute and middle is not None:
                made.append(Constraint(attribute, op, _beyond(middle, op, attribute not in self._scales), match[0]))
        return made

    def retracted(self, text: str, profile: Profile) -> list[str]:
        """The ids of the constraints that a text takes back."""
        free = {PRICE} if FREE_PRICE.search(text) else set()
        for match in ANY.finditer(text):
            named = next(filter(None, match.groups())).lower()
            free |= self._called.get(named, {named})
        return [c.about for c in profile.constraints if c.attribute in free or measure_unit(c.attribute)[0] in free]

    def _attribute(self, amount: Amount) -> tuple[str | None, float]:
        """The catalogue's attribute for an amount, and what to multiply with to come to its unit."""
        if not amount.measure:
            return (PRICE if self.priced else None), 1.0
        for name in self.names:
            base, unit = measure_unit(name)
            scale = _SCALE.get((amount.measure, unit))
            if scale and (base == amount.dimension or (not amount.dimension and name == self._size(amount.measure))):
                return name, scale
        return None, 1.0

    def _size(self, measure: str = "cm") -> str | None:
        if measure == "g":
            return next((name for name in self.names if name.startswith("weight")), None)
        return next((name for size in SIZES for name in self.names if measure_unit(name)[0] == size), None)

    def _middle(self, attribute: str, items: Sequence[str]) -> float | None:
        known = [self._catalogue.item(item) for item in items if item in self._catalogue.row]
        values = [item.price if attribute == PRICE else item.numbers.get(attribute) for item in known]
        numbers = [value for value in values if value is not None]
        return float(np.median(numbers)) if numbers else None

    def _by_name(self, attribute_names: Mapping[str, Mapping[str, str]]) -> dict[str, set[str]]:
        """Word for an attribute → the attributes it means."""
        called: dict[str, set[str]] = {"价格": {PRICE}, "price": {PRICE}, "size": set(self.names)}
        for name, words in attribute_names.items():
            for word in words.values():
                called.setdefault(word.lower(), set()).add(name)
        return called


_SCALE = {("cm", "cm"): 1.0, ("cm", "m"): 0.01, ("cm", "mm"): 10.0, ("g", "g"): 1.0, ("g", "kg"): 0.001}


def _bounds(amount: Amount) -> Iterator[tuple[Operator, float]]:
    slack = NEAR if amount.comparison == "about" or (amount.comparison == "plain" and amount.measure) else 0.0
    if amount.comparison in ("range", "about", "min") or slack:
        yield ">=", amount.low * (1 - slack)
    if amount.comparison in ("range", "about", "max") or (amount.comparison == "plain"):
        yield "<=", amount.high * (1 + slack)


def _beyond(middle: float, op: Operator, fine: bool) -> float:
    """A bound that the middle itself doesn't meet: a hundredth away, on a coarse scale at the next whole number."""
    bound = middle * (0.99 if op == "<=" else 1.01)
    if fine or abs(bound) < 10:
        return round(bound, 2)
    return float(math.floor(bound) if op == "<=" else math.ceil(bound))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of these words; those of a script with spaces as whole words."""
    whole = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words]
    return re.compile("|".join(whole), re.IGNORECASE)


def conditions(text: str) -> list[tuple[int, int]]:
    """Where a text compares ("cheaper") or says that something doesn't matter: (start, end) of each."""
    return [match.span() for pattern in CONDITIONS for match in pattern.finditer(text)]


def without_conditions(text: str) -> str:
    """The text without comparisons ("cheaper") and indifference ("any price"): neither says what to look for."""
    for pattern in CONDITIONS:
        text = pattern.sub(" ", text)
    return text


def cut_out(text: str, found: Sequence[Amount], language: Language) -> str:
    """The text without its amounts: what is left to look for."""
    kept, last = [], 0
    for amount in found:
        kept.append(text[last : amount.start])
        last = max(last, amount.end)
    return ("" if language == "zh" else " ").join([*kept, text[last:]])
