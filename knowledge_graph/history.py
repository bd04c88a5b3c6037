"""What a person was shown before: every list of their log, with the search that it was for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge_graph.profile import folds_at
from knowledge_graph.schema import ITEM, LISTED, Opinion, Profile, kind_of, name_of
from knowledge_graph.standing import standing

SHOWN_AGAIN = f"{LISTED}/again"  # says of a list that it brought an earlier one back
PAUSE = 1800.0  # seconds of silence that part one visit from the next


@dataclass(frozen=True)
class Listing:
    """A list: when it was shown, its items with what was noted of each, and how much of the log stood before it."""

    at: float
    items: Mapping[str, str]
    before: int


def listings(opinions: Iterable[Opinion]) -> tuple[Listing, ...]:
    """All lists that a person was shown and hasn't had put aside, oldest first."""
    log = standing(opinions)
    again = {one.said_at for one in log if one.about == SHOWN_AGAIN}
    found: dict[float, tuple[int, dict[str, str]]] = {}
    for place, one in enumerate(log):
        if one.source == "shown" and kind_of(one.about) == ITEM and one.said_at not in again:
            found.setdefault(one.said_at, (place, {}))[1][name_of(one.about)] = one.quote
    return tuple(Listing(at, items, place) for at, (place, items) in found.items())


def searched(opinions: Iterable[Opinion], lists: Iterable[Listing]) -> dict[float, Profile]:
    """The person as they were when each of some lists was shown, by its moment; the log is folded once for all."""
    log, moments = standing(opinions), {one.before: one.at for one in lists}
    profiles = folds_at(log[0].user_id if log else "", log, moments)
    return {moments[place]: profile for place, profile in profiles.items()}


def visit_before(opinions: Iterable[Opinion], now: float) -> tuple[float, float]:
    """(start, end) of the newest visit before the one going on ``now`` in which something was shown; both 0.0 where
    there was none.
    """
    end, last = 0.0, now
    shown = {one.at for one in listings(opinions)}
    for at in sorted({one.said_at for one in opinions if one.said_at <= now}, reverse=True):
        if last - at > PAUSE:
            if end and any(last <= moment <= end for moment in shown):
                return last, end
            end = at
        last = at
    return (last, end) if end and any(last <= moment <= end for moment in shown) else (0.0, 0.0)
