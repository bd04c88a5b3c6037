"""``train photos``: learn from labelled photos, with all that was learnt from before, and write it beside the index."""

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.lines import Problems
from convrec.data.photo_labels import PhotoLabel, read_photo_labels
from convrec.data.picture_files import Bounds, read_picture
from convrec.errors import PhotoError, TrainingError
from convrec.index import Index, meaning_part, open_index
from convrec.models import Models, load_models
from convrec.models.views import MIDDLES, as_photos, encode_shown, joined
from convrec.pictures import Pictures, unit
from convrec.recommenders.photo import photo_score
from convrec.recommenders.taught.files import (
    FILE,
    KEPT,
    Shown,
    head_arrays,
    read_shown,
    shown_arrays,
    taught_folder,
)
from convrec.settings import Settings
from convrec.training.cards import write
from convrec.training.photos.fit import Lesson, fit_head
from convrec.types import PhotoVectors

OTHERS = 2000  # catalogue pictures of items without photos that are learnt from as what a photo is not
COMMAND = "photos --catalogue FOLDER --photos FILE"


def train_photos(settings: Settings, photos: Path | None, out: Path | None = None) -> dict[str, Any]:
    """Learn from the photos of a list and from all that were taught before; without a list, from those alone.

    Writes the head and what the encoder saw, no photo, beside the catalogue's index or into the folder ``out``.
    Returns what was made. Raises TrainingError where there is nothing to learn from.
    """
    began, problems = time.perf_counter(), Problems()
    catalogue = read_catalogue(settings.catalogue)
    labels = read_photo_labels(photos, catalogue.row, problems) if photos else []
    models = load_models(settings)
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    folder = out or taught_folder(settings.home, catalogue)
    shown = _together(
        read_shown(folder / KEPT, models.image.name), _encoded(labels, models, _bounds(settings), problems)
    )
    shown = _known(shown, catalogue, index, problems)
    head = fit_head(lesson_of(shown, catalogue, index, models))
    written = _written(folder, catalogue, models, head_arrays(head, models.image.name, catalogue.row), shown)
    seconds = round(time.perf_counter() - began, 1)
    told = f"{len(shown.items):,} photos of {len(head.items):,} items, written to {written[0]} in {seconds} s"
    figures = {"photos": len(shown.items), "items": len(head.items)}
    figures |= {name: round(getattr(head, name), 3) for name in ("bar", "share", "sharpness")}
    return {"written": written, **figures, "seconds": seconds, "told": told, "notes": list(problems.sentences())}


def lesson_of(shown: Shown, catalogue: Catalogue, index: Index, models: Models) -> Lesson:
    """All that is taught: the photos, the pages of their items, and pages of others.

    Every item of ``shown`` has a picture in the index.
    """
    pictures = index.pictures
    assert pictures is not None
    items = sorted(set(shown.items.tolist()))
    pages = [*items, *_others(pictures, set(items))]
    seen = shown.seen.each(lambda part: part.astype(np.float32))
    told = index.vectors(meaning_part(models), pages)
    meaning = np.array([told[id] for id in pages])
    shelf = PhotoVectors(pictures.page(pages, "look"), pictures.page(pages, "colour"), meaning)
    whole = as_photos(seen)
    centred = PhotoVectors(unit(whole.look - pictures.photo_centre), whole.colour, whole.meaning)
    place = {item: number for number, item in enumerate(items)}
    labels = np.array([place[item] for item in shown.items.tolist()])
    moved = PhotoVectors(pictures.moved(pages), shelf.colour, meaning)
    return Lesson(tuple(items), labels, seen, moved, photo_score(centred, shelf), _sorts(items, catalogue))


def _sorts(items: Sequence[str], catalogue: Catalogue) -> np.ndarray:
    """What sort each item is of, as numbers (n,); an item without one is of a sort of its own."""
    named = [
        next((tuple(text.items()) for name in catalogue.category for text in item.attributes.get(name, ())), id)
        for id, item in ((id, catalogue.item(id)) for id in items)
    ]
    return np.array([named.index(name) for name in named])


