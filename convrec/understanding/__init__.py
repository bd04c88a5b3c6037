"""Message → Understanding: language, clauses, entities, opinions, constraints, references, intent."""

from collections.abc import Mapping

from convrec.data.folder import Catalogue
from convrec.models.served import ChatServer
from convrec.settings import Settings
from convrec.understanding.second import SecondReader
from convrec.understanding.understander import Understander
from knowledge_graph.schema import Entity

__all__ = ["Understander", "second_reader"]


def second_reader(catalogue: Catalogue, entities: Mapping[str, Entity], settings: Settings) -> SecondReader | None:
    """The language model that the settings have read messages beside the embedded reader; None without one."""
    if settings.understanding == "embedded":
        return None
    key, seconds = settings.understanding_key.get_secret_value(), settings.understanding_timeout
    server = ChatServer(settings.understanding, settings.understanding_model, key, seconds)
    return SecondReader(catalogue, entities, server, seconds)
