"""How light and how warm colours are, by their names: common knowledge that catalogues don't tell.

Items get it as two measures of their own, so that "darker" can be a condition like any other.
"""

import re
from dataclasses import dataclass

import numpy as np

from convrec.data.attributes import is_colour
from convrec.types import Item

LIGHTNESS, WARMTH = "colour_lightness", "colour_warmth"  # of an item, as conditions name them
SIDES = frozenset({LIGHTNESS, WARMTH})
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

    @property
    def sides(self) -> dict[str, float]:
        """The same as the measures of an item."""
        return {LIGHTNESS: self.lightness, WARMTH: self.warmth}


def tone(name: str) -> Tone | None:
    """The tone of a colour's name, by its first word that is known: "ink blue", ``bottle-green``."""
    known = next((COLOURS[word] for word in re.findall(r"[a-z]+", name.lower()) if word in COLOURS), None)
    if known is None:
        return None
    red, green, blue = (int(known[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return Tone((0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2) ** (1 / 2.2), red - blue)


def sides(item: Item) -> dict[str, float]:
    """``LIGHTNESS`` and ``WARMTH`` of an item: the mean of its colours; {} where none of them is known."""
    texts = (text for name, values in item.attributes.items() if is_colour(name) for text in values)
    known = [found for text in texts for word in text.values() if (found := tone(word))]
    if not known:
        return {}
    means = np.mean([(one.lightness, one.warmth) for one in known], axis=0)
    return Tone(*means.tolist()).sides
