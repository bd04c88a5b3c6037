"""Many votes → one list. An item's score is exactly the sum of what its votes contribute.

A vote contributes its candidate's score times the weight of its source, and so does each part of it. The weights here
are priors: what a unit of each source's score is worth, chosen so that the best candidate of a confident source
contributes about 1. What was learnt from a catalogue's acts multiplies them (``convrec.fusion``).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from convrec.fusion import NOTHING, PRIOR, Context, Fusion
from convrec.types import Candidate, Recommendation, Vote

WEIGHTS: Mapping[str, float] = {
    "words": 3.0,  # cosine above the background: .3 is a very good match
    "photo": 6.0,  # so that words beside a photo bend the list and don't make it
    "picture": 3.0,  # as words are, for items that have none
    "taught": 6.0,  # the photo's own: both were weighed against each other by photos held out of the teaching
    "lettering": 0.3,  # a word that one item alone says is 1; chosen beside the look on grocery training photos
    "changed": 0.3,  # as what is asked for is kept as a condition, this only tells of it
    "goes with": 2.0,  # its best candidate gets more than 1 where it is chosen, seen and suits; that is what was asked
    "like": 2.0,
    "graph": 2.0,  # liking × rarity: a wish that an item is known to meet weighs as much as very near words
    "people": 0.3,  # a full liking gives its best neighbour 1; less than a spoken wish, whatever else somebody likes
    "learned": 0.5,  # a full liking gives its best item 1, and tells much of what people and graph tell
    "popular": 0.2,  # tells the chosen from the unchosen; never outvotes a wish
    "passed": 0.1,  # shown before and left alone: less than any reason for an item
}
NEGLIGIBLE = 1e-9
LOOKED_AT = 30  # recommendations among which the spread chooses
DUPLICATE = 0.5  # share of its score that a near-duplicate loses in the choice


@dataclass(frozen=True, eq=False)
class Bound:
    """At most a share of one list's places for one group of items, say a brand; one place in any case.

    ``group`` maps item ids to their groups; items without one are not bounded.
    """

    share: float
    group: Mapping[str, str]

    def open(self, left: list[Recommendation], chosen: list[Recommendation], limit: int) -> list[Recommendation]:
        """Those whose group has a place left in a list of ``limit``; all where nothing else is named any more."""
        places = max(1, math.floor(self.share * limit + NEGLIGIBLE))
        taken = Counter(self.group.get(recommendation.item_id) for recommendation in chosen)
        full = {group for group, count in taken.items() if group is not None and count >= places}
        return [recommendation for recommendation in left if self.group.get(recommendation.item_id) not in full] or left


def fuse(candidates: Iterable[Candidate], fusion: Fusion = PRIOR, context: Context = NOTHING) -> list[Recommendation]:
    """All candidates of all recommenders → recommendations, best first; ties by item id.

    ``fusion`` is what was learnt, ``context`` what is known of the query; without them the prior weights hold.
    """
    votes: dict[str, list[Vote]] = defaultdict(list)
    for candidate in candidates:
        learnt = fusion.multiplier(candidate.source, candidate.score, context)
        vote = _vote(candidate, WEIGHTS.get(candidate.source, 1.0) * learnt)
        if abs(vote.contribution) > NEGLIGIBLE or not candidate.score:
            votes[candidate.item_id].append(vote)
    made = [Recommendation(item, sum(vote.contribution for vote in own), tuple(own)) for item, own in votes.items()]
    return sorted(made, key=lambda recommendation: (-recommendation.score, recommendation.item_id))


def _vote(candidate: Candidate, weight: float) -> Vote:
    parts = tuple(replace(part, amount=part.amount * weight) for part in candidate.because)
    return Vote(candidate.source, sum(part.amount for part in parts), parts)


def spread(
    ranked: list[Recommendation],
    limit: int,
    alike: Callable[[str, str], bool],
    bound: Bound | None = None,
    lost: Callable[[str, str], float] | None = None,
) -> tuple[Recommendation, ...]:
    """The first ``limit``, where a near-duplicate of something better counts half and so gives way to different things.

    Greedy re-ranking (Carbonell & Goldstein 1998); scores stay what they are, and the result is in their order. With a
    ``bound``, a group that has its places is passed over. ``lost`` is the share of its score that an item loses for
    being like another that was chosen.
    """
    chosen: list[Recommendation] = []
    left = ranked
    while left and len(chosen) < limit:
        choice = left if bound is None else bound.open(left, chosen, limit)
        best = max(choice[: max(1, LOOKED_AT - len(chosen))], key=lambda r: _worth(r, chosen, alike, lost))
        chosen.append(best)
        left = [recommendation for recommendation in left if recommendation is not best]
    return tuple(sorted(chosen, key=lambda recommendation: -recommendation.score))


def _worth(
    recommendation: Recommendation,
    chosen: list[Recommendation],
    alike: Callable[[str, str], bool],
    lost: Callable[[str, str], float] | None,
) -> float:
    item = recommendation.item_id
    share = DUPLICATE * any(alike(item, other.item_id) for other in chosen)
    if lost is not None:
        share = max([share, *(lost(item, other.item_id) for other in chosen)])
    return recommendation.score - abs(recommendation.score) * share
