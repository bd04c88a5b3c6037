"""Now and then the last place of a list goes to something a little further down, so that more is learnt than is known.

That is ε-greedy on one place: with the chance ``share`` the last item gives way to one of the next few, each as likely
as the others. Every item's chance to be listed, its propensity, is known exactly and logged, so that lists of another
making can be judged by the log (``evaluate offline-policy``). Chance is seeded by the turn: the same turn has the same
list.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from convrec.fusion import Context
from convrec.ranking import Bound
from convrec.types import Candidate, Recommendation

POOL = 10  # items that may take the last place
LOGGED = 50  # best items whose scores are logged, so that other weights can be put to them


@dataclass(frozen=True)
class Explored:
    """A list, and every item's chance to be on it (none where it isn't named). ``tried`` is what chance brought."""

    recommendations: tuple[Recommendation, ...]
    propensities: Mapping[str, float]
    tried: str = ""


def explore(
    chosen: tuple[Recommendation, ...],
    ranked: Sequence[Recommendation],
    share: float,
    seed: str,
    alike: Callable[[str, str], bool],
    bound: Bound | None = None,
) -> Explored:
    """Exchange the last of ``chosen`` with the chance ``share`` for one of what is ``ranked`` next.

    Near-duplicates of the rest of the list don't take part, nor does what a ``bound`` passes over.
    """
    if not chosen:
        return Explored((), {})
    kept, last = chosen[:-1], chosen[-1]
    pool = _pool(chosen, ranked, alike, bound)
    if not pool or not share:
        return Explored(chosen, {r.item_id: 1.0 for r in chosen})
    propensities = {r.item_id: 1.0 for r in kept} | {last.item_id: 1.0 - share}
    propensities |= {r.item_id: share / len(pool) for r in pool}
    chance = Random(seed)
    if chance.random() >= share:
        return Explored(chosen, propensities)
    tried = chance.choice(pool)
    return Explored((*kept, tried), propensities, tried.item_id)


def _pool(
    chosen: tuple[Recommendation, ...],
    ranked: Sequence[Recommendation],
    alike: Callable[[str, str], bool],
    bound: Bound | None,
) -> list[Recommendation]:
    """What may take the last place: the next ones below it, so that the list stays in the order of its scores."""
    kept, last = chosen[:-1], chosen[-1]
    there = {r.item_id for r in chosen}
    below = [r for r in ranked if r.item_id not in there and r.score <= last.score]
    if bound is not None and below:
        below = bound.open(below, list(kept), len(chosen))
    fresh = (r for r in below if not any(alike(r.item_id, other.item_id) for other in kept))
    return [r for r, _ in zip(fresh, range(POOL), strict=False)]


def write_list(
    explored: Explored,
    ranked: Sequence[Recommendation],
    candidates: Iterable[Candidate],
    context: Context,
    alike: Callable[[str, str], bool],
) -> str:
    """All that a log must know of a list to judge others by it, as JSON; nothing in it names the person."""
    logged = list(dict.fromkeys([*explored.propensities, *(r.item_id for r in ranked[:LOGGED])]))
    scores: dict[str, dict[str, float]] = {item: {} for item in logged}
    for candidate in candidates:
        if candidate.item_id in scores:
            scores[candidate.item_id][candidate.source] = round(candidate.score, 5)
    return json.dumps(
        {
            "context": {name: round(value, 4) for name, value in context.items() if value},
            "shown": [r.item_id for r in explored.recommendations],
            "tried": explored.tried,
            "candidates": [
                {
                    "item_id": item,
                    "scores": scores[item],
                    "propensity": round(explored.propensities.get(item, 0.0), 6),
                    "like": first,
                }
                for item, first in _firsts(logged, alike).items()
            ],
        },
        ensure_ascii=False,
    )


def _firsts(items: Sequence[str], alike: Callable[[str, str], bool]) -> dict[str, str]:
    """Item → the first one that it is a near-duplicate of, itself where there is none."""
    firsts: dict[str, str] = {}
    for item in items:
        firsts[item] = next((first for first in dict.fromkeys(firsts.values()) if alike(item, first)), item)
    return firsts
