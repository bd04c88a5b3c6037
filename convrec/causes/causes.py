"""The causes of what somebody was shown last: made from the log whenever they are asked for."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from convrec.causes.counterfactual import Counterfactual, counterfactual
from convrec.causes.games import shares_of_opinions, shares_of_sources
from convrec.causes.held import Held
from convrec.causes.rerun import Rerun, read_search
from convrec.causes.shapley import Shares
from convrec.memory import Memory
from convrec.models import Models
from convrec.search import Searcher
from convrec.seen import SeenPhoto
from convrec.sight import Sight
from convrec.types import Candidate, PhotoVectors, Query, Understanding
from convrec.understanding.strange import familiar


@dataclass(frozen=True, eq=False)
class Causes:
    """Shared by all; whose list it is about arrives with the question. ``limit`` is how many items a list has."""

    searcher: Searcher
    memory: Memory
    models: Models
    sight: Sight
    limit: int

    def counterfactual(self, user_id: str, item_id: str) -> Counterfactual | None:
        """What the item's place on the newest list hangs on; None where that list doesn't hold it."""
        rerun = self.rerun(user_id)
        return counterfactual(rerun, item_id) if rerun else None

    def shares_of_opinions(self, user_id: str, item_id: str) -> Shares[Held] | None:
        """How its score divides among the person's opinions; None without a list."""
        rerun = self.rerun(user_id)
        return shares_of_opinions(rerun, item_id) if rerun else None

    def shares_of_sources(self, user_id: str, item_id: str) -> Shares[str] | None:
        """How its score divides among words, photo, people, graph …; None without a list."""
        rerun = self.rerun(user_id)
        if rerun is None:
            return None
        query, candidates = self._query_for(item_id, rerun)
        return shares_of_sources(candidates, item_id, partial(self.searcher.fuse, query))

    def _query_for(self, item_id: str, rerun: Rerun) -> tuple[Query, list[Candidate]]:
        """The query that an item is shown for, and what it named: of several, that in which it scores most."""
        asked = [
            (q, self.searcher.retrieve(q))
            for q in self.searcher.conditions.queries(rerun.understanding, rerun.profile())
        ]
        scores = [{r.item_id: r.score for r in self.searcher.fuse(*one)} for one in asked]
        place = max(range(len(asked)), key=lambda n: scores[n].get(item_id, -np.inf))
        return asked[place]

    def looked_at(self, user_id: str) -> tuple[SeenPhoto, ...]:
        """The photos that a person's newest list went by, as they were seen, as far as they are still kept."""
        kept = self.searched(user_id)
        photos = kept.seen if kept is not None else ()
        return tuple(one for one in photos if one.things and self.memory.album.store.has(one.photo))

    def rerun(self, user_id: str) -> Rerun | None:
        """The newest list of a person, ready to be made again; None where there was none, or its photos are erased."""
        kept = self.memory.last_list(user_id)
        if kept is None:
            return None
        opinions, entry = kept
        understanding = self.seen_again(read_search(entry.quote))
        if understanding is None:
            return None
        return Rerun(self.searcher, understanding, user_id, opinions, entry.said_at, self.limit)

    def searched(self, user_id: str) -> Understanding | None:
        """What a person's newest list was made from, without vectors; None without a list."""
        kept = self.memory.last_list(user_id)
        return read_search(kept[1].quote) if kept else None

    def seen_again(self, kept: Understanding) -> Understanding | None:
        """A kept search with its vectors; None where photos of it are erased."""
        looked_at = kept.seen
        if not all(self.memory.album.store.has(photo) for photo in (*(k.photo for k in looked_at), *kept.beside)):
            return None
        photos, seen = self.sight.see(
            self.memory.album.loaded([kept.photo for kept in looked_at]),
            {kept.photo: kept.chosen for kept in looked_at if kept.pointed_at},
        )
        again = tuple(_as_seen_then(now, then) for now, then in zip(seen, looked_at, strict=True))
        faded = [bool(n.thing.colours) and not t.thing.colours for n, t in zip(seen, again, strict=True)]
        if photos is not None and any(faded):  # its colours were taken away
            photos = replace(photos, colour=np.where(np.array(faded)[:, None], 0.0, photos.colour))
        return self._with_vectors(kept, photos, again)

    def _with_vectors(
        self, kept: Understanding, photos: PhotoVectors | None, seen: tuple[SeenPhoto, ...]
    ) -> Understanding:
        """The search and its parts with the vectors of their words and their photos, which are told by ``seen``."""
        own = [one.photo for one in kept.seen]
        rows = np.array([row for row, one in enumerate(seen) if one.photo in own], dtype=int)
        mine = tuple(seen[row] for row in rows)
        return replace(
            kept,
            vector=self._vector(kept),
            photos=familiar(photos[rows], mine) if photos is not None else None,
            seen=mine,
            apart=tuple(self._with_vectors(part, photos, seen) for part in kept.apart),
        )

    def _vector(self, understanding: Understanding) -> np.ndarray | None:
        words = understanding.search_text
        return self.models.text[understanding.language].encode([words])[0] if words else None


def _as_seen_then(now: SeenPhoto, then: SeenPhoto) -> SeenPhoto:
    """A photo that is looked at again, with what was seen in it, or put right, when its list was made."""
    told = replace(now, words=then.words, place=then.place)
    return replace(told, things=then.things, chosen=then.chosen) if then.things else told
