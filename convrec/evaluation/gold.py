"""What a careful reader takes from a message, and how much of it was taken: the format of a gold set and its counting.

A line of the file is a ``Case``. Its expectations are counted in small facts, each a tuple: a fact that was found and
expected is right, one that was only found or only expected is wrong. ``about`` and ``value`` may be lists: any of them
will do, and several of them count as one fact ("wooden" is oak, walnut, ash and beech); so do entities that were found
in one stretch of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from pydantic import Field, field_validator

from convrec.data.records import Record
from convrec.data.shelf import measure_unit
from convrec.types import Intent, Understanding
from knowledge_graph.schema import LIMIT, TASTE, WISHED, Constraint, kind_of, name_of

Part = Literal["dev", "test"]
SLACK = 0.3  # how far the bounds of "around 60" may lie from 60
SIZES = frozenset(["width", "height", "depth", "length", "diameter"])


class Shown(Record):
    """An earlier turn: what was said, and the items that were shown, in their order."""

    text: str
    shown: tuple[str, ...] = ()


class Expected(Record):
    """A liking: of an entity, of an item, or of a side of it (``aspect/price``)."""

    about: str | tuple[str, ...]
    liking: float


class Condition(Record):
    """A condition: ``~`` is "around", ``<`` and ``>`` with the value "relative" are "cheaper", "bigger"."""

    attribute: str | tuple[str, ...]
    op: Literal["=", "!=", "<=", ">=", "~", "<", ">"]
    value: str | float | tuple[str, ...]


class Case(Record):
    """A message, what went before, and what it says. An intent may be a choice: ``find|refine``."""

    id: str
    part: Part = "test"
    catalogue: str
    language: Literal["en", "zh", "mixed"]
    context: tuple[Shown, ...] = ()
    photo: str = ""
    text: str
    intents: tuple[str, ...] = Field(min_length=1)
    topic: tuple[str | tuple[str, ...], ...] = ()
    opinions: tuple[Expected, ...] = ()
    constraints: tuple[Condition, ...] = ()
    retracts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @field_validator("intents")
    @classmethod
    def _known(cls, intents: tuple[str, ...]) -> tuple[str, ...]:
        for one in (one for choice in intents for one in choice.split("|")):
            if one not in (known := get_args(Intent)):
                raise ValueError(f"hold “{one[:40]}”, which is none of: {', '.join(known)}")
        return intents


@dataclass(frozen=True)
class Count:
    """Facts right, wrongly found, and missed."""

    right: int
    wrong: int
    missed: int


@dataclass(frozen=True)
class Verdict:
    """How one case came out; ``reference`` is None where there was nothing to point at."""

    opinions: Count
    constraints: Count
    intent: bool
    reference: bool | None


def judge_case(case: Case, found: Understanding) -> Verdict:
    """Compare what was understood with what was expected."""
    pointed = frozenset(found.references)
    points = bool(case.references or pointed or case.photo or any(turn.shown for turn in case.context))
    return Verdict(
        _opinions(case, found),
        _constraints(case, found),
        _intents_match(case.intents, (found.intent, *found.also)),
        pointed == frozenset(case.references) if points else None,
    )


def _intents_match(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether as many intents were found, the main one first, and each expected one is among them."""
    same = len(expected) == len(set(found)) and found[0] in expected[0].split("|")
    return same and all(set(one.split("|")) & set(found) for one in expected)


def _opinions(case: Case, found: Understanding) -> Count:
    """A liking is right by what it is about and its sign. Refusing what is disliked is no fact of its own."""
    said = [(o.about, o.liking > 0) for o in found.opinions if abs(o.liking) >= TASTE]
    again = {about for about, _ in _refused(case) if about not in _abouts(case)}
    right: list[tuple[str, bool]] = []
    missed = 0
    for expected in case.opinions:
        match = [one for one in said if one[0] in _any(expected.about) and one[1] == (expected.liking > 0)]
        said = [one for one in said if one not in match]
        right += match
        missed += not match
    wrong = [about for about, _ in said if about not in again]
    return Count(len(case.opinions) - missed, _facts(wrong, [about for about, _ in right], found), missed)


