"""What is shipped can be made again: lines are well formed, heads tell classes apart, cards guard their arrays."""

import hashlib
import json
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from convrec.errors import WeightsError
from convrec.models.files import SHIPPED, shipped
from convrec.models.heads import load_intent_head, load_stance_head
from convrec.models.listener import Ear, load_listener
from convrec.training import listener
from convrec.training.calibration import figures, out_of_scope_bar, temperature
from convrec.training.cards import write
from convrec.training.corpora import lines
from convrec.training.projection import centred
from convrec.types import LANGUAGES, Intent, Stance

SHIPPED_WEIGHTS = (
    *(f"{what}-{ear}" for what in ("listener", "stance", "intent") for ear in get_args(Ear)),
    "e5-centre",
    "projection",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_lines(language: str) -> None:
    said = lines(f"intents.{language}.tsv")
    count = {intent: sum(label == intent for label, _ in said) for intent in get_args(Intent)}
    assert sum(count.values()) == len(said) and min(count.values()) >= 25
    assert len({text for _, text in said}) == len(said), "a line is given twice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stance_has_lines(language: str) -> None:
    said = lines(f"stances.{language}.tsv")
    count = {stance: sum(label == stance for label, _ in said) for stance in get_args(Stance)}
    assert sum(count.values()) == len(said) and min(count.values()) >= 50
    assert len({text for _, text in said}) == len(said), "a line is given twice"


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English listener and its heads, fitted for a moment on the plainest of lines."""
    said = {
        "stance": [("like", "I like it"), ("dislike", "I dislike it")],
        "intent": [("find", "a lamp"), ("out_of_scope", "the weather")],
    }
    folder = tmp_path_factory.mktemp("weights")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listener, "_lines", lambda head, language: [[line] for line in said[head]] * 60)
        listener.fit_listener("minilm", folder, epochs=4)
    return folder


def test_a_listener_is_fitted_written_and_read_again(fitted: Path) -> None:
    ear = load_listener("minilm", fitted)
    like, dislike = load_stance_head("minilm", ear.name, fitted).hear(ear.encode(["I like it", "I dislike it"]))
    assert (like.stance, dislike.stance) == ("like", "dislike") and min(like.sure, dislike.sure) > 0.9
    (shares,) = load_intent_head("minilm", ear.name, fitted).probabilities(ear.encode(["a lamp"]))
    assert sum(shares.values()) == pytest.approx(1.0) and shares["find"] > 0.9


def test_low_rank_matrices_are_all_that_is_written(fitted: Path) -> None:
    with np.load(fitted / "listener-minilm.npz", allow_pickle=False) as arrays:
        names = {name.rpartition(".")[2] for name in arrays.files if "." in name}
        ranks = {min(arrays[name].shape) for name in arrays.files if "." in name}
    assert names == {"down", "up"} and ranks == {listener.RANK["minilm"]}
    card = json.loads((fitted / "stance-minilm.json").read_text(encoding="utf-8"))
    assert card["figures"]["accuracy"] == 1.0 and card["figures"]["judged_on"] == 12 and card["seed"]
    heard = json.loads((fitted / "listener-minilm.json").read_text(encoding="utf-8"))
    assert heard["figures"]["stance"] == card["figures"] and heard["figures"]["intent"]["judged_on"] == 12


def test_a_head_of_another_listener_is_refused(fitted: Path) -> None:
    with pytest.raises(WeightsError, match="another encoder"):
        load_stance_head("minilm", "somebody else", fitted)


def test_temperature_cools_what_is_too_sure() -> None:
    rng = np.random.default_rng(5)
    chances = rng.dirichlet([1.0, 1.0, 1.0], size=4000)
    labels = np.array(["a", "b", "c"])[[rng.choice(3, p=row) for row in chances]]
    assert temperature(3.0 * np.log(chances), labels, ("a", "b", "c")) == pytest.approx(3.0, rel=0.1)


def test_figures_count_hits() -> None:
    sure = np.log(np.array([[0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.6, 0.2, 0.2], [0.01, 0.01, 0.98]]))
    assert figures(sure, np.array(["a", "b", "b", "c"]), ("a", "b", "c"))["accuracy"] == 0.75


def test_the_bar_for_what_is_out_of_scope_loses_fewest_lines() -> None:
    chances = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4], [0.1, 0.9]])
    labels = np.array(["find", "find", "find", "out_of_scope", "out_of_scope"])
    bar, found = out_of_scope_bar(np.log(chances), labels, ("find", "out_of_scope"))
    assert 0.3 < bar <= 0.4 and found["out_of_scope_recall"] == 1.0 and found["in_scope_lost"] == 0.0


def test_centred_directions_have_no_common_part() -> None:
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(50, 4)) + 5.0
    moved = centred(rows, rows.mean(axis=0))
    assert np.linalg.norm(moved, axis=1) == pytest.approx(1.0)
    assert np.abs(moved.mean(axis=0)).max() < 0.2


def test_a_card_holds_the_hash_of_its_arrays(tmp_path: Path) -> None:
    path = write(tmp_path / "thing.npz", {"weight": np.ones(3)}, "heads", what="a thing")
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert card["command"] == "python -m convrec train heads"


@pytest.mark.parametrize("name", SHIPPED_WEIGHTS)
def test_all_that_is_shipped_has_a_full_card(name: str) -> None:
    assert shipped(f"{name}.npz").is_file()
    card = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    assert {"what", "data", "examples", "seed", "figures", "licence", "command", "sha256"} <= set(card)


@pytest.mark.parametrize("ear", get_args(Ear))
def test_a_listener_has_the_figures_of_its_heads(ear: Ear) -> None:
    heard, stance, intent = (
        json.loads((SHIPPED / f"{what}-{ear}.json").read_text(encoding="utf-8"))["figures"]
        for what in ("listener", "stance", "intent")
    )
    assert heard == {"stance": stance, "intent": intent}
