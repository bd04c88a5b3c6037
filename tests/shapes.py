"""A tiny furniture shop drawn as silhouettes, with variants, and an image encoder that sees shape before colour."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.settings import Settings
from convrec.types import PhotoVectors
from tests.conftest import MeanColour, tiny_models

SIDE, GRID = 64, 16
AWAY = 0.6  # size of a thing in a customer's photo, of its size on its page
PLASTER = 40  # brightness by which a wall may differ from place to place
PAINT = {"green": (20, 160, 40), "blue": (20, 40, 220), "brown": (150, 80, 30)}
ZH = {
    "green": "绿色", "blue": "蓝色", "brown": "棕色", "armchair": "扶手椅", "table lamp": "台灯", "rug": "地毯",
    "oak": "橡木", "leather": "皮革", "wool": "羊毛", "brass": "黄铜", "modern": "现代", "rustic": "乡村",
}  # fmt: skip
OUTLINES = {  # boxes of a silhouette, in shares of the picture
    "Otto": [(0.2, 0.5, 0.8, 0.8), (0.2, 0.25, 0.4, 0.8)],
    "Rosa": [(0.3, 0.1, 0.7, 0.9)],
    "Nova": [(0.45, 0.1, 0.55, 0.9), (0.3, 0.1, 0.7, 0.25)],
    "Alba": [(0.4, 0.3, 0.6, 0.9), (0.25, 0.2, 0.75, 0.4)],
    "Tove": [(0.05, 0.7, 0.95, 0.95)],
}
ITEMS = [  # id, design, sort, colour, material, style, price, width
    ("otto-green", "Otto", "armchair", "green", "leather", "rustic", 500, 80),
    ("otto-blue", "Otto", "armchair", "blue", "leather", "rustic", 500, 80),
    ("otto-oak", "Otto", "armchair", "green", "oak", "rustic", 400, 80),
    ("otto-small", "Otto", "armchair", "green", "leather", "rustic", 500, 60),
    ("rosa-blue", "Rosa", "armchair", "blue", "wool", "modern", 300, 70),
    ("rosa-brown", "Rosa", "armchair", "brown", "wool", "modern", 310, 70),
    ("nova-blue", "Nova", "table lamp", "blue", "brass", "modern", 90, 20),
    ("alba-brown", "Alba", "table lamp", "brown", "oak", "rustic", 60, 25),
    ("tove-blue", "Tove", "rug", "blue", "wool", "modern", 120, 160),
    ("tove-green", "Tove", "rug", "green", "wool", "rustic", 120, 160),
]


class SeesShapes(MeanColour):
    """Sees what stands out from the wall behind it: where it is, and a little of its colour. To it all words mean the
    same.
    """

    name = "shapes"

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        look = np.array([_seen(image) for image in images], dtype=np.float32)
        look /= np.maximum(np.linalg.norm(look, axis=1, keepdims=True), 1e-9)
        colour = super().encode_images(images).colour
        return PhotoVectors(look, colour, np.tile(np.float32([0.6, 0.8]), (len(look), 1)))

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        return np.tile(np.float32([0.6, 0.8]), (len(texts), 1))


def _seen(image: Image.Image) -> np.ndarray:
    pixels = np.asarray(image.convert("RGB").resize((GRID, GRID)), dtype=np.float32)
    wall = pixels[0, -1]
    inside = np.maximum(np.abs(pixels - wall).max(axis=2) - PLASTER, 0.0) / 255.0
    colour = (pixels * inside[..., None]).sum((0, 1)) / max(float(inside.sum()), 1e-6)
    return np.concatenate([(inside - inside.mean()).ravel(), (colour - colour.mean()) / 255.0])


def draw(design: str, colour: str, path: Path) -> Path:
    """Draw a silhouette on white; returns where."""
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in OUTLINES[design]:
        pen.rectangle((left * SIDE, top * SIDE, right * SIDE, bottom * SIDE), fill=PAINT[colour])
    picture.save(path)
    return path


def photograph(page: Path, path: Path) -> None:
    """A customer's photo of what is on a page: from farther off, and before a rough wall instead of white paper."""
    with Image.open(page) as picture:
        thing = picture.resize((round(AWAY * SIDE),) * 2)
    shades = np.random.default_rng(7).integers(235 - PLASTER, 235, (SIDE, SIDE, 1), dtype=np.uint8)
    wall = Image.fromarray(shades.repeat(3, axis=2))
    place = ((SIDE - thing.width) // 2,) * 2
    wall.paste(thing, place, thing.convert("L").point(lambda light: 255 * (light < 250)))
    wall.save(path)


def models() -> Models:
    tiny = tiny_models()
    return Models(tiny.text, tiny.listener, tiny.stance, tiny.intent, SeesShapes())


def open_assistant(shop: Path, home: Path) -> Assistant:
    """An assistant of that shop that sees shapes."""
    catalogue, made = read_catalogue(shop), models()
    index = open_index(home, catalogue, made, lambda what, share: None)
    settings = Settings(home=home, catalogue=shop)
    return Assistant(catalogue, made, index, open_memory(settings, catalogue.topics), settings)


def write_shop(folder: Path) -> Path:
    """Write the shop as a catalogue folder, with customers' photos; returns it."""
    for sub in ("images", "customer_photos"):
        (folder / sub).mkdir(parents=True)
    rows = [_row(folder, *item) for item in ITEMS]
    rows.append(
        {
            "id": "post",
            "kind": "post",
            "title": {"en": "A quiet corner", "zh": "安静一角"},
            "shows": ["otto-green", "tove-blue"],
        }
    )
    # Who chooses a green Otto chooses the brown lamp with it; the blue lamp is chosen alone.
    acts = [(f"ann-{n}", item) for n in range(6) for item in ("otto-green", "alba-brown")]
    acts += [(f"ben-{n}", item) for n in range(6) for item in ("nova-blue", "rosa-brown")]
    done = [{"user_id": u, "item_id": i, "act": "buy", "at": 1_700_000_000 + n} for n, (u, i) in enumerate(acts)]
    labels = [{"file": f"{item}.png", "item": item, "part": part} for item, part in LABELS]
    for item, *_ in ITEMS:
        photograph(folder / "images" / f"{item}.png", folder / "customer_photos" / f"{item}.png")
    about = {"name": {"en": "Shapes", "zh": "形状"}, "currency": "EUR", "synonyms": {"table lamp": ["lamp", "灯"]}}
    _write(folder / "catalogue.json", [about])
    _write(folder / "items.jsonl", rows)
    _write(folder / "interactions.jsonl", done)
    _write(folder / "customer_photos" / "labels.jsonl", labels)
    return folder


LABELS = (("otto-green", "test"), ("rosa-blue", "learn"), ("nova-blue", "learn"))


def _row(folder: Path, id: str, design: str, sort: str, colour: str, material: str, style: str, *numbers: int) -> Any:
    draw(design, colour, folder / "images" / f"{id}.png")
    words = {"category": sort, "colour": colour, "material": material, "style": style}
    return {
        "id": id,
        "kind": "product",
        "title": {"en": f"{design} {material} {sort}, {id}", "zh": f"{design} {ZH[sort]} {id}"},
        "price": numbers[0],
        "variant_of": f"{sort}/{design}",
        "attributes": {**{k: {"en": v, "zh": ZH[v]} for k, v in words.items()}, "width_cm": numbers[1]},
        "images": [f"images/{id}.png"],
    }


def _write(path: Path, lines: Sequence[Any]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
