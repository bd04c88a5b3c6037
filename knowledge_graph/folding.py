"""The fold itself: what each entry of a log changes of what is known of a person."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType

from knowledge_graph.limits import replaces
from knowledge_graph.schema import (
    AGAIN,
    ASKED,
    BEGINS,
    BEGUN,
    BESIDE,
    CONSENT,
    FOCUS,
    ITEM,
    LASTING,
    LIMIT,
    LISTED,
    OWN,
    PENDING,
    PHOTO,
    PLACE,
    QUESTION,
    SEARCH,
    TASTE,
    WHOM,
    WISH,
    Constraint,
    Liking,
    Opinion,
    Owned,
    Search,
    kind_of,
    name_of,
)
from knowledge_graph.scopes import everywhere, scope_of

NEWEST = 0.7  # share of the newest opinion when there are several about one thing
EARLIER = 8  # lists that are kept in mind
SEARCHES = 50  # searches left that are kept in mind


@dataclass
class Folding:
    """What is known so far while the log is read; it changes with every entry."""

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
    spoken_at: float = 0.0
    at_once: list[str] = field(default_factory=list)
    together: tuple[str, ...] = ()
    own: dict[str, Owned] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    beside_at: float = 0.0
    begun: float = 0.0
    whom: str = ""
    wishes: dict[str, Liking] = field(default_factory=dict)
    ended: list[tuple[Constraint, float]] = field(default_factory=list)
    ended_at: float = 0.0
    searches: dict[float, Search] = field(default_factory=dict)
    passed: dict[str, float] = field(default_factory=dict)
    questioned_at: float = -1.0
    asked_in_a_row: int = 0
    asks: tuple[str, str] = ("", "")
    question: tuple[str, str] = ("", "")
    lasting: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    places_at: float = 0.0
    scoped_limits: dict[str, tuple[Constraint, float]] = field(default_factory=dict)
    consents: dict[str, float] = field(default_factory=dict)
    pending: str = ""


def step(state: Folding, opinion: Opinion) -> None:
    """Take one more entry in."""
    kind = kind_of(opinion.about)
    if kind == LISTED:  # tells of a list and not of the person
        return
    if opinion.source == "taken back":
        _take_back(state, opinion)
    elif kind == BEGUN:
        _leave(state, opinion.said_at)
        state.begun, state.whom, state.wishes, state.words = opinion.said_at, name_of(opinion.about), {}, ""
        state.places = []
        _begin(state, opinion.said_at)
    elif kind == AGAIN:
        _take_up(state, opinion)
    elif kind == WHOM:
        state.whom = name_of(opinion.about)
    elif kind == ASKED:
        state.question = (name_of(opinion.about), opinion.quote)
    elif kind == QUESTION:
        state.asked.add(name_of(opinion.about))
        state.questioned_at, state.asks = opinion.said_at, (name_of(opinion.about), opinion.quote)
        state.asked_in_a_row += opinion.said_at == state.shown_at  # else it came without a list
    elif kind == SEARCH:
        state.words = name_of(opinion.about)
        if opinion.liking > 0:  # not a further word to the search before
            _begin(state, opinion.said_at)
    elif kind == FOCUS:
        _speak(state, opinion)
    elif kind == PHOTO:
        state.photos.append(name_of(opinion.about))
    elif kind == OWN:
        own = Owned.from_about(opinion.about, opinion.said_at, opinion.quote)
        state.own.pop(own.photo, None)  # said again: the newest comes last
        state.own[own.photo] = own
    elif kind == BESIDE:
        _go_beside(state, opinion)
    elif kind == LIMIT or kind_of(everywhere(opinion.about)) == LIMIT:
        _limit(state, opinion)
    elif kind == LASTING:
        state.lasting.add(name_of(opinion.about))
    elif kind == PLACE:
        _look_for(state, opinion)
    elif kind == CONSENT:
        state.consents[name_of(opinion.about)] = opinion.liking
    elif kind == PENDING:
        state.pending = name_of(opinion.about)
    elif kind == WISH:
        about = name_of(opinion.about)
        state.wishes[about] = Liking(about, opinion.liking, opinion.said_at, opinion.quote, opinion.source)
    elif opinion.source == "passed":
        state.passed[name_of(opinion.about)] = opinion.said_at
    elif opinion.source == "shown":
        _show(state, opinion)
    else:
        _like(state, opinion)


def _take_back(state: Folding, opinion: Opinion) -> None:
    state.likings.pop(opinion.about, None)
    state.lasting.discard(opinion.about)
    state.scoped_limits.pop(opinion.about, None)
    if kind_of(opinion.about) == WISH:
        state.wishes.pop(name_of(opinion.about), None)
    gone = state.limits.pop(opinion.about, None)
    if opinion.said_at != state.ended_at:
        state.ended, state.ended_at = [], opinion.said_at
    if gone is not None:
        state.ended.append(gone)


def _leave(state: Folding, at: float) -> None:
    """Keep the present search in mind, with the conditions that were just taken back, since they end with it."""
    limits = state.ended if state.ended_at == at else []
    wished = tuple(about for about, liking in state.likings.items() if _is_passing(liking, state.begun))
    if state.begun and (limits or state.words):
        state.searches.pop(state.begun, None)  # taken up since: the newest comes last
        state.searches[state.begun] = Search(
            state.begun,
            state.whom,
            tuple(limits),
            state.words,
            MappingProxyType(dict(state.wishes)),
            wished,
            MappingProxyType(dict(state.shown)),
            frozenset(state.asked),
            tuple(state.beside),
            tuple(state.places),
        )
    state.ended = []
    for began in list(state.searches)[:-SEARCHES]:
        del state.searches[began]


def _is_passing(liking: Liking, began: float) -> bool:
    """Whether a wish of the moment was said in a search that began then."""
    return 0 < liking.value < TASTE and kind_of(liking.about) != ITEM and liking.said_at >= began


def _take_up(state: Folding, opinion: Opinion) -> None:
    """An earlier search goes on as it was left: its conditions, its wishes, and what it showed last."""
    _leave(state, opinion.said_at)
    search = state.searches.pop(float(name_of(opinion.about)), None)
    if search is None:
        return
    state.began, state.begun, state.whom, state.words = opinion.said_at, search.began, search.whom, search.words
    state.wishes = {about: replace(one, said_at=opinion.said_at) for about, one in search.wishes.items()}
    state.limits |= {limit.about: (limit, said_at) for limit, said_at in search.constraints}
    for about in set(search.wished) & set(state.likings):
        state.likings[about] = replace(state.likings[about], said_at=opinion.said_at)
    state.asked, state.beside, state.beside_at = set(search.asked), list(search.beside), 0.0
    state.places = list(search.places)
    state.earlier = [tuple(state.shown), *state.earlier][:EARLIER] if state.shown else state.earlier
    state.shown, state.focus, state.questioned_at = dict(search.shown), "", -1.0


def _show(state: Folding, opinion: Opinion) -> None:
    """Items shown at one moment are one list; a later moment begins a new one."""
    state.question = ("", "")
    if opinion.said_at != state.shown_at:
        state.asked_in_a_row = state.asked_in_a_row if state.questioned_at == state.shown_at else 0
        state.earlier = [tuple(state.shown), *state.earlier][:EARLIER] if state.shown else []
        state.shown, state.shown_at, state.focus = {}, opinion.said_at, ""
        state.together = ()
    state.shown[name_of(opinion.about)] = opinion.quote
    state.seen.add(name_of(opinion.about))


def _speak(state: Folding, opinion: Opinion) -> None:
    """Items spoken of at one moment are spoken of together; one alone leaves those that were what they are."""
    state.focus = name_of(opinion.about)
    state.spoken.append(state.focus)
    if opinion.said_at != state.spoken_at:
        state.at_once, state.spoken_at = [], opinion.said_at
    state.at_once = [one for one in state.at_once if one != state.focus] + [state.focus]
    if len(state.at_once) > 1:
        state.together = tuple(state.at_once)


def _like(state: Folding, opinion: Opinion) -> None:
    before = state.likings.get(opinion.about)
    value = opinion.liking if before is None else (1 - NEWEST) * before.value + NEWEST * opinion.liking
    scope, about = scope_of(opinion.about), everywhere(opinion.about)
    if before is not None and before.value * value <= 0:
        state.lasting.discard(opinion.about)  # said otherwise since
    state.likings[opinion.about] = Liking(about, value, opinion.said_at, opinion.quote, opinion.source, value, scope)


def _limit(state: Folding, opinion: Opinion) -> None:
    """Take up a constraint and drop those that it replaces."""
    new = Constraint.from_about(opinion.about, opinion.quote)
    held = state.scoped_limits if new.scope else state.limits
    for about, (old, said_at) in list(held.items()):
        if old.scope == new.scope and replaces(new, opinion.said_at, old, said_at):
            del held[about]
    if new.op == "=" and opinion.liking >= BEGINS and not new.scope:
        _begin(state, opinion.said_at)
    held[opinion.about] = (new, opinion.said_at)


def _look_for(state: Folding, opinion: Opinion) -> None:
    """Places named at one moment are those of the search; named later, a change of mind."""
    if opinion.said_at != state.places_at:
        state.places, state.places_at = [], opinion.said_at
    state.places.append(name_of(opinion.about))


def _go_beside(state: Folding, opinion: Opinion) -> None:
    """Photos named at one moment stand together; a later moment names another thing."""
    if opinion.said_at != state.beside_at:
        state.beside, state.beside_at = [], opinion.said_at
    if name_of(opinion.about) not in state.beside:
        state.beside.append(name_of(opinion.about))


def _begin(state: Folding, at: float) -> None:
    """A new search: what was asked in the one before may be asked again, and what that was for is over."""
    if at != state.began:
        state.began = at
        state.asked.clear()
        state.beside.clear()
