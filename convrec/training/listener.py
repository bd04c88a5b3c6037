"""Tune the encoders that listen, and the heads on them: stances of clauses and intents of messages, fitted together.

LoRA (Hu et al. 2021) with AdamW. E5 hears both languages; MiniLM stands in for it where E5 doesn't run. One line in ten
of each language is held out for the figures on the cards and for the heads' temperatures; what is shipped has never
seen it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import torch

from convrec.models.heads import OUTSIDE
from convrec.models.listener import Ear, Listener, matrices, open_for_fitting, tuned_name
from convrec.training.calibration import figures, out_of_scope_bar, temperature
from convrec.training.cards import OWN, write
from convrec.training.corpora import lines, messages
from convrec.training.texts.finetune import straight
from convrec.types import Language

SEED = 13
HEARS: Mapping[Ear, tuple[Language, ...]] = {"e5": ("en", "zh"), "minilm": ("en",)}
RANK: Mapping[Ear, int] = {"e5": 16, "minilm": 32}
RATE, HEAD_RATE = 1e-3, 2e-3
BATCH = 32
WARM_UP = 0.1  # of the steps
EPOCHS: Mapping[Ear, int] = {"e5": 4, "minilm": 8}
ALIKE = 20  # batches whose texts are sorted by length together: padding costs time
HELD_OUT = 10  # one line in so many
SMOOTHING = 0.05  # of the labels: some of them could as well be others
DROPOUT = 0.1
TASKS = ("stance", "intent")
TIMES = {"stance": 1, "intent": 2}  # each line is heard in an epoch: of intents there are fewer


@dataclass(frozen=True)
class Task:
    """Labelled lines of one head: to fit on, and held out."""

    classes: tuple[str, ...]
    fitted: tuple[tuple[str, str], ...]
    held_out: Mapping[Language, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, eq=False)
class Head:
    """A fitted head, the bar from which a text is out of scope where it tells that, and figures on lines held out."""

    weight: np.ndarray
    bias: np.ndarray
    bar: float | None
    figures: Mapping[str, float]


def fit_listeners(folder: Path) -> list[Path]:
    """Fit and write all encoders and their heads; under half an hour on two cores."""
    folder.mkdir(parents=True, exist_ok=True)
    return [path for ear in get_args(Ear) for path in fit_listener(ear, folder)]


def fit_listener(ear: Ear, folder: Path, epochs: int = 0) -> list[Path]:
    """Fit and write one: the encoder's matrices, and a head a task."""
    torch.manual_seed(SEED)
    tasks = {head: _task(head, HEARS[ear]) for head in TASKS}
    listener = open_for_fitting(ear, RANK[ear])
    heads = torch.nn.ModuleDict({name: torch.nn.Linear(listener.size, len(t.classes)) for name, t in tasks.items()})
    _fit(listener, heads, tasks, epochs or EPOCHS[ear])
    judged = {name: _judged(heads[name], listener, task) for name, task in tasks.items()}
    about = {"data": [OWN], "examples": sum(len(t.fitted) for t in tasks.values()), "seed": SEED}
    about |= {"figures": {name: head.figures for name, head in judged.items()}}  # what is heard through the heads
    arrays = matrices(listener.model) | {"encoder": np.array(listener.name)}
    what = f"low-rank matrices (rank {RANK[ear]}) beside all linear layers of {listener.name}"
    path = write(folder / f"listener-{ear}.npz", arrays, "heads", what=what, **about)
    listener.name = tuned_name(listener.name, path)
    return [path, *(_write_head(ear, name, judged[name], listener, tasks[name], folder) for name in tasks)]


