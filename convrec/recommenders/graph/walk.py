"""What the knowledge graph leads to from a person's likes and dislikes; the path is the reason."""

from collections import defaultdict
from collections.abc import Mapping

from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Query
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import ITEM, TASTE, Liking, Path, kind_of, name_of
from knowledge_graph.walk import walk

EARLIER_WISH = 0.3  # what a passing wish of an earlier search still counts; a taste counts in full


class Graph:
    """Votes from two-step walks over the catalogue's graph, starting at every opinion in the profile."""

    source = "graph"

    def __init__(self, graph: CatalogueGraph, row: Mapping[str, int]) -> None:
        self._graph, self._row = graph, row

    def candidates(self, query: Query) -> list[Candidate]:
        began = query.profile.search_began
        likings = {about: weight_now(liking, began) for about, liking in query.profile.likings.items()}
        because = {
            item: _because(paths, began, query.profile.likings)
            for item, paths in walk(self._graph, likings).items()
            if not query.exclude[self._row[item]]
        }
        return best(self.source, because, query.limit)


def weight_now(liking: Liking, began: float) -> float:
    """What a liking counts in a search that ``began`` then: a passing wish of an earlier one fades, a taste doesn't."""
    passing = abs(liking.felt) < TASTE and liking.said_at < began and not liking.scope
    return liking.value * (EARLIER_WISH if passing else 1.0)


def _because(paths: list[Path], began: float, likings: Mapping[str, Liking]) -> list[Because]:
    """One part per liked value; one per liked item, naming all the values it shares."""
    parts: list[Because] = []
    shared: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        start = path.steps[0]
        if kind_of(start) == ITEM:
            shared[start].append(path)
        else:
            where = (likings[start].scope,) if likings[start].scope else ()
            parts.append(Because(_kind(likings[start], began), (start, *where), path.weight))
    for start, ways in shared.items():
        ways.sort(key=lambda path: -abs(path.weight))
        about = (name_of(start), *(path.steps[1] for path in ways))
        kind = "shares" if likings[start].value > 0 else "shares disliked"
        parts.append(Because(kind, about, sum(path.weight for path in ways)))
    return parts


def _kind(liking: Liking, began: float) -> str:
    if liking.scope:
        return "liked there" if liking.value > 0 else "disliked there"
    if liking.value < 0:
        return "disliked"
    if liking.felt >= TASTE:
        return "liked"
    return "asked" if liking.said_at >= began else "asked before"
