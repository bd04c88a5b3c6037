"""What a photo shows, by what the shop has: its things, their sorts and colours, and whether there is anything like it.

A photo's sort and colours are those of the items that look most like it, each by how near it is, so any attribute
of any catalogue can be seen without being taught. What is seen is a guess and becomes no opinion; whoever sent the
photo can choose another of its things.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from convrec.data.folder import Catalogue
from convrec.data.items import KIND
from convrec.index import Index, look_part
from convrec.models import Models
from convrec.models.light import lit
from convrec.models.views import encode_photos, joined, mean_direction, pooled
from convrec.pictures import Pictures, coarse
from convrec.recommenders.photo import WEIGHTS
from convrec.seen import STRANGE, WHOLE, Box, Likely, SeenPhoto, Thing
from convrec.types import Item, PhotoVectors, say
from convrec.vision.marks import NO_MARKS, PHOTO_SIDE, marks
from convrec.vision.nouns import Nouns
from convrec.vision.regions import regions
from knowledge_graph.catalogue import value_entity

NEAREST, WIDER = 40, 20  # items that say what a photo shows, and how many times as many are looked through for them
SHARPNESS = 0.03  # by which score an item says e times less; chosen on the demo shop's photos that may be learnt from
TOLD = 0.1  # share below which a sort or colour goes unmentioned
MARGIN = 0.08  # of a chosen thing's box, added on every side
EACH = 40  # pictures that say how a sort looks
COLOURS = re.compile("colou?rs?|颜色")
# The probability that the shop has something like a photo is that of a logistic curve over the cosine between the photo
# and its nearest picture. Here looks count as they are: measured from where their like lie on average, as they are when
# items are ranked, they tell strange photos less well. Among more pictures the nearest is nearer by chance, so the
# curve's middle moves with the logarithm of their number, within what was measured. By benchmarks/reliability.py.
KNOWN_AT, KNOWN_GROWS, KNOWN_WITHIN = 0.2076, 0.0518, 0.0194
MEASURED = (20, 372)  # pictures of the smallest and largest shop that it was fitted on


class Sight:
    """Sees photos with one catalogue's eyes. Shared by all; keeps nothing of any photo."""

    def __init__(self, catalogue: Catalogue, index: Index, models: Models) -> None:
        self._catalogue, self._index, self._encoder = catalogue, index, models.image
        self._lettering = models.lettering
        self._look = look_part(models)
        self._nouns = Nouns(models.image)
        pictures = index.pictures
        rows = pictures.row if pictures is not None else ()
        self._sorts = _by_sort(catalogue, rows)
        self._sold = frozenset(noun for one in catalogue.items for noun in _nouns(one, catalogue))
        self._pictured = sum(map(self._usual, rows))
        self._directions = _directions(pictures, self._sorts) if pictures is not None else {}

    def see(
        self, photos: Mapping[str, Image.Image], chosen: Mapping[str, int]
    ) -> tuple[PhotoVectors | None, tuple[SeenPhoto, ...]]:
        """Photos by their hashes: vectors of what is meant in each, None without photos, and what is in them.

        ``chosen`` says which thing is meant, where its person said so.
        """
        both = [self._see(photo, picture, chosen.get(photo)) for photo, picture in photos.items()]
        seen, vectors = tuple(one for _, one in both), joined([one for one, _ in both])
        return vectors and replace(vectors, marks=self._marks(photos, seen)), seen

    def _marks(self, photos: Mapping[str, Image.Image], seen: Iterable[SeenPhoto]) -> tuple[np.ndarray, ...]:
        """What print looks like on each photo, where there is something to hold it against."""
        if self._index.marks is None:
            return ()
        return tuple(marks(photos[one.photo], PHOTO_SIDE) if one.words else NO_MARKS for one in seen)

    def _see(self, photo: str, picture: Image.Image, chosen: int | None) -> tuple[PhotoVectors, SeenPhoto]:
        picture = lit(picture)
        features = self._encoder.encode_map(picture)
        things = self._things(features)
        pointed_at = chosen is not None and 0 <= chosen < len(things)
        if chosen is not None and pointed_at:
            box = things[chosen].box
            vectors = self._encoder.encode_images([_cropped(picture, box)])
        else:
            box, vectors = WHOLE, encode_photos(self._encoder, [picture])
        vectors = replace(vectors, whole=pooled(features, box))
        sorts, colours, known = self._likeness(vectors)
        if chosen is None or not pointed_at:
            chosen, box = _meant(things, sorts)
        things[chosen] = Thing(box, _either(sorts, things[chosen].sorts), colours)
        name = self._nouns.called(vectors.meaning[0], self._sold) if known < STRANGE and not pointed_at else ""
        words = self._lettering.read(picture)
        return vectors, SeenPhoto(photo, tuple(things), chosen, words, known, name, pointed_at)

    def _things(self, features: np.ndarray | None) -> list[Thing]:
        """The things in a photo by the encoder's map of it; one, the whole photo, where there is no map."""
        pictures = self._index.pictures
        if features is None or pictures is None or len(self._directions) < 2:
            return [Thing()]
        names, size = list(self._directions), features.shape[-1]
        sorts = np.array([self._directions[name][:size] for name in names])
        sorts /= np.maximum(np.linalg.norm(sorts, axis=1, keepdims=True), 1e-9)
        # a tower's part of a look is shorter than 1, as long as its share
        centre = pictures.photo_centre[:size] * (pictures.photo_centre.size / size) ** 0.5
        found = regions(features, sorts, centre)
        return [Thing(region.box, (Likely(names[region.sort], 1.0),)) for region in found] or [Thing()]

    def _likeness(self, vectors: PhotoVectors) -> tuple[tuple[Likely, ...], tuple[Likely, ...], float]:
        """Sorts and colours by the nearest items, and how probably there is something like it."""
        pictures = self._index.pictures
        if pictures is None:
            return (), (), 1.0
        photo = pictures.photo(vectors)
        items = self._nearest(photo, pictures)
        if not items:
            return (), (), 1.0
        look = pictures.page(items, "look") @ photo.look[0]
        near = look + WEIGHTS["colour"] * (pictures.page(items, "colour") @ photo.colour[0])
        weights = np.exp((near - near.max()) / SHARPNESS)
        known = self._known(vectors, pictures, items)
        found = [self._catalogue.item(id) for id in items]
        sorts = _votes(([self._sort(item)] for item in found), weights)
        return sorts, _votes((_colours(item) for item in found), weights), known

    def _nearest(self, photo: PhotoVectors, pictures: Pictures) -> list[str]:
        """The items of the usual kind that look most like a photo, looked for further where others lie about."""
        found: list[str] = []
        for limit in (NEAREST, NEAREST * WIDER):
            near = self._index.nearest(self._look, coarse(photo.look)[0], limit)
            found = [id for id, _ in near if id in pictures.row and self._usual(id)]
            if len(found) >= NEAREST // 2:
                break
        return found[:NEAREST]

    def _known(self, vectors: PhotoVectors, pictures: Pictures, items: Sequence[str]) -> float:
        """How probable it is that there is something like a photo, to which these items are the nearest."""
        if not self._encoder.calibrated:
            return 1.0
        cosines = pictures.looks(items) @ mean_direction(vectors.look)
        return float(known_by(cosines.max(initial=-1.0), self._pictured))

    def _usual(self, id: str) -> bool:
        return self._catalogue.item(id).kind == self._catalogue.default_kind

    def _sort(self, item: Item) -> str:
        return next(iter(_sorts(item, self._catalogue)), "")


