"""Amounts and comparisons → constraints on the numbers that the catalogue really has, and conditions taken back."""

import math
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from convrec.data.attributes import is_colour
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE, measure_unit
from convrec.data.tones import SIDES
from convrec.types import Language, Mention
from convrec.understanding.language import CHINESE, Span
from convrec.understanding.numbers.amounts import Amount
from convrec.understanding.numbers.attributes import SPACE, Attributes
from convrec.understanding.numbers.freedom import Freed, Freedom, indifferent, let_go
from convrec.understanding.numbers.quantity import STOCK, quantities
from convrec.understanding.numbers.relative import Relative, relatives
from convrec.understanding.numbers.variants import Variants
from convrec.understanding.numbers.wanted import Stock, Wanted
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import WISH, WISHED, Constraint, Operator, Profile, kind_of

NEAR = 0.2  # "around 50" means within a fifth of it
SMALL = 10  # bounds below it are not whole: "cheaper" than €4.50
EXACT = ("seat", "piece", "year", "count")  # what is counted is meant to the number
ROUGH = ("cm", "g", "ml", "min", "w")  # "60 cm wide" is meant roughly, "for 60" is a limit
FIXED = compiled(  # "no way", "way too": words that refuse nothing
    r"\bno (?:way|idea|clue|problem|worries|rush|need|matter|doubt|offen[cs]e|hurry|luck|fuss|joke|kidding"
    r"|wonder|good|longer|one"
    r"|money|budget|room|space|time|big deal|frills|nonsense|preference)\b|\b(?:way|far|bit|little) too\b"
    r"|\beither way\b|\bno (?:more )?questions?\b",
    re.IGNORECASE,
)


