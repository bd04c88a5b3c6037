"""A catalogue's names in Chinese text, where words have no edges: the longest stretch of signs that is a name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from convrec.understanding.language import CHINESE
from convrec.understanding.names.dictionary import readings, words_of_chinese
from knowledge_graph.schema import ITEM, kind_of

COLOUR = "色"
MISTYPED = 0.8  # certainty of a name that is written with a sign of the same sound
ALONE = frozenset(["置", "满", "局"])  # 布置 and 布满 are no cloth
ENDS = "。，,.!?！？吗呢吧嘛么啊呀有没不多"  # what may follow where a name ends
SHADES = tuple("的一点些调系")  # signs after which 灰 is 灰色


@dataclass(frozen=True)
class Span:
    """A stretch of text and the entities that it may mean."""

    entities: Sequence[str]
    start: int
    end: int
    certainty: float = 1.0


class ChineseNames:
    """Names and the entities that they may mean; ``heads`` are signs that do so right behind a value, ``sorts`` picks
    the entities that are sorts of things.
    """

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        heads: Mapping[str, Sequence[str]],
        sorts: Callable[[Sequence[str]], list[str]],
    ) -> None:
        self._names, self._heads, self._sorts = names, heads, sorts
        self._longest = max(map(len, names), default=0)
        self._by_sound = _by_sound([name for name, entities in names.items() if len(name) > 1 and sorts(entities)])

    def find(self, text: str) -> Iterator[Span]:
        """The names in a text, in their order; a value that ends in a sort of thing names that too."""
        lower, place = text.lower(), 0
        while place < len(text):
            length = self._longest_at(lower, place) if CHINESE.match(text[place]) else 0
            colour = lower[place] + COLOUR
            if not length and colour in self._names and lower[place + 1 : place + 2] in SHADES:
                yield Span(self._names[colour], place, place + 1)
            if length:
                entities = self._names[lower[place : place + length]]
                if self._cuts_a_sort(lower, place, length, entities):
                    place += 1
                    continue
                if length > 1 or not self._within_a_word(lower, place, entities):
                    yield Span(entities, place, place + length)
                    yield from self._tail(lower, place, place + length, entities)
                    yield from self._head(lower, place + length, entities)
            elif sounding := self._sounding(lower, place):
                yield Span(self._names[sounding], place, place + len(sounding), MISTYPED)
                length = len(sounding)
            place += length or 1

    def _cuts_a_sort(self, lower: str, place: int, length: int, entities: Sequence[str]) -> bool:
        """Whether a value would cut the name of a sort in two that is as long: 看台 in 看台灯, which looks at 台灯."""
        if self._sorts(entities):
            return False
        for start in range(place + 1, place + length):
            longest = self._longest_at(lower, start)
            beyond = longest >= length and start + longest > place + length
            if beyond and self._sorts(self._names[lower[start : start + longest]]):
                return True
        return False

    def _sounding(self, lower: str, place: int) -> str:
        """The sort that a stretch at a place sounds like and is written like but for one sign: 托盘 for 拖盘; "" for
        none. Not within other words: 么果 in 什么果汁.
        """
        if not CHINESE.match(lower[place]) or lower[max(0, place - 1) : place + 1] in words_of_chinese():
            return ""
        for length in range(min(self._longest, len(lower) - place), 1, -1):
            said = lower[place : place + length]
            name = self._by_sound.get(_sound(said), "")
            if not name or said in words_of_chinese() or sum(a != b for a, b in zip(said, name, strict=True)) != 1:
                continue
            if not any(self._longest_at(lower, at) for at in range(place + 1, place + length)):
                return name
        return ""

    def _within_a_word(self, text: str, place: int, entities: Sequence[str]) -> bool:
        """Whether a single sign is but a part of another word: 铁 in 地铁 is no iron, 木 in 木桌 is wood.

        What a thing is like stands first in such words, what sort of thing it is stands last.
        """
        sort = bool(self._sorts(entities))
        for start in range(max(0, place - 2), place + 1):
            for end in range(place + 1, min(len(text), place + 3) + 1):
                inside = end - start > 1 and text[start:end] in words_of_chinese()
                if inside and (end - 1 != place if sort else start != place or text[place + 1 : end] in ALONE):
                    return True
        return False

    def _longest_at(self, lower: str, place: int) -> int:
        """The length of the longest name that begins at a place; 0 where none does."""
        longest = min(self._longest, len(lower) - place)
        return next((n for n in range(longest, 0, -1) if self._names.get(lower[place : place + n])), 0)

    def _head(self, lower: str, place: int, entities: Sequence[str]) -> Iterator[Span]:
        """The sort of thing in one sign behind a value: 皮椅, 黑色的包; not where a longer name begins: 皮椅子."""
        if lower[place : place + 1] == "的" and (lower[place + 2 :].lstrip()[:1] or "。") in ENDS:
            place += 1
        sorts = self._heads.get(lower[place : place + 1], ())
        if sorts and not self._sorts(entities) and not self._longest_at(lower, place):
            yield Span(sorts, place, place + 1)

    def _tail(self, lower: str, start: int, end: int, entities: Sequence[str]) -> Iterator[Span]:
        """The sort of thing that a Chinese value ends in: 暖光灯 is a 灯 too."""
        if self._sorts(entities) or all(kind_of(id) == ITEM for id in entities):
            return
        for begin in range(start + 1, end):
            sorts = self._sorts(self._names.get(lower[begin:end], ()))
            if sorts:
                yield Span(sorts, begin, end)
                return


def _sound(signs: str) -> tuple[str, ...]:
    """How Chinese signs are read; a sign that no reading is known of stays."""
    return tuple(readings().get(sign, sign) for sign in signs)


def _by_sound(names: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Sound → the only name that sounds so."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        found.setdefault(_sound(name), []).append(name)
    return {sound: alike[0] for sound, alike in found.items() if len(alike) == 1}
