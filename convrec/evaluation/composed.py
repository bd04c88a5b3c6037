"""Photo and words in one turn: whether the list that a shopper gets holds the variant that the words ask for.

Every case is a whole turn of a person of whom nothing is known: the photo is kept, seen, understood with its words,
remembered, and answered with a list. Where several variants of the design meet the words, any of them is right; the
item in the photo never is. The photos of a shop that was made up are rendered, and its words come from templates.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.evaluation.composed_cases import Case, cases
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.strangers import met_by_strangers
from convrec.models import load_models
from convrec.settings import Settings
from convrec.types import Message

BEST = 5


def evaluate_composed(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """top1 and top5 with 95 % intervals, over all cases and by part of the photos, kind of change and language.

    ``test`` is another file of labels. Raises EvaluationError where no photo shows an item with variants.
    """
    settings = settings.model_copy(update={"catalogue": data, "limit": max(BEST, settings.limit)})
    catalogue = read_catalogue(data)
    asked = cases(data, catalogue, test)
    with met_by_strangers(load_models(settings), settings) as assistant:
        lists = answered(assistant, asked)
    places = np.array([_place(case, shown) for case, shown in zip(asked, lists, strict=True)])
    metrics: dict[str, Any] = {**_metrics("", places)}
    for group in ("part", "kind", "language"):
        for name in dict.fromkeys(getattr(case, group) for case in asked):
            metrics |= _metrics(f"{name}/", places[[getattr(case, group) == name for case in asked]])
    photos = len({case.photo for case in asked})
    return metrics | {"photos": photos, "cases": len(asked), "simulated": catalogue.simulated}


def answered(assistant: Assistant, asked: Iterable[Case]) -> list[list[str]]:
    """The items of the list that each case gets, in their order; each asked by somebody new."""
    kept: Mapping[Path, str] = {photo: assistant.save_photo(photo) for photo in dict.fromkeys(c.photo for c in asked)}
    lists = []
    for number, case in enumerate(tqdm(asked, desc="turns", disable=None)):
        turn = assistant.turn(Message(f"person-{number}", case.text, (kept[case.photo],)))
        lists.append([recommendation.item_id for recommendation in turn.recommendations])
    return lists


def _place(case: Case, shown: list[str]) -> int:
    """The first place of a right item, counted from 0; ``BEST`` where there is none before."""
    return next((place for place, item in enumerate(shown[:BEST]) if item in case.right), BEST)


def _metrics(prefix: str, places: np.ndarray) -> dict[str, Any]:
    """The figures of some cases; ``places`` (cases,)."""
    found: dict[str, Any] = {}
    for name, bar in (("top1", 1), ("top5", BEST)):
        hits = (places < bar).astype(float)
        found |= {f"{prefix}{name}": share(hits), f"{prefix}{name}_ci": interval(hits)}
    return found if not prefix else found | {f"{prefix}cases": len(places)}
