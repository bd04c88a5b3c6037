"""The graph recommender's two forms beside each other, and what each part of the learned one is worth.

Read are catalogue folders, and RecBole's folders of films with their knowledge graph. The split is that of
``recommend``: the last month of acts is foretold from all before it. How long to learn is chosen on the month before,
for every variant by itself, and then all of the time before the last month is learnt from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from convrec.data.folder import Catalogue, read_acts, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.importers import import_catalogue
from convrec.data.interactions import people_per_item
from convrec.data.items import ITEMS
from convrec.data.recbole import with_entities
from convrec.data.splits import by_time
from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.recommend import Cases, judge, make_cases, ndcg, read_truth, top_rows
from convrec.index import open_index
from convrec.models import load_models
from convrec.models.device import choose_device
from convrec.recommenders.graph.formula import Formula, Modalities, formula
from convrec.recommenders.graph.joined import Joined, join, normalised
from convrec.recommenders.graph.weights import see
from convrec.settings import Settings
from convrec.training.graph.choice import best_epochs
from convrec.training.graph.fit import Recipe, fit
from convrec.types import Act

MEASURES = ("recall@10", "ndcg@10", "true_recall@10", "true_ndcg@10")
SEEDS = (0, 1, 2)  # a learned variant's measures are the means over so many starts


@dataclass(frozen=True, eq=False)
class World:
    """A catalogue with its graph and with the vectors of its items."""

    catalogue: Catalogue
    modalities: Modalities

    @property
    def listed(self) -> np.ndarray:
        """Mask (items,) of what is recommended: items of the usual kind."""
        return np.array([item.kind == self.catalogue.default_kind for item in self.catalogue.items])

    def joined(self, acts: Sequence[Act]) -> Joined:
        """The graph with these acts."""
        return join([item.id for item in self.catalogue.items], catalogue_graph(self.catalogue, acts=()), acts)


@dataclass(frozen=True, eq=False)
class Split:
    """A world at some time: the graph that is known, and whose later choices are foretold."""

    joined: Joined
    cases: Cases
    fame: np.ndarray  # (items,), how many people chose each

    @property
    def likings(self) -> csr_array:
        """(cases, nodes) what these people's acts tell of the items."""
        acts = self.joined.acts[[self.joined.people[person] for person in self.cases.people]]
        return csr_array(hstack([acts, csr_array((len(self.cases.people), len(self.joined.values)))]))

    def quality(self, made: Formula) -> float:
        """ndcg@10."""
        top = top_rows(made.scores(self.likings), self.cases.open)
        return float(ndcg(top, self.cases.chosen.astype(float)).mean())


