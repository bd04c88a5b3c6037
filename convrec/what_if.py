"""The reply to "what if I liked oak?": the list that would be there, and what was changed for it."""

from collections.abc import Iterator, Mapping

from convrec.naming import Names, listed
from convrec.phrases import phrase
from convrec.types import Language, Understanding
from knowledge_graph import Constraint
from knowledge_graph.schema import ITEM, LIMIT, kind_of


def told(
    understanding: Understanding, found: tuple[str, ...], shown: Mapping[str, str], names: Names, language: Language
) -> str:
    """The line above a list of what would be ``found``, beside what is ``shown``; all that was supposed is named."""
    changes = listed(dict.fromkeys(_changes(understanding, names, language)), language)
    kind = "what if, nothing" if not found else "what if, the same" if found == (*shown,) else "what if"
    return phrase(kind, language, changes=changes)


def _changes(understanding: Understanding, names: Names, language: Language) -> Iterator[str]:
    for topic in understanding.topic:
        yield names.entity(topic, language)
    said = {f"{limit.attribute}/{limit.value}" for limit in understanding.constraints} | {*understanding.retracted}
    for opinion in understanding.opinions:
        if kind_of(opinion.about) != ITEM and opinion.about not in said:
            liked = "supposed liking" if opinion.liking > 0 else "supposed dislike"
            yield phrase(liked, language, thing=names.about(opinion.about, language))
    for limit in understanding.constraints:
        yield names.constraint(limit, language)
    limits = [Constraint.from_about(about) for about in understanding.retracted if kind_of(about) == LIMIT]
    values = {f"{limit.attribute}/{limit.value}" for limit in limits}
    for about in understanding.retracted:
        if about in values:
            continue  # the wish behind a condition
        yield _taken_away(about, names, language)


def _taken_away(about: str, names: Names, language: Language) -> str:
    """A condition or dislike that wouldn't hold."""
    if kind_of(about) != LIMIT:
        return phrase("supposed fine", language, thing=names.about(about, language))
    limit = Constraint.from_about(about)
    if limit.op == "!=":
        return phrase("supposed fine", language, thing=names.entity(f"{limit.attribute}/{limit.value}", language))
    return phrase("supposed away", language, thing=names.constraint(limit, language))
