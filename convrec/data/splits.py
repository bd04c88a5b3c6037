"""Acts cut in time: what is learnt from lies before what is foretold."""

from collections.abc import Sequence
from dataclasses import dataclass

from convrec.types import Act

DAY = 86400.0


@dataclass(frozen=True)
class TimeSplit:
    """Acts before ``validation``, those of its days, and those of the ``test`` days that follow."""

    train: tuple[Act, ...]
    validation: tuple[Act, ...]
    test: tuple[Act, ...]


def by_time(acts: Sequence[Act], days: float = 30.0) -> TimeSplit:
    """The last ``days`` are the test, the ``days`` before them the validation, all before is to learn from."""
    end = max(act.at for act in acts)
    test_begins, validation_begins = end - days * DAY, end - 2 * days * DAY
    return TimeSplit(
        tuple(act for act in acts if act.at < validation_begins),
        tuple(act for act in acts if validation_begins <= act.at < test_begins),
        tuple(act for act in acts if act.at >= test_begins),
    )
