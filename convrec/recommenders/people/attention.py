"""What comes next after a history, by causal self-attention over its items (SASRec, Kang & McAuley 2018).

The same vectors stand for items that were chosen and for those that may come next. An item's vector is its own plus
what its attributes say, so that items with few choices live by these.
"""

from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import coo_array, csr_array
from torch import nn
from torch.nn import functional

LONGEST = 50  # items of a history that are looked at
SPREAD = 0.05  # of vectors before anything is learnt


@dataclass(frozen=True)
class Attending:
    """All settings of the network and of how it is fitted."""

    size: int = 64
    blocks: int = 2
    heads: int = 2
    dropout: float = 0.3
    epochs: int = 10
    rate: float = 3e-3  # of learning, at its height
    batch: int = 1500  # positions


class Block(nn.Module):
    """Every position looks at itself and those before it, and then thinks by itself; both add to what it held."""

    def __init__(self, settings: Attending) -> None:
        super().__init__()
        size = settings.size
        self._heads, self._drop = settings.heads, nn.Dropout(settings.dropout)
        self._before, self._between = nn.LayerNorm(size), nn.LayerNorm(size)
        self._look, self._seen = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self._think = nn.Sequential(
            nn.Linear(size, 2 * size), nn.GELU(), nn.Dropout(settings.dropout), nn.Linear(2 * size, size)
        )

    def forward(self, held: torch.Tensor) -> torch.Tensor:
        """(people, positions, size) → the same."""
        people, positions, size = held.shape
        apart = self._look(self._before(held)).view(people, positions, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = apart.unbind()
        seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        held = held + self._drop(self._seen(seen.transpose(1, 2).reshape(people, positions, size)))
        return held + self._drop(self._think(self._between(held)))


class Network(nn.Module):
    """Histories → for each position a vector whose product with an item's is that item's score to come next."""

    def __init__(self, items: int, attributes: csr_array | None, settings: Attending) -> None:
        super().__init__()
        size = settings.size
        self._own = nn.Parameter(torch.randn(items, size) * SPREAD)
        self._places = nn.Parameter(torch.randn(LONGEST, size) * SPREAD)
        self._scale = size**0.5
        if attributes is not None:
            told = coo_array(attributes)
            where = torch.from_numpy(np.stack(told.coords).astype(np.int64))
            sparse = torch.sparse_coo_tensor(where, told.data, told.shape, check_invariants=True)
            self.register_buffer("_attributes", sparse.coalesce())
            self._traits = nn.Parameter(torch.randn(attributes.shape[1], size) * SPREAD)
        self._begin = nn.Dropout(settings.dropout)
        self._blocks = nn.Sequential(*(Block(settings) for _ in range(settings.blocks)), nn.LayerNorm(size))

    def items(self) -> torch.Tensor:
        """(items, size)."""
        if not hasattr(self, "_traits"):
            return self._own
        return self._own + torch.sparse.mm(self._attributes, self._traits)

    def forward(self, histories: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """Rows of ``items`` (people, positions), oldest first, whatever comes after → (people, positions, size)."""
        chosen = functional.embedding(histories, items) * self._scale
        return torch.as_tensor(self._blocks(self._begin(chosen + self._places[: histories.shape[1]])))
