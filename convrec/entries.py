"""What a message adds to the log of its person."""

from collections.abc import Set
from dataclasses import replace

from convrec.current_search import begins, continued, held_by, topic, turning, words
from convrec.types import Message, Understanding
from knowledge_graph import Opinion, Profile
from knowledge_graph.schema import (
    BEGINS,
    BESIDE,
    CONSENT,
    FOCUS,
    LASTING,
    NARROWS,
    PENDING,
    PLACE,
    QUESTIONS,
    SEARCH,
    item_entity,
)

TO_BE_ASKED = (("ask", 1.0), ("stop", -1.0))  # what is said of questions, as consent to be asked


def entries(message: Message, understanding: Understanding, profile: Profile, topics: Set[str]) -> list[Opinion]:
    """The entries; ``topics`` names the attributes that say what is searched."""
    new, at, user = begins(understanding, profile, topics), message.sent_at, message.user_id
    marks = turning(understanding, profile, topics)
    profile = continued(understanding, profile)
    must = [*topic(understanding, profile, new), *understanding.constraints]
    return [
        *([Opinion(user, f"{PENDING}/", 0.0, at, source="shown")] if profile.pending else []),
        *(Opinion(user, thing.about, 0.0, at, thing.quote, "photo") for thing in understanding.own),
        *(replace(mark, user_id=user, said_at=at) for mark in marks),
        *(Opinion(user, about, 0.0, at, source="taken back") for about in understanding.retracted),
        *(replace(one, user_id=user, said_at=at) for one in held_by(understanding, profile, new)),
        *(Opinion(user, item_entity(item), 0.0, at, source="passed") for item in understanding.passed),
        *(
            Opinion(user, limit.about, BEGINS if limit.attribute in topics else NARROWS, at, limit.said)
            for limit in must
        ),
        *(
            Opinion(user, f"{SEARCH}/{text}", float(understanding.intent == "find"), at, source="shown")
            for text in words(understanding)
        ),
        *(Opinion(user, f"{LASTING}/{about}", 0.0, at) for about in understanding.lasting),
        *(
            Opinion(user, f"{CONSENT}/{QUESTIONS}", liking, at)
            for wanted, liking in TO_BE_ASKED
            if wanted == understanding.questions
        ),
        *(Opinion(user, f"{PLACE}/{place}", 0.0, at, source="shown") for place in understanding.scopes),
        *(Opinion(user, f"{BESIDE}/{photo}", 0.0, at, source="shown") for photo in understanding.beside),
        *(Opinion(user, f"{FOCUS}/{item}", 0.0, at, source="shown") for item in understanding.pointed_items[:1]),
    ]


def without(understanding: Understanding, gone: Set[str]) -> Understanding:
    """An understanding as if some opinions and conditions (by their ``about`` ids) hadn't been said."""
    return replace(
        understanding,
        opinions=tuple(opinion for opinion in understanding.opinions if opinion.about not in gone),
        constraints=tuple(limit for limit in understanding.constraints if limit.about not in gone),
    )
