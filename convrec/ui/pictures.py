"""Pictures for the browser: small copies only, so that no original and no other file is ever served."""

import base64
import hashlib
import io
from pathlib import Path
from urllib.parse import quote

from PIL import Image, ImageOps, UnidentifiedImageError

from convrec.data.whole import write_whole
from convrec.models.sound import SOUNDS

_CARD_SIDE = 480  # pixels; a card is at most about 240 wide, on screens of double density
_PHOTO_SIDE = 240
LARGE = 768  # pixels; larger than that no photo is kept
_THUMBNAIL_SIDE = 96
_PLAYED = {*SOUNDS, ".webm", ".mp4"}


class Pictures:
    """Makes small WebP copies of catalogue pictures in ``folder``, the only folder the page may serve from.

    What moves or sounds is copied as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)

    def address(self, picture: Path) -> str:
        """Where the browser finds a copy of ``picture``, relative to the page; "" where it can't be read."""
        try:
            stat = picture.stat()
            identity = f"{picture.resolve()}|{stat.st_mtime_ns}|{stat.st_size}|{_CARD_SIDE}"
            suffix = picture.suffix.lower() if picture.suffix.lower() in _PLAYED else ".webp"
            small = self.folder / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}{suffix}"
            if not small.exists():
                write_whole(
                    small,
                    picture.read_bytes() if suffix in _PLAYED or _moves(picture) else _shrunk(picture, _CARD_SIDE),
                )
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            return ""
        return f"gradio_api/file={quote(str(small))}"


def photo_address(photo: Path, side: int = _PHOTO_SIDE) -> str:
    """A person's own photo as a data URL, so that nobody else can ask the server for it."""
    return f"data:image/webp;base64,{base64.b64encode(_shrunk(photo, side)).decode()}"


def thumbnail(photo: Path) -> str:
    """The same, as small as a line of writing; "" where the photo is gone."""
    return photo_address(photo, _THUMBNAIL_SIDE) if photo.is_file() else ""


def _moves(picture: Path) -> bool:
    with Image.open(picture) as opened:
        return getattr(opened, "n_frames", 1) > 1


def _shrunk(picture: Path, side: int) -> bytes:
    """WebP bytes of ``picture``, upright and at most ``side`` pixels wide and high."""
    with Image.open(picture) as opened:
        opened.draft("RGB", (side * 2, side * 2))
        small = ImageOps.exif_transpose(opened)
        small.thumbnail((side, side))
        out = io.BytesIO()
        small.convert("RGB").save(out, "WEBP", quality=82)
        return out.getvalue()