def _task(name: str, languages: Sequence[Language]) -> Task:
    """Each language's lines in an order of chance, one in ten held out."""
    fitted: list[tuple[str, str]] = []
    held_out: dict[Language, tuple[tuple[str, str], ...]] = {}
    for language in languages:
        own = _lines(name, language)
        order = np.random.default_rng(SEED).permutation(len(own))
        held_out[language] = tuple(pair for row in order[: len(own) // HELD_OUT] for pair in own[row])
        fitted += [pair for row in order[len(own) // HELD_OUT :] for pair in own[row]]
    return Task(tuple(sorted({label for label, _ in fitted})), tuple(fitted), held_out)


def _lines(head: str, language: Language) -> list[list[tuple[str, str]]]:
    """What a head is fitted on: lines, or messages with several things in them, as (label, text) pairs."""
    if head == "intent":
        return [[line] for line in lines(f"intents.{language}.tsv")]
    return [[line] for line in lines(f"stances.{language}.tsv")] + messages(f"targets.{language}.txt")


def _fit(listener: Listener, heads: torch.nn.ModuleDict, tasks: Mapping[str, Task], epochs: int) -> None:
    rng = np.random.default_rng(SEED)
    weights = [weight for weight in listener.model.parameters() if weight.requires_grad]
    groups = [{"params": weights, "lr": RATE}, {"params": list(heads.parameters()), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * sum(TIMES[name] * math.ceil(len(task.fitted) / BATCH) for name, task in tasks.items())
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, straight(steps, WARM_UP))
    tokens = {name: listener.tokens([text for _, text in task.fitted]) for name, task in tasks.items()}
    listener.model.train()
    for _ in range(epochs):
        for name, rows in _batches(tokens, rng):
            task = tasks[name]
            right = torch.tensor([task.classes.index(task.fitted[row][0]) for row in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = torch.nn.functional.dropout(listener([tokens[name][row] for row in rows]), DROPOUT)
            loss = torch.nn.functional.cross_entropy(heads[name](vectors.float()), right, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
    listener.model.eval()


def _batches(
    tokens: Mapping[str, Sequence[Sequence[int]]], rng: np.random.Generator
) -> list[tuple[str, Sequence[int]]]:
    """Every line, each batch of one task and of lines of like length, in an order of chance."""
    made = []
    for name, texts in tokens.items():
        order = [row for _ in range(TIMES[name]) for row in rng.permutation(len(texts)).tolist()]
        for start in range(0, len(order), BATCH * ALIKE):
            near = sorted(order[start : start + BATCH * ALIKE], key=lambda row: len(texts[row]))
            made += [(name, near[first : first + BATCH]) for first in range(0, len(near), BATCH)]
    return [made[row] for row in rng.permutation(len(made))]


def _judged(head: Any, listener: Listener, task: Task) -> Head:
    """A head whose logits are divided by the temperature of the lines held out (Guo et al. 2017)."""
    held_out = [pair for pairs in task.held_out.values() for pair in pairs]
    labels = np.array([label for label, _ in held_out])
    weight, bias = head.weight.detach().numpy(), head.bias.detach().numpy()
    logits = listener.encode([text for _, text in held_out]) @ weight.T + bias
    heat = temperature(logits, labels, task.classes)
    found = {"judged_on": len(labels)} | figures(logits / heat, labels, task.classes)
    found |= _by_language(logits.argmax(axis=1) == [task.classes.index(label) for label in labels], task)
    bar = None
    if OUTSIDE in task.classes:
        bar, caught = out_of_scope_bar(logits / heat, labels, task.classes)
        found |= caught
    return Head((weight / heat).astype(np.float32), (bias / heat).astype(np.float32), bar, found)


def _write_head(ear: Ear, name: str, head: Head, listener: Listener, task: Task, folder: Path) -> Path:
    arrays = {"weight": head.weight, "bias": head.bias, "classes": np.array(task.classes, dtype=np.str_)}
    arrays |= {"encoder": np.array(listener.name)}
    if head.bar is not None:
        arrays["out_of_scope_from"] = np.array(head.bar)
    what = f"{name} of a text: a linear layer over the vectors of listener-{ear}, {len(task.classes)} classes"
    about = {"what": what, "data": [OWN], "examples": len(task.fitted), "seed": SEED, "figures": head.figures}
    return write(folder / f"{name}-{ear}.npz", arrays, "heads", **about)


def _by_language(right: np.ndarray, task: Task) -> dict[str, float]:
    """Accuracy on each language's held-out lines, which come one language after the other."""
    ends = np.cumsum([len(pairs) for pairs in task.held_out.values()])
    parts = np.split(right, ends[:-1])
    return {f"accuracy_{name}": round(float(p.mean()), 4) for name, p in zip(task.held_out, parts, strict=True)}
