"""What of a log still stands, and what was said last: undoing and putting aside are entries like any other.

``undone/12.5`` says that what was said at the moment 12.5 no longer holds, ``aside/all`` that nothing said before does.
What was shown stays shown. An undone ``aside`` holds no more: all of it is back.
"""

from collections.abc import Iterable

from knowledge_graph.schema import (
    AGAIN,
    ASIDE,
    BEGUN,
    BESIDE,
    CONSENT,
    NOTICED,
    PENDING,
    PHOTO,
    PLACE,
    SEARCH,
    UNDONE,
    WHOM,
    Opinion,
    kind_of,
    name_of,
)

_OF_A_MESSAGE = frozenset({AGAIN, BEGUN, BESIDE, PLACE, SEARCH, WHOM})  # said, though their source is "shown"
_NO_STEP = frozenset({PENDING, PHOTO, UNDONE})  # what undoing passes over, with what was only asked
_STEPS = ("message", "photo", "click", "panel", "passed", "taken back")


def standing(opinions: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """The entries that hold, oldest first."""
    log = tuple(opinions)
    gone = _undone(log)
    if gone:
        log = tuple(one for one in log if one.said_at not in gone or not _was_said(one))
    aside = max((place for place, one in enumerate(log) if kind_of(one.about) == ASIDE), default=-1)
    return log[aside + 1 :]


def last_step(opinions: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """What was said, clicked or taken back at the newest moment that isn't undone; nothing where there is none."""
    log = tuple(opinions)
    gone = _undone(log)
    steps = [one for one in log if one.said_at not in gone and _is_a_step(one)]
    return tuple(one for one in steps if one.said_at == steps[-1].said_at)


def undoing(step: tuple[Opinion, ...], at: float) -> Opinion:
    """The entry that undoes a step."""
    return Opinion(step[0].user_id, f"{UNDONE}/{step[0].said_at!r}", 0.0, at, source="taken back")


def _undone(log: tuple[Opinion, ...]) -> set[float]:
    return {float(name_of(one.about)) for one in log if kind_of(one.about) == UNDONE}


def _was_said(one: Opinion) -> bool:
    kind = kind_of(one.about)
    return not _is_passed_over(one) and (one.source != "shown" or kind in _OF_A_MESSAGE)


def _is_a_step(one: Opinion) -> bool:
    if one.source == "click" and one.liking == NOTICED:
        return False  # a look at what is alike says nothing
    return one.source in _STEPS and not _is_passed_over(one)


def _is_passed_over(one: Opinion) -> bool:
    return kind_of(one.about) in _NO_STEP or (kind_of(one.about) == CONSENT and not one.liking)
