"""``train graph``: learn a catalogue's graph and write the weights beside its index, or into a folder."""

from pathlib import Path
from typing import Any

from convrec.data.folder import read_catalogue
from convrec.errors import TrainingError
from convrec.evaluation.graph import World, validation
from convrec.index import open_index
from convrec.models import load_models
from convrec.models.device import choose_device
from convrec.recommenders.graph.weights import FILE, as_arrays, own_file, see
from convrec.settings import Settings
from convrec.training.cards import write
from convrec.training.graph.choice import best_epochs
from convrec.training.graph.fit import Recipe, fit


def train_graph(settings: Settings, out: Path | None = None) -> dict[str, Any]:
    """Learn from all acts, for as many epochs as foretold the last month best; returns what was made and where.

    Raises TrainingError where there are too few acts to learn from.
    """
    catalogue = read_catalogue(settings.catalogue)
    if not catalogue.acts:
        raise TrainingError(
            f"{catalogue.folder} holds no acts to learn from; see interactions.jsonl in docs/catalogue.md."
        )
    models = load_models(settings)
    seen = see(catalogue, open_index(settings.home, catalogue, models, lambda what, share: None), models)
    world, device = World(catalogue, seen.vectors), choose_device(settings.device)
    epochs = _epochs(world, device)
    joined = world.joined(catalogue.acts)
    recipe = Recipe(epochs=epochs)
    weights = fit(joined, seen.vectors, recipe, world.listed, device)
    path = own_file(settings.home, catalogue) if out is None else out / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write(
        path,
        as_arrays(weights, joined, seen.encoders),
        "graph --catalogue FOLDER",
        what="maps from the encoders' vectors and embeddings of the items and values, for ⟨F(x), A·h⟩",
        data=[f"the acts, items and values of {catalogue.folder.resolve().name}"],
        licence="that of the acts they were learnt from",
        recipe=vars(recipe),
        encoders=dict(seen.encoders),
    )
    return {"written": str(path), "epochs": epochs, "people": len(joined.people), "bytes": path.stat().st_size}


def _epochs(world: World, device: str) -> int:
    """What foretells the last month best; the usual number where nobody can be asked about it."""
    held = validation(world)
    if held is None:
        return Recipe().epochs
    return best_epochs(held.joined, world.modalities, Recipe(), world.listed, held.quality, device)
