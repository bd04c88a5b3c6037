"""Conditions that every shown item must meet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge_graph.schema.kinds import IN, LIMIT, kind_of

BEGINS, NARROWS = 1.0, 0.5  # how a limit stands in the log: it begins another search, or narrows the present one
Operator = Literal["<=", ">=", "=", "has", "!="]
OPERATORS: tuple[Operator, ...] = ("<=", ">=", "=", "has", "!=")
VALUES: tuple[Operator, ...] = ("=", "has")  # a value must be: one of those said of its attribute, or this among others
LACK = re.compile(r"^(?:no|non|zero|without)-|-(?:free|less)$|^(?:无|不含|零|免)")  # of values that lack something


@dataclass(frozen=True)
class Constraint:
    """A condition that every shown item must meet: ``price <= 80``, ``material != leather``, ``features has organic``.

    Several "=" on one attribute are alternatives, but who is vegan and can't have gluten needs both; each "has" must be
    met.

    ``value`` is a number for ``<=`` and ``>=``, else the name part of an entity id.
    ``said`` keeps the person's own words; with a ``scope`` it holds for one place or purpose alone.
    """

    attribute: str
    op: Operator
    value: float | str
    said: str = ""
    scope: str = ""

    @property
    def about(self) -> str:
        """The id under which the log knows this constraint."""
        number = f"{self.value:g}" if isinstance(self.value, float | int) else self.value
        about = f"{LIMIT}/{self.attribute}/{self.op}/{number}"
        return f"{IN}/{self.scope}/{about}" if self.scope else about

    @property
    def alternatives(self) -> str:
        """What "=" conditions share of which any may be met; to be without something is a condition of its own."""
        lack = self.op == "=" and LACK.search(str(self.value))
        return self.about if lack or self.op != "=" else self.attribute

    @classmethod
    def from_about(cls, about: str, said: str = "") -> "Constraint":
        """Read an ``about`` back. Raises ValueError where it is no constraint."""
        kind, *scope, plain = about.split("/", 3) if kind_of(about) == IN else ("", about)
        kind, attribute, op, value = plain.split("/", 3)
        if kind != LIMIT or op not in OPERATORS:
            raise ValueError(f"not a constraint: {about}")
        return cls(attribute, op, float(value) if op in ("<=", ">=") else value, said, "/".join(scope))


def grouped(conditions: Iterable[Constraint]) -> list[list[Constraint]]:
    """Conditions in groups of which each is to be met; those of a group are alternatives."""
    groups: dict[str, list[Constraint]] = {}
    for condition in conditions:
        groups.setdefault(condition.alternatives, []).append(condition)
    return [*groups.values()]
