"""Customer photo → product in a catalogue folder: which item's picture and words a photo comes closest to.

``customer_photos/labels.jsonl`` says what each photo shows: {"file", "item", "part"}. Photos of the part "test" are of
products whose photos nothing may be learnt from; they are what is scored. The coarse class is the item's sort.
"""

from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.lines import Problems, read_lines
from convrec.data.records import Record
from convrec.errors import EvaluationError
from convrec.evaluation.photos import encode_all, encode_shelf, figures, hits, scored
from convrec.index import item_text
from convrec.models import Models
from convrec.recommenders import sort_of

FOLDER, LABELS, SCORED = "customer_photos", "labels.jsonl", "test"


class Label(Record):
    """A line of labels.jsonl; what else it holds is for people to read."""

    file: str
    item: str
    part: str


def evaluate_shop_photos(data: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """top1, top5, coarse_top1 and coarse_top5 over the photos that may not be learnt from, with 95 % intervals.

    ``test`` is another file of labels, all of whose photos are scored. Raises EvaluationError where none can be.
    """
    catalogue = read_catalogue(data)
    labels = read_labels(data, test, catalogue)
    items = [item for item in catalogue.items if item.kind == catalogue.default_kind and item.images]
    texts = [item_text(item, "en") for item in items]
    shelf, centre = encode_shelf([item.images[0] for item in items], texts, models)
    seen = encode_all([data / FOLDER / label.file for label in labels], models)
    near = scored(seen, shelf, centre)
    place = {item.id: row for row, item in enumerate(items)}
    fine = np.array([place[label.item] for label in labels])
    sorts = np.array([sort_of(item, catalogue.category) for item in items])
    first = np.argsort(-near, axis=1, kind="stable")[:, :5]
    found = hits(near, fine, sorts[fine], sorts)
    found["coarse_top5"] = (sorts[first] == sorts[fine][:, None]).any(axis=1).astype(float)
    return figures(found) | {"photos": len(labels), "products": len(items), "simulated": catalogue.simulated}


def read_labels(data: Path, test: Path | None, catalogue: Catalogue) -> list[Label]:
    """The labels to score: those of the part "test", or all of another file."""
    path = test or data / FOLDER / LABELS
    if not path.is_file():
        raise EvaluationError(f"There is no {path}; it must hold lines like: file, item, part.")
    labels = [label for _, label in read_lines(path, Label, Problems())]
    labels = [label for label in labels if test or label.part == SCORED]
    unknown = [label.item for label in labels if label.item not in catalogue.row]
    if not labels or unknown:
        raise EvaluationError(f"{path} names no photos to score, or items that {data} doesn't have: {unknown[:3]}.")
    return labels
