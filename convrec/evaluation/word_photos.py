"""Words → pictures without texts: of the ten pictures that a label finds first, how many show what it names.

The pictures are those of a table "image,label" that nothing was learnt from: every third, or all of another table.
Labels are asked for in English and in Chinese, which is put into English word by word as in a conversation.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from convrec.errors import EvaluationError
from convrec.evaluation.intervals import interval, share
from convrec.models import Models
from convrec.models.views import encode_product
from convrec.training.nouns import PROMPT, TABLE, UNCLEAR, held_out, labelled_picture, read_labelled_pictures
from convrec.understanding.names.english import english_for

FIRST = 10  # pictures looked at
CHINESE: Mapping[str, str] = {
    "Blazer": "西装外套", "Blouse": "女式衬衫", "Body": "连体衣", "Dress": "连衣裙", "Hat": "帽子", "Hoodie": "连帽衫",
    "Longsleeve": "长袖衫", "Outwear": "外套", "Pants": "裤子", "Polo": "polo衫", "Shirt": "衬衫", "Shoes": "鞋子",
    "Shorts": "短裤", "Skirt": "裙子", "T-Shirt": "T恤", "Top": "上衣", "Undershirt": "背心",
}  # fmt: skip


def evaluate_word_photos(data: Path, test: Path | None, models: Models) -> dict[str, Any]:
    """precision_at_10 over the labels that name something, over all labels, and in Chinese; by label as well.

    The 95 % intervals are over labels, as these are what is averaged.

    Raises EvaluationError where no picture that is scored has a label that names something.
    """
    paths, labels = read_labelled_pictures(data, test)
    if test is None:
        scored = held_out(len(paths))
        paths, labels = [path for path, own in zip(paths, scored, strict=True) if own], labels[scored]
    if set(labels.tolist()) <= UNCLEAR:
        raise EvaluationError(
            f"{test or data / TABLE} names no pictures to score; without --test every third is scored."
        )
    bar = tqdm(paths, desc="pictures", disable=None)
    shown = np.concatenate([encode_product(models.image, [labelled_picture(path)]).meaning for path in bar])
    nouns = sorted({str(label) for label in labels} - UNCLEAR)
    english = precision(shown, labels, nouns, nouns, models)
    unclear = sorted({str(label) for label in labels} & UNCLEAR)
    all_labels = [*english.values(), *precision(shown, labels, unclear, unclear, models).values()]
    chinese = precision(shown, labels, nouns, [english_for(CHINESE.get(noun, noun)) for noun in nouns], models)
    return {
        "precision_at_10": share(np.array(list(english.values()))),
        "precision_at_10_ci": interval(np.array(list(english.values()))),
        "precision_at_10_all_labels": share(np.array(all_labels)),
        "precision_at_10_zh": share(np.array(list(chinese.values()))),
        "precision_at_10_zh_ci": interval(np.array(list(chinese.values()))),
        "by_label": english,
        "by_label_zh": chinese,
        "pictures": len(paths),
        "labels": len(nouns),
    }


def precision(
    shown: np.ndarray, labels: np.ndarray, nouns: Sequence[str], asked: Sequence[str], models: Models
) -> dict[str, float]:
    """For each noun, put as ``asked`` has it, the share of the first pictures that are labelled so."""
    if not nouns:
        return {}
    near = models.image.encode_words([PROMPT.format(words) for words in asked]) @ shown.T
    first = np.argsort(-near, axis=1, kind="stable")[:, :FIRST]
    return {noun: float(np.mean(labels[row] == noun)) for noun, row in zip(nouns, first, strict=True)}
