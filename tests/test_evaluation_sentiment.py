"""Sentiment is scored beside its peers on texts that were not learnt from; what can't be scored is said."""

from pathlib import Path
from typing import Any

import pytest

from convrec.data.labelled import Labelled
from convrec.errors import ConvrecError, EvaluationError
from convrec.evaluation import peers
from convrec.evaluation.sentiment import evaluate_sentiment
from convrec.settings import Settings
from convrec.training.texts.choice import Choice
from convrec.training.texts.frozen import Frozen
from tests.conftest import BagOfWords

GOOD = ["good", "lovely", "fine", "great", "sweet", "kind", "warm", "bright"]
BAD = ["bad", "ugly", "poor", "awful", "sour", "mean", "cold", "dull"]


def simple(data: Labelled, settings: Settings) -> Choice:
    """Seconds to fit, and a bag of words is all that these reviews are."""
    return Choice(Frozen(BagOfWords(), 30.0), "bag of words", ("a note",))


@pytest.fixture(autouse=True)
def _light_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real MiniLM is a peer in the tests of intents."""
    monkeypatch.setattr(peers, "small_and_frozen", lambda: Frozen(BagOfWords(), 30.0))


def score(data: Path, test: Path | None = None) -> dict[str, Any]:
    return evaluate_sentiment(data, test, Settings(), simple)


def write_lines(path: Path, copies: int = 1) -> Path:
    """Made-up reviews that a bag of words tells apart; no two are alike."""
    rows = [
        f"{label} {a} {b} thing {n}"
        for label, words in ((1, GOOD), (0, BAD))
        for a in words
        for b in words
        for n in range(copies)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_validation_part_is_the_same_each_time(tmp_path: Path) -> None:
    data = write_lines(tmp_path / "reviews.txt")
    once, again = score(data), score(data)
    assert once["accuracy"] == again["accuracy"] > 0.95 and once["scored"] == again["scored"]
    assert once["accuracy_ci"][0] <= once["accuracy"] <= once["accuracy_ci"][1]
    assert once["fitted_on"] + once["scored"] == 128 and 10 <= once["scored"] <= 45
    assert once["ms_per_sentence"] >= 0 and once["encoder"] == "bag of words" and once["notes"] == ["a note"]


def test_peers_stand_in_the_same_report(tmp_path: Path) -> None:
    pytest.importorskip("vaderSentiment")
    found = score(write_lines(tmp_path / "reviews.txt"))
    assert 0.5 < found["peers"]["VADER"] <= 1 and found["peers"]["MiniLM + logistic regression"] > 0.9
    assert [line.partition(":")[0] for line in found["skipped"]] == ["SetFit"]


def test_snownlp_is_the_chinese_peer(tmp_path: Path) -> None:
    pytest.importorskip("snownlp")
    lines = [
        f"{label} 这{a}{b}"
        for label, said in ((1, ("很好", "喜欢")), (0, ("太差", "难看")))
        for a in "灯桌椅床柜门窗"
        for b in said
    ]
    (tmp_path / "zh.txt").write_text("\n".join(lines), encoding="utf-8")
    found = score(tmp_path / "zh.txt")
    assert found["language"] == "zh" and list(found["peers"]) == ["snownlp"]


def test_a_peer_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Any:
        raise ImportError("vaderSentiment")

    monkeypatch.setattr(peers, "_vader", missing)
    found = score(write_lines(tmp_path / "reviews.txt"))
    assert "VADER" not in found["peers"] and "requirements-dev.txt" in found["skipped"][0]


def test_with_a_test_file_everything_else_is_fitted_on(tmp_path: Path) -> None:
    data = write_lines(tmp_path / "reviews.txt")
    test = tmp_path / "test.csv"
    test.write_text("label,text\n1,lovely warm thing\n0,ugly cold thing\n0,lovely bright thing\n", encoding="utf-8")
    result = score(data, test)
    assert result["fitted_on"] == 128 and result["scored"] == 3
    assert result["accuracy"] == pytest.approx(2 / 3, abs=1e-3)


def test_texts_of_the_test_file_are_never_learnt_from(tmp_path: Path) -> None:
    data, test = write_lines(tmp_path / "reviews.txt"), tmp_path / "test.txt"
    test.write_text("\n".join(data.read_text(encoding="utf-8").splitlines()[:9]), encoding="utf-8")
    assert score(data, test)["fitted_on"] == 119


def test_a_test_file_may_hold_one_label(tmp_path: Path) -> None:
    test = tmp_path / "test.txt"
    test.write_text("1 lovely warm thing\n", encoding="utf-8")
    assert score(write_lines(tmp_path / "reviews.txt"), test)["scored"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [("positive lovely warm thing\n", "positive"), ("", "no labelled text"), ("hello", "no labelled text")],
)
def test_a_test_file_that_cannot_be_scored_is_said(tmp_path: Path, content: str, said: str) -> None:
    test = tmp_path / "test.txt"
    test.write_text(content, encoding="utf-8")
    with pytest.raises(ConvrecError, match=said):
        score(write_lines(tmp_path / "reviews.txt"), test)


def test_scoring_what_is_learnt_from_is_refused(tmp_path: Path) -> None:
    data = write_lines(tmp_path / "reviews.txt")
    with pytest.raises(EvaluationError, match="Too little is left"):
        score(data, data)


def test_a_dev_file_that_is_the_test_is_not_learnt_from(tmp_path: Path) -> None:
    data, dev = write_lines(tmp_path / "films.train"), tmp_path / "films.dev"
    dev.write_text("1 lovely warm day\n0 ugly cold day\n", encoding="utf-8")
    same = score(data, dev)
    assert same["fitted_on"] == 128 and same["scored"] == 2
    assert (
        same["validation"]
        == "none: its texts (films.dev) are scored as films.dev, so the train part alone is learnt from"
    )
    other = tmp_path / "other.txt"
    other.write_text("1 lovely bright day\n", encoding="utf-8")
    both = score(data, other)
    assert both["fitted_on"] == 130 and both["validation"].startswith("none: train and validation part (films.dev)")
    assert score(data)["validation"] == "films.dev"


def test_lines_that_are_left_out_are_named(tmp_path: Path) -> None:
    data, test = write_lines(tmp_path / "reviews.txt"), tmp_path / "test.txt"
    test.write_text("1 lovely warm day\n0\n", encoding="utf-8")
    assert score(data, test)["notes"][1].startswith("test.txt line 2: holds a single word")
