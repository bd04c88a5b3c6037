"""The score ⟨F(x), A·h⟩: what an item is, in all its modalities, against what its person's graph has gathered.

F(x) is the sum of an item's vectors (text, picture, sound), each centred and mapped to a few dimensions; one that is
absent adds nothing, which is to say that the item is taken for an average one in that respect. A·h of a person is the
sum of what the nodes they like have gathered (``joined.propagated``), each times its liking. The score is therefore
linear in the likings, and what one of them adds is a number of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from convrec.recommenders.graph.joined import Adjacency, propagated

Modalities = Mapping[str, np.ndarray]  # name → (items, its size), rows of NaN where an item has none


@dataclass(frozen=True, eq=False)
class Weights:
    """All that is learned. ``maps`` and ``centres`` are by modality: (its size, size) and (its size,)."""

    maps: Mapping[str, np.ndarray]
    centres: Mapping[str, np.ndarray]
    embeddings: np.ndarray  # (nodes, size): h of the items and of the values
    layers: int  # of propagation; 0 leaves the graph out


def features(weights: Weights, modalities: Modalities) -> np.ndarray:
    """F(x) of all items: (items, size). A modality without a map, or of which nothing is given, adds nothing."""
    summed = 0.0
    for name in weights.maps.keys() & modalities.keys():
        summed = summed + np.nan_to_num(modalities[name] - weights.centres[name]) @ weights.maps[name]
    items = len(next(iter(modalities.values())))
    return np.broadcast_to(summed, (items, weights.embeddings.shape[1])).astype(np.float32)


def gathered(weights: Weights, adjacency: Adjacency) -> np.ndarray:
    """What liking a node fully adds to a person: (nodes, size)."""
    return propagated(adjacency, weights.embeddings, weights.layers) * adjacency.shrink[:, None]


def centre(vectors: np.ndarray) -> np.ndarray:
    """The mean of the vectors that are there: (size,)."""
    there = ~np.isnan(vectors[:, 0])
    return np.asarray(vectors[there].mean(axis=0) if there.any() else np.zeros(vectors.shape[1])).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Formula:
    """The two sides of the score, ready to be multiplied."""

    items: np.ndarray  # (items, size), F(x)
    nodes: np.ndarray  # (nodes, size)

    def shares(self, node: int) -> np.ndarray:
        """What liking one node fully adds to every item: (items,)."""
        return np.asarray(self.items @ self.nodes[node])

    def scores(self, likings: csr_array) -> np.ndarray:
        """People's likings (people, nodes) → (people, items)."""
        return np.asarray((likings @ self.nodes) @ self.items.T)


def formula(weights: Weights, modalities: Modalities, adjacency: Adjacency) -> Formula:
    """Both sides from what was learned, from what the items look and read like, and from the graph as it is now."""
    return Formula(features(weights, modalities), gathered(weights, adjacency))
