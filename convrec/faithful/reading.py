"""A sentence as claims: the facts in it, each with the words that turn its meaning, and what holds for the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from convrec.faithful.tokens import Token, stem, tokens
from convrec.faithful.words import AFTER, BOUND, FREE, JOINS, NO_NAMES, OURS, SAID, TOPICS, WHO, WHOLE
from convrec.types import Language

Key = tuple[str, ...]
END = frozenset(".!?;:。！？；：")
LIKINGS = frozenset({"love", "like", "dislike", "hate"})


@dataclass(frozen=True)
class Fact:
    """A name, an amount, a place in a row, a topic, or a word that is no everyday word."""

    kind: str
    value: Key


@dataclass(frozen=True)
class Claim:
    """A fact and the turning words that stand before it: ``not``, ``up to``, ``like`` …"""

    fact: Fact
    turned: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """All that a sentence says. ``loose`` are turning words that stand before no fact."""

    claims: tuple[Claim, ...]
    loose: Mapping[str, int]
    whole: frozenset[str]
    spoken: frozenset[tuple[str, str]] = field(default=frozenset())  # who does what: ("you", "like")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts in their order."""
        return tuple(claim.fact for claim in self.claims)


class Names:
    """Names to be found in texts, the longest first: titles and values of a catalogue."""

    def __init__(self, texts: Iterable[str], language: Language) -> None:
        self._by_first: dict[str, list[Key]] = {}
        for key in {tuple(token.stem for token in tokens(text, language) if not token.mark) for text in texts}:
            if key and key[0] and not (len(key) == 1 and key[0] in NO_NAMES[language].split()):
                self._by_first.setdefault(key[0], []).append(key)
        for keys in self._by_first.values():
            keys.sort(key=len, reverse=True)

    def at(self, stems: Sequence[str], place: int) -> Key:
        """The longest name that begins at a place; () where none does."""
        for key in self._by_first.get(stems[place], ()):
            if tuple(stems[place : place + len(key)]) == key:
                return key
        return ()


def read(text: str, language: Language, names: Sequence[Names]) -> Reading:
    """What a sentence says. ``names`` are looked at one after the other; the longest match counts."""
    found = [token for token in tokens(text, language) if not token.mark or token.text in END or token.text in ",，、"]
    claims: list[Claim] = []
    whole: set[str] = set()
    loose: Counter[str] = Counter()
    spoken: set[tuple[str, str]] = set()
    gap: list[str] = []  # what stands since the last fact: classes of turning words, joins, "" for anything else
    place, who = 0, ""
    stems, texts = [token.stem for token in found], [token.text for token in found]
    while place < len(found):
        token = found[place]
        if token.text in END:
            loose.update(part for part in gap if part in BOUND[language])
            gap, who, place = ["."], "", place + 1
            continue
        kind, value, length = _at(place, found, stems, texts, language, names)
        who = WHO.get(token.text, who)
        deed = "".join(texts[place : place + length])
        if who and (deed in SAID[language] or (deed in OURS and who != "i")):
            spoken.add((who, deed))
        if kind == "bound":
            gap.append(value[0])
            if value[0] in LIKINGS:
                spoken.add((who, value[0]))
        elif kind == "after" and claims and not gap and claims[-1].fact.kind == "amount":
            claims[-1] = replace(claims[-1], turned=claims[-1].turned | {value[0]})
        elif kind == "after":
            gap.append("")
        elif kind == "whole":
            whole.add(value[0])
            gap.append("")
        elif kind == "free":
            gap.append(value[0] if value[0] in JOINS[language] or value[0] in (",", "，") else "")
        else:
            claims.append(Claim(Fact(kind, value), _turned(gap, claims, language)))
            gap = []
        place += length
    loose.update(part for part in gap if part in BOUND[language])
    return Reading(tuple(claims), loose, frozenset(whole), frozenset(spoken))


def _turned(gap: Sequence[str], claims: Sequence[Claim], language: Language) -> frozenset[str]:
    """The turning words before a fact; those of the fact before it where nothing but "and" or "or" stands between."""
    own = frozenset(part for part in gap if part in BOUND[language])
    joins = [part for part in gap if part not in (",", "，")]
    joined = bool(joins) and all(part in JOINS[language] for part in joins)
    if joined and claims and not own:
        return claims[-1].turned
    return own


def _at(
    place: int, found: Sequence[Token], stems: Sequence[str], texts: Sequence[str], language: Language,
    names: Sequence[Names],
) -> tuple[str, Key, int]:  # fmt: skip
    """What begins at a place: its kind, its value, and how many tokens it takes."""
    token = found[place]
    name = max((one.at(stems, place) for one in names), key=len, default=())
    said, kind, value = _everyday(language).at(texts, place)
    if name and len(name) >= said:
        return "name", name, len(name)
    if kind:
        return kind, (value,), said
    if token.amount:
        return "amount", token.amount, 1
    if token.order:
        return "order", (str(token.order),), 1
    if token.mark:
        return "free", (token.text,), 1
    return "word", (token.stem,), 1


class _Everyday:
    """The everyday words of a language, by their first token."""

    def __init__(self, language: Language) -> None:
        self._by_first: dict[str, list[tuple[Key, str, str]]] = {}
        for kind, table in (("bound", BOUND), ("after", AFTER), ("whole", WHOLE), ("topic", TOPICS)):
            for value, spellings in table[language].items():
                for spelling in spellings.split("|"):
                    self._add(spelling, kind, value, language)
        for word in FREE[language].split():
            self._add(word, "free", word, language)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def _add(self, spelling: str, kind: str, value: str, language: Language) -> None:
        key = tuple(token.text for token in tokens(spelling, language) if not token.mark)
        self._by_first.setdefault(key[0], []).append((key, kind, value))

    def at(self, texts: Sequence[str], place: int) -> tuple[int, str, str]:
        """(tokens, kind, value) of the longest that begins at a place; (0, "", "") where none does."""
        for key, kind, value in self._by_first.get(texts[place], ()):
            if tuple(texts[place : place + len(key)]) == key:
                return len(key), kind, value
        return 0, "", ""


@cache
def _everyday(language: Language) -> _Everyday:
    return _Everyday(language)


def named(words: Iterable[Fact], language: Language) -> Names:
    """Names and leftover words of a reading, to be found in another text."""
    return Names((("" if language == "zh" else " ").join(map(stem, fact.value)) for fact in words), language)
