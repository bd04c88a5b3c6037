"""A picture file, whoever made it → an upright RGB picture of bounded size; or one sentence that says why not."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from convrec.errors import PhotoError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
BOXED = b"ftyp"  # HEIC and AVIF files begin with the length of a box of this name, which lists what they are
BRANDS = {
    "AVIF": (b"avif", b"avis"),
    "HEIC": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
}
SMALLEST = 16  # pixels: in less, nobody can tell what is shown
FRAMES = 24  # of an animation that are looked at for one that shows something
BLANK = 12  # brightness between darkest and lightest below which a frame shows nothing
GLANCE = (32, 32)  # size at which that is judged


@dataclass(frozen=True)
class Bounds:
    """What is taken: the largest file, the most pixels, and the ``side`` that pictures are shrunk to fit."""

    max_bytes: int
    max_pixels: int
    side: int


def read_picture(path: Path, bounds: Bounds) -> Image.Image:
    """A picture file as an upright RGB picture on white. Raises PhotoError with the reason where it can't be used.

    Of an animation it is the first frame that isn't all of one colour.
    """
    _check_file(path, bounds)
    Image.init()  # or Image.OPEN would not list all that can be read
    kind = _boxed_kind(path)
    if kind and not _can_open(kind):
        raise PhotoError(
            f"{path.name} is a photo in {kind}, which can't be read here; please send it as a JPEG.",
            f"{path.name} 是 {kind} 格式的照片，这里读不了，请改发 JPEG。",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bomb is refused by its header below, and who sent it can mend no tag
            return _opened(path, bounds)
    except PhotoError:
        raise
    except Image.DecompressionBombError as error:
        raise PhotoError(
            f"{path.name} has far too many pixels; please send a smaller photo.",
            f"{path.name} 的像素实在太多，请发送小一点的照片。",
        ) from error
    except Exception as error:  # decoders raise whatever they like on bytes that somebody made up
        if "truncated" in str(error):
            raise PhotoError(
                f"{path.name} is cut off before its end; please send the photo again.",
                f"{path.name} 不完整，请重新发送这张照片。",
            ) from error
        raise PhotoError(
            f"{path.name} is not a picture I can read; please send a JPEG, PNG or WebP.",
            f"{path.name} 不是我能读取的图片，请发送 JPEG、PNG 或 WebP。",
        ) from error


def _check_file(path: Path, bounds: Bounds) -> None:
    if not path.is_file():
        raise PhotoError(f"There is no file {path}; please check its name.", f"没有 {path} 这个文件，请检查文件名。")
    size = path.stat().st_size
    if size == 0:
        raise PhotoError(
            f"{path.name} is empty; please send the photo again.", f"{path.name} 是空的，请重新发送这张照片。"
        )
    if size > bounds.max_bytes:
        most = f"{bounds.max_bytes // 1_000_000} MB"
        raise PhotoError(
            f"{path.name} is larger than {most}; please send a smaller photo.",
            f"{path.name} 超过 {most}，请发送小一点的照片。",
        )


def _boxed_kind(path: Path) -> str:
    """HEIC or AVIF, by the brands that the file names itself with; "" for all others."""
    with path.open("rb") as file:
        head = file.read(64)
    length = int.from_bytes(head[:4], "big")
    if head[4:8] != BOXED:
        return ""
    brands = [head[place : place + 4] for place in range(8, min(length, len(head)), 4)]
    return next((kind for kind, known in BRANDS.items() if not set(brands).isdisjoint(known)), "")


def _can_open(kind: str) -> bool:
    """Whether there is a decoder. That for HEIC is a package of its own, which not every machine has."""
    if kind == "HEIC" and "HEIF" not in Image.OPEN:
        try:
            import pillow_heif
        except (ImportError, OSError):
            return False
        pillow_heif.register_heif_opener(thumbnails=False)
    return kind == "HEIC" or kind in Image.OPEN


def _opened(path: Path, bounds: Bounds) -> Image.Image:
    with Image.open(path, formats=[name for name in FORMATS if name in Image.OPEN]) as picture:
        pixels = picture.width * picture.height
        if pixels > bounds.max_pixels:
            raise PhotoError(
                f"{path.name} has {picture.width} × {picture.height} pixels, more than I can take; "
                "please send a smaller photo.",
                f"{path.name} 有 {picture.width} × {picture.height} 像素，超出了我的能力，请发送小一点的照片。",
            )
        if min(picture.size) < SMALLEST:
            raise PhotoError(
                f"{path.name} is only {picture.width} × {picture.height} pixels; please send a larger photo.",
                f"{path.name} 只有 {picture.width} × {picture.height} 像素，请发送大一点的照片。",
            )
        picture.draft("RGB", (2 * bounds.side, 2 * bounds.side))
        frames = (_plain(frame, bounds.side) for frame in _frames(picture, min(FRAMES, bounds.max_pixels // pixels)))
        first = next(frames)
        if not getattr(picture, "is_animated", False) or not _blank(first):
            return first
        return next((frame for frame in frames if not _blank(frame)), first)


def _frames(picture: Image.Image, most: int) -> Iterator[Image.Image]:
    """The frames, as far as they can be read; a broken first one raises what its decoder does."""
    yield picture
    for place in range(1, most):
        try:
            picture.seek(place)
            picture.load()
        except (EOFError, OSError, ValueError, SyntaxError):
            return
        yield picture


def _plain(picture: Image.Image, side: int) -> Image.Image:
    """Upright, RGB, transparent parts white, shrunk to fit, and nothing else that the file said."""
    shown = ImageOps.exif_transpose(_fitting(_of_bytes(picture), side))
    pixels = Image.new("RGB", shown.size, "white")
    if "A" in shown.getbands():
        layered = shown.convert("RGBA")
        pixels.paste(layered, mask=layered.getchannel("A"))
    else:
        pixels.paste(shown.convert("RGB"))
    return pixels


def _fitting(picture: Image.Image, side: int) -> Image.Image:
    """At most ``side`` wide and high; the picture itself is left alone, for the frames after this one."""
    share = side / max(picture.size)
    if share >= 1:
        return picture
    width, height = (max(1, round(edge * share)) for edge in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _of_bytes(picture: Image.Image) -> Image.Image:
    """In a mode that can be shrunk: palettes looked up, 16 and 32 bits a pixel brought down to 8."""
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        return picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    if picture.mode[0] in "IF":
        deep = np.asarray(picture).astype(np.float32)
        share = 257.0 if picture.mode.startswith("I;16") or deep.max() > 255 else 1.0
        shallow = Image.fromarray((deep / share).clip(0, 255).round().astype(np.uint8))
        shallow.info.update(picture.info)  # how it is to be turned
        return shallow
    return picture


def _blank(picture: Image.Image) -> bool:
    """Whether a frame is all of one colour."""
    return int(np.ptp(np.asarray(picture.resize(GLANCE, Image.Resampling.BOX)), axis=(0, 1)).max()) < BLANK
