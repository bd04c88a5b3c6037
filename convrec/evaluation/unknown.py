"""Whether a shop can tell photos of what it has from photos of what it has nothing like.

Its pages are another shop's strangers: the photos of two shops that have nothing in common are scored by how probable
it is that the first has such a thing, as the chat judges a photo (``convrec.sight``).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import paired, share
from convrec.evaluation.photos import encode_all
from convrec.evaluation.unknown_sides import Side, read_side
from convrec.models import Models
from convrec.models.guesses import surest_guesses
from convrec.models.towers import FEATURES
from convrec.models.views import encode_product, joined
from convrec.pictures import page_picture, photo_centre, unit
from convrec.seen import STRANGE
from convrec.sight import NEAREST, known_by
from convrec.types import PhotoVectors

BINS = 10  # of equal width, of the calibration error


def evaluate_unknown(data: Path, strange: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """auroc with its 95 % interval, recalls of both at the threshold that the chat goes by, and calibration error.

    ``data`` is the shop, ``strange`` what it has nothing like: each the grocery data, a catalogue folder or the
    clothing data. Raises EvaluationError where either is none of these.
    """
    if data.resolve() == strange.resolve():
        raise EvaluationError("Nothing is strange to itself; please give other data with --strange.")
    shop, others = read_side(data, test), read_side(strange, None)
    pages, centre = encode_pages(shop.pages, models)
    seen = [encode_all(photos, models) for photos in (shop.photos, others.photos)]
    near = [nearest(photos.look, pages.look, centre) for photos in seen]
    known, unknown = (known_by(one, len(shop.pages)) for one in near)
    wins = beaten(*near)
    return {
        "auroc": share(wins),
        "auroc_ci": paired(wins),
        "recall_known": share((known >= STRANGE).astype(float)),
        "recall_strange": share((unknown < STRANGE).astype(float)),
        "ece": calibration_error(known, unknown),
        "threshold": STRANGE,
        "known": len(known),
        "strange": len(unknown),
        "pages": len(shop.pages),
        "peers": _peers(shop, others, (pages, centre), seen, models),
    }


def nearest(photos: np.ndarray, pages: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """The cosine (n,) between each photo and the nearest of those pages that a search by it would look at."""
    found = searched(photos, pages, centre)
    cosines = np.take_along_axis(photos @ pages.T, np.argsort(-found, axis=1)[:, :NEAREST], axis=1)
    return np.asarray(cosines.max(axis=1))


def searched(photos: np.ndarray, pages: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """How near pages are to photos (n, m) as a search ranks them: measured from where their like lie on average."""
    return np.asarray(unit(photos - centre) @ unit(pages - pages.mean(axis=0)).T)


def beaten(known: np.ndarray, unknown: np.ndarray) -> np.ndarray:
    """(n, m) of whether a known photo scores higher than a strange one; a half where they tie. Its mean is the area
    under the ROC curve (Hanley and McNeil 1982).
    """
    gap = known[:, None] - unknown[None]
    return np.asarray((gap > 0) + 0.5 * (gap == 0), dtype=float)


def calibration_error(known: np.ndarray, unknown: np.ndarray) -> float:
    """The expected calibration error (Guo et al. 2017) of probabilities, both classes weighed alike."""
    said = np.concatenate([known, unknown])
    true = np.repeat([1.0, 0.0], [len(known), len(unknown)])
    weight = np.repeat([0.5 / len(known), 0.5 / len(unknown)], [len(known), len(unknown)])
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = np.bincount(place, weight * (said - true), BINS)
    return round(float(np.abs(gaps).sum()), 4)


def encode_pages(paths: Sequence[Path], models: Models) -> tuple[PhotoVectors, np.ndarray]:
    """The pages' vectors, and where photos of such things lie on average."""
    bar = tqdm(paths, desc="pages", disable=None)
    pages = joined([encode_product(models.image, [page_picture(path)]) for path in bar])
    assert pages is not None
    return pages, photo_centre(paths, models.image, lambda what, share: None)


def _peers(
    shop: Side, others: Side, known: tuple[PhotoVectors, np.ndarray], seen: list[PhotoVectors], models: Models
) -> dict[str, dict[str, Any]]:
    """The same by other scores on the same photos."""
    pages, centre = known
    scores = {
        "features measured from their centre": [searched(one.look, pages.look, centre).max(axis=1) for one in seen],
        "colour histogram": [(one.colour @ pages.colour.T).max(axis=1) for one in seen],
    }
    if models.image.calibrated:  # the embedded one: three networks, and classifiers
        first = unit(pages.look[:, :FEATURES])
        scores["EfficientNet-lite0 features"] = [(unit(o.look[:, :FEATURES]) @ first.T).max(axis=1) for o in seen]
        bars = (tqdm(side.photos, desc="guesses", disable=None) for side in (shop, others))
        guessed = [surest_guesses(page_picture(path) for path in bar) for bar in bars]
        scores["the classifier's highest probability"] = guessed
    return {name: {"auroc": share(beaten(*pair)), "auroc_ci": paired(beaten(*pair))} for name, pair in scores.items()}
