"""Items found by words in their pictures, where the catalogue says nothing of them but what they are called."""

from collections.abc import Mapping

import numpy as np

from convrec.index import Index, shown_part
from convrec.models import Models
from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Query
from convrec.understanding.names.dictionary import english_for

FETCHED = 200  # neighbours asked for, background included


class Pictured:
    """Asks the pictures of items without words. Chinese is put into English, which is what the encoder reads."""

    source = "picture"

    def __init__(self, index: Index, models: Models, row: Mapping[str, int]) -> None:
        self._index, self._encoder, self._row = index, models.image, row
        self._part = shown_part(models)

    def candidates(self, query: Query) -> list[Candidate]:
        understanding = query.understanding
        said = understanding.search_text
        if not said or not self._index.has(self._part):
            return []
        text = english_for(said) if understanding.language == "zh" else said
        found = self._index.nearest(self._part, self._encoder.encode_words([text])[0], FETCHED)
        background = float(np.median([similarity for _, similarity in found])) if len(found) > 1 else 0.0
        because = {
            item: [Because("pictured", (said,), similarity - background)]
            for item, similarity in found
            if item in self._row and not query.exclude[self._row[item]]
        }
        return best(self.source, because, query.limit)
