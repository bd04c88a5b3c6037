"""Photo → product on the grocery data, taught: how many products are found once customers' photos were learnt from.

A curve says what one, three or five photos a product bring. The nearest neighbour on the same features goes beside it,
by itself and with the catalogue's pictures and words.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.evaluation.intervals import interval, share
from convrec.evaluation.photos import BATCH, Shelf, read_photos, read_products, seen_shelf
from convrec.models import Models
from convrec.models.views import MIDDLES, as_photos, encode_shown, joined
from convrec.pictures import page_picture, unit
from convrec.recommenders.photo import photo_score
from convrec.recommenders.taught.head import Head, features
from convrec.training.photos.fit import Lesson, fit_head
from convrec.types import PhotoVectors

SEED = 0
DRAWS = 5  # of the photos that are taught, where not all of them are
BINS = 10  # of certainty
UNSEEN = -1.0  # the cosine of a product that has no photo


@dataclass(frozen=True, eq=False)
class Photos:
    """Photos of one list: squares as seen, one row a photo, nearness to all products, and what they show."""

    middles: PhotoVectors
    whole: PhotoVectors
    nearness: np.ndarray  # (n, products)
    fine: np.ndarray
    coarse: np.ndarray

    def middles_of(self, rows: np.ndarray) -> PhotoVectors:
        """The squares of some photos."""
        each = (rows[:, None] * len(MIDDLES) + np.arange(len(MIDDLES))).ravel()
        return self.middles[each]


def evaluate_taught(
    data: Path, test: Path | None, teach: Path, models: Models, shots: Sequence[int] = ()
) -> dict[str, Any]:
    """top1, top5 and coarse_top1 with 95 % intervals after all photos of the list ``teach``, and so many a product.

    ``ece`` is the expected calibration error of the certainty, ``fit_seconds`` goes without looking at the photos,
    which are ``encode_seconds``. Where ``teach`` leaves products out, ``untaught`` is how many of their photos are
    found, and how many were ``before``. Scores ``test`` (default: val.txt). Raises EvaluationError where the data isn't
    in the grocery data set's layout.
    """
    products = read_products(data)
    shelf = seen_shelf([product.picture for product in products], [product.text for product in products], models)
    began = time.perf_counter()
    taught = see(data, teach, shelf, models)
    seconds = time.perf_counter() - began
    asked = see(data, test or data / "val.txt", shelf, models)
    coarse_of = np.array([product.coarse_id for product in products])
    everything = [np.arange(len(taught.fine))]
    curve = {str(count): _scored(taught, asked, shelf, coarse_of, _drawn(taught.fine, count)) for count in shots}
    return {
        **_scored(taught, asked, shelf, coarse_of, everything),
        **({"shots": curve, "draws": DRAWS, "seed": SEED} if curve else {}),
        "photos": len(asked.fine),
        "taught": len(taught.fine),
        "products": len(products),
        "encode_seconds": round(seconds, 1),
    }


def see(data: Path, listing: Path, shelf: Shelf, models: Models) -> Photos:
    """The photos of a list as the encoder sees them."""
    paths, fine, coarse = read_photos(data, listing, len(shelf.pages.look))
    starts = tqdm(range(0, len(paths), BATCH), desc=listing.name, disable=None)
    pictures = ([page_picture(path) for path in paths[start : start + BATCH]] for start in starts)
    middles = joined([encode_shown(models.image, some) for some in pictures])
    assert middles is not None
    whole = as_photos(middles)
    centred = PhotoVectors(unit(whole.look - shelf.photo_centre), whole.colour, whole.meaning)
    on_shelf = PhotoVectors(unit(shelf.pages.look - shelf.page_centre), shelf.pages.colour, shelf.pages.meaning)
    return Photos(middles, whole, photo_score(centred, on_shelf), fine, coarse)


def _drawn(fine: np.ndarray, count: int) -> list[np.ndarray]:
    """DRAWS times ``count`` photos of each product, or all it has."""
    random = np.random.default_rng(SEED)
    return [
        np.concatenate([random.permutation(np.flatnonzero(fine == one))[:count] for one in np.unique(fine)])
        for _ in range(DRAWS)
    ]


def _scored(
    taught: Photos, asked: Photos, shelf: Shelf, coarse_of: np.ndarray, draws: Sequence[np.ndarray]
) -> dict[str, Any]:
    """The figures of all draws together; each photo's hits are their mean over the draws."""
    found, near, both, errors, seconds = [], [], [], [], []
    for rows in draws:
        began = time.perf_counter()
        head, order = _learnt(taught, shelf, coarse_of, rows)
        seconds.append(time.perf_counter() - began)
        scores = np.zeros_like(asked.nearness)
        scores[:, order[: len(head.items)]] = head.scores(asked.whole)
        certainty = head.certainty(asked.nearness, scores)
        found.append(_hits(certainty, asked, coarse_of))
        known = np.isin(asked.fine, order[: len(head.items)])
        errors.append(calibration_error(certainty.max(axis=1), found[-1]["top1"]))
        nearest = _nearest(taught, rows, asked)
        near.append(_hits(nearest, asked, coarse_of))
        both.append(_hits(nearest + asked.nearness, asked, coarse_of))
    peers = {"1-NN": _figures(near), "1-NN and catalogue": _figures(both)}
    timed = {"ece": round(float(np.mean(errors)), 4), "fit_seconds": round(float(np.mean(seconds)), 2)}
    return {**_figures(found), **timed, "peers": peers, **_untaught(found, asked, coarse_of, known)}


