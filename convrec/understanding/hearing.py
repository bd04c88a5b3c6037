"""Everything that the encoders are asked about a message, at one time: how it sounds, and what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from convrec.models import Models, TextEncoder
from convrec.types import Language


@dataclass(frozen=True, eq=False)
class Vectors:
    """``sounds`` (n, size of the listener): the message, its clauses, and questions joined on.

    To search with, each (size,): the message as a whole, its ``own`` wish, and that wish ``further`` to the search
    before it. ``strange`` (n, size): unknown words.
    """

    sounds: np.ndarray
    message: np.ndarray
    own: np.ndarray
    further: np.ndarray
    strange: np.ndarray


def encode(
    models: Models, language: Language, sounds: Sequence[str], own: str, further: str, strange: Sequence[str]
) -> Vectors:
    """One call of each encoder; ``sounds`` begins with the message."""
    message, wish, carried, *words = _once(models.text[language], [sounds[0], own, further, *strange])
    return Vectors(_once(models.listener[language], sounds), message, wish, carried, np.array(words))


def _once(encoder: TextEncoder, texts: Sequence[str]) -> np.ndarray:
    """(len(texts), size); a text that occurs twice, as a message of one clause does, is encoded once."""
    place = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return encoder.encode(list(place))[[place[text] for text in texts]]
