"""Whose items the lists show: places by brand and by tier of price, against their share of the catalogue."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

import numpy as np

from convrec.data.folder import Catalogue
from convrec.evaluation.intervals import resampled
from convrec.exposure import TIERS, Grouping, groups

TENTH = 0.1
Statistic = Callable[[np.ndarray], float]  # of counts (groups,)


class Exposure:
    """The groups of a catalogue's usual items, and what lists of them are measured by."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._usual = np.array([item.kind == catalogue.default_kind for item in catalogue.items])
        self._brand = _places(catalogue, "brand", self._usual)
        self._tier = _places(catalogue, "price", self._usual)
        self._measures: dict[str, tuple[np.ndarray, Statistic]] = {}
        if self._brand.shape[1]:
            self._measures["brand_gini"] = (self._brand, gini)
            self._measures["brand_top_tenth"] = (self._brand, top_tenth)
        if self._tier.shape[1]:
            for place, tier in enumerate(TIERS):
                self._measures[f"price_{tier}"] = (self._tier, _share_of(place))

    def of_catalogue(self) -> dict[str, float]:
        """What lists would come to that drew the usual items alike."""
        return {name: round(of(member[self._usual].sum(axis=0)), 4) for name, (member, of) in self._measures.items()}

    def of_lists(self, top: np.ndarray, allowed: np.ndarray) -> dict[str, Any]:
        """The same of lists (cases, 10) of what may be listed (cases, items), each with its interval over people."""
        listed = np.take_along_axis(allowed, top, axis=1)[:, :, None]
        measured: dict[str, Any] = {}
        for name, (member, of) in self._measures.items():
            counts = (member[top] * listed).sum(axis=1)  # (cases, groups)
            measured[name] = round(of(counts.sum(axis=0)), 4)
            measured[f"{name}_ci"] = resampled(lambda rows: of(counts[rows].sum(axis=0)), len(counts))  # noqa: B023
        return measured


def gini(counts: np.ndarray) -> float:
    """How unevenly places are divided (groups,): 0 where all have as many, near 1 where one has them all."""
    ordered, size = np.sort(counts), len(counts)
    total = ordered.sum()
    return float((2 * np.arange(1, size + 1) - size - 1) @ ordered / (size * total)) if total else 0.0


def top_tenth(counts: np.ndarray) -> float:
    """Share of the places that the tenth of the groups with most of them has, one group at least."""
    most = np.sort(counts)[::-1][: ceil(TENTH * len(counts))]
    return float(most.sum() / counts.sum()) if counts.sum() else 0.0


def _share_of(place: int) -> Statistic:
    return lambda counts: float(counts[place] / counts.sum()) if counts.sum() else 0.0


def _places(catalogue: Catalogue, by: Grouping, usual: np.ndarray) -> np.ndarray:
    """Which item belongs to which group: 0 or 1, (items, groups); tiers in their order."""
    group: Mapping[str, str] = groups(catalogue, by)
    own = [group.get(item.id) for item in catalogue.items]
    known = {name for name, counts in zip(own, usual, strict=True) if counts and name is not None}
    names = [tier for tier in TIERS if known] if by == "price" else sorted(known)
    return np.array([[name == one for one in names] for name in own], dtype=float).reshape(len(own), len(names))
