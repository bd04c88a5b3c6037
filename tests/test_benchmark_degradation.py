"""The benchmark of damaged photos: the same damage each time, and its command runs on a made-up shelf."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.degradation import DAMAGES, HIDDEN, chosen, damaged, occluded, score_grocery, score_shop
from convrec.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SHELF = {"Blue-Berry": (20, 40, 220), "Green-Pear": (20, 200, 40), "Yellow-Bread": (230, 220, 20)}


@pytest.fixture
def grocery(tmp_path: Path) -> Path:
    """Three products of one colour each, and two photos of each."""
    rows, photos = [], []
    for number, (name, colour) in enumerate(SHELF.items()):
        folder = tmp_path / "iconic" / "Food" / name
        folder.mkdir(parents=True)
        Image.new("RGB", (60, 60), colour).save(folder / "a.jpg")
        (folder / "a.txt").write_text(name, encoding="utf-8")
        rows.append([name, number, name, number, f"/iconic/Food/{name}/a.jpg", f"/iconic/Food/{name}/a.txt"])
        for take in ("1", "2"):
            Image.new("RGB", (120, 90), colour).save(tmp_path / f"{name}{take}.jpg")
            photos.append(f"{name}{take}.jpg, {number}, {number}")
    with (tmp_path / "classes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Class Name", "Class ID", "Coarse", "Coarse ID", "Picture", "Text"], *rows])
    (tmp_path / "val.txt").write_text("\n".join(photos) + "\n", encoding="utf-8")
    return tmp_path


def test_what_was_turned_by_its_exif_data_or_framed_is_still_found(grocery: Path, models: Any, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    for name in ("none", "on its side (EXIF)", "screenshot", "JPEG quality 20", "half resolution"):
        scored = score_grocery(grocery, None, models, DAMAGES[name], settings)
        assert scored["photos"] == 6 and scored["top1"] == 1.0, name


def test_every_damage_is_the_same_each_time_and_leaves_a_photo(grocery: Path, tmp_path: Path) -> None:
    photos, settings = [grocery / "Blue-Berry1.jpg", grocery / "Blue-Berry2.jpg"], Settings()
    for name, damage in DAMAGES.items():
        first, second = (damaged(photos, damage, tmp_path, settings) for _ in range(2))
        assert [path.name for path in first] == [path.name for path in second], name
        assert all(path.is_file() for path in first)
        assert (first[0] == first[1]) == (name not in ("a fifth of the light", "60 % occluded", "screenshot"))


def test_sixty_percent_of_the_thing_are_hidden_and_nothing_else(tmp_path: Path) -> None:
    left, top, right, bottom = thing = (30, 20, 180, 150)
    for seed in range(10):
        occluded(Image.new("RGB", (200, 160), "white"), np.random.default_rng(seed), tmp_path / "a.png", thing)
        hidden = np.asarray(Image.open(tmp_path / "a.png").convert("L")) < 250
        assert hidden[top:bottom, left:right].mean() == pytest.approx(HIDDEN, abs=0.02)
        assert hidden.sum() == hidden[top:bottom, left:right].sum()


def test_a_part_is_drawn_evenly() -> None:
    assert chosen(list(range(100)), 3) == [0, 49, 99] and chosen([1, 2], 5) == [1, 2] == chosen([1, 2], None)


def test_customers_photos_of_a_catalogue_folder_are_scored_as_well(models: Any, tmp_path: Path) -> None:
    scored = score_shop(ROOT / "assets" / "shop", 3, models, DAMAGES["blurred"], Settings(home=tmp_path))
    assert scored["photos"] == 3 and len(scored["top1_ci"]) == 2


def test_the_command_prints_a_row_for_each_damage(grocery: Path, tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/degradation.py", "--data", str(grocery), "--photos", "2"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "CONVREC_HOME": str(tmp_path / "home")}
    )
    assert done.returncode == 0, done.stderr
    assert all(f"| {name} |" in done.stdout for name in DAMAGES) and "2 photos, 3 products" in done.stdout
