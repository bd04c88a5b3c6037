"""A ridge between photos and what they show, in closed form, and how sure its answers may be.

Each item's photos weigh the same together, however many there are, or an item would be named for being photographed
often. The catalogue's own pictures, moved to where photos lie, are examples too: one photo of an item then adds to
what its page shows, and items without photos say what it is not. A photo of an item counts a little for the others
of its sort, as they share what tells their sort from others (soft targets, after Szegedy et al. 2016).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
KIN = 0.25  # what a photo counts for the other taught items of its sort
PARTS = 3  # in which each item's photos are held out by turns
SHARE, SHARPNESS = 1.0, 9.0  # of a head that is too young to be asked
BARS = (0.45, 0.55, 0.65, 0.75, 0.85)  # where some items aren't taught
LOST = 0.02  # of photos of items that aren't taught, most that may be lost to those that are
FEWEST = 30  # photos held out that can tell better
BOUNDS = ((0.3, 5.0), (2.0, 60.0))  # of share and sharpness


@dataclass(frozen=True, eq=False)
class Lesson:
    """All that is taught. ``seen`` has some views a photo, photo after photo; ``labels`` (n,) are places in ``items``.

    ``pages`` (m) are catalogue pictures moved to where photos lie, first those of ``items`` in their order, then others
    for what the items are not; ``nearness`` (n, m) is the photos' ``photo_score`` to them. ``sorts`` are numbers of the
    sorts that the items are of.
    """

    items: tuple[str, ...]
    labels: np.ndarray
    seen: PhotoVectors
    pages: PhotoVectors
    nearness: np.ndarray
    sorts: np.ndarray


def fit_head(lesson: Lesson) -> Head:
    """The head of a lesson, the same numbers each time."""
    everything = np.ones(len(lesson.labels), dtype=bool)
    bar, share, sharpness, measured = _calibrated(lesson)
    return Head(lesson.items, *_solved(lesson, everything), bar, share, sharpness, measured)


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
    pages, count = features(_whole(lesson.pages, lesson.seen)), len(lesson.items)
    known = np.r_[labels, np.arange(len(pages))]
    each = 1 / np.maximum(np.bincount(labels, minlength=count), 1)
    weights = np.r_[each[labels], np.ones(len(pages))].astype(np.float32)
    wanted = np.zeros((len(known), count), dtype=np.float32)
    wanted[known < count] = _targets(lesson.sorts)[known[known < count]]
    return _ridge(np.concatenate([shown, pages]), wanted, weights)


def _targets(sorts: np.ndarray) -> np.ndarray:
    """What each item's photos and page count for each, (items, items): 1 for itself, KIN for others of its sort."""
    kin = np.where(sorts[:, None] == sorts, KIN, 0.0)
    kin[np.diag_indices_from(kin)] = 1.0
    return kin


def _whole(pages: PhotoVectors, photos: PhotoVectors) -> PhotoVectors:
    """Pages with a look as a whole, where photos have one: a look's first numbers, which compare with it, are taken
    for it, so that no page is mapped.
    """
    return pages if photos.whole is None else replace(pages, whole=unit(pages.look[:, : photos.whole.shape[1]]))


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


def _calibrated(lesson: Lesson) -> tuple[float, float, float, bool]:
    """Bar, and the share and sharpness under which photos that were held out get the least log loss (Guo et al. 2017);
    and whether there were enough of them to tell.

    The bar is the lowest that loses few of the photos of items that are held out as a whole, as never taught.
    """
    photos, strange = as_photos(lesson.seen), 1 - len(lesson.items) / len(lesson.pages.look)
    scores, known = _held_out(lesson, photos, sessions(photos, lesson.labels))
    if known.sum() < FEWEST:
        return BARS[0] if strange else 0.0, SHARE, SHARPNESS, False
    taught = _Told(lesson.nearness[known], scores[known], lesson.labels[known])
    if not strange:
        return 0.0, *_least_loss([taught], [1.0], 0.0), True
    others, _ = _held_out(lesson, photos, lesson.labels % PARTS)
    untaught, bar = _Told(lesson.nearness, others, lesson.labels), BARS[0]
    for bar in BARS:
        share, sharpness = _least_loss([taught, untaught], [1 - strange, strange], bar)
        if untaught.found(0.0, bar) - untaught.found(share, bar) <= LOST:
            break
    return bar, share, sharpness, True


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
    """What is said of photos that were held out: nearness and scores (k, m), and what they show (k,)."""

    nearness: np.ndarray
    scores: np.ndarray
    labels: np.ndarray

    def total(self, share: float, bar: float) -> np.ndarray:
        """Both together, (k, m)."""
        return np.asarray(self.nearness + share * np.maximum(self.scores - bar, 0.0))

    def found(self, share: float, bar: float) -> float:
        """The share of the photos that are found."""
        return float((self.total(share, bar).argmax(axis=1) == self.labels).mean())

    def loss(self, share: float, bar: float, sharpness: float) -> float:
        """The mean log loss."""
        logs = log_softmax(sharpness * self.total(share, bar), axis=1)
        return float(-logs[np.arange(len(self.labels)), self.labels].mean())


def _least_loss(several: Sequence[_Told], weights: Sequence[float], bar: float) -> tuple[float, float]:
    """The share and the sharpness of the least log loss in all."""

    def loss(given: np.ndarray) -> float:
        share, sharpness = map(float, given)
        return sum(weight * told.loss(share, bar, sharpness) for told, weight in zip(several, weights, strict=True))

    share, sharpness = minimize(loss, (SHARE, SHARPNESS), method="Nelder-Mead", bounds=BOUNDS).x
    return float(share), float(sharpness)
