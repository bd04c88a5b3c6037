"""How sure an ImageNet classifier is of what it sees: the usual first answer to what a model has not learnt.

A baseline that evaluations compare with (Hendrycks and Gimpel 2017).
"""

from collections.abc import Iterable

import numpy as np
import timm
import torch
from PIL import Image

from convrec.models.files import LITE0, packaged
from convrec.models.image import MEAN, SIDE, STD
from convrec.models.towers import load_tower
from convrec.models.views import middle

SHOWN = 0.875  # share of a picture's shorter side that ImageNet classifiers are shown


@torch.inference_mode()
def surest_guesses(pictures: Iterable[Image.Image]) -> np.ndarray:
    """The highest probability (n,) that the first tower's classifier gives any class, for each RGB picture."""
    tower = timm.create_model("tf_efficientnet_lite0", pretrained=False, num_classes=0)
    weight, bias = load_tower(tower.eval(), packaged(LITE0))
    return np.array([_surest(tower, weight, bias, picture) for picture in pictures])


def _surest(tower: torch.nn.Module, weight: torch.Tensor, bias: torch.Tensor, picture: Image.Image) -> float:
    square = middle(picture, SHOWN).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    pixels = (np.asarray(square, dtype=np.float32) / 255 - np.array(MEAN)) / np.array(STD)
    features = tower(torch.from_numpy(pixels).float().permute(2, 0, 1)[None])
    return float(torch.softmax(features @ weight.T + bias, dim=1).max())
