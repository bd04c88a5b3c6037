"""From an ImageNet classifier's guesses to a place among words (ConSE, Norouzi et al. 2014)."""

from dataclasses import dataclass
from typing import cast

import torch
from torch.nn.functional import normalize

TEMPERATURE = 2.0  # how far the second guess and the third count; 1 was as good on the grocery data's training photos


@dataclass(frozen=True, eq=False)
class Nouns:
    """Further classes that a linear head on features knows: ``weight`` (k, features), ``bias`` (k,), their ``words``
    (k, size), and how ``familiar`` (classes,) each of the classifiers' classes is from pictures of them, 0 to 1.
    """

    weight: torch.Tensor
    bias: torch.Tensor
    words: torch.Tensor
    familiar: torch.Tensor


class ConseHead(torch.nn.Module):
    """Picture features → the mean of the class names' text vectors, weighed by how likely each class is.

    Several networks' guesses are averaged. Unlike ConSE as published all classes count, not the likeliest ten, and the
    text vectors have their common mean taken off: what all names share says nothing about a picture. Further nouns are
    believed as far as what is guessed is familiar from pictures of them.
    """

    def __init__(
        self, weight: torch.Tensor, bias: torch.Tensor, words: torch.Tensor, nouns: Nouns | None = None
    ) -> None:
        """The classifiers' ``weight`` (towers, classes, features) and ``bias`` (towers, classes), and the ``words``
        (classes, size).
        """
        super().__init__()
        self.weight = torch.nn.Buffer(weight.float(), persistent=False)
        self.bias = torch.nn.Buffer(bias.float(), persistent=False)
        self.words = torch.nn.Buffer(words.float(), persistent=False)
        more = nouns or _none(weight.shape[0] * weight.shape[2], words)
        self.nouns_weight = torch.nn.Buffer(more.weight.float(), persistent=False)
        self.nouns_bias = torch.nn.Buffer(more.bias.float(), persistent=False)
        self.nouns_words = torch.nn.Buffer(more.words.float(), persistent=False)
        self.familiar = torch.nn.Buffer(more.familiar.float(), persistent=False)

    def guesses(self, features: torch.Tensor) -> torch.Tensor:
        """(n, towers · features) → (n, classes): how likely each class is, the towers' mean."""
        each = features.unflatten(1, (len(self.weight), -1))
        logits = torch.einsum("ntf,tcf->ntc", each, self.weight) + self.bias
        return cast(torch.Tensor, torch.softmax(logits / TEMPERATURE, dim=-1).mean(dim=1))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """(n, towers · features) → (n, size), not yet of length 1."""
        guesses = self.guesses(features)
        known = (guesses @ self.familiar)[:, None]
        looks = normalize(features.unflatten(1, (len(self.weight), -1)), dim=-1).flatten(1) / len(self.weight) ** 0.5
        named = torch.softmax(looks @ self.nouns_weight.T + self.nouns_bias, dim=-1) @ self.nouns_words
        return (1 - known) * normalize(guesses @ self.words, dim=-1) + known * normalize(named, dim=-1)


def _none(features: int, words: torch.Tensor) -> Nouns:
    """No further nouns: nothing is familiar from their pictures."""
    return Nouns(torch.zeros(1, features), torch.zeros(1), torch.zeros(1, words.shape[1]), torch.zeros(len(words)))
