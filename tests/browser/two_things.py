"""The page of the made-up shop, with an assistant that sees a lamp and a vase in every photo.

What is in a photo is the one thing that is given here; the page, the session and the search are the real ones.
Run with a folder, it prints the address like the app.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.seen import Box, Likely, SeenPhoto, Thing
from convrec.settings import Settings
from convrec.stages import Stage
from convrec.types import Message, Turn
from convrec.ui.page import build_page, launch
from tests.conftest import tiny_models, write_world

LAMP = Thing(Box(0.06, 0.1, 0.5, 0.9), (Likely("category/table-lamp", 0.9),), (Likely("colour/green", 0.7),))
VASE = Thing(
    Box(0.56, 0.3, 0.94, 0.9),
    (Likely("category/vase", 0.7), Likely("category/rug", 0.2)),
    (Likely("colour/blue", 0.8), Likely("colour/white", 0.1)),
)


class Seeing(Assistant):
    """Sees a lamp and a vase, and goes by the one that was chosen. Takes its time while there is a file ``hold``."""

    hold: Path

    def stages(self, message: Message) -> Iterator[Stage]:
        while self.hold.exists():
            time.sleep(0.05)
        for stage in super().stages(message):
            yield replace(stage, turn=_seen(stage.turn)) if stage.turn else stage

    def choose(self, turn: Turn, photo: str, place: int) -> Turn:
        return _seen(super().choose(turn, photo, place))


def _seen(turn: Turn) -> Turn:
    chosen = turn.message.chosen
    seen = tuple(SeenPhoto(p, (LAMP, VASE), chosen.get(p, 0), ("BRAVO",)) for p in turn.message.photos)
    return replace(turn, understanding=replace(turn.understanding, seen=seen))


def main(folder: Path) -> None:
    catalogue, models = read_catalogue(write_world(folder / "shop")), tiny_models()
    settings = Settings(home=folder / "home", catalogue=catalogue.folder)
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    assistant = Seeing(catalogue, models, index, open_memory(settings, catalogue.topics), settings)
    assistant.hold = folder / "hold"
    launch(build_page(assistant, settings), assistant, settings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
