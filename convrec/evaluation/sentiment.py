"""Sentiment of sentences and reviews: a logistic head on the frozen text encoder, fitted on the data's own texts."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.models import Models
from convrec.types import Language
from convrec.understanding.language import detect

VALIDATION = 5  # one text in five, chosen by its hash, is for validation
SEED = 13


def evaluate_sentiment(data: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """Accuracy on the validation part, or on ``test`` after fitting on all of ``data``, with its 95 % interval.

    Reads "label text" lines and CSV files with the columns label and review (or text). Raises EvaluationError.
    """
    labels, texts = read_labelled(data)
    if test is None:
        held = np.array([_held_out(text) for text in texts])
        fit, score = np.flatnonzero(~held), np.flatnonzero(held)
        fit_set, score_set = ([(labels[i], texts[i]) for i in rows] for rows in (fit, score))
    else:
        fit_set, score_set = list(zip(labels, texts, strict=True)), list(zip(*read_labelled(test), strict=True))
    if len({label for label, _ in fit_set}) < 2 or not score_set:
        raise EvaluationError(f"{data} needs texts of at least two labels, and enough of them to hold some back.")
    language: Language = "zh" if np.mean([detect(text, "auto") == "zh" for text in texts[:200]]) > 0.5 else "en"
    encoder = models.heads_encoder[language]
    model = LogisticRegression(C=10.0, max_iter=2000, random_state=SEED)
    model.fit(encoder.encode([text for _, text in fit_set]), [label for label, _ in fit_set])
    said = model.predict(encoder.encode([text for _, text in score_set]))
    hits = (said == np.array([label for label, _ in score_set])).astype(float)
    return {
        "accuracy": share(hits),
        "accuracy_ci": interval(hits),
        "fitted_on": len(fit_set),
        "scored": len(score_set),
        "language": language,
    }


def read_labelled(path: Path) -> tuple[list[str], list[str]]:
    """(labels, texts) of a file. Raises EvaluationError with what is wrong with it."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        content = path.read_bytes().decode("latin-1")  # older English sets
    rows = _csv_rows(path, content) if path.suffix.lower() == ".csv" else _line_rows(content)
    rows = [(label.strip(), text.strip()) for label, text in rows if label.strip() and text.strip()]
    if not rows:
        raise EvaluationError(f"{path} holds no labelled text; each line must be: label text.")
    if len({label for label, _ in rows}) < 2:
        raise EvaluationError(f"{path} holds one label only, so there is nothing to tell apart.")
    labels, texts = zip(*rows, strict=True)
    return list(labels), list(texts)


def _csv_rows(path: Path, content: str) -> list[tuple[str, str]]:
    reader = csv.DictReader(content.splitlines())
    columns = reader.fieldnames or ()
    text = next((name for name in ("review", "text", "sentence") if name in columns), None)
    if "label" not in columns or text is None:
        raise EvaluationError(f"{path} needs the columns label and review (or text); it has: {', '.join(columns)}.")
    return [(row["label"] or "", row[text] or "") for row in reader]


def _line_rows(content: str) -> Sequence[tuple[str, str]]:
    parts = (line.strip().partition(" ") for line in content.splitlines())
    return [(label, text) for label, _, text in parts]


def _held_out(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % VALIDATION == 0
