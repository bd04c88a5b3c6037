"""What past dialogues tell: how often each item was recommended and named, and after what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from convrec.data.dialogues import Knowledge, Turn, binary

SHRUNK = 1.0  # turns that are added to those in which something was named, so that few of them say little


class Past:
    """Counts over the turns that are learnt from.

    A turn is told what other dialogues say, and nothing of its own: so that nothing answers itself, whichever part of
    the data it belongs to.
    """

    def __init__(self, turns: Sequence[Turn], knowledge: Knowledge) -> None:
        self._items, entities = len(knowledge.items), len(knowledge.names)
        self._wanted = binary(
            {(number, item) for number, turn in enumerate(turns) for item in turn.wanted}, (len(turns), self._items)
        )
        self._named = {
            when: binary(set(_named(turns, only_last)), (len(turns), entities))
            for when, only_last in (("last", True), ("ever", False))
        }
        self._after = {when: csr_array(named.T @ self._wanted) for when, named in self._named.items()}
        self._count = {when: np.asarray(named.sum(axis=0)).ravel() for when, named in self._named.items()}
        self._item_named = csr_array(self._named["ever"][:, knowledge.items])
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, turn in enumerate(turns):
            self._of[turn.dialogue].append(number)

    def popular(self, turns: Sequence[Turn]) -> tuple[dict[str, np.ndarray], dict[str, csr_array]]:
        """log(1 + how often) each item was recommended and named, (items,), and by how much each turn must take that
        back for its own dialogue.
        """
        everywhere, corrections = {}, {}
        for name, table in (("often recommended", self._wanted), ("often named", self._item_named)):
            total = np.asarray(table.sum(axis=0)).ravel()
            everywhere[name] = np.log1p(total).astype(np.float32)
            rows, columns, values = [], [], []
            for number, own in self._own(turns):
                mine = table[own].sum(axis=0)
                for item in np.flatnonzero(mine).tolist():
                    rows.append(number)
                    columns.append(item)
                    values.append(np.log1p(total[item] - mine[item]) - np.log1p(total[item]))
            shape = len(turns), self._items
            corrections[name] = csr_array((np.array(values, np.float32), (rows, columns)), shape=shape)
        return everywhere, corrections

    def went_on(self, turns: Sequence[Turn]) -> Mapping[str, csr_array]:
        """Which share of the turns that named something went on to each item: the largest over all that is named."""
        own = dict(self._own(turns))
        found = {}
        for when, only_last in (("last", True), ("ever", False)):
            named: dict[int, set[int]] = defaultdict(set)
            for number, entity in _named(turns, only_last):
                named[number].add(entity)
            rows = [self._share(when, sorted(named[number]), own.get(number, [])) for number in range(len(turns))]
            found[f"others after {when}"] = _stacked(rows, self._items)
        return found

    def _share(self, when: str, entities: list[int], own: list[int]) -> dict[int, float]:
        best: dict[int, float] = {}
        for entity in entities:
            after = self._after[when][[entity]]
            counts = dict(zip(after.indices.tolist(), after.data.tolist(), strict=True))
            total = float(self._count[when][entity])
            for number in own:
                if entity in self._named[when][[number]].indices:
                    total -= 1
                    for item in self._wanted[[number]].indices.tolist():
                        counts[item] -= 1
            for item, count in counts.items():
                if count > 0:
                    best[item] = max(best.get(item, 0.0), count / (total + SHRUNK))
        return best

    def _own(self, turns: Sequence[Turn]) -> Iterator[tuple[int, list[int]]]:
        for number, turn in enumerate(turns):
            if turn.dialogue in self._of:
                yield number, self._of[turn.dialogue]


def _named(turns: Sequence[Turn], only_last: bool) -> Iterator[tuple[int, int]]:
    for number, turn in enumerate(turns):
        for utterance, entity in turn.named:
            if not only_last or utterance == len(turn.said) - 1:
                yield number, entity


def _stacked(rows: Sequence[Mapping[int, float]], items: int) -> csr_array:
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([item for row in rows for item in row], dtype=np.intp)
    values = np.array([value for row in rows for value in row.values()], dtype=np.float32)
    return csr_array((values, columns, starts), shape=(len(rows), items))
