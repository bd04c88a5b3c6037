"""Asking an encoder about a message."""

from collections.abc import Sequence

import numpy as np

from convrec.models import TextEncoder


def encode_once(encoder: TextEncoder, texts: Sequence[str]) -> np.ndarray:
    """(len(texts), size); a text that occurs twice, as a message of one clause does, is encoded once."""
    place = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return encoder.encode(list(place))[[place[text] for text in texts]]
