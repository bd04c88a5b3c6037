"""From an ImageNet classifier's guesses to a place among words (ConSE, Norouzi et al. 2014)."""

from typing import cast

import torch

TEMPERATURE = 2.0  # how far the second guess and the third count; 1 was as good on the grocery data's training photos


class ConseHead(torch.nn.Module):
    """Picture features → the mean of the class names' text vectors, weighed by how likely each class is.

    Several networks' guesses are averaged. Unlike ConSE as published all classes count, not the likeliest ten, and the
    text vectors have their common mean taken off: what all names share says nothing about a picture.
    """

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, words: torch.Tensor) -> None:
        """The classifiers' ``weight`` (towers, classes, features) and ``bias`` (towers, classes), and the ``words``
        (classes, size)."""
        super().__init__()
        self.weight = torch.nn.Buffer(weight.float(), persistent=False)
        self.bias = torch.nn.Buffer(bias.float(), persistent=False)
        self.words = torch.nn.Buffer(words.float(), persistent=False)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """(n, towers · features) → (n, size), not yet of length 1."""
        each = features.unflatten(1, (len(self.weight), -1))
        logits = torch.einsum("ntf,tcf->ntc", each, self.weight) + self.bias
        return cast(torch.Tensor, torch.softmax(logits / TEMPERATURE, dim=-1).mean(dim=1) @ self.words)
