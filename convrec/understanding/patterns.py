"""Regular expressions over text in which English words may touch Chinese signs: "有没有cheaper的", "我love这个"."""

import re

# To ``re`` a Chinese sign is a letter like any other, and a word next to one has no edge there.
EDGE = r"(?a:\b)"


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""``re.compile`` with a ``\b`` that is also an edge between a Latin letter and a Chinese sign."""
    return re.compile(pattern.replace(r"\b", EDGE), flags)
