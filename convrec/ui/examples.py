"""Messages to try: the catalogue's own, or some made from its words, so that they fit any shop."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil
from statistics import median

from convrec.data.folder import Catalogue
from convrec.types import LANGUAGES, Example, Item, Language, say
from convrec.ui.words import words

_PHOTOS = (".jpg", ".jpeg", ".png", ".webp")


def examples(catalogue: Catalogue, language: Language) -> tuple[Example, ...]:
    """The messages that the catalogue offers; else a few in the page's language, then one in each other.

    A photo goes with one of them where the catalogue folder has any in ``examples``.
    """
    if catalogue.examples:
        return catalogue.examples
    photos = sorted(path for path in (catalogue.folder / "examples").glob("*") if path.suffix.lower() in _PHOTOS)
    own = [_wish(catalogue, language, 0), _taste(catalogue, language), _question(catalogue, language)]
    foreign = [_wish(catalogue, other, 1) for other in LANGUAGES if other != language]
    made = [Example({language: text}) for text in (*own, *foreign) if text]
    if photos:
        made.insert(1, Example({language: words("example_photo", language)}, photos[0]))
    return tuple(made)


def _wish(catalogue: Catalogue, language: Language, place: int) -> str:
    """A sort of thing that the shop has many of, with a price that about half of them keep."""
    sorts = _common(catalogue.items, catalogue.category[:1], language)
    if len(sorts) <= place:
        return ""
    sort = sorts[place]
    alike = (item for item in catalogue.items if sort in _values(item, catalogue.category, language))
    prices = [item.price for item in alike if item.price]
    if not prices:
        return words("example_sort", language, sort=sort)
    return words("example_wish", language, sort=sort, price=str(_round(median(prices))))


def _taste(catalogue: Catalogue, language: Language) -> str:
    """A liking and a dislike of one kind: the attribute with most values of a single word, which read well here."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for item in catalogue.items:
        for name, values in item.attributes.items():
            if name not in catalogue.topics:
                shared[name].update(say(value, language) for value in values if " " not in say(value, "en"))
    most = max(shared.values(), key=len, default=Counter()).most_common(2)
    return words("example_taste", language, liked=most[0][0], disliked=most[1][0]) if len(most) > 1 else ""


def _question(catalogue: Catalogue, language: Language) -> str:
    asked = (answer.questions.get(language, ()) for answer in catalogue.answers)
    return next((questions[0] for questions in asked if questions), "")


def _common(items: Iterable[Item], names: Iterable[str], language: Language) -> list[str]:
    """Attribute values by how many items have them, the most frequent first."""
    names = list(names)
    counts = Counter(value for item in items for value in sorted(_values(item, names, language)))
    return [value for value, _ in counts.most_common()]


def _values(item: Item, names: Iterable[str], language: Language) -> set[str]:
    return {say(value, language) for name in names for value in item.attributes.get(name, ())}


def _round(price: float) -> int:
    """Up to a number that people say: 43 → 50, 380 → 400."""
    step = int(10 ** (len(str(int(price))) - 1))
    return step * ceil(price / step)
