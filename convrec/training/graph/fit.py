"""Learn F and h by cross-entropy: from a part of what people chose, foretell the rest among all items.

Every epoch hides another part of what each person chose. What is left is folded in as at request time: as the items
themselves, or, for some people, as nothing but these items' values, so that liking a value is learnt as well. The loss
is a full softmax over the items; the optimiser is AdamW (Loshchilov & Hutter 2019).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import csr_array, diags_array

from convrec.data.interactions import CHOSEN
from convrec.errors import TrainingError
from convrec.recommenders.graph.formula import Modalities, Weights, centre
from convrec.recommenders.graph.joined import Adjacency, Joined, normalised

START = 0.1  # spread of what is learned before anything is
OUT = -1e9  # score of what can't be recommended
USUAL = 384  # length of a text's vector
FULL = 1.0  # the usual best score of an item for somebody with one full liking


@dataclass(frozen=True)
class Recipe:
    """All settings. The defaults were chosen on the demo shop's validation month."""

    size: int = 32
    layers: int = 2
    epochs: int = 75
    rate: float = 0.01
    decay: float = 0.01
    shown: float = 0.5  # share of a person's items that is not hidden
    as_values: float = 0.3  # share of people who are folded in by the values of their items
    batch: int = 512  # people
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Lessons:
    """What is learnt from: people who chose at least one item and have another."""

    told: csr_array  # (people, items), −1…1
    chosen: csr_array  # (people, items), 1 where something was chosen that may be recommended
    values: csr_array  # (items, values), rows adding up to 1


class Model(torch.nn.Module):
    """The formula with gradients."""

    def __init__(self, modalities: Modalities, adjacency: Adjacency, items: int, recipe: Recipe) -> None:
        super().__init__()
        rng = torch.Generator().manual_seed(recipe.seed)
        self.items, self.layers = items, recipe.layers
        self.centres = {name: centre(vectors) for name, vectors in modalities.items()}
        self.paces = {name: _pace(vectors) for name, vectors in modalities.items()}
        for name, vectors in modalities.items():
            moved = np.nan_to_num(vectors - self.centres[name]) * self.paces[name]
            self.register_buffer(f"seen_{name}", torch.from_numpy(moved.astype(np.float32)))
        self.maps = torch.nn.ParameterDict(
            {name: START * torch.randn(v.shape[1], recipe.size, generator=rng) for name, v in modalities.items()}
        )
        self.embeddings = torch.nn.Parameter(START * torch.randn(len(adjacency.shrink), recipe.size, generator=rng))
        self.people = adjacency.matrix.shape[0] - len(adjacency.shrink)
        self.register_buffer("shrink", torch.from_numpy(adjacency.shrink))
        self.register_buffer("adjacency", _sparse(adjacency.matrix))

    def features(self) -> torch.Tensor:
        """F(x): (items, size)."""
        return torch.stack([self.get_buffer(f"seen_{name}") @ learned for name, learned in self.maps.items()]).sum(0)

    def gathered(self) -> torch.Tensor:
        """What liking each node adds to a person: (nodes, size)."""
        nodes, size = self.embeddings.shape
        now = torch.cat([self.embeddings, self.embeddings.new_zeros(self.people, size)])
        added = now
        for _ in range(self.layers):
            now = torch.sparse.mm(self.get_buffer("adjacency"), now)
            added = added + now
        return added[:nodes] / (self.layers + 1) * self.get_buffer("shrink")[:, None]

    def weights(self) -> Weights:
        """What was learned, as arrays, on a scale on which one full liking usually gives its best item ``FULL``."""
        with torch.no_grad():
            usual = (self.gathered()[: self.items] @ self.features().T).max(dim=1).values.mean().clamp(min=1e-6)
            scale = FULL / float(usual)
            maps = {name: (scale * self.paces[name] * learned).cpu().numpy() for name, learned in self.maps.items()}
            return Weights(maps, self.centres, self.embeddings.cpu().numpy().copy(), self.layers)


def fit(
    joined: Joined, modalities: Modalities, recipe: Recipe, listed: np.ndarray | None = None, device: str = "cpu"
) -> Weights:
    """Learn the weights. ``listed`` (items,) masks what may be recommended; all of it without.

    Raises TrainingError where nobody chose anything beside something else, or no modality is given.
    """
    *_, (_, model) = training(joined, modalities, recipe, listed, device)
    return model.weights()


