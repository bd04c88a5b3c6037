"""What a search came to, and of several searches the one list; whether it rests on little."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from convrec.types import Recommendation, Understanding

NEAR = 0.35  # words' vote below which nothing here is near to what was asked for
NEAR_FOR_A_NAME = 0.8  # the same for the bare name of a thing that nothing here is called


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to: the list to show, the items that a question would have to choose between, and the rest."""

    recommendations: tuple[Recommendation, ...]
    in_question: tuple[str, ...]
    ranked: tuple[Recommendation, ...]  # everything that was named, best first
    utmost: str = ""  # the item that leads the list because it has most or least of what was asked for


def together(found: Sequence[Found], limit: int) -> Found:
    """The lists of several things as one of ``limit`` items, in which they take turns, the best of each first; at least
    one of each. What several name belongs to the thing that it is best for.
    """
    if len(found) == 1:
        return found[0]
    best: dict[str, tuple[float, int]] = {}
    for number, one in enumerate(found):
        for named in one.ranked:
            best[named.item_id] = max(best.get(named.item_id, (-np.inf, 0)), (named.score, -number))
    own = [{item for item, (_, of) in best.items() if of == -number} for number in range(len(found))]
    chosen = _in_turn([[r for r in f.recommendations if r.item_id in mine] for f, mine in zip(found, own, strict=True)])
    ranked = _in_turn([[r for r in f.ranked if r.item_id in mine] for f, mine in zip(found, own, strict=True)])
    in_question = dict.fromkeys(item for one in found for item in one.in_question)
    return Found(chosen[: max(limit, len(found))], tuple(in_question), ranked)


def _in_turn(lists: Sequence[Sequence[Recommendation]]) -> tuple[Recommendation, ...]:
    return tuple(one for turn in zip_longest(*lists) for one in turn if one is not None)


def unsure(found: Found, understanding: Understanding) -> bool:
    """Whether the list rests on little: nothing was recognised, and the words are near to nothing that is here."""
    if (
        understanding.mentions
        or understanding.retracted
        or understanding.photos is not None
        or not understanding.search_text
    ):
        return False
    words = [vote.contribution for r in found.recommendations for vote in r.votes if vote.source == "words"]
    unknown = set(understanding.search_text.lower().split()) <= set(understanding.unresolved)
    return max(words, default=0.0) < (NEAR_FOR_A_NAME if unknown else NEAR)
