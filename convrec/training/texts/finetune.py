"""Fine-tune the upper layers of an encoder with AdamW (Loshchilov & Hutter 2019), all of them or by LoRA.

The lower layers stay as they are. What they make of a text is kept, so that each epoch costs the upper half alone:
minutes on two cores. With a dev part, training stops where that is best.
"""

import copy
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from convrec.data.labelled import Labelled
from convrec.models.lora import adapt
from convrec.models.transformer import HALF, Lower, Transformer, Upper, open_transformer
from convrec.training.texts.base import SEED, Watch, Weights, classes_of, rows_of, unwatched
from convrec.training.texts.spelling import as_written

SCORED = 64  # texts at once when nothing is learnt
KEPT = 2 << 30  # bytes of hidden states that may be kept; beyond that the lower half runs each time
GROUP = 20  # batches are cut from so many batches' worth of texts in order of length: less padding


@dataclass(frozen=True)
class Recipe:
    """How to fine-tune. The defaults were chosen on SST-2's dev part."""

    layers: int = 10  # at most so many layers of the encoder; the uppermost know most about its old task
    frozen: float = 0.4  # the share of those layers that stay as they are
    rate: float = 5e-5
    head_rate: float = 1e-3
    epochs: int = 2
    batch: int = 32
    warm_up: float = 0.1
    decay: float = 0.01
    dropout: float = 0.1
    smoothing: float = 0.0
    longest: int = 128  # tokens of a text that are read
    patience: int = 1  # epochs that may bring nothing on the dev part
    rank: int = 0  # of LoRA's matrices; 0 fits all weights of the upper layers
    seed: int = SEED


@dataclass(frozen=True, eq=False)
class FineTuning:
    """A classifier: an encoder (see ``open_transformer``), a recipe, and where to run."""

    transformer: Transformer
    recipe: Recipe = Recipe()
    device: str = "cpu"

    def fit(self, data: Labelled, dev: Labelled | None = None, watch: Watch = unwatched) -> "FineTuned":
        """Learn; with ``dev`` the weights of the best epoch are kept."""
        torch.manual_seed(self.recipe.seed)
        fitted = FineTuned(self.transformer, self.recipe, classes_of(data), self.device)
        training = _Training(fitted, data, watch)
        best, best_share, waited = None, -1.0, 0
        for _ in range(self.recipe.epochs):
            training.epoch()
            if dev is None:
                continue
            share = _accuracy(fitted, dev)
            watch("dev/accuracy", share, training.step)
            if share > best_share:
                best, best_share, waited = copy.deepcopy(fitted.upper.state_dict()), share, 0
            elif (waited := waited + 1) > self.recipe.patience:
                break
        if best is not None:
            fitted.upper.load_state_dict(best)
        fitted.changed()
        return fitted


class FineTuned:
    """An encoder whose upper layers have learnt to tell classes apart."""

    def __init__(self, transformer: Transformer, recipe: Recipe, classes: tuple[str, ...], device: str) -> None:
        self.classes, self._transformer, self.recipe, self.device = classes, transformer, recipe, device
        layers = min(recipe.layers, transformer.layers)
        first = math.floor(recipe.frozen * layers)
        self.lower = Lower(transformer, first).to(device)
        self.upper = Upper(transformer, first, layers, len(classes), recipe.dropout)
        if recipe.rank:
            adapt(self.upper.encoder, recipe.rank)
        self.upper.to(device)
        self._ready: Upper | None = None

    def changed(self) -> None:
        """The weights are others than before."""
        self._ready = None

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids."""
        return self._transformer.tokens([as_written(text) for text in texts], self.recipe.longest)

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """(n, classes)."""
        logits, _ = self.outputs(texts)
        return np.asarray(torch.softmax(torch.from_numpy(logits), dim=1).numpy())

    def outputs(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Texts → logits (n, classes) and the upper half's means (n, size)."""
        tokens = self.tokens(texts)
        logits = np.zeros((len(texts), len(self.classes)), dtype=np.float32)
        means = np.zeros((len(texts), self._transformer.size), dtype=np.float32)
        if self._ready is None:
            self._ready = copy.deepcopy(self.upper).to(HALF).eval()
        order = np.argsort([len(text) for text in tokens], kind="stable")
        with torch.inference_mode():
            for rows in np.array_split(order, math.ceil(len(order) / SCORED)) if len(order) else ():
                found = self._ready(*self.lower([tokens[row] for row in rows]))
                logits[rows], means[rows] = (part.float().cpu().numpy() for part in found)
        return logits, means

    def weights(self) -> Weights:
        """The upper half's fitted weights, in half precision; the rest comes with the encoder."""
        settings = {"encoder": self._transformer.name, "recipe": asdict(self.recipe)}
        learnt = {name for name, weights in self.upper.named_parameters() if weights.requires_grad}
        arrays = {n: w.detach().to(HALF).cpu() for n, w in self.upper.state_dict().items() if n in learnt}
        return Weights("fine-tuned", settings, arrays)

    @classmethod
    def restore(cls, weights: Weights, classes: tuple[str, ...], home: Path, device: str) -> "FineTuned":
        """Build it again from what was written."""
        encoder = open_transformer(str(weights.settings["encoder"]), home)
        made = cls(encoder, Recipe(**weights.settings["recipe"]), classes, device)
        made.upper.load_state_dict({name: array.float() for name, array in weights.arrays.items()}, strict=False)
        made.changed()
        return made


