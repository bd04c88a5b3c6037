"""Pictures as cameras, phones and messengers make them: the natural ones work, the broken ones end in one sentence."""

import io
import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, features

from convrec.data import picture_files
from convrec.data.photos import PhotoStore
from convrec.data.picture_files import Bounds, read_picture
from convrec.errors import PhotoError

BOUNDS = Bounds(max_bytes=2_000_000, max_pixels=4_000_000, side=64)
ORIENTATION = 0x0112
RED = (220, 30, 30)


def read(path: Path) -> np.ndarray:
    return np.asarray(read_picture(path, BOUNDS), dtype=int)


def is_red(pixel: np.ndarray) -> bool:
    return bool(np.abs(pixel - np.array(RED)).max() < 40)


def red(size: tuple[int, int] = (80, 40)) -> Image.Image:
    return Image.new("RGB", size, RED)


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    picture.save(path, **options)
    return path


def noise(side: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(3).integers(0, 255, (side, side, 3), dtype=np.uint8))


@pytest.mark.parametrize(("turn", "size"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64)), (5, (32, 64))])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_every_way_of_holding_a_phone_is_turned_upright(tmp_path: Path, name: str, turn: int, size: object) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    assert read_picture(saved(red(), tmp_path / name, exif=exif), BOUNDS).size == size


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("palette.png", lambda: red().quantize(4)),
        ("cmyk.jpg", lambda: red().convert("CMYK")),
        ("grey.png", lambda: Image.new("L", (40, 40), 86)),
        ("bits.png", lambda: Image.new("1", (40, 40), 1)),
        ("moved.gif", red),
        ("plain.bmp", red),
        ("clear.webp", lambda: Image.new("RGBA", (40, 40), (*RED, 255))),
    ],
)
def test_every_manner_of_storing_colours_is_read(tmp_path: Path, name: str, made: Callable[[], Image.Image]) -> None:
    pixel = read(saved(made(), tmp_path / name))[5, 5]
    assert is_red(pixel) or name in ("grey.png", "bits.png")
    assert name != "grey.png" or (pixel == 86).all()
    assert name != "bits.png" or (pixel == 255).all()


def test_sixteen_bits_are_brought_down_to_eight_and_not_cut_off(tmp_path: Path) -> None:
    deep = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (64, 1))
    row = read(saved(Image.fromarray(deep), tmp_path / "deep.png"))[10, :, 0]
    assert row[0] < 5 and row[-1] > 250 and 120 < row[32] < 136 and (np.diff(row) >= 0).all()


def test_half_clear_becomes_half_white_also_in_a_palette(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 20, 40))
    palette = Image.new("P", (40, 40), 1)
    palette.putpalette([*RED, 0, 0, 0])
    palette.paste(0, (0, 0, 20, 40))
    looked_up = [saved(palette, tmp_path / name, transparency=1) for name in ("palette.png", "palette.gif")]
    for path in (saved(clear, tmp_path / "clear.png"), *looked_up):
        pixels = read(path)
        assert is_red(pixels[20, 5]) and pixels[20, 35].min() > 250


@pytest.mark.parametrize("name", ["a.gif", "a.webp"])
def test_of_an_animation_the_first_frame_that_shows_something_is_taken(tmp_path: Path, name: str) -> None:
    shows = red((40, 40))
    shows.paste((20, 20, 220), (0, 0, 40, 20))
    blank = [Image.new("RGB", (40, 40), grey) for grey in ("white", "black")]
    later = [shows, Image.new("RGB", (40, 40), "green")]
    pixels = read(saved(blank[0], tmp_path / name, save_all=True, append_images=[blank[1], *later]))
    assert is_red(pixels[35, 20]) and pixels[5, 20, 2] > 180


def test_an_animation_that_breaks_off_gives_the_frames_before(tmp_path: Path) -> None:
    path = saved(red((40, 40)), tmp_path / "a.gif", save_all=True, append_images=[noise(40)] * 3)
    path.write_bytes(path.read_bytes()[:-2000])
    assert read(path).shape == (40, 40, 3)


