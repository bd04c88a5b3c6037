"""Three small networks that look at one picture together: EfficientNet-lite0, -lite1 and -lite2.

Each was trained by itself on the same classes, so what one overlooks another may see: on photos of groceries the three
together find half as many products more as the first alone.
"""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import timm
import torch
from timm.layers import BatchNormAct2d
from torch.nn.utils.fusion import fuse_conv_bn_eval

from convrec.errors import WeightsError
from convrec.models.files import LITE0, LITE1, LITE2

PACKAGES = {"tf_efficientnet_lite0": LITE0, "tf_efficientnet_lite1": LITE1, "tf_efficientnet_lite2": LITE2}
FEATURES = 1280  # of each


class Towers(torch.nn.Module):
    """Networks side by side: their features stand one after the other, (n, towers · features)."""

    def __init__(self, towers: Iterable[torch.nn.Module]) -> None:
        super().__init__()
        # with the channels last, convolutions of single pictures take about half the time on a CPU
        self.towers = torch.nn.ModuleList(tower.to(memory_format=torch.channels_last) for tower in towers)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        """(n, 3, height, width) → (n, towers · features)."""
        pixels = pixels.contiguous(memory_format=torch.channels_last)
        return torch.cat([tower(pixels) for tower in self.towers], dim=1)


def load_towers(paths: dict[str, Path]) -> tuple[Towers, torch.Tensor, torch.Tensor]:
    """The networks of ``paths`` (timm's name → weight file), and their classifiers.

    Weights (towers, classes, features) and biases (towers, classes). Raises WeightsError where a file doesn't fit.
    """
    towers = {name: timm.create_model(name, pretrained=False, num_classes=0) for name in paths}
    weights, biases = zip(*(load_tower(towers[name], path) for name, path in paths.items()), strict=True)
    for tower in towers.values():
        fold_norms(tower.eval())
    return Towers(towers.values()), torch.stack(weights), torch.stack(biases)


def load_tower(trunk: torch.nn.Module, path: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """Fill timm's tower from a file whose tensors stand in the same order under other names.

    Returns what is left over, the classifier: its weight (classes, features) and bias (classes,).
    """
    stored = list(torch.load(path, map_location="cpu", weights_only=True).values())
    own = trunk.state_dict()
    *tower, weight, bias = stored
    fits = [tensor.shape for tensor in tower] == [tensor.shape for tensor in own.values()]
    if not fits or weight.shape != (len(bias), tower[-2].shape[0]):
        raise WeightsError(f"The weights in {path.name} don't fit the image tower; reinstall with requirements.txt.")
    trunk.load_state_dict(dict(zip(own, tower, strict=True)))
    return weight, bias


def fold_norms(trunk: torch.nn.Module) -> None:
    """Put each normalisation of a network that only looks into the convolution before it; it sees the same.

    A pass of a single picture waits for memory more than it computes: without norms it takes two thirds of the time.
    """
    for block in list(trunk.modules()):
        for (first, convolution), (second, norm) in pairwise(list(block.named_children())):
            if isinstance(convolution, torch.nn.Conv2d) and isinstance(norm, BatchNormAct2d):
                setattr(block, first, fuse_conv_bn_eval(convolution, norm))
                setattr(block, second, norm.act)
