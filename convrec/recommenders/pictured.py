"""Items found by words in their pictures, where the catalogue says nothing of them but what they are called."""

from convrec.index import shown_part
from convrec.recommenders.base import best
from convrec.recommenders.similar import Near
from convrec.types import Because, Candidate, Query
from convrec.understanding.names.english import english_for


class Pictured(Near):
    """Asks the pictures of items without words. Chinese is put into English, which is what the encoder reads."""

    source = "picture"

    def candidates(self, query: Query) -> list[Candidate]:
        understanding, part = query.understanding, shown_part(self._models)
        said = understanding.search_text
        if not said or not self._index.has(part):
            return []
        text = english_for(said) if understanding.language == "zh" else said
        near = self.nearer(part, self._models.image.encode_words([text])[0], query)
        return best(
            self.source, {item: [Because("pictured", (said,), amount)] for item, amount in near.items()}, query.limit
        )
