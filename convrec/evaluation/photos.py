"""Photo → product on the grocery data: which catalogue picture and text a shopper's phone photo comes closest to.

No customer photo is learnt from: the catalogue's pictures and texts are all there is to go by.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.models import Models
from convrec.models.views import encode_photos, encode_product, joined
from convrec.pictures import page_picture, photo_centre, unit
from convrec.recommenders.photo import WEIGHTS, photo_score
from convrec.types import PhotoVectors

BATCH = 32


@dataclass(frozen=True)
class Product:
    """A line of classes.csv."""

    name: str
    coarse: str
    coarse_id: int
    department: str
    picture: Path
    description: str

    @property
    def text(self) -> str:
        """What the product is known by in words."""
        name, coarse = (words.replace("-", " ") for words in (self.name, self.coarse))
        return f"{name}. {coarse}, {self.department}. {self.description}"


@dataclass(frozen=True, eq=False)
class Shelf:
    """Products' pictures as they are seen, ``meaning`` that of their words, and the centres (look_size,) of pages and
    of photos.
    """

    pages: PhotoVectors
    page_centre: np.ndarray
    photo_centre: np.ndarray


def evaluate_photos(data: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """top1, top5 and coarse_top1 over the photos of ``test`` (default: val.txt), with 95 % intervals.

    Raises EvaluationError where the data isn't in the grocery data set's layout.
    """
    products = read_products(data)
    photos, fine, coarse = read_photos(data, test or data / "val.txt", len(products))
    texts = [product.text for product in products]
    shelf, centre = encode_shelf([product.picture for product in products], texts, models)
    seen = encode_all(photos, models, centre)
    order = np.argsort(-photo_score(seen, shelf), axis=1, kind="stable")
    coarse_of = np.array([product.coarse_id for product in products])
    top1 = (order[:, 0] == fine).astype(float)
    top5 = (order[:, :5] == fine[:, None]).any(axis=1).astype(float)
    coarse_top1 = (coarse_of[order[:, 0]] == coarse).astype(float)
    metrics: dict[str, Any] = {"top1": share(top1), "top5": share(top5), "coarse_top1": share(coarse_top1)}
    intervals = {"top1_ci": interval(top1), "top5_ci": interval(top5), "coarse_top1_ci": interval(coarse_top1)}
    return metrics | intervals | {"photos": len(photos), "products": len(products), "weights": dict(WEIGHTS)}


def read_products(data: Path) -> list[Product]:
    """The products of classes.csv, in the order of their ids."""
    table = data / "classes.csv"
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        return [_product(data, row) for row in sorted(rows, key=lambda row: int(row[1]))]
    except (OSError, ValueError, IndexError) as error:
        raise EvaluationError(
            f"{table} is not the grocery data set's table of products, or a text it names is missing."
        ) from error


def _product(data: Path, row: list[str]) -> Product:
    picture, text = data / row[4].lstrip("/"), data / row[5].lstrip("/")
    return Product(
        row[0], row[2], int(row[3]), Path(row[4]).parts[2], picture, text.read_text(encoding="utf-8").strip()
    )


def read_photos(data: Path, listing: Path, products: int) -> tuple[list[Path], np.ndarray, np.ndarray]:
    """(photo paths, fine ids, coarse ids) of a list of "path, fine, coarse" lines."""
    try:
        rows = [line.split(",") for line in listing.read_text(encoding="utf-8").splitlines() if line.strip()]
        paths = [data / row[0].strip() for row in rows]
        fine, coarse = (np.array([int(row[place]) for row in rows]) for place in (1, 2))
    except (OSError, ValueError, IndexError) as error:
        raise EvaluationError(f"{listing} must hold lines like: path, fine id, coarse id.") from error
    if not rows or fine.min() < 0 or fine.max() >= products or not all(path.is_file() for path in paths):
        raise EvaluationError(f"{listing} names no photos of this data, or products that classes.csv doesn't have.")
    return paths, fine, coarse


def encode_shelf(pictures: Sequence[Path], texts: Sequence[str], models: Models) -> tuple[PhotoVectors, np.ndarray]:
    """The products' vectors, looks from their centre, and where photos of such things lie on average (look_size,)."""
    shelf = seen_shelf(pictures, texts, models)
    return replace(shelf.pages, look=unit(shelf.pages.look - shelf.page_centre)), shelf.photo_centre


def seen_shelf(pictures: Sequence[Path], texts: Sequence[str], models: Models) -> Shelf:
    """The products as the encoder sees them."""
    bar = tqdm(pictures, desc="catalogue", disable=None)
    seen = joined([encode_product(models.image, [page_picture(path)]) for path in bar])
    assert seen is not None
    centre = photo_centre(pictures, models.image, lambda what, share: None)
    pages = PhotoVectors(seen.look, seen.colour, models.image.encode_words(texts))
    return Shelf(pages, seen.look.mean(axis=0), centre)


def encode_all(paths: Sequence[Path], models: Models, centre: np.ndarray) -> PhotoVectors:
    """The vectors of these photos in their order, looks from the ``centre`` of photos."""
    starts = tqdm(range(0, len(paths), BATCH), desc="photos", disable=None)
    seen = joined(
        [encode_photos(models.image, [page_picture(path) for path in paths[start : start + BATCH]]) for start in starts]
    )
    assert seen is not None
    return PhotoVectors(unit(seen.look - centre), seen.colour, seen.meaning)
