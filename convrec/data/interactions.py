"""People's acts as numbers: how much each kind of act tells, and how many people chose what."""

from collections.abc import Iterable, Mapping

import numpy as np

from convrec.types import Act

# How strongly an act speaks for an item. A rating speaks by its value, a return against.
TELLS = {
    "view": 0.2,
    "click": 0.3,
    "comment": 0.4,
    "watch": 0.4,
    "listen": 0.4,
    "follow": 0.6,
    "like": 1.0,
    "save": 1.0,
    "share": 1.0,
    "buy": 1.5,
    "return": -1.0,
}
CHOSEN = 0.9  # acts telling at least this much count as "chose it"


def act_weight(act: Act) -> float:
    """How much one act speaks for its item, about −1 to 1.5; a rating from 1 to 5 gives −1 to 1."""
    if act.act == "rate":
        return ((act.value if act.value is not None else 3.0) - 3.0) / 2.0
    return TELLS.get(act.act, 0.2)


def people_per_item(acts: Iterable[Act], row: Mapping[str, int]) -> np.ndarray:
    """How many different people chose (liked, saved, bought, rated well …) each item; int (items,)."""
    chose = {(act.user_id, row[act.item_id]) for act in acts if act_weight(act) >= CHOSEN}
    return np.bincount([item for _, item in chose], minlength=len(row))
