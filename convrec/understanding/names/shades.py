"""Colours darker, lighter, warmer or cooler than what is shown: "in a darker colour", 颜色再暖一点.

That is a condition of the search, on what the names of an item's colours tell of how it looks, and no taste.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from convrec.data.attributes import is_colour
from convrec.data.folder import Catalogue
from convrec.data.tones import LIGHTNESS, SIDES, WARMTH, sides, tone
from convrec.understanding.language import Span, blanked
from convrec.understanding.numbers.wanted import Wanted
from convrec.understanding.opinions.judging import denies
from convrec.understanding.opinions.stances import Part
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import VALUES, Constraint, Operator, Profile

APART = 0.1  # how much darker or warmer a colour must be to count, of 1
_HUE = r"(?:colou?rs?|shades?|tones?|hues?)"  # "a lighter one" may weigh less
DARKER = compiled(rf"\bdeeper {_HUE}\b|\bdarker\b(?! than)|颜色(?:再|更|要)?[深暗]|深色?一?[点些]", re.IGNORECASE)
LIGHTER = compiled(
    rf"\b(?:lighter|brighter) {_HUE}\b|\bpaler\b|颜色(?:再|更|要)?[浅淡亮]|浅色?一?[点些]", re.IGNORECASE
)
WARMER = compiled(rf"\bwarmer {_HUE}\b|颜色(?:再|更|要)?暖|暖一?[点些]的?颜?色", re.IGNORECASE)
COOLER = compiled(rf"\b(?:cooler|colder) {_HUE}\b|颜色(?:再|更|要)?冷|冷一?[点些]的?颜?色", re.IGNORECASE)
ASKED: tuple[tuple[str, Operator, re.Pattern[str]], ...] = (
    (LIGHTNESS, "<=", DARKER), (LIGHTNESS, ">=", LIGHTER), (WARMTH, ">=", WARMER), (WARMTH, "<=", COOLER),
)  # fmt: skip


class Shades:
    """The items of one catalogue by the tones of their colours."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._sides = [sides(item) for item in catalogue.items]
        self._any = any(self._sides)

    def limits(self, parts: Sequence[Part], wanted: Wanted) -> tuple[list[Constraint], list[str]]:
        """(conditions, notes on what can't be met): beyond what is shown, where anything of the sort lies there."""
        limits, notes = list[Constraint](), list[str]()
        for part, side, op, said in self._asked(parts):
            middle = self._middle(side, wanted)
            bound = round(middle - APART if op == "<=" else middle + APART, 3)
            limit = Constraint(side, op, bound, part.clause.quote)
            known = [self._sides[row] for row in wanted.sort if self._sides[row]]
            if any(_meets(own, limit) for own in known):
                limits.append(limit)
            elif known:
                notes.append(f"beyond:{said}")
        return limits, notes

    def left_behind(self, limits: Sequence[Constraint], profile: Profile) -> list[Constraint]:
        """Refusals of the colours asked for before that are themselves not of the shade asked for now: "white vases",
        then "darker"; of blue there are darker ones.
        """
        shades = [limit for limit in limits if limit.attribute in SIDES]
        left = []
        for held in profile.constraints if shades else ():
            found = tone(str(held.value)) if is_colour(held.attribute) and held.op in VALUES else None
            if found is not None and not all(_meets(found.sides, one) for one in shades):
                left.append(Constraint(held.attribute, "!=", held.value, shades[0].said))
        return left

    def spans(self, text: str) -> list[Span]:
        """Where a text asks for another shade."""
        return [match.span() for _, _, pattern in ASKED for match in pattern.finditer(text)] if self._any else []

    def blanked(self, text: str) -> str:
        """The text with blanks there: a lighter colour weighs no less."""
        return blanked(text, self.spans(text))

    def _asked(self, parts: Sequence[Part]) -> Iterator[tuple[Part, str, Operator, str]]:
        for part in parts if self._any else ():
            for side, op, pattern in ASKED:
                if (said := pattern.search(part.clause.text)) and not denies(part.reading):
                    yield part, side, op, said[0]

    def _middle(self, side: str, wanted: Wanted) -> float:
        """The median of what is shown, or else of the sort, or else of all that there is."""
        for rows in (wanted.shown, wanted.sort, range(len(self._sides))):
            if known := [self._sides[row][side] for row in rows if self._sides[row]]:
                return float(np.median(known))
        return 0.0


def _meets(own: Mapping[str, float], limit: Constraint) -> bool:
    value, bound = own[limit.attribute], float(limit.value)
    return value <= bound if limit.op == "<=" else value >= bound
