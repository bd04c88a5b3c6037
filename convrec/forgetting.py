"""What goes from a person's log when they want something forgotten: entries about it, and words in which it stands."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge_graph import Opinion
from knowledge_graph.schema import ASKED, OWN, PHOTO, PLACE, QUESTION, SEARCH, kind_of, name_of
from knowledge_graph.scopes import concerns, subject_of

Called = Callable[[str], Iterable[str]]  # from an id to all that it is called, in every language


@dataclass(frozen=True)
class Forgotten:
    """``said`` are the ids of what was said about it, ``abouts`` all whose entries go, those included; ``quotes`` are
    the texts that go from entries that stay.
    """

    said: tuple[str, ...]
    abouts: tuple[str, ...]
    quotes: tuple[str, ...]


def forgotten(
    log: Sequence[Opinion], subjects: Collection[str], attributes: Collection[str], called: Called
) -> Forgotten:
    """What is to go so that nothing in the log tells of some values any more, or of attributes as a whole."""
    told = (one for one in log if one.source != "shown" or kind_of(one.about) == PLACE)
    theirs = [one for one in told if kind_of(one.about) not in (OWN, PHOTO)]
    gone = [one for one in theirs if concerns(one.about, subjects, attributes)]
    said = tuple(dict.fromkeys(one.about for one in gone))
    words = _words({*subjects, *map(subject_of, said)}, called)
    quotes = {one.quote for one in gone if one.quote}
    texts = [one.about for one in log if kind_of(one.about) in (SEARCH, ASKED)]
    asked = [one.about for one in log if kind_of(one.about) == QUESTION]
    abouts = [
        *(text for text in texts if _holds(text, words, quotes)),
        *(one for one in asked if concerns(name_of(one), subjects, attributes)),
    ]
    blank = dict.fromkeys(one.quote for one in log if _holds(one.quote, words, quotes))
    return Forgotten(said, tuple(dict.fromkeys([*said, *abouts])), tuple(blank))


def _words(subjects: Collection[str], called: Called) -> re.Pattern[str] | None:
    """A pattern that finds what values are called, or their ids; None where they have no names (of a measure)."""
    named = [one for one in sorted(subjects) if name_of(one)]
    words = dict.fromkeys(word for one in named for word in (*called(one), name_of(one)) if word)
    found = "|".join(
        rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])" if word.isascii() else re.escape(word) for word in words
    )
    return re.compile(found, re.IGNORECASE) if words else None


def _holds(text: str, words: re.Pattern[str] | None, quotes: Collection[str]) -> bool:
    return (words is not None and words.search(text) is not None) or any(quote in text for quote in quotes)
