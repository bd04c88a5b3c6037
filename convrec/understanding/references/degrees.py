"""Adjectives by which things of a list are told apart: which measures they speak of, and whether they mean much."""

import re
from dataclasses import dataclass

from convrec.data.shelf import PRICE, measure_unit
from convrec.types import Item
from convrec.understanding.patterns import compiled

SIZE = ("width", "height", "diameter", "length", "volume", "capacity", "weight")


@dataclass(frozen=True)
class Degree:
    """Patterns of an adjective's comparatives, superlatives, plain forms and Chinese signs.

    ``measures`` are the measures it speaks of, of which the first that all things have counts.
    """

    er: str
    est: str
    plain: str
    chinese: str
    measures: tuple[str, ...]
    much: bool

    @property
    def any_form(self) -> re.Pattern[str]:
        """All that says it, in both languages."""
        return compiled("|".join(filter(None, (self.est, self.er, self.plain, self.chinese))), re.IGNORECASE)


_BIG, _SMALL = r"大号|大(?![小概约家])", r"迷你|小[号巧]|小(?!时)"
DEGREES = (
    Degree(
        "cheaper|less expensive|more affordable", "cheapest|least expensive|most affordable", "cheap|affordable",
        "便宜|平价|划算|实惠|省钱", (PRICE,), False,
    ),
    Degree(
        "dearer|pricier|more expensive", "dearest|priciest|most expensive", "dear|price?y|expensive", "贵|貴",
        (PRICE,), True,
    ),
    Degree("roomier", "roomiest", "", "", ("capacity", "volume"), True),
    Degree("bigger|larger", "biggest|largest", "big|large|huge", _BIG, SIZE, True),
    Degree("smaller|tinier", "smallest|tiniest", "small|tiny|little", _SMALL, SIZE, False),
    Degree("wider|broader", "widest|broadest", "wide", "宽|寬", ("width", "diameter"), True),
    Degree("narrower|slimmer", "narrowest|slimmest", "narrow|slim", "窄", ("width", "diameter"), False),
    Degree("taller|higher", "tallest|highest", "tall|high", r"高(?![级档])", ("height",), True),
    Degree("lower", "lowest", "low", "矮", ("height",), False),
    Degree("deeper", "deepest", "deep", "", ("depth",), True),
    Degree("shallower", "shallowest", "", "", ("depth",), False),
    Degree("longer", "longest", "long", "长|長", ("length",), True),
    Degree("shorter", "shortest", "short", "短", ("length", "height"), False),
    Degree("heavier", "heaviest", "heavy", r"重(?![要新点])|沉", ("weight",), True),
    Degree("lighter", "lightest", "", r"轻(?!松)|輕", ("weight",), False),
    Degree("older", "oldest", "old", "老|旧", ("year",), False),
    Degree("newer|more recent", "newest|latest|most recent", "new|recent", r"新(?!鲜)", ("year",), True),
)  # fmt: skip


def measured(item: Item, measure: str) -> tuple[str, float] | None:
    """(name, value) of the measure of an item whose name begins so: ``weight`` → ("weight_kg", 2.0)."""
    if measure == PRICE:
        return None if item.price is None else (PRICE, item.price)
    named = ((name, value) for name, value in item.numbers.items() if _begins(measure_unit(name)[0], measure))
    return next(named, None)


def _begins(name: str, measure: str) -> bool:
    return name == measure or name.startswith(f"{measure}_")
