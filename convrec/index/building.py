"""An index opened where it lies, built where there is none, and shipped with its catalogue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import chromadb
import numpy as np

from convrec import shipped
from convrec.data.folder import Catalogue
from convrec.errors import StaleIndex
from convrec.index.contents import Part, parts_of
from convrec.index.looks import pages_of
from convrec.index.names import index_folder
from convrec.index.neighbours import Index
from convrec.models import Models
from convrec.pictures import open_pictures, ship_pictures
from convrec.vision.kept import ship_words, words_of_catalogue
from convrec.vision.kept_marks import open_marks

Progress = Callable[[str, float], None]  # what is being done, and how much of it (0…1)
BATCH = 64


def open_index(home: Path, catalogue: Catalogue, models: Models, progress: Progress, rebuild: bool = False) -> Index:
    """Open a catalogue's index, building it where there is none.

    Raises StaleIndex where it was built from another state of the catalogue, unless ``rebuild``.
    """
    folder = index_folder(home, catalogue.folder)
    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    if rebuild:
        for collection in client.list_collections():
            client.delete_collection(collection.name)
    known = {collection.name: collection for collection in client.list_collections()}
    _refuse_stale(catalogue, known.values())
    pages = pages_of(catalogue, models)
    pictures = open_pictures(folder / "pictures" / models.image.name, pages, progress) if pages.files else None
    parts = list(parts_of(catalogue, models, pictures))
    filled = {part.name: _filled(client, part, known, catalogue, progress) for part in parts}
    printed = words_of_catalogue(catalogue, models.lettering, folder, progress)
    lettered = {item.id: item.images[0] for item in catalogue.items if item.id in printed}
    return Index(filled, pictures, printed, open_marks(folder, catalogue.fingerprint, lettered, progress))


def _refuse_stale(catalogue: Catalogue, collections: Iterable[chromadb.Collection]) -> None:
    for collection in collections:
        built_from = (collection.metadata or {}).get("fingerprint")
        if built_from not in (None, catalogue.fingerprint):
            raise StaleIndex(
                "The catalogue has changed since its index was built; "
                f"run: python -m convrec index --catalogue {catalogue.folder} --rebuild"
            )


def _filled(
    client: chromadb.ClientAPI,
    part: Part,
    known: dict[str, chromadb.Collection],
    catalogue: Catalogue,
    progress: Progress,
) -> chromadb.Collection:
    """The collection of a part. One without a fingerprint was left half built, and is built anew."""
    if part.name in known:
        if (known[part.name].metadata or {}).get("fingerprint"):
            return known[part.name]
        client.delete_collection(part.name)
    brought = shipped.read(catalogue.folder, part.name)
    collection = client.create_collection(
        part.name, embedding_function=None, metadata={"part": part.name}, configuration={"hnsw": {"space": "cosine"}}
    )
    for start in range(0, len(part.ids), BATCH):
        progress(f"indexing {part.name.partition('.')[0]}", start / len(part.ids))
        rows = range(start, min(start + BATCH, len(part.ids)))
        collection.add(ids=[part.ids[row] for row in rows], embeddings=_vectors(part, rows, brought))
    collection.modify(metadata={"part": part.name, "fingerprint": catalogue.fingerprint})
    progress(f"indexing {part.name.partition('.')[0]}", 1.0)
    return collection


def _vectors(part: Part, rows: Sequence[int], brought: Mapping[str, np.ndarray]) -> np.ndarray:
    """The vectors of these rows: those that the folder brings along as they are, the others encoded."""
    missing = [row for row in rows if not part.digests or part.digests[row] not in brought]
    made = dict(zip(missing, part.encode(missing), strict=True)) if missing else {}
    return np.array([made[row] if row in made else brought[part.digests[row]] for row in rows])


def ship(catalogue: Catalogue, index: Index, models: Models) -> list[Path]:
    """Write the index's vectors and words into the catalogue folder, so that they travel with it; returns the files."""
    written = ship_pictures(index.pictures, pages_of(catalogue, models)) if index.pictures else []
    for part in parts_of(catalogue, models, index.pictures):
        if not part.digests:
            continue
        stored = index.vectors(part.name, part.ids)
        vectors = np.array([stored[id] for id in part.ids])
        written.append(shipped.write(catalogue.folder, part.name, part.digests, vectors))
    return written + ship_words(catalogue, models.lettering, index.printed)
