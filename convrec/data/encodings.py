"""Text files as people have them: one encoding, read as what it is; several mixed, or none, refused with a sentence."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from convrec.errors import TrainingError

LONGEST = 100_000  # characters of a line; what is longer was never a text that somebody labelled


def read_text(path: Path) -> str:
    """The content of a text file: UTF-8, or as a whole GBK or Latin-1. Raises TrainingError with what is wrong."""
    content = _decoded(path, _bytes(path))
    is_json = path.suffix.lower() == ".json" or content.lstrip().startswith("{")  # which may well be a single line
    for number, line in enumerate(content.split("\n"), 1):
        if len(line) > LONGEST and not is_json:
            raise TrainingError(
                f"Line {number} of {path} is {len(line)} characters long, and {LONGEST} is the most that is read; "
                "please put one text on each line."
            )
    return content.replace("\r\n", "\n")


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise TrainingError(f"{path} is a folder; please name a file of labelled texts.")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TrainingError(f"{path} can't be read; please check its name and who may read it.") from error
    if b"\0" in raw:
        raise TrainingError(f"{path} holds NUL bytes, so it is no text file; please save it as UTF-8.")
    return raw


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = raw.split(b"\n")
    foreign = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    beyond_ascii = sum(not line.isascii() for line in lines)
    if len(foreign) < beyond_ascii:
        raise TrainingError(
            f"Line {foreign[0]} of {path} is not UTF-8 while other lines are; please save the file in one encoding."
        )
    return _as_a_whole(path, raw, [lines[number - 1] for number in foreign], foreign)


def _as_a_whole(path: Path, raw: bytes, foreign: Sequence[bytes], numbers: Sequence[int]) -> str:
    """GBK where every foreign line holds Chinese by it, Latin-1 where none does. In Latin-1, accents stand alone."""
    chinese = [_is_gbk(line) for line in foreign]
    if all(chinese):
        return raw.decode("gbk")
    if any(chinese):
        odd = numbers[chinese.index(not chinese[0])]
        raise TrainingError(
            f"Line {odd} of {path} is in another encoding than those before; please save the file in one encoding."
        )
    return raw.decode("latin-1")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _is_gbk(line: bytes) -> bool:
    """Two Chinese signs in a row at least: a single one may be two accents of Latin-1."""
    try:
        text = line.decode("gbk")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff" for a, b in pairwise(text))
