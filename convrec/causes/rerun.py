"""A list that was shown, made again: from the same search, with the profile folded without some of what was said.

A profile is a fold over opinions, so leaving some out is a fold over fewer. Nothing is saved.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from convrec.causes.held import Held, held
from convrec.search import Found, Searcher
from convrec.seen import Box, Likely, SeenPhoto, Thing
from convrec.types import LANGUAGES, Mention, Understanding
from knowledge_graph import Opinion, Profile, fold


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
        query = self.searcher.query(self.understanding, self.profile(without))
        return self.searcher.rank(query, self.searcher.retrieve(query), self.limit)


def write_search(understanding: Understanding) -> str:
    """What a search looked for, as it is kept in the log; vectors are made again from it."""
    return json.dumps(
        {
            "language": understanding.language,
            "intent": understanding.intent,
            "words": understanding.search_text,
            "named": [mention.entity for mention in understanding.mentions],
            "references": understanding.references,
            "photos": [[seen.photo, seen.chosen, seen.pointed_at, seen.words] for seen in understanding.seen],
            "things": [[_written(thing) for thing in seen.things] for seen in understanding.seen],
            "likened": understanding.likened,
            "shows": understanding.shows,
            "relation": understanding.relation,
            "changed": sorted(understanding.changed),
            "beside": understanding.beside,
        },
        ensure_ascii=False,
    )


def read_search(kept: str) -> tuple[Understanding, tuple[SeenPhoto, ...]]:
    """A kept search read back: the understanding without its vectors, and its photos, with what was meant in them."""
    told = json.loads(kept)
    language = next(known for known in LANGUAGES if known == told["language"])
    named = tuple(Mention(entity, "", 0, 0) for entity in told["named"])
    understanding = Understanding(
        language,
        told["intent"],
        mentions=named,
        references=tuple(told["references"]),
        search_text=told["words"],
        likened=tuple(told.get("likened", ())),  # which lists shown by earlier versions don't tell
        shows=told.get("shows", ""),
        relation=told.get("relation", "like"),
        changed=frozenset(told.get("changed", ())),
        beside=tuple(told.get("beside", ())),
    )
    things = told.get("things") or [[] for _ in told["photos"]]
    photos = (
        SeenPhoto(photo, tuple(map(_thing, seen)), chosen, tuple(words), pointed_at=at)
        for (photo, chosen, at, words), seen in zip(told["photos"], things, strict=True)
    )
    return understanding, tuple(photos)


def _written(thing: Thing) -> list[list[Any]]:
    likely = ([[one.about, one.share] for one in kind] for kind in (thing.sorts, thing.colours))
    return [list(astuple(thing.box)), *likely]


def _thing(kept: list[list[Any]]) -> Thing:
    box, *likely = kept
    return Thing(Box(*box), *(tuple(Likely(*one) for one in kind) for kind in likely))
