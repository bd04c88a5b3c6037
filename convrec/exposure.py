"""Whose items are shown: brands, and tiers of price; and the setting that bounds one group's share of a list."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

import numpy as np

from convrec.data.folder import Catalogue
from convrec.ranking import Bound
from convrec.recommenders import sort_of
from convrec.settings import Settings
from convrec.types import say

Grouping = Literal["brand", "price"]
BRAND = "brand"  # the attribute that names one
TIERS = ("low", "middle", "high")  # thirds of the shop by price against the median of an item's own sort


def groups(catalogue: Catalogue, by: Grouping) -> Mapping[str, str]:
    """Item id → its brand, or its tier of price; items of which it isn't known are left out."""
    return _brands(catalogue) if by == "brand" else _tiers(catalogue)


def bound_of(catalogue: Catalogue, settings: Settings) -> Bound | None:
    """The bound that the settings ask for, None where they ask for none."""
    if settings.exposure_bound is None:
        return None
    return Bound(settings.exposure_bound, groups(catalogue, settings.exposure_by))


def _brands(catalogue: Catalogue) -> dict[str, str]:
    named = {item.id: item.attributes.get(BRAND) for item in catalogue.items}
    return {item: say(values[0], "en") for item, values in named.items() if values}


def _tiers(catalogue: Catalogue) -> dict[str, str]:
    """A dear lamp may cost less than a cheap sofa, so prices are compared within a sort."""
    prices: dict[str, list[float]] = defaultdict(list)
    priced = [(item.id, sort_of(item, catalogue.category), item.price) for item in catalogue.items if item.price]
    for _, sort, price in priced:
        prices[sort].append(price)
    dearness = np.array([price / np.median(prices[sort]) for _, sort, price in priced])
    if not len(dearness):
        return {}
    lower, upper = np.quantile(dearness, (1 / 3, 2 / 3))
    tier = (dearness >= lower).astype(int) + (dearness > upper)  # what is as dear as a border is in the middle
    return {item: TIERS[place] for (item, _, _), place in zip(priced, tier.tolist(), strict=True)}
