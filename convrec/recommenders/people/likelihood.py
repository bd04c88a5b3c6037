"""The loss of naming one item among all, without ever holding all positions' scores at once."""

from typing import Any

import torch

from convrec.models.device import halves

AT_ONCE = 512  # positions whose scores of all items are in memory together: few enough to stay near the processor
LEAST = 1e-30  # chance


def surprise(told: torch.Tensor, items: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of ``wanted`` (n,), rows of ``items`` (m, size), each scored by its product with ``told``
    (n, size).

    Products are made in bfloat16 where that is faster; what is added up stays in single precision.
    """
    return _Surprise.apply(told, items, wanted)  # type: ignore[no-any-return, no-untyped-call]


class _Surprise(torch.autograd.Function):
    """Gradients are made along with the loss, some positions at a time, so that each score is used while it is near."""

    @staticmethod
    def forward(ctx: Any, told: torch.Tensor, items: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        kind = torch.bfloat16 if told.is_cuda or halves() else torch.float32
        positions, places = told.to(kind), items.to(kind)
        of_told, of_items, loss = torch.empty_like(told), torch.zeros_like(items), told.new_zeros(())
        for start in range(0, len(told), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            chances, right = torch.softmax((positions[some] @ places.T).float(), dim=1), wanted[some, None]
            loss -= chances.gather(1, right).clamp_min(LEAST).log().sum()
            chances.scatter_add_(1, right, chances.new_full(right.shape, -1.0))  # the loss's gradient in the scores
            errors = chances.to(kind)
            of_told[some] = errors @ places
            of_items += errors.T @ positions[some]
        ctx.save_for_backward(of_told / len(told), of_items / len(told))
        return loss / len(told)

    @staticmethod
    def backward(ctx: Any, *outer: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        of_told, of_items = ctx.saved_tensors
        return of_told * outer[0], of_items * outer[0], None
