"""Why an item is not on a list: the conditions it breaks, or its place in the ranking when the list is made again."""

from dataclasses import dataclass

from convrec.causes.rerun import Rerun
from convrec.search import Found
from convrec.types import Recommendation
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import item_entity


@dataclass(frozen=True)
class Absence:
    """What keeps an item off a list, the first of these that holds.

    ``listed`` is its place on that list (from 1), 0 where it isn't on it; ``refused`` whether the person refused it,
    in the words ``quote``; ``broken`` the conditions that it breaks; ``open`` is False where the search leaves it out
    for another reason, ``seen`` where that is that it was shown before, ``passed`` that its list was turned down. Else
    it was weighed: its ``score`` and ``place`` (from 1) among all ``named``, both 0 where nothing spoke for it, beside
    the ``last`` that was shown; and the shown item that it is a near-duplicate of (``like``).
    """

    item_id: str
    listed: int = 0
    refused: bool = False
    quote: str = ""
    broken: tuple[Constraint, ...] = ()
    open: bool = True
    seen: bool = False
    passed: bool = False
    place: int = 0
    score: float = 0.0
    named: int = 0
    last: Recommendation | None = None
    like: str = ""

    @property
    def distance(self) -> tuple[bool, bool, bool, int, bool, float]:
        """The less, the nearer the item came to the list; what is of another sort is farthest from it."""
        other = any(limit.op == "=" for limit in self.broken)
        return (not self.listed, self.refused, other, len(self.broken), not self.open, -self.score)


def absences(rerun: Rerun, items: tuple[str, ...], profile: Profile) -> list[Absence]:
    """Why each of some items isn't on the list, the one that came nearest first; ``profile`` is the person's now."""
    found = rerun.found()
    return sorted((_absence(rerun, found, item, profile) for item in items), key=lambda one: one.distance)


def _absence(rerun: Rerun, found: Found, item_id: str, profile: Profile) -> Absence:
    then, shown = rerun.profile(), [*profile.shown]
    if item_id in shown:
        return Absence(item_id, listed=shown.index(item_id) + 1)
    if item_id in profile.refused:
        said = profile.likings[item_entity(item_id)]
        return Absence(item_id, refused=True, quote=said.quote if said.source == "message" else "")
    broken = rerun.searcher.conditions.broken(item_id, profile) or rerun.searcher.conditions.broken(item_id, then)
    if broken:
        return Absence(item_id, broken=broken)
    queries = rerun.searcher.conditions.queries(rerun.understanding, then)
    if not any(rerun.searcher.conditions.open(item_id, query) for query in queries):
        again = rerun.understanding.intent == "more" and item_id in then.seen
        return Absence(item_id, open=False, seen=again, passed=item_id in profile.passed)
    return _weighed(rerun, found, item_id)


def _weighed(rerun: Rerun, found: Found, item_id: str) -> Absence:
    place = next((n for n, one in enumerate(found.ranked, 1) if one.item_id == item_id), 0)
    score = found.ranked[place - 1].score if place else 0.0
    last = found.recommendations[-1] if found.recommendations else None
    higher = last is not None and score > last.score
    like = next((r.item_id for r in found.recommendations if higher and rerun.searcher.alike(item_id, r.item_id)), "")
    return Absence(item_id, place=place, score=score, named=len(found.ranked), last=last, like=like)
