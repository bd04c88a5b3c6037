"""LoRA (Hu et al. 2021): a linear layer keeps its weights and learns two narrow matrices beside them."""

import math
from collections.abc import Collection

import torch

ATTENTION = ("q", "k", "v", "o", "query", "key", "value")  # what MPNet and BERT call the projections of attention


class LowRank(torch.nn.Module):
    """y = W x + b + scale · B A x. B begins at zero, so that nothing changes before the first step."""

    def __init__(self, linear: torch.nn.Linear, rank: int, scale: float = 2.0) -> None:
        super().__init__()
        self.linear, self.scale = linear.requires_grad_(False), scale
        self.down = torch.nn.Parameter(torch.empty(rank, linear.in_features))
        self.up = torch.nn.Parameter(torch.zeros(linear.out_features, rank))
        torch.nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(…, in) → (…, out)."""
        beside: torch.Tensor = (x @ self.down.T) @ self.up.T
        return torch.add(self.linear(x), beside, alpha=self.scale)


def adapt(encoder: torch.nn.Module, rank: int, where: Collection[str] = ATTENTION) -> None:
    """Freeze the encoder and put low-rank matrices beside its linear layers of these names."""
    encoder.requires_grad_(False)
    for module in list(encoder.modules()):
        for name, child in list(module.named_children()):
            if name in where and isinstance(child, torch.nn.Linear):
                setattr(module, name, LowRank(child, rank))
