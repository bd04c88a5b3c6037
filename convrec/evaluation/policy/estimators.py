"""What lists of another making would have brought, judged by a log of lists that were partly left to chance.

The value of a list is the sum of what its items bring; an item brings the same wherever it stands and whatever stands
beside it (the item-position-free case of Li et al. 2018). Then an item's inverse propensity weighs what it brought:

    IPS    mean of Σ_{shown and wanted} r / p                                 (Horvitz & Thompson 1952)
    SNIPS  the same, divided by what its weights add up to, over what they should     (Swaminathan & Joachims 2015)
    DR     mean of Σ_wanted r̂ + Σ_{shown and wanted} (r − r̂) / p                       (Dudík, Langford & Li 2011)

IPS and DR are unbiased for what the log could have shown, whatever r̂ is, as long as it doesn't rest on the same list.
What it couldn't (propensity 0) adds nothing to IPS and SNIPS and only r̂ to DR; ``supported`` says how much that is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convrec.evaluation.intervals import resampled


@dataclass(frozen=True, eq=False)
class Logged:
    """One list of the log, over its candidates (n,): chances, what was shown, rewards, and r̂ (0 without a model)."""

    propensity: np.ndarray
    shown: np.ndarray
    reward: np.ndarray
    expected: np.ndarray


@dataclass(frozen=True, eq=False)
class Weighed:
    """What each list of a log adds to the estimates of a policy: (lists,) each."""

    wanted: np.ndarray  # items that the policy lists
    supported: np.ndarray  # those of them that the log could have shown
    weight: np.ndarray  # Σ 1/p over those that it did
    ips: np.ndarray  # Σ r/p
    dr: np.ndarray
    squares: np.ndarray  # Σ 1/p²


def weigh(lists: Sequence[Logged], wanted: Sequence[np.ndarray]) -> Weighed:
    """Each list against the policy's: masks (n,) of the items that it would list."""
    rows = [_row(one, mask) for one, mask in zip(lists, wanted, strict=True)]
    return Weighed(*np.array(rows, dtype=float).T)


def _row(one: Logged, wanted: np.ndarray) -> tuple[float, ...]:
    hit = one.shown & wanted
    weights = 1.0 / one.propensity[hit]
    left = one.reward[hit] - one.expected[hit]
    return (
        wanted.sum(),
        (wanted & (one.propensity > 0)).sum(),
        weights.sum(),
        weights @ one.reward[hit],
        one.expected[wanted].sum() + weights @ left,
        weights @ weights,
    )


def ips(weighed: Weighed, rows: np.ndarray) -> float:
    """Inverse propensity scoring over some lists: what a list brings."""
    return float(weighed.ips[rows].mean())


def snips(weighed: Weighed, rows: np.ndarray) -> float:
    """Self-normalised: a little biased on few lists, steadier, and never beyond the range of the rewards."""
    total = weighed.weight[rows].sum()
    return float(weighed.ips[rows].sum() / total * weighed.supported[rows].mean()) if total else 0.0


def dr(weighed: Weighed, rows: np.ndarray) -> float:
    """Doubly robust."""
    return float(weighed.dr[rows].mean())


ESTIMATORS: Mapping[str, Callable[[Weighed, np.ndarray], float]] = {"ips": ips, "snips": snips, "dr": dr}


def estimates(weighed: Weighed) -> dict[str, object]:
    """Every estimate with its 95 % interval over lists, and how far the log supports them.

    ``effective_items`` is Kish's sample size of the weights.
    """
    everything, count = np.arange(len(weighed.ips)), len(weighed.ips)
    found: dict[str, object] = {}
    for name, of in ESTIMATORS.items():
        found[name] = round(of(weighed, everything), 4)
        found[f"{name}_ci"] = resampled(lambda rows: of(weighed, rows), count)  # noqa: B023
    squares = weighed.squares.sum()
    found["supported"] = round(float(weighed.supported.sum() / weighed.wanted.sum()), 4)
    found["effective_items"] = round(float(weighed.weight.sum() ** 2 / squares), 1) if squares else 0.0
    return found
