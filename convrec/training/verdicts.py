"""Fit the heads that hear a refusal of a thing pointed at: "the second looks like a tax office", 第一个就免了吧.

Written lines with places for what is pointed at and for what the thing is like; each is said in several ways, as chance
has it. The figures on the card are of lines whose every saying was left out (ten parts, each left out once).
"""

from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from convrec.models.heads import DOWN, KEPT
from convrec.models.listener import Ear, load_listener
from convrec.training.cards import OWN, write
from convrec.training.corpora import lines
from convrec.training.listener import HEARS, SEED
from convrec.types import Language

STRENGTH = 0.03  # inverse of the ridge's weight: the least log loss on lines left out, of five values tried
SAYINGS = 6  # of a line
PARTS = 10
PLACES: dict[Language, tuple[str, ...]] = {
    "en": ("the first", "the second one", "the third", "the fifth one", "first", "second", "the last one", "number 4"),
    "zh": ("第一个", "第二个", "第三个", "第五个", "第四款", "最后一个"),
}
VALUES: dict[Language, tuple[str, ...]] = {
    "en": ("oak", "modern", "brass", "dark blue", "rustic", "leather", "floral", "glass", "warm", "wool", "minimalist"),
    "zh": ("橡木", "现代", "黄铜", "深蓝", "田园", "真皮", "碎花", "玻璃", "温馨", "羊毛", "极简"),
}


def fit_verdicts(folder: Path) -> list[Path]:
    """Fit and write a head for each listener in the folder."""
    return [_fit_verdict(ear, folder) for ear in get_args(Ear)]


def _fit_verdict(ear: Ear, folder: Path) -> Path:
    listener = load_listener(ear, folder)
    rng = np.random.default_rng(SEED)
    said = [one for language in HEARS[ear] for one in _sayings(language, rng)]
    vectors, down = listener.encode([text for _, text, _ in said]), np.array([label == DOWN for label, _, _ in said])
    groups = [line for _, _, line in said]
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000)
    left_out = cross_val_predict(model, vectors, down, groups=groups, cv=GroupKFold(PARTS))
    model.fit(vectors, down)
    weight = np.vstack([model.coef_[0], np.zeros(listener.size)]).astype(np.float32)
    arrays = {"weight": weight, "bias": np.array([model.intercept_[0], 0.0], dtype=np.float32)}
    arrays |= {"classes": np.array([DOWN, KEPT]), "encoder": np.array(listener.name)}
    figures = {"judged_on": len(said), "accuracy": round(float((left_out == down).mean()), 4)}
    what = f"whether a thing pointed at is turned down: a logistic regression over the vectors of listener-{ear}"
    about = {"what": what, "data": [OWN], "examples": len(said), "seed": SEED, "figures": figures}
    return write(folder / f"verdict-{ear}.npz", arrays, "heads", **about)


def _sayings(language: Language, rng: np.random.Generator) -> list[tuple[str, str, str]]:
    """(label, text, line) of every line, said of several places and values."""
    made = []
    for label, line in lines(f"pointed.{language}.tsv"):
        ways = {
            line.format(nth=rng.choice(PLACES[language]), value=rng.choice(VALUES[language])) for _ in range(SAYINGS)
        }
        made += [(label, text, line) for text in sorted(ways)]
    return made
