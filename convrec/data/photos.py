"""People's photos: checked, bounded, stripped of their metadata, and kept under their own hash."""

import hashlib
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from convrec.errors import PhotoError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
QUALITY = 90


class PhotoStore:
    """A folder of photos, each named by the hash of what is kept of it."""

    def __init__(self, folder: Path, max_bytes: int, max_pixels: int, side: int) -> None:
        self._folder = folder
        self._max_bytes, self._max_pixels, self._side = max_bytes, max_pixels, side

    def check(self, path: Path) -> None:
        """Raises PhotoError with the reason where a photo can't be used; keeps nothing."""
        self._read(path)

    def save(self, path: Path) -> str:
        """Keep a photo and return its hash. Raises PhotoError with the reason where it can't be used."""
        picture = self._read(path)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=QUALITY)  # pixels only: no place, no camera, no time
        name = hashlib.sha256(buffer.getvalue()).hexdigest()[:32]
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._folder / f"{name}.jpg"
        if not kept.exists():
            half_written = kept.with_suffix(".part")
            half_written.write_bytes(buffer.getvalue())
            half_written.replace(kept)
        return name

    def load(self, name: str) -> Image.Image:
        """The photo kept under a hash, as RGB."""
        path = self._folder / f"{name}.jpg"
        if not name.isalnum() or not path.is_file():
            raise PhotoError("That photo is no longer here; please send it again.", "这张照片已经不在了，请重新发送。")
        with Image.open(path) as picture:
            return picture.convert("RGB")

    def path(self, name: str) -> Path:
        """Where a kept photo lies."""
        return self._folder / f"{name}.jpg"

    def forget(self, names: set[str]) -> None:
        """Erase photos; those already gone are fine."""
        for name in names:
            self.path(name).unlink(missing_ok=True)

    def _read(self, path: Path) -> Image.Image:
        """The first frame of a picture file, upright, RGB on white, at most ``side`` wide and high."""
        self._check_size(path)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the header is checked below
                with Image.open(path, formats=FORMATS) as picture:
                    self._check_pixels(path, picture)
                    picture.draft("RGB", (2 * self._side, 2 * self._side))
                    upright = ImageOps.exif_transpose(picture)
                    return _on_white(upright, self._side)
        except Image.DecompressionBombError as error:
            raise PhotoError(
                f"{path.name} has far too many pixels; please send a smaller photo.",
                f"{path.name} 的像素太多，请发送小一些的照片。",
            ) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise PhotoError(
                f"{path.name} is not a picture I can read; please send a JPEG, PNG or WebP.",
                f"{path.name} 不是我能读取的图片，请发送 JPEG、PNG 或 WebP。",
            ) from error

    def _check_size(self, path: Path) -> None:
        if not path.is_file():
            raise PhotoError(f"There is no file {path}; please check its name.")
        size = path.stat().st_size
        if size == 0:
            raise PhotoError(
                f"{path.name} is empty; please send the photo again.", f"{path.name} 是空文件，请重新发送照片。"
            )
        if size > self._max_bytes:
            raise PhotoError(
                f"{path.name} is larger than {self._max_bytes // 1_000_000} MB; please send a smaller photo.",
                f"{path.name} 超过了 {self._max_bytes // 1_000_000} MB，请发送小一些的照片。",
            )

    def _check_pixels(self, path: Path, picture: Image.Image) -> None:
        if picture.width * picture.height > self._max_pixels:
            raise PhotoError(
                f"{path.name} has {picture.width} × {picture.height} pixels, more than I can take; "
                "please send a smaller photo.",
                f"{path.name} 有 {picture.width} × {picture.height} 像素，超出了我能处理的范围，请发送小一些的照片。",
            )


def _on_white(picture: Image.Image, side: int) -> Image.Image:
    """RGB, transparent parts white, shrunk to fit."""
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")
