"""Conversations that were written beforehand, with what any good shop assistant must do in each turn.

A case counts where every expectation of every turn is met. What is refused is told by the expectations themselves: the
list before a turn that must show new things, and what a turn must not show of the list before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.data.lines import Problems, read_lines
from convrec.data.records import Record
from convrec.errors import EvaluationError, InputError
from convrec.types import Item, Message, Reply, Turn
from knowledge_graph import Profile
from knowledge_graph.catalogue import value_entity
from knowledge_graph.schema import kind_of, name_of

Lists = Sequence[Sequence[str]]


class Condition(Record):
    """What an item must be: this one, the n-th of the list before, so called, or with a value or measure."""

    id: str | None = None
    nth_before: int | None = None
    title: str | None = None
    attribute: str | None = None
    value: Any = Field(None, alias="is")
    among: list[Any] | None = Field(None, alias="in")
    least: float | None = Field(None, alias="min")
    most: float | None = Field(None, alias="max")
    negated: bool = Field(False, alias="not")


class Held(Record):
    """What the profile must hold, and what not, after a turn."""

    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    neither: tuple[str, ...] = Field((), alias="not")
    limits: tuple[str, ...] = ()
    no_limits: tuple[str, ...] = ()


class Expected(Record):
    """What must be true of a turn; what is absent may be either."""

    listed: bool | None = Field(None, alias="list")
    every: tuple[Condition, ...] = Field((), alias="all")
    some: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
    first: tuple[Condition, ...] = ()
    new: bool = False
    keeps: bool = False
    says: tuple[tuple[str, ...], ...] = ()
    says_not: tuple[str, ...] = ()
    asks: bool | None = None
    source: str | None = None
    declines: bool = False
    refused_stay_away: bool = False
    profile: Held = Held()


class Click(Record):
    """The number of an option."""

    option: int


class Step(Record):
    """What is said, or which option of the question is clicked (counted from 1), and what must come of it."""

    say: str = ""
    photos: tuple[str, ...] = ()
    click: Click | None = None
    expect: Expected = Expected()


class Case(Record):
    """A conversation; ``fast`` ones run with the tests."""

    id: str
    catalogue: Literal["shop", "groceries"]
    language: Literal["en", "zh", "mixed"]
    about: str
    fast: bool = False
    turns: list[Step]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises EvaluationError where a line can't be used."""
    problems = Problems()
    found = [case for _, case in read_lines(path, Case, problems)]
    if problems.sentences() or not found:
        raise EvaluationError(f"{path} can't be used: {next(iter(problems.sentences()), 'it is empty')}")
    return found


THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass
class Outcome:
    """What a case came to: every expectation that wasn't met, with the number of its turn."""

    case: Case
    failures: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)


def play(case: Case, assistant: Assistant, user: str) -> Outcome:
    """Go through a case as somebody new."""
    outcome, lists, refused = Outcome(case), list[tuple[str, ...]](), set[str]()
    for number, step in enumerate(case.turns, 1):
        try:
            turn = assistant.turn(_message(step, outcome, assistant, user))
        except InputError as error:
            outcome.failures.append(f"{number}: {error}")
            break
        shown = tuple(card.item_id for card in turn.reply.recommendations)
        before = lists[-1] if lists else ()
        refused |= _refused(step.expect, before)
        checks = Checks(step.expect, turn, shown, lists, refused, assistant.catalogue)
        wrong = [*checks.failures(), *_of_profile(step.expect.profile, assistant.profile(user))]
        outcome.failures += [f"{number}: {failure}" for failure in wrong]
        outcome.replies.append(turn.reply)
        if shown:
            lists.append(shown)
    return outcome


def _message(step: Step, outcome: Outcome, assistant: Assistant, user: str) -> Message:
    photos = assistant.save_photos([assistant.catalogue.folder / photo for photo in step.photos])
    asked = outcome.replies[-1].question if outcome.replies else None
    text = asked.options[step.click.option - 1] if step.click and asked else step.say
    return Message(user, text or "?", tuple(photos))


def _refused(expect: Expected, before: Sequence[str]) -> set[str]:
    pointed = {before[c.nth_before - 1] for c in expect.none if c.nth_before and c.nth_before <= len(before)}
    return pointed | (set(before) if expect.new else set())


