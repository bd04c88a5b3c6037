"""Sentiment files of both formats are read, split by their text, and scored; what can't be read is said."""

from pathlib import Path
from typing import Any

import pytest

from convrec.errors import EvaluationError
from convrec.evaluation.sentiment import evaluate_sentiment, read_labelled

GOOD = ["good", "lovely", "fine", "great", "sweet", "kind", "warm", "bright"]
BAD = ["bad", "ugly", "poor", "awful", "sour", "mean", "cold", "dull"]


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


def test_the_validation_part_is_the_same_each_time(tmp_path: Path, models: Any) -> None:
    data = write_lines(tmp_path / "reviews.txt")
    once = evaluate_sentiment(data, None, models)
    assert once == evaluate_sentiment(data, None, models)
    assert once["accuracy"] > 0.95 and once["accuracy_ci"][0] <= once["accuracy"] <= once["accuracy_ci"][1]
    assert once["fitted_on"] + once["scored"] == 128 and 10 <= once["scored"] <= 45


def test_with_a_test_file_everything_is_fitted_on(tmp_path: Path, models: Any) -> None:
    data = write_lines(tmp_path / "reviews.txt")
    test = tmp_path / "test.txt"
    test.write_text("1 lovely warm thing\n0 ugly cold thing\n0 lovely bright thing\n", encoding="utf-8")
    result = evaluate_sentiment(data, test, models)
    assert result["fitted_on"] == 128 and result["scored"] == 3
    assert result["accuracy"] == pytest.approx(2 / 3, abs=1e-3)


def test_tables_are_read_by_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "zh.csv"
    path.write_text('cat,label,review\n书籍,1,"很好，喜欢"\n平板,0,太差\n书籍,1,\n', encoding="utf-8-sig")
    assert read_labelled(path) == (["1", "0"], ["很好，喜欢", "太差"])


def test_a_review_over_two_lines_is_one_review(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text('label,review\n1,"good\nvery good"\n0,bad\n', encoding="utf-8")
    assert read_labelled(path) == (["1", "0"], ["good\nvery good", "bad"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "", "no labelled text"),
        ("blank.txt", "\n \n", "no labelled text"),
        ("one.txt", "1 good\n1 fine\n", "one label only"),
        ("columns.csv", "a,b\n1,good\n", "columns label and review"),
        ("labels.csv", "label,review\n", "no labelled text"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, models: Any, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        evaluate_sentiment(path, None, models)


def test_a_test_file_may_hold_one_label(tmp_path: Path, models: Any) -> None:
    test = tmp_path / "test.txt"
    test.write_text("1 lovely warm thing\n", encoding="utf-8")
    assert evaluate_sentiment(write_lines(tmp_path / "reviews.txt"), test, models)["scored"] == 1


def test_labels_that_were_never_seen_are_said(tmp_path: Path, models: Any) -> None:
    test = tmp_path / "test.txt"
    test.write_text("positive lovely warm thing\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="positive"):
        evaluate_sentiment(write_lines(tmp_path / "reviews.txt"), test, models)
