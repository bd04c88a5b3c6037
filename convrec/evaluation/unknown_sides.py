"""Two shops' photos for telling what a shop has from what it has nothing like: pages to know things by, and photos."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from convrec.data.folder import read_catalogue
from convrec.data.items import ITEMS
from convrec.errors import EvaluationError
from convrec.evaluation.photos import read_photos, read_products
from convrec.evaluation.shop_photos import FOLDER, read_labels

PHOTOS = 300  # looked at of each shop, drawn by SEED; and pages, where photos stand for pages
SEED = 17
TABLE = "images.csv"  # of the clothing data
T = TypeVar("T")


@dataclass(frozen=True)
class Side:
    """``pages`` are the pictures by which a shop knows its things, ``photos`` what people took of such things."""

    pages: Sequence[Path]
    photos: Sequence[Path]


def read_side(data: Path, test: Path | None) -> Side:
    """The pictures of the grocery data, of a catalogue folder with customers' photos, or of the clothing data.

    The grocery data's photos are those of val.txt, a catalogue's those of the part "test"; ``test`` lists others. The
    clothing data has no catalogue pictures: half of its photos, drawn by chance, are the pages and the others the
    photos. It doesn't say who sent what, so one sender may be on both sides. Raises EvaluationError for other data.
    """
    if (data / TABLE).is_file():
        if test is not None:
            raise EvaluationError(f"{data} has no lists of photos to choose from (--test).")
        pages, photos = halves(data)
        return Side(pages[:PHOTOS], photos[:PHOTOS])
    if (data / ITEMS).is_file():
        catalogue = read_catalogue(data)
        shown = [item.images[0] for item in catalogue.items if item.kind == catalogue.default_kind and item.images]
        return Side(shown, drawn([data / FOLDER / label.file for label in read_labels(data, test, catalogue)]))
    products = read_products(data)
    paths, _, _ = read_photos(data, test or data / "val.txt", len(products))
    return Side([product.picture for product in products], drawn(paths))


def halves(data: Path) -> tuple[list[Path], list[Path]]:
    """The clothing data's photos, in an order drawn by chance: those that may be learnt from, and the others."""
    try:
        with (data / TABLE).open(encoding="utf-8", newline="") as file:
            named = [data / "images" / f"{row['image']}.jpg" for row in csv.DictReader(file)]
    except (OSError, KeyError) as error:
        raise EvaluationError(f"{data / TABLE} must have a column: image.") from error
    paths = [path for path in named if path.is_file()]
    if len(paths) < 2:
        raise EvaluationError(f"{data / TABLE} names no photos of {data / 'images'}.")
    order = np.random.default_rng(SEED).permutation(len(paths))
    shuffled = [paths[place] for place in order]
    return shuffled[: len(paths) // 2], shuffled[len(paths) // 2 :]


def drawn(paths: Sequence[T], most: int = PHOTOS) -> list[T]:
    """At most so many of the photos."""
    if len(paths) <= most:
        return list(paths)
    return [paths[place] for place in np.random.default_rng(SEED).permutation(len(paths))[:most]]
