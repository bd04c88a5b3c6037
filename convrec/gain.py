"""What a question is worth: by how much its answer is expected to raise the chance that the next list has the thing.

Somebody who finds it on this list asks for nothing more, so it is the items that aren't shown which count. Who isn't
asked sees the next of them; who answers sees the best of those that fit the answer, shown before or not. The chances
are those of a Zipf law over the ranking (Zipf 1949); picking a question by the expected value of its answer is decision
theory's (Raiffa & Schlaifer 1961).
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence

import numpy as np


def gain(answers: Sequence[Collection[Hashable]], shown: Collection[int], size: int, answered: float = 1.0) -> float:
    """The rise (−1…1) in the chance of a hit.

    ``answers`` are, for each candidate, best first, the answers that who wants it might give; none where they couldn't
    say. ``shown`` are the places of those on the list, which has room for ``size``; ``answered`` is how often people
    answer at all.
    """
    unseen = [place for place in range(len(answers)) if place not in shown]
    if not unseen:
        return 0.0
    chances = _chances(len(answers), size)
    following, after = set(unseen[:size]), _lists_after(answers, size)
    total = risen = 0.0
    for place in unseen:
        given = answers[place]
        found = sum(place in after[answer] for answer in given) / len(given) if given else float(place in following)
        risen += chances[place] * (found - (place in following))
        total += chances[place]
    return float(answered * risen / total)


def _chances(count: int, size: int) -> np.ndarray:
    """How probably each candidate is the one that is wanted (not normalised): the first twice as the last shown."""
    return 1.0 / (size + np.arange(count))


def _lists_after(answers: Sequence[Collection[Hashable]], size: int) -> Mapping[Hashable, set[int]]:
    """The places of the candidates that each answer would show."""
    lists: dict[Hashable, set[int]] = defaultdict(set)
    for place, given in enumerate(answers):
        for answer in given:
            if len(lists[answer]) < size:
                lists[answer].add(place)
    return lists
