"""Words on packs: how often they alone find the right pack, and what reading costs.

python benchmarks/lettering.py --data GROCERY [--photos LIST] [--every 1]

No look is compared and no customer photo learnt from: words read on a photo against those on the catalogue's pictures,
in its titles and attributes. LIST has lines like "path, fine, coarse" (default: val.txt). Products that score alike
share the places they stand on, so a photo without a word counts as a guess.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.importers import import_catalogue
from convrec.evaluation.intervals import interval
from convrec.evaluation.photos import read_photos, read_products
from convrec.recommenders.lettering import SimilarLettering
from convrec.seen import SeenPhoto
from convrec.types import Query, Understanding
from convrec.vision.kept import words_of_catalogue
from convrec.vision.lettering import PackagedLettering
from knowledge_graph import Profile

PACKS = "Packages"


def read_timed(paths: list[Path], lettering: PackagedLettering) -> tuple[list[tuple[str, ...]], np.ndarray]:
    """The words on each photo, and the milliseconds that it took, glance included."""
    words, milliseconds = [], []
    for path in tqdm(paths, desc="photos", disable=None):
        with Image.open(path) as image:
            picture = image.convert("RGB")
        began = time.perf_counter()
        words.append(lettering.read(picture))
        milliseconds.append(1000 * (time.perf_counter() - began))
    return words, np.array(milliseconds)


def scores(words: list[tuple[str, ...]], recommender: SimilarLettering, row: dict[str, int]) -> np.ndarray:
    """(photos, products): what the recommender gives each product for each photo's words."""
    made, open = np.zeros((len(words), len(row))), np.zeros(len(row), dtype=bool)
    for photo, read in enumerate(words):
        understanding = Understanding("en", "find", seen=(SeenPhoto("", words=read),))
        for candidate in recommender.candidates(Query(understanding, Profile(""), open, len(row))):
            made[photo, row[candidate.item_id]] = candidate.score
    return made


def found(scores: np.ndarray, right: np.ndarray, places: int) -> np.ndarray:
    """(photos,): the chance that the right one stands on the first places, those that score alike in any order."""
    own = scores[np.arange(len(right)), right][:, None]
    better, alike = (scores > own).sum(axis=1), (scores == own).sum(axis=1)
    return np.clip((places - better) / alike, 0.0, 1.0)


def catalogue_of(data: Path, folder: Path) -> Catalogue:
    """The grocery data as a catalogue folder."""
    import_catalogue("grocery", data, folder)
    return read_catalogue(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the grocery data")
    parser.add_argument("--photos", type=Path, help="a list of photos (default: val.txt of the data)")
    parser.add_argument("--every", type=int, default=1, help="of how many photos one is taken")
    asked = parser.parse_args()
    products, lettering = read_products(asked.data), PackagedLettering()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = catalogue_of(asked.data, Path(folder) / "shop")
        printed = words_of_catalogue(catalogue, lettering, Path(folder), lambda what, share: None)
    paths, fine, _ = read_photos(asked.data, asked.photos or asked.data / "val.txt", len(products))
    paths, fine = paths[:: asked.every], fine[:: asked.every]
    words, milliseconds = read_timed(paths, lettering)
    row = {product.name: place for place, product in enumerate(products)}
    made = scores(words, SimilarLettering(catalogue.items, printed), row)
    packs = np.array([product.department == PACKS for product in products])
    report(made, fine, packs, np.array([bool(read) for read in words]), milliseconds)


def report(
    made: np.ndarray, fine: np.ndarray, packs: np.ndarray, lettered: np.ndarray, milliseconds: np.ndarray
) -> None:
    """Two tables in Markdown."""
    of_packs = packs[fine]
    right, among = fine[of_packs], np.cumsum(packs)[fine[of_packs]] - 1
    print(f"{of_packs.sum()} photos of packs, words on {lettered[of_packs].sum()}; ", end="")
    print(f"{(~of_packs).sum()} other photos, words on {lettered[~of_packs].sum()}\n")
    print("| photos of packs | top-1 | 95 % | top-5 | 95 % |\n|---|---|---|---|---|")
    for name, table, place in (
        (f"among the {packs.sum()} packs", made[of_packs][:, packs], among),
        (f"among all {len(packs)} products", made[of_packs], right),
    ):
        cells = [f"{hits.mean():.3f} | {interval(hits)}" for hits in (found(table, place, 1), found(table, place, 5))]
        print(f"| {name} | {' | '.join(cells)} |")
    print("\n| ms a photo | photos | p50 | p95 |\n|---|---|---|---|")
    for name, which in (("with words", lettered), ("without", ~lettered)):
        p50, p95 = np.quantile(milliseconds[which], (0.5, 0.95))
        print(f"| {name} | {which.sum()} | {p50:.0f} | {p95:.0f} |")


if __name__ == "__main__":
    main()
