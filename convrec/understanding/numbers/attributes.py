"""Which of a catalogue's numbers an amount is of: by unit, dimension, the words beside it and the sort wanted."""

import math
import re
from collections.abc import Iterable, Mapping

from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.understanding.language import CHINESE, singular
from convrec.understanding.numbers.amounts import COUNT, YEAR, Amount
from convrec.understanding.numbers.dimensions import INSTEAD
from convrec.understanding.numbers.relative import relatives
from convrec.understanding.numbers.units import Measure, measure
from convrec.understanding.numbers.wanted import Stock, Wanted
from convrec.understanding.patterns import compiled

SPACE = ("cm", "ml", "g")  # what has a size
NAMED = ("width", "height", "depth", "length", "diameter")  # 坐宽 is a width, whatever else is said of seats
NEAR = 20  # signs beside an amount in which its measure may be named
CALLED = {  # words of a measure's name → how people say them
    "seat": r"\bseat|[坐座](?:高|面|深|宽)",
    "delivery": (
        r"deliver|\bship|arriv|\bhere\b|\bcome|receive|\bget it|need it|have it by|送|到货|[得就能]到|收到|发货"
        r"|配送|拿到"
    ),
    "battery": r"batter|charge|play ?time|playback|续航|电池|充电|待机",
    "length": r"\blong\b|length|lasts?\b|长",
}
OF_YEARS = compiled(r"\b(?:made|released?|from|film|movie|era|shot|built|year|came out)\b|年|片", re.IGNORECASE)
OF_PRICE = compiled(
    r"expensive|price|budget|spend|pay|cost|cheap|\bdear|afford|money|贵|便宜|钱|价|预算|花", re.IGNORECASE
)


