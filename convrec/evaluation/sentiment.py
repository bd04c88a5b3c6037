"""Sentiment of sentences and reviews: a logistic head on the frozen text encoder, fitted on the data's own texts.

The shipped head is left out of it on purpose: the snippets it learnt from are partly the very sentences of public test
sets (Hu & Liu's reviews, SST), so its figures there would flatter it.
"""

import csv
import hashlib
import io
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
STRENGTH = 2.0  # inverse of the penalty; by five-fold cross-validation on the training parts of reviews and films


def evaluate_sentiment(data: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """Accuracy on the validation part, or on ``test`` after fitting on all of ``data``, with its 95 % interval.

    Reads "label text" lines and CSV files with the columns label and review (or text). Raises EvaluationError.
    """
    labels, texts = read_labelled(data)
    if len(set(labels)) < 2:
        raise EvaluationError(f"{data} holds one label only, so there is nothing to tell apart.")
    fit_set, score_set = (
        _split(labels, texts) if test is None else (_pairs(labels, texts), _pairs(*read_labelled(test)))
    )
    if len({label for label, _ in fit_set}) < 2 or not score_set:
        raise EvaluationError(f"{data} needs more texts of each label, so that some can be held back.")
    if strange := {label for label, _ in score_set} - set(labels):
        raise EvaluationError(f"{test} has labels that {data} doesn't have: {', '.join(sorted(strange))}.")
    language: Language = "zh" if np.mean([detect(text, "auto") == "zh" for text in texts[:200]]) > 0.5 else "en"
    encoder = models.heads_encoder[language]
    model = LogisticRegression(C=STRENGTH, max_iter=2000, random_state=SEED)
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


Pairs = list[tuple[str, str]]  # (label, text)


def _split(labels: list[str], texts: list[str]) -> tuple[Pairs, Pairs]:
    """One text in five held back, the same each time, whatever the order."""
    pairs = _pairs(labels, texts)
    return [p for p in pairs if not _held_out(p[1])], [p for p in pairs if _held_out(p[1])]


def _pairs(labels: list[str], texts: list[str]) -> Pairs:
    return list(zip(labels, texts, strict=True))


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
    labels, texts = zip(*rows, strict=True)
    return list(labels), list(texts)


def _csv_rows(path: Path, content: str) -> list[tuple[str, str]]:
    reader = csv.DictReader(io.StringIO(content, newline=""))
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
