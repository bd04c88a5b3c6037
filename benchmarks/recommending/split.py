"""What every model is given: who chose what before, and of whom it is asked. A file, so that each has its own process.

Imports nothing of convrec: public packages run in environments of their own.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, csr_matrix


@dataclass(frozen=True, eq=False)
class Split:
    """``rows`` are everybody's items, oldest first, a person's from ``starts[person]`` on. The first ``asked`` people
    get lists of ``top`` items. ``recipe`` are our own model's settings in JSON, ``likeness`` (items, attributes) or
    empty (items, 0).
    """

    rows: np.ndarray
    starts: np.ndarray
    items: int
    asked: int
    top: int
    recipe: str
    likeness: csr_array

    def history(self, person: int) -> np.ndarray:
        return self.rows[self.starts[person] : self.starts[person + 1]]

    def matrix(self) -> csr_matrix:
        """(people, items), 1 where something was chosen."""
        shape = (len(self.starts) - 1, self.items)
        return csr_matrix((np.ones(len(self.rows), dtype=np.float32), self.rows, self.starts), shape=shape)

    def people(self) -> np.ndarray:
        """Of each of ``rows`` whose it is."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def save(self, path: Path) -> None:
        likeness, parts = self.likeness, asdict(self)
        parts["likeness"] = np.array(likeness.shape)
        np.savez(path, **parts, data=likeness.data, indices=likeness.indices, indptr=likeness.indptr)


def load_split(path: Path) -> Split:
    read = np.load(path)
    numbers = {name: int(read[name]) for name in ("items", "asked", "top")}
    likeness = csr_array((read["data"], read["indices"], read["indptr"]), shape=tuple(read["likeness"]))
    return Split(read["rows"], read["starts"], **numbers, recipe=str(read["recipe"]), likeness=likeness)
