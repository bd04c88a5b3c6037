"""From signs to choices: a ridge regression between all items at once, in closed form.

What is fitted is B (items, items): how much having chosen one item speaks for the next choice being another. It is the
least-squares solution over all positions of all histories (see ``kernel``), drawn towards what the items' attributes
lead one to expect: argmin ‖Y − XB‖² + ‖Λ^½ (B − side·S)‖², with S the likeness of attributes. An item that nobody has
chosen yet lives by S alone. The generalised ridge is L3AE's (Moon et al. 2023) idea in one step instead of two.
"""

from dataclasses import dataclass, field

import numpy as np
import torch
from scipy.sparse import csr_array, diags_array

from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.kernel import Kernel, Sums, sums


@dataclass(frozen=True)
class Recipe:
    """All settings of the model; ``choose`` finds them on a validation part."""

    kernel: Kernel = field(default_factory=Kernel)
    ridge: float = 6.0  # times the mean of the diagonal of XᵀX, so that one value does for shops of any size
    unevenness: float = 0.0  # how much more of the ridge an item has that is chosen more often (an exponent)
    side: float = 0.02  # what full likeness of attributes is worth before any choice is seen
    popularity: float = 0.0  # exponent on how often an item is chosen; below 0 popular items count less
    decay: float = 0.7  # of what a person chose, for each step that it lies back when a list is asked for


@dataclass(frozen=True, eq=False)
class Solved:
    """The sums of some histories with their ridge taken apart: what the rest of a recipe is applied to."""

    sums: Sums
    penalty: np.ndarray  # (items,) Λ's diagonal
    factor: torch.Tensor  # (items, items), lower triangular: XᵀX + Λ = factor factorᵀ

    def inverse(self) -> np.ndarray:
        """(items, items) of XᵀX + Λ; takes twice as long as the factor did."""
        return np.asarray(torch.cholesky_inverse(self.factor).cpu().numpy())

    def over(self, profiles: csr_array) -> np.ndarray:
        """A few people's profiles (people, items) times the inverse, without ever making that."""
        right = torch.from_numpy(np.ascontiguousarray(profiles.toarray().T)).to(self.factor.device)
        return np.ascontiguousarray(torch.cholesky_solve(right, self.factor).cpu().numpy().T)


@dataclass(frozen=True, eq=False)
class Told:
    """Scores (n, items) in their two halves: what choices tell, and what attributes do at a ``side`` of 1."""

    choices: np.ndarray
    attributes: np.ndarray | None
    chosen: np.ndarray

    def scores(self, recipe: Recipe) -> np.ndarray:
        """(n, items)."""
        whole = self.choices if self.attributes is None else self.choices + np.float32(recipe.side) * self.attributes
        return np.asarray(whole * ((self.chosen + 1.0) ** recipe.popularity).astype(np.float32))


def solve(histories: Histories, recipe: Recipe, device: str = "cpu") -> Solved:
    """The costly part: a third of n³ multiplications."""
    added = sums(histories, recipe.kernel)
    penalty = penalties(added.signs, recipe)
    matrix = torch.from_numpy(added.signs.toarray()).to(device)
    matrix.diagonal().add_(torch.from_numpy(penalty).to(device))
    return Solved(added, penalty, torch.linalg.cholesky(matrix))


def penalties(signs: csr_array, recipe: Recipe) -> np.ndarray:
    """Λ's diagonal (items,)."""
    often = signs.diagonal()
    usual = max(float(often.mean()), 1e-6)
    return np.asarray(recipe.ridge * usual * ((often + 1.0) / (usual + 1.0)) ** recipe.unevenness, dtype=np.float32)


def likeness(attributes: csr_array) -> csr_array:
    """Binary (items, attributes) → rows of length 1 weighted by rarity: the product of two rows is their likeness."""
    spread = np.asarray(attributes.sum(axis=0)).ravel()
    rarity = np.where(spread > 1, np.log(attributes.shape[0] / np.maximum(spread, 1.0)), 0.0)
    weighted = csr_array(attributes @ diags_array(rarity))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return csr_array(diags_array(1.0 / np.maximum(length, 1e-9)) @ weighted).astype(np.float32)


def tell(weights: np.ndarray, solved: Solved, side: csr_array | None) -> Told:
    """What the ridge makes of ``weights`` (n, items) over its inverse.

    With the inverse's own rows for weights the scores are B; with people's profiles times the inverse, they are those
    people's without B ever being made.
    """
    attributes = None
    if side is not None:
        attributes = _times(_times(weights * solved.penalty, side), csr_array(side.T))
    return Told(_times(weights, solved.sums.foretold), attributes, solved.sums.chosen)


def _times(dense: np.ndarray, sparse: csr_array) -> np.ndarray:
    """(n, items) × sparse (items, m) → (n, m)."""
    return np.ascontiguousarray((csr_array(sparse.T) @ np.ascontiguousarray(dense.T)).T)
