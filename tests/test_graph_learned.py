"""The learned form of the graph recommender: sums by hand, a world with a known answer, weights on disk."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.data.graph import catalogue_graph
from convrec.errors import TrainingError, WeightsError
from convrec.index import Index
from convrec.memory import open_memory
from convrec.recommenders.graph import Learned
from convrec.recommenders.graph.formula import Weights, features, formula, gathered
from convrec.recommenders.graph.joined import Joined, join, normalised
from convrec.recommenders.graph.weights import as_arrays, open_learned, own_file, read_weights, see
from convrec.settings import Settings
from convrec.training.cards import write
from convrec.training.graph.fit import Recipe, fit, training
from convrec.types import Act, Message, Query, Understanding
from knowledge_graph import CatalogueGraph, Liking, Profile
from knowledge_graph.catalogue import ItemRow, build_graph

QUICK = Recipe(size=8, epochs=60, batch=64)


def three_nodes() -> Joined:
    """Items a and b that share the value v; nobody has done anything."""
    rows = [ItemRow(id, {"en": (id,)}, {"v": [{"en": ("v",)}]}) for id in ("a", "b")]
    return join(["a", "b"], build_graph(rows), [])


def by_hand() -> tuple[Weights, dict[str, np.ndarray]]:
    """h is 1 on a and 0 elsewhere; the only modality is a number, F(a) = 2 and F(b) = 4."""
    weights = Weights(
        {"text": np.array([[2.0]])}, {"text": np.zeros(1)}, np.array([[1.0], [0.0], [0.0]], dtype=np.float32), layers=2
    )
    return weights, {"text": np.array([[1.0], [2.0]])}


def profile(**likings: float) -> Profile:
    known = {about.replace("__", "/").replace("_", "-"): value for about, value in likings.items()}
    made = {about: Liking(about, value, 1.0, "", "message") for about, value in known.items()}
    return Profile("ann", MappingProxyType(made))


def ask(learned: Learned, joined: Joined, **likings: float) -> dict[str, Any]:
    open_to_all = np.zeros(len(joined.items), dtype=bool)
    found = learned.candidates(Query(Understanding("en", "find"), profile(**likings), open_to_all))
    return {candidate.item_id: candidate for candidate in found}


@pytest.fixture(scope="module")
def joined(catalogue: Catalogue, graph: CatalogueGraph) -> Joined:
    return join([item.id for item in catalogue.items], graph, catalogue.acts)


@pytest.fixture(scope="module")
def vectors(catalogue: Catalogue, index: Index, models: Any) -> dict[str, np.ndarray]:
    return dict(see(catalogue, index, models).vectors)


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_propagation_is_the_mean_of_the_layers() -> None:
    # h = (1, 0, 0). Âh: v gets 1/√2 from a. Â²h: a and b each get 1/2 back from v. A third of the sum:
    weights, _ = by_hand()
    nodes = gathered(weights, normalised(three_nodes()))
    gathered_by_hand = np.array([1 + 1 / 2, 1 / 2, 1 / np.sqrt(2)]) / 3
    assert np.allclose(nodes[:, 0], gathered_by_hand * [1, 1, 1 / np.sqrt(2)])  # v has two neighbours


def test_shares_by_hand_add_up_and_are_each_likings_own() -> None:
    weights, vectors = by_hand()
    joined = three_nodes()
    learned = Learned(formula(weights, vectors, normalised(joined)), joined)
    both = ask(learned, joined, item__a=1.0, v__v=-0.5)
    assert set(both) == {"b"}  # of a the person has an opinion already
    assert [(part.kind, part.about) for part in both["b"].because] == [
        ("suits", ("item/a",)),
        ("suits disliked", ("v/v",)),
    ]
    assert [part.amount for part in both["b"].because] == pytest.approx([4 * 1.5 / 3, -0.5 * 4 / 6])
    without = ask(learned, joined, item__a=1.0)
    assert both["b"].score - without["b"].score == pytest.approx(-0.5 * 4 / 6)


def test_an_absent_modality_adds_nothing() -> None:
    weights, _ = by_hand()
    two = Weights(
        {**weights.maps, "picture": np.array([[3.0]])},
        {"text": np.ones(1), "picture": np.zeros(1)},
        weights.embeddings,
        2,
    )
    given = {"text": np.array([[1.0], [2.0]]), "picture": np.array([[np.nan], [1.0]])}
    assert features(two, given).ravel().tolist() == [0.0, 2.0 + 3.0]
    assert features(two, {"text": given["text"]}).ravel().tolist() == [0.0, 2.0]


def test_a_value_of_one_item_joins_nothing_and_repeated_acts_add_up() -> None:
    rows = [ItemRow(id, {"en": (id,)}, {"v": [{"en": (id,)}]}) for id in ("a", "b")]
    acts = [Act("u", "a", "view"), Act("u", "a", "like"), Act("w", "b", "return"), Act("u", "b", "view")]
    joined = join(["a", "b"], build_graph(rows), acts)
    assert joined.values == () and joined.valued.tolist() == [1, 1]
    assert np.allclose(joined.acts.toarray(), [[1.0, 0.2], [0.0, -1.0]])
    assert normalised(joined).shrink == pytest.approx([1.0, 1.0])  # degrees 1 and 0.2; less than one edge counts as one


# ── a made-up world ────────────────────────────────────────────────────────────────────────────────────────────────


def test_circles_of_people_are_learnt(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    weights = fit(joined, vectors, QUICK)
    learned = Learned(formula(weights, vectors, normalised(joined)), joined)
    assert next(iter(ask(learned, joined, item__lamp_oak=1.0))) == "vase-green"
    assert next(iter(ask(learned, joined, item__lamp_brass=1.0))) == "sofa-leather"
    assert list(ask(learned, joined, item__lamp_oak=-1.0))[-1] == "vase-green"
    assert ask(learned, joined, colour__blue=0.0) == {} == ask(learned, joined, brand__unknown=1.0)


def test_a_cold_item_takes_part_by_what_it_looks_and_reads_like(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    cold, green = joined.items.index("rug-wool"), joined.items.index("vase-green")
    alike = {name: rows.copy() for name, rows in vectors.items()}
    for rows in alike.values():
        rows[cold] = rows[green]
    lonely = replace(joined, joins=csr_array(joined.joins * (np.arange(len(joined.items)) != cold)[:, None]))
    assert not lonely.acts[:, [cold]].sum() and not lonely.joins[[cold]].sum()
    made = formula(fit(lonely, alike, QUICK), alike, normalised(lonely))
    found = ask(Learned(made, lonely), lonely, item__lamp_oak=1.0)
    assert found["rug-wool"].score == pytest.approx(found["vase-green"].score, abs=1e-6)
    assert set(list(found)[:2]) == {"rug-wool", "vase-green"}


def test_all_people_at_once_score_as_one_by_one(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    made = formula(fit(joined, vectors, replace(QUICK, epochs=5)), vectors, normalised(joined))
    row = np.zeros((1, len(joined.items) + len(joined.values)))
    row[0, joined.items.index("lamp-oak")], row[0, len(joined.items)] = 1.0, -0.4
    one_by_one = ask(Learned(made, joined), joined, **{"item__lamp_oak": 1.0, joined.values[0]: -0.4})
    at_once = dict(zip(joined.items, made.scores(csr_array(row))[0], strict=True))
    assert {item: c.score for item, c in one_by_one.items()} == pytest.approx(
        {item: at_once[item] for item in one_by_one}, abs=1e-5
    )


def test_the_same_seed_learns_the_same(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    recipe = replace(QUICK, epochs=3)
    one, same, other = (fit(joined, vectors, r) for r in (recipe, recipe, replace(recipe, seed=1)))
    assert np.array_equal(one.embeddings, same.embeddings)
    assert not np.allclose(one.embeddings, other.embeddings)


def test_what_is_written_is_what_was_learnt(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    long = np.random.default_rng(0).normal(size=(len(joined.items), 1000))  # a long vector learns at a pace of its own
    long[3] = np.nan
    modalities = {**vectors, "sound": long}
    *_, (epochs, model) = training(joined, modalities, replace(QUICK, epochs=2))
    made = formula(model.weights(), modalities, normalised(joined))
    learnt = (model.gathered() @ model.features().T).detach().numpy()
    scores = np.array([made.shares(node) for node in range(len(learnt))])
    scale = scores[0, 0] / learnt[0, 0]
    assert epochs == 2 and np.allclose(scores, scale * learnt, atol=1e-3)
    assert scores[: len(joined.items)].max(axis=1).mean() == pytest.approx(1.0, abs=1e-3)


def test_nothing_to_learn_from_is_said(joined: Joined, vectors: dict[str, np.ndarray]) -> None:
    with pytest.raises(TrainingError, match="two items"):
        fit(replace(joined, acts=csr_array(joined.acts.shape)), vectors, QUICK)
    with pytest.raises(TrainingError, match="vectors"):
        fit(joined, {}, QUICK)


# ── weights on disk ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def written(catalogue: Catalogue, joined: Joined, index: Index, models: Any, tmp_path: Path) -> tuple[Path, Weights]:
    seen = see(catalogue, index, models)
    weights = fit(joined, seen.vectors, replace(QUICK, epochs=5))
    path = own_file(tmp_path, catalogue)
    path.parent.mkdir(parents=True)
    return write(path, as_arrays(weights, joined, seen.encoders), "graph"), weights


def test_weights_come_back_as_they_were(
    written: tuple[Path, Weights], catalogue: Catalogue, joined: Joined, index: Index, models: Any
) -> None:
    path, weights = written
    again = read_weights(path, joined, see(catalogue, index, models).encoders)
    assert again.layers == weights.layers and again.maps.keys() == weights.maps.keys()
    assert np.allclose(again.embeddings, weights.embeddings, atol=1e-3)
    assert np.allclose(again.maps["text"], weights.maps["text"], rtol=1e-2, atol=1e-2)
    assert json.loads(path.with_suffix(".json").read_text())["command"] == "python -m convrec train graph"


def test_stale_weights_are_refused(
    written: tuple[Path, Weights], catalogue: Catalogue, joined: Joined, index: Index, models: Any
) -> None:
    path, _ = written
    encoders = dict(see(catalogue, index, models).encoders)
    with pytest.raises(WeightsError, match="other items or encoders"):
        read_weights(path, joined, encoders | {"text": "another"})
    with pytest.raises(WeightsError, match="other items or encoders"):
        read_weights(path, replace(joined, items=joined.items[::-1]), encoders)
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(WeightsError):
        read_weights(path, joined, encoders)


def test_weights_switch_the_learned_form_on_and_stale_ones_are_named(
    written: tuple[Path, Weights],
    catalogue: Catalogue,
    graph: CatalogueGraph,
    index: Index,
    models: Any,
    tmp_path: Path,
) -> None:
    assert open_learned(tmp_path / "elsewhere", catalogue, graph, index, models) == ((), ())
    (learned,), skipped = open_learned(tmp_path, catalogue, graph, index, models)
    assert learned.source == "learned" and skipped == ()
    fewer = replace(catalogue, items=catalogue.items[:-1])
    none, (skip,) = open_learned(tmp_path, fewer, catalogue_graph(fewer, ()), index, models)
    assert none == () and skip.what == "graph" and "train graph" in skip.why


def test_a_turn_is_told_of_stale_weights_and_uses_good_ones(
    written: tuple[Path, Weights], catalogue: Catalogue, index: Index, models: Any, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, catalogue=catalogue.folder)

    def turn() -> Any:
        memory = open_memory(settings, catalogue.category)
        assistant = Assistant(catalogue, models, index, memory, settings)
        assistant.opine("ann", "lamp-oak", 1.0)
        return assistant.turn(Message("ann", "a vase"))

    reasons = [reason for card in turn().reply.recommendations for reason in card.reasons]
    assert any(reason.source == "learned" and "Reading light Alba" in reason.text for reason in reasons)
    written[0].write_bytes(b"")
    assert [skip.what for skip in turn().skipped] == ["graph"]
