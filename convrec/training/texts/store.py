"""Fitted classifiers on disk: arrays as safetensors, and a card that says what they are and guards them by hash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file, save_file

from convrec.errors import WeightsError
from convrec.models.base import TextEncoder
from convrec.models.files import digest
from convrec.models.text import MultilingualE5, minilm
from convrec.training.texts.base import Fitted, Weights
from convrec.training.texts.finetune import FineTuned
from convrec.training.texts.frozen import FittedFrozen
from convrec.training.texts.mixture import FittedMixture
from convrec.training.texts.ngrams import FittedNGrams

WEIGHTS, CARD = "model.safetensors", "card.json"
LICENCE = "of these weights: that of the data they were fitted on; ask its owner before giving them away"
Names = tuple[str, ...]


def save(fitted: Fitted, folder: Path, **card: Any) -> Path:
    """Write the weights and their card into a folder; returns the folder."""
    weights = fitted.weights()
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: array.contiguous() for name, array in weights.arrays.items()}
    save_file(arrays, folder / WEIGHTS)
    built = {"kind": weights.kind, "classes": list(fitted.classes), "settings": weights.settings}
    guard = {"sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()}
    text = json.dumps({**card, **built, "licence": LICENCE, **guard}, indent=2, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")
    return folder


def load(folder: Path, home: Path, device: str = "cpu") -> Fitted:
    """Read a classifier again. Raises WeightsError where its card is missing or its hash is another."""
    card = read_card(folder)
    path = folder / WEIGHTS
    if not path.is_file() or digest(path, path.stat().st_mtime_ns) != card["sha256"]:
        raise WeightsError(f"{path} is missing or not the file that was fitted (its hash is wrong); {_again(card)}.")
    weights = Weights(card["kind"], card["settings"], load_file(path))
    return _restore(weights, tuple(card["classes"]), home, device)


def read_card(folder: Path) -> Mapping[str, Any]:
    """The card of a folder."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if not {"kind", "classes", "settings", "sha256"} <= set(card):
            raise KeyError(CARD)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{folder} has no {CARD} that can be read, so it holds no fitted classifier.") from error
    return cast(Mapping[str, Any], card)


def _again(card: Mapping[str, Any]) -> str:
    return f"fit it again: {card['command']}" if "command" in card else "fit it again"


def _restore(weights: Weights, classes: Names, home: Path, device: str) -> Fitted:
    kinds: dict[str, Callable[[], Fitted]] = {
        "fine-tuned": lambda: FineTuned.restore(weights, classes, home, device),
        "frozen": lambda: FittedFrozen.restore(weights, classes, _encoder(str(weights.settings["encoder"]))),
        "n-grams": lambda: FittedNGrams.restore(weights, classes),
        "mixture": lambda: _mixture(weights, classes, home, device),
    }
    if weights.kind not in kinds:
        raise WeightsError(f"There is no kind of classifier “{weights.kind}”; it was written by another version.")
    try:
        return kinds[weights.kind]()
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise WeightsError("The card of a fitted classifier doesn't suit its weights; please fit it again.") from error


def _mixture(weights: Weights, classes: Names, home: Path, device: str) -> Fitted:
    first, second = (_restore(_part(weights, name), classes, home, device) for name in ("first", "second"))
    return FittedMixture(first, second, float(weights.settings["share"]))


def _part(weights: Weights, name: str) -> Weights:
    own: dict[str, torch.Tensor] = {
        key.removeprefix(f"{name}/"): array for key, array in weights.arrays.items() if key.startswith(f"{name}/")
    }
    part = weights.settings[name]
    return Weights(part["kind"], part["settings"], own)


def _encoder(name: str) -> TextEncoder:
    """A frozen encoder by the name that its vectors bear. Raises WeightsError for one that isn't here."""
    encoder: TextEncoder = minilm("cpu") if name.startswith("minilm") else MultilingualE5()
    if encoder.name != name:
        raise WeightsError(f"The classifier was fitted to the encoder {name}, and here is {encoder.name}.")
    return encoder
