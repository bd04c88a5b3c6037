"""Who a thing has to suit at home: cats and dogs, a child of one year. What a catalogue marks as fit for them, or not.

Its own values tell: "pet safe" and 宠物安全 are fit for a cat, "not for pets" isn't, nor is "from 3 years" for a baby.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from convrec.understanding.language import Span
from convrec.understanding.numbers.numerals import number
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Constraint, Entity, kind_of, name_of

PETS = compiled(
    r"\b(?:cats?|dogs?|kittens?|kitty|pupp(?:y|ies)|pets?|rabbits?|bunn(?:y|ies))\b|[猫狗](?!年|粮|砂)|宠物|毛孩子|兔子",
    re.IGNORECASE,
)
FIT = compiled(
    r"\bpets?[- ](?:safe|friendly|proof)\b|\bsafe for pets\b|宠物(?:安全|友好|无害)|对宠物安全", re.IGNORECASE
)
UNFIT = compiled(r"\bnot (?:for|suitable for|safe (?:for|with)) pets\b|不适合(?:养)?宠物|对宠物有[害毒]", re.IGNORECASE)
_NUMBER = (
    r"(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[一二三四五六七八九十两]{1,2})"
)
_UNIT = r"(?P<unit>months?|mths?|mo\b|years?|yrs?|yo\b|y/o|个月|周?岁)"
_AND_UP = r"(?:\+|(?:and|or) (?:up|over|older|above)|及?以上|起)"
AGE = compiled(rf"{_NUMBER}[\s+-]{{0,2}}{_UNIT}", re.IGNORECASE)
FROM = compiled(  # "from 3 years", "5+ years", "ages 3 and up", 适合三岁以上
    rf"(?:for |适合)?(?P<ages>age[sd]? )?(?P<begin>from )?{_NUMBER}[\s-]?(?P<more>{_AND_UP})?\s?"
    rf"(?:{_UNIT}(?:[\s-]old)?)?\s?(?P<up>{_AND_UP})?",
    re.IGNORECASE,
)
OLD = compiled(
    r"\b(?:old|yo|y/o|baby|babies|toddlers?|child(?:ren)?|kids?|sons?|daughters?|nieces?|nephews?|grand\w{1,9}|birthday|turn\w{0,3})\b"
    r"|岁|宝宝|孩子|娃|儿子|女儿|小朋友",
    re.IGNORECASE,
)
YEAR = 12  # months


@dataclass(frozen=True)
class Fitness:
    """Values of a catalogue by whom they suit: ``fit`` and ``unfit`` for animals; ``since`` is the age in months from
    which a thing is for children.
    """

    fit: tuple[str, ...]
    unfit: tuple[str, ...]
    since: Mapping[str, int]


def fitness(entities: Iterable[Entity]) -> Fitness:
    """What the labels of a catalogue's values say of whom they suit."""
    said = [(entity.id, label) for entity in entities for labels in entity.labels.values() for label in labels]
    unfit = dict.fromkeys(id for id, label in said if UNFIT.search(label))
    fit = dict.fromkeys(id for id, label in said if FIT.search(label) and id not in unfit)
    ages = ((id, _since(label)) for id, label in said)
    return Fitness(tuple(fit), tuple(unfit), {id: months for id, months in ages if months is not None})


def unsuitable(text: str, fits: Fitness, named: Sequence[str]) -> Iterator[Constraint]:
    """The conditions that follow from who is at home: nothing that isn't for pets, or is for older children.

    ``named`` are the values that the text names itself: of those it says itself how it stands to them.
    """
    animal = PETS.search(text)
    for about in fits.unfit if animal else ():
        if about not in named:
            yield Constraint(kind_of(about), "!=", name_of(about), animal[0] if animal else "")
    ages = [(match[0], _months(match)) for match in AGE.finditer(text)] if OLD.search(text) else []
    for about, since in fits.since.items():
        young = next((words for words, months in ages if months is not None and months < since), "")
        if young and about not in named:
            yield Constraint(kind_of(about), "!=", name_of(about), young)


def of_households(text: str) -> list[Span]:
    """Where a text speaks of animals and ages."""
    return [match.span() for pattern in (PETS, AGE) for match in pattern.finditer(text)]


def suitable(text: str, fits: Fitness) -> tuple[str, ...]:
    """The values that are wished for because of who is at home."""
    return fits.fit if PETS.search(text) else ()


def _since(label: str) -> int | None:
    """The age in months from which a value says that a thing is; None where it says no such thing."""
    found = FROM.fullmatch(label.strip())
    begins = found and (found["begin"] or found["more"] or found["up"]) and (found["unit"] or found["ages"])
    return _months(found) if found and begins else None


def _months(found: re.Match[str]) -> int | None:
    """An age; None where its words make no number. Without a unit it is in years."""
    size = YEAR if (found["unit"] or "y").lower().startswith(("y", "岁", "周")) else 1
    count = number(found["number"])
    return None if count is None else round(count * size)
