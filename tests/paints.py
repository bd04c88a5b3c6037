"""A tiny shop whose sorts of thing are told apart by their paint, and an encoder that sees which paint is where.

Like the real encoder it knows how sure it can be, maps pictures, and has a word for what is sold nowhere here.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.settings import Settings
from convrec.types import PhotoVectors
from tests.conftest import BagOfWords, MeanColour, tiny_models

OLIVE, NAVY, CORAL, PLUM, SAND = PAINTS = (
    (90, 140, 20), (10, 20, 120), (250, 110, 90), (120, 10, 110), (220, 200, 120),
)  # fmt: skip
SHOWS = ("armchair", "lamp", "dog", "cushion", "rug")  # of each paint; no dog is sold
ZH = {
    "armchair": "扶手椅", "lamp": "台灯", "rug": "地毯", "cushion": "靠垫",
    "blue": "蓝色", "green": "绿色", "brown": "棕色",
}  # fmt: skip
ITEMS = [  # id, sort, colour as the shop calls it, price
    ("arm-blue", "armchair", "blue", 300), ("arm-green", "armchair", "green", 320), ("lamp-blue", "lamp", "blue", 60),
    ("lamp-green", "lamp", "green", 70), ("rug-brown", "rug", "brown", 120), ("rug-green", "rug", "green", 130),
    ("cushion-blue", "cushion", "blue", 20), ("cushion-brown", "cushion", "brown", 25),
]  # fmt: skip


class SeesPaint(MeanColour):
    """How much of which paint is on a picture, and where."""

    name = "paint"
    calibrated = True

    def encode_map(self, image: Image.Image) -> np.ndarray:  # type: ignore[override]
        cells = image.resize((12, round(12 * image.height / image.width)), Image.Resampling.NEAREST)
        return np.asarray(_paints(cells), dtype=np.float32)

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        look = np.array([_paints(image).mean((0, 1)) for image in images], dtype=np.float32)
        look /= np.maximum(np.linalg.norm(look, axis=1, keepdims=True), 1e-9)
        meaning = look @ BagOfWords().encode(SHOWS)
        meaning /= np.maximum(np.linalg.norm(meaning, axis=1, keepdims=True), 1e-9)
        return PhotoVectors(look, super().encode_images(images).colour, meaning)

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        return BagOfWords().encode(texts)


def _paints(image: Image.Image) -> np.ndarray:
    """(height, width, paints) of 0 and 1; what is white or grey is no paint."""
    pixels = np.asarray(image.convert("RGB"), dtype=np.float32)[:, :, None]
    distance = np.linalg.norm(pixels - np.array(PAINTS, dtype=np.float32), axis=-1)
    nearest = np.eye(len(PAINTS))[distance.argmin(axis=-1)]
    return np.asarray(nearest * (distance.min(axis=-1, keepdims=True) < 60))


def paint(path: Path, *stripes: tuple[int, int, int], repeated: int = 1) -> Path:
    """Write a picture of stripes from left to right, several times over; returns where."""
    pixels = np.array(stripes * repeated, dtype=np.uint8)
    width = 96 // len(pixels) * len(pixels)
    Image.fromarray(np.repeat(pixels[None], 64, axis=0)).resize((width, 64), Image.Resampling.NEAREST).save(path)
    return path


def models() -> Models:
    tiny = tiny_models()
    return Models(tiny.text, tiny.listener, tiny.stance, tiny.intent, SeesPaint())


def open_assistant(shop: Path, home: Path) -> Assistant:
    """An assistant of that shop that sees paints."""
    catalogue, made = read_catalogue(shop), models()
    index = open_index(home, catalogue, made, lambda what, share: None)
    settings = Settings(home=home, catalogue=shop)
    return Assistant(catalogue, made, index, open_memory(settings, catalogue.topics), settings)


def write_shop(folder: Path) -> Path:
    """Write the shop as a catalogue folder with customers' photos; returns it."""
    for sub in ("images", "customer_photos"):
        (folder / sub).mkdir(parents=True)
    for id, sort, *_ in ITEMS:
        for sub in ("images", "customer_photos"):
            paint(folder / sub / f"{id}.png", PAINTS[SHOWS.index(sort)])
    rows = [_row(*item) for item in ITEMS]
    labels = [{"file": f"{id}.png", "item": id, "part": "test"} for id, *_ in ITEMS]
    _write(folder / "catalogue.json", [{"name": {"en": "Paints", "zh": "颜料"}, "currency": "EUR"}])
    _write(folder / "items.jsonl", rows)
    _write(folder / "customer_photos" / "labels.jsonl", labels)
    return folder


def _row(id: str, sort: str, colour: str, price: int) -> dict[str, Any]:
    words = {"category": sort, "colour": colour}
    return {
        "id": id,
        "title": {"en": id.title(), "zh": id.title()},
        "price": price,
        "attributes": {name: {"en": value, "zh": ZH[value]} for name, value in words.items()},
        "images": [f"images/{id}.png"],
    }


def _write(path: Path, lines: Sequence[Any]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
