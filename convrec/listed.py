"""How lists stand in the log, and what came of those that were explored."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge_graph import Opinion
from knowledge_graph.schema import ITEM, LISTED, kind_of, name_of

CHANCES = f"{LISTED}/chances"


def search_by(search: str) -> str:
    """The id of a list's search, which names the photos that it went by or beside, so that it is erased with them."""
    told = json.loads(search)
    return "/".join([LISTED, "search", *(photo for photo, *_ in told["photos"]), *told["beside"]])


def with_rewards(log: Sequence[Opinion]) -> Iterator[dict[str, Any]]:
    """The logged lists of one person, oldest first."""
    lists = [place for place, opinion in enumerate(log) if kind_of(opinion.about) == LISTED]
    for place in (place for place in lists if log[place].about == CHANCES):
        shown_at = log[place].said_at
        end = next((later for later in lists if later > place and log[later].said_at != shown_at), len(log))
        kept = json.loads(log[place].quote)
        rewards = {
            name_of(o.about): o.liking
            for o in log[place:end]
            if kind_of(o.about) == ITEM and o.source in ("click", "taken back") and name_of(o.about) in kept["shown"]
        }
        yield {"at": log[place].said_at, **kept, "rewards": rewards}
