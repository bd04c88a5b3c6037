"""Colours darker, lighter, warmer or cooler than what is shown: "in a darker colour", 颜色再暖一点.

Which of a catalogue's colours those are is told by their names; how such names look is common knowledge.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from convrec.data.attributes import is_colour
from convrec.data.folder import Catalogue
from convrec.types import Message
from convrec.understanding.language import Span, blanked
from convrec.understanding.numbers.wanted import Wanted
from convrec.understanding.opinions.judging import denies
from convrec.understanding.opinions.stances import Part
from convrec.understanding.opinions.telling import WISH
from convrec.understanding.patterns import compiled
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import Opinion, kind_of, name_of

APART = 0.08  # how much darker or warmer a colour must be to count, of 1
MOST = 3  # colours wished for at once
_HUE = r"(?:colou?rs?|shades?|tones?|hues?)"  # "a lighter one" may weigh less
DARKER = compiled(rf"\bdeeper {_HUE}\b|\bdarker\b(?! than)|颜色(?:再|更|要)?[深暗]|深色?一?[点些]", re.IGNORECASE)
LIGHTER = compiled(
    rf"\b(?:lighter|brighter) {_HUE}\b|\bpaler\b|颜色(?:再|更|要)?[浅淡亮]|浅色?一?[点些]", re.IGNORECASE
)
WARMER = compiled(rf"\bwarmer {_HUE}\b|颜色(?:再|更|要)?暖|暖一?[点些]的?颜?色", re.IGNORECASE)
COOLER = compiled(rf"\b(?:cooler|colder) {_HUE}\b|颜色(?:再|更|要)?冷|冷一?[点些]的?颜?色", re.IGNORECASE)
ASKED = (("lightness", -1.0, DARKER), ("lightness", 1.0, LIGHTER), ("warmth", 1.0, WARMER), ("warmth", -1.0, COOLER))
COLOURS = {  # red, green and blue in hexadecimal
    "black": "111111", "charcoal": "36454f", "anthracite": "383e42", "grey": "808080", "gray": "808080",
    "silver": "c0c0c0", "white": "ffffff", "ivory": "fffff0", "cream": "fffdd0", "oat": "dfd3bf", "bone": "e3dac9",
    "natural": "d8c3a5", "beige": "e1c699", "sand": "c2b280", "taupe": "8b7e74", "camel": "c19a6b", "tan": "d2b48c",
    "brown": "6f4e37", "chocolate": "4b2e1e", "cognac": "9a4a1f", "walnut": "5d432c", "oak": "b8905b", "ash": "d0c0a0",
    "rust": "a4461f", "terracotta": "c66b4b", "copper": "b87333", "brass": "b5a642", "gold": "d4af37",
    "bronze": "8c6b3f",
    "red": "c1121f", "burgundy": "6d1a36", "chilli": "b3201b", "coral": "f4745c", "salmon": "fa8072", "pink": "f4a6b8",
    "blush": "e8b7ab", "rose": "d98695", "plum": "5e2a4d", "purple": "6a3d9a", "lilac": "b497cf", "lavender": "b9a6d9",
    "orange": "f28500", "apricot": "f5b583", "peach": "ffcba4", "amber": "d98c1f", "yellow": "f4d03f",
    "mustard": "c8992c", "lemon": "fbe870", "olive": "6b6b2d", "green": "3f7d4e", "sage": "9caf88", "moss": "6a7b45",
    "forest": "22482f", "bottle": "164a35", "mint": "a8dcc0", "emerald": "1f7a55", "teal": "1f6f78",
    "turquoise": "40b5ad", "blue": "2f5fa8", "navy": "1b2a4a", "ink": "22314e", "denim": "4a6a8a", "sky": "a9c6dc",
    "indigo": "2e2a6b", "smoke": "8d8f91", "clear": "eef3f5", "steel": "9aa1a6",
}  # fmt: skip


@dataclass(frozen=True)
class Tone:
    """How a colour looks: ``lightness`` from 0 (black) to 1 (white), ``warmth`` from −1 (blue) to 1 (red)."""

    lightness: float
    warmth: float


def tone(name: str) -> Tone | None:
    """The tone of a colour's name, by its first word that is known: "ink blue", ``bottle-green``."""
    known = next((COLOURS[word] for word in re.findall(r"[a-z]+", name.lower()) if word in COLOURS), None)
    if known is None:
        return None
    red, green, blue = (int(known[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return Tone((0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2) ** (1 / 2.2), red - blue)


class Shades:
    """The colours of one catalogue by their tones."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._of_row = [
            [value for value in values_of(item.id, catalogue) if is_colour(kind_of(value))] for item in catalogue.items
        ]
        values = {value for own in self._of_row for value in own}
        self._tones = {value: found for value in values if (found := tone(name_of(value)))}

    def wishes(self, message: Message, parts: Sequence[Part], wanted: Wanted, known: Collection[str]) -> list[Opinion]:
        """Wishes for the colours beyond what is shown that most of the sort have, but for what is ``known`` already."""
        return [
            Opinion(message.user_id, value, WISH, message.sent_at, part.clause.quote)
            for part in parts
            if not denies(part.reading)
            for value in self._beyond(part.clause.text, wanted)
            if value not in known
        ]

    def _beyond(self, text: str, wanted: Wanted) -> list[str]:
        asked = [(side, sign) for side, sign, pattern in ASKED if pattern.search(text)] if self._tones else []
        if not asked:
            return []
        counts = Counter(value for row in wanted.sort for value in self._of_row[row] if value in self._tones)
        found: list[str] = []
        for side, sign in asked:
            base = self._middle(side, wanted.shown)
            far = [v for v, _ in counts.most_common() if sign * (getattr(self._tones[v], side) - base) > APART]
            found += sorted(far[:MOST])
        return found

    def left_behind(self, text: str, wanted: Wanted) -> list[str]:
        """The colours of the one thing that is measured by, where another shade than its is asked for."""
        if len(wanted.shown) != 1 or not self.spans(text):
            return []
        return [value for value in self._of_row[wanted.shown[0]] if value in self._tones]

    def spans(self, text: str) -> list[Span]:
        """Where a text asks for another shade."""
        return [match.span() for _, _, pattern in ASKED for match in pattern.finditer(text)] if self._tones else []

    def blanked(self, text: str) -> str:
        """The text with blanks there: a lighter colour weighs no less."""
        return blanked(text, self.spans(text))

    def _middle(self, side: str, rows: Iterable[int]) -> float:
        """The median of the colours of rows, or else of all that there are."""
        shown = [value for row in rows for value in self._of_row[row] if value in self._tones]
        return float(np.median([getattr(self._tones[value], side) for value in shown or self._tones]))
