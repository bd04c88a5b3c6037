"""Further nouns for the space of words and pictures, learnt from labelled pictures: garments, say.

A linear head on frozen features says which of the labels a picture shows; how far it is asked depends on what the
classifiers of ImageNet see, by how often they saw the same in the labelled pictures. A picture of food is never asked.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from convrec.errors import TrainingError
from convrec.models.image import OpenClipEncoder, embedded
from convrec.models.views import mean_direction, middle
from convrec.pictures import page_picture
from convrec.vision.nouns import PROMPT

TABLE, IMAGES = "images.csv", "images"
UNCLEAR = frozenset({"Not sure", "Other", "Skip"})  # labels that name nothing
SHARES = (1.0, 0.7)  # of a picture's shorter side that is looked at
HELD_OUT = 3  # every third picture is kept for measuring
FEWEST = 3  # labels; of two the regression has one row of weights for both
STRENGTH = 10.0  # inverse of the penalty; of 1, 3, 10, 30 and 100 the best on a fifth of the pictures learnt from
ROUNDS, SEED = 400, 0
GUESSED = 300  # pictures that say which of ImageNet's classes are seen in such
# What else people call the labels; the label itself is always one of its words.
ALSO: Mapping[str, Sequence[str]] = {
    "Blazer": ("suit jacket",), "Blouse": ("woman's blouse",), "Body": ("baby bodysuit", "onesie"),
    "Hat": ("cap", "beanie"), "Hoodie": ("hooded sweatshirt",), "Longsleeve": ("long-sleeved shirt", "sweater"),
    "Outwear": ("coat", "jacket", "outerwear"), "Pants": ("trousers", "jeans"), "Polo": ("polo shirt",),
    "Shirt": ("button-up shirt", "dress shirt"), "Shoes": ("shoe", "sneakers", "boots"), "Shorts": ("short trousers",),
    "T-Shirt": ("tee",), "Top": ("crop top",), "Undershirt": ("tank top", "singlet"), "Dress": ("gown",),
    "Skirt": ("miniskirt",),
}  # fmt: skip


def read_labelled_pictures(data: Path, table: Path | None = None) -> tuple[list[Path], np.ndarray]:
    """The pictures that a table of "image,label" names, and their labels; those that name nothing included.

    Raises TrainingError where there is no such table, or none of its pictures.
    """
    table = table or data / TABLE
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = [(data / IMAGES / f"{row['image']}.jpg", row["label"].strip()) for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError, AttributeError, csv.Error) as error:  # AttributeError: a row that is short
        raise TrainingError(f"{table} must be a table with the columns image and label.") from error
    there = [(path, label) for path, label in rows if path.is_file()]
    if not there:
        raise TrainingError(f"{data / IMAGES} has none of the pictures that {table.name} names.")
    return [path for path, _ in there], np.array([label for _, label in there])


def labelled_picture(path: Path) -> Image.Image:
    """One of them, RGB. Raises TrainingError where it can't be read."""
    try:
        return page_picture(path)
    except OSError as error:
        raise TrainingError(
            f"{path} is no picture that can be read; mend it or take its line out of the table."
        ) from error


def held_out(count: int) -> np.ndarray:
    """Mask (count,) of the pictures that nothing is learnt from."""
    return np.arange(count) % HELD_OUT == HELD_OUT - 1


def learn_nouns(data: Path, encode: Callable[[Sequence[str]], np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays of ``convrec.models.conse.Nouns``, learnt from all but the held-out pictures of a folder.

    ``encode`` puts phrases into the space of the classes' names, (n, size). Raises TrainingError where fewer than
    FEWEST labels are to be learnt.
    """
    paths, labels = read_labelled_pictures(data)
    learnt = ~held_out(len(paths)) & ~np.isin(labels, list(UNCLEAR))
    if len(set(labels[learnt].tolist())) < FEWEST:
        raise TrainingError(f"{data / TABLE} must name at least three labels in the pictures that are learnt from.")
    chosen, encoder = [path for path, own in zip(paths, learnt, strict=True) if own], embedded("cpu")
    looks = np.concatenate([_looks(path, encoder) for path in tqdm(chosen, desc="pictures", disable=None)])
    head = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, random_state=SEED)
    head.fit(looks, np.repeat(labels[learnt], len(looks) // len(chosen)))
    sample = chosen[:: max(1, len(chosen) // GUESSED)]
    guesses = np.mean([encoder.guess([labelled_picture(path)])[0] for path in sample], axis=0)
    return {
        "weight": head.coef_,
        "bias": head.intercept_,
        "words": np.array([mean_direction(encode(phrases(str(noun)))) for noun in head.classes_]),
        "familiar": guesses / (guesses + 1 / len(guesses)),
    }


def phrases(noun: str) -> tuple[str, ...]:
    """What people call a label, itself first, as photos of such."""
    return tuple(PROMPT.format(said) for said in (noun, *ALSO.get(noun, ())))


def _looks(path: Path, encoder: OpenClipEncoder) -> np.ndarray:
    """A picture's looks: whole, its middle, and both together, (3, look_size)."""
    both = encoder.encode_images([middle(labelled_picture(path), share) for share in SHARES]).look
    return np.concatenate([both, mean_direction(both)[None]])
