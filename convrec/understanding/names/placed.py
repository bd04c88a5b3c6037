"""Things that a message names only to say where another is to be: "a rug for under the dining table", 书桌上的台灯."""

import re
from collections.abc import Collection, Sequence

from convrec.types import Mention
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import kind_of

PLACE = compiled(
    r"(?P<place>\b(?:(?:for|to go|that goes|goes|going|to put|to place) )?"
    r"(?:under(?:neath)?|below|beneath|beside|next to"
    r"|behind|above|in front of|on top of|on|onto|by|near|around|against|over|inside|in)"
    r"|(?<!looking )(?<!searching )(?<!asking )(?<!swap )\bfor(?= (?:the|my|our|his|her|their) ))"
    r" (?:(?:the|my|our|his|her|their|a|an|your) )?(?:[a-z-]+ )?$",
    re.IGNORECASE,
)
SWAPS = compiled(r"\b(?:swap|exchange|change|trade|switch|instead)\b", re.IGNORECASE)
BEHIND_ZH = compiled(r"(?:底下|下面?|上面?|旁边?|边上|前面?|后面?|里面?|中间)(?:要?[放铺摆用挂])?的")
STOP = compiled(r"[,.;:!?，。；！？]|\b(?:and|but|or)\b", re.IGNORECASE)


def placed(text: str, mentions: Sequence[Mention], topics: Collection[str]) -> list[Mention]:
    """The sorts of things that only say where one that is named in the same breath is to be."""
    sorts = [m for m in mentions if kind_of(m.entity) in topics]
    return [one for one in sorts if _by_a_place(text, one, sorts) or _before_its_thing(text, one, sorts)]


def _by_a_place(text: str, one: Mention, sorts: Sequence[Mention]) -> bool:
    found = PLACE.search(text[: one.start])
    if found is None or SWAPS.search(text):
        return False
    return any(other.end <= found.start("place") and not STOP.search(text[other.end : one.start]) for other in sorts)


def _before_its_thing(text: str, one: Mention, sorts: Sequence[Mention]) -> bool:
    found = BEHIND_ZH.match(text, one.end)
    return found is not None and any(
        found.end() <= other.start and not STOP.search(text[found.end() : other.start]) for other in sorts
    )