@dataclass(frozen=True)
class Checks:
    """One turn held against what was expected of it."""

    expect: Expected
    turn: Turn
    shown: Sequence[str]
    lists: Lists
    refused: set[str]
    catalogue: Catalogue

    def failures(self) -> Iterator[str]:
        """What isn't as it must be."""
        yield from self._of_items()
        yield from self._of_words()

    def _of_items(self) -> Iterator[str]:
        expect, items = self.expect, [self.catalogue.item(id) for id in self.shown]
        if expect.listed is not None and expect.listed != bool(items):
            yield "a list is missing" if expect.listed else "a list is shown"
        for condition in expect.every:
            wrong = [item.id for item in items if not self._meets(item, condition)]
            if wrong:
                yield f"not {_told(condition)}: {', '.join(wrong)}"
        for condition in expect.some:
            if not any(self._meets(item, condition) for item in items):
                yield f"nothing is {_told(condition)}"
        for condition in expect.none:
            wrong = [item.id for item in items if self._meets(item, condition)]
            if wrong:
                yield f"{_told(condition)}: {', '.join(wrong)}"
        for condition in expect.first:
            if not items or not self._meets(items[0], condition):
                yield f"the first isn't {_told(condition)}"
        yield from self._of_earlier_lists()

    def _of_earlier_lists(self) -> Iterator[str]:
        shown, before = set(self.shown), set(self.lists[-1]) if self.lists else set()
        earlier = {item for shown_before in self.lists for item in shown_before}
        if self.expect.new and shown & earlier:
            yield f"shown before: {', '.join(sorted(shown & earlier))}"
        if self.expect.keeps and not shown & before:
            yield "nothing of the list before is kept"
        if self.expect.refused_stay_away and shown & self.refused:
            yield f"refused before: {', '.join(sorted(shown & self.refused))}"

    def _of_words(self) -> Iterator[str]:
        expect, reply = self.expect, self.turn.reply
        text = reply.text.lower()
        plain = f"{text} {THOUSANDS.sub('', text)}"  # 1,000 mL is 1000 mL
        for ways in expect.says:
            if not any(way.lower() in plain for way in ways):
                yield f"it doesn't say {' or '.join(ways)}"
        for words in expect.says_not:
            if words.lower() in text:
                yield f"it says {words}"
        if expect.asks is not None and expect.asks != (reply.question is not None):
            yield "it doesn't ask" if expect.asks else "it asks"
        sources = reply.answer.sources if reply.answer else ()
        if expect.source and not any(expect.source in source for source in sources):
            yield f"the source isn't {expect.source} but {', '.join(sources) or 'none'}"
        if expect.declines and {*sources} & {answer.source for answer in self.catalogue.answers}:
            yield f"it answers by {', '.join(sources)}"

    def _meets(self, item: Item, condition: Condition) -> bool:
        return self._holds(item, condition) != condition.negated

    def _holds(self, item: Item, condition: Condition) -> bool:
        if condition.id is not None:
            return item.id == condition.id
        if condition.nth_before is not None:
            before = self.lists[-1] if self.lists else ()
            return condition.nth_before <= len(before) and before[condition.nth_before - 1] == item.id
        if condition.title is not None:
            return condition.title.lower() in item.title.get("en", "").lower()
        return _has(item, condition)


def _has(item: Item, condition: Condition) -> bool:
    name = condition.attribute or ""
    if condition.least is not None or condition.most is not None:
        number = item.price if name == "price" else item.numbers.get(name)
        low, high = condition.least, condition.most
        return number is not None and (low is None or number >= low) and (high is None or number <= high)
    wanted = {str(value).lower() for value in (condition.among or [condition.value])}
    values = {text.get("en", "").lower() for text in item.attributes.get(name, ())}
    number = item.numbers.get(name)
    return bool(wanted & (values | ({f"{number:g}"} if number is not None else set())))


def _of_profile(held: Held, profile: Profile) -> Iterator[str]:
    for about in held.likes:
        if profile.liking(_entity(about)) <= 0:
            yield f"the profile doesn't like {about}"
    for about in held.dislikes:
        if profile.liking(_entity(about)) >= 0:
            yield f"the profile doesn't dislike {about}"
    for about in held.neither:
        if abs(profile.liking(_entity(about))) > 0:
            yield f"the profile still has {about}"
    limits = {f"{limit.attribute} {limit.op} {_plain(limit.value)}" for limit in profile.constraints}
    for limit in held.limits:
        if limit not in limits:
            yield f"no limit {limit}"
    for name in held.no_limits:
        if any(limit.attribute == name for limit in profile.constraints):
            yield f"still a limit on {name}"


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _entity(about: str) -> str:
    return about if kind_of(about) == "item" else value_entity(kind_of(about), {"en": (name_of(about),)})


def _told(condition: Condition) -> str:
    told = condition.model_dump(exclude_none=True, exclude_defaults=True, by_alias=True)
    return ", ".join(f"{name} {value}" for name, value in told.items())
