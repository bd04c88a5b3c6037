"""A correction of what was seen in the photo that the search goes by: "no, the lamp", "I mean the one on the left",
"it's not blue, it's green", 不是沙发，是灯, 左边那个.

Such words say which of the photo's things is meant, and nothing of what anybody likes. Where the photo shows no such
thing, they ask for one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from convrec.seen import Likely, SeenPhoto, Thing
from convrec.types import ABSENT, SEEN, Understanding
from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD
from knowledge_graph.schema import Constraint, kind_of, name_of

Naming = Callable[[str], frozenset[str]]  # words → the entities that they may name

LONGEST = 200  # signs of a message that is looked at
M = f"[{MEASURE_WORD}]"
_START = r"^\W*(?:(?:no|nope|nah|sorry|oh|wait|hm+|actually|well|oops)\b\W*)*"
_MEAN = (
    r"(?:(?:i|we) (?:mean|meant|was (?:after|thinking of|talking about)|am (?:after|talking about)|want(?:ed)?)|rather)"
)
_NAME = r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ '’-]{1,30}?"
_ENDING = r"(?: (?:instead|please|then|in (?:it|the (?:photo|picture))))*"
_ITS = r"(?:it['’]?s|it is|that['’]?s|that is|this is)"
_REST = r"(?:\W*$|\s*[,;.](?P<rest>.+)$)"  # what else is said
_NAME_ZH = r"[^\s，。,.!?！？；的是不吗嗎呢]{1,8}?"
_REST_ZH = r"(?:[吧啊呀哦了]?\W*$|[，,；;。](?P<rest>.+)$)"
_THAT_ZH = rf"(?:(?:[那这這]一?|一){M}?)?"
MEANT = (
    compiled(  # the rug, not the chair · it's green, not blue
        rf"{_START}(?:{_MEAN} |{_ITS} )?(?:the |an? )?(?P<right>{_NAME})\s*,?\s*(?:and )?not (?:the |an? )?"
        rf"(?P<wrong>{_NAME})\W*$",
        re.IGNORECASE,
    ),
    compiled(  # no, the lamp · not the chair, the rug · I meant the rug
        rf"{_START}(?:(?:not|isn['’]t) (?:the|that|this|a|an) (?P<wrong>{_NAME})\s*[,;.]?\s*(?:but )?)?"
        rf"(?:{_MEAN} |{_ITS} )?(?:the|that) (?P<right>{_NAME}){_ENDING}{_REST}",
        re.IGNORECASE,
    ),
    compiled(  # it's not a chair, it's a lamp · it's not blue, it's green
        rf"{_START}{_ITS} not (?:the |an? )?(?P<wrong>{_NAME})\s*(?:[,;.]\s*|\bbut\b\s*)+(?:{_ITS} )?(?:rather )?"
        rf"(?:the |an? )?(?P<right>{_NAME}){_REST}",
        re.IGNORECASE,
    ),
    compiled(  # 不是沙发，是灯 · 不对，是灯 · 我说的是那盏灯
        rf"^\W*(?:不对|不是(?=\W)|错了|哦|不(?=\W))?\W*(?:不是{_THAT_ZH}(?P<wrong>{_NAME_ZH})[，,；;\s]*)?"
        rf"(?:我?(?:说|指|要|想要|想找|找)的?)?(?:而|应该)?是{_THAT_ZH}(?P<right>{_NAME_ZH})的?{_REST_ZH}"
    ),
    compiled(rf"^\W*是{_THAT_ZH}(?P<right>{_NAME_ZH})的?[，,\s]*不是{_THAT_ZH}(?P<wrong>{_NAME_ZH})的?\W*$"),
    compiled(rf"^\W*(?:不|不对)[，,\s]*(?:要|找|看)?[那这這](?:一)?{M}(?P<right>{_NAME_ZH}){_REST_ZH}"),
)
_SIDE = r"(?:far |very )?(?P<side>left|right|top|bottom|middle|centre|center)"
PLACED = (
    compiled(
        rf"{_START}(?:not (?:this|that|the) (?:one|thing)\W*)?(?:{_MEAN} )?(?:the|that) (?:one|thing)(?: that is)?"
        rf" (?:on|at|to|in) the {_SIDE}(?: of (?:it|the (?:photo|picture)))?{_REST}",
        re.IGNORECASE,
    ),
    compiled(rf"{_START}(?:{_MEAN} )?(?:the|that) {_SIDE}(?:[- ]hand)? (?:one|thing){_REST}", re.IGNORECASE),
    compiled(
        rf"^\W*(?:不是?这?个?|不对)?[，,\s]*(?:我?(?:说|指|要|想要)的?是?)?(?:照片|图)?里?(?:最)?"
        rf"(?P<side>[左右上下](?=[边面侧方])|中间|正中)[边面侧方]?的?(?:那|这|這)?(?:一)?{M}?(?:东西)?{_REST_ZH}"
    ),
)
SIDES = {"left": "left", "左": "left", "right": "right", "右": "right", "top": "top", "上": "top", "bottom": "bottom",
         "下": "bottom"}  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """What a photo is to be gone by: the thing in that ``place``, None where the place stays what it was.

    ``sort`` is the thing's where it was named; ``wrong`` and ``right`` are a colour seen and what it is; ``rest`` is
    what else the message says.
    """

    photo: str
    place: int | None = None
    sort: str = ""
    wrong: str = ""
    right: str = ""
    rest: str = ""
    said: str = ""

    def applied(self, understanding: Understanding) -> Understanding:
        """The understanding of the photo with what was said of it: a colour is a condition of this search, and no
        opinion.
        """
        seen = tuple(one if one.photo != self.photo else self._put_right(one) for one in understanding.seen)
        if not self.right:
            return replace(understanding, seen=seen, shows="" if self.sort else understanding.shows)
        limit = Constraint(kind_of(self.right), "=", name_of(self.right), self.said)
        changed = understanding.changed | {limit.attribute}
        return replace(understanding, seen=seen, constraints=(*understanding.constraints, limit), changed=changed)

    def _put_right(self, seen: SeenPhoto) -> SeenPhoto:
        for about in (self.wrong, self.sort, self.right):
            seen = seen.without(about)
        sorts, colours = (((Likely(about, 1.0),) if about else ()) for about in (self.sort, self.right))
        thing = replace(seen.thing, sorts=(*sorts, *seen.thing.sorts), colours=(*colours, *seen.thing.colours))
        return replace(seen, things=(*seen.things[: seen.chosen], thing, *seen.things[seen.chosen + 1 :]))


@dataclass(frozen=True)
class Absent:
    """A thing, in the person's own ``words``, that photos were said to show and don't; ``seen`` are the sorts that they
    show, ``rest`` is what else the message says.
    """

    words: str
    seen: tuple[str, ...]
    rest: str = ""

    def applied(self, understanding: Understanding) -> Understanding:
        """The understanding with what the reply is to say of that."""
        notes = (ABSENT + self.words, *(SEEN + sort for sort in self.seen))
        return replace(understanding, notes=(*understanding.notes, *notes))


def absent(text: str, photos: Sequence[SeenPhoto], naming: Naming) -> Absent | None:
    """The thing that a message takes photos to show and that none of them does; None where it names no such thing.

    ``naming`` knows the sorts of things only.
    """
    if len(text) > LONGEST:
        return None
    things = [thing for seen in photos for thing in seen.things]
    shown = {likely.about for thing in things for likely in thing.sorts}
    for pattern in MEANT:
        if (said := pattern.match(text)) and (sorts := naming(said["right"])):
            if not shown.isdisjoint(sorts):
                return None
            seen = tuple(dict.fromkeys(thing.sorts[0].about for thing in things if thing.sorts))
            return Absent(said["right"].strip(), seen, (said.groupdict().get("rest") or "").strip())
    return None


def corrected(text: str, photos: Sequence[SeenPhoto], naming: Naming) -> Correction | None:
    """What a message puts right of photos; None where it says nothing of the kind, or they show no such thing."""
    if len(text) > LONGEST:
        return None
    for seen in photos:
        for pattern in MEANT:
            if (said := pattern.match(text)) and (found := _named(said, seen, naming)):
                return found
        if len(seen.things) > 1:
            for pattern in PLACED:
                if said := pattern.match(text):
                    place = _placed(SIDES.get(said["side"].lower(), "middle"), seen.things)
                    return Correction(seen.photo, place, rest=(said["rest"] or "").strip(), said=text)
    return None


def still_gone_by(put_right: Correction, photos: Sequence[SeenPhoto]) -> tuple[SeenPhoto, ...]:
    """The photo that was put right, and those of the others that were not taken together with it."""
    sort = next(one.sort for one in photos if one.photo == put_right.photo)
    return tuple(one for one in photos if one.photo == put_right.photo or one.sort != sort)


def _named(said: re.Match[str], seen: SeenPhoto, naming: Naming) -> Correction | None:
    """The thing, or else the colour, that is named."""
    words = said.groupdict()
    rest, right = (words.get("rest") or "").strip(), naming(words["right"])
    for n, thing in enumerate(seen.things):
        sort = next((likely.about for likely in thing.sorts if likely.about in right), "")
        if sort and (n != seen.chosen or words.get("wrong")):
            return Correction(seen.photo, n, sort=sort, rest=rest, said=said[0].strip())
    wrong = naming(words.get("wrong") or "")
    told = next((likely.about for likely in seen.thing.colours if likely.about in wrong), "")
    true = next((about for about in sorted(right) if told and kind_of(about) == kind_of(told)), "")
    if not true or true == told:
        return None
    place = seen.chosen if seen.pointed_at else None
    return Correction(seen.photo, place, wrong=told, right=true, rest=rest, said=said[0].strip())


def _placed(side: str, things: Sequence[Thing]) -> int:
    """The thing that lies furthest to a side, or nearest to the middle."""
    middles = [((t.box.left + t.box.right) / 2, (t.box.top + t.box.bottom) / 2) for t in things]
    order: dict[str, Callable[[int], float]] = {
        "left": lambda n: middles[n][0],
        "right": lambda n: -middles[n][0],
        "top": lambda n: middles[n][1],
        "bottom": lambda n: -middles[n][1],
    }
    if side in order:
        return min(range(len(things)), key=order[side])
    return min(range(len(things)), key=lambda n: abs(middles[n][0] - 0.5) + abs(middles[n][1] - 0.5))
