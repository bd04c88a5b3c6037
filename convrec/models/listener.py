"""Encoders tuned to hear what is said: how a clause stands to a thing, what a message is for.

A frozen encoder knows what a text is about, and little of how it is meant: "leather is fine" and "leather is out" lie
side by side. Here low-rank matrices, shipped with the project, are added to the weights of multilingual E5, and to
MiniLM's for machines on which E5 doesn't run, so that a clause costs no more than with the encoder as it was.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch

from convrec.errors import WeightsError
from convrec.models.base import Role
from convrec.models.device import halves
from convrec.models.files import E5, MINILM, SHA256, SHIPPED, digest, packaged, shipped
from convrec.models.lora import LowRank, adapt
from convrec.models.transformer import mean_of_words, padded

Ear = Literal["e5", "minilm"]
LAYERS = ("query", "key", "value", "dense")  # BERT's linear layers, all of them
LONGEST = 128  # tokens of a text that are heard
BATCH = 32  # texts that are packed into one
LOUD = 16.0  # length of the vectors: a softmax over vectors of length 1 could not be sure of anything


class Listener:
    """A tuned encoder. ``encode`` gives vectors for the heads that were fitted with it, and for nothing else."""

    def __init__(self, tokenizer: Any, model: Any, name: str, longest: int = LONGEST) -> None:
        self.tokenizer, self.model, self.name, self._longest = tokenizer, model, name, longest
        self.size = int(model.config.hidden_size)
        self._lock = threading.Lock()  # fast tokenizers refuse to be shared while they are at work

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        """Texts → float32 (n, size), rows of length ``LOUD``."""
        made = np.zeros((len(texts), self.size), dtype=np.float32)
        with self._lock, torch.inference_mode():
            tokens = self.tokens(texts)
            order = sorted(range(len(texts)), key=lambda row: len(tokens[row]))
            for start in range(0, len(order), BATCH):
                rows = order[start : start + BATCH]
                made[rows] = self._packed([tokens[row] for row in rows]).numpy()
        return made

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        found: list[list[int]] = self.tokenizer(list(texts), truncation=True, max_length=self._longest)["input_ids"]
        return found

    def __call__(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        """Token ids of some texts → (texts, size): the mean over the tokens, with gradients where they are wanted."""
        ids, mask = padded(tokens, int(self.tokenizer.pad_token_id))
        states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        return loud(mean_of_words(states, mask))

    def _packed(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        """The same as one long text whose parts don't see each other: a message beside its clauses needs no padding."""
        lengths = torch.tensor([len(text) for text in tokens])
        owner = torch.repeat_interleave(torch.arange(len(tokens)), lengths)
        ids = torch.tensor([word for text in tokens for word in text])[None]
        places = torch.cat([torch.arange(len(text)) for text in tokens])[None]
        mask = (owner[:, None] == owner[None, :])[None, None]
        states = self.model(input_ids=ids, position_ids=places, attention_mask=mask).last_hidden_state[0].float()
        return loud(torch.zeros(len(tokens), self.size).index_add_(0, owner, states) / lengths[:, None])


def loud(vectors: torch.Tensor) -> torch.Tensor:
    """Vectors (n, size) at the length that the heads were fitted to."""
    return torch.nn.functional.normalize(vectors.float(), dim=1) * LOUD


def untuned(ear: Ear, longest: int = LONGEST) -> Listener:
    """The encoder as it came, reading ``longest`` tokens. Raises ImportError or OSError where it can't be had."""
    if ear == "e5":
        from convrec.models.e5 import read_e5

        tokenizer, model = read_e5(packaged(E5))
        return Listener(tokenizer, model, f"e5-{SHA256[E5][:8]}", longest)
    from transformers import AutoModel, AutoTokenizer

    folder = str(packaged(MINILM).parent)
    words, bert = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    return Listener(words, bert, f"minilm-{SHA256[MINILM][:8]}", longest)


def load_listener(ear: Ear, folder: Path = SHIPPED) -> Listener:
    """The tuned encoder. Raises WeightsError where the shipped matrices belong to another encoder."""
    path = shipped(f"listener-{ear}.npz", folder)
    listener = untuned(ear)
    with np.load(path, allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != listener.name:
            raise WeightsError(f"{path.name} was fitted to another encoder; run: python -m convrec train heads.")
        merge(listener.model, arrays)
    if halves():
        in_halves(listener)
    listener.name = tuned_name(listener.name, path)
    return listener


def in_halves(listener: Listener) -> Listener:
    """The same in half precision."""
    listener.model = listener.model.to(torch.bfloat16)
    return listener


def tuned_name(encoder: str, path: Path) -> str:
    """What an encoder is called once the matrices of a file are in its weights."""
    return f"{encoder}-tuned-{digest(path, path.stat().st_mtime_ns)[:6]}"


def merge(model: torch.nn.Module, arrays: Mapping[str, np.ndarray]) -> None:
    """Add each layer's low-rank product to its weights: ``NAME.down`` (rank, in) and ``NAME.up`` (out, rank)."""
    linear = {name: layer for name, layer in model.named_modules() if isinstance(layer, torch.nn.Linear)}
    scale = float(arrays["scale"])
    with torch.no_grad():
        for name, layer in linear.items():
            if f"{name}.down" in arrays:
                down, up = (torch.from_numpy(arrays[f"{name}.{end}"].astype(np.float32)) for end in ("down", "up"))
                layer.weight += scale * up @ down


def matrices(model: torch.nn.Module) -> dict[str, np.ndarray]:
    """What ``merge`` wants, out of a model that was fitted with ``adapt``."""
    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, LowRank)}
    made = {
        f"{name}.{end}": getattr(layer, end).detach().numpy().astype(np.float16)
        for name, layer in layers.items()
        for end in ("down", "up")
    }
    return made | {"scale": np.array(next(iter(layers.values())).scale)}


def open_for_fitting(ear: Ear, rank: int) -> Listener:
    """The encoder with low-rank matrices that are yet to be fitted."""
    listener = untuned(ear)
    adapt(listener.model, rank, LAYERS)
    return listener