def _untaught(
    found: Sequence[dict[str, np.ndarray]], asked: Photos, coarse_of: np.ndarray, known: np.ndarray
) -> dict[str, Any]:
    """What became of the photos of products that weren't taught; nothing where all were."""
    if known.all():
        return {}
    after = np.mean([hits["top1"][~known] for hits in found], axis=0)
    before = _hits(asked.nearness, asked, coarse_of)["top1"][~known]
    return {
        "untaught": {"photos": len(after), "top1": share(after), "top1_ci": interval(after), "before": share(before)}
    }


def _learnt(taught: Photos, shelf: Shelf, coarse_of: np.ndarray, rows: np.ndarray) -> tuple[Head, np.ndarray]:
    """The head of these photos, and the products in the order of the lesson: those that are taught come first."""
    names = np.unique(taught.fine[rows])
    order = np.r_[names, np.setdiff1d(np.arange(len(shelf.pages.look)), names)]
    pages = shelf.pages[order]
    moved = PhotoVectors(pages.look - shelf.page_centre + shelf.photo_centre, pages.colour, pages.meaning)
    labels, nearness = np.searchsorted(names, taught.fine[rows]), taught.nearness[rows][:, order]
    lesson = Lesson(tuple(map(str, names)), labels, taught.middles_of(rows), moved, nearness, coarse_of[names])
    return fit_head(lesson), order


def _nearest(taught: Photos, rows: np.ndarray, asked: Photos) -> np.ndarray:
    """Each photo's cosine to the nearest taught photo of each product, (n, products)."""
    cosines = unit(features(asked.whole)) @ unit(features(taught.whole[rows])).T
    found = np.full(asked.nearness.shape, UNSEEN)
    for product in np.unique(taught.fine[rows]):
        found[:, product] = cosines[:, taught.fine[rows] == product].max(axis=1)
    return found


def _hits(scores: np.ndarray, asked: Photos, coarse_of: np.ndarray) -> dict[str, np.ndarray]:
    order = np.argsort(-scores, axis=1, kind="stable")
    return {
        "top1": (order[:, 0] == asked.fine).astype(float),
        "top5": (order[:, :5] == asked.fine[:, None]).any(axis=1).astype(float),
        "coarse_top1": (coarse_of[order[:, 0]] == asked.coarse).astype(float),
    }


def _figures(draws: Sequence[dict[str, np.ndarray]]) -> dict[str, Any]:
    means = {name: np.mean([hits[name] for hits in draws], axis=0) for name in draws[0]}
    made: dict[str, Any] = {name: share(hits) for name, hits in means.items()}
    return made | {f"{name}_ci": interval(hits) for name, hits in means.items()}


def calibration_error(certainty: np.ndarray, right: np.ndarray) -> float:
    """How far certainty is from the share that is right, over bins of certainty (Naeini et al. 2015)."""
    place = np.minimum((certainty * BINS).astype(int), BINS - 1)
    bins = [place == number for number in np.unique(place)]
    return float(sum(abs(certainty[own].mean() - right[own].mean()) * own.mean() for own in bins))
