"""The lines of a file, checked one by one: a bad one is named with its number and the reason, the rest is used."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from convrec.data.records import Record, one_line

R = TypeVar("R", bound=Record)

LONGEST_LINE = 1_000_000  # bytes
SPELLED_OUT = 20  # problems of a file that are named; the others are counted
BOM = b"\xef\xbb\xbf"
LEFT_OUT = ", so the line was left out"


class Problems:
    """What was left out and why. Of many problems in one file only the first are named."""

    def __init__(self) -> None:
        self._named: list[str] = []
        self._count: Counter[str] = Counter()

    def add(self, file: str, text: str, line: int | None = None) -> None:
        """Note a problem, in words that go on after "FILE line N: "."""
        self._count[file] += 1
        if self._count[file] <= SPELLED_OUT:
            where = f"{file} line {line}" if line else file
            self._named.append(one_line(f"{where}: {text}"))  # it may quote anything that stood in the file

    def sentences(self) -> tuple[str, ...]:
        """All that is named, and how much more there is of each file."""
        more = {file: count - SPELLED_OUT for file, count in self._count.items() if count > SPELLED_OUT}
        return (*self._named, *(f"{file}: {count:,} more problems of such kinds" for file, count in more.items()))


def read_lines(path: Path, kind: type[R], problems: Problems, so: str = LEFT_OUT) -> Iterator[tuple[int, R]]:
    """The good lines of a JSON Lines file with their numbers; none where there is no such file.

    ``so`` ends each problem of a line: whoever doesn't go on without the line leaves it empty.
    """
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                line = raw.removeprefix(BOM).strip()
                if not line:
                    continue
                if len(line) > LONGEST_LINE:
                    problems.add(path.name, f"is longer than a megabyte{so}", number)
                    continue
                try:
                    yield number, kind.model_validate_json(line)
                except ValidationError as error:
                    problems.add(path.name, f"{reason(error)}{so}", number)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.add(path.name, f"can't be read ({error.strerror}), so the file was left out")


def reason(error: ValidationError) -> str:
    """What is wrong first, in one short clause: "price must be a valid number"."""
    first = error.errors()[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "json_invalid":
        return f"is not valid JSON ({first['ctx']['error']})"
    what = message.replace("Input should be", "must be").replace("Field required", "is missing")
    where = ".".join(str(part) for part in first["loc"])
    return f"{where} {what}".strip()
