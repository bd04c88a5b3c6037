"""What is shipped can be made again: lines are well formed, heads tell classes apart, cards guard their arrays."""

import hashlib
import json
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from convrec.models.files import SHIPPED, shipped
from convrec.models.heads import IntentHead, SentimentHead, load_head
from convrec.training.cards import write
from convrec.training.corpora import lines
from convrec.training.heads import Lines, figures, fit_head, temperature
from convrec.training.projection import centred
from convrec.types import LANGUAGES, Intent

SHIPPED_WEIGHTS = ("sentiment-en", "sentiment-zh", "intent-en", "intent-zh", "e5-centre", "projection")


def made_up(classes: tuple[str, ...], each: int = 20, noise: float = 0.3) -> Lines:
    """Vectors around one corner per class."""
    rng = np.random.default_rng(3)
    labels = np.repeat(classes, each)
    corners = np.eye(len(classes), 8)[np.repeat(np.arange(len(classes)), each)]
    vectors = (corners + noise * rng.normal(size=(len(labels), 8))).astype(np.float32)
    return Lines(vectors, labels, np.ones(len(labels)), np.arange(len(labels)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_lines(language: str) -> None:
    said = lines(f"intents.{language}.tsv")
    count = {intent: sum(label == intent for label, _ in said) for intent in get_args(Intent)}
    assert sum(count.values()) == len(said) and min(count.values()) >= 25
    assert len({text for _, text in said}) == len(said), "a line is given twice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_clauses_like_dislike_and_ask(language: str) -> None:
    labels = [label for label, _ in lines(f"clauses.{language}.tsv")]
    assert set(labels) == {"-1", "0", "1"} and len(labels) >= 200
    assert min(labels.count(label) for label in ("-1", "0", "1")) >= 50


def test_a_sentiment_head_is_fitted_written_and_read_again(tmp_path: Path) -> None:
    rows = made_up(("-1", "0", "1"))
    path = fit_head(tmp_path, "sentiment", "en", "corners", rows, ["made up"])
    head = SentimentHead(load_head(shipped(path.name, tmp_path), "corners"))
    against, neutral, for_it = head.score(np.eye(3, 8, dtype=np.float32))
    assert against < -0.5 < abs(neutral) < 0.5 < for_it
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["figures"]["accuracy"] > 0.8 and card["licence"] and card["seed"] and card["data"] == ["made up"]


def test_an_intent_head_gives_probabilities(tmp_path: Path) -> None:
    path = fit_head(tmp_path, "intent", "en", "corners", made_up(("find", "more", "why")), ["made up"])
    shares = IntentHead(load_head(path, "corners")).probabilities(np.eye(3, 8, dtype=np.float32)[1])
    assert sum(shares.values()) == pytest.approx(1.0) and max(shares, key=lambda name: shares[name]) == "more"


def test_fitting_twice_gives_the_same_file(tmp_path: Path) -> None:
    rows = made_up(("-1", "0", "1"))
    for folder in ("once", "twice"):
        (tmp_path / folder).mkdir()
        fit_head(tmp_path / folder, "sentiment", "en", "corners", rows, [])
    once, twice = ((tmp_path / folder / "sentiment-en.npz").read_bytes() for folder in ("once", "twice"))
    assert once == twice


def test_temperature_cools_what_is_too_sure() -> None:
    rng = np.random.default_rng(5)
    chances = rng.dirichlet([1.0, 1.0, 1.0], size=4000)
    labels = np.array(["a", "b", "c"])[[rng.choice(3, p=row) for row in chances]]
    assert temperature(3.0 * np.log(chances), labels) == pytest.approx(3.0, rel=0.1)


def test_figures_count_hits_and_how_far_neutral_lines_stray() -> None:
    sure = np.log(np.array([[0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.6, 0.2, 0.2], [0.01, 0.01, 0.98]]))
    found = figures(sure, np.array(["-1", "0", "0", "1"]))
    assert found["accuracy"] == 0.75
    assert found["neutral_mean_abs_score"] == pytest.approx(0.2)


def test_centred_directions_have_no_common_part() -> None:
    rng = np.random.default_rng(7)
    moved = centred(rng.normal(size=(50, 4)) + 5.0)
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
    assert {"what", "data", "licence", "command", "sha256"} <= set(card)
