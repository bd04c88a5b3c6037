"""A list that was shown, made again: from the same search, with the profile folded without some of what was said.

A profile is a fold over opinions, so leaving some out is a fold over fewer. Nothing is saved.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from convrec.causes.held import Held, held
from convrec.search import Found, Searcher, together
from convrec.seen import Box, Likely, SeenPhoto, Thing
from convrec.types import LANGUAGES, Mention, Understanding
from knowledge_graph import Constraint, Opinion, Profile, fold


@dataclass(frozen=True, eq=False)
class Rerun:
    """One list and all that made it. ``opinions`` are those that were there before it, ``at`` is when it was shown."""

    searcher: Searcher
    understanding: Understanding
    user_id: str
    opinions: tuple[Opinion, ...]
    at: float
    limit: int

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """What the person held when the list was made."""
        return held(self.profile())

    def profile(self, without: Iterable[Held] = ()) -> Profile:
        """The person as if some things had never been said."""
        unsaid = {about for one in without for about in one.abouts}
        return fold(self.user_id, (o for o in self.opinions if o.about not in unsaid), self.at)

    def found(self, without: Collection[Held] = ()) -> Found:
        """The list as it would have been: retrieved and ranked again."""
        queries = self.searcher.conditions.queries(self.understanding, self.profile(without))
        return together(
            [self.searcher.rank(query, self.searcher.retrieve(query), self.limit) for query in queries], self.limit
        )


def write_search(understanding: Understanding) -> str:
    """What a search looked for, as it is kept in the log; vectors are made again from it."""
    return json.dumps(_told(understanding), ensure_ascii=False)


def _told(understanding: Understanding) -> dict[str, Any]:
    gone_by = [one for one in understanding.seen if not one.strange] or understanding.seen
    told = {
        "language": understanding.language,
        "intent": understanding.intent,
        "words": understanding.search_text,
        "named": [mention.entity for mention in understanding.mentions],
        "references": understanding.references,
        "photos": [[seen.photo, seen.chosen, seen.pointed_at, seen.words, seen.place] for seen in gone_by],
        "things": [[_written(thing) for thing in seen.things] for seen in gone_by],
        "likened": understanding.likened,
        "shows": understanding.shows,
        "relation": understanding.relation,
        "changed": sorted(understanding.changed),
        "beside": understanding.beside,
    }
    return told | {"apart": [_told(part) | _own(part) for part in understanding.apart]} if understanding.apart else told


def _own(part: Understanding) -> dict[str, Any]:
    """What holds for one of several things alone, as far as the person still holds it."""
    return {
        "topic": part.topic,
        "limits": [[limit.about, limit.said] for limit in part.constraints],
        "opinions": [[one.about, one.liking, one.said_at, one.quote] for one in part.opinions],
    }


def read_search(kept: str) -> Understanding:
    """A kept search read back: the understanding without its vectors, its photos with what was meant in them."""
    return _read(json.loads(kept))


def _read(told: dict[str, Any]) -> Understanding:
    language = next(known for known in LANGUAGES if known == told["language"])
    named = tuple(Mention(entity, "", 0, 0) for entity in told["named"])
    return Understanding(
        language,
        told["intent"],
        mentions=named,
        opinions=tuple(Opinion("", *one) for one in told.get("opinions", ())),
        constraints=tuple(Constraint.from_about(*one) for one in told.get("limits", ())),
        topic=tuple(told.get("topic", ())),
        references=tuple(told["references"]),
        search_text=told["words"],
        likened=tuple(told.get("likened", ())),  # which lists shown by earlier versions don't tell
        shows=told.get("shows", ""),
        relation=told.get("relation", "like"),
        changed=frozenset(told.get("changed", ())),
        beside=tuple(told.get("beside", ())),
        seen=tuple(_photos(told)),
        apart=tuple(_read(part) for part in told.get("apart", ())),
    )


def _photos(told: dict[str, Any]) -> Iterator[SeenPhoto]:
    things = told.get("things") or [[] for _ in told["photos"]]
    for (photo, chosen, at, words, *place), seen in zip(told["photos"], things, strict=True):
        told_apart = place[0] if place else 0
        yield SeenPhoto(photo, tuple(map(_thing, seen)), chosen, tuple(words), pointed_at=at, place=told_apart)


def _written(thing: Thing) -> list[list[Any]]:
    likely = ([[one.about, one.share] for one in kind] for kind in (thing.sorts, thing.colours))
    return [list(astuple(thing.box)), *likely]


def _thing(kept: list[list[Any]]) -> Thing:
    box, *likely = kept
    return Thing(Box(*box), *(tuple(Likely(*one) for one in kind) for kind in likely))
