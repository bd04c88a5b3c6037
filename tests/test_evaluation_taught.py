"""Teaching is measured on a made-up shelf: what the pages get wrong is learnt, and figures say how sure one can be."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.evaluation.photos import evaluate_photos
from convrec.evaluation.taught_photos import calibration_error, evaluate_taught
from tests.shades import shaded
from tests.test_evaluation_photos import grocery

__all__ = ["grocery"]

MISLEADING = {"Yellow-Bread": (20, 60, 120), "Blue-Berry": (20, 40, 220)}  # bread as photos show it is dark blue


@pytest.fixture
def taught(grocery: Path) -> Path:
    """Two products' photos, unlike one of their pages; val.txt asks for both."""
    lines = []
    for part, shade in (("train", 0), ("other", 6)):
        (grocery / part).mkdir()
        for number, (name, colour) in enumerate(MISLEADING.items()):
            seen = tuple(channel + shade for channel in colour)
            Image.new("RGB", (64, 48), seen).save(grocery / part / f"{name}.jpg")
            lines.append(f"{part}/{name}.jpg, {(3, 0)[number]}, {(2, 0)[number]}")
    (grocery / "train.txt").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    (grocery / "val.txt").write_text("\n".join(lines[2:]) + "\n", encoding="utf-8")
    return grocery


def test_one_photo_mends_what_the_page_gets_wrong(taught: Path) -> None:
    assert evaluate_photos(taught, None, shaded())["top1"] == 0.5
    result = evaluate_taught(taught, None, taught / "train.txt", shaded(), [1])
    assert result["top1"] == result["shots"]["1"]["top1"] == 1.0
    assert (result["photos"], result["taught"], result["products"]) == (2, 2, 4)
    assert set(result["peers"]) == {"1-NN", "1-NN and catalogue"}
    assert 0 <= result["ece"] <= 1 and result["fit_seconds"] >= 0
    assert "untaught" not in result


def test_products_that_are_not_taught_are_told_apart(taught: Path) -> None:
    lines = (taught / "train.txt").read_text(encoding="utf-8").splitlines()
    (taught / "one.txt").write_text(lines[0] + "\n", encoding="utf-8")
    result = evaluate_taught(taught, None, taught / "one.txt", shaded())
    assert result["taught"] == 1 and result["top1"] == 1.0
    assert result["untaught"]["photos"] == 1 and result["untaught"]["top1"] == result["untaught"]["before"] == 1.0


def test_the_error_of_certainty_is_its_distance_from_what_is_right() -> None:
    sure = np.array([0.95, 0.95, 0.55, 0.55])
    assert calibration_error(sure, np.array([1.0, 1.0, 1.0, 0.0])) == pytest.approx(0.05)
    assert calibration_error(sure, np.zeros(4)) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["photos", "--shots", "3"], "--teach"),
        (["photos", "--teach", "LIST", "--shots", "many"], "1,3,5"),
        (["photos", "--teach", "LIST", "--shots", "0"], "1,3,5"),
        (["photos", "--teach", "nowhere.txt"], "nowhere.txt"),
        (["intents", "--teach", "LIST"], "--teach"),
    ],
)
def test_what_does_not_fit_is_said(taught: Path, arguments: list[str], said: str) -> None:
    given = [str(taught / "train.txt") if word == "LIST" else word for word in arguments]
    result = CliRunner().invoke(app, ["evaluate", *given, "--data", str(taught)])
    assert result.exit_code == 2 and said in result.stderr and result.stderr.count("\n") == 1
    with pytest.raises(json.JSONDecodeError):
        json.loads(result.stdout)
