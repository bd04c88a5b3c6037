"""Two photos in one message: whether the short list answers each, and whether two views of one thing stay one.

    python benchmarks/several_photos.py --catalogue assets/shop [--pairs 100]

Customers' photos of the part "test", two of different sorts of thing a message, drawn at random; and each photo with a
second view of it, cropped and turned a little. Whole turns of the assistant, without words and with a further message.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.shop_photos import FOLDER, Label, read_labels
from convrec.recommenders import sort_of
from convrec.settings import Settings
from convrec.types import Message, Turn

SEED, TURNED, LEFT = 41, 4, 0.85  # degrees, and share of each side, of a second view
FURTHER = "show me others"


class Shop:
    """The assistant of a catalogue and its labelled photos; everybody who asks is somebody new."""

    def __init__(self, catalogue: Path, home: Path) -> None:
        read = read_catalogue(catalogue)
        self.labels, self._folder = read_labels(catalogue, None, read), catalogue / FOLDER
        self.assistant = Assistant.build(Settings(catalogue=catalogue, home=home))
        self._sorts = {item.id: sort_of(item, read.category) for item in read.items}
        self._asked = 0

    def file(self, label: Label) -> Path:
        """Where a photo lies."""
        return self._folder / label.file

    def sort(self, item: str) -> str:
        """What sort of thing an item is."""
        return self._sorts[item]

    def turn(self, files: Sequence[Path], further: str = "") -> Turn:
        """Photos without words, or the answer to a further message after them."""
        self._asked += 1
        user = f"asking {self._asked}"
        turn = self.assistant.turn(Message(user, "", self.assistant.save_photos(files)))
        return self.assistant.turn(Message(user, further)) if further else turn


def pairs(shop: Shop, count: int) -> Iterator[tuple[Label, Label]]:
    """Photos of different sorts of thing."""
    rng = np.random.default_rng(SEED)
    while count:
        one, other = (shop.labels[n] for n in rng.choice(len(shop.labels), 2, replace=False))
        if shop.sort(one.item) != shop.sort(other.item):
            count -= 1
            yield one, other


def of_different(shop: Shop, count: int) -> dict[str, list[bool]]:
    """What the lists of such pairs hold."""
    found: dict[str, list[bool]] = {}
    for one, other in pairs(shop, count):
        files = [shop.file(one), shop.file(other)]
        turn, further = shop.turn(files), shop.turn(files, FURTHER)
        listed = [r.item_id for r in turn.recommendations]
        wanted = {shop.sort(one.item), shop.sort(other.item)}
        told = {
            "both products listed": {one.item, other.item} <= {*listed},
            "both sorts listed": wanted <= {shop.sort(item) for item in listed},
            "both sorts after “show me others”": wanted <= {shop.sort(r.item_id) for r in further.recommendations},
        }
        for name, holds in told.items():
            found.setdefault(name, []).append(holds)
    return found


def of_one_thing(shop: Shop, folder: Path) -> dict[str, list[bool]]:
    """What two views of one thing come to."""
    found: dict[str, list[bool]] = {"two views: the product first": [], "two views: nothing but its sort": []}
    for label in shop.labels:
        listed = [r.item_id for r in shop.turn([shop.file(label), again(shop.file(label), folder)]).recommendations]
        found["two views: the product first"].append(listed[:1] == [label.item])
        found["two views: nothing but its sort"].append({shop.sort(item) for item in listed} == {shop.sort(label.item)})
    return found


def again(file: Path, folder: Path) -> Path:
    """Write a second view of a photo; returns where."""
    with Image.open(file) as photo:
        width, height = photo.size
        edge = ((1 - LEFT) / 2 * width, (1 - LEFT) / 2 * height)
        box = (round(edge[0]), round(edge[1]), round(width - edge[0]), round(height - edge[1]))
        photo.rotate(TURNED).crop(box).save(folder / file.name, quality=90)
    return folder / file.name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop, began = Shop(given.catalogue, Path(folder) / "home"), time.perf_counter()
        found = of_different(shop, given.pairs) | of_one_thing(shop, Path(folder))
    print("| | share | 95 % | cases |\n|---|---|---|---|")
    for name, holds in found.items():
        hits = np.array(holds, dtype=float)
        low, high = interval(hits)
        print(f"| {name} | {share(hits):.3f} | {low:.3f}–{high:.3f} | {len(hits)} |")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
