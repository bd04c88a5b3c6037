"""What entries change of the person: tastes, what they agreed to, their photos and things, and what is taken back."""

from knowledge_graph.folding.state import Folding
from knowledge_graph.schema import WISH, Liking, Opinion, Owned, kind_of, name_of
from knowledge_graph.scopes import everywhere, scope_of

NEWEST = 0.7  # share of the newest opinion when there are several about one thing


def like(state: Folding, opinion: Opinion) -> None:
    """A taste, in which the newest words weigh most."""
    before = state.likings.get(opinion.about)
    value = opinion.liking if before is None else (1 - NEWEST) * before.value + NEWEST * opinion.liking
    scope, about = scope_of(opinion.about), everywhere(opinion.about)
    if before is not None and before.value * value <= 0:
        state.lasting.discard(opinion.about)  # said otherwise since
    state.likings[opinion.about] = Liking(about, value, opinion.said_at, opinion.quote, opinion.source, value, scope)


def last(state: Folding, opinion: Opinion) -> None:
    """Something is said for good."""
    state.lasting.add(name_of(opinion.about))


def agree(state: Folding, opinion: Opinion) -> None:
    """What is agreed to, declined or only asked."""
    state.consents[name_of(opinion.about)] = opinion.liking


def send(state: Folding, opinion: Opinion) -> None:
    """A photo that came with a message."""
    state.photos.append(name_of(opinion.about))


def own(state: Folding, opinion: Opinion) -> None:
    """A thing of the person's own."""
    thing = Owned.from_about(opinion.about, opinion.said_at, opinion.quote)
    state.own.pop(thing.photo, None)  # said again: the newest comes last
    state.own[thing.photo] = thing


def take_back(state: Folding, opinion: Opinion) -> None:
    """Whatever was held under this id is no more."""
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
