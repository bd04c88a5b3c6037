"""One contract for all recommenders (a new one joins by one line in ``all_recommenders``), and known answers."""

from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from convrec.data.folder import Catalogue
from convrec.data.interactions import act_weight, people_per_item
from convrec.index import Index
from convrec.recommenders import Graph, People, Popular, Recommender, SimilarToPhoto, all_recommenders
from convrec.recommenders.graph import Learned
from convrec.recommenders.graph.formula import formula
from convrec.recommenders.graph.joined import join, normalised
from convrec.recommenders.graph.weights import see
from convrec.recommenders.people.histories import histories_of_acts
from convrec.recommenders.taught import Taught
from convrec.recommenders.taught.head import Head
from convrec.seen import SeenPhoto
from convrec.training.graph.fit import Recipe, fit
from convrec.types import Act, Candidate, PhotoVectors, Query, Understanding
from knowledge_graph import CatalogueGraph, Constraint, Liking, Profile

SOURCES = (
    "words",
    "photo",
    "lettering",
    "like",
    "people",
    "graph",
    "changed",
    "goes with",
    "popular",
    "passed",
)  # what every catalogue has
LEARNED = "learned"  # joins where weights are
WORDLESS = "picture"  # speaks only where nothing is said of items: tests/test_pictured.py
TAUGHT = "taught"  # joins where customers' photos were learnt from
SEEN = ("sofa-linen", "rug-wool")  # on two lists, and left alone


@pytest.fixture(scope="module")
def recommenders(catalogue: Catalogue, graph: CatalogueGraph, index: Index, models: Any) -> dict[str, Recommender]:
    joined = join([item.id for item in catalogue.items], graph, catalogue.acts)
    vectors = see(catalogue, index, models).vectors
    learned = Learned(formula(fit(joined, vectors, Recipe(epochs=20)), vectors, normalised(joined)), joined)
    usual = all_recommenders(catalogue, graph, index, models)
    by_photo = next(one for one in usual if isinstance(one, SimilarToPhoto))
    head = Head(
        ("sofa-linen", "vase-green"), np.array([[0, 0, 0.5] * 2, [0, 0.5, 0] * 2]), np.full(2, 0.7), 0.1, 1.0, 9.0
    )
    return {r.source: r for r in (*usual, learned, Taught(head, by_photo, catalogue.row))}


BLUE = np.array([[-0.6, -0.5, 0.6]])  # as the made-up encoder sees a blue photo


def query(
    catalogue: Catalogue, models: Any, exclude: tuple[str, ...] = (), limit: int = 100, **likings: float
) -> Query:
    """A query that gives every recommender something to go by."""
    text = "blue ceramic vase"
    understanding = Understanding(
        "en",
        "find",
        search_text=text,
        vector=models.text["en"].encode([text])[0],
        references=("vase-blue",),
        photos=PhotoVectors(BLUE, BLUE, BLUE),
        seen=(SeenPhoto("a", words=("MOON", "ceramlc vase")),),
        likened=("sofa-linen",),
        relation="with",
        changed=frozenset({"price"}),
    )
    known = {about.replace("__", "/").replace("_", "-"): value for about, value in likings.items()}
    known = known or {"item/lamp-oak": 1.0, "colour/blue": 0.9}
    made = {about: Liking(about, value, 1.0, "", "message") for about, value in known.items()}
    mask = np.array([item.id in exclude for item in catalogue.items])
    cheaper = (Constraint("price", "<=", 700.0),)
    profile = Profile("ann", MappingProxyType(made), cheaper, shown=dict.fromkeys(SEEN, ""), earlier=(SEEN,))
    return Query(understanding, profile, mask, limit)


@pytest.mark.parametrize("source", [*SOURCES, LEARNED, TAUGHT])
class TestContract:
    def test_candidates_are_ordered_known_and_carry_their_source(
        self, source: str, recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
    ) -> None:
        found = recommenders[source].candidates(query(catalogue, models))
        assert found, "each recommender has something to say in this world"
        assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
        assert len({c.item_id for c in found}) == len(found)
        assert {c.item_id for c in found} <= set(catalogue.row) and {c.source for c in found} == {source}

    def test_reasons_add_up_to_the_score(
        self, source: str, recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
    ) -> None:
        for candidate in recommenders[source].candidates(query(catalogue, models)):
            assert candidate.because
            assert sum(part.amount for part in candidate.because) == pytest.approx(candidate.score, abs=1e-9)

    def test_masked_items_stay_away(
        self, source: str, recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
    ) -> None:
        everything = recommenders[source].candidates(query(catalogue, models))
        gone = everything[0].item_id
        left = recommenders[source].candidates(query(catalogue, models, exclude=(gone,)))
        assert gone not in {c.item_id for c in left}

    def test_the_limit_holds(
        self, source: str, recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
    ) -> None:
        assert len(recommenders[source].candidates(query(catalogue, models, limit=1))) == 1

    def test_an_empty_query_is_no_error(
        self, source: str, recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
    ) -> None:
        nothing = Query(Understanding("en", "find"), Profile("ann"), np.zeros(len(catalogue.items), dtype=bool))
        found = recommenders[source].candidates(nothing)
        assert bool(found) == (source == "popular")