def evaluate_graph(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@10 and ndcg@10 of both forms and of the learned one without each of its parts, with popular as the floor.

    Where the truth is known, ``true_`` measures too. ``A-B/…_ci`` is the interval of A's lead over B. With ``test``, a
    file of later acts, those are foretold from all that the folder has.
    """
    world = read_world(data, settings)
    tuning, final = splits(world, test)
    truth = read_truth(data, world.catalogue, final.cases.people)
    device = choose_device(settings.device)
    judged = {
        "popular": measured(np.tile(final.fame, (len(final.cases.people), 1)), final.cases, truth),
        "walk": measured(walked(final.joined, final.likings), final.cases, truth),
    }
    metrics: dict[str, Any] = {"people": len(final.cases.people), "simulated": world.catalogue.simulated}
    for name, (modalities, layers) in _variants(world.modalities).items():
        part = replace(world, modalities=modalities)
        epochs, judged[name] = _learned(part, tuning, final, truth, layers, device)
        metrics[f"{name}/epochs"] = epochs
    return metrics | _table(judged)


def read_world(data: Path, settings: Settings) -> World:
    """A catalogue folder with its index, or a RecBole folder, indexed for this once."""
    models = load_models(settings)
    if (data / ITEMS).is_file():
        catalogue = read_catalogue(data)
        index = open_index(settings.home, catalogue, models, lambda what, share: None)
        return World(catalogue, see(catalogue, index, models).vectors)
    with TemporaryDirectory() as folder:
        import_catalogue("movielens", data, Path(folder) / "shop")
        catalogue = read_catalogue(Path(folder) / "shop")
        index = open_index(Path(folder), catalogue, models, lambda what, share: None)
        seen = see(catalogue, index, models).vectors
    return World(replace(catalogue, items=with_entities(catalogue.items, data)), seen)


def splits(world: World, test: Path | None) -> tuple[Split, Split]:
    """What settings are chosen on, and what is scored. Raises EvaluationError where the acts don't reach."""
    catalogue = world.catalogue
    if not catalogue.acts:
        raise EvaluationError(
            f"{catalogue.folder} holds no acts to foretell; see interactions.jsonl in docs/catalogue.md."
        )
    split = by_time(catalogue.acts)
    before = (*split.train, *split.validation)
    if test is None:
        pair = _split(world, split.train, split.validation), _split(world, before, split.test)
    else:
        later = read_acts(test, catalogue)
        pair = _split(world, before, split.test), _split(world, catalogue.acts, later)
    if not all(part.cases.people for part in pair):
        raise EvaluationError("The acts don't reach over the three months that this needs.")
    return pair


def validation(world: World) -> Split | None:
    """The last month, to be foretold from all before it; None where nobody chose anything new in it."""
    split = by_time(world.catalogue.acts)
    held = _split(world, (*split.train, *split.validation), split.test)
    return held if held.cases.people else None


def _split(world: World, before: Sequence[Act], after: Sequence[Act]) -> Split:
    fame = people_per_item(before, world.catalogue.row).astype(float)
    return Split(world.joined(before), make_cases(world.catalogue, before, after, parts=()), fame)


def _variants(modalities: Modalities) -> dict[str, tuple[Modalities, int]]:
    """Name → the modalities that it sees and its layers. What would leave F(x) empty is left out."""
    layers = Recipe().layers
    variants = {"learned": (modalities, layers)}
    for gone in ("text", "picture"):
        left = {name: vectors for name, vectors in modalities.items() if name != gone}
        if gone in modalities and left:
            variants[f"without {gone}"] = (left, layers)
    return variants | {"without graph": (modalities, 0)}


def _learned(
    world: World, tuning: Split, final: Split, truth: np.ndarray | None, layers: int, device: str
) -> tuple[int, dict[str, np.ndarray]]:
    """The epochs that suit the month before, and the measures of the month after: per case, means over the seeds."""
    epochs = best_epochs(tuning.joined, world.modalities, Recipe(layers=layers), world.listed, tuning.quality, device)
    runs = []
    for seed in SEEDS:
        recipe = Recipe(layers=layers, epochs=epochs, seed=seed)
        weights = fit(final.joined, world.modalities, recipe, world.listed, device)
        made = formula(weights, world.modalities, normalised(final.joined))
        runs.append(measured(made.scores(final.likings), final.cases, truth))
    return epochs, {measure: np.mean([run[measure] for run in runs], axis=0) for measure in runs[0]}


def measured(scores: np.ndarray, cases: Cases, truth: np.ndarray | None) -> dict[str, np.ndarray]:
    """The plain measures, and those against the truth, of everybody's ten best: name → (cases,)."""
    found = judge(top_rows(scores, cases.open), cases, truth)
    return {name: found[name].values for name in MEASURES if name in found}


def walked(joined: Joined, likings: csr_array) -> np.ndarray:
    """What ``walk`` gives these people (people, nodes) on all items at once: (people, items).

    An item's way back to itself counts here; those who like it already are not shown it.
    """
    values = joined.joins
    having = np.asarray(values.sum(axis=0)).ravel()
    rarity = np.log(len(joined.items) / having) / np.log(max(2, len(joined.items)))
    each = 1.0 / np.maximum(joined.valued, 1)
    items = len(joined.items)
    steps = (likings[:, :items].multiply(each)) @ values + likings[:, items:]
    return np.asarray((csr_array(steps).multiply(rarity) @ values.T).todense())


def _table(judged: Mapping[str, Mapping[str, np.ndarray]]) -> dict[str, Any]:
    metrics: dict[str, Any] = {}
    for name, measures in judged.items():
        for measure, values in measures.items():
            metrics |= {f"{name}/{measure}": share(values), f"{name}/{measure}_ci": interval(values)}
            if name != "learned":
                metrics[f"learned-{name}/{measure}_ci"] = interval(judged["learned"][measure] - values)
    return metrics
