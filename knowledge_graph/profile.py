"""A person's profile is a fold over their opinions, the newest weighing most. Nothing edits it.

Taking something back, undoing and forgetting need no code of their own: they are other logs.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from knowledge_graph.folding import Folding, step
from knowledge_graph.schema import ASIDE, ITEM, UNDONE, Constraint, Liking, Opinion, Profile, kind_of, name_of
from knowledge_graph.standing import standing

HALF_LIFE = 180 * 86400.0  # seconds after which a taste counts half; what was said for good counts as ever
VISIT = 12 * 3600.0  # seconds for which a list that was turned down stays away
REFUSED = -0.5  # an item liked less than this doesn't come back by itself
AT_HAND = 64  # people whose folds are kept at hand


def fold(user_id: str, opinions: Iterable[Opinion], now: float | None = None) -> Profile:
    """Fold a person's opinions, oldest first, into a profile. With ``now``, tastes age."""
    return _profile(user_id, _folded(standing(opinions)), now)


def folds_at(user_id: str, opinions: Iterable[Opinion], moments: Mapping[int, float]) -> dict[int, Profile]:
    """The profiles after so many of a person's standing opinions, each as of its moment, by one fold of them all."""
    state, found = Folding(), {0: _profile(user_id, Folding(), moments[0])} if 0 in moments else {}
    for count, opinion in enumerate(opinions, 1):
        step(state, opinion)
        if count in moments:
            found[count] = _profile(user_id, state, moments[count])
    return found


@dataclass
class _Read:
    """A log as far as it is folded, and the moments in it that hold no more."""

    state: Folding
    log: tuple[Opinion, ...]
    gone: frozenset[str]


class Folds:
    """Folds that go on: of a log that has only grown, the new entries alone are taken in, so that a long talk costs no
    more a turn than a short one. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: OrderedDict[str, _Read] = OrderedDict()

    def profile(self, user_id: str, log: tuple[Opinion, ...], now: float | None = None) -> Profile:
        """The same as ``fold`` makes of a log."""
        with self._lock:
            known = self._read.get(user_id)
            if known is None or not _goes_on(known, log):
                gone = frozenset(name_of(one.about) for one in log if kind_of(one.about) == UNDONE)
                known = _Read(_folded(standing(log)), log, gone)
            for one in log[len(known.log) :]:
                step(known.state, one)
            self._read[user_id] = replace(known, log=log)
            self._read.move_to_end(user_id)
            while len(self._read) > AT_HAND:
                self._read.popitem(last=False)
            return _profile(user_id, known.state, now)

    def drop(self, user_id: str) -> None:
        """Keep nothing of a person at hand, since something of them was erased."""
        with self._lock:
            self._read.pop(user_id, None)


def _goes_on(known: _Read, log: tuple[Opinion, ...]) -> bool:
    """Whether a log is the known one with more entries, none of which changes what stands of the others."""
    before = len(known.log)
    if len(log) < before or (before and (log[0] is not known.log[0] or log[before - 1] is not known.log[-1])):
        return False
    return not any(kind_of(o.about) in (UNDONE, ASIDE) or repr(o.said_at) in known.gone for o in log[before:])


def _folded(opinions: Iterable[Opinion]) -> Folding:
    state = Folding()
    for opinion in opinions:
        step(state, opinion)
    return state


def _profile(user_id: str, state: Folding, now: float | None) -> Profile:
    held = {about: _aged(replace(one, lasting=about in state.lasting), now) for about, one in state.likings.items()}
    likings = {about: one for about, one in held.items() if not one.scope}
    refused = {name_of(a) for a, liking in state.likings.items() if kind_of(a) == ITEM and liking.value <= REFUSED}
    asks, yes = state.asks if state.questioned_at >= state.shown_at else ("", "")
    return Profile(
        user_id=user_id,
        likings=MappingProxyType(likings),
        constraints=_in_force(state),
        shown=MappingProxyType(dict(state.shown)),
        seen=frozenset(state.seen),
        refused=frozenset(refused),
        asked=frozenset(state.asked),
        search_began=state.began,
        search_words=state.words,
        photos=tuple(state.photos),
        focus=state.focus,
        earlier=tuple(state.earlier),
        spoken=tuple(state.spoken),
        own=tuple(state.own.values()),
        beside=tuple(state.beside),
        whom=state.whom,
        wishes=MappingProxyType(dict(state.wishes)),
        searches=tuple(state.searches.values()),
        passed=frozenset(item for item, at in state.passed.items() if now is None or now - at < VISIT),
        questioned=state.questioned_at == state.shown_at,
        asked_in_a_row=state.asked_in_a_row if state.questioned_at == state.shown_at else 0,
        asks=asks,
        yes=yes,
        together=state.together,
        shop_question=state.question[0],
        shop_source=state.question[1],
        places=tuple(state.places),
        scoped=MappingProxyType({about: one for about, one in held.items() if one.scope}),
        scoped_limits=tuple(limit for limit, _ in state.scoped_limits.values()),
        consents=MappingProxyType(dict(state.consents)),
        pending=state.pending,
    )


def _in_force(state: Folding) -> tuple[Constraint, ...]:
    """The conditions of the present search, with those of the place that it is for; what is liked there is no longer
    kept out there.
    """
    there = [limit for limit, _ in state.scoped_limits.values() if limit.scope in state.places]
    liked = {one.about for one in state.likings.values() if one.scope in state.places and one.value >= 0}
    limits = [c for c, _ in state.limits.values() if c.op != "!=" or f"{c.attribute}/{c.value}" not in liked]
    said = {(c.attribute, c.value) for c in limits}  # the same, or that it is asked for all the same
    return (*limits, *(c for c in there if (c.attribute, c.value) not in said))


def _aged(liking: Liking, now: float | None) -> Liking:
    if now is None or now <= liking.said_at or liking.lasting:
        return liking
    return replace(liking, value=liking.value * 0.5 ** ((now - liking.said_at) / HALF_LIFE))
