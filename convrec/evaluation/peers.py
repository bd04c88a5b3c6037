"""Others on the same texts in the same run. A peer whose package is not installed is named under "skipped"."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from convrec.data.labelled import Labelled
from convrec.evaluation.intervals import share
from convrec.evaluation.labelled import hits
from convrec.training.texts.base import SEED
from convrec.training.texts.choice import language_of, small_and_frozen

SEEN = 1000  # texts that tell a lexicon which of two labels is the liking one, and from which score on
MOST = 2000  # texts that a slow lexicon is scored on
NO_SETFIT = "SetFit: version 1.2.0 stops while it prepares its texts (dill can't pickle a class of pyarrow 26)"
Score = Callable[[Sequence[str]], np.ndarray]


def peers_of(fit: Labelled, scored: Labelled, sentiment: bool) -> dict[str, Any]:
    """Accuracy of each peer by name, and which could not take part and why."""
    found: dict[str, float] = {}
    skipped: list[str] = []
    lexicon = {"en": ("VADER", _vader), "zh": ("snownlp", _snownlp)}
    name, load = lexicon[language_of(fit)]
    if sentiment and len(set(fit.labels)) == 2:
        try:
            found[name] = _by_score(load(), fit, scored)
        except ImportError:
            skipped.append(f"{name} is not installed: pip install -r requirements-dev.txt")
    if language_of(fit) == "en":
        right, _ = hits(small_and_frozen().fit(fit), scored)
        found["MiniLM + logistic regression"] = share(right)
    skipped.append(NO_SETFIT)
    return {"peers": found, "skipped": skipped}


def _by_score(score: Score, fit: Labelled, scored: Labelled) -> float:
    """Accuracy of one number a text; from which number on a text is liked is learnt from some texts."""
    seen, judged = _evenly(fit, SEEN), _evenly(scored, MOST)
    model = LogisticRegression(random_state=SEED).fit(score(seen.texts)[:, None], seen.labels)
    said = model.predict(score(judged.texts)[:, None])
    return share((said == np.array(judged.labels)).astype(float))


def _evenly(data: Labelled, most: int) -> Labelled:
    """About so many texts from beginning to end: files are often in order of their labels."""
    step = max(1, len(data) // most)
    return Labelled(data.texts[::step], data.labels[::step])


def _vader() -> Score:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rate = SentimentIntensityAnalyzer().polarity_scores
    return lambda texts: np.array([rate(text)["compound"] for text in texts])


def _snownlp() -> Score:
    from snownlp import SnowNLP

    return lambda texts: np.array([SnowNLP(text).sentiments for text in texts])
