"""What finding a photo's items costs in a shop of many pictures: milliseconds of the search alone, by size.

python benchmarks/pictures.py [--sizes 10000 100000 1000000] [--photos 60]

The shops are made up: pictures lie about a thousand centres, as things of one design do, and photos near a picture.
Seeing a photo costs the same in a shop of any size and is timed by benchmarks/turn.py.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chromadb
import numpy as np
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.index import Index
from convrec.pictures import COARSE, Pictures, coarse, unit
from convrec.recommenders.photo import SimilarToPhoto
from convrec.types import PhotoVectors, Query, Understanding
from knowledge_graph import Profile

LOOK, COLOUR, MEANING = 3840, 256, 384
CENTRES, SPREAD, NEAR = 1000, 0.8, 0.3
BLOCK = 5000
SIZES: dict[str, int] = {"look": LOOK, "colour": COLOUR, "shown": MEANING}


class _Named:
    """The one thing of a set of models that the search reads: its image encoder's name."""

    image = SimpleNamespace(name="made-up")


def make_shop(folder: Path, count: int, random: np.random.Generator) -> tuple[Index, list[str]]:
    """An index of ``count`` made-up pictures, coarse in Chroma and exact on disk."""
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    parts = {
        name: client.create_collection(
            f"{name}.made-up", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for name in ("look", "meaning")
    }
    arrays = {
        kind: np.lib.format.open_memmap(folder / f"{kind}.npy", "w+", np.float16, (count, size))
        for kind, size in SIZES.items()
    }
    centres = {kind: unit(random.normal(size=(CENTRES, size))).astype(np.float32) for kind, size in SIZES.items()}
    ids = [f"item-{row}" for row in range(count)]
    for start in tqdm(range(0, count, BLOCK), desc=f"{count} pictures", disable=None):
        rows = range(start, min(start + BLOCK, count))
        of = random.integers(CENTRES, size=len(rows))
        made = {kind: _near(random, centres[kind][of], SPREAD) for kind in SIZES}
        for kind, vectors in made.items():
            arrays[kind][rows.start : rows.stop] = vectors
        own = ids[rows.start : rows.stop]
        parts["look"].add(ids=own, embeddings=coarse(made["look"]))
        parts["meaning"].add(ids=own, embeddings=made["shown"])
    pictures = Pictures(
        {id: row for row, id in enumerate(ids)}, arrays, np.zeros(LOOK, np.float32), np.zeros(LOOK, np.float32)
    )
    return Index({f"{name}.made-up": part for name, part in parts.items()}, pictures), ids


def time_searches(index: Index, ids: list[str], photos: int, random: np.random.Generator) -> dict[str, Any]:
    """Milliseconds a photo, and how often the picture that it was made from comes first."""
    assert index.pictures is not None
    named: Any = _Named
    search = SimilarToPhoto(index, named, ids, index.pictures.row)
    nothing, spent, right = np.zeros(len(ids), dtype=bool), [], 0
    for row in random.integers(len(ids), size=photos + 5).tolist():
        kinds = [_near(random, index.pictures.arrays[kind][row : row + 1].astype(np.float32), NEAR) for kind in SIZES]
        asked = Query(Understanding("en", "find", photos=PhotoVectors(*kinds)), Profile(""), nothing)
        began = time.perf_counter()
        found = search.candidates(asked)
        spent.append(1000 * (time.perf_counter() - began))
        right += found[0].item_id == ids[row]
    middle, late = np.percentile(spent[5:], [50, 95])
    return {"pictures": len(ids), "p50_ms": round(middle, 1), "p95_ms": round(late, 1), "first": right / len(spent)}


def _near(random: np.random.Generator, vectors: np.ndarray, far: float) -> np.ndarray:
    """Directions about others: ``far`` is how long what is added is beside them."""
    noise = random.normal(size=vectors.shape).astype(np.float32) * (far / vectors.shape[1] ** 0.5)
    return unit(vectors + noise).astype(np.float32)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    reader.add_argument("--photos", type=int, default=60)
    wish = reader.parse_args()
    for size in wish.sizes:
        with tempfile.TemporaryDirectory() as folder:
            random = np.random.default_rng(0)
            began = time.perf_counter()
            index, ids = make_shop(Path(folder), size, random)
            built = round(time.perf_counter() - began)
            told = time_searches(index, ids, wish.photos, random)
            print(json.dumps(told | {"coarse": COARSE, "built_s": built}), flush=True)


if __name__ == "__main__":
    main()
