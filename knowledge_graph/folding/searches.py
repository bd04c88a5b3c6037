"""What entries change of searches: where one begins, is left and taken up again, and what holds in it."""

from dataclasses import replace
from types import MappingProxyType

from knowledge_graph.folding.state import Folding
from knowledge_graph.limits import replaces
from knowledge_graph.schema import BEGINS, ITEM, TASTE, Constraint, Liking, Opinion, Search, kind_of, name_of

EARLIER = 8  # lists that are kept in mind
SEARCHES = 50  # searches left that are kept in mind


def begin_another(state: Folding, opinion: Opinion) -> None:
    """The present search is left for another."""
    _leave(state, opinion.said_at)
    state.begun, state.whom, state.wishes, state.words = opinion.said_at, name_of(opinion.about), {}, ""
    state.places = []
    _begin(state, opinion.said_at)


def take_up(state: Folding, opinion: Opinion) -> None:
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


def for_whom(state: Folding, opinion: Opinion) -> None:
    """For whom the search turns out to be."""
    state.whom = name_of(opinion.about)


def search_for(state: Folding, opinion: Opinion) -> None:
    """What is searched for in words."""
    state.words = name_of(opinion.about)
    if opinion.liking > 0:  # not a further word to the search before
        _begin(state, opinion.said_at)


def limit(state: Folding, opinion: Opinion) -> None:
    """Take up a constraint and drop those that it replaces."""
    new = Constraint.from_about(opinion.about, opinion.quote)
    held = state.scoped_limits if new.scope else state.limits
    for about, (old, said_at) in list(held.items()):
        if old.scope == new.scope and replaces(new, opinion.said_at, old, said_at):
            del held[about]
    if new.op == "=" and opinion.liking >= BEGINS and not new.scope:
        _begin(state, opinion.said_at)
    held[opinion.about] = (new, opinion.said_at)


def look_for(state: Folding, opinion: Opinion) -> None:
    """Places named at one moment are those of the search; named later, a change of mind."""
    if opinion.said_at != state.places_at:
        state.places, state.places_at = [], opinion.said_at
    state.places.append(name_of(opinion.about))


def go_beside(state: Folding, opinion: Opinion) -> None:
    """Photos named at one moment stand together; a later moment names another thing."""
    if opinion.said_at != state.beside_at:
        state.beside, state.beside_at = [], opinion.said_at
    if name_of(opinion.about) not in state.beside:
        state.beside.append(name_of(opinion.about))


def wish(state: Folding, opinion: Opinion) -> None:
    """What is wished for somebody else."""
    about = name_of(opinion.about)
    state.wishes[about] = Liking(about, opinion.liking, opinion.said_at, opinion.quote, opinion.source)


def _begin(state: Folding, at: float) -> None:
    """A new search: what was asked in the one before may be asked again, and what that was for is over."""
    if at != state.began:
        state.began = at
        state.asked.clear()
        state.beside.clear()


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