def known_by(cosine: np.ndarray | float, pictures: int) -> np.ndarray:
    """How probably a shop has something like photos, by their cosines (any shape) to the nearest of its ``pictures``,
    by how many these are.
    """
    middle = KNOWN_AT + KNOWN_GROWS * np.log(np.clip(pictures, *MEASURED))
    return np.asarray(1 / (1 + np.exp(-(cosine - middle) / KNOWN_WITHIN)))


def _votes(values: Iterable[Sequence[str]], weights: np.ndarray) -> tuple[Likely, ...]:
    """Values by the share of the weight that has them, the largest first."""
    shares: dict[str, float] = {}
    for own, weight in zip(values, weights / weights.sum(), strict=True):
        for value in own:
            shares[value] = shares.get(value, 0.0) + float(weight)
    ordered = sorted(shares.items(), key=lambda one: -one[1])
    return tuple(Likely(value, round(share, 4)) for value, share in ordered if value and share >= TOLD)


def _meant(things: Sequence[Thing], sorts: Sequence[Likely]) -> tuple[int, Box]:
    """The thing whose sort is the whole photo's, and where it is; the first, taken for all of the photo, where none is
    of that sort.
    """
    if not sorts:
        return 0, things[0].box
    own = (n for n, thing in enumerate(things) if any(sort.about == sorts[0].about for sort in thing.sorts))
    place = next(own, None)
    return (0, WHOLE) if place is None else (place, things[place].box)


def _either(voted: tuple[Likely, ...], mapped: tuple[Likely, ...]) -> tuple[Likely, ...]:
    """The sorts that the nearest items vote for, then that of the map, by which its person may still call it."""
    known = {likely.about for likely in voted}
    return voted + tuple(likely for likely in mapped if likely.about not in known) if voted else mapped


def _by_sort(catalogue: Catalogue, pictured: Iterable[str]) -> Mapping[str, list[str]]:
    """A few of the items of each sort whose pictures are known."""
    found: dict[str, list[str]] = {}
    for id in pictured:
        item = catalogue.item(id)
        if item.kind != catalogue.default_kind:
            continue
        for sort in _sorts(item, catalogue)[:1]:
            if len(known := found.setdefault(sort, [])) < EACH:
                known.append(id)
    return found


def _directions(pictures: Pictures, sorts: Mapping[str, list[str]]) -> dict[str, np.ndarray]:
    """Where the pictures of each sort lie, (look_size,)."""
    return {sort: pictures.page(ids, "look").mean(axis=0) for sort, ids in sorts.items()}


def _sorts(item: Item, catalogue: Catalogue) -> list[str]:
    return [entity for name in catalogue.category if name != KIND for entity in _values(item, name)]


def _nouns(item: Item, catalogue: Catalogue) -> Iterator[str]:
    """What an item may be called: ``table lamp`` and ``lamp``."""
    sorts = (say(text, "en") for name in catalogue.category for text in item.attributes.get(name, ()))
    return (called for sort in sorts if sort.strip() for called in (sort, sort.split()[-1]))


def _colours(item: Item) -> list[str]:
    return [entity for name in item.attributes if COLOURS.fullmatch(name) for entity in _values(item, name)]


def _values(item: Item, name: str) -> list[str]:
    """The entities of one attribute's values."""
    return [
        value_entity(name, {language: (words,) for language, words in text.items()})
        for text in item.attributes.get(name, ())
    ]


def _cropped(picture: Image.Image, box: Box) -> Image.Image:
    if box == WHOLE:
        return picture
    width, height = picture.size
    edges = (box.left - MARGIN, box.top - MARGIN, box.right + MARGIN, box.bottom + MARGIN)
    left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in edges)
    return picture.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
