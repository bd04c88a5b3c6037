"""What a message changes of what is searched: its sort, its words, and the conditions that end with another search."""

from collections.abc import Set
from dataclasses import replace

from convrec.data.attributes import is_colour
from convrec.data.designs import DESIGN
from convrec.types import Understanding
from convrec.understanding.returning import lasting, taken_up
from convrec.understanding.whom import ME
from knowledge_graph import Constraint, Opinion, Profile
from knowledge_graph.schema import BEGUN, ITEM, TASTE, WHOM, WISH, kind_of, name_of

SURE = 0.35  # how sure a "find" must be to end a search that it doesn't name


def begins(understanding: Understanding, profile: Profile, topics: Set[str]) -> bool:
    """Whether a message begins a new search. ``topics`` names the attributes that say what is searched."""
    if understanding.again is not None:
        return False
    wanted = {limit.about for limit in _topics(understanding)}
    current = {c.about for c in profile.constraints if c.op == "=" and c.attribute in topics}
    looks = _looks_for_something(understanding) and understanding.intent in ("find", "refine")
    if (wanted or looks) and _for_another(understanding, profile):
        return True
    if wanted:
        narrowed = bool(current) and current <= wanted and all(_of_a_design(about) for about in wanted - current)
        widened = bool(current) and current < wanted
        told_now = not current and bool(profile.constraints or topics & {profile.asks})  # the sort is only named now
        if profile.whom and not (current or understanding.whom):
            return False  # what it is that is looked for on somebody's behalf is only named now
        if understanding.photos is None and (_by_photo_alone(profile) or wanted < current):
            return False  # a photo may be misread; "side tables", of tables of several sorts, are among these
        return wanted != current and not narrowed and not widened and not told_now
    if understanding.relation == "with":
        return not _goes_on_beside(understanding, profile)  # what goes with a sofa is no sofa
    if understanding.relation == "unlike":
        return False
    return understanding.intent == "find" and understanding.confidence >= SURE and looks


def ended(understanding: Understanding, profile: Profile, topics: Set[str]) -> tuple[str, ...]:
    """The conditions that end because another search begins or goes on: all but what the person never wants."""
    if understanding.again is None and not begins(understanding, profile, topics):
        return _other_sorts(understanding, profile, topics)
    same = understanding.again is None and profile.whom and _whom(understanding) == profile.whom
    lasts = {c.about for c in profile.constraints if lasting(c, profile) or (same and _of_a_person(c, topics))}
    return tuple(c.about for c in profile.constraints if c.about not in lasts)


def _by_photo_alone(profile: Profile) -> bool:
    """Whether the search goes by a photo, and no words have said what is searched."""
    return bool(profile.photos) and not profile.search_words


def _other_sorts(understanding: Understanding, profile: Profile, topics: Set[str]) -> tuple[str, ...]:
    """The sorts that a search goes on without, where another or one of several is named now."""
    wanted = {limit.about for limit in _topics(understanding)}
    current = [c.about for c in profile.constraints if c.op == "=" and c.attribute in topics]
    if understanding.photos is not None or not wanted or not (_by_photo_alone(profile) or wanted < {*current}):
        return ()
    return tuple(about for about in current if about not in wanted)


def _of_a_person(constraint: Constraint, topics: Set[str]) -> bool:
    """Whether a condition of a search for somebody holds for whatever else is for them: who can't have gluten now
    can't have it in bread either.
    """
    needs = constraint.op == "=" and constraint.attribute not in topics and not is_colour(constraint.attribute)
    return constraint.op == "!=" or needs


def turning(understanding: Understanding, profile: Profile, topics: Set[str]) -> list[Opinion]:
    """What the log is told of a search that begins or goes on, of the end of the one before, and for whom it is.

    Moments and people are those of the message; the caller puts them in.
    """
    marks = [Opinion("", about, 0.0, 0.0, source="taken back") for about in ended(understanding, profile, topics)]
    new, whom = begins(understanding, profile, topics), _whom(understanding)
    if understanding.again is not None:
        marks.append(Opinion("", understanding.again.about, 0.0, 0.0, source="shown"))
    elif new:
        marks.append(Opinion("", f"{BEGUN}/{whom}", 0.0, 0.0, source="shown"))
    elif understanding.whom and whom != profile.whom:
        marks.append(Opinion("", f"{WHOM}/{whom}", 0.0, 0.0, source="shown"))
    return marks


def continued(understanding: Understanding, profile: Profile) -> Profile:
    """The profile with the search that a message goes on with."""
    return profile if understanding.again is None else taken_up(profile, understanding.again)


def held_by(understanding: Understanding, profile: Profile, new: bool) -> list[Opinion]:
    """The opinions as they are kept: passing wishes in a search for somebody else are that one's, and of it alone."""
    if not (_whom(understanding) if understanding.whom or new else profile.whom):
        return list(understanding.opinions)
    must = {f"{limit.attribute}/{limit.value}" for limit in understanding.constraints if limit.op == "="}
    return [
        replace(one, about=f"{WISH}/{one.about}") if _passing(one) else one
        for one in understanding.opinions
        if not (_passing(one) and one.about in must)
    ]


def _passing(opinion: Opinion) -> bool:
    return 0 < opinion.liking < TASTE and kind_of(opinion.about) != ITEM


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


def _whom(understanding: Understanding) -> str:
    return "" if understanding.whom == ME else understanding.whom


def _for_another(understanding: Understanding, profile: Profile) -> bool:
    """Whether a message turns from one person to another; who was looking before may only now say for whom."""
    return bool(understanding.whom and profile.whom) and _whom(understanding) != profile.whom


def _goes_on_beside(understanding: Understanding, profile: Profile) -> bool:
    """Whether the search stays with what it was for: "cheaper", of what is to go with the sofa."""
    return understanding.intent != "find" and bool(understanding.beside) and understanding.beside == profile.beside


def _of_a_design(about: str) -> bool:
    return Constraint.from_about(about).attribute == DESIGN