def training(
    joined: Joined, modalities: Modalities, recipe: Recipe, listed: np.ndarray | None = None, device: str = "cpu"
) -> Iterator[tuple[int, Model]]:
    """The same, an epoch at a time: how many are done, and the model as it then is."""
    lessons = read_lessons(joined, np.ones(len(joined.items), dtype=bool) if listed is None else listed)
    if not lessons.told.shape[0] or not modalities:
        raise TrainingError("The graph can't be learnt: it needs people who chose two items, and items with vectors.")
    # MPS has no products with sparse matrices, and a model this small gains nothing there.
    device = "cpu" if device == "mps" else device
    model = Model(modalities, normalised(joined), len(joined.items), recipe).to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    rng = np.random.default_rng(recipe.seed)
    everything = np.ones(len(joined.items), dtype=bool)
    mask = torch.from_numpy(~(everything if listed is None else listed)).to(device)
    for epoch in range(1, recipe.epochs + 1):
        order = rng.permutation(lessons.told.shape[0])
        for rows in np.array_split(order, -(-len(order) // recipe.batch)):
            loss = _loss(model, lessons, rows, mask, recipe, rng)
            if not torch.isfinite(loss):
                raise TrainingError(f"Learning the graph went astray in epoch {epoch} (its loss is {float(loss)}).")
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        yield epoch, model


def read_lessons(joined: Joined, listed: np.ndarray) -> Lessons:
    """People from whom something can be learnt, and what each item's values are."""
    chosen = csr_array((joined.acts >= CHOSEN).astype(np.float32) @ diags_array(listed.astype(np.float32)))
    chosen.eliminate_zeros()
    several = (np.diff(joined.acts.indptr) > 1) & (np.diff(chosen.indptr) > 0)
    each = 1.0 / np.maximum(np.asarray(joined.joins.sum(axis=1)).ravel(), 1.0)
    values = csr_array(diags_array(each) @ joined.joins).astype(np.float32)
    return Lessons(joined.acts[several].astype(np.float32), chosen[several], values)


def _loss(
    model: Model, lessons: Lessons, rows: np.ndarray, mask: torch.Tensor, recipe: Recipe, rng: np.random.Generator
) -> torch.Tensor:
    """Cross-entropy of what was hidden of these people, given the rest; a person's hidden items count equally."""
    told, chosen = lessons.told[rows].toarray(), lessons.chosen[rows].toarray()
    shown = rng.random(told.shape, dtype=np.float32) < recipe.shown
    told, chosen = told * shown, chosen * ~shown
    asked = (chosen.sum(axis=1) > 0) & (told != 0).any(axis=1)
    told, chosen = told[asked], chosen[asked]
    by_values = rng.random(len(told)) < recipe.as_values
    nodes = np.zeros((len(told), len(model.embeddings)), dtype=np.float32)
    nodes[:, : model.items] = told * ~by_values[:, None]
    nodes[by_values, model.items :] = told[by_values] @ lessons.values
    # The person's own degree: with it, whoever likes much is no surer than whoever likes little. The order is the same.
    nodes /= np.sqrt(np.maximum(np.abs(nodes).sum(axis=1, keepdims=True), 1e-6))
    device = model.embeddings.device
    scores = torch.from_numpy(nodes).to(device) @ model.gathered() @ model.features().T
    scores = scores.masked_fill(torch.from_numpy(told != 0).to(device) | mask, OUT)
    wanted = torch.from_numpy(chosen / np.maximum(chosen.sum(axis=1, keepdims=True), 1.0)).to(device)
    return -(wanted * torch.log_softmax(scores, dim=1)).sum() / max(1, len(told))


def _pace(vectors: np.ndarray) -> float:
    """What a modality's vectors are multiplied by while learning, so that long ones don't run ahead.

    AdamW moves every weight by about as much, so what a map does to F grows with the length of its vectors.
    """
    return min(1.0, USUAL / vectors.shape[1])


def _sparse(matrix: csr_array) -> torch.Tensor:
    cells = matrix.tocoo()
    places = torch.from_numpy(np.stack(cells.coords).astype(np.int64))
    return torch.sparse_coo_tensor(places, torch.from_numpy(cells.data), cells.shape, check_invariants=True).coalesce()
