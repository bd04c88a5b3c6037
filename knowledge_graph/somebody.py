"""What a log says for somebody else: the conditions, wishes and words of the searches that were for them."""

from collections.abc import Iterable

from knowledge_graph.schema import (
    AGAIN,
    BEGUN,
    ITEM,
    LASTING,
    LIMIT,
    LISTED,
    SEARCH,
    WHOM,
    WISH,
    Opinion,
    kind_of,
    name_of,
)

_THEIRS = frozenset({LASTING, LIMIT, LISTED, SEARCH, WISH})


def said_for(log: Iterable[Opinion], somebody: str) -> tuple[Opinion, ...]:
    """The entries of all searches for ``somebody``, with those that later end one of their conditions.

    The person's own tastes, told beside, are none of them.
    """
    begun, now = dict[float, str](), ""
    theirs, open_ends = list[Opinion](), set[str]()
    for one in log:
        kind = kind_of(one.about)
        if kind in (BEGUN, WHOM):
            now = name_of(one.about)
            begun[one.said_at] = now
        elif kind == AGAIN:
            now = begun.get(float(name_of(one.about)), "")
        ends = one.source == "taken back"
        if ends and one.about in open_ends:
            open_ends.discard(one.about)
            theirs.append(one)
        elif now == somebody and kind == ITEM and one.source == "shown":
            theirs.append(one)  # its reasons repeat the words
        elif now == somebody and kind in _THEIRS and not ends:
            open_ends.add(one.about)
            theirs.append(one)
    return tuple(theirs)
