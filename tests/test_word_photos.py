"""Words → pictures without texts, scored on made-up vectors and on a tiny folder of coloured pictures."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from convrec.errors import EvaluationError, TrainingError
from convrec.evaluation.word_photos import CHINESE, FIRST, evaluate_word_photos, precision
from convrec.models import Models
from convrec.training.nouns import ALSO, UNCLEAR
from tests.conftest import MeanColour, tiny_models

HAT, DRESS = [1.0, 0.0], [0.0, 1.0]


class Knows:
    """Knows the words hat and dress, and no picture."""

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([HAT if "hat" in text.lower() else DRESS for text in texts])


KNOWING: Any = replace(tiny_models(), image=Knows())  # type: ignore[arg-type]


def shown(hats: int, dresses: int) -> np.ndarray:
    """Pictures as they are: first those that look like hats, then those that look like dresses."""
    return np.array([HAT] * hats + [DRESS] * dresses)


def test_the_first_ten_are_counted() -> None:
    labels = np.array(["Hat"] * 12 + ["Dress"] * 20)
    assert precision(shown(12, 20), labels, ["Hat", "Dress"], ["Hat", "Dress"], KNOWING) == {"Hat": 1.0, "Dress": 1.0}


def test_what_is_labelled_otherwise_is_missed() -> None:
    labels = np.array(["Hat"] * 6 + ["Shoes"] * 4 + ["Dress"] * 20)  # four shoes that look like hats
    assert precision(shown(10, 20), labels, ["Hat"], ["Hat"], KNOWING) == {"Hat": 0.6}


def test_a_label_of_few_pictures_can_not_fill_ten_places() -> None:
    labels = np.array(["Hat"] * 3 + ["Dress"] * 20)
    assert precision(shown(3, 20), labels, ["Hat"], ["Hat"], KNOWING) == {"Hat": 3 / FIRST}


def test_a_label_is_asked_for_in_other_words() -> None:
    labels = np.array(["Hat"] * 10 + ["Dress"] * 10)
    found = precision(shown(10, 10), labels, ["Hat", "Dress"], ["sun hat", "hat"], KNOWING)
    assert found == {"Hat": 1.0, "Dress": 0.0}, "who asks for a hat finds no dress"


def test_no_labels_have_no_precision() -> None:
    assert precision(shown(1, 1), np.array(["Other", "Other"]), [], [], KNOWING) == {}


def test_every_label_has_a_chinese_word() -> None:
    assert set(CHINESE) == set(ALSO)
    assert len(set(CHINESE.values())) == len(CHINESE)


PAINT = {"Blue": (20, 40, 220), "Green": (20, 200, 40), "Brown": (180, 80, 30)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Thirty pictures of each colour, labelled by it, and nine that are blue and labelled by nothing."""
    (tmp_path / "images").mkdir()
    labels = [*PAINT] * 30 + ["Not sure"] * 9
    rows = [f"{number // 3 + 100 * (number % 3)},{label}" for number, label in enumerate(labels)]
    # by number, so that every third picture is of every colour
    rows.sort(key=lambda row: int(row.partition(",")[0]))
    for row in rows:
        name, _, label = row.partition(",")
        Image.new("RGB", (16, 16), PAINT.get(label, (10, 30, 200))).save(tmp_path / "images" / f"{name}.jpg")
    (tmp_path / "images.csv").write_text("image,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def seeing() -> Models:
    """Sees pictures as their colour, and knows the colours' names."""
    return replace(tiny_models(), image=MeanColour())


def test_every_third_picture_is_scored(data: Path, seeing: Models) -> None:
    found = evaluate_word_photos(data, None, seeing)
    assert (found["pictures"], found["labels"]) == (33, 3)
    assert found["by_label"]["Green"] == found["by_label"]["Brown"] == 1.0
    assert found["precision_at_10"] == pytest.approx(np.mean(list(found["by_label"].values())), abs=1e-4)


def test_labels_that_name_nothing_count_among_all_labels_only(data: Path, seeing: Models) -> None:
    found = evaluate_word_photos(data, None, seeing)
    assert not set(found["by_label"]) & UNCLEAR
    assert found["precision_at_10_all_labels"] < found["precision_at_10"]


def test_all_pictures_of_another_table_are_scored(data: Path, seeing: Models) -> None:
    (data / "mine.csv").write_text("image,label\n0,Blue\n1,Blue\n101,Green\n", encoding="utf-8")
    found = evaluate_word_photos(data, data / "mine.csv", seeing)
    assert found["pictures"] == 3
    assert found["by_label"] == pytest.approx({"Blue": 2 / 3, "Green": 1 / 3}), "of the three that there are"


def test_chinese_is_put_into_english(data: Path, seeing: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convrec.evaluation.word_photos.CHINESE", {"Blue": "绿色", "Green": "蓝色", "Brown": "棕色"})
    found = evaluate_word_photos(data, None, seeing)
    assert found["precision_at_10_zh"] == pytest.approx(1 / 3, abs=1e-4), "blue and green changed places, brown stayed"
    assert found["by_label_zh"] == {"Blue": 0.0, "Green": 0.0, "Brown": 1.0}
    assert found["precision_at_10_zh_ci"] == [0.0, 1.0]
    assert found["precision_at_10_ci"][0] < found["precision_at_10"] < 1.0 == found["precision_at_10_ci"][1]


@pytest.mark.parametrize("rows", ["0,Blue\n1,Blue\n", "0,Blue\n1,Blue\n2,Not sure\n"])
def test_a_table_with_nothing_to_score_is_said(data: Path, seeing: Models, rows: str) -> None:
    (data / "images.csv").write_text(f"image,label\n{rows}", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"images\.csv names no pictures to score"):
        evaluate_word_photos(data, None, seeing)


def test_a_picture_that_is_none_is_said(data: Path, seeing: Models) -> None:
    (data / "images" / "2.jpg").write_bytes(b"no picture")
    with pytest.raises(TrainingError, match=r"2\.jpg is no picture that can be read"):
        evaluate_word_photos(data, None, seeing)
