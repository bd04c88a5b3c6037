"""How long to learn: the epochs after which the last month of acts is foretold best from all before it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from convrec.recommenders.graph.formula import Formula, Modalities, formula
from convrec.recommenders.graph.joined import Joined, normalised
from convrec.training.graph.fit import Recipe, training

STEP = 25  # epochs between two looks
MOST = 200
Quality = Callable[[Formula], float]


def best_epochs(
    joined: Joined,
    modalities: Modalities,
    recipe: Recipe,
    listed: np.ndarray,
    quality: Quality,
    device: str = "cpu",
) -> int:
    """So many epochs, up to ``MOST``; of equals the fewest.

    A look counts together with those before and after it: a month has too few people for one look to be trusted.
    """
    adjacency = normalised(joined)
    found: dict[int, float] = {}
    for epoch, model in training(joined, modalities, replace(recipe, epochs=MOST), listed, device):
        if epoch % STEP == 0:
            found[epoch] = quality(formula(model.weights(), modalities, adjacency))
    around = {epoch: [found[near] for near in (epoch - STEP, epoch, epoch + STEP) if near in found] for epoch in found}
    return max(found, key=lambda epoch: (sum(around[epoch]) / len(around[epoch]), -epoch))
