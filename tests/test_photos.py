"""Photos are checked, bounded, turned upright and stripped before anything is kept."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convrec.data.photos import PhotoStore
from convrec.errors import PhotoError

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "kept", max_bytes=200_000, max_pixels=4_000_000, side=64)


def halves(path: Path, **options: object) -> Path:
    """A picture whose left half is red and whose right half is blue, 80 × 40."""
    pixels = np.zeros((40, 80, 3), dtype=np.uint8)
    pixels[:, :40, 0] = pixels[:, 40:, 2] = 255
    Image.fromarray(pixels).save(path, **options)
    return path


def test_the_same_photo_has_the_same_name_and_is_kept_once(store: PhotoStore, tmp_path: Path) -> None:
    first, second = (store.save(halves(tmp_path / name)) for name in ("one.png", "two.png"))
    assert first == second and len(list((tmp_path / "kept").iterdir())) == 1
    assert store.load(first).size == (64, 32)


def test_many_may_keep_the_same_photo_at_once(store: PhotoStore, tmp_path: Path) -> None:
    file = halves(tmp_path / "one.png")
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: store.load(store.save(file)).size and store.save(file), range(40)))
    assert len(names) == 1 and len(list((tmp_path / "kept").iterdir())) == 1


def test_exif_turns_the_picture_and_goes_no_further(store: PhotoStore, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "SecretPhone"  # 6: to be turned a quarter clockwise
    exif.get_ifd(GPS)[1] = "N"
    name = store.save(halves(tmp_path / "turned.jpg", exif=exif, quality=95))
    kept = store.load(name)
    assert kept.size == (32, 64)
    top, bottom = np.asarray(kept)[5, 16], np.asarray(kept)[-5, 16]
    assert top[0] > 200 and bottom[2] > 200  # the left half came to the top
    assert b"SecretPhone" not in store.path(name).read_bytes() and not kept.getexif()


def test_transparency_becomes_white(store: PhotoStore, tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    assert np.asarray(store.load(store.save(tmp_path / "clear.png"))).min() > 250


def test_the_first_frame_of_an_animation_is_taken(store: PhotoStore, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.webp", save_all=True, append_images=frames[1:], lossless=True)
    assert np.asarray(store.load(store.save(tmp_path / "moving.webp")))[5, 5, 0] > 200


def png_header(path: Path, width: int, height: int) -> Path:
    """A PNG that claims to be huge without being it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    return path


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.jpg", b"", "is empty"),
        ("letter.jpg", b"Dear shop, this is no picture.", "not a picture I can read"),
        ("half.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "not a picture I can read"),
        ("huge.jpg", b"\xff\xd8" + b"\0" * 300_000, "larger than"),
    ],
)
def test_what_is_no_photo_is_refused_in_one_sentence(
    store: PhotoStore, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PhotoError, match=sentence) as refusal:
        store.save(tmp_path / name)
    assert name in str(refusal.value) and "\n" not in str(refusal.value)
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("side", [3_000, 20_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(store: PhotoStore, tmp_path: Path, side: int) -> None:
    with pytest.raises(PhotoError, match="pixels"):
        store.save(png_header(tmp_path / "bomb.png", side, side))


@pytest.mark.parametrize("name", ["../../secret", "nobody", ""])
def test_only_kept_photos_can_be_loaded(store: PhotoStore, name: str) -> None:
    with pytest.raises(PhotoError, match="no longer here"):
        store.load(name)


def test_a_missing_file_is_named(store: PhotoStore, tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match=r"There is no file .*gone\.jpg"):
        store.save(tmp_path / "gone.jpg")
