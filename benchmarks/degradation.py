"""What photo → product loses where photos are as people take and send them.

    python benchmarks/degradation.py
    python benchmarks/degradation.py --data path/to/grocery --photos 100

Each photo of the validation part (of a catalogue folder: each customer's photo of the part "test") is damaged by code,
kept as the shop keeps people's photos, and scored by the same functions as ``evaluate photos``. Every photo has a seed
of its own, so that all rows see the same photos and a run can be repeated. Intervals are 95 % bootstrap intervals.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from convrec.data.items import ITEMS
from convrec.data.photos import PhotoStore
from convrec.evaluation.photos import evaluate_photos
from convrec.evaluation.shop_photos import FOLDER, LABELS, SCORED, evaluate_shop_photos
from convrec.models import ImageEncoder, Models, load_models
from convrec.models.views import joined
from convrec.settings import PROJECT, Settings
from convrec.types import PhotoVectors

METRICS = ("top1", "top5", "coarse_top1")
SEED = 29
ORIENTATION, QUARTER = 0x0112, 6  # EXIF: show it turned a quarter clockwise
PHONE = (720, 1560)
HIDDEN = 0.6

Edges = tuple[int, int, int, int]  # left, top, right and bottom of the thing in a photo, in pixels
Damage = Callable[[Image.Image, np.random.Generator, Path, Edges], None]  # writes the damaged picture


def undamaged(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    picture.save(path, quality=95)


def turned(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    """Stored on its side, as cameras do, with the turn told in its EXIF data."""
    exif = Image.Exif()
    exif[ORIENTATION] = QUARTER
    picture.transpose(Image.Transpose.ROTATE_90).save(path, quality=95, exif=exif)


def blurred(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    """Out of focus: a bell a hundredth of the shorter side wide."""
    picture.filter(ImageFilter.GaussianBlur(min(picture.size) / 100)).save(path, quality=95)


def dark(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    """A fifth of the light, and the noise of a small sensor."""
    light = np.asarray(picture, dtype=np.float32) / 5 + rng.normal(0, 4, (picture.height, picture.width, 3))
    Image.fromarray(light.clip(0, 255).astype(np.uint8)).save(path, quality=95)


def occluded(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    """Something plain before 60 % of the thing, anywhere on it."""
    left, top, right, bottom = thing
    share = rng.uniform(HIDDEN, 1.0)  # of the width; the height follows
    width, height = round((right - left) * share), round((bottom - top) * HIDDEN / share)
    x, y = left + int(rng.integers(0, right - left - width + 1)), top + int(rng.integers(0, bottom - top - height + 1))
    covered = picture.copy()
    covered.paste(tuple(rng.integers(40, 216, 3).tolist()), (x, y, x + width, y + height))
    covered.save(path, quality=95)


def screenshot(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    """Seen in a messenger on a phone: bars above and below, a clock, a line of writing."""
    paper, ink = [("white", "black"), ("black", "white")][int(rng.integers(2))]
    screen = Image.new("RGB", PHONE, paper)
    shown = ImageOps.contain(picture, (PHONE[0], PHONE[1] - 500))
    top = int(rng.integers(120, PHONE[1] - shown.height - 200))
    screen.paste(shown, ((PHONE[0] - shown.width) // 2, top))
    draw = ImageDraw.Draw(screen)
    draw.text((40, 30), "9:41", fill=ink, font_size=28)
    draw.text((40, top + shown.height + 40), "What do you think of this one?", fill=ink, font_size=28)
    screen.save(path, quality=95)


def squeezed(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    picture.save(path, quality=20)


def halved(picture: Image.Image, rng: np.random.Generator, path: Path, thing: Edges) -> None:
    picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)), Image.Resampling.BOX).save(
        path, quality=95
    )


DAMAGES: dict[str, Damage] = {
    "none": undamaged,
    "on its side (EXIF)": turned,
    "blurred": blurred,
    "a fifth of the light": dark,
    "60 % occluded": occluded,
    "screenshot": screenshot,
    "JPEG quality 20": squeezed,
    "half resolution": halved,
}


class Remembering:
    """An image encoder that looks at each picture once: those of the catalogue come again with every damage."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self.name, self.encode_words = encoder.name, encoder.encode_words
        self._encoder, self._seen = encoder, dict[bytes, PhotoVectors]()

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        keys = [hashlib.sha256(repr(image.size).encode() + image.tobytes()).digest() for image in images]
        new = {key: image for key, image in zip(keys, images, strict=True) if key not in self._seen}
        seen = self._encoder.encode_images(list(new.values()))
        self._seen |= {key: seen[row : row + 1] for row, key in enumerate(new)}
        return joined([self._seen[key] for key in keys]) or seen


