"""A recommendation as people see it: what the catalogue knows of the item, and why it is there."""

from convrec.data.folder import Catalogue
from convrec.explanation import reasons
from convrec.naming import Names
from convrec.types import Card, Language, Recommendation, say


def card(recommendation: Recommendation, catalogue: Catalogue, names: Names, language: Language) -> Card:
    """The card of a recommended item."""
    item = catalogue.item(recommendation.item_id)
    return Card(
        item_id=item.id,
        title=say(item.title, language),
        price=names.price(item, language),
        image=str(item.images[0]) if item.images else "",
        score=recommendation.score,
        reasons=reasons(recommendation, names, language),
        amount=item.price,
        currency=item.currency,
        kind=item.kind,
        second=str(item.images[1]) if len(item.images) > 1 else "",
        media=str(item.media) if item.media else "",
        reception=catalogue.receptions.get(item.id),
        variants=tuple(say(other.title, language) for other in catalogue.variants(item)),
    )
