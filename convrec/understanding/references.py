"""What a message points at on the last list: "the second one", "the cheaper one", 第二个, 蓝色的那个."""

import re
from collections.abc import Sequence

from convrec.data.folder import Catalogue
from convrec.types import Mention
from knowledge_graph.catalogue import value_entity
from knowledge_graph.schema import ITEM, Profile, kind_of, name_of

ORDINALS = (
    r"\b(?:first|1st|number (?:1|one)|#1)\b|第[一1]",
    r"\b(?:second|2nd|number (?:2|two)|#2)\b|第[二两2]",
    r"\b(?:third|3rd|number (?:3|three)|#3)\b|第[三3]",
    r"\b(?:fourth|4th|number (?:4|four)|#4)\b|第[四4]",
    r"\b(?:fifth|5th|number (?:5|five)|#5)\b|第[五5]",
)
ORDINAL = tuple(re.compile(pattern, re.IGNORECASE) for pattern in ORDINALS)
LAST = re.compile(r"\b(?:the )?last (?:one|of them)\b|最后(?:一|那)个", re.IGNORECASE)
BOTH = re.compile(r"\bboth\b|\bthese two\b|\bthe two\b|两个|这两", re.IGNORECASE)
CHEAPEST = re.compile(
    r"\bthe (?:cheaper|cheapest|least expensive)(?: one| of)?\b|(?:最|更)?便宜的?(?:那|这)?(?:个|件|款)", re.IGNORECASE
)
DEAREST = re.compile(
    r"\bthe (?:dearer|dearest|most expensive|more expensive)(?: one| of)?\b|最贵的?(?:那|这)?(?:个|件|款)?",
    re.IGNORECASE,
)
ALL = re.compile(r"\b(?:which|any|all) of (?:these|them|those)\b|这(?:些|几个)(?:里|中|当中)", re.IGNORECASE)
ONE = re.compile(r"\b(?:one|ones)\b|那个|这个|那款|这款|那件|这件|的个", re.IGNORECASE)
THAT = re.compile(
    r"\b(?:that|this) (?:one|item|thing|product)\b|\b(?:is|does|about|love|like|hate|take|with) (?:it|that|this)\b"
    r"|\bits?\b|那个|这个|那款|这款|它",
    re.IGNORECASE,
)


def references(text: str, mentions: Sequence[Mention], profile: Profile, catalogue: Catalogue) -> tuple[str, ...]:
    """Item ids that a text points at, in its order; items named by title count wherever they were shown.

    "It" and "that one" mean the only item on the list, or else the one that was spoken of last.
    """
    named = tuple(dict.fromkeys(name_of(m.entity) for m in mentions if kind_of(m.entity) == ITEM))
    shown = [item for item in profile.shown if item in catalogue.row]
    if named or not shown:
        return named
    if ALL.search(text):
        return tuple(shown)
    pointed = _by_place(text, shown) or _by_price(text, shown, catalogue)
    if not pointed and ONE.search(text):
        pointed = _by_value(mentions, shown, catalogue)
    if not pointed and THAT.search(text):
        pointed = shown if len(shown) == 1 else [item for item in [profile.focus] if item in shown]
    return tuple(dict.fromkeys(pointed))


def _by_place(text: str, shown: list[str]) -> list[str]:
    if BOTH.search(text):
        return shown[:2]
    places = [
        (match.start(), shown[place])
        for place, pattern in enumerate(ORDINAL)
        for match in pattern.finditer(text)
        if place < len(shown)
    ]
    if match := LAST.search(text):
        places.append((match.start(), shown[-1]))
    return [item for _, item in sorted(places)]


def _by_price(text: str, shown: list[str], catalogue: Catalogue) -> list[str]:
    priced = sorted((price, item) for item in shown if (price := catalogue.item(item).price) is not None)
    if priced and CHEAPEST.search(text):
        return [priced[0][1]]
    if priced and DEAREST.search(text):
        return [priced[-1][1]]
    return []


def _by_value(mentions: Sequence[Mention], shown: list[str], catalogue: Catalogue) -> list[str]:
    """The shown items that have every value named: "the blue one"."""
    values = {mention.entity for mention in mentions}
    fitting = [item for item in shown if values and values <= values_of(item, catalogue)]
    return fitting if len(fitting) < len(shown) else []


def values_of(item_id: str, catalogue: Catalogue) -> set[str]:
    attributes = catalogue.item(item_id).attributes
    return {
        value_entity(name, {language: (words,) for language, words in text.items()})
        for name, texts in attributes.items()
        for text in texts
    }