def damaged(
    photos: Sequence[Path], damage: Damage, folder: Path, settings: Settings, boxes: Sequence[Sequence[float]] = ()
) -> list[Path]:
    """The photos as the shop keeps them after the damage, in their order.

    ``boxes`` say where the thing is in each, as shares of width and height; without them it fills the photo.
    """
    store = PhotoStore(folder / "kept", settings.max_photo_bytes, settings.max_photo_pixels, settings.photo_side)
    sent, kept = folder / "sent.jpg", []
    for place, photo in enumerate(photos):
        with Image.open(photo) as picture:
            left, top, right, bottom = boxes[place] if boxes else (0.0, 0.0, 1.0, 1.0)
            wide, high = picture.size
            thing = (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
            damage(picture.convert("RGB"), np.random.default_rng([SEED, place]), sent, thing)
        kept.append(store.path(store.save(sent)))
    return kept


def chosen(rows: list[Any], most: int | None) -> list[Any]:
    """All rows, or as many of them drawn evenly."""
    if most is None or most >= len(rows):
        return rows
    return [rows[place] for place in np.linspace(0, len(rows) - 1, most).astype(int)]


def score_grocery(data: Path, most: int | None, models: Models, damage: Damage, settings: Settings) -> dict[str, Any]:
    """The metrics of validation photos of the grocery data."""
    lines = [line.split(",") for line in (data / "val.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = chosen(lines, most)
    with tempfile.TemporaryDirectory() as folder:
        photos = damaged([data / line[0].strip() for line in lines], damage, Path(folder), settings)
        listing = Path(folder) / "damaged.txt"
        made = (f"{photo},{line[1]},{line[2]}\n" for photo, line in zip(photos, lines, strict=True))
        listing.write_text("".join(made), encoding="utf-8")
        return evaluate_photos(data, listing, models)


def score_shop(data: Path, most: int | None, models: Models, damage: Damage, settings: Settings) -> dict[str, Any]:
    """The metrics of customers' photos of a catalogue folder."""
    lines = (data / FOLDER / LABELS).read_text(encoding="utf-8").splitlines()
    labels = chosen([label for line in lines if (label := json.loads(line))["part"] == SCORED], most)
    with tempfile.TemporaryDirectory() as folder:
        files, boxes = [data / FOLDER / label["file"] for label in labels], [label["box"] for label in labels]
        photos = damaged(files, damage, Path(folder), settings, boxes)
        listing = Path(folder) / "damaged.jsonl"
        made = (json.dumps({**label, "file": str(photo)}) for label, photo in zip(labels, photos, strict=True))
        listing.write_text("\n".join(made) + "\n", encoding="utf-8")
        return evaluate_shop_photos(data, listing, models)


def row(name: str, scored: dict[str, Any], whole: dict[str, Any]) -> str:
    """A line of the table: each metric with its interval, and what it lost."""
    cells = []
    for metric in METRICS:
        low, high = scored[f"{metric}_ci"]
        lost = "" if scored is whole else f", {scored[metric] - whole[metric]:+.3f}"
        cells.append(f"{scored[metric]:.3f} [{low:.3f}, {high:.3f}]{lost}")
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=PROJECT / "assets" / "shop", help="a catalogue folder or grocery data"
    )
    parser.add_argument("--photos", type=int, help="only so many photos, drawn evenly")
    options = parser.parse_args()
    settings = Settings()
    score = score_shop if (options.data / ITEMS).is_file() else score_grocery
    models = load_models(settings)
    models = replace(models, image=Remembering(models.image))
    measure = partial(score, options.data, options.photos, models, settings=settings)
    whole: dict[str, Any] = {}
    for name, damage in tqdm(DAMAGES.items(), desc="damages", disable=None):
        scored = measure(damage=damage)
        if not whole:
            whole = scored
            print(f"{scored['photos']} photos, {scored['products']} products\n")
            print(f"| damage | {' | '.join(METRICS)} |\n|---|---|---|---|")
        print(row(name, scored, whole), flush=True)


if __name__ == "__main__":
    main()