def _others(pictures: Pictures, items: set[str]) -> list[str]:
    """At most OTHERS other pictured items, evenly over the catalogue."""
    others = [id for id in pictures.row if id not in items]
    return others[:: max(1, -(-len(others) // OTHERS))]


def _encoded(labels: Sequence[PhotoLabel], models: Models, bounds: Bounds, problems: Problems) -> Shown | None:
    """The photos as the encoder sees them; those that can't be used are named. None where there are none."""
    digests, items, seen = [], [], []
    for label in tqdm(labels, desc="photos", disable=None):
        try:
            picture = read_picture(label.path, bounds)
        except PhotoError as error:
            problems.add(label.path.name, f"was left out: {error}")
            continue
        digests.append(hashlib.sha256(label.path.read_bytes()).hexdigest())
        items.append(label.item)
        seen.append(encode_shown(models.image, [picture]))
    together = joined(seen)
    return None if together is None else _ordered(Shown(np.array(digests), np.array(items), together))


def _together(before: Shown | None, now: Shown | None) -> Shown:
    """All photos, each once: what is said now of a photo that was taught before counts."""
    if before is None or now is None:
        if (only := before or now) is None:
            raise TrainingError(
                "There are no photos to learn from; write: python -m convrec train photos --photos FILE."
            )
        return only
    left = _chosen(before, ~np.isin(before.digests, now.digests))
    seen = joined([left.seen, now.seen])
    assert seen is not None
    digests, items = (np.concatenate(both) for both in ((left.digests, now.digests), (left.items, now.items)))
    return _ordered(Shown(digests, items, seen))


def _ordered(shown: Shown) -> Shown:
    """In the order of their hashes, each photo once, in the precision in which they are kept.

    So nothing hangs on when a photo was taught.
    """
    _, first = np.unique(shown.digests[::-1], return_index=True)  # of the same photo under two names the last counts
    made = _chosen(shown, len(shown.digests) - 1 - first)
    return Shown(made.digests, made.items, made.seen.each(lambda part: part.astype(np.float16)))


def _chosen(shown: Shown, rows: np.ndarray) -> Shown:
    """Some of the photos, by their places or by a mask."""
    places = np.arange(len(shown.digests))[rows]
    middles = (places[:, None] * len(MIDDLES) + np.arange(len(MIDDLES))).ravel()
    return Shown(shown.digests[places], shown.items[places], shown.seen[middles])


def _known(shown: Shown, catalogue: Catalogue, index: Index, problems: Problems) -> Shown:
    """Without photos of items that have gone, or that have no picture to start from."""
    pictured = index.pictures.row if index.pictures is not None else {}
    for item in sorted(set(shown.items.tolist()) - set(pictured)):
        what = "has no picture in the catalogue" if item in catalogue.row else "has left the catalogue"
        problems.add(item, f"{what}, so its photos were left out")
    known = _chosen(shown, np.isin(shown.items, list(pictured)))
    if not len(known.items):
        raise TrainingError("None of the photos shows an item that has a picture in the catalogue.")
    return known


def _written(
    folder: Path, catalogue: Catalogue, models: Models, head: dict[str, np.ndarray], shown: Shown
) -> list[str]:
    """Both files with their cards."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "data": [f"{len(shown.items)} photos of items of {catalogue.folder.resolve().name}; no photo is kept"],
        "licence": "that of the photos they were learnt from",
        "encoder": models.image.name,
    }
    name = models.image.name
    files = {
        FILE: (head, "a linear head from how a photo looks and its colours to the items on it, with its calibration"),
        KEPT: (shown_arrays(shown, name), "what the encoder saw in the photos, for teaching more of them"),
    }
    return [str(write(folder / file, arrays, COMMAND, what=what, **about)) for file, (arrays, what) in files.items()]


def _bounds(settings: Settings) -> Bounds:
    return Bounds(settings.max_photo_bytes, settings.max_photo_pixels, settings.photo_side)
