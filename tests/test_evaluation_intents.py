"""Intents are scored with and without texts out of scope; one threshold of validation tells these apart."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.data.labelled import OUTSIDE, Labelled
from convrec.errors import EvaluationError
from convrec.evaluation.intents import evaluate_intents
from convrec.settings import Settings
from convrec.training.texts.choice import Choice
from convrec.training.texts.frozen import Frozen
from convrec.training.texts.scope import best_threshold, energies, fit_scoped
from tests.conftest import BagOfWords

WORDS = {"pay": ["bill", "invoice", "debt"], "wake": ["alarm", "morning", "clock"], "song": ["music", "tune", "band"]}
STRANGE = ["deep sea king", "blue sky why", "old war who", "tall tower where", "far moon when", "fast horse which"]


def simple(data: Labelled, settings: Settings) -> Choice:
    return Choice(Frozen(BagOfWords(), 30.0), "bag of words")


def said(ending: str) -> list[list[str]]:
    return [[f"{a} {b} {ending}", label] for label, words in WORDS.items() for a in words for b in words]


def clinc(path: Path, **parts: list[list[str]]) -> Path:
    path.write_text(json.dumps(parts))
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return clinc(
        tmp_path / "clinc.json",
        train=said("now"),
        val=said("please"),
        oos_train=[[f"{text} once", "oos"] for text in STRANGE],
        oos_val=[[text, "oos"] for text in STRANGE],
    )


def test_both_shares_at_one_threshold(data: Path) -> None:
    found = evaluate_intents(data, None, Settings(), simple)
    assert found["in_scope_accuracy"] > 0.9 and found["out_of_scope_recall"] == 1.0
    assert 0 < found["threshold"] < 1 and found["out_of_scope_recall_ci"] == [1.0, 1.0]
    assert found["scored"] == 33 and found["peers"]["MiniLM + logistic regression"] > 0.9


@pytest.mark.parametrize("as_table", [False, True])
def test_a_test_file_is_scored_at_the_threshold_of_validation(data: Path, tmp_path: Path, as_table: bool) -> None:
    rows = [["pay the bill", "pay"], ["clock alarm", "wake"], ["deep blue moon", "oos"], ["bill debt", "song"]]
    test = clinc(tmp_path / "test.json", test=rows[:2] + rows[3:], oos_test=rows[2:3])
    if as_table:
        test = tmp_path / "test.csv"
        test.write_text("text,category\n" + "".join(f"{text},{label}\n" for text, label in rows))
    found = evaluate_intents(data, test, Settings(), simple)
    assert found["in_scope_accuracy"] == pytest.approx(2 / 3, abs=1e-3) and found["out_of_scope_recall"] == 1.0


def test_without_texts_out_of_scope_there_is_one_accuracy(tmp_path: Path) -> None:
    rows = [row for ending in ("now", "soon", "please") for row in said(ending)]
    data = tmp_path / "bank.csv"
    data.write_text("text,category\n" + "".join(f"{text},{label}\n" for text, label in rows))
    found = evaluate_intents(data, None, Settings(), simple)
    assert found["accuracy"] > 0.8 and "in_scope_accuracy" not in found
    assert found["fitted_on"] + found["scored"] == len(rows)


def test_a_threshold_gives_up_half_a_percent_and_no_more() -> None:
    scores = np.concatenate([np.linspace(0.5, 1.0, 400), np.linspace(0.0, 0.6, 100)])
    outside = np.arange(500) >= 400
    threshold = best_threshold(scores, ~outside, outside)
    assert (scores[:400] < threshold).sum() == 2
    assert best_threshold(scores, np.zeros(500, bool), outside) == 0.0


def test_scores_are_probabilities_that_rise_with_energy() -> None:
    fit = Labelled(*map(tuple, zip(*said("now"), strict=True)))  # type: ignore[arg-type]
    dev = Labelled(*map(tuple, zip(*said("please"), *[[text, OUTSIDE] for text in STRANGE], strict=True)))  # type: ignore[arg-type]
    scoped = fit_scoped(Frozen(BagOfWords(), 30.0), fit, dev)
    scores = scoped.in_scope(energies(scoped.fitted, dev.texts)[1])
    inside = np.array(dev.labels) != OUTSIDE
    assert scores[inside].min() > scores[~inside].max() and 0 <= scores.min() <= scores.max() <= 1
    assert scoped.labels(["pay the bill", "deep sea"]) == ["pay", OUTSIDE]


def test_labels_that_were_never_seen_are_said(data: Path, tmp_path: Path) -> None:
    test = clinc(tmp_path / "test.json", test=[["dance", "dancing"]])
    with pytest.raises(EvaluationError, match="dancing"):
        evaluate_intents(data, test, Settings(), simple)


@pytest.mark.parametrize("left", ["oos", "val"])
def test_a_test_that_leaves_nothing_to_choose_the_threshold_by_is_said(data: Path, tmp_path: Path, left: str) -> None:
    parts = json.loads(data.read_text())
    strange = parts["oos_train"] + parts["oos_val"]
    test = clinc(tmp_path / "test.json", test=strange if left == "val" else parts["val"])
    with pytest.raises(EvaluationError, match="choose the threshold"):
        evaluate_intents(data, test, Settings(), simple)


def test_bad_input_on_the_command_line_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    result: Any = CliRunner().invoke(app, ["evaluate", "intents", "--data", str(tmp_path / "bad.csv")])
    assert result.exit_code == 2 and "columns label" in result.stderr and "Traceback" not in result.output
