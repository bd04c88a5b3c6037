"""A person's profile is a fold over their opinions, the newest weighing most. Nothing edits it.

Taking something back, forgetting a person and ageing of tastes need no code of their own: they are other logs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge_graph.schema import (
    BEGINS,
    BESIDE,
    FOCUS,
    ITEM,
    LIMIT,
    LISTED,
    OWN,
    PHOTO,
    QUESTION,
    SEARCH,
    VALUES,
    Constraint,
    Liking,
    Opinion,
    Owned,
    Profile,
    kind_of,
    name_of,
)

NEWEST = 0.7  # share of the newest opinion when there are several about one thing
HALF_LIFE = 180 * 86400.0  # seconds after which a taste counts half
BOUNDS = ("<=", ">=")
EARLIER = 8  # lists that are kept in mind
VISIT = 12 * 3600.0  # seconds for which a list that was turned down stays away
REFUSED = -0.5  # an item liked less than this doesn't come back by itself


@dataclass
class _Folding:
    """What is known so far while the log is read; private to the fold."""

    likings: dict[str, Liking] = field(default_factory=dict)
    limits: dict[str, tuple[Constraint, float]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    shown_at: float = 0.0
    seen: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    began: float = 0.0
    words: str = ""
    photos: list[str] = field(default_factory=list)
    focus: str = ""
    earlier: list[tuple[str, ...]] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    own: dict[str, Owned] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    beside_at: float = 0.0
    passed: dict[str, float] = field(default_factory=dict)
    questioned_at: float = -1.0


def fold(user_id: str, opinions: Iterable[Opinion], now: float | None = None) -> Profile:
    """Fold a person's opinions, oldest first, into a profile. With ``now``, tastes age."""
    state = _Folding()
    for opinion in opinions:
        _step(state, opinion)
    likings = {about: _aged(liking, now) for about, liking in state.likings.items()}
    refused = {name_of(a) for a, liking in state.likings.items() if kind_of(a) == ITEM and liking.value <= REFUSED}
    return Profile(
        user_id,
        MappingProxyType(likings),
        tuple(constraint for constraint, _ in state.limits.values()),
        MappingProxyType(state.shown),
        frozenset(state.seen),
        frozenset(refused),
        frozenset(state.asked),
        state.began,
        state.words,
        tuple(state.photos),
        state.focus,
        tuple(state.earlier),
        tuple(state.spoken),
        tuple(state.own.values()),
        tuple(state.beside),
        frozenset(item for item, at in state.passed.items() if now is None or now - at < VISIT),
        state.questioned_at == state.shown_at,
    )


def _step(state: _Folding, opinion: Opinion) -> None:
    kind = kind_of(opinion.about)
    if kind == LISTED:  # tells of a list and not of the person
        return
    if opinion.source == "taken back":
        state.likings.pop(opinion.about, None)
        state.limits.pop(opinion.about, None)
    elif kind == QUESTION:
        state.asked.add(name_of(opinion.about))
        state.questioned_at = opinion.said_at
    elif kind == SEARCH:
        state.words = name_of(opinion.about)
        if opinion.liking > 0:  # not a further word to the search before
            _begin(state, opinion.said_at)
    elif kind == FOCUS:
        state.focus = name_of(opinion.about)
        state.spoken.append(state.focus)
    elif kind == PHOTO:
        state.photos.append(name_of(opinion.about))
    elif kind == OWN:
        own = Owned.from_about(opinion.about, opinion.said_at, opinion.quote)
        state.own.pop(own.photo, None)  # said again: the newest comes last
        state.own[own.photo] = own
    elif kind == BESIDE:
        _go_beside(state, opinion)
    elif kind == LIMIT:
        _limit(state, opinion)
    elif opinion.source == "passed":
        state.passed[name_of(opinion.about)] = opinion.said_at
    elif opinion.source == "shown":
        _show(state, opinion)
    else:
        _like(state, opinion)


def _show(state: _Folding, opinion: Opinion) -> None:
    """Items shown at one moment are one list; a later moment begins a new one."""
    if opinion.said_at != state.shown_at:
        state.earlier = [tuple(state.shown), *state.earlier][:EARLIER] if state.shown else []
        state.shown, state.shown_at, state.focus = {}, opinion.said_at, ""
    state.shown[name_of(opinion.about)] = opinion.quote
    state.seen.add(name_of(opinion.about))


def _like(state: _Folding, opinion: Opinion) -> None:
    before = state.likings.get(opinion.about)
    value = opinion.liking if before is None else (1 - NEWEST) * before.value + NEWEST * opinion.liking
    state.likings[opinion.about] = Liking(opinion.about, value, opinion.said_at, opinion.quote, opinion.source)


def _limit(state: _Folding, opinion: Opinion) -> None:
    """Take up a constraint and drop those that it replaces."""
    new = Constraint.from_about(opinion.about, opinion.quote)
    for about, (old, said_at) in list(state.limits.items()):
        if _replaces(new, opinion.said_at, old, said_at):
            del state.limits[about]
    if new.op == "=" and opinion.liking >= BEGINS:
        _begin(state, opinion.said_at)
    state.limits[opinion.about] = (new, opinion.said_at)


def _go_beside(state: _Folding, opinion: Opinion) -> None:
    """Photos named at one moment stand together; a later moment names another thing."""
    if opinion.said_at != state.beside_at:
        state.beside, state.beside_at = [], opinion.said_at
    if name_of(opinion.about) not in state.beside:
        state.beside.append(name_of(opinion.about))


def _begin(state: _Folding, at: float) -> None:
    """A new search: what was asked in the one before may be asked again, and what that was for is over."""
    if at != state.began:
        state.began = at
        state.asked.clear()
        state.beside.clear()


def _replaces(new: Constraint, new_at: float, old: Constraint, old_at: float) -> bool:
    """Whether a newly said constraint puts an older one out of force."""
    if new.attribute != old.attribute:
        return False
    if new.op == "=":  # values named together are alternatives; named later, a change of mind
        return (old.op == "=" and old_at != new_at) or (old.op == "!=" and old.value == new.value)
    if new.op == "has":
        return old.op == "!=" and old.value == new.value
    if new.op == "!=":
        return old.op in VALUES and old.value == new.value
    return old.op == new.op or (old.op in BOUNDS and old_at != new_at and _apart(new, old))


def _apart(one: Constraint, other: Constraint) -> bool:
    """Whether no number can meet both bounds, one upper and one lower."""
    low, high = (one, other) if one.op == ">=" else (other, one)
    return float(low.value) > float(high.value)


def _aged(liking: Liking, now: float | None) -> Liking:
    if now is None or now <= liking.said_at:
        return liking
    faded = liking.value * 0.5 ** ((now - liking.said_at) / HALF_LIFE)
    return Liking(liking.about, faded, liking.said_at, liking.quote, liking.source)
