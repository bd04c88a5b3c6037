"""The lines that the shipped listeners are fitted on, all written for this project."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def lines(name: str, first: int | None = None) -> list[tuple[str, str]]:
    """(label, text) pairs of a tab-separated file in ``data``, or only the first so many."""
    rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = (row.partition("\t") for row in rows[:first] if row.strip())
    return [(label.strip(), text.strip()) for label, _, text in pairs]
