"""Items that say what the photo says: on their pictures, in their titles, in their attributes."""

from collections.abc import Mapping, Sequence

from convrec.recommenders.base import best
from convrec.types import Because, Candidate, Item, Query
from convrec.vision.matching import Sayings

SHORT = 24  # signs of an attribute's value that may stand on a pack


class SimilarLettering:
    """Items by the words that were read on the photos of a message."""

    source = "lettering"

    def __init__(self, items: Sequence[Item], printed: Mapping[str, tuple[str, ...]]) -> None:
        """``printed``: item id → the words on its picture."""
        self._sayings = Sayings({item.id: said_by(item, printed.get(item.id, ())) for item in items})

    def candidates(self, query: Query) -> list[Candidate]:
        read = [word for photo in query.understanding.seen for word in photo.words]
        matches = self._sayings.match(read, ~query.exclude, query.limit)
        because = {
            item: [Because("says", (match.read, match.said), match.amount) for match in found]
            for item, found in matches.items()
        }
        return best(self.source, because, query.limit)


def said_by(item: Item, printed: tuple[str, ...] = ()) -> list[str]:
    """All that an item says: its title and the short values of its attributes, in every language, and its print."""
    values = [text for values in item.attributes.values() for value in values for text in value.values()]
    return [*item.title.values(), *(text for text in values if len(text) <= SHORT), *printed]
