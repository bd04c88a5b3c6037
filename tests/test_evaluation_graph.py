"""Both forms of the graph recommender, scored where the answer is known; weights come from a command."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array
from typer.testing import CliRunner

import convrec.evaluation.graph
import convrec.training.graph.command
from benchmarks.missing_modality import Data, damaged, dropped, shuffled
from convrec.__main__ import app
from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.recbole import with_entities
from convrec.errors import EvaluationError, ImportFormatError
from convrec.evaluation.graph import evaluate_graph, walked
from convrec.recommenders.graph.joined import join
from convrec.settings import Settings
from convrec.training.graph.choice import best_epochs
from convrec.training.graph.fit import Recipe
from knowledge_graph.walk import walk
from tests.conftest import tiny_models, write_world
from tests.test_evaluation_recommend import shop  # noqa: F401  a fixture: two circles of people


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home of its own; the models' weights are the tiny ones, and nothing is learnt for long."""
    for module in (convrec.evaluation.graph, convrec.training.graph.command):
        monkeypatch.setattr(module, "load_models", lambda settings: tiny_models())
    monkeypatch.setattr(convrec.training.graph.choice, "MOST", 50)
    monkeypatch.setenv("CONVREC_HOME", str(tmp_path / "home"))
    return Settings()


def test_the_table_has_both_forms_and_each_variant(shop: Path, settings: Settings) -> None:  # noqa: F811
    metrics = evaluate_graph(shop, None, settings)
    assert metrics["people"] == 24
    names = {name.partition("/")[0] for name in metrics if name.endswith("/ndcg@10")}
    assert names == {"popular", "walk", "learned", "without text", "without picture", "without graph"}
    assert metrics["learned/ndcg@10"] > 0.9 > metrics["popular/ndcg@10"]  # circles tell, fame does not
    low, high = metrics["learned-popular/ndcg@10_ci"]
    assert 0 < low <= high and metrics["learned/epochs"] in (25, 50)


def test_walking_with_matrices_is_walking(shop: Path) -> None:  # noqa: F811
    catalogue = read_catalogue(shop)
    graph = catalogue_graph(catalogue, acts=())
    joined = join([item.id for item in catalogue.items], graph, [])
    row = {f"item/{item}": place for place, item in enumerate(joined.items)}
    row |= {value: len(joined.items) + place for place, value in enumerate(joined.values)}
    likings = {"item/lamp-oak": 1.0, "item/sofa-linen": -0.5, "colour/blue": 0.8}
    person = np.zeros((1, len(row)))
    for about, liking in likings.items():
        person[0, row[about]] = liking
    scores = dict(zip(joined.items, walked(joined, csr_array(person))[0], strict=True))
    ways = {item: sum(path.weight for path in paths) for item, paths in walk(graph, likings).items()}
    others = scores.keys() - {"lamp-oak", "sofa-linen"}  # whose ways back to themselves a walk doesn't take
    assert {item: scores[item] for item in others} == pytest.approx({item: ways.get(item, 0.0) for item in others})