class _Training:
    """The loop: batches of texts of like length, AdamW, a rate that rises and falls in a straight line."""

    def __init__(self, fitted: FineTuned, data: Labelled, watch: Watch) -> None:
        self._fitted, self._recipe, self._watch = fitted, fitted.recipe, watch
        self._states = _States(fitted.lower, fitted.tokens(data.texts))
        self._right = torch.from_numpy(rows_of(data.labels, fitted.classes)).to(fitted.device)
        self._rng = np.random.default_rng(self._recipe.seed)
        self._optimizer = torch.optim.AdamW(_groups(fitted.upper, self._recipe), fused=True)
        steps = self._recipe.epochs * math.ceil(len(data) / self._recipe.batch)
        self._plan = torch.optim.lr_scheduler.LambdaLR(self._optimizer, straight(steps, self._recipe.warm_up))
        self.step = 0

    def epoch(self) -> None:
        """Every text once."""
        self._fitted.upper.train()
        self._fitted.changed()
        for rows in _batches(self._states.lengths, self._recipe.batch, self._rng):
            loss = self._loss(rows)
            self._optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self._fitted.upper.parameters(), 1.0)
            self._optimizer.step()
            self._plan.step()
            self.step += 1
            self._watch("train/loss", float(loss.detach()), self.step)

    def _loss(self, rows: np.ndarray) -> torch.Tensor:
        hidden, mask = self._states[rows]
        with torch.autocast(self._fitted.device, dtype=HALF):
            logits, _ = self._fitted.upper(hidden, mask)
        smoothing = self._recipe.smoothing
        return torch.nn.functional.cross_entropy(logits.float(), self._right[rows], label_smoothing=smoothing)


class _States:
    """What the lower half makes of each text, kept where it fits into memory."""

    def __init__(self, lower: Lower, tokens: list[list[int]]) -> None:
        self._lower, self._tokens = lower, tokens
        self.lengths = np.array([len(text) for text in tokens])
        size = int(self.lengths.sum()) * int(lower.model.config.hidden_size) * 2
        self._kept: dict[int, torch.Tensor] = {}
        if size <= KEPT:
            for rows in _in_order(self.lengths):
                hidden, _ = self._run(rows)
                self._kept |= {int(r): h[: self.lengths[r]].clone() for r, h in zip(rows, hidden, strict=True)}

    def __getitem__(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states and mask of some texts."""
        if not self._kept:
            return self._run(rows)
        kept = [self._kept[int(row)] for row in rows]
        hidden = torch.nn.utils.rnn.pad_sequence(kept, batch_first=True)
        lengths = torch.from_numpy(self.lengths[rows]).to(hidden.device)
        mask = torch.arange(hidden.shape[1], device=hidden.device)[None] < lengths[:, None]
        return hidden, mask.long()

    def _run(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        with torch.no_grad():
            hidden, mask = self._lower([self._tokens[row] for row in rows])
        return hidden, mask


def _in_order(lengths: np.ndarray) -> Iterator[np.ndarray]:
    order = np.argsort(lengths, kind="stable")
    yield from (order[start : start + SCORED] for start in range(0, len(order), SCORED))


def _batches(lengths: np.ndarray, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """All rows in random batches of about equal lengths."""
    order = rng.permutation(len(lengths))
    made: list[np.ndarray] = []
    for start in range(0, len(order), size * GROUP):
        group = order[start : start + size * GROUP]
        group = group[np.argsort(lengths[group], kind="stable")]
        made += [group[place : place + size] for place in range(0, len(group), size)]
    rng.shuffle(made)  # type: ignore[arg-type]
    return made


def _groups(upper: Upper, recipe: Recipe) -> list[dict[str, Any]]:
    """Biases and norms are not decayed; the new linear layer learns at a rate of its own."""
    made = []
    for name, weights in upper.named_parameters():
        if weights.requires_grad:
            decay = 0.0 if "bias" in name or "LayerNorm" in name else recipe.decay
            rate = recipe.head_rate if name.startswith("out.") or recipe.rank else recipe.rate
            made.append({"params": [weights], "lr": rate, "weight_decay": decay})
    return made


def straight(steps: int, warm_up: float) -> Callable[[int], float]:
    """Step → share of the rate: up over the ``warm_up`` part of the steps, then down to nothing."""
    return lambda step: min((step + 1) / max(1.0, warm_up * steps), max(0.0, (steps - step) / ((1 - warm_up) * steps)))


def _accuracy(fitted: FineTuned, dev: Labelled) -> float:
    probabilities = fitted.probabilities(dev.texts)
    said = [fitted.classes[row] for row in probabilities.argmax(axis=1)]
    return float(np.mean([a == b for a, b in zip(said, dev.labels, strict=True)]))
