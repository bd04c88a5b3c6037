"""What leads a list whatever its score: "the cheapest lamp", and what was shown, but otherwise."""

from dataclasses import dataclass, replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.shelf import Shelf
from convrec.data.tones import SIDES
from convrec.search.found import Found
from convrec.types import Query, Recommendation
from knowledge_graph import CatalogueGraph
from knowledge_graph.schema import ITEM, kind_of


@dataclass(frozen=True, eq=False)
class Leading:
    """Knows the catalogue, not the person."""

    catalogue: Catalogue
    graph: CatalogueGraph
    shelf: Shelf

    def led(self, found: Found, query: Query, limit: int) -> Found:
        """The list with that first which has the most or least of what is asked for ("the cheapest lamp"), or which is
        what was shown, but otherwise ("does it come in white?").
        """
        row = self._utmost(query)
        leading = self._otherwise(query) if row is None else [self.catalogue.items[row].id]
        known = {r.item_id: r for r in found.ranked}
        first = [known.get(item, Recommendation(item, 0.0, ())) for item in leading]
        others = [r for r in found.recommendations if r.item_id not in leading]
        utmost = "" if row is None else leading[0]
        return replace(found, recommendations=(*first, *others)[:limit], utmost=utmost)

    def _otherwise(self, query: Query) -> list[str]:
        """The variants of what is wanted otherwise ("does it come in white?") that are so, and open."""
        wanted = query.understanding.otherwise
        if wanted not in self.catalogue.row:
            return []
        named = {m.entity for m in query.understanding.mentions if kind_of(m.entity) != ITEM}
        variants = [one.id for one in self.catalogue.variants(self.catalogue.item(wanted))]
        open_ = [item for item in variants if not query.exclude[self.catalogue.row[item]]]
        shaded = any(limit.attribute in SIDES for limit in query.understanding.constraints)
        return [item for item in open_ if (named or shaded) and named <= {*self.graph.values_of(item)}]

    def _utmost(self, query: Query) -> int | None:
        """The row of what has most or least of a measure, of all that is open and has the values named with it."""
        said, contest = query.understanding, query.understanding.contest
        if contest is None or not contest.utmost or said.intent not in ("find", "refine"):
            return None
        wished = {view.about for view in said.opinions if view.liking > 0}
        named = [m.entity for m in said.mentions if m.entity in wished and kind_of(m.entity) != ITEM]
        having = [self.shelf.rows_of(entity) for entity in named]
        rows = np.flatnonzero(~query.exclude)
        closer = [row for row in rows if all(row in some for some in having)] if having else []
        rows = np.array(closer, dtype=np.intp) if closer else rows
        for measure in contest.measures:
            for column in self.shelf.measuring(measure):
                known = rows[~np.isnan(column[rows])]
                if 2 * len(known) > len(rows):
                    values = column[known] if contest.op == "<=" else -column[known]
                    return int(known[np.argmin(values)])
        return None
