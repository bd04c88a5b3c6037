"""What a message changes of what is searched: its sort, its words, and the conditions that end with another search."""

from collections.abc import Set

from convrec.data.designs import DESIGN
from convrec.data.shelf import WORDS
from convrec.types import Understanding
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import kind_of, name_of

SURE = 0.35  # how sure a "find" must be to end a search that it doesn't name


def ended(understanding: Understanding, profile: Profile, topics: Set[str]) -> tuple[str, ...]:
    """The conditions that end because a new search begins: all but what the person never wants.

    ``topics`` names the attributes that say what is searched.
    """
    wanted = {limit.about for limit in _topics(understanding)}
    current = {c.about for c in profile.constraints if c.op == "=" and c.attribute in topics}
    if wanted:
        narrowed = bool(current) and current <= wanted and all(_of_a_design(about) for about in wanted - current)
        widened = bool(current) and current < wanted
        new = wanted != current and not narrowed and not widened
    elif understanding.relation == "with":
        new = not _goes_on_beside(understanding, profile)  # what goes with a sofa is no sofa
    elif understanding.relation == "unlike":
        new = False
    else:
        aimless = understanding.intent == "find" and understanding.confidence >= SURE
        new = aimless and _looks_for_something(understanding)
    return tuple(c.about for c in profile.constraints if not _lasting(c, profile)) if new else ()


def words(understanding: Understanding) -> tuple[str, ...]:
    """The words of the search from now on ("" for a photo alone); none where the message looks for nothing new."""
    looking = _looks_for_something(understanding)
    return (understanding.search_text,) if looking and understanding.intent in ("find", "refine") else ()


def topic(understanding: Understanding, profile: Profile, new: bool) -> list[Constraint]:
    """What sort of thing is wanted, as constraints, where it isn't what is searched already."""
    wanted = _topics(understanding)
    known = {c.about for c in profile.constraints} if not new else set()
    return wanted if any(constraint.about not in known for constraint in wanted) else []  # together, as alternatives


def _looks_for_something(understanding: Understanding) -> bool:
    """In words, by a photo, or by what it is to go with; a refined search goes on beside what it was beside."""
    beside = bool(understanding.beside) and understanding.intent == "find"
    return bool(understanding.search_text) or understanding.photos is not None or beside


def _topics(understanding: Understanding) -> list[Constraint]:
    return [Constraint(kind_of(entity), "=", name_of(entity)) for entity in understanding.topic]


def limits(understanding: Understanding) -> list[Constraint]:
    """All that a message says must be."""
    return [*_topics(understanding), *understanding.constraints]


def _goes_on_beside(understanding: Understanding, profile: Profile) -> bool:
    """Whether the search stays with what it was for: "cheaper", of what is to go with the sofa."""
    return understanding.intent != "find" and bool(understanding.beside) and understanding.beside == profile.beside


def _of_a_design(about: str) -> bool:
    return Constraint.from_about(about).attribute == DESIGN


def _lasting(constraint: Constraint, profile: Profile) -> bool:
    """An exclusion lasts where it rests on the person's own dislike, and not on, say, a gift's receiver's."""
    if constraint.attribute == WORDS:
        return True
    return constraint.op == "!=" and profile.liking(f"{constraint.attribute}/{constraint.value}") < 0
