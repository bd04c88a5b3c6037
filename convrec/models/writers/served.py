"""A writer behind an OpenAI-compatible server."""

from collections.abc import Iterator, Sequence

from convrec.models.served import ChatServer
from convrec.models.writers.base import TEMPERATURE, task
from convrec.types import LANGUAGES, Language


class ServedWriter:
    """Reads the answer of a server as it streams."""

    languages = frozenset(LANGUAGES)

    def __init__(self, server: ChatServer) -> None:
        self.name, self._server = server.address, server

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        """The answer's pieces. Raises AnswerError where the server fails."""
        return self._server.pieces(task(lines, language), temperature=TEMPERATURE)
