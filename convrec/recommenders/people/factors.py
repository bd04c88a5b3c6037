"""People and items as points of one space: weighted matrix factorisation, people folded in.

What is fitted is Σ w (1 − u·v)² over what was chosen, plus α (u·v)² over all pairs, plus λ n |·|² for each person and
item, n being how much there is to learn from of them (Hu et al. 2008; the penalty by frequency and its weight after
Rendle et al. 2022). Items' points are all that is kept. A person's own point solves a small system made of their items'
points, so it is a sum over those items, and so is each of their scores.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import csr_array

from convrec.recommenders.people.histories import Histories, profiles

SEED = 1
SPREAD = 0.1  # of the length of items' points before the first round
AT_ONCE = 100_000  # rows of points in memory; rows with as many entries are solved together


@dataclass(frozen=True)
class Factoring:
    """All settings of the factorisation; ``mix`` finds some of them on a validation part."""

    size: int = 64
    rounds: int = 6  # people, then items, each time
    everything: float = 3.0  # what all pairs count together, in times of what the chosen ones do
    ridge: float = 0.01  # λ


@dataclass(frozen=True, eq=False)
class Points:
    """Items' points (items, size), and what it takes to fold a person in."""

    items: np.ndarray
    unchosen: float  # α
    ridge: float

    def scores(self, people: Histories, decay: float = 1.0) -> np.ndarray:
        """(people, items); an item that a person chose counts ``decay`` as much for each step that it lies back."""
        return np.asarray(_against(profiles(people, decay), self.items, self.unchosen, self.ridge) @ self.items.T)

    def parts(self, person: Histories, decay: float = 1.0) -> np.ndarray:
        """What each item of one person's history adds to their scores: (own items, items), adding up to ``scores``."""
        told = profiles(person, decay)
        _, system = next(_systems(told, self.items, self.unchosen, self.ridge))
        own = self.items[told.indices] * told.data[:, None]
        return np.asarray(np.linalg.solve(system[0].numpy(), own.T).T @ self.items.T)


def fit(histories: Histories, factoring: Factoring) -> Points:
    """Alternate between people and items; the same histories give the same points."""
    chosen = histories.matrix()
    by_item = csr_array(chosen.T)
    people, items = chosen.shape
    unchosen = factoring.everything * float(chosen.sum()) / max(1, people * items)
    rng = np.random.default_rng(SEED)
    points = (rng.standard_normal((items, factoring.size)) * SPREAD / np.sqrt(factoring.size)).astype(np.float32)
    for _ in range(factoring.rounds):
        folded = _against(chosen, points, unchosen, factoring.ridge)
        points = _against(by_item, folded, unchosen, factoring.ridge)
    return Points(points, unchosen, factoring.ridge)


def _against(chosen: csr_array, points: np.ndarray, unchosen: float, ridge: float) -> np.ndarray:
    """The best points of the rows of ``chosen`` (n, m) where those of its columns are ``points`` (m, size)."""
    best = np.zeros((chosen.shape[0], points.shape[1]), dtype=np.float32)
    right = torch.from_numpy(np.asarray(chosen @ points, dtype=np.float32))
    for rows, systems in _systems(chosen, points, unchosen, ridge):
        best[rows] = torch.cholesky_solve(right[rows, :, None], torch.linalg.cholesky(systems))[:, :, 0].numpy()
    return best


def _systems(
    chosen: csr_array, points: np.ndarray, unchosen: float, ridge: float
) -> Iterator[tuple[np.ndarray, torch.Tensor]]:
    """Some rows (n,) at a time, as long ones together, and the matrices of their equations (n, size, size)."""
    count = np.diff(chosen.indptr)
    places = torch.from_numpy(points)
    everything = unchosen * (places.T @ places)
    penalty = ridge * (np.asarray(chosen.sum(axis=1)).ravel() + unchosen * chosen.shape[1])
    order = np.argsort(count, kind="stable")
    while len(order):
        most = max(1, int(np.searchsorted(np.maximum(count[order], points.shape[1]).cumsum(), AT_ONCE)))
        rows, order = order[:most], order[most:]
        table = chosen[rows]
        within = np.arange(table.nnz) - np.repeat(table.indptr[:-1], np.diff(table.indptr))
        near = torch.zeros(len(rows), int(count[rows].max()), points.shape[1])
        of = np.repeat(np.arange(len(rows)), np.diff(table.indptr))
        near[of, within] = places[table.indices] * torch.from_numpy(np.sqrt(table.data))[:, None]
        systems = torch.baddbmm(everything, near.transpose(1, 2), near)
        systems.diagonal(dim1=1, dim2=2).add_(torch.from_numpy(penalty[rows])[:, None])
        yield rows, systems
