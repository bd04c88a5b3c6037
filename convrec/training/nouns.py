"""Further nouns for the space of words and pictures, learnt from labelled pictures: garments, say.

A linear head on frozen features says which of the labels a picture shows; how far it is asked depends on what the
classifiers of ImageNet see, by how often they saw the same in the labelled pictures. A picture of food is never asked.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from convrec.errors import TrainingError
from convrec.models.base import ImageEncoder
from convrec.models.views import middle
from convrec.pictures import page_picture
from convrec.types import PhotoVectors

TABLE, IMAGES = "images.csv", "images"
UNCLEAR = frozenset({"Not sure", "Other", "Skip"})  # labels that name nothing
SHARES = (1.0, 0.7)  # of a picture's shorter side that is looked at
HELD_OUT = 3  # every third picture is kept for measuring
STRENGTH = 10.0  # inverse of the penalty; of 1, 3, 10, 30 and 100 the best on a fifth of the pictures learnt from
ROUNDS, SEED = 400, 0
# What else people call the labels; the label itself is always one of its words.
ALSO: Mapping[str, Sequence[str]] = {
    "Blazer": ("suit jacket",), "Blouse": ("woman's blouse",), "Body": ("baby bodysuit", "onesie"),
    "Hat": ("cap", "beanie"), "Hoodie": ("hooded sweatshirt",), "Longsleeve": ("long-sleeved shirt", "sweater"),
    "Outwear": ("coat", "jacket", "outerwear"), "Pants": ("trousers", "jeans"), "Polo": ("polo shirt",),
    "Shirt": ("button-up shirt", "dress shirt"), "Shoes": ("shoe", "sneakers", "boots"), "Shorts": ("short trousers",),
    "T-Shirt": ("tee",), "Top": ("crop top",), "Undershirt": ("tank top", "singlet"), "Dress": ("gown",),
    "Skirt": ("miniskirt",),
}  # fmt: skip


def read_labelled_pictures(data: Path) -> tuple[list[Path], np.ndarray]:
    """The pictures that a table of "image,label" names, and their labels; those that name nothing included.

    Raises TrainingError where there is no such table, or none of its pictures.
    """
    try:
        with (data / TABLE).open(encoding="utf-8", newline="") as file:
            rows = [(data / IMAGES / f"{row['image']}.jpg", row["label"]) for row in csv.DictReader(file)]
    except (OSError, KeyError) as error:
        raise TrainingError(f"{data / TABLE} must be a table with the columns image and label.") from error
    there = [(path, label) for path, label in rows if path.is_file()]
    if not there:
        raise TrainingError(f"{data / IMAGES} has none of the pictures that {TABLE} names.")
    return [path for path, _ in there], np.array([label for _, label in there])


def held_out(count: int) -> np.ndarray:
    """Mask (count,) of the pictures that nothing is learnt from."""
    return np.arange(count) % HELD_OUT == HELD_OUT - 1


def encode_pictures(paths: Sequence[Path], encoder: ImageEncoder) -> PhotoVectors:
    """Looks and meanings of whole pictures and their middles, (n · shares, size), picture by picture."""
    seen = [
        encoder.encode_images([middle(page_picture(path), share) for share in SHARES])
        for path in tqdm(paths, desc="pictures", disable=None)
    ]
    kinds = ([one.look for one in seen], [one.colour for one in seen], [one.meaning for one in seen])
    return PhotoVectors(*map(np.concatenate, kinds))


def fit_nouns(looks: np.ndarray, labels: Sequence[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(nouns, weight (k, look_size), bias (k,)) of a head that tells the labels of looks (n, look_size) apart."""
    head = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, random_state=SEED).fit(looks, labels)
    return list(head.classes_), head.coef_.astype(np.float32), head.intercept_.astype(np.float32)
