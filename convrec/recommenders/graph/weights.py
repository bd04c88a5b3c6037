"""Learned weights of a catalogue's graph on disk: plain arrays, and a card that guards them by their hash.

They lie beside the catalogue's index (``train graph`` writes them there) or travel in the folder itself, under
``weights/``. They hold a row for every item and value, and maps from the vectors of certain encoders; for another
catalogue or another encoder they are stale, and refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from convrec.data.folder import Catalogue
from convrec.errors import WeightsError
from convrec.index import Index, index_folder, look_part, sound_part, words_part
from convrec.models import Models
from convrec.models.files import shipped
from convrec.recommenders.graph.formula import Modalities, Weights, formula
from convrec.recommenders.graph.joined import Joined, join, normalised
from convrec.recommenders.graph.learned import Learned
from convrec.types import Skip
from knowledge_graph.catalogue import CatalogueGraph

FILE = "graph.npz"
BROUGHT = "weights"  # the folder in a catalogue's own


@dataclass(frozen=True, eq=False)
class Seen:
    """What is known of the items' modalities: their vectors, and the names of the encoders that made them."""

    vectors: Modalities
    encoders: Mapping[str, str]  # modality → name of the encoder


def see(catalogue: Catalogue, index: Index, models: Models) -> Seen:
    """The vectors of all items as the index has them; a modality that no item has is left out."""
    parts = {
        "text": (words_part(models, "en"), models.text["en"].name),
        "picture": (look_part(models), models.image.name),
        "sound": (sound_part(models), models.sound.name),
    }
    vectors, encoders = {}, {}
    for name, (part, encoder) in parts.items():
        stored = index.vectors(part, [item.id for item in catalogue.items])
        if stored:
            size = len(next(iter(stored.values())))
            nothing = np.full(size, np.nan, dtype=np.float32)
            vectors[name] = np.array([stored.get(item.id, nothing) for item in catalogue.items], dtype=np.float32)
            encoders[name] = encoder
    return Seen(vectors, encoders)


def as_arrays(weights: Weights, joined: Joined, encoders: Mapping[str, str]) -> dict[str, np.ndarray]:
    """What goes into the file; half precision is enough for a ranking."""
    maps = {f"map_{name}": learned.astype(np.float16) for name, learned in weights.maps.items()}
    centres = {f"centre_{name}": middle.astype(np.float16) for name, middle in weights.centres.items()}
    names = {f"encoder_{name}": np.array(encoders[name]) for name in weights.maps}
    about = {"layers": np.array(weights.layers), "fingerprint": np.array(joined.fingerprint)}
    return {**maps, **centres, **names, **about, "embeddings": weights.embeddings.astype(np.float16)}


def read_weights(path: Path, joined: Joined, encoders: Mapping[str, str]) -> Weights:
    """Read a file again. Raises WeightsError where it is not whole, or was learnt for other items or encoders."""
    with np.load(shipped(path.name, path.parent), allow_pickle=False) as arrays:
        learned = [name.removeprefix("map_") for name in arrays.files if name.startswith("map_")]
        made_for = {name: str(arrays[f"encoder_{name}"]) for name in learned}
        if str(arrays["fingerprint"]) != joined.fingerprint or made_for != dict(encoders):
            raise WeightsError(
                f"{path} was learnt for other items or encoders; run: python -m convrec train graph --catalogue FOLDER."
            )
        maps = {name: arrays[f"map_{name}"].astype(np.float32) for name in learned}
        centres = {name: arrays[f"centre_{name}"].astype(np.float32) for name in learned}
        return Weights(maps, centres, arrays["embeddings"].astype(np.float32), int(arrays["layers"]))


def own_file(home: Path, catalogue: Catalogue) -> Path:
    """Where ``train graph`` writes: beside the catalogue's index."""
    return index_folder(home, catalogue.folder) / FILE


def open_learned(
    home: Path, catalogue: Catalogue, graph: CatalogueGraph, index: Index, models: Models
) -> tuple[tuple[Learned, ...], tuple[Skip, ...]]:
    """The learned form where there are weights for it; what is said where there are only stale ones."""
    files = [own_file(home, catalogue), catalogue.folder / BROUGHT / FILE]
    found = [path for path in files if path.is_file()]
    if not found:
        return (), ()
    joined = join([item.id for item in catalogue.items], graph, catalogue.acts)
    seen = see(catalogue, index, models)
    problems = []
    for path in found:
        try:
            weights = read_weights(path, joined, seen.encoders)
        except WeightsError as error:
            problems.append(Skip("graph", f"only walks, nothing learned: {error}"))
        else:
            return (Learned(formula(weights, seen.vectors, normalised(joined)), joined),), ()
    return (), tuple(problems[:1])