class Measures:
    """What a catalogue can be constrained by: its price and its numbers."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._category = frozenset(catalogue.category)
        self._stock = Stock(catalogue)
        self._attributes = Attributes(catalogue, self._stock)
        self._variants = Variants(catalogue, self._attributes.sizes)
        self._own = [(_any_of(c.words), c.attribute, c.op) for c in catalogue.comparatives if c.words]
        self._deadlines = {m.name for m in self._attributes.measures if "delivery" in m.words}
        self._called = _called(catalogue)
        self._freedom = Freedom(self._called)

    def wanted(self, topic: Sequence[str], profile: Profile, references: Sequence[str]) -> Wanted:
        """The items that a message with this topic is measured against."""
        return self._stock.wanted(topic, profile, references)

    def known(self, found: Sequence[Amount]) -> list[Amount]:
        """The amounts that say something here: "for 4 people" says nothing where nothing has seats."""
        return [amount for amount in found if self._attributes.known(amount)]

    def constraints(self, found: Sequence[Amount], text: str, wanted: Wanted) -> tuple[list[Constraint], list[str]]:
        """(constraints, notes on what the catalogue can't be asked): "around" and "between" make two of each."""
        made: dict[tuple[str, str, float], Constraint] = {}
        notes: list[str] = []
        for amount in found:
            if let_go(text, amount.start):
                continue
            known = self._attributes.of(amount, text, wanted)
            said = text[amount.start : amount.end].strip()
            if known is None:
                notes += {"": ["unknown:price"], "cm": ["unknown:size"], "g": ["unknown:size"]}.get(amount.measure, [])
                continue
            attribute, scale = known
            for op, value in _bounds(amount, attribute, attribute in self._deadlines):
                bound = round(value * scale, 4)
                bound = bound if value in (amount.low, amount.high) else _rounded(bound, _wider(op))
                made.setdefault((attribute, op, value), Constraint(attribute, op, bound, said))
            if amount.currency not in ("", self._catalogue.currency) and attribute == PRICE:
                notes.append(f"currency:{amount.currency}")
        return list(_consistent(list(made.values()))), notes

    def relative(
        self,
        text: str,
        mentions: Sequence[Mention],
        found: Sequence[Amount],
        wanted: Wanted,
        given: Sequence[Constraint],
    ) -> tuple[list[Constraint], list[str]]:
        """What "cheaper", "too tall" and "a big one" mean: beyond what is shown, or else an outer third of the sort.

        And notes on what can't be met, since all of the sort are alike in it.

        ``given`` are the constraints of the amounts ``found``: "too long, under two hours" says all with the latter.
        """
        made: dict[tuple[str, Operator], Constraint] = {}
        notes: list[str] = []
        bounded = {limit.attribute for limit in given if limit.op in ("<=", ">=")}
        for one, attribute in self._relatives(text, mentions, wanted):
            counted = any(one.start < amount.end and amount.start < one.end for amount in found)
            if counted or attribute in bounded or (one.manner == "fault" and not len(wanted.shown)):
                continue
            bound = self._stock.bound(attribute, one.op, wanted, one.manner != "bound")
            value = self._stock.outermost(attribute, one.op, wanted.shown) if bound is None else _rounded(bound, one.op)
            if value is None:
                notes.append(f"beyond:{text[one.start : one.end].strip()}")
            else:
                made.setdefault((attribute, one.op), Constraint(attribute, one.op, value, text[one.start : one.end]))
        return list(made.values()), notes

    def anchor(self, text: str, items: Sequence[str]) -> tuple[str, ...]:
        """Which of ``items`` a text compares with: the first of which there is a variant such as it asks for, as "the
        same, smaller" takes that for granted; none where there is no such or nothing is compared.
        """
        asked = [one for one in relatives(text) if one.manner == "wish"] if items else []
        return tuple(islice((item for item in items if asked and self._has_variants(item, asked)), 1))

    def _has_variants(self, item_id: str, asked: Sequence[Relative]) -> bool:
        wanted, item = self.wanted((), Profile(""), [item_id]), self._catalogue.item(item_id)
        names = [
            (self._attributes.by_dimension(one.dimension, wanted), one) for one in asked if one.dimension != "size"
        ]
        return all(name and self._variants.varies(item, name, one.op) for name, one in names) and all(
            self._variants.size(item, one.op) for one in asked if one.dimension == "size"
        )

    def compared(self, text: str) -> list[tuple[int, int]]:
        """Where a text has the catalogue's own words of comparison: "calmer" is said of the energy."""
        return [match.span() for pattern, _, _ in self._own for match in pattern.finditer(text)]

    def faults(self, text: str, mentions: Sequence[Mention], wanted: Wanted) -> list[tuple[str, int]]:
        """(measure, where) of what is wrong with the things shown: "too wide" is said of their width."""
        if not len(wanted.shown):
            return []
        found = [(one, name) for one, name in self._relatives(text, mentions, wanted) if one.manner == "fault"]
        sizes = [("size" if one.dimension == "size" else measure_unit(name)[0], one.start) for one, name in found]
        return [(name, at) for name, at in sizes if name != PRICE]

    def quantities(
        self, text: str, wished: Sequence[Mention], mentions: Sequence[Mention], found: Sequence[Amount]
    ) -> dict[Span, Constraint]:
        """Where a text says how many are wanted, and the condition that makes; nothing where stock isn't known."""
        if not any(one.name == STOCK for one in self._attributes.measures):
            return {}
        heads = [mention for mention in wished if kind_of(mention.entity) in self._category]
        return dict(quantities(text, heads, mentions, [(amount.start, amount.end) for amount in found]))

    def freed(self, text: str, mentions: Sequence[Mention]) -> Freed:
        """What a text takes back, by the names of attributes and by values."""
        return self._freedom.read(text, mentions)

    def retracted(self, freed: Freed, found: Sequence[Amount], text: str, profile: Profile) -> list[str]:
        """The ids of the constraints and wishes that are taken back."""
        wanted = self.wanted((), profile, ())
        dropped = [self._attributes.of(amount, text, wanted) for amount in found if let_go(text, amount.start)]
        free = {name for freed_name in freed.names for name in self._meant(freed_name)} - self._category
        free |= {known[0] for known in dropped if known}
        values = {mention.entity for mention in freed.values}
        limits = [c.about for c in profile.constraints if c.attribute in free or _is_one(c, values)]
        wishes = [about for about, liking in profile.likings.items() if 0 < liking.value <= WISHED]
        own = [about for about in wishes if kind_of(about) in free or about in values]
        theirs = [f"{WISH}/{a}" for a in profile.wishes if kind_of(a) in free or a in values]
        return [*limits, *own, *theirs, *(about for about in values if profile.liking(about) < 0)]

    def _relatives(self, text: str, mentions: Sequence[Mention], wanted: Wanted) -> Iterator[tuple[Relative, str]]:
        """Everything relative that this catalogue measures, with the name of the measure; its own words first."""
        for pattern, attribute, op in self._own:
            if match := pattern.search(text):
                yield Relative(attribute, op, "wish", *match.span()), attribute
        for one in relatives(text, mentions, self._category):
            if name := self._attributes.by_dimension(one.dimension, wanted):
                alone = one.dimension == "size" and len(wanted.shown) == 1
                item = self._catalogue.items[wanted.shown[0]] if alone else None
                yield one, (self._variants.size(item, one.op) if item else "") or name

    def _meant(self, name: str) -> set[str]:
        """The attributes that a name of ``freedom`` stands for."""
        measures = self._attributes.measures
        if name == "size":
            return {m.name for m in measures if m.unit in SPACE and "height" not in m.words[:-1]}
        if name == "time":
            return {m.name for m in measures if m.unit == "min" and "delivery" not in m.words}
        if name == "colour":
            return {attribute for attribute in self._called if is_colour(attribute)} | SIDES
        return {name} | {m.name for m in measures if name in m.words}


def _called(catalogue: Catalogue) -> dict[str, str]:
    """Attribute → a pattern of the words for it."""
    names = {name for item in catalogue.items for name in (*item.attributes, *item.numbers)}
    called = {name: {name.replace("_", " "), *catalogue.attribute_names.get(name, {}).values()} for name in names}
    return {name: "|".join(rf"{re.escape(word.lower())}s?" for word in sorted(words)) for name, words in called.items()}


def _is_one(constraint: Constraint, values: set[str]) -> bool:
    return constraint.op not in ("<=", ">=") and f"{constraint.attribute}/{constraint.value}" in values


def _bounds(amount: Amount, attribute: str, deadline: bool) -> Iterator[tuple[Operator, float]]:
    """What a comparison asks of an attribute; a plain price or ``deadline`` is the most that may be."""
    limit = attribute == PRICE or deadline
    rough = amount.comparison == "plain" and amount.measure in ROUGH and not limit
    slack = NEAR if (amount.comparison == "about" and amount.measure not in EXACT) or rough else 0.0
    exact = amount.comparison == "plain" and not limit
    if amount.comparison in ("range", "about", "min") or exact:
        yield ">=", amount.low * (1 - slack)
    if amount.comparison in ("range", "about", "max", "plain"):
        yield "<=", amount.high * (1 + slack)


def _consistent(limits: Sequence[Constraint]) -> Iterator[Constraint]:
    """Without bounds that a later one contradicts: "over 3 hours?? Two and a half at most"."""
    for place, one in enumerate(limits):
        later = [other for other in limits[place + 1 :] if other.attribute == one.attribute and other.said != one.said]
        most = [float(other.value) for other in later if other.op == "<=" and one.op == ">="]
        least = [float(other.value) for other in later if other.op == ">=" and one.op == "<="]
        if not any(value < float(one.value) for value in most) and not any(value > float(one.value) for value in least):
            yield one


def _wider(op: Operator) -> Operator:
    """The way in which to round a bound that was only meant roughly: not to be stricter than meant."""
    return "<=" if op == ">=" else ">="


def _rounded(bound: float, op: Operator) -> float:
    """A bound as one would say it: at the next whole number that is as strict, small ones with two decimals."""
    if abs(bound) < SMALL:
        return round(bound, 2)
    return float(math.floor(bound) if op == "<=" else math.ceil(bound))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of these words; those of a script with spaces as whole words."""
    whole = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words]
    return compiled("|".join(whole), re.IGNORECASE)


def conditions(text: str, mentions: Sequence[Mention] = (), category: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where a text compares ("cheaper"), says that something doesn't matter, or denies without refusing ("no way")."""
    fixed = [match.span() for match in FIXED.finditer(text)]
    return [*((one.start, one.end) for one in relatives(text, mentions, category)), *indifferent(text), *fixed]


def without_conditions(text: str) -> str:
    """The text without comparisons ("cheaper") and indifference ("any price"): neither says what to look for."""
    kept, last = [], 0
    for start, end in sorted(conditions(text)):
        kept.append(text[last : max(start, last)])
        last = max(last, end)
    return " ".join([*kept, text[last:]])


def cut_out(text: str, found: Sequence[Amount], language: Language) -> str:
    """The text without its amounts: what is left to look for."""
    kept, last = [], 0
    for amount in found:
        kept.append(text[last : max(amount.start, last)])
        last = max(last, amount.end)
    return ("" if language == "zh" else " ").join([*kept, text[last:]])


def outside(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Without those that a comparison or an amount takes up: "too expensive" wishes for nothing expensive.

    A Chinese name that begins inside of one was cut out of a longer word: 米的 behind 45厘 is no beige.
    """
    return [
        m
        for m in mentions
        if not any(
            start <= m.start and (m.end <= end or (start < m.start < end and CHINESE.match(m.quote)))
            for start, end in spans
        )
    ]
