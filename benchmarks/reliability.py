"""How probable it is that a shop has something like a photo: the curve is fitted, checked on other photos, and drawn.

    python benchmarks/reliability.py --grocery FOLDER --clothing FOLDER --plots docs/images

Learnt from: the grocery data's training photos, the demo shop's customers' photos of the part "learn", and half of the
clothing data's photos as what neither shop sells; besides whole, each shop is taken with a half and a quarter of its
products, since more pictures bring the nearest nearer by chance. Checked on the other photos of all three, and on a
shop of clothes that nothing was fitted on. Shops count alike, and known and strange photos of each.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from convrec.data.folder import read_catalogue
from convrec.evaluation.photos import encode_all, read_photos, read_products
from convrec.evaluation.shop_photos import FOLDER, LABELS
from convrec.evaluation.unknown import beaten, calibration_error, encode_pages, nearest
from convrec.evaluation.unknown_sides import PHOTOS, SEED, drawn, halves
from convrec.models import Models, load_models
from convrec.seen import STRANGE
from convrec.settings import Settings
from convrec.sight import known_by

SHARES, DRAWS = (1.0, 0.5, 0.25), 3  # of a shop's products, and how often each is drawn
BINS = 10


@dataclass(frozen=True, eq=False)
class Shop:
    """Looks of its pages (n, size), to which of its products each belongs, and photos with the page they show."""

    name: str
    pages: np.ndarray
    centre: np.ndarray
    products: np.ndarray
    photos: np.ndarray
    shown: np.ndarray

    def part(self, share: float, rng: np.random.Generator) -> "Shop":
        """The shop with some of its products, and with the photos of these."""
        names = np.unique(self.products)
        kept = np.isin(self.products, rng.permutation(names)[: round(share * len(names))])
        sent = kept[self.shown]
        shown = (np.cumsum(kept) - 1)[self.shown[sent]]
        return Shop(self.name, self.pages[kept], self.centre, self.products[kept], self.photos[sent], shown)

    def near(self, photos: np.ndarray) -> np.ndarray:
        """How near its nearest page is to photos."""
        return nearest(photos, self.pages, self.centre)


@dataclass(frozen=True, eq=False)
class Case:
    """A shop's size, and how near its nearest page is to photos of what it has and of what it hasn't."""

    name: str
    pictures: int
    known: np.ndarray
    strange: np.ndarray

    @property
    def probable(self) -> tuple[np.ndarray, np.ndarray]:
        """The probabilities that the chat goes by."""
        return known_by(self.known, self.pictures), known_by(self.strange, self.pictures)


def cases(shops: Sequence[Shop], strange: np.ndarray) -> Iterator[Case]:
    """What is learnt from: every shop whole and in parts."""
    rng = np.random.default_rng(SEED)
    for shop in shops:
        for share in SHARES:
            for _ in range(DRAWS):
                part = shop.part(share, rng)
                yield Case(shop.name, len(part.pages), part.near(part.photos), part.near(strange))


def fitted(seen: Sequence[Case], growing: bool) -> tuple[np.ndarray, float]:
    """Where the curve's middle is, how it grows, how wide it is: by maximum likelihood; and the loss, in nats a case.

    Not ``growing``: one middle for shops of all sizes.
    """
    looks = np.concatenate([np.concatenate([one.known, one.strange]) for one in seen])
    sizes = np.concatenate([np.full(len(one.known) + len(one.strange), np.log(one.pictures)) for one in seen])
    signs = np.concatenate([np.repeat([-1.0, 1.0], [len(one.known), len(one.strange)]) for one in seen])
    each = [np.repeat([0.5 / len(c.known), 0.5 / len(c.strange)], [len(c.known), len(c.strange)]) for c in seen]
    weights = np.concatenate(each) / len(seen)

    def loss(curve: np.ndarray) -> float:
        middle = curve[0] + curve[1] * sizes * growing
        return float(weights @ np.logaddexp(0, signs * (looks - middle) * 10 * np.exp(curve[2])))

    best = minimize(loss, np.array([0.2, 0.0, 1.0]), method="Nelder-Mead", options={"maxiter": 4000})
    middle, grows, sharpness = best.x
    return np.array([middle, grows * growing, np.exp(-sharpness) / 10]), float(best.fun)


def shops(grocery: Path, catalogue: Path, models: Models) -> tuple[list[Shop], list[Shop]]:
    """The grocery shop and the demo shop, with photos that may be learnt from, and with the others."""
    products = read_products(grocery)
    pages, centre = encode_pages([product.picture for product in products], models)
    both: tuple[list[Shop], list[Shop]] = ([], [])
    for found, listing in zip(both, ("train.txt", "val.txt"), strict=True):
        paths, fine, _ = read_photos(grocery, grocery / listing, len(products))
        rows = drawn(range(len(paths)))
        looks = encode_all([paths[row] for row in rows], models).look
        found.append(Shop("grocery", pages.look, centre, np.arange(len(products)), looks, fine[rows]))
    shop = read_catalogue(catalogue)
    items = [item for item in shop.items if item.kind == shop.default_kind and item.images]
    pages, centre = encode_pages([item.images[0] for item in items], models)
    row = {item.id: place for place, item in enumerate(items)}
    lines = (catalogue / FOLDER / LABELS).read_text(encoding="utf-8").splitlines()
    for found, part in zip(both, ("learn", "test"), strict=True):
        labels = [label for label in map(json.loads, lines) if label["part"] == part]
        looks = encode_all([catalogue / FOLDER / label["file"] for label in labels], models).look
        designs = np.array([item.variant_of or item.id for item in items])
        found.append(Shop("demo", pages.look, centre, designs, looks, np.array([row[o["item"]] for o in labels])))
    return both


def checks(rest: Sequence[Shop], clothes: np.ndarray, pages: np.ndarray, centre: np.ndarray) -> list[Case]:
    """Photos that nothing was learnt from: two shops against clothes, and a shop of clothes against groceries."""
    against = [
        Case(f"{one.name} against clothes", len(one.pages), one.near(one.photos), one.near(clothes)) for one in rest
    ]
    groceries = rest[0].photos
    known, strange = nearest(clothes, pages, centre), nearest(groceries, pages, centre)
    return [*against, Case("clothes against groceries", len(pages), known, strange)]


def draw(found: Sequence[Case], path: Path) -> None:
    """What was said against what was true, a line a shop; each point stands for as many photos as its size tells."""
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(4.6, 4.2), layout="constrained")
    axis.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle=":")
    for case in found:
        said, true, share = _points(*case.probable)
        (line,) = axis.plot(said, true, linewidth=1, label=case.name)
        axis.scatter(said, true, s=10 + 160 * share, color=line.get_color(), alpha=0.6)
    axis.set(xlabel="probability that the shop has such a thing", ylabel="share of photos that show one")
    axis.legend(frameon=False, fontsize=8, loc="lower right")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def _points(known: np.ndarray, strange: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean probability, share of known photos and share of all photos of each bin that holds any."""
    said = np.concatenate([known, strange])
    true = np.repeat([1.0, 0.0], [len(known), len(strange)])
    weights = np.repeat([0.5 / len(known), 0.5 / len(strange)], [len(known), len(strange)])
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    sums: Callable[[np.ndarray], np.ndarray] = lambda values: np.bincount(place, values, BINS)  # noqa: E731
    share = sums(weights)
    held = share > 0
    return sums(weights * said)[held] / share[held], sums(weights * true)[held] / share[held], share[held]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grocery", type=Path, required=True, help="the grocery data's folder")
    parser.add_argument("--clothing", type=Path, required=True, help="the clothing data's folder")
    parser.add_argument("--catalogue", type=Path, default=Path("assets/shop"), help="the demo shop")
    parser.add_argument("--plots", type=Path, help="folder to draw into")
    options = parser.parse_args()
    models = load_models(Settings())
    first, second = (paths[:PHOTOS] for paths in halves(options.clothing))
    learnt, clothes = (encode_all(paths, models).look for paths in (first, second))
    learn, rest = shops(options.grocery, options.catalogue, models)
    seen = list(cases(learn, learnt))
    for growing in (False, True):
        (middle, grows, within), loss = fitted(seen, growing)
        print(f"middle {middle:.4f} + {grows:.4f} · ln(pictures), width {within:.4f}: {loss:.4f} nats a photo")
    pages, centre = encode_pages(first, models)
    found = checks(rest, clothes, pages.look, centre)
    print("| with the curve that ships | AUROC | ECE | known recognised | strange recognised |\n|---|---|---|---|---|")
    for case in found:
        known, strange = case.probable
        recalls = f"{(known >= STRANGE).mean():.3f} | {(strange < STRANGE).mean():.3f}"
        area = beaten(case.known, case.strange).mean()
        print(f"| {case.name} | {area:.3f} | {calibration_error(known, strange):.3f} | {recalls} |")
    if options.plots:
        draw(found, options.plots / "reliability.svg")


if __name__ == "__main__":
    main()
