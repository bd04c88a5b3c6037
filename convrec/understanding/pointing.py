"""What a message that looks for something points at: things of the list, or one that is wanted otherwise."""

import re
from collections.abc import Sequence

from convrec.data.designs import DESIGN
from convrec.data.tones import SIDES
from convrec.types import PHOTO_SENT, Contest, Intent
from convrec.understanding.intents.evidence import OTHERWISE
from convrec.understanding.patterns import compiled
from convrec.understanding.references.contests import contest
from convrec.understanding.references.pronouns import points_somewhere
from convrec.understanding.stages import Read, Taken
from knowledge_graph.schema import TASTE, Opinion, Profile

SIMILAR = compiled(
    r"\b(?:any(?:thing)?|something|ones?|more|others?)\b[^.,;!?]{0,12}\b(?:similar|alike|along (?:those|these) lines)\b"
    r"|有[^，。,.!?！？]{0,3}(?:类似|差不多|相似)的|(?:类似|差不多|相似)的(?:有|还有)",
    re.IGNORECASE,
)


def asked_most(read: Read, views: Sequence[Opinion]) -> Contest | None:
    """What is asked most or least of; None where "the dearest" is judged and not asked for."""
    return None if any(abs(view.liking) >= TASTE for view in views) else contest(read.text)


def references(read: Read, taken: Taken, intent: Intent) -> tuple[str, ...]:
    """What is pointed at; "the cheapest lamp", of all there are, is none of those shown."""
    if intent in ("find", "refine") and taken.contest is not None and taken.contest.utmost:
        return tuple(item for item in read.references if item == PHOTO_SENT)
    return tuple(dict.fromkeys([*read.references, *taken.called]))


def otherwise(read: Read, taken: Taken, intent: Intent) -> str:
    """The item that is wanted otherwise ("is there a white one of it?", "like that but darker"): the one pointed at or
    spoken of last, or else the first of the list; "" where none is.
    """
    if len(read.items) == 1 and any(limit.attribute in SIDES for limit in taken.limits):
        return read.items[0]
    if intent not in ("find", "refine") or not OTHERWISE.search(read.text):
        return ""
    if not (read.items or points_somewhere(read.text)):
        return ""
    focus = [read.profile.focus] if read.profile.focus else []
    return next(iter([*read.items[:1], *focus, *read.profile.shown]), "")


def designs_left(text: str, profile: Profile) -> list[str]:
    """The ids of the conditions on a design that end where something similar is asked for."""
    if not SIMILAR.search(text):
        return []
    return [limit.about for limit in profile.constraints if limit.attribute == DESIGN]
