"""People's photos: checked, bounded, stripped of their metadata, and kept under their own hash."""

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from convrec.data.picture_files import Bounds, read_picture
from convrec.data.whole import write_whole
from convrec.errors import PhotoError

QUALITY = 90


class PhotoStore:
    """A folder of photos, each named by the hash of what is kept of it."""

    def __init__(self, folder: Path, max_bytes: int, max_pixels: int, side: int) -> None:
        self._folder = folder
        self._bounds = Bounds(max_bytes, max_pixels, side)

    def save(self, path: Path) -> str:
        """Keep a photo and return its hash. Raises PhotoError with the reason where it can't be used."""
        return self.save_all([path])[0]

    def save_all(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Keep photos and return their hashes; none is kept where one of them can't be used (PhotoError)."""
        encoded = [_encoded(read_picture(path, self._bounds)) for path in paths]
        return tuple(self._keep(data) for data in encoded)

    def load(self, name: str) -> Image.Image:
        """The photo kept under a hash, as RGB."""
        if not self.has(name):
            raise PhotoError("That photo is no longer here; please send it again.", "这张照片已经不在了，请重新发送。")
        with Image.open(self.path(name)) as picture:
            return picture.convert("RGB")

    def has(self, name: str) -> bool:
        """Whether a photo is kept under a hash."""
        return name.isalnum() and self.path(name).is_file()

    def path(self, name: str) -> Path:
        """Where a kept photo lies."""
        return self._folder / f"{name}.jpg"

    def forget(self, names: set[str]) -> None:
        """Erase photos; those already gone are fine."""
        for name in filter(self.has, names):
            self.path(name).unlink(missing_ok=True)

    def _keep(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()[:32]
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self.path(name)
        if not kept.exists():
            write_whole(kept, data)
        return name


def _encoded(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY)  # pixels only: no place, no camera, no time
    return buffer.getvalue()
