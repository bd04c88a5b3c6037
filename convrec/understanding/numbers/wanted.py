"""The items against which a wish is measured: those of the sort that is wanted, and those of them that are shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.understanding.references.described import values_of
from knowledge_graph.schema import Operator, Profile, kind_of

COVERED = 0.3  # share of a sort's items that must have a measure, for the sort to be measured by it


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is measured against: ``shown``, rows of what is shown or pointed at, or the whole ``sort`` that is wanted.

    ``rows`` are the former where a message names no sort, else the latter; empty where there is nothing.
    """

    rows: np.ndarray
    shown: np.ndarray
    sort: np.ndarray


class Stock:
    """All measures of a catalogue in columns, and which rows are of which sort."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._topics = frozenset(catalogue.topics)
        columns: dict[str, np.ndarray] = {}
        sorts: dict[str, list[int]] = defaultdict(list)
        for row, item in enumerate(catalogue.items):
            for name, value in [*item.numbers.items(), *([(PRICE, item.price)] if item.price is not None else [])]:
                columns.setdefault(name, np.full(len(catalogue.items), np.nan))[row] = value
            for entity in values_of(item.id, catalogue):
                if kind_of(entity) in self._topics:
                    sorts[entity].append(row)
        self._columns: Mapping[str, np.ndarray] = columns
        self._sorts: Mapping[str, list[int]] = sorts
        self._usual = np.array([r for r, item in enumerate(catalogue.items) if item.kind == catalogue.default_kind])

    def wanted(self, topic: Sequence[str], profile: Profile, references: Sequence[str]) -> Wanted:
        """What a message measures by: the items pointed at, those shown of the sort, or the sort itself."""
        before = [
            f"{c.attribute}/{c.value}" for c in profile.constraints if c.op == "=" and c.attribute in self._topics
        ]
        sort = np.unique([row for entity in (topic or before) for row in self._sorts.get(entity, ())]).astype(int)
        shown = np.array([self._catalogue.row[i] for i in profile.shown if i in self._catalogue.row], dtype=int)
        if topic:
            shown = shown[np.isin(shown, sort)]
        pointed = np.array([self._catalogue.row[i] for i in references if i in self._catalogue.row], dtype=int)
        shown = pointed if len(pointed) else shown
        sort = sort if len(sort) else self._usual
        return Wanted(shown if len(shown) and not topic else sort, shown, sort)

    def covers(self, name: str, rows: np.ndarray) -> bool:
        """Whether enough of these rows have a measure."""
        return len(rows) > 0 and name in self._columns and bool(self._known(name, rows).mean() >= COVERED)

    def middle(self, name: str, rows: np.ndarray) -> float | None:
        """The median of a measure over rows; None where none has it."""
        return self.share(name, rows, 0.5)

    def share(self, name: str, rows: np.ndarray, share: float) -> float | None:
        """The value below which a share of the rows lies; None where no row has the measure."""
        values = self._values(name, rows)
        return float(np.quantile(values, share)) if len(values) else None

    def plausible(self, name: str, value: float) -> bool:
        """Whether a value is of the size that a measure has anywhere in the catalogue: within three times its ends."""
        column = self._columns[name]
        return bool(np.nanmin(column) / 3 <= value <= 3 * np.nanmax(column))

    def bound(self, name: str, op: Operator, wanted: Wanted, strict: bool) -> float | None:
        """Where "less" and "more" begin: a little beyond what is shown, else at the outer third of the sort.

        None where nothing of the sort lies beyond what is shown.

        ``strict`` is whether the outer third is asked for ("small"), or only the opposite third is not ("not too big").
        """
        if (middle := self.middle(name, wanted.shown)) is not None:
            values = self._values(name, wanted.sort)
            bound = middle * (0.99 if op == "<=" else 1.01)
            beyond = values <= bound if op == "<=" else values >= bound
            return None if len(values) > 1 and not beyond.any() else bound
        return self.share(name, wanted.rows, 1 / 3 if strict == (op == "<=") else 2 / 3)

    def outermost(self, name: str, op: Operator, shown: np.ndarray) -> float | None:
        """The least (or most) that anything shown has, where some of it has more (or less): what "cheaper" leaves
        where most of what is shown is the cheapest there is. None where all are alike in it.
        """
        values = self._values(name, shown)
        if not len(values) or values.min() == values.max():
            return None
        return float(values.min() if op == "<=" else values.max())

    def _values(self, name: str, rows: np.ndarray) -> np.ndarray:
        if name not in self._columns or not len(rows):
            return np.array([])
        values = self._columns[name][rows]
        return np.asarray(values[~np.isnan(values)])

    def _known(self, name: str, rows: np.ndarray) -> np.ndarray:
        return np.asarray(~np.isnan(self._columns[name][rows]))
