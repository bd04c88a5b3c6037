"""What a person holds: the entries of a profile, each as one thing that could have been left unsaid."""

from dataclasses import dataclass

from knowledge_graph.schema import LIMIT, VALUES, WISH, Constraint, Profile, kind_of
from knowledge_graph.scopes import everywhere, within


@dataclass(frozen=True)
class Held:
    """One thing that somebody holds; ``abouts`` are the ids under which the log knows it, the telling one first.

    Usually there is one. "A lamp" may stand for several sorts of lamp, and "no brass" is a limit and a dislike.
    ``liking`` is that of a taste, 0 for a limit.
    """

    abouts: tuple[str, ...]
    liking: float = 0.0

    @property
    def outright(self) -> bool:
        """Whether it says what must be ("a lamp"), and not only what is liked or kept out."""
        return kind_of(everywhere(self.abouts[0])) == LIMIT and Constraint.from_about(self.abouts[0]).op == "="


def held(profile: Profile) -> tuple[Held, ...]:
    """The likings and limits of a profile, those that were said in one breath together."""
    groups: dict[str, list[str]] = {}
    value_of: dict[str, str] = {}  # liking of a value → the group of the limit that says the same
    for limit in profile.constraints:
        own = f"{limit.attribute}/=" if limit.op == "=" else limit.about  # values wanted together are alternatives
        groups.setdefault(own, []).append(limit.about)
        if limit.op in (*VALUES, "!="):
            value_of[_value(limit)] = own
    there = {about: one for about, one in profile.scoped.items() if one.scope in profile.places}
    for about, liking in {**profile.likings, **there}.items():
        if liking.value:
            groups.setdefault(value_of.get(about, about), []).append(about)
    found = [Held(tuple(abouts), _felt(abouts[0], profile)) for abouts in groups.values()]
    return (*found, *(Held((f"{WISH}/{about}",), wish.value) for about, wish in profile.wishes.items()))


def _felt(about: str, profile: Profile) -> float:
    known = profile.scoped.get(about)
    return known.value if known else profile.liking(about)


def _value(limit: Constraint) -> str:
    return within(limit.scope, f"{limit.attribute}/{limit.value}")
