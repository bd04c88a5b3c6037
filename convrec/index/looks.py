"""What an item looks like: its first picture, or the frames of what it plays."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from convrec.data.folder import Catalogue
from convrec.models import Models
from convrec.models.views import encode_product
from convrec.pictures import Pages
from convrec.types import Item

MOVING = {".webp", ".gif", ".png"}  # pictures that may have several frames
FRAMES = (0.0, 0.33, 0.66)  # which of a moving picture are looked at, as shares of its length


def pages_of(catalogue: Catalogue, models: Models) -> Pages:
    """The items' pictures: the first of each, or the frames of what it plays."""
    files = {item.id: _seen(item) for item in catalogue.items if item.images}
    encode = lambda id: encode_product(models.image, list(_frames(files[id])))  # noqa: E731
    return Pages(catalogue.folder, catalogue.fingerprint, files, encode, models.image)


def _seen(item: Item) -> Path:
    """The file that an item's look is taken from."""
    return item.media if item.media and item.media.suffix.lower() in MOVING else item.images[0]


def _frames(file: Path) -> Iterator[Image.Image]:
    with Image.open(file) as picture:
        frames = getattr(picture, "n_frames", 1)
        for number in sorted({round(place * (frames - 1)) for place in FRAMES}):
            picture.seek(number)
            yield picture.convert("RGB")
