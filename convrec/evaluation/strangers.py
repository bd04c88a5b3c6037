"""The assistant as strangers meet it: of a catalogue as it is indexed, with a memory that is gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.settings import Settings


@contextmanager
def met_by_strangers(models: Models, settings: Settings) -> Iterator[Assistant]:
    """The assistant of the settings' catalogue, of whom nobody is known; what is said to it is kept nowhere."""
    catalogue = read_catalogue(settings.catalogue)
    index = open_index(settings.home, catalogue, models, lambda what, done: None)
    with TemporaryDirectory() as home:
        memory = open_memory(settings.model_copy(update={"home": Path(home)}), catalogue.topics)
        yield Assistant(catalogue, models, index, memory, settings)
