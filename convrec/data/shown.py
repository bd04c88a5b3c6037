"""Lists that were shown with exploration, a JSON line each: scores, chances and what came of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from convrec.data.lines import Problems, read_lines
from convrec.data.records import Name, Record
from convrec.errors import EvaluationError

Finite = Annotated[float, Field(allow_inf_nan=False)]


class ShownItem(Record):
    """An item that could have been listed: every recommender's score of it, and its chance to be on the list.

    ``like`` is the item that it is a near-duplicate of, itself or "" where there is none.
    """

    item_id: Name
    scores: Mapping[str, Finite] = {}
    propensity: Annotated[float, Field(ge=0, le=1)] = 0.0
    like: str = ""


class ShownList(Record):
    """A line of the log. ``context`` are the features that the fusion reads, ``rewards`` what came of shown items."""

    at: float = 0.0
    context: Mapping[str, Finite] = {}
    shown: Annotated[tuple[Name, ...], Field(min_length=1)]
    tried: str = ""
    candidates: Annotated[tuple[ShownItem, ...], Field(min_length=1)]
    rewards: Mapping[str, Finite] = {}

    @model_validator(mode="after")
    def _chances_are_known(self) -> "ShownList":
        chance = {candidate.item_id: candidate.propensity for candidate in self.candidates}
        if len(chance) < len(self.candidates):
            raise ValueError("candidates must name each item once")
        if any(not chance.get(item) for item in self.shown):
            raise ValueError("every shown item must be a candidate with a propensity above 0")
        if set(self.rewards) - set(self.shown):
            raise ValueError("only shown items can have a reward")
        return self


def read_shown(path: Path) -> tuple[ShownList, ...]:
    """All good lines of a log. Raises EvaluationError where there is none."""
    problems = Problems()
    lists = tuple(record for _, record in read_lines(path, ShownList, problems))
    if not lists:
        why = next(iter(problems.sentences()), "it is empty")
        raise EvaluationError(f"{path} holds no list that was shown ({why}); see docs/data.md for the format.")
    return lists
