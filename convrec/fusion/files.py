"""A learned fusion as a small JSON file that lies in the folder of its catalogue.

The file names what it was learnt from: the items, the prior weights and the features. Where one of them has changed
since, or the numbers were, the file is refused. More acts make it no worse, so they may come.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convrec.data.folder import Catalogue
from convrec.errors import WeightsError
from convrec.fusion.context import FEATURES
from convrec.fusion.model import PRIOR, Curve, Fusion

FUSION = "fusion.json"


def write_fusion(
    folder: Path, fusion: Fusion, catalogue: Catalogue, priors: Mapping[str, float], card: Mapping[str, Any]
) -> Path:
    """Write a fusion and its ``card`` (data, command, seed, figures) to a folder; returns where."""
    path = folder / FUSION
    curves = {source: vars(curve) for source, curve in fusion.curves.items()}
    learnt = {"curves": curves, "from": learnt_from(catalogue, {source: priors[source] for source in curves})}
    content = {**card, **learnt, "sha256": _digest(learnt)}
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def fusion_of(catalogue: Catalogue, priors: Mapping[str, float]) -> Fusion:
    """What the catalogue's folder brings along; the prior where there is nothing. Raises WeightsError like ``read``."""
    return read_fusion(catalogue.folder / FUSION, catalogue, priors) if _lies(catalogue.folder) else PRIOR


def read_fusion(path: Path, catalogue: Catalogue, priors: Mapping[str, float]) -> Fusion:
    """Read what ``write_fusion`` wrote. Raises WeightsError for a file that is broken, changed, stale or foreign."""
    again = f"run: python -m convrec train fusion --catalogue {catalogue.folder}, or delete the file"
    fusion, made_from = _read(path, again)
    if made_from != learnt_from(catalogue, {source: priors.get(source) for source in fusion.curves}):
        raise WeightsError(f"{path} was learnt from other items or for other recommenders than are here; {again}.")
    return fusion


def read_unbound(path: Path) -> Fusion:
    """The same where its catalogue isn't at hand. Raises WeightsError for a broken or changed file."""
    return _read(path, "please give a file that train fusion wrote")[0]


def _read(path: Path, advice: str) -> tuple[Fusion, Any]:
    """A fusion and what it was learnt from."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        learnt = {"curves": content["curves"], "from": content["from"]}
        intact = content["sha256"] == _digest(learnt)
        curves = {source: Curve(**curve) for source, curve in content["curves"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path} is no learned fusion that can be read; {advice}.") from error
    if not intact:
        raise WeightsError(f"{path} was changed after it was learnt (its hash is wrong); {advice}.")
    return Fusion(curves), learnt["from"]


def learnt_from(catalogue: Catalogue, priors: Mapping[str, float | None]) -> dict[str, Any]:
    """All that a fusion holds good for."""
    ids = "\n".join(sorted(catalogue.row))
    return {
        "items": hashlib.sha256(ids.encode()).hexdigest()[:16],
        "priors": dict(priors),
        "features": list(FEATURES),
    }


def _lies(folder: Path) -> bool:
    return (folder / FUSION).is_file()


def _digest(learnt: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(learnt, sort_keys=True).encode()).hexdigest()
