"""The vector index: one Chroma collection per part of the catalogue and encoder, and the pictures' exact vectors.

A collection's name carries its encoder's name, so vectors of two encoders never meet. Each collection remembers the
fingerprint of the catalogue it was built from; another fingerprint is a StaleIndex error, never a silent rebuild.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import chromadb
import numpy as np
from PIL import Image

from convrec import shipped
from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.errors import StaleIndex
from convrec.models import Models
from convrec.models.sound import SOUNDS
from convrec.models.views import encode_product
from convrec.pictures import Pages, Pictures, coarse, open_pictures, ship_pictures
from convrec.types import LANGUAGES, Item, Language, ShopAnswer, say
from convrec.vision.kept import ship_words, words_of_catalogue
from convrec.vision.kept_marks import Marks, open_marks

Progress = Callable[[str, float], None]  # what is being done, and how much of it (0…1)
BATCH = 64
REMEMBERED = 64  # answers: a list that is made again, say without an opinion, looks for the same vectors
MOVING = {".webp", ".gif", ".png"}  # pictures that may have several frames
FRAMES = (0.0, 0.33, 0.66)  # which of a moving picture are looked at, as shares of its length


@dataclass(frozen=True)
class Part:
    """One collection to be: its name, the ids it will hold, a hash of what each is, and how to encode some of them.

    Without hashes nothing travels with the folder: it is made from what does.
    """

    name: str
    ids: tuple[str, ...]
    digests: tuple[str, ...]
    encode: Callable[[Sequence[int]], np.ndarray]


class Index:
    """Nearest neighbours over the catalogue's texts, pictures and answers. Shared by all; read only once built.

    ``printed`` are the words on the items' pictures, of those that have any, and ``marks`` what their print looks like.
    """

    def __init__(
        self,
        collections: dict[str, chromadb.Collection],
        pictures: Pictures | None = None,
        printed: Mapping[str, tuple[str, ...]] | None = None,
        marks: Marks | None = None,
    ) -> None:
        """``pictures`` are None where the catalogue has none, ``printed`` where nothing was read."""
        self._collections, self.pictures, self.printed, self.marks = collections, pictures, printed or {}, marks
        self._remembered = lru_cache(REMEMBERED)(self._ask)

    def has(self, name: str) -> bool:
        """Whether this part of the catalogue was indexed (a catalogue without pictures has no picture part)."""
        return name in self._collections

    def nearest(
        self, name: str, vector: np.ndarray, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ``limit`` ids nearest to a vector (size,), with their cosine similarity, best first.

        ``among`` restricts the search to these ids; those not indexed are passed over.
        """
        if name not in self._collections or limit < 1 or (among is not None and not len(among)):
            return []
        sought = np.asarray(vector, dtype=np.float32).tobytes()
        return list(self._remembered(name, sought, limit, None if among is None else tuple(among)))

    def forget(self) -> None:
        """Let go of what was looked for lately: photos are among it."""
        self._remembered.cache_clear()

    def _ask(self, name: str, vector: bytes, limit: int, among: tuple[str, ...] | None) -> list[tuple[str, float]]:
        # Chroma refuses to look among ids that it doesn't hold
        held = self._collections[name].get(ids=list(among), include=[])["ids"] if among is not None else None
        if held == []:
            return []
        found = self._collections[name].query(
            query_embeddings=[np.frombuffer(vector, dtype=np.float32).tolist()],
            n_results=limit,
            ids=held,
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        return [(id, 1.0 - distance) for id, distance in zip(found["ids"][0], distances, strict=True)]

    def vectors(self, name: str, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The stored vectors of these ids; those not indexed are absent."""
        collection = self._collections.get(name)
        if collection is None or not ids:  # Chroma refuses to get nothing
            return {}
        got = collection.get(ids=list(ids), include=["embeddings"])
        embeddings = got["embeddings"]
        return dict(zip(got["ids"], np.asarray(embeddings), strict=True)) if embeddings is not None else {}


def collection_name(part: str, encoder: str) -> str:
    """``words-en`` and an encoder's name → a name Chroma allows."""
    return re.sub(r"[^a-zA-Z0-9._-]+", "-", f"{part}.{encoder}")[:200].strip("._-")


def words_part(models: Models, language: Language) -> str:
    """Items by their texts in one language."""
    return collection_name(f"words-{language}", models.text[language].name)


def answers_part(models: Models, language: Language) -> str:
    """The shop's questions and answers in one language."""
    return collection_name(f"answers-{language}", models.text[language].name)


def look_part(models: Models) -> str:
    """Items by their pictures, in the space of looks."""
    return collection_name("look", models.image.name)


def meaning_part(models: Models) -> str:
    """Items by their texts, in the space that words and pictures share."""
    return collection_name("meaning", models.image.name)


def shown_part(models: Models) -> str:
    """Items of which nothing is said, by what their pictures show, in the space that words and pictures share."""
    return collection_name("shown", models.image.name)


def sound_part(models: Models) -> str:
    """Items by what they sound like."""
    return collection_name("sound", models.sound.name)


def index_folder(home: Path, catalogue: Path) -> Path:
    """Where a catalogue's index lies: beside other people's, told apart by the folder's full path."""
    path = catalogue.resolve()
    return home / "index" / f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"


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
    pages = _pages(catalogue, models)
    pictures = open_pictures(folder / "pictures" / models.image.name, pages, progress) if pages.files else None
    parts = list(_parts(catalogue, models, pictures))
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
    written = ship_pictures(index.pictures, _pages(catalogue, models)) if index.pictures else []
    for part in _parts(catalogue, models, index.pictures):
        if not part.digests:
            continue
        stored = index.vectors(part.name, part.ids)
        vectors = np.array([stored[id] for id in part.ids])
        written.append(shipped.write(catalogue.folder, part.name, part.digests, vectors))
    return written + ship_words(catalogue, models.lettering, index.printed)


def _parts(catalogue: Catalogue, models: Models, pictures: Pictures | None) -> Iterator[Part]:
    """The collections that this catalogue needs."""
    items = catalogue.items
    for language in LANGUAGES:
        texts = [item_text(item, language) for item in items]
        yield _text_part(words_part(models, language), [item.id for item in items], texts, models, language)
        asked = [pair for answer in catalogue.answers for pair in asked_in(answer, language)]
        if asked:
            ids, questions = zip(*asked, strict=True)
            yield _text_part(answers_part(models, language), ids, questions, models, language)
    if pictures is not None:
        seen = list(pictures.row)
        look = lambda rows: coarse(pictures.page([seen[row] for row in rows], "look"))  # noqa: E731
        yield Part(look_part(models), tuple(seen), (), look)
        told = [item_text(catalogue.item(id), "en") for id in seen]
        read = tuple(map(shipped.digest, told))
        yield Part(
            meaning_part(models), tuple(seen), read, lambda rows: models.image.encode_words([told[row] for row in rows])
        )
        wordless = tuple(id for id in seen if not (catalogue.item(id).attributes or catalogue.item(id).description))
        if wordless:
            shown = lambda rows: pictures.page([wordless[row] for row in rows], "shown")  # noqa: E731
            yield Part(shown_part(models), wordless, (), shown)
    sounds = {item.id: item.media for item in items if item.media and item.media.suffix.lower() in SOUNDS}
    if sounds:
        files = list(sounds.values())
        heard = tuple(map(shipped.digest, files))
        ids = tuple(sounds)
        yield Part(sound_part(models), ids, heard, lambda rows: models.sound.encode_files([files[r] for r in rows]))


def asked_in(answer: ShopAnswer, language: Language) -> list[tuple[str, str]]:
    """(id, text) of all that an answer is found by: its ways of being asked for, and at last its own words."""
    ways = answer.questions.get(language) or answer.questions.get("en", ())
    texts = [*ways, say(answer.answer, language)]
    return [(f"{answer.id}#{number}", text) for number, text in enumerate(texts)]


def _text_part(name: str, ids: Sequence[str], texts: Sequence[str], models: Models, language: Language) -> Part:
    encoder, digests = models.text[language], tuple(map(shipped.digest, texts))
    return Part(name, tuple(ids), digests, lambda rows: encoder.encode([texts[row] for row in rows], role="passage"))


def _pages(catalogue: Catalogue, models: Models) -> Pages:
    """The items' pictures: the first of each, or the frames of what it plays."""
    files = {item.id: _seen(item) for item in catalogue.items if item.images}
    encode = lambda id: encode_product(models.image, list(_frames(files[id])))  # noqa: E731
    return Pages(catalogue.folder, catalogue.fingerprint, files, encode, models.image)


def _seen(item: Item) -> Path:
    """The file that an item's look is taken from."""
    return item.media if item.media and item.media.suffix.lower() in MOVING else item.images[0]


def _frames(file: Path) -> Iterator[Image.Image]:
    with Image.open(file) as picture:
        frames = getattr(picture, "n_frames", 1)
        for number in sorted({round(place * (frames - 1)) for place in FRAMES}):
            picture.seek(number)
            yield picture.convert("RGB")


def item_text(item: Item, language: str) -> str:
    """What an item is known by to a text encoder: title, attribute values, description."""
    worded = [values for name, values in item.attributes.items() if name != DESIGN]  # which the title has
    values = [say(value, language) for values in worded for value in values]
    return ". ".join(filter(None, [say(item.title, language), ", ".join(values), say(item.description, language)]))
