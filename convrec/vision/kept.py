"""The words on a catalogue's pictures: read once, known by the picture's hash, and able to travel with the folder."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from convrec import shipped
from convrec.data.folder import Catalogue
from convrec.models.base import Lettering

FILE = "lettering.jsonl"
BATCH = 32  # pictures between two looks at the progress, and between two times of keeping
READING = "indexing words on pictures"

Progress = Callable[[str, float], None]  # what is being done, and how much of it (0…1)
Words = tuple[str, ...]


def words_of_catalogue(
    catalogue: Catalogue, lettering: Lettering, folder: Path, progress: Progress
) -> Mapping[str, Words]:
    """Item id → the words on its first picture; items whose picture says nothing are absent.

    What is read is kept in ``folder``; what the catalogue's own folder brings along needs no reading. Where the machine
    can't read (``lettering.missing``), what is known is all there is.
    """
    digests = _digests(catalogue, lettering)
    known = {**_read(catalogue.folder / shipped.FOLDER / FILE), **_read(folder / FILE)}
    pictures = {digests[item.id]: item.images[0] for item in catalogue.items if item.id in digests}
    unread = [digest for digest in pictures if digest not in known]
    for start in range(0, len(unread), BATCH):
        progress(READING, start / len(unread))
        read = {digest: _words_on(pictures[digest], lettering) for digest in unread[start : start + BATCH]}
        if lettering.missing:
            break
        _write(folder / FILE, read, "a")
        known |= read
    if unread:
        progress(READING, 1.0)
    return {item: known[digest] for item, digest in digests.items() if known.get(digest)}


def ship_words(catalogue: Catalogue, lettering: Lettering, printed: Mapping[str, Words]) -> list[Path]:
    """Write the words on the catalogue's pictures into its own folder, so that they travel along; returns the files.

    ``printed`` is what ``words_of_catalogue`` gave. Nothing is written where not every picture could be read.
    """
    digests = _digests(catalogue, lettering)
    if lettering.missing or not digests:
        return []
    path = catalogue.folder / shipped.FOLDER / FILE
    path.parent.mkdir(exist_ok=True)
    _write(path, {digest: printed.get(item, ()) for item, digest in digests.items()}, "w")
    return [path]


def _digests(catalogue: Catalogue, lettering: Lettering) -> dict[str, str]:
    """Item id → a hash of its first picture and of who reads it; none where nobody reads."""
    if not lettering.name:
        return {}
    return {item.id: shipped.digest(lettering.name, item.images[0]) for item in catalogue.items if item.images}


def _words_on(picture: Path, lettering: Lettering) -> Words:
    with Image.open(picture) as image:
        return lettering.read(image)


def _read(path: Path) -> dict[str, Words]:
    """Hash → words; a line that is broken, say half written, is as good as none."""
    known = {}
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            content = json.loads(line)
            known[str(content["picture"])] = tuple(map(str, content["words"]))
        except (ValueError, KeyError, TypeError):
            continue
    return known


def _write(path: Path, words: Mapping[str, Words], mode: str) -> None:
    lines = (json.dumps({"picture": digest, "words": said}, ensure_ascii=False) for digest, said in words.items())
    with path.open(mode, encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
