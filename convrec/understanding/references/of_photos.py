"""Which of the photos that came with a message its words speak of: "like the second one", "the first but in oak",
"not the third", 第二张那样的, 第一张要蓝色的，第二张要便宜点的.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from convrec.understanding.patterns import compiled
from convrec.understanding.references.places import COUNT, COUNTS, NO_LIST, ORDINAL, SIGNS, WORDS

LONGEST = 400  # signs of a message that is looked at
_PHOTO = r"(?:photo|picture|pic|image|shot)s?"
_PHOTO_ZH = r"(?:照片|图片|相片|图)"
_SIGN = rf"[{SIGNS}两1-9]"
_BEFORE = (
    r"(?P<out>(?:\b(?:but |and )?(?:not|without|ignore|forget|skip|leave out|except|instead of|rather than)"
    r"(?: like| for)? "
    r"|(?:不要|不是|别管|忽略|除了|去掉|不看|别看)像?)?)"
)
_ALONE = (  # what may follow where no noun does: "the first flat" is no photo
    r"(?=\s*(?:$|[^\w\s])|\s+(?:but|and|or|in|with|without|is|was|under|below|over|for|not|only|please|made|of|from|as"
    r"|should|must|looks?|too|cheaper|smaller|bigger|larger|instead)\b)"
)
SAID = compiled(
    rf"{_BEFORE}(?:(?:\b(?:the|my|that|this|your)\s+)?\b(?P<bare>{ORDINAL}|last)\s+(?:ones?|thing|{_PHOTO})\b"
    rf"|\b(?:the|that|this)\s+(?:(?P<one>{ORDINAL}|last)\b{NO_LIST}{_ALONE}"
    rf"|(?P<first>first|last)\s+(?P<count>{COUNT})\b{NO_LIST}(?:\s+{_PHOTO}\b|{_ALONE}))"
    rf"|\b{_PHOTO}\s*(?:number\s*|no\.?\s*|#\s*)?(?P<number>[1-9]|{'|'.join(COUNTS)})\b"
    rf"|第(?P<sign>{_SIGN})(?:[张張幅个個件款种種样樣](?:{_PHOTO_ZH})?|{_PHOTO_ZH})(?P<such>里?[那这][种種样樣])?"
    rf"|{_PHOTO_ZH}(?P<after>{_SIGN})|(?P<end>最后一?[张張幅个個](?:{_PHOTO_ZH})?)"
    rf"|前(?P<several>[两二三四五2-5])[张張幅个個](?:{_PHOTO_ZH})?)",
    re.IGNORECASE,
)
JOINT = compiled(r"[\s,，、;；.。]*(?:\b(?:and|or|but)\b|&|和|跟|与|或|还有|以及|而)*[\s,，、;；.。]*", re.IGNORECASE)
ENDS = compiled(r"(?:[\s,，、;；]|\b(?:and|but|while)\b|和|而|还有)+$", re.IGNORECASE)
THIS, THIS_ZH, SUCH = "this", "这张照片", "这样"


@dataclass(frozen=True)
class Spoken:
    """The photos that are spoken of, by their places from 0, none where no photo is told from the others.

    The words to be read of each point at it as at the only one: ``text``, or ``own`` by place where each has its own.
    """

    text: str
    places: tuple[int, ...] = ()
    own: Mapping[int, str] = field(default_factory=dict)


def spoken_of(text: str, count: int) -> Spoken:
    """Which of ``count`` photos a message speaks of."""
    found = list(SAID.finditer(text)) if count > 1 and len(text) <= LONGEST else []
    named = [(match, tuple(_places(match, count))) for match in found]
    if not named or not all(places and max(places) < count and min(places) >= 0 for _, places in named):
        return Spoken(text)
    out = {place for match, places in named if match["out"] for place in places}
    wanted = {place for match, places in named if not match["out"] for place in places}
    places = tuple(place for place in range(count) if place not in out and (place in wanted or not wanted))
    if not places:
        return Spoken(text)
    return Spoken(_pointing(text, [match for match, _ in named]), places, _own(text, named))


def _places(match: re.Match[str], count: int) -> Iterator[int]:
    if several := match["count"] or match["several"]:
        number = _number(several)
        start = count - number if (match["first"] or "").lower() == "last" else 0
        yield from range(start, start + number)
    elif match["end"]:
        yield count - 1
    else:
        said = match["one"] or match["bare"] or match["number"] or match["sign"] or match["after"]
        yield count - 1 if said.lower() == "last" else _number(said) - 1


def _number(said: str) -> int:
    """``second``, ``2nd``, ``two``, 二 and 两 → 2."""
    word = said.lower()
    if word[0].isdigit():
        return int(word[0])
    for words in (WORDS, COUNTS):
        if word in words:
            return words.index(word) + 1
    return 2 if word == "两" else SIGNS.index(word) + 1


def _this(match: re.Match[str]) -> str:
    """Words that point at the only photo, in the language in which one of several was pointed at."""
    return SUCH if match["such"] else THIS if match[0].isascii() else THIS_ZH


def _pointing(text: str, matches: list[re.Match[str]]) -> str:
    """The text with one pointer in place of all photos that it lists, and without those that it leaves out."""
    kept, last = "", 0
    for match in matches:
        between = text[last : match.start()]
        listed = last > 0 and JOINT.fullmatch(between)
        kept += "" if listed else between
        if not match["out"] and not (listed and kept.rstrip().endswith((THIS, THIS_ZH, SUCH))):
            kept += _this(match)
        last = match.end()
    rest = text[last:]
    return (kept + rest).strip(" ,，、;；.。") if any(m["out"] for m in matches) else (kept + rest).strip()


def _own(text: str, named: list[tuple[re.Match[str], tuple[int, ...]]]) -> dict[int, str]:
    """The words of each photo, where several have some: those from where it is named to where the next one is."""
    wanted = [(match, places) for match, places in named if not match["out"]]
    if len(wanted) < 2 or len(wanted) < len(named):
        return {}
    starts = [match.start() for match, _ in wanted]
    said = [text[m.end() : end] for (m, _), end in zip(wanted, [*starts[1:], len(text)], strict=True)]
    said = [ENDS.sub("", words) for words in said]
    for place in reversed(range(len(said) - 1)):
        if JOINT.fullmatch(said[place]):
            said[place] = said[place + 1]  # "the first and the second in oak": both in oak
    if len(dict.fromkeys(said)) < 2 or any(JOINT.fullmatch(words) for words in said):
        return {}
    lead = text[: starts[0]]
    own = {
        place: (lead + _this(match) + words).strip()
        for (match, places), words in zip(wanted, said, strict=True)
        for place in places
    }
    return own
