"""The graph of people, items and attribute values as arrays, and its symmetrically normalised adjacency."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_array, csr_array, diags_array

from convrec.data.interactions import act_weight
from convrec.types import Act
from knowledge_graph.catalogue import CatalogueGraph


@dataclass(frozen=True, eq=False)
class Joined:
    """Who did what with which item, and which item has which value.

    Nodes are the items and then the values, in this order; people have rows in ``acts`` and no vectors of their own.
    """

    items: tuple[str, ...]  # item ids
    values: tuple[str, ...]  # entity ids, such as ``material/oak``
    people: Mapping[str, int]  # user id → row of ``acts``
    acts: csr_array  # (people, items), what somebody's acts on an item tell, −1…1
    joins: csr_array  # (items, values), 1 where an item has a value that others have too
    valued: np.ndarray  # (items,), how many values an item has, those that it has alone among them

    @property
    def fingerprint(self) -> str:
        """A short hash of what has a row among learned embeddings: the items and the values, each in its place."""
        return hashlib.sha256("\n".join((*self.items, "", *self.values)).encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Adjacency:
    """D^−½ A D^−½ over items, values and people in this order, and D^−½ of the items and values."""

    matrix: csr_array  # (nodes + people, nodes + people)
    shrink: np.ndarray  # (nodes,), what a new person's edge to a node weighs, but for the person's own degree


def join(ids: Sequence[str], graph: CatalogueGraph, acts: Iterable[Act]) -> Joined:
    """The arrays of a catalogue's graph and of these acts; what somebody's acts on one item tell is summed up.

    A value that one item alone has joins nothing and is left out.
    """
    values: dict[str, int] = {}
    joining = {value for item in ids for value in graph.values_of(item) if len(graph.items_of(value)) > 1}
    pairs = [
        (row, values.setdefault(value, len(values)))
        for row, item in enumerate(ids)
        for value in graph.values_of(item)
        if value in joining
    ]
    joins = _matrix(pairs, np.ones(len(pairs)), (len(ids), len(values)))
    valued = np.array([len(graph.values_of(item)) for item in ids])
    row = {item: place for place, item in enumerate(ids)}
    people: dict[str, int] = {}
    told: dict[tuple[int, int], float] = defaultdict(float)
    for act in acts:
        told[people.setdefault(act.user_id, len(people)), row[act.item_id]] += act_weight(act)
    signed = np.clip(np.array(list(told.values())), -1.0, 1.0)
    matrix = _matrix(list(told), signed, (len(people), len(ids)))
    return Joined(tuple(ids), tuple(values), people, matrix, joins, valued)


def normalised(joined: Joined) -> Adjacency:
    """The adjacency of all positive acts and of all values; a node without edges counts as if it had one."""
    liked = joined.acts.maximum(0)
    blocks = block_array([[None, joined.joins, liked.T], [joined.joins.T, None, None], [liked, None, None]])
    degree = np.asarray(blocks.sum(axis=1)).ravel()
    shrink = 1.0 / np.sqrt(np.maximum(degree, 1.0))
    matrix = csr_array(diags_array(shrink) @ blocks @ diags_array(shrink)).astype(np.float32)
    return Adjacency(matrix, shrink[: len(joined.items) + len(joined.values)].astype(np.float32))


def propagated(adjacency: Adjacency, embeddings: np.ndarray, layers: int) -> np.ndarray:
    """A·h: the mean of h, Âh, Â²h … of the nodes (nodes, size), with nothing learned in between.

    LightGCN's propagation (He et al. 2020). People start empty: all they pass on has come from the nodes around them.
    """
    now = np.zeros((adjacency.matrix.shape[0], embeddings.shape[1]), dtype=np.float32)
    now[: len(embeddings)] = embeddings
    added = now.copy()
    for _ in range(layers):
        now = adjacency.matrix @ now
        added += now
    return added[: len(embeddings)] / (layers + 1)


def _matrix(pairs: Sequence[tuple[int, int]], weights: np.ndarray, shape: tuple[int, int]) -> csr_array:
    rows, columns = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return _lean(csr_array((weights, (rows, columns)), shape=shape))


def _lean(matrix: csr_array) -> csr_array:
    lean = csr_array(matrix)
    lean.eliminate_zeros()
    return lean
