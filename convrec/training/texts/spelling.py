"""Texts of research data as people would write them: words that were parted for a parser are put together again."""

import re

JOINED = re.compile(r" ('s|'re|'ve|'ll|'d|'m|'t|n't)\b")
SIGNS = re.compile(r" ([.,!?;:])")
SPELT = {"-lrb-": "(", "-rrb-": ")", "`` ": '"', " ''": '"'}


def as_written(text: str) -> str:
    """ "do n't stop , ever" → "don't stop, ever"; text that is written as usual stays as it is."""
    text = SIGNS.sub(r"\1", JOINED.sub(r"\1", text.replace(" n 't", "n't")))
    for parted, usual in SPELT.items():
        text = text.replace(parted, usual)
    return text
