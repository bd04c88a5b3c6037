"""What the learned graph recommender loses where texts, pictures or acts are missing or wrong.

    python benchmarks/missing_modality.py
    python benchmarks/missing_modality.py --data assets/shop --seeds 5

For 10, 30, 50 and 100 % of the items, drawn anew for every seed, one modality is dropped, or shuffled among these
items so that each has another's. *Request*: the model was trained on whole data, and only then is it damaged.
*Trained*: it was also trained on the damaged data. Acts are damaged in the graph; what the people who are asked about
did themselves stays. The last month is foretold; how long to learn was chosen on the month before, on whole data. A
cell is the loss of ndcg@10, absolute, with the 95 % interval (Student's t) over the seeds; each seed also starts the
model elsewhere.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, diags_array
from scipy.stats import t
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from convrec.errors import TrainingError
from convrec.evaluation.graph import Split, World, measured, read_world, splits
from convrec.evaluation.recommend import read_truth
from convrec.models.device import choose_device
from convrec.recommenders.graph.formula import Modalities, Weights, formula
from convrec.recommenders.graph.joined import Joined, normalised
from convrec.settings import PROJECT, Settings
from convrec.training.graph.choice import best_epochs
from convrec.training.graph.fit import Recipe, fit

SHARES = (0.1, 0.3, 0.5, 1.0)
MEASURES = ("ndcg@10", "true_ndcg@10")
ACTS = "acts"


@dataclass(frozen=True, eq=False)
class Data:
    """All that can be damaged."""

    joined: Joined
    modalities: Modalities


Damage = Callable[[Data, str, np.ndarray, np.random.Generator], Data]


def dropped(data: Data, what: str, items: np.ndarray, rng: np.random.Generator) -> Data:
    """These items (rows) have no such modality."""
    if what == ACTS:
        kept = np.ones(len(data.joined.items))
        kept[items] = 0.0
        acts = csr_array(data.joined.acts @ diags_array(kept))
        acts.eliminate_zeros()
        return replace(data, joined=replace(data.joined, acts=acts))
    vectors = data.modalities[what].copy()
    vectors[items] = np.nan
    return replace(data, modalities={**data.modalities, what: vectors})


def shuffled(data: Data, what: str, items: np.ndarray, rng: np.random.Generator) -> Data:
    """Each of these items (rows) has another's."""
    source = np.arange(len(data.joined.items))
    source[items] = rng.permutation(items)
    if what == ACTS:
        acts = csr_array(data.joined.acts.tocsc()[:, source])
        return replace(data, joined=replace(data.joined, acts=acts))
    return replace(data, modalities={**data.modalities, what: data.modalities[what][source]})


DAMAGES: dict[str, Damage] = {"dropped": dropped, "shuffled": shuffled}


@dataclass(frozen=True, eq=False)
class Bench:
    """What is scored, and how a model is fitted."""

    world: World
    final: Split
    truth: np.ndarray | None
    epochs: int
    device: str

    def fit(self, data: Data, seed: int) -> Weights:
        recipe = Recipe(epochs=self.epochs, seed=seed)
        return fit(data.joined, data.modalities, recipe, self.world.listed, self.device)

    def score(self, weights: Weights, data: Data) -> np.ndarray:
        """The measures' means."""
        made = formula(weights, data.modalities, normalised(data.joined))
        judged = measured(made.scores(self.final.likings), self.final.cases, self.truth)
        return np.array([judged[measure].mean() for measure in MEASURES if measure in judged])


def losses(bench: Bench, seeds: int) -> dict[tuple[str, str, float, str], list[np.ndarray]]:
    """(damage, modality, share, request or trained) → what was lost of each measure, by seed."""
    whole = Data(bench.final.joined, bench.world.modalities)
    found: dict[tuple[str, str, float, str], list[np.ndarray]] = {}
    for seed in tqdm(range(seeds), desc="seeds", disable=None):
        weights = bench.fit(whole, seed)
        undamaged = bench.score(weights, whole)
        found.setdefault(("nothing", "", 0.0, "request"), []).append(undamaged)
        for key, data in damaged(whole, bench.world.listed, seed):
            found.setdefault((*key, "request"), []).append(undamaged - bench.score(weights, data))
            try:
                found.setdefault((*key, "trained"), []).append(undamaged - bench.score(bench.fit(data, seed), data))
            except TrainingError:  # without any acts there is nothing to learn from
                found.pop((*key, "trained"), None)
    return found


def damaged(whole: Data, listed: np.ndarray, seed: int) -> Iterator[tuple[tuple[str, str, float], Data]]:
    """Every damage that is tried, and what is left. Larger shares hold the items of the smaller ones."""
    order = np.random.default_rng(seed).permutation(np.flatnonzero(listed))
    for name, damage in DAMAGES.items():
        for what in (*(m for m in ("text", "picture") if m in whole.modalities), ACTS):
            for share in SHARES:
                items = order[: round(share * len(order))]
                yield (name, what, share), damage(whole, what, items, np.random.default_rng([seed, len(items)]))


def cell(values: list[np.ndarray], measure: int) -> str:
    own = np.array([value[measure] for value in values])
    half = t.ppf(0.975, len(own) - 1) * own.std(ddof=1) / np.sqrt(len(own)) if len(own) > 1 else np.nan
    return f"{own.mean():+.3f} ± {half:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=PROJECT / "assets" / "shop")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    settings = Settings()
    world, device = read_world(options.data, settings), choose_device(settings.device)
    tuning, final = splits(world, None)
    epochs = best_epochs(tuning.joined, world.modalities, Recipe(), world.listed, tuning.quality, device)
    truth = read_truth(options.data, world.catalogue, final.cases.people)
    found = losses(Bench(world, final, truth, epochs, device), options.seeds)
    whole = found.pop(("nothing", "", 0.0, "request"))
    measures = range(len(whole[0]))
    print(f"undamaged, {epochs} epochs: " + ", ".join(f"{MEASURES[m]} {cell(whole, m)}" for m in measures) + "\n")
    print("| | | " + " | ".join(f"{share:.0%}" for share in SHARES) + " |\n|---|---|" + "---|" * len(SHARES))
    for name, what, when in dict.fromkeys((key[0], key[1], key[3]) for key in found):
        for m in measures:
            cells = [cell(own, m) if (own := found.get((name, what, s, when))) else "–" for s in SHARES]
            print(f"| {what} {name}, {when} | {MEASURES[m]} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
