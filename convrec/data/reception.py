"""How an item was received: its mean rating, and what people wrote of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from convrec.types import Act, Reception, Review

KEPT = 4  # reviews kept of an item, the newest


def receptions(acts: Iterable[Act]) -> Mapping[str, Reception]:
    """Item id → its reception, for the items that were rated or written about. Acts may come in any order."""
    stars: dict[str, dict[str, float]] = defaultdict(dict)
    written: dict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: act.at):
        if act.act == "rate" and act.value is not None:
            stars[act.item_id][act.user_id] = act.value  # who rates twice has changed their mind
        if act.text:
            written[act.item_id].append(act)
    return {item: _reception(stars[item], written[item][::-1]) for item in [*stars, *(written.keys() - stars.keys())]}


def _reception(stars: Mapping[str, float], written: list[Act]) -> Reception:
    reviews = tuple(Review(act.text, stars.get(act.user_id)) for act in written[:KEPT])
    return Reception(sum(stars.values()) / len(stars) if stars else None, len(stars), reviews)
