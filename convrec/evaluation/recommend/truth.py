"""What would really suit simulated people. It is read here and nowhere else."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from convrec.data.folder import Catalogue
from convrec.errors import EvaluationError

TRUTH = "truth.npz"


def regulars(data: Path) -> list[str]:
    """The people who come more than once, of whom the truth is known; none where there is no truth."""
    path = data / TRUTH
    if not path.is_file():
        return []
    with np.load(path, allow_pickle=False) as arrays:
        return [
            str(person) for person, part in zip(arrays["people"], arrays["parts"], strict=True) if part == "regular"
        ]


def read_truth(data: Path, catalogue: Catalogue, people: Sequence[str]) -> np.ndarray | None:
    """How well every item suits these people, (people, items), or None where it isn't known."""
    path = data / TRUTH
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as arrays:
        columns = {item: place for place, item in enumerate(arrays["items"].tolist())}
        rows = {person: place for place, person in enumerate(arrays["people"].tolist())}
        tenths = arrays["tenths"]
    try:
        wanted = np.ix_([rows[person] for person in people], [columns[item.id] for item in catalogue.items])
    except KeyError as error:
        raise EvaluationError(f"{path} knows nothing of {error}; make it again with the acts.") from error
    return np.asarray(tenths[wanted] / 10.0)