class Attributes:
    """The numbers of one catalogue, by what is said of them."""

    def __init__(self, catalogue: Catalogue, stock: Stock) -> None:
        self._stock = stock
        names = sorted({name for item in catalogue.items for name in item.numbers})
        self.measures = tuple(measure(name) for name in names)
        self.priced = any(item.price is not None for item in catalogue.items)
        spatial = [one for one in self.measures if one.unit in SPACE]
        self.sizes = tuple(one.name for word in INSTEAD["size"] for one in spatial if tuple(one.words) == (word,))
        self._counts = dict(_counts(self.measures, catalogue.attribute_names))

    def known(self, amount: Amount) -> bool:
        """Whether an amount is of money, length or weight, or of something that the catalogue counts."""
        if amount.measure == COUNT or (amount.measure == "" and amount.counted and amount.comparison == "plain"):
            return amount.counted in self._counts or (amount.measure == "" and amount.dimension != "")
        return amount.measure in ("", "cm", "g") or any(m.unit == amount.measure for m in self.measures)

    def of(self, amount: Amount, text: str, wanted: Wanted) -> tuple[str, float] | None:
        """(the catalogue's name, its units in one of the amount's) of an amount; None where it is of none."""
        if amount.currency or amount.dimension == PRICE:
            return (PRICE, 1.0) if self.priced else None
        if amount.counted in self._counts:
            return self._counts[amount.counted], 1.0
        if amount.bare:
            return self._bare(amount, text, wanted)
        near = [m for m in self.measures if m.unit == amount.measure]
        beside = text[max(0, amount.start - NEAR) : amount.end + NEAR]
        if amount.measure == "min":
            found = self._time(amount, near, beside, wanted)
        elif amount.measure in SPACE:
            usual = (self._spoken_of(amount, text, wanted) or "size") if amount.measure == "cm" else ""
            found = self._best(near, amount.dimension or usual, beside, wanted)
        else:
            found = min(near, key=lambda m: not self._stock.covers(m.name, wanted.rows), default=None)
        return (found.name, 1.0 / found.size) if found else None

    def by_dimension(self, dimension: str, wanted: Wanted) -> str | None:
        """The catalogue's name for a dimension of the sort that is wanted."""
        if dimension == PRICE:
            return PRICE if self.priced else None
        near = [m for m in self.measures if dimension != "size" or m.unit in SPACE]
        found = self._best(near, dimension, "", wanted)
        return found.name if found and self._stock.covers(found.name, wanted.rows) else None

    def _bare(self, amount: Amount, text: str, wanted: Wanted) -> tuple[str, float] | None:
        """A number without a unit: a year, a size where one is spoken of, else a price."""
        if amount.measure == COUNT:
            return None
        years = next((m.name for m in self.measures if m.unit == YEAR), None)
        beside = text[max(0, amount.start - NEAR) : amount.end + NEAR]
        if years and 1800 <= amount.low <= 2100 and (not self.priced or OF_YEARS.search(beside)):
            return years, 1.0
        dimension = amount.dimension or self._spoken_of(amount, text, wanted)
        found = self._best(self.measures, dimension, beside, wanted) if dimension else None
        if found:
            return found.name, 1.0
        return (PRICE, 1.0) if self.priced else None

    def _spoken_of(self, amount: Amount, text: str, wanted: Wanted) -> str:
        """The dimension spoken of just before: "it's too long, I've got 120 max" is no price; 矮的，一米二以下."""
        before = text[max(0, amount.start - 60) : amount.start]
        if OF_PRICE.search(text[max(0, amount.start - NEAR) : amount.end + NEAR]) or not self.measures:
            return ""
        spoken = [one.dimension for one in relatives(before) if one.dimension not in (PRICE, "size")]
        name = self.by_dimension(spoken[-1], wanted) if spoken else None
        return spoken[-1] if name and self._stock.plausible(name, amount.high) else ""

    def _best(self, near: Iterable[Measure], dimension: str, beside: str, wanted: Wanted) -> Measure | None:
        """The measure of a dimension that the sort has, and whose further words are said: seat height is no height."""
        order = INSTEAD.get(dimension, (dimension,)) if dimension else ("",)
        order = tuple(d for one in order for d in (INSTEAD["size"] if one == "size" else (one,)))
        ranked = sorted(
            (
                not self._stock.covers(m.name, wanted.rows),
                dimension not in m.words if dimension in NAMED else False,
                self._unsaid(m, d, beside),
                place,
                m.name,
                m,
            )
            for place, d in enumerate(order)
            for m in near
            if not d or d in m.words
        )
        return ranked[0][-1] if ranked else None

    def _unsaid(self, one: Measure, dimension: str, beside: str) -> int:
        """How many further words of a measure's name are not said beside the amount, less those that are."""
        others = [word for word in one.words if word != dimension] if dimension else []
        said = [bool(re.search(CALLED.get(word, re.escape(word)), beside, re.IGNORECASE)) for word in others]
        return said.count(False) - said.count(True)

    def _time(self, amount: Amount, near: Iterable[Measure], beside: str, wanted: Wanted) -> Measure | None:
        """The time that is named, or else the one that is reckoned in the unit that was said."""
        ranked = []
        for one in near:
            named = any(re.search(CALLED.get(word, re.escape(word)), beside, re.IGNORECASE) for word in one.words)
            fits = self._stock.plausible(one.name, amount.high / one.size)
            if fits and self._stock.covers(one.name, wanted.rows) and (named or amount.comparison != "plain"):
                ranked.append((not named, abs(math.log(amount.size / one.size)), one.name, one))
        return min(ranked)[-1] if ranked else None


def _counts(measures: Iterable[Measure], called: Mapping[str, Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    """(word that is counted, measure's name): ``tempo_bpm`` counts bpm, and what is called 页数 counts 页."""
    for one in measures:
        if not one.unit:
            yield singular(one.name.split("_")[-1]), one.name
        for label in called.get(one.name, {}).values():
            if CHINESE.search(label) and label.endswith(("数", "量")) and len(label) == 2:
                yield label[0], one.name
