"""A shop made larger for timing: copies of its items, whose vectors lie a little off their originals'. Made up."""

import itertools
from dataclasses import replace
from pathlib import Path

import chromadb
import numpy as np

from convrec.data.folder import Catalogue
from convrec.index import Index, answers_part, look_part, meaning_part, words_part
from convrec.models import Models
from convrec.pictures import KINDS, coarse, unit
from convrec.types import LANGUAGES, Item

OFF = 0.5  # how long what is added to a copy's vector is beside it
BATCH = 2000


def grown(
    catalogue: Catalogue, index: Index, models: Models, count: int, folder: Path, random: np.random.Generator
) -> tuple[Catalogue, Index]:
    """The shop with ``count`` items, and its index in ``folder``. All its items have pictures."""
    assert index.pictures is not None
    pictures, originals, items = index.pictures, [], []
    for number, item in zip(range(count), itertools.cycle(catalogue.items), strict=False):
        originals.append(item.id)
        items.append(_copy(item, number // len(catalogue.items)))
    ids = [item.id for item in items]
    rows = [pictures.row[id] for id in originals]
    arrays = {kind: _off(pictures.arrays[kind][rows], random).astype(np.float16) for kind in KINDS}
    larger = replace(pictures, row={id: row for row, id in enumerate(ids)}, arrays=arrays)
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    told = [words_part(models, language) for language in LANGUAGES] + [meaning_part(models)]
    vectors = {part: _off(_stored(index, part, originals), random) for part in told if index.has(part)}
    vectors[look_part(models)] = coarse(larger.page(ids, "look"))
    parts = {part: _collection(client, part, ids, found) for part, found in vectors.items()}
    for part in (answers_part(models, language) for language in LANGUAGES):
        asked = [f"{answer.id}#{number}" for answer in catalogue.answers for number in range(50)]
        kept = index.vectors(part, asked)
        if kept:
            parts[part] = _collection(client, part, list(kept), np.array(list(kept.values())))
    # in another folder, for what was learnt from the original's items doesn't fit
    return replace(catalogue, folder=folder, items=tuple(items)), Index(parts, larger, index.printed)


def _copy(item: Item, number: int) -> Item:
    """An item under another name; the first is the original."""
    if number == 0:
        return item
    title = {language: f"{text} {number}" for language, text in item.title.items()}
    design = f"{item.variant_of}~{number}" if item.variant_of else item.variant_of
    return replace(item, id=f"{item.id}~{number}", title=title, variant_of=design)


def _stored(index: Index, part: str, ids: list[str]) -> np.ndarray:
    known = index.vectors(part, list(dict.fromkeys(ids)))
    return np.array([known[id] for id in ids])


def _off(vectors: np.ndarray, random: np.random.Generator) -> np.ndarray:
    noise = random.normal(size=vectors.shape) * (OFF / vectors.shape[1] ** 0.5)
    return unit(vectors + noise).astype(np.float32)


def _collection(client: chromadb.ClientAPI, part: str, ids: list[str], vectors: np.ndarray) -> chromadb.Collection:
    made = client.create_collection(part, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    for start in range(0, len(ids), BATCH):
        made.add(ids=ids[start : start + BATCH], embeddings=vectors[start : start + BATCH])
    return made
