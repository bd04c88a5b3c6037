"""The stages of a turn as they end, each with the time it took."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from convrec.types import Turn


@dataclass(frozen=True, eq=False)
class Stage:
    """A stage that has just ended. The last ones of a turn carry the turn, each in better words than before."""

    name: str
    seconds: float
    turn: Turn | None = None


class Clock:
    """Seconds per stage, as they pass."""

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def stage(self, name: str, turn: Turn | None = None) -> Stage:
        """The stage that ends now."""
        now = time.perf_counter()
        self.seconds[name] = now - self._since
        self._since = now
        return Stage(name, self.seconds[name], turn)


def last(stages: Iterator[Stage]) -> Turn:
    """The turn that the stages come to."""
    turn = None
    for stage in stages:
        turn = stage.turn or turn
    assert turn is not None  # it always ends with its reply
    return turn
