"""The vector index: one Chroma collection per part of the catalogue and encoder, and the pictures' exact vectors.

A collection's name carries its encoder's name, so vectors of two encoders never meet. Each collection remembers the
fingerprint of the catalogue it was built from; another fingerprint is a StaleIndex error, never a silent rebuild.
"""

from convrec.index.building import Progress, open_index, ship
from convrec.index.contents import asked_in, item_text
from convrec.index.names import (
    answers_part,
    collection_name,
    index_folder,
    look_part,
    meaning_part,
    shown_part,
    sound_part,
    words_part,
)
from convrec.index.neighbours import Index

__all__ = [
    "Index",
    "Progress",
    "answers_part",
    "asked_in",
    "collection_name",
    "index_folder",
    "item_text",
    "look_part",
    "meaning_part",
    "open_index",
    "ship",
    "shown_part",
    "sound_part",
    "words_part",
]
