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
from convrec.types import Understanding
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
        query = self.searcher.query(rerun.understanding, rerun.profile())
        return shares_of_sources(self.searcher.retrieve(query), item_id, partial(self.searcher.fuse, query))

    def looked_at(self, user_id: str) -> tuple[SeenPhoto, ...]:
        """The photos that a person's newest list went by, as they were seen, as far as they are still kept."""
        kept = self.memory.last_list(user_id)
        photos = read_search(kept[1].quote)[1] if kept else ()
        return tuple(one for one in photos if one.things and self.memory.photos.has(one.photo))

    def rerun(self, user_id: str) -> Rerun | None:
        """The newest list of a person, ready to be made again; None where there was none, or its photos are erased."""
        kept = self.memory.last_list(user_id)
        if kept is None:
            return None
        opinions, entry = kept
        understanding, looked_at = read_search(entry.quote)
        if not all(self.memory.photos.has(photo) for photo in (*(k.photo for k in looked_at), *understanding.beside)):
            return None
        photos, seen = self.sight.see(
            self.memory.loaded([kept.photo for kept in looked_at]),
            {kept.photo: kept.chosen for kept in looked_at if kept.pointed_at},
        )
        again = tuple(replace(one, words=kept.words) for one, kept in zip(seen, looked_at, strict=True))
        understanding = replace(
            understanding, vector=self._vector(understanding), photos=familiar(photos, again), seen=again
        )
        return Rerun(self.searcher, understanding, user_id, opinions, entry.said_at, self.limit)

    def _vector(self, understanding: Understanding) -> np.ndarray | None:
        words = understanding.search_text
        return self.models.text[understanding.language].encode([words])[0] if words else None
