"""What a model must offer. Implement one of these and name it in the factory; nothing else knows it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from PIL.Image import Image

from convrec.types import Heard, Intent, PhotoVectors, Skip

Role = Literal["query", "passage"]


class TextEncoder(Protocol):
    """Texts → vectors of one space. ``name`` is the vectors' identity: other weights, other name."""

    name: str
    size: int

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        """float32 (n, size), rows of length 1; ``role`` matters to encoders that tell questions from documents."""
        ...


class ImageEncoder(Protocol):
    """Pictures and words in one space (``meaning``), and pictures in a finer space of their own (``look``).

    An encoder with a single space gives the same array twice.
    """

    name: str
    calibrated: bool  # whether how sure one can be by a look's nearness has been measured for it

    def encode_map(self, image: Image) -> np.ndarray | None:
        """An RGB picture → float32 (rows, columns, size) of features, comparable with the first numbers of ``look``
        at length 1; None where the encoder has no such map.
        """
        ...

    def encode_images(self, images: Sequence[Image]) -> PhotoVectors:
        """RGB pictures → look (n, look_size), colour and meaning (n, meaning_size), rows of length 1."""
        ...

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (n, meaning_size), rows of length 1, in the space of ``meaning``."""
        ...


class SoundEncoder(Protocol):
    """Sounds → vectors of one space, so that music can be found by music."""

    name: str

    def encode_files(self, paths: Sequence[Path]) -> np.ndarray:
        """Sound files → float32 (n, size), rows of length 1. Raises OSError where one can't be read."""
        ...


class StanceModel(Protocol):
    """How clauses stand to what they name."""

    def hear(self, vectors: np.ndarray) -> list[Heard]:
        """(n, size) of the listener it was fitted with → for each the likeliest stance."""
        ...


class IntentModel(Protocol):
    """What a message is for."""

    def probabilities(self, vectors: np.ndarray) -> list[Mapping[Intent, float]]:
        """(n, size) of the listener it was fitted with → for each a probability per intent, adding up to 1."""
        ...


class VerdictModel(Protocol):
    """Whether a message turns down the thing of the list that it points at."""

    def turns_down(self, vectors: np.ndarray) -> np.ndarray:
        """(n, size) of the listener it was fitted with → probabilities (n,)."""
        ...


class Unjudging:
    """Hears no refusal: only the words' own patterns tell one."""

    def turns_down(self, vectors: np.ndarray) -> np.ndarray:
        """Zeros (n,)."""
        return np.zeros(len(vectors), dtype=np.float32)


class Lettering(Protocol):
    """Reads words off pictures. ``name`` changes with whatever changes what is read; it is empty where nobody reads."""

    name: str

    @property
    def missing(self) -> tuple[Skip, ...]:
        """Why nothing is read on this machine, known at the latest after the first picture."""
        ...

    def read(self, picture: Image) -> tuple[str, ...]:
        """The different words on a picture, from the top down; none, after a glance, where nothing looks like print."""
        ...


class Unlettered:
    """Reads nothing."""

    name = ""
    missing: tuple[Skip, ...] = ()

    def read(self, picture: Image) -> tuple[str, ...]:
        """Nothing."""
        return ()