def best(found: list[Candidate]) -> str:
    return found[0].item_id


def test_every_source_is_under_contract(recommenders: dict[str, Recommender]) -> None:
    assert set(recommenders) == {*SOURCES, LEARNED, WORDLESS, TAUGHT}


def test_words_find_what_they_name(recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any) -> None:
    assert best(recommenders["words"].candidates(query(catalogue, models))) in ("vase-blue", "vase-blue-too")


def test_a_blue_photo_finds_blue_things(
    recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
) -> None:
    found = recommenders["photo"].candidates(query(catalogue, models))
    assert {c.item_id for c in found[:3]} == {"vase-blue", "vase-blue-too", "sofa-linen"}
    assert {part.kind for part in found[0].because} == {"look", "colour", "meaning"}


def test_more_like_one_leaves_that_one_out(
    recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
) -> None:
    found = recommenders["like"].candidates(query(catalogue, models))
    assert best(found) == "vase-blue-too" and "vase-blue" not in {c.item_id for c in found}


def test_people_who_chose_the_oak_lamp_chose_the_green_vase(
    recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
) -> None:
    found = recommenders["people"].candidates(query(catalogue, models, item__lamp_oak=1.0))
    assert best(found) == "vase-green"
    assert [(part.kind, part.about) for part in found[0].because] == [("people", ("lamp-oak",))]
    assert {part.kind for candidate in found[1:] for part in candidate.because} == {"akin"}


def test_disliking_an_item_speaks_against_what_goes_with_it(
    recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
) -> None:
    found = recommenders["people"].candidates(query(catalogue, models, item__lamp_oak=-1.0))
    assert found[-1].item_id == "vase-green" and max(candidate.score for candidate in found) < 0


def test_a_person_in_the_data_brings_their_own_acts(catalogue: Catalogue, graph: CatalogueGraph) -> None:
    row = dict(catalogue.row)
    nothing_said = Query(Understanding("en", "find"), Profile("ben-0"), np.zeros(len(row), dtype=bool))
    found = People.fitted(row, catalogue.acts, graph).candidates(nothing_said)
    assert not {"lamp-brass", "sofa-leather"} & {c.item_id for c in found}  # both are known to him already
    one_thing = [a for a in catalogue.acts if a.user_id != "ben-0" or a.item_id == "lamp-brass"]
    assert best(People.fitted(row, one_thing, graph).candidates(nothing_said)) == "sofa-leather"


def test_the_walk_says_what_was_asked_and_what_is_shared(
    recommenders: dict[str, Recommender], catalogue: Catalogue, models: Any
) -> None:
    found = recommenders["graph"].candidates(query(catalogue, models, colour__blue=0.9))
    assert {c.item_id for c in found} == {"vase-blue", "vase-blue-too", "sofa-linen"}
    assert found[0].because[0].kind == "liked" and found[0].because[0].about == ("colour/blue",)
    shared = recommenders["graph"].candidates(query(catalogue, models, item__lamp_oak=1.0))
    lamp = next(c for c in shared if c.item_id == "lamp-brass")
    assert lamp.because[0].about == ("lamp-oak", "category/table-lamp")


def test_a_passing_wish_of_an_earlier_search_fades(graph: CatalogueGraph, catalogue: Catalogue) -> None:
    wish = MappingProxyType({"colour/blue": Liking("colour/blue", 0.5, 1.0, "", "message")})
    everything = np.zeros(len(catalogue.items), dtype=bool)
    scores = [
        Graph(graph, catalogue.row)
        .candidates(Query(Understanding("en", "find"), Profile("ann", wish, search_began=began), everything))[0]
        .score
        for began in (0.0, 2.0)
    ]
    assert scores[1] == pytest.approx(0.3 * scores[0])


def test_popular_counts_people_and_without_acts_takes_one_of_each_sort() -> None:
    ids, nothing = ["a", "b", "c", "d"], Understanding("en", "find")
    everything = Query(nothing, Profile("ann"), np.zeros(4, dtype=bool), limit=3)
    chosen = Popular(ids, np.array([0, 5, 1, 0]), ["x", "x", "y", "y"]).candidates(everything)
    assert [c.item_id for c in chosen] == ["b", "c", "a"] and chosen[0].score == 1.0
    unknown = Popular(ids, np.zeros(4, dtype=int), ["x", "x", "y", "y"]).candidates(everything)
    assert [c.item_id for c in unknown] == ["a", "c", "b"] and unknown[0].score == 0.0


def test_acts_tell_what_they_tell() -> None:
    buy, hated, back = Act("u", "a", "buy"), Act("u", "a", "rate", value=1), Act("v", "a", "return")
    assert act_weight(hated) == -1.0 and act_weight(Act("u", "a", "rate", value=5)) == 1.0
    histories, people = histories_of_acts([buy, hated, back, buy], {"a": 0, "b": 1})
    assert people == {"u": 0, "v": 1} and histories.matrix().toarray().tolist() == [[2.0, 0.0], [0.0, 0.0]]
    assert people_per_item([buy, buy, hated], {"a": 0, "b": 1}).tolist() == [1, 0]
