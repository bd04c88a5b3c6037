"""Whether stated reasons are true: take a cause away, score the item again, and the score falls by what was stated.

Causes are whole votes (words, photo, graph, people …), each left out of the fusion, and opinions: each is left out of
the person's profile, and the same recommenders name the item anew, fused under the conditions and weights of its list.
They name all that they can, so that what falls off the end of their candidates doesn't count. The lists are those of
simulated shoppers' conversations.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.assistant import Assistant
from convrec.errors import EvaluationError
from convrec.evaluation.conversation.shoppers import drawn_shoppers
from convrec.evaluation.conversation.talking import converse
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.strangers import met_by_strangers
from convrec.models import load_models
from convrec.search import Searcher
from convrec.settings import Settings
from convrec.types import Because, Candidate, Query, Recommendation, Turn
from knowledge_graph.schema import name_of

RECOMMENDATIONS = 1000  # that are looked at
MOST_PEOPLE = 2000  # who talk until there are as many
SEED = 53
ROUNDING = 0.005  # contributions are told to two places
RESTING = ("graph", "people", "learned")  # sources whose votes start from what somebody likes
MOST_TOLD = 20  # untrue ones that are told


@dataclass(frozen=True)
class Check:
    """One cause taken away: by how much the score was said to fall, and by how much it fell."""

    kind: str  # "votes" or "opinions"
    cause: str
    item_id: str
    stated: float
    fell: float

    @property
    def true(self) -> bool:
        return abs(self.stated - self.fell) <= ROUNDING


@dataclass(frozen=True, eq=False)
class Again:
    """Scores items again, by the votes of those sources alone that voted for them on the list (``named``)."""

    searcher: Searcher
    query: Query
    named: frozenset[tuple[str, str]]

    def scores(self, candidates: Iterable[Candidate], but: str = "") -> Mapping[str, float]:
        """Item id → score; without one source's votes."""
        kept = (c for c in candidates if (c.source, c.item_id) in self.named and c.source != but)
        return {one.item_id: one.score for one in self.searcher.fuse(self.query, kept)}


@dataclass
class Watch:
    """Looks at the turns of conversations until it has seen enough recommendations."""

    searcher: Searcher
    size: int  # of the catalogue
    seen: int = 0
    checks: list[Check] = field(default_factory=list)

    def __call__(self, turn: Turn) -> None:
        """Check every reason of every item of a turn's list; lists for several photos at a time are passed over."""
        queries = self.searcher.conditions.queries(turn.understanding, turn.profile) if turn.recommendations else ()
        if len(queries) != 1 or self.seen >= RECOMMENDATIONS:
            return
        query = replace(queries[0], limit=self.size)
        candidates = self.searcher.retrieve(query)
        scored = [r for r in turn.recommendations if r.votes]  # what leads by a measure alone has no reasons
        self.seen += len(scored)
        again = Again(self.searcher, query, frozenset((vote.source, r.item_id) for r in scored for vote in r.votes))
        self.checks += _of_votes(again, candidates, scored)
        self.checks += _of_opinions(again, again.scores(candidates), scored)


def evaluate_reasons(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """The share of causes that are true by removal over 1,000 recommendations, of votes and of opinions apart.

    ``test`` isn't used: the shoppers are made up. Raises EvaluationError where nobody is shown anything.
    """
    settings = settings.model_copy(update={"catalogue": data})
    with met_by_strangers(load_models(settings), settings) as assistant:
        watch = _watched(assistant)
    if not watch.checks:
        raise EvaluationError(f"{data} has nothing that anybody was shown.")
    wrong = [check for check in watch.checks if not check.true]
    told = [f"{one.cause} for {one.item_id}: {one.stated:+.3f} stated, {one.fell:+.3f} fell" for one in wrong]
    return {
        "true": share(_hits(watch.checks)),
        "true_ci": interval(_hits(watch.checks)),
        **{f"{kind}/{name}": value for kind in ("votes", "opinions") for name, value in _of(kind, watch.checks)},
        "recommendations": watch.seen,
        "untrue": told[:MOST_TOLD],
        "simulated": True,
    }


def _watched(assistant: Assistant) -> Watch:
    watch = Watch(assistant.causes.searcher, len(assistant.catalogue.items))
    shoppers = drawn_shoppers(assistant.catalogue, MOST_PEOPLE, SEED)
    with tqdm(total=RECOMMENDATIONS, desc="recommendations", disable=None) as bar:
        for shopper in shoppers:
            converse(assistant, shopper, shopper.name, SEED, watch=watch)
            bar.update(min(watch.seen, RECOMMENDATIONS) - bar.n)
            if watch.seen >= RECOMMENDATIONS:
                break
    return watch


def _of(kind: str, checks: Sequence[Check]) -> Iterator[tuple[str, float]]:
    own = [check for check in checks if check.kind == kind]
    if own:
        yield from (("true", share(_hits(own))), ("checked", len(own)))


def _hits(checks: Sequence[Check]) -> np.ndarray:
    return np.array([check.true for check in checks], dtype=float)


def _of_votes(again: Again, candidates: Sequence[Candidate], listed: Sequence[Recommendation]) -> Iterator[Check]:
    """Every source left out of the fusion, for the items that it voted for."""
    whole = again.scores(candidates)
    for source in sorted({vote.source for one in listed for vote in one.votes}):
        without = again.scores(candidates, but=source)
        for one in listed:
            stated = [vote.contribution for vote in one.votes if vote.source == source]
            if stated:
                yield Check("votes", source, one.item_id, sum(stated), _fall(one, whole, without))


def _of_opinions(again: Again, whole: Mapping[str, float], listed: Sequence[Recommendation]) -> Iterator[Check]:
    """Every liking left out of the profile, for the items whose reasons rest on it; what may be shown stays."""
    profile = again.query.profile
    for about in profile.likings:
        resting = {one.item_id: _resting_on(about, one) for one in listed}
        if not any(resting.values()):
            continue
        likings = MappingProxyType({other: liking for other, liking in profile.likings.items() if other != about})
        changed = replace(again.query, profile=replace(profile, likings=likings))
        without = again.scores(again.searcher.retrieve(changed))
        for one in listed:
            if parts := resting[one.item_id]:
                stated = sum(part.amount for part in parts)
                yield Check("opinions", about, one.item_id, stated, _fall(one, whole, without))


def _fall(one: Recommendation, whole: Mapping[str, float], without: Mapping[str, float]) -> float:
    return whole.get(one.item_id, 0.0) - without.get(one.item_id, 0.0)


def _resting_on(about: str, one: Recommendation) -> list[Because]:
    """The parts of a score that start from something liked or disliked: their evidence names it first."""
    names = {about, name_of(about)}
    return [p for vote in one.votes for p in vote.because if p.about and p.about[0] in names and vote.source in RESTING]