def _facts(wrong: Sequence[str], right: Sequence[str], found: Understanding) -> int:
    """How many facts are wrong: entities that one stretch of the text may mean are one, and right if one of them is."""
    place = {mention.entity: (mention.start, mention.end) for mention in found.mentions}
    known = {place.get(about, about) for about in right}
    return len({place.get(about, about) for about in wrong} - known)


def _constraints(case: Case, found: Understanding) -> Count:
    """Conditions, wishes and what is taken back.

    What is liked while something is looked for is wished for too, what is disliked is held off (the ranker raises the
    one and lowers the other, as with a wish), and "forget it" takes opinions back: no facts of their own.
    """
    musts = [replace(one, op="=") if one.op == "has" else one for one in found.constraints]
    said = [*musts, *_wishes(found)]
    seeks = found.intent in ("find", "refine", "more")
    tasted = [
        Constraint(kind_of(view.about), "=" if view.liking > 0 else "!=", name_of(view.about))
        for view in found.opinions
        if seeks
    ]
    forgets = "forget" in (found.intent, *found.also)
    taken_back = {_attribute_of(about) for about in found.retracted if kind_of(about) == LIMIT or not forgets}
    right: list[str] = []
    missed = 0
    for expected in case.constraints:
        met = _meeting(expected, said)
        said = [one for one in said if one not in met]
        right += [_entity(one) for one in met]
        missed += not met and not _meeting(expected, tasted)
    tastes = _abouts(case)
    wrong = _facts([_entity(one) for one in said if _entity(one) not in tastes], right, found)
    right_back = sum(name in taken_back for name in case.retracts)
    return Count(
        len(case.constraints) - missed + right_back,
        wrong + len(taken_back) - right_back,
        missed + len(case.retracts) - right_back,
    )


def _wishes(found: Understanding) -> Iterator[Constraint]:
    """A wished value ("a blue vase") is a condition that need not be met; one held as a must is not counted twice."""
    held = {(c.attribute, c.value) for c in found.constraints}
    for opinion in found.opinions:
        about = kind_of(opinion.about), name_of(opinion.about)
        if 0 < opinion.liking <= WISHED and about not in held:
            yield Constraint(about[0], "=", about[1])


def _meeting(expected: Condition, said: Sequence[Constraint]) -> list[Constraint]:
    """The constraints that say what is expected: two for "around", none where it wasn't understood."""
    near = [one for one in said if _same_attribute(expected.attribute, one.attribute)]
    if expected.op in ("=", "!="):
        return [one for one in near if one.op == expected.op and one.value in _any(expected.value)]
    if expected.op in ("<", ">"):
        return [one for one in near if one.op == f"{expected.op}="][:1]
    value = float(str(expected.value))
    if expected.op == "~":
        around = [one for one in near if one.op in ("<=", ">=") and _close(one.value, value)]
        return around if {one.op for one in around} == {"<=", ">="} else []
    return [one for one in near if one.op == expected.op and abs(float(one.value) - value) <= 0.01 * value + 1][:1]


def _entity(one: Constraint) -> str:
    return f"{one.attribute}/{one.value}" if one.op in ("=", "!=") else one.about


def _close(bound: str | float, value: float) -> bool:
    return abs(float(bound) - value) <= SLACK * value


def _same_attribute(expected: str | tuple[str, ...], name: str) -> bool:
    base, _ = measure_unit(name)
    return any(one in (name, base) or (one == "size" and base in SIZES) for one in _any(expected))


def _attribute_of(about: str) -> str:
    """``limit/price/<=/80`` and ``price/cheap`` are both about the price."""
    kind, _, rest = about.partition("/")
    return rest.partition("/")[0] if kind == LIMIT else kind


def _abouts(case: Case) -> set[str]:
    return {about for opinion in case.opinions for about in _any(opinion.about)}


def _refused(case: Case) -> Iterator[tuple[str, str]]:
    for one in case.constraints:
        if one.op == "!=":
            for attribute in _any(one.attribute):
                for value in _any(one.value):
                    yield f"{attribute}/{value}", "!="


def _any(one: str | float | tuple[str, ...]) -> tuple[str, ...]:
    return one if isinstance(one, tuple) else (str(one),)
