"""Message → Understanding: language, clauses, entities, opinions, constraints, references, intent."""

from collections.abc import Mapping

from convrec.data.folder import Catalogue
from convrec.models import Models
from convrec.settings import Settings
from convrec.understanding.understander import Understander
from knowledge_graph.schema import Entity

__all__ = ["Understander", "understander_of"]


def understander_of(
    catalogue: Catalogue, entities: Mapping[str, Entity], models: Models, settings: Settings
) -> Understander:
    """Who reads messages, by the settings: the embedded reader, or a language model beside it."""
    if settings.understanding == "embedded":
        return Understander(catalogue, entities, models)
    from convrec.models.served import ChatServer
    from convrec.understanding.second import SecondReader

    key, seconds = settings.understanding_key.get_secret_value(), settings.understanding_timeout
    server = ChatServer(settings.understanding, settings.understanding_model, key, seconds)
    return SecondReader(catalogue, entities, models, server, seconds)
