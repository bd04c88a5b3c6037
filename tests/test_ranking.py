"""The fusion adds up exactly, and near-duplicates give way."""

import random

import numpy as np
import pytest

from convrec.diversity import Likeness, lost_of
from convrec.ranking import WEIGHTS, Bound, fuse, spread
from convrec.settings import Settings
from convrec.types import Because, Candidate, Recommendation
from knowledge_graph import CatalogueGraph


def candidate(item: str, source: str, *amounts: float) -> Candidate:
    return Candidate(item, sum(amounts), source, tuple(Because("words", (str(n),), a) for n, a in enumerate(amounts)))


def test_a_score_is_the_sum_of_its_votes_and_each_vote_the_sum_of_its_parts() -> None:
    rng = random.Random(7)
    sources = list(WEIGHTS)
    for _ in range(300):
        pool = [
            candidate(rng.choice("abcde"), source, *(rng.uniform(-1, 1) for _ in range(rng.randint(1, 4))))
            for source in rng.sample(sources, 3)
        ]
        for recommendation in fuse(pool):
            assert recommendation.score == pytest.approx(sum(v.contribution for v in recommendation.votes), abs=1e-12)
            for vote in recommendation.votes:
                assert vote.contribution == pytest.approx(sum(part.amount for part in vote.because), abs=1e-12)


def test_taking_a_vote_away_lowers_the_score_by_what_it_said() -> None:
    votes = [candidate("a", "words", 0.3), candidate("a", "graph", 0.4, -0.1)]
    with_all, without = fuse(votes)[0], fuse(votes[:1])[0]
    graph_vote = next(vote for vote in with_all.votes if vote.source == "graph")
    assert with_all.score - without.score == pytest.approx(graph_vote.contribution)


def test_order_is_by_score_and_ties_do_not_depend_on_chance() -> None:
    pool = [candidate("b", "graph", 0.5), candidate("a", "graph", 0.5), candidate("c", "graph", 0.9)]
    assert [r.item_id for r in fuse(pool)] == ["c", "a", "b"] == [r.item_id for r in fuse(pool[::-1])]


def recommended(*ids: str) -> list[Recommendation]:
    return [Recommendation(id, 1.0 - place / 10, ()) for place, id in enumerate(ids)]


def test_a_near_duplicate_gives_way_to_what_is_nearly_as_good() -> None:
    def alike(one: str, other: str) -> bool:
        return one[0] == other[0]

    assert [r.item_id for r in spread(recommended("a1", "a2", "b", "c"), 3, alike)] == ["a1", "b", "c"]
    assert [r.item_id for r in spread(recommended("a1", "a2", "b"), 3, alike)] == ["a1", "a2", "b"]
    much_worse = [*recommended("a1", "a2"), Recommendation("b", 0.1, ())]
    assert [r.item_id for r in spread(much_worse, 2, alike)] == ["a1", "a2"]
    assert spread([], 3, alike) == ()


def unlike(one: str, other: str) -> bool:
    return False


def test_likeness_costs_an_item_its_share_and_no_score() -> None:
    """The second shares half of what it is with the first; the third, less good by a tenth, nothing."""

    def spread_by(diversity: float) -> list[Recommendation]:
        pairs = {frozenset("ab"): 0.5}
        return list(spread(ranked, 2, unlike, None, lambda *both: diversity * pairs.get(frozenset(both), 0.0)))

    ranked = [Recommendation("a", 1.0, ()), Recommendation("b", 0.9, ()), Recommendation("c", 0.8, ())]
    assert spread_by(0.2) == ranked[:2]  # .9 less a tenth is .81
    assert spread_by(0.3) == [ranked[0], ranked[2]]  # .9 less .15 of it is .765


def test_likeness_by_hand(graph: CatalogueGraph) -> None:
    """Both moon vases have all values in common; the green vase shares its category alone with them."""
    alike = Likeness(graph)
    assert alike("vase-blue", "vase-blue-too") == pytest.approx(1.0)
    assert alike("vase-blue", "lamp-brass") == 0.0
    vase, rest = graph.rarity("category/vase"), ("colour/blue", "material/ceramic", "colour/green", "material/glass")
    blue, ceramic, green, glass = (graph.rarity(value) for value in rest)
    lengths = np.sqrt((vase**2 + blue**2 + ceramic**2) * (vase**2 + green**2 + glass**2))
    assert alike("vase-blue", "vase-green") == alike("vase-green", "vase-blue") == pytest.approx(vase**2 / lengths)


def test_diversity_is_a_setting(graph: CatalogueGraph) -> None:
    assert lost_of(graph, Settings()) is None
    lost = lost_of(graph, Settings(diversity=0.4))
    assert lost is not None and lost("vase-blue", "vase-blue-too") == pytest.approx(0.4)


def listed(share: float, *ids: str, limit: int = 4) -> list[str]:
    """A list of ``limit`` where the first letter names a brand, and ``x`` has none."""
    bound = Bound(share, {id: id[0] for id in ids if id[0] != "x"})
    return [r.item_id for r in spread(recommended(*ids), limit, unlike, bound)]


def test_a_bound_passes_over_a_brand_that_has_its_places() -> None:
    assert listed(0.5, "a1", "a2", "a3", "b1", "a4", "c1") == ["a1", "a2", "b1", "c1"]
    assert listed(0.25, "a1", "a2", "a3", "b1", "a4", "c1", "d1") == ["a1", "b1", "c1", "d1"]
    assert listed(1.0, "a1", "a2", "a3", "a4", "b1") == ["a1", "a2", "a3", "a4"]


def test_every_brand_has_one_place_and_what_has_no_brand_has_all() -> None:
    assert listed(0.01, "a1", "a2", "b1", "c1", "d1") == ["a1", "b1", "c1", "d1"]
    assert listed(0.25, "x1", "x2", "x3", "a1", "a2") == ["x1", "x2", "x3", "a1"]


def test_a_bound_leaves_no_place_empty_and_changes_no_score() -> None:
    assert listed(0.25, "a1", "a2", "a3", "b1") == ["a1", "a2", "a3", "b1"]  # nothing else is named
    ranked = recommended("a1", "a2", "b1")
    chosen = spread(ranked, 2, unlike, Bound(0.5, {"a1": "a", "a2": "a", "b1": "b"}))
    assert chosen == (ranked[0], ranked[2])


def test_a_bound_looks_beyond_the_nearest_thirty() -> None:
    ranked = [Recommendation(f"a{n:02}", 100.0 - n, ()) for n in range(40)] + [Recommendation("b", 1.0, ())]
    group = {r.item_id: r.item_id[0] for r in ranked}
    assert [r.item_id for r in spread(ranked, 2, unlike, Bound(0.5, group))] == ["a00", "b"]