def test_one_lucky_look_does_not_decide_how_long_to_learn(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    catalogue = read_catalogue(shop)
    joined = join([item.id for item in catalogue.items], catalogue_graph(catalogue, acts=()), catalogue.acts)
    monkeypatch.setattr(convrec.training.graph.choice, "MOST", 6)
    monkeypatch.setattr(convrec.training.graph.choice, "STEP", 1)
    looks = iter([0.9, 0.1, 0.6, 0.7, 0.6, 0.2])
    listed, vectors = np.ones(10, dtype=bool), {"text": np.eye(10)}
    assert best_epochs(joined, vectors, Recipe(size=4), listed, lambda made: next(looks)) == 4


def test_acts_that_do_not_reach_are_said(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(EvaluationError, match="three months"):
        evaluate_graph(write_world(tmp_path / "shop"), None, settings)
    (tmp_path / "shop" / "interactions.jsonl").unlink()
    with pytest.raises(EvaluationError, match="no acts"):
        evaluate_graph(tmp_path / "shop", None, settings)


def test_training_writes_weights_that_a_turn_then_uses(shop: Path, settings: Settings, tmp_path: Path) -> None:  # noqa: F811
    made = CliRunner().invoke(app, ["train", "graph", "--catalogue", str(shop), "--json"])
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    path = Path(told["written"])
    assert path.is_relative_to(tmp_path / "home") and path.is_file() and told["bytes"] == path.stat().st_size
    card = json.loads(path.with_suffix(".json").read_text())
    assert card["recipe"]["epochs"] == told["epochs"] and set(card["encoders"]) == {"text", "picture"}
    assert "acts" in card["licence"]  # what is learnt from an owner's acts is the owner's
    elsewhere = CliRunner().invoke(
        app, ["train", "graph", "--catalogue", str(shop), "--out", str(shop / "weights"), "--json"]
    )
    assert json.loads(elsewhere.stdout)["written"] == str(shop / "weights" / "graph.npz")


def test_a_catalogue_without_acts_has_nothing_to_train(tmp_path: Path, settings: Settings) -> None:
    folder = write_world(tmp_path / "shop")
    (folder / "interactions.jsonl").unlink()
    result = CliRunner().invoke(app, ["train", "graph", "--catalogue", str(folder)])
    assert result.exit_code == 2 and "no acts to learn from" in result.stderr


# ── RecBole's films ────────────────────────────────────────────────────────────────────────────────────────────────


def _films(folder: Path) -> Path:
    """Forty people of two circles, each with films of its own; two of the films have a maker in common."""
    folder.mkdir()
    rows, day, began = [], 86400, 880_000_000
    names = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Oak"]
    for person in range(40):
        circle = [1, 2, 3] if person % 2 else [4, 5, 6]
        late = circle[person % 3]
        last = began + (95 if person < 24 else 60) * day
        rows += [f"{person}\t{film}\t5\t{began + person * day // 2}" for film in circle if film != late]
        rows.append(f"{person}\t{late}\t5\t{last}")
    files = {
        "inter": ["user_id:token\titem_id:token\trating:float\ttimestamp:float", *rows],
        "item": ["item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq"]
        + [f"{film}\t{name}\t1990\tDrama" for film, name in enumerate(names, 1)],
        "link": ["item_id:token\tentity_id:token", "1\tm.one", "2\tm.two"],
        "kg": ["head_id:token\trelation_id:token\ttail_id:token", "m.one\tby\tm.maker", "m.maker\tmade\tm.two"],
    }
    for ending, lines in files.items():
        (folder / f"films.{ending}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_films_are_read_with_their_knowledge_graph(tmp_path: Path, settings: Settings) -> None:
    metrics = evaluate_graph(_films(tmp_path / "films"), None, settings)
    names = {name.partition("/")[0] for name in metrics if name.endswith("/ndcg@10")}
    assert names == {"popular", "walk", "learned", "without graph"}  # there are no pictures, and without text nothing
    assert metrics["learned/ndcg@10"] > metrics["popular/ndcg@10"]


def test_entities_join_films_in_whichever_direction_the_relation_runs(world: Path, tmp_path: Path) -> None:
    items = read_catalogue(world).items[:2]
    assert with_entities(items, tmp_path) == items
    (tmp_path / "x.link").write_text(f"item_id\tentity_id\n{items[0].id}\tm.one\n{items[1].id}\tm.two\n")
    (tmp_path / "x.kg").write_text("head\trelation\ttail\nm.one\tby\tm.maker\nm.maker\tmade\tm.two\n")
    assert [item.attributes["entity"] for item in with_entities(items, tmp_path)] == [({"en": "m.maker"},)] * 2
    (tmp_path / "x.kg").write_text("head\trelation\ttail\nm.one\tm.maker\n")
    with pytest.raises(ImportFormatError, match="3 columns"):
        with_entities(items, tmp_path)


# ── the benchmark of missing modalities ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def data(shop: Path) -> Data:  # noqa: F811
    catalogue = read_catalogue(shop)
    joined = join([item.id for item in catalogue.items], catalogue_graph(catalogue, acts=()), catalogue.acts)
    return Data(joined, {"text": np.arange(20.0).reshape(10, 2)})


def test_what_is_dropped_is_gone_and_the_rest_stays(data: Data) -> None:
    some, rng = np.array([0, 5]), np.random.default_rng(0)
    text = dropped(data, "text", some, rng).modalities["text"]
    assert np.isnan(text[some]).all() and np.array_equal(text[1:5], data.modalities["text"][1:5])
    acts = dropped(data, "acts", some, rng).joined.acts
    assert acts[:, some].nnz == 0 and np.array_equal(acts[:, 1:5].toarray(), data.joined.acts[:, 1:5].toarray())


def test_what_is_shuffled_is_elsewhere_and_whole(data: Data) -> None:
    some, rng = np.arange(6), np.random.default_rng(0)
    text = shuffled(data, "text", some, rng).modalities["text"]
    assert sorted(map(tuple, text)) == sorted(map(tuple, data.modalities["text"]))
    assert not np.array_equal(text, data.modalities["text"]) and np.array_equal(text[6:], data.modalities["text"][6:])
    acts: Any = shuffled(data, "acts", some, rng).joined.acts
    assert acts.sum() == pytest.approx(data.joined.acts.sum()) and acts.shape == data.joined.acts.shape


def test_every_damage_is_tried_at_every_share(data: Data) -> None:
    keys = [key for key, _ in damaged(data, np.ones(10, dtype=bool), seed=0)]
    assert len(keys) == len(set(keys)) == 2 * 2 * 4  # no pictures here
