"""A ridge between photos and what they show, in closed form, and how sure its answers may be.

Each item's photos weigh the same together, however many there are, or an item would be named for being photographed
often. The catalogue's own pictures, moved to where photos lie, are examples too: one photo of an item then adds to
what its page shows, and items without photos say what it is not.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve
from scipy.optimize import minimize
from scipy.sparse.csgraph import connected_components
from scipy.special import log_softmax

from convrec.models.views import as_photos
from convrec.pictures import unit
from convrec.recommenders.taught.head import Head, features
from convrec.types import PhotoVectors

PENALTY = 0.002  # on the squares of the weights, where all photos of an item together weigh 1, and its page as much
ALIKE = 0.8  # cosine from which two photos count as taken together: held out so, grocery photos go as on another day
PARTS = 3  # in which each item's photos are held out by turns
BAR, SHARE, SHARPNESS = 0.45, 1.0, 9.0  # of a head that is too young to be asked
BARS = tuple(np.arange(0.0, 0.75, 0.1).tolist())  # that are tried; 0 where every item is taught
FEWEST = 30  # photos held out that can tell better
BOUNDS = ((0.3, 5.0), (2.0, 60.0))  # of share and sharpness


@dataclass(frozen=True, eq=False)
class Lesson:
    """All that is taught. ``seen`` has some views a photo, photo after photo; ``labels`` (n,) are places in ``items``.

    ``pages`` (m) are catalogue pictures moved to where photos lie, first those of ``items`` in their order, then others
    for what the items are not; ``nearness`` (n, m) is the photos' ``photo_score`` to them.
    """

    items: tuple[str, ...]
    labels: np.ndarray
    seen: PhotoVectors
    pages: PhotoVectors
    nearness: np.ndarray


def fit_head(lesson: Lesson) -> Head:
    """The head of a lesson, the same numbers each time."""
    everything = np.ones(len(lesson.labels), dtype=bool)
    return Head(lesson.items, *_solved(lesson, everything), *_calibrated(lesson))


def sessions(photos: PhotoVectors, labels: np.ndarray, parts: int = PARTS) -> np.ndarray:
    """A part (n,) for each photo. Photos of an item that are much alike were taken together, and come in one part.

    Each item's photos are spread over the parts as evenly as may be, the largest groups first.
    """
    looks = unit(photos.look - photos.look.mean(axis=0))
    found = np.zeros(len(labels), dtype=int)
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        count, group = connected_components(looks[own] @ looks[own].T > ALIKE, directed=False)
        taken = np.zeros(parts, dtype=int)
        for number in np.argsort(-np.bincount(group, minlength=count), kind="stable"):
            part = (np.roll(taken, -label).argmin() + label) % parts  # or the first part would hold most
            found[own[group == number]] = part
            taken[part] += np.sum(group == number)
    return found


def _solved(lesson: Lesson, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (items, size) and biases (items,) of the weighted ridge on the chosen photos and all pages."""
    views = len(lesson.seen.look) // len(lesson.labels)
    shown, labels = features(lesson.seen)[np.repeat(chosen, views)], np.repeat(lesson.labels[chosen], views)
    pages, count = features(lesson.pages), len(lesson.items)
    known = np.r_[labels, np.arange(len(pages))]
    each = 1 / np.maximum(np.bincount(labels, minlength=count), 1)
    weights = np.r_[each[labels], np.ones(len(pages))].astype(np.float32)
    wanted = (known[:, None] == np.arange(count)).astype(np.float32)
    return _ridge(np.concatenate([shown, pages]), wanted, weights)


def _ridge(rows: np.ndarray, wanted: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hoerl & Kennard's ridge (1970) with weighted rows and a free constant, by whichever of both forms is smaller."""
    centre, usual = np.average(rows, axis=0, weights=weights), np.average(wanted, axis=0, weights=weights)
    root = np.sqrt(weights)[:, None]
    rows, wanted = (rows - centre) * root, (wanted - usual) * root
    if len(rows) <= rows.shape[1]:
        slopes = rows.T @ solve(_raised(rows @ rows.T), wanted, assume_a="pos")
    else:
        slopes = solve(_raised(rows.T @ rows), rows.T @ wanted, assume_a="pos")
    return slopes.T, usual - centre @ slopes


def _raised(gram: np.ndarray) -> np.ndarray:
    gram[np.diag_indices_from(gram)] += PENALTY
    return gram


def _calibrated(lesson: Lesson) -> tuple[float, float, float]:
    """Bar, share and sharpness under which photos that were held out get the least log loss (Guo et al. 2017).

    Photos of items that are taught and, held out item by item, of items that are not count as the catalogue has them.
    """
    photos, strange = as_photos(lesson.seen), 1 - len(lesson.items) / len(lesson.pages.look)
    scores, known = _held_out(lesson, photos, sessions(photos, lesson.labels))
    if known.sum() < FEWEST:
        return BAR if strange else 0.0, SHARE, SHARPNESS
    rows, weights = np.flatnonzero(known), np.full(known.sum(), (1 - strange) / known.sum())
    scores = scores[known]
    if strange:
        untaught, _ = _held_out(lesson, photos, lesson.labels % PARTS)
        rows, scores = np.r_[rows, np.arange(len(known))], np.concatenate([scores, untaught])
        weights = np.r_[weights, np.full(len(known), strange / len(known))]
    told = _Told(lesson.nearness[rows], scores, lesson.labels[rows], weights)
    return min(_least_loss(told, bar) for bar in (BARS if strange else BARS[:1]))[1:]


def _held_out(lesson: Lesson, photos: PhotoVectors, parts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores (n, m) of the photos by heads that were fitted without their part, and whose item was known then (n,).

    An item whose photos were all held out counts as untaught.
    """
    scores, known = np.zeros_like(lesson.nearness), np.zeros(len(parts), dtype=bool)
    for part in np.unique(parts):
        held = parts == part
        taught = np.isin(np.arange(len(lesson.items)), lesson.labels[~held])
        if taught.any():
            head = Head(lesson.items, *_solved(lesson, ~held), 0.0, SHARE, SHARPNESS)
            scores[held, : len(lesson.items)] = head.scores(photos[held]) * taught
        known |= held & taught[lesson.labels]
    return scores, known


@dataclass(frozen=True, eq=False)
class _Told:
    """What is said of photos that were held out: nearness and scores (k, m), and their labels and weights (k,)."""

    nearness: np.ndarray
    scores: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def _least_loss(told: _Told, bar: float) -> tuple[float, float, float, float]:
    """The least loss with this bar, the bar, and the share and sharpness that reach it."""
    scores = np.maximum(told.scores - bar, 0.0)

    def loss(given: np.ndarray) -> float:
        logits = given[1] * (told.nearness + given[0] * scores)
        right = log_softmax(logits, axis=1)[np.arange(len(told.labels)), told.labels]
        return float(-(told.weights * right).sum())

    found = minimize(loss, (SHARE, SHARPNESS), method="Nelder-Mead", bounds=BOUNDS)
    return float(found.fun), bar, float(found.x[0]), float(found.x[1])
