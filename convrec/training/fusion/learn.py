"""The fusion's weights and bends from what people chose: listwise cross-entropy, drawn towards the prior.

For each case the fused scores of all items that may be listed go through a softmax whose temperature is learnt along;
the loss is the mean negative log probability of what was chosen (ListNet's top-one form, Cao et al. 2007). A penalty on
the squares of all weights and bends pulls them to 0, which is the prior. How many steps are taken is chosen on later
cases, where there are some.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from convrec.fusion import FEATURES, Curve, Fusion
from convrec.fusion.model import STEEPEST

STEPS = 400
UNCHECKED = 100  # steps where no later cases say when to stop
RATE = 0.03  # Adam's
PENALTY = 0.003  # on squared weights and bends, in nats of a case
TOP = 10
ZERO = 1e-9


@dataclass(frozen=True, eq=False)
class Choices:
    """Cases to learn from: what each source says of every item, what may be listed, and what was chosen of it.

    ``scores`` are (cases, items) per source, ``contexts`` (cases, features) in the order of FEATURES.
    """

    scores: Mapping[str, np.ndarray]
    contexts: np.ndarray
    open: np.ndarray
    chosen: np.ndarray

    def __len__(self) -> int:
        return len(self.contexts)


@dataclass(frozen=True)
class Learnt:
    """A fusion, the steps it took, and its mean log loss and the prior's on the cases that chose the steps."""

    fusion: Fusion
    steps: int
    loss: float
    prior_loss: float


def joined(several: Sequence[Choices]) -> Choices:
    """Cases of several months as one; all have the same items."""
    first = several[0]
    return Choices(
        {source: np.concatenate([one.scores[source] for one in several]) for source in first.scores},
        *(np.concatenate([getattr(one, name) for one in several]) for name in ("contexts", "open", "chosen")),
    )


def fused(choices: Choices, fusion: Fusion, priors: Mapping[str, float]) -> np.ndarray:
    """The score of every item in every case: (cases, items)."""
    total = np.zeros_like(choices.open, dtype=float)
    for source, scores in choices.scores.items():
        curve = fusion.curves.get(source)
        learnt = 1.0 if curve is None else curve.multipliers(scores, choices.contexts)
        total += priors.get(source, 1.0) * learnt * scores
    return total


def learn(
    choices: Choices, later: Choices | None, priors: Mapping[str, float], device: str = "cpu", penalty: float = PENALTY
) -> Learnt:
    """Fit to ``choices`` and stop where ``later`` is foretold best; the same numbers each time on one device."""
    typical = {source: _typical(scores, choices.open) for source, scores in choices.scores.items()}
    told = {source: size for source, size in typical.items() if size > ZERO}
    model = _Model(told, priors)
    shown, checked = (_on(cases, told, device) if cases else None for cases in (choices, later))
    assert shown is not None
    model.temperature.data = torch.tensor(_best_temperature(model, shown))
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    prior_loss = _checked(model, checked or shown)
    best, best_loss, taken = model.numbers(), prior_loss, 0
    for step in range(1, (STEPS if checked else UNCHECKED) + 1):
        optimizer.zero_grad()
        (model.loss(shown) + penalty * model.distance()).backward()
        optimizer.step()
        loss = _checked(model, checked or shown)
        if loss < best_loss:
            best, best_loss, taken = model.numbers(), loss, step
    return Learnt(_levelled(best, told, choices, priors), taken, best_loss, prior_loss)


@dataclass(frozen=True, eq=False)
class _Tensors:
    scores: torch.Tensor  # (sources, cases, items)
    contexts: torch.Tensor  # (cases, features)
    open: torch.Tensor
    wanted: torch.Tensor  # (cases, items), each row adds up to 1


