"""Fit the weights of a dialogue model: cross-entropy over all items, by AdamW."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from tqdm import tqdm

from convrec.data.dialogues import Turn
from convrec.recommenders.dialogue.cues import cue_matrix
from convrec.recommenders.dialogue.evidence import Evidence, each_kind
from convrec.recommenders.dialogue.model import DialogueModel

SEED = 5
EPOCHS, BATCH, RATE = 14, 128, 0.1
DECAY, OF_CUES = 5e-6, 1000.0  # squared weights' share of the loss, and how many times as much for those of cues


@dataclass(frozen=True, eq=False)
class _Entries:
    """All sparse evidence as one list by turn: entries of turn t lie from ``starts[t]`` to ``starts[t + 1]``."""

    starts: np.ndarray
    items: torch.Tensor
    kinds: torch.Tensor
    amounts: torch.Tensor


def fit(turns: Sequence[Turn], evidence: Evidence, cues: tuple[str, ...] = (), device: str = "cpu") -> DialogueModel:
    """Fit to turns of which it is known what was recommended; others among them are passed over.

    Cues need many turns and true last utterances; without any, every kind of evidence has one weight.
    """
    torch.manual_seed(SEED)
    scale = _scale(evidence)
    entries = _entries(evidence, scale, device)
    table = torch.from_numpy(cue_matrix(turns, cues)).to(device)
    everywhere = np.stack(list(evidence.everywhere.values())) / scale[: len(evidence.everywhere), None]
    alike = torch.from_numpy(everywhere.astype(np.float32)).to(device)
    weights = torch.zeros(len(cues) + 1, len(evidence.kinds), device=device, requires_grad=True)
    usable = np.array([number for number, turn in enumerate(turns) if turn.wanted])
    steps = EPOCHS * -(-len(usable) // BATCH)
    optimiser = torch.optim.AdamW([weights], lr=RATE, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 1e-3, total_iters=steps)
    batches = _batches(usable, np.random.default_rng(SEED))
    for batch in tqdm(islice(batches, steps), desc="steps", total=steps, disable=None):
        loss = _loss(weights, batch, turns, table, alike, entries) + _penalty(weights)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return DialogueModel(cues, evidence.kinds, weights.detach().cpu().numpy(), scale)


def _batches(usable: np.ndarray, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """All turns by chance, again and again."""
    while True:
        order = rng.permutation(usable)
        for start in range(0, len(order), BATCH):
            yield order[start : start + BATCH]


def _scale(evidence: Evidence) -> np.ndarray:
    """The root mean square of each kind's amounts, where there are any: (kinds,)."""
    scale = np.ones(len(evidence.kinds), dtype=np.float32)
    for kind, amounts in each_kind(evidence):
        values = evidence.everywhere.get(evidence.kinds[kind], amounts.data)
        if np.any(values):
            scale[kind] = np.sqrt(np.square(values[values != 0]).mean())
    return scale


def _entries(evidence: Evidence, scale: np.ndarray, device: str) -> _Entries:
    turns, items, kinds, amounts = [], [], [], []
    for kind, table in each_kind(evidence):
        turns.append(np.repeat(np.arange(table.shape[0]), np.diff(table.indptr)))
        items.append(table.indices)
        kinds.append(np.full(table.nnz, kind, dtype=np.int64))
        amounts.append((table.data / scale[kind]).astype(np.float32))
    order = np.argsort(np.concatenate(turns), kind="stable")
    count = np.bincount(np.concatenate(turns), minlength=table.shape[0])
    starts = np.concatenate([[0], np.cumsum(count)])
    tensors = [torch.from_numpy(np.concatenate(one)[order]).to(device) for one in (items, kinds, amounts)]
    return _Entries(starts, tensors[0].long(), tensors[1], tensors[2])


def _loss(
    weights: torch.Tensor,
    batch: np.ndarray,
    turns: Sequence[Turn],
    table: torch.Tensor,
    alike: torch.Tensor,
    entries: _Entries,
) -> torch.Tensor:
    """Mean over the batch of −log of the probability of what was recommended."""
    own = table[torch.from_numpy(batch)] @ weights
    spans = [np.arange(entries.starts[turn], entries.starts[turn + 1]) for turn in batch]
    at = torch.from_numpy(np.concatenate(spans)).to(weights.device)
    rows = torch.from_numpy(np.repeat(np.arange(len(batch)), [len(span) for span in spans])).to(weights.device)
    told = entries.amounts[at] * own.reshape(-1).index_select(0, rows * own.shape[1] + entries.kinds[at])
    base = own[:, : len(alike)] @ alike
    scores = base.reshape(-1).index_add(0, rows * base.shape[1] + entries.items[at], told).reshape(base.shape)
    chances = torch.log_softmax(scores, dim=1)
    of_turns = [chances[row, list(turns[turn].wanted)].mean() for row, turn in enumerate(batch)]
    return -torch.stack(of_turns).mean()


def _penalty(weights: torch.Tensor) -> torch.Tensor:
    return DECAY * (OF_CUES * weights[:-1].square().sum() + weights[-1].square().sum())
