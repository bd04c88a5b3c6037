"""What entries change of what was said to the person: lists, what is spoken of in them, questions and answers."""

from knowledge_graph.folding.searches import EARLIER
from knowledge_graph.folding.state import Folding
from knowledge_graph.schema import Opinion, name_of


def show(state: Folding, opinion: Opinion) -> None:
    """Items shown at one moment are one list; a later moment begins a new one."""
    state.question = ("", "")
    if opinion.said_at != state.shown_at:
        state.asked_in_a_row = state.asked_in_a_row if state.questioned_at == state.shown_at else 0
        state.earlier = [tuple(state.shown), *state.earlier][:EARLIER] if state.shown else []
        state.shown, state.shown_at, state.focus = {}, opinion.said_at, ""
        state.together = ()
    state.shown[name_of(opinion.about)] = opinion.quote
    state.seen.add(name_of(opinion.about))


def pass_over(state: Folding, opinion: Opinion) -> None:
    """An item of a list that is turned down as a whole."""
    state.passed[name_of(opinion.about)] = opinion.said_at


def speak(state: Folding, opinion: Opinion) -> None:
    """Items spoken of at one moment are spoken of together; one alone leaves those that were what they are."""
    state.focus = name_of(opinion.about)
    state.spoken.append(state.focus)
    if opinion.said_at != state.spoken_at:
        state.at_once, state.spoken_at = [], opinion.said_at
    state.at_once = [one for one in state.at_once if one != state.focus] + [state.focus]
    if len(state.at_once) > 1:
        state.together = tuple(state.at_once)


def question(state: Folding, opinion: Opinion) -> None:
    """What the person was asked to find something."""
    state.asked.add(name_of(opinion.about))
    state.questioned_at, state.asks = opinion.said_at, (name_of(opinion.about), opinion.quote)
    state.asked_in_a_row += opinion.said_at == state.shown_at  # else it came without a list


def ask_back(state: Folding, opinion: Opinion) -> None:
    """What the person was asked of their profile, and may answer now."""
    state.pending = name_of(opinion.about)


def answer(state: Folding, opinion: Opinion) -> None:
    """A question that the shop has answered."""
    state.question = (name_of(opinion.about), opinion.quote)