class _Model(torch.nn.Module):
    """The formula of ``convrec.fusion.model``, to be fitted."""

    typical: torch.Tensor  # (sources,)
    prior: torch.Tensor

    def __init__(self, typical: Mapping[str, float], priors: Mapping[str, float]) -> None:
        super().__init__()
        size = (len(typical), len(FEATURES))
        self.weight = torch.nn.Parameter(torch.zeros(size))
        self.bend = torch.nn.Parameter(torch.zeros(size))
        self.temperature = torch.nn.Parameter(torch.zeros(()))  # its logarithm
        self.register_buffer("typical", torch.tensor(list(typical.values())))
        self.register_buffer("prior", torch.tensor([float(priors.get(source, 1.0)) for source in typical]))

    def forward(self, given: _Tensors) -> torch.Tensor:
        """Fused scores (cases, items)."""
        weight = (self.weight @ given.contexts.T).clamp(-STEEPEST, STEEPEST)[:, :, None]
        bend = torch.tanh(self.bend @ given.contexts.T)[:, :, None]
        bent = (1.0 + given.scores.abs() / self.typical[:, None, None]) ** -bend
        return (self.prior[:, None, None] * torch.exp(weight) * bent * given.scores).sum(dim=0)

    def loss(self, given: _Tensors) -> torch.Tensor:
        """Mean cross-entropy of what was chosen, in nats a case."""
        logits = (self(given) * torch.exp(self.temperature)).masked_fill(~given.open, -torch.inf)
        likely = torch.log_softmax(logits, dim=1).masked_fill(~given.open, 0.0)
        return -(given.wanted * likely).sum(dim=1).mean()

    def distance(self) -> torch.Tensor:
        """Squared distance from the prior."""
        return self.weight.square().sum() + self.bend.square().sum()

    def numbers(self) -> tuple[np.ndarray, np.ndarray]:
        """Weights and bends, (sources, features) each."""
        weight, bend = (part.detach().cpu().numpy().astype(float) for part in (self.weight, self.bend))
        return weight.copy(), bend.copy()


def _on(choices: Choices, sources: Mapping[str, float], device: str) -> _Tensors:
    stacked = np.stack([choices.scores[source] for source in sources]).astype(np.float32)
    wanted = (choices.chosen / choices.chosen.sum(axis=1, keepdims=True)).astype(np.float32)
    arrays = (stacked, choices.contexts.astype(np.float32), choices.open, wanted)
    return _Tensors(*(torch.from_numpy(array).to(device) for array in arrays))


def _best_temperature(model: _Model, shown: _Tensors) -> float:
    """The logarithm of what the prior's scores are best multiplied with: where learning begins."""
    there = _Tensors(*(tensor.cpu() for tensor in vars(shown).values()))
    with torch.no_grad():
        losses = {}
        for log in np.arange(-3.0, 5.0, 0.25).tolist():
            model.temperature.fill_(log)
            losses[log] = float(model.loss(there))
    return min(losses, key=lambda log: losses[log])


@torch.no_grad()
def _checked(model: _Model, given: _Tensors) -> float:
    return float(model.loss(given))


def _typical(scores: np.ndarray, allowed: np.ndarray) -> float:
    """The middle one of what the source's best candidates score; 0 where it has none."""
    best = np.where(allowed, scores, 0.0).max(axis=1)
    return float(f"{np.median(best[best > 0]):.4g}") if (best > 0).any() else 0.0


def _levelled(
    numbers: tuple[np.ndarray, np.ndarray],
    typical: Mapping[str, float],
    choices: Choices,
    priors: Mapping[str, float],
) -> Fusion:
    """The fusion with its scores on the level of the prior's, so that votes of which acts tell nothing weigh as before.

    A list's order leaves the level open; it is set by the mean of each case's ten best scores.
    """
    made = Fusion(
        {
            source: Curve(typical[source], _named(weight), _named(bend))
            for source, weight, bend in zip(typical, *numbers, strict=True)
        }
    )
    prior, learnt = (_level(fused(choices, fusion, priors), choices.open) for fusion in (Fusion(), made))
    shift = float(np.log(prior / learnt)) if prior > 0 and learnt > 0 else 0.0
    place = FEATURES.index("unasked")
    moved = numbers[0].copy()
    moved[:, place] += shift
    return Fusion(
        {
            source: Curve(curve.typical, _named(weight), curve.bend)
            for (source, curve), weight in zip(made.curves.items(), moved, strict=True)
        }
    )


def _level(scores: np.ndarray, allowed: np.ndarray) -> float:
    return float(np.sort(np.where(allowed, scores, 0.0), axis=1)[:, -TOP:].mean())


def _named(values: np.ndarray) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, values, strict=True) if abs(value) > ZERO}
