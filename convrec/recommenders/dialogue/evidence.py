"""What speaks for each item at a turn of a dialogue: it was named, it has a named actor, others went on to it …

Every kind of evidence is a sparse (turns, items) of amounts from about 0 to 1. A model weighs the kinds; so each
item's score is a sum of nameable parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array, diags_array

from convrec.data.dialogues import Knowledge, Turn, binary
from convrec.recommenders.dialogue.past import Past
from convrec.recommenders.dialogue.spelled import spelled
from convrec.recommenders.dialogue.wording import Wording

ERAS = (0, 2, 5, 10, 20, 40, 1000)  # years back from the newest item; what is older is one era
PLACES = ("last", "before", "earlier")  # the last utterance, the one it answers, all others


@dataclass(frozen=True, eq=False)
class Evidence:
    """``sparse``: kind → (turns, items). ``everywhere``: kind → (items,), alike at every turn.

    A sparse part of the same name corrects one that is alike everywhere.
    """

    sparse: Mapping[str, csr_array]
    everywhere: Mapping[str, np.ndarray]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds."""
        return tuple(dict.fromkeys([*self.everywhere, *self.sparse]))


def gather(turns: Sequence[Turn], knowledge: Knowledge, past: Past, wording: Wording) -> Evidence:
    """All that speaks for items at these turns: the facts, what past dialogues tell, and the words."""
    at = {place: _named(turns, place, len(knowledge.names)) for place in PLACES}
    sparse: dict[str, csr_array] = {f"named {place}": csr_array(at[place][:, knowledge.items]) for place in PLACES}
    sparse["named recently"] = _recency(turns, knowledge)
    for relation, facts in sorted(knowledge.facts.items()):
        sparse |= {f"{relation} {place}": at[place] @ _shared_out(facts) for place in PLACES}
        for name, said in (("last", at["last"]), ("before", at["before"] + at["earlier"])):
            sparse[f"same {relation} {name}"] = _sharing(csr_array(said[:, knowledge.items]), facts)
    sparse |= {**spelled(turns, knowledge), **past.went_on(turns), **wording.alike(turns)}
    popular, corrections = past.popular(turns)
    popular |= eras(knowledge.years)
    return Evidence({name: csr_array(values) for name, values in (sparse | corrections).items()}, popular)


def _named(turns: Sequence[Turn], place: str, entities: int) -> csr_array:
    """(turns, entities): what was named at this place."""
    pairs = {
        (number, entity)
        for number, turn in enumerate(turns)
        for utterance, entity in turn.named
        if _place(utterance, len(turn.said)) == place
    }
    return binary(pairs, (len(turns), entities))


def _place(utterance: int, count: int) -> str:
    return PLACES[min(count - 1 - utterance, 2)]


def _recency(turns: Sequence[Turn], knowledge: Knowledge) -> csr_array:
    """1 for the item named last, 1/2 for the one before, 1/3 …"""
    row = knowledge.row
    entries = [
        (number, item, 1 / (back + 1))
        for number, turn in enumerate(turns)
        for back, item in enumerate(dict.fromkeys(row[entity] for _, entity in reversed(turn.named) if entity in row))
    ]
    return _matrix(entries, (len(turns), len(row)))


def _shared_out(facts: csr_array) -> csr_array:
    """An entity's word counts less for each item the more items it speaks for: by the root of their number."""
    count = np.asarray(facts.sum(axis=1)).ravel()
    return csr_array(diags_array(1 / np.sqrt(np.maximum(count, 1))) @ facts)


def _sharing(named: csr_array, facts: csr_array) -> csr_array:
    """What items have in common with named ones; rare things count more, and no item is compared with itself."""
    count = np.asarray(facts.sum(axis=1)).ravel()
    rarity = np.divide(1.0, np.log2(1 + count), out=np.zeros_like(count), where=count > 1)
    weighed = diags_array(rarity) @ facts
    itself = named @ diags_array(np.asarray(weighed.sum(axis=0)).ravel())
    shared = csr_array(named @ facts.T @ weighed - itself)
    shared.data = np.tanh(np.maximum(shared.data, 0)).astype(np.float32)
    shared.eliminate_zeros()
    return shared


def eras(years: np.ndarray) -> dict[str, np.ndarray]:
    """Of which time each item is, (items,) of ones and zeros each; none where the year isn't known."""
    age = years.max() - years
    spans = pairwise(ERAS)
    return {f"{low} years old": ((age >= low) & (age < high)).astype(np.float32) for low, high in spans}


def _matrix(entries: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    rows, columns, values = np.array(entries, dtype=np.float64).reshape(-1, 3).T
    return csr_array((values.astype(np.float32), (rows.astype(np.intp), columns.astype(np.intp))), shape=shape)


def each_kind(evidence: Evidence) -> Iterator[tuple[int, csr_array]]:
    """The number of each sparse kind among all kinds, and its amounts."""
    for name, amounts in evidence.sparse.items():
        yield evidence.kinds.index(name), amounts
