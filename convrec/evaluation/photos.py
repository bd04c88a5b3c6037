"""Photo → product on the grocery data: which catalogue picture and text a shopper's phone photo comes closest to.

No customer photo is learnt from: the catalogue's pictures and texts are all there is to go by.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.models import Models
from convrec.models.views import encode_photos, encode_product, joined
from convrec.pictures import page_picture, photo_centre, unit
from convrec.ranking import WEIGHTS as RANKING
from convrec.recommenders.photo import PRINT, WEIGHTS, photo_score, same_print
from convrec.types import PhotoVectors
from convrec.vision.kept_marks import Marks, fill
from convrec.vision.marks import MOST, PHOTO_SIDE, SIZE, marks
from convrec.vision.matching import Sayings

BATCH = 32
Words = tuple[str, ...]  # as read on one picture


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
    pages = [product.picture for product in products]
    shelf, centre = encode_shelf(pages, [product.text for product in products], models)
    seen = encode_all(photos, models)
    on_photos, on_pages = printed(photos, models), printed(pages, models)
    near = scored(seen, shelf, centre)
    near = near + print_score(lettered(photos, on_photos), lettered(pages, on_pages), near)
    near = near + read_score(on_photos, on_pages, products)
    coarse_of = np.array([product.coarse_id for product in products])
    names = [product.name.replace("-", " ") for product in products]
    peers = {name: hits(table, fine, coarse, coarse_of) for name, table in peer_scores(seen, shelf, names, models)}
    counts = {"photos": len(photos), "products": len(products), "weights": {**WEIGHTS, "print": PRINT}}
    return figures(hits(near, fine, coarse, coarse_of)) | counts | {"peers": {k: means(v) for k, v in peers.items()}}


def hits(near: np.ndarray, fine: np.ndarray, coarse: np.ndarray, coarse_of: np.ndarray) -> dict[str, np.ndarray]:
    """By metric, (photos,) of 1 and 0: the right product first, or among five, or its sort first."""
    order = np.argsort(-near, axis=1, kind="stable")
    found = {
        "top1": order[:, 0] == fine,
        "top5": (order[:, :5] == fine[:, None]).any(axis=1),
        "coarse_top1": coarse_of[order[:, 0]] == coarse,
    }
    return {name: hit.astype(float) for name, hit in found.items()}


def means(found: dict[str, np.ndarray]) -> dict[str, float]:
    """The metrics alone."""
    return {name: share(hit) for name, hit in found.items()}


def figures(found: dict[str, np.ndarray]) -> dict[str, Any]:
    """The metrics with their 95 % intervals."""
    return means(found) | {f"{name}_ci": interval(hit) for name, hit in found.items()}


def scored(seen: PhotoVectors, shelf: PhotoVectors, centre: np.ndarray) -> np.ndarray:
    """How near photos are to products by all that is seen, (photos, products); looks each from their own centre."""
    photos = PhotoVectors(unit(seen.look - centre), seen.colour, seen.meaning)
    pages = PhotoVectors(unit(shelf.look - shelf.look.mean(axis=0)), shelf.colour, shelf.meaning)
    return photo_score(photos, pages)


def read_score(photos: Sequence[Words], pages: Sequence[Words], products: Sequence[Product]) -> np.ndarray:
    """What words read on photos and pages say for each product, (photos, products), in the units of ``scored``."""
    said = {str(row): [p.name, p.coarse, *words] for row, (p, words) in enumerate(zip(products, pages, strict=True))}
    sayings, everywhere = Sayings(said), np.ones(len(products), dtype=bool)
    found = np.zeros((len(photos), len(products)))
    for row, words in enumerate(photos):
        for product, matches in sayings.match(words, everywhere, len(products)).items():
            found[row, int(product)] = sum(match.amount for match in matches)
    return found * (RANKING["lettering"] / RANKING["photo"])


def print_score(photos: Sequence[Path | None], pages: Sequence[Path | None], near: np.ndarray) -> np.ndarray:
    """What the looks of print say for each product, (photos, products); ``near`` is how near they are otherwise, and
    what has no words is None.
    """
    row = {str(product): place for place, product in enumerate(i for i, page in enumerate(pages) if page)}
    shelf = Marks(row, np.zeros((len(row), MOST, SIZE), dtype=np.uint8))
    fill(shelf.array, [page for page in pages if page], lambda what, share: None)
    found = np.zeros(near.shape)
    for photo, path in enumerate(photos):
        seen = [marks(page_picture(path), PHOTO_SIDE)] if path else []
        by_id = {id: float(near[photo, int(id)]) for id in row}
        for id, amount in same_print(seen, by_id, shelf).items():
            found[photo, int(id)] = amount
    return found


def printed(paths: Sequence[Path], models: Models) -> list[Words]:
    """The words on each picture."""
    return [models.lettering.read(page_picture(path)) for path in tqdm(paths, desc="words", disable=None)]


def lettered(paths: Sequence[Path], words: Sequence[Words]) -> list[Path | None]:
    """The pictures that have words; None in place of the others."""
    return [path if said else None for path, said in zip(paths, words, strict=True)]


def peer_scores(
    seen: PhotoVectors, shelf: PhotoVectors, names: Sequence[str], models: Models
) -> Iterator[tuple[str, np.ndarray]]:
    """Simpler ways on the same pictures: plain features, guesses put into words (ConSE), colours alone."""
    yield "ImageNet features of three towers, cosine", seen.look @ shelf.look.T
    yield "ConSE: guessed classes against names", seen.meaning @ models.image.encode_words(names).T
    yield "colour histogram", seen.colour @ shelf.colour.T


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
    """The products' vectors, and where photos of such things lie on average (look_size,)."""
    shelf = seen_shelf(pictures, texts, models)
    return shelf.pages, shelf.photo_centre


def seen_shelf(pictures: Sequence[Path], texts: Sequence[str], models: Models) -> Shelf:
    """The products as the encoder sees them."""
    bar = tqdm(pictures, desc="catalogue", disable=None)
    seen = joined([encode_product(models.image, [page_picture(path)]) for path in bar])
    assert seen is not None  # an empty shelf was refused before
    centre = photo_centre(pictures, models.image, lambda what, share: None)
    pages = PhotoVectors(seen.look, seen.colour, models.image.encode_words(texts))
    return Shelf(pages, seen.look.mean(axis=0), centre)


def encode_all(paths: Sequence[Path], models: Models) -> PhotoVectors:
    """The vectors of these photos in their order."""
    starts = tqdm(range(0, len(paths), BATCH), desc="photos", disable=None)
    seen = joined(
        [encode_photos(models.image, [page_picture(path) for path in paths[start : start + BATCH]]) for start in starts]
    )
    assert seen is not None  # without photos nothing is evaluated
    return seen
