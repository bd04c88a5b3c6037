"""Opinions that hold in one place or for one purpose: ``in/room/kitchen/colour/green``, ``in/said/balcony/limit/…``.

The scope is an entity (a catalogue's own room, or ``said/…`` where it has none so called), and behind it stands the id
that the opinion would have everywhere.
"""

from collections.abc import Collection

from knowledge_graph.schema import (
    ASPECT,
    IN,
    LASTING,
    LIMIT,
    PLACE,
    WISH,
    Constraint,
    kind_of,
    name_of,
)


def within(scope: str, about: str) -> str:
    """``room/kitchen`` and ``colour/green`` → ``in/room/kitchen/colour/green``; without a scope the id itself."""
    return f"{IN}/{scope}/{about}" if scope else about


def scope_of(about: str) -> str:
    """The scope of an id, "" where it holds everywhere."""
    return "/".join(about.split("/", 3)[1:3]) if kind_of(about) == IN else ""


def everywhere(about: str) -> str:
    """The same id without its scope: ``in/room/kitchen/colour/green`` → ``colour/green``."""
    return about.split("/", 3)[3] if kind_of(about) == IN else about


def subject_of(about: str) -> str:
    """The value that an id is about, however it is held: ``in/room/kitchen/limit/colour/!=/green`` → ``colour/green``;
    of a measure its name alone (``price/``).
    """
    about = everywhere(_held(about))
    if kind_of(about) == ASPECT:
        return f"{name_of(about)}/"
    if kind_of(about) != LIMIT:
        return about
    limit = Constraint.from_about(about)
    return f"{limit.attribute}/{'' if limit.op in ('<=', '>=') else limit.value}"


def concerns(about: str, subjects: Collection[str], attributes: Collection[str]) -> bool:
    """Whether an id is about one of some values, in one of them as its scope, or about an attribute as a whole."""
    subject = subject_of(about)
    return subject in subjects or scope_of(_held(about)) in subjects or kind_of(subject) in attributes


def _held(about: str) -> str:
    """The id that one tells more of: ``lasting/in/room/kitchen/colour/green`` → ``in/room/kitchen/colour/green``."""
    while kind_of(about) in (WISH, LASTING, PLACE):
        about = name_of(about)
    return about
