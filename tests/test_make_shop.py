"""The shop can be made again from its scripts: a small part of every stage."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WORLD, SHOP = ROOT / "assets" / "world", ROOT / "assets" / "shop"
STUDIO = Path(os.environ.get("CONVREC_STUDIO", ROOT / "build" / "studio" / "bin" / "python"))


def make(out: Path, *options: str) -> None:
    subprocess.run([sys.executable, WORLD / "shop.py", "--quick", "--out", out, *options], check=True)


def test_what_needs_no_blender(tmp_path: Path) -> None:
    """Items and people come out as they stand in the shop."""
    make(tmp_path)
    for name in ("items.jsonl", "interactions.jsonl"):
        assert (tmp_path / name).read_bytes() == (SHOP / name).read_bytes(), name


def test_a_track_can_be_played_again(tmp_path: Path) -> None:
    sys.path.insert(0, str(WORLD))
    try:
        import music
    finally:
        sys.path.remove(str(WORLD))
    line = music.read_tracks()[0]
    sound = music.perform(line)
    assert 8 <= len(sound) / music.RATE <= 15 and 0.2 < abs(sound).max() <= 1.0
    assert (sound == music.perform(line)).all()
    picture = music.cover(sound, line)
    assert picture.size == (music.SIDE, music.SIDE) and len(picture.getcolors(100_000) or []) > 1


@pytest.mark.skipif(not STUDIO.exists(), reason="no interpreter with Blender's module; make shop installs one")
def test_a_few_pictures_of_every_sort(tmp_path: Path) -> None:
    make(tmp_path, "--studio", str(STUDIO))
    made = tmp_path / "shop"
    for name in (
        "images/vase-03.webp",
        "images/mug-02-2.webp",
        "customer_photos/vase-03-home-0.jpg",
        "posts/post-001.webp",
    ):
        with Image.open(made / name) as picture:
            assert picture.convert("L").getextrema()[1] > 100, name  # something is lit
    labels = [json.loads(line) for line in (made / "customer_photos" / "labels.jsonl").read_text("utf-8").splitlines()]
    assert {label["item"] for label in labels} == {"vase-03", "mug-02"}
    assert {label["part"] for label in labels} <= {"learn", "test"}
    with Image.open(made / "films" / "film-001.webp") as film:
        assert film.n_frames >= 20
