"""Photos are matched with a made-up shelf of coloured products; lists that don't fit are said."""

import csv
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.photos import evaluate_photos

SHELF = {
    "Blue-Berry": ("Berry", (20, 40, 220)),
    "Red-Berry": ("Berry", (230, 20, 20)),
    "Green-Pear": ("Pear", (20, 200, 40)),
    "Yellow-Bread": ("Bread", (230, 220, 20)),
}


@pytest.fixture
def grocery(tmp_path: Path) -> Path:
    """Four products, their pictures and texts, and a photo of each; the last is photographed as a blue berry."""
    rows, photos, coarse = [], [], {name: number for number, name in enumerate(["Berry", "Pear", "Bread"])}
    for number, (name, (kind, colour)) in enumerate(SHELF.items()):
        folder = f"iconic/Fruit/{kind}/{name}"
        (tmp_path / folder).mkdir(parents=True)
        Image.new("RGB", (40, 60), colour).save(tmp_path / folder / f"{name}.jpg")
        (tmp_path / folder / f"{name}.txt").write_text(f"a {name}", encoding="utf-8")
        rows.append([name, number, kind, coarse[kind], f"/{folder}/{name}.jpg", f"/{folder}/{name}.txt"])
        seen = SHELF["Blue-Berry"][1] if name == "Yellow-Bread" else colour
        (tmp_path / "val").mkdir(exist_ok=True)
        Image.new("RGB", (64, 48), seen).save(tmp_path / "val" / f"{name}.jpg")
        photos.append(f"val/{name}.jpg, {number}, {coarse[kind]}")
    with (tmp_path / "classes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Class Name", "Class ID", "Coarse", "Coarse ID", "Picture", "Text"], *rows])
    (tmp_path / "val.txt").write_text("\n".join(photos) + "\n", encoding="utf-8")
    return tmp_path


def test_each_photo_is_given_its_product(grocery: Path, models: Any) -> None:
    result = evaluate_photos(grocery, None, models)
    assert (result["top1"], result["top5"], result["coarse_top1"]) == (0.75, 1.0, 0.75)
    assert result["top1_ci"][0] <= 0.75 <= result["top1_ci"][1]
    assert (result["photos"], result["products"]) == (4, 4)


def test_another_list_is_scored_instead(grocery: Path, models: Any) -> None:
    listing = grocery / "mine.txt"
    listing.write_text("val/Green-Pear.jpg, 2, 1\n", encoding="utf-8")
    assert evaluate_photos(grocery, listing, models)["photos"] == 1


@pytest.mark.parametrize(
    "line",
    ["", "val/Green-Pear.jpg", "val/Green-Pear.jpg, two, 1", "val/Green-Pear.jpg, 9, 1", "val/none.jpg, 1, 1"],
)
def test_a_list_that_does_not_fit_is_said(grocery: Path, models: Any, line: str) -> None:
    listing = grocery / "broken.txt"
    listing.write_text(f"val/Blue-Berry.jpg, 0, 0\n{line}\n" if line else "", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"broken\.txt"):
        evaluate_photos(grocery, listing, models)


def test_data_of_another_kind_is_said(tmp_path: Path, models: Any) -> None:
    with pytest.raises(EvaluationError, match=r"classes\.csv"):
        evaluate_photos(tmp_path, None, models)
    (tmp_path / "classes.csv").write_text("name,price\nlamp,3\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="table of products"):
        evaluate_photos(tmp_path, None, models)


def test_intervals_narrow_with_more_cases() -> None:
    import numpy as np

    few, many = np.array([0.0, 1.0] * 10), np.array([0.0, 1.0] * 1000)
    (low, high), (lower, higher) = interval(few), interval(many)
    assert low < lower < share(many) == 0.5 < higher < high
