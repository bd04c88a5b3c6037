"""Plain nouns: the nearest to a picture, worded in both languages, and what further ones are learnt from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from convrec.errors import TrainingError
from convrec.naming import one_of
from convrec.training.nouns import ALSO, HELD_OUT, held_out, learn_nouns, phrases, read_labelled_pictures
from convrec.training.projection import centred
from convrec.types import Language
from convrec.vision.nouns import NOUNS, Nouns, worded


class EachApart:
    """Reads every text as a direction of its own, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.eye(len(texts), dtype=np.float32) + 0.5  # what all texts share says nothing


def test_the_noun_nearest_to_a_picture_is_found() -> None:
    encoder: Any = EachApart()
    nouns, places = Nouns(encoder), np.eye(len(NOUNS))
    assert [nouns.called(places[number]) for number in (0, 7, len(NOUNS) - 1)] == ["dog", "rabbit", NOUNS[-1][0]]
    assert nouns.called(places[0], frozenset({"dog"})) == "", "what is sold would be known"
    assert len(encoder.asked) == len(NOUNS), "the nouns are encoded once, when first asked for"
    assert "a photo of a dog" in encoder.asked


@pytest.mark.parametrize(
    ("noun", "language", "said"),
    [
        ("dog", "en", "a dog"),
        ("dog", "zh", "狗"),
        ("umbrella", "en", "an umbrella"),
        ("ice cream", "en", "an ice cream"),
        ("T-shirt", "en", "a T-shirt"),
        ("trousers", "en", "trousers"),
        ("trousers", "zh", "裤子"),
        ("bread", "en", "bread"),
    ],
)
def test_a_noun_is_worded_with_its_article(noun: str, language: Language, said: str) -> None:
    assert one_of(worded(noun, language), language) == said


def test_every_noun_has_words_in_both_languages() -> None:
    assert len(dict(NOUNS)) == len(NOUNS), "no noun twice"
    assert all(worded(noun, "zh") != noun and noun.isascii() for noun, _ in NOUNS)


def folder(path: Path, rows: Sequence[str], header: str = "image,sender_id,label") -> Path:
    """Labelled pictures: a table, and a picture of each row whose name isn't "gone"."""
    (path / "images").mkdir()
    (path / "images.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    for name in (row.partition(",")[0] for row in rows):
        if name != "gone":
            Image.new("RGB", (20, 20), "blue").save(path / "images" / f"{name}.jpg")
    return path


def test_labelled_pictures_are_read_in_their_order(tmp_path: Path) -> None:
    data = folder(tmp_path, ["a,1,Hat", "gone,1,Dress", "b,2,Not sure", "c,2,Hat"])
    paths, labels = read_labelled_pictures(data)
    assert [path.stem for path in paths] == ["a", "b", "c"], "a picture that isn't there is passed over"
    assert labels.tolist() == ["Hat", "Not sure", "Hat"]


def test_another_table_names_other_pictures_of_the_folder(tmp_path: Path) -> None:
    data = folder(tmp_path, ["a,1,Hat", "b,1,Dress"])
    (data / "mine.csv").write_text("label,image\nSkirt,b\n", encoding="utf-8")
    paths, labels = read_labelled_pictures(data, data / "mine.csv")
    assert ([path.stem for path in paths], labels.tolist()) == (["b"], ["Skirt"])


@pytest.mark.parametrize("text", ["picture,label\na,Hat\n", "image,what\na,Hat\n", "image,sender,label\na,1\n"])
def test_a_table_of_another_form_is_said(tmp_path: Path, text: str) -> None:
    data = folder(tmp_path, ["a,1,Hat"])
    (data / "images.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TrainingError, match=r"images\.csv must be a table with the columns image and label\.$"):
        read_labelled_pictures(data)


def test_a_table_in_another_encoding_is_said(tmp_path: Path) -> None:
    data = folder(tmp_path, ["a,1,Hat"])
    (data / "images.csv").write_bytes("image,label\na,Hüte\n".encode("latin-1"))
    with pytest.raises(TrainingError, match=r"must be a table"):
        read_labelled_pictures(data)


def test_a_folder_without_table_or_pictures_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"images\.csv must be a table"):
        read_labelled_pictures(tmp_path)
    data = folder(tmp_path, ["gone,1,Hat"])
    with pytest.raises(TrainingError, match=r"none of the pictures that images\.csv names\.$"):
        read_labelled_pictures(data)


def test_every_third_picture_is_held_out() -> None:
    mask = held_out(10)
    assert np.flatnonzero(mask).tolist() == [2, 5, 8] and HELD_OUT == 3
    assert held_out(0).shape == (0,)


def test_too_few_labels_teach_nothing(tmp_path: Path) -> None:
    data = folder(tmp_path, ["a,1,Hat", "b,1,Dress", "c,1,Skirt", "d,1,Hat", "e,1,Other"])  # c is held out
    with pytest.raises(TrainingError, match=r"three labels"):
        learn_nouns(data, lambda said: np.eye(len(said)))


def test_a_label_is_one_of_its_own_phrases() -> None:
    assert phrases("Hat") == ("a photo of a Hat", "a photo of a cap", "a photo of a beanie")
    assert phrases("Sari") == ("a photo of a Sari",)
    assert all(label not in also for label, also in ALSO.items())


def test_centred_vectors_are_directions_from_the_mean() -> None:
    vectors = np.array([[3.0, 4.0], [3.0, 2.0], [5.0, 3.0]])
    moved = centred(vectors, np.array([3.0, 3.0]))
    assert moved.tolist() == [[0.0, 1.0], [0.0, -1.0], [1.0, 0.0]]
    assert centred(np.array([[3.0, 3.0]]), np.array([3.0, 3.0])).tolist() == [[0.0, 0.0]]  # and no nan
