"""Write weights as plain arrays, and beside them the card that says what they are and guards them by their hash."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

OWN = "lines written for this project (convrec/training/data, MIT)"
LICENCE = "MIT"


def write(path: Path, arrays: Mapping[str, np.ndarray], command: str, **card: Any) -> Path:
    """Write ``arrays`` to ``path`` (.npz) and its card beside it (.json): ``card``, licence, command and sha256.

    A ``card`` that names a licence keeps it.
    """
    np.savez(path, allow_pickle=False, **arrays)
    made = {"command": f"python -m convrec train {command}"}
    guard = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    text = json.dumps({"licence": LICENCE, **card, **made, **guard}, indent=2, ensure_ascii=False)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return path
