"""The fold itself: what each entry of a log changes of what is known of a person."""

from collections.abc import Callable, Mapping

from knowledge_graph.folding import lists, searches, tastes
from knowledge_graph.folding.state import Folding
from knowledge_graph.schema import (
    AGAIN,
    ASKED,
    BEGUN,
    BESIDE,
    CONSENT,
    FOCUS,
    LASTING,
    LIMIT,
    LISTED,
    OWN,
    PENDING,
    PHOTO,
    PLACE,
    QUESTION,
    SEARCH,
    WHOM,
    WISH,
    Opinion,
    kind_of,
)
from knowledge_graph.scopes import everywhere

__all__ = ["Folding", "step"]

Fold = Callable[[Folding, Opinion], None]
BY_KIND: Mapping[str, Fold] = {
    BEGUN: searches.begin_another,
    AGAIN: searches.take_up,
    WHOM: searches.for_whom,
    SEARCH: searches.search_for,
    LIMIT: searches.limit,
    PLACE: searches.look_for,
    BESIDE: searches.go_beside,
    WISH: searches.wish,
    FOCUS: lists.speak,
    QUESTION: lists.question,
    PENDING: lists.ask_back,
    ASKED: lists.answer,
    LASTING: tastes.last,
    CONSENT: tastes.agree,
    PHOTO: tastes.send,
    OWN: tastes.own,
}
BY_SOURCE: Mapping[str, Fold] = {"passed": lists.pass_over, "shown": lists.show}  # of what is about an item


def step(state: Folding, opinion: Opinion) -> None:
    """Take one more entry in."""
    kind = kind_of(opinion.about)
    if kind == LISTED:  # tells of a list and not of the person
        return
    if opinion.source == "taken back":
        tastes.take_back(state, opinion)
        return
    if kind_of(everywhere(opinion.about)) == LIMIT:  # in one place alone, too
        kind = LIMIT
    fold = BY_KIND.get(kind) or BY_SOURCE.get(opinion.source) or tastes.like
    fold(state, opinion)