def test_photos_of_phones_are_read(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif")
    heif.from_pillow(red()).save(tmp_path / "IMG_1.HEIC", quality=90)
    assert is_red(read(tmp_path / "IMG_1.HEIC")[5, 5])


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_avif_is_read(tmp_path: Path) -> None:
    assert is_red(read(saved(red(), tmp_path / "a.avif"))[5, 5])


def test_without_its_decoder_a_phones_photo_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes(struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(90))
    monkeypatch.delitem(Image.OPEN, "HEIF", raising=False)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # what Python does where a package is missing
    with pytest.raises(PhotoError, match="HEIC, which can't be read here; please send it as a JPEG"):
        read(tmp_path / "IMG_1.HEIC")
    assert read(saved(red(), tmp_path / "a.jpg")).shape == (32, 64, 3)  # and all else goes on


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>'
PAGE = b"<!doctype html><html><body><img src=x onerror=alert(1)></body></html>"
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut.jpg": (lambda path: cut(saved(noise(200), path), 0.4), "cut off before its end"),
    "cut.png": (lambda path: cut(saved(noise(200), path), 0.4), "cut off before its end|not a picture"),
    "drawing.png": (lambda path: path.write_bytes(SVG), "not a picture I can read"),
    "page.png": (lambda path: path.write_bytes(PAGE), "not a picture I can read"),
    "data.webp": (lambda path: path.write_text(json.dumps({"a": 1})), "not a picture I can read"),
    "dot.png": (lambda path: saved(red((1, 1)), path), "is only 1 × 1 pixels"),
    "line.png": (lambda path: saved(red((300, 3)), path), "is only 300 × 3 pixels"),
    "large.jpg": (lambda path: path.write_bytes(b"\xff\xd8" + bytes(50_000_000)), "larger than 2 MB"),
    "broken.heic": (lambda path: path.write_bytes(bytes(3) + b"\x18ftypheic" + b"\x07" * 500), "not a picture|HEIC"),
    "wide.png": (lambda path: saved(Image.new("1", (9000, 9000)), path), "9000 × 9000 pixels, more than"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_ends_in_one_sentence_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    make, sentence = BROKEN[name]
    make(tmp_path / name)
    store = PhotoStore(tmp_path / "kept", BOUNDS.max_bytes, BOUNDS.max_pixels, BOUNDS.side)
    good = saved(red(), tmp_path / "good.jpg")
    with pytest.raises(PhotoError, match=sentence) as refusal:
        store.save_all([good, tmp_path / name])
    assert name in str(refusal.value) and str(refusal.value).endswith(".") and "\n" not in str(refusal.value)
    chinese = refusal.value.said["zh"]
    assert name in chinese and chinese.endswith("。") and "please" not in chinese
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.bmp", "a.avif", "a.heic"])
def test_damaged_bytes_are_a_picture_or_one_sentence(tmp_path: Path, name: str) -> None:
    if name == "a.heic":
        pytest.importorskip("pillow_heif").from_pillow(noise(64)).save(tmp_path / name)
    elif name != "a.avif" or features.check("avif"):
        noise(64).save(tmp_path / name)
    whole, rng = (tmp_path / name).read_bytes(), np.random.default_rng(5)
    refusals = []
    for _ in range(60):
        data = bytearray(whole)
        for place in rng.integers(0, min(len(data), 400), 6):
            data[place] = rng.integers(0, 256)
        (tmp_path / f"bad-{name}").write_bytes(data)
        try:
            assert read(tmp_path / f"bad-{name}").ndim == 3
        except PhotoError as error:
            refusals.append(str(error))
    assert refusals and all(". " not in sentence and sentence.endswith(".") for sentence in refusals)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_nothing_that_a_file_says_beside_its_pixels_is_kept(tmp_path: Path, name: str) -> None:
    secret, exif = "47.3769 N 8.5417 E, Anna's phone", Image.Exif()
    exif[0x010E] = secret
    options: dict[str, dict[str, object]] = {
        "a.jpg": {"exif": exif, "comment": secret, "xmp": secret.encode(), "icc_profile": secret.encode()},
        "a.png": {"exif": exif, "pnginfo": _png_text(secret)},
        "a.webp": {"exif": exif, "xmp": secret.encode()},
        "a.gif": {"comment": secret},
    }
    path = saved(red(), tmp_path / name, **options[name])
    assert secret.encode() in path.read_bytes()
    store = PhotoStore(tmp_path / "kept", BOUNDS.max_bytes, BOUNDS.max_pixels, BOUNDS.side)
    kept = store.path(store.save(path)).read_bytes()
    assert secret.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif() and not {"comment", "xmp", "icc_profile"} & set(picture.info)


def _png_text(text: str) -> object:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", text)
    return info


def test_a_frame_bomb_is_looked_at_a_few_frames_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = [Image.new("L", (20, 20), grey) for grey in range(0, 200, 4)]
    path = saved(blank[0], tmp_path / "a.webp", save_all=True, append_images=blank[1:])
    looked = []
    monkeypatch.setattr(picture_files, "_blank", lambda picture: looked.append(picture) or True)
    assert read(path)[5, 5, 0] < 5 and len(looked) <= picture_files.FRAMES + 1


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.gif"])
def test_the_first_picture_that_a_process_meets_is_read(tmp_path: Path, name: str) -> None:
    saved(red(), tmp_path / name)
    program = (
        "import sys; from pathlib import Path; from convrec.data.picture_files import Bounds, read_picture; "
        "print(read_picture(Path(sys.argv[1]), Bounds(10**6, 10**6, 64)).size)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / name)], capture_output=True, text=True)
    assert done.stdout.strip() == "(64, 32)", done.stderr
