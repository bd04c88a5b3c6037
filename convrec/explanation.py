"""Why these: the parts of a score in words.

Reasons are worded from the votes and from nothing else, and their contributions add up to the score exactly, so
each can be checked by taking it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from convrec.naming import Names, listed, photos_called
from convrec.types import Because, Reason, Recommendation

# kind of evidence → (words where it speaks for the item, words where it speaks against); ``photo`` is which photo
WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "words": {
        "en": ("close to your words “{0}”", "further from your words “{0}” than most"),
        "zh": ("与“{0}”很接近", "与“{0}”不太接近"),
    },
    "look": {
        "en": ("looks like your {photo}", "looks less like your {photo} than most"),
        "zh": ("和您的{photo}很像", "和您的{photo}不太像"),
    },
    "colour": {
        "en": ("in the colours of your {photo}", "further from your {photo}'s colours than most"),
        "zh": ("颜色和您的{photo}相近", "颜色和您的{photo}不太相近"),
    },
    "shape": {
        "en": ("its shape is like your {photo}'s", "its shape is less like your {photo}'s than most"),
        "zh": ("形状和您的{photo}相像", "形状和您的{photo}不太像"),
    },
    "apart": {
        "en": ("looks different from your {photo}", "looks like your {photo}, which you don't want"),
        "zh": ("和您{photo}里的不一样", "和您不想要的照片里的相像"),
    },
    "variant": {
        "en": ("of the same design as {0}, which your {photo} looks like", "{0}"),
        "zh": ("与{photo}里看起来像的{0}是同一设计", "{0}"),
    },
    "cheaper": {
        "en": ("cheaper than {0}, which your {photo} looks like", "{0}"),
        "zh": ("比{photo}里看起来像的{0}便宜", "{0}"),
    },
    "dearer": {
        "en": ("dearer than {0}, which your {photo} looks like", "{0}"),
        "zh": ("比{photo}里看起来像的{0}贵", "{0}"),
    },
    "smaller": {
        "en": ("smaller ({1}) than {0}, which your {photo} looks like", "{0}"),
        "zh": ("比{photo}里看起来像的{0}小（{1}）", "{0}"),
    },
    "larger": {
        "en": ("larger ({1}) than {0}, which your {photo} looks like", "{0}"),
        "zh": ("比{photo}里看起来像的{0}大（{1}）", "{0}"),
    },
    "pictured": {
        "en": ("its picture shows what you call “{0}”", "its picture shows “{0}” less than most"),
        "zh": ("图片里像是“{0}”", "图片里不太像“{0}”"),
    },
    "meaning": {
        "en": ("its description fits your {photo}", "its description fits your {photo} less than most"),
        "zh": ("描述与您的{photo}相符", "描述与您的{photo}不太相符"),
    },
    "taught": {
        "en": ("customers' photos of it look like {yours} ({0} sure)", "{0}"),
        "zh": ("{yours}和其他顾客拍的它很像（{0} 把握）", "{0}"),
    },
    "taught by few": {
        "en": ("customers' photos of it look like {yours}", "{0}"),
        "zh": ("{yours}和其他顾客拍的它很像", "{0}"),
    },
    "print": {
        "en": ("the print on it lies as in your {photo}", "{0}"),
        "zh": ("上面的印刷图案和{photo}里的对得上", "{0}"),
    },
    "says": {"en": ("your {photo} says {0}", "{0}"), "zh": ("{photo}上写着{0}", "{0}")},
    "like": {"en": ("similar to {0}", "less similar to {0} than most"), "zh": ("与{0}相似", "与{0}不太相似")},
    "sounds": {
        "en": ("sounds like {0}", "sounds less like {0} than most"),
        "zh": ("听起来像{0}", "听起来不太像{0}"),
    },
    "named": {"en": ("the one you named", "{0}"), "zh": ("就是您说的那一件", "{0}")},
    "people": {
        "en": ("people who chose {0} also chose this", "people who chose {0} also chose this, and you didn't like it"),
        "zh": ("选择{0}的人也选了它", "选择{0}的人也选了它，而您不喜欢前者"),
    },
    "chosen with": {
        "en": ("people who chose {0} also chose this", "{0}"),
        "zh": ("选择{0}的人也选了它", "{0}"),
    },
    "seen with": {"en": ("shown with {0} in “{1}”", "{0}"), "zh": ("在“{1}”里与{0}一起出现", "{0}")},
    "suiting": {"en": ("goes with {0}: both {1}", "{0}"), "zh": ("与{0}相配：同样是{1}", "{0}")},
    "akin": {
        "en": ("has much in common with {0}", "has much in common with {0}, and you didn't like it"),
        "zh": ("与{0}有很多共同点", "与{0}有很多共同点，而您不喜欢前者"),
    },
    "asked": {"en": ("{0}, as you asked", "{0}"), "zh": ("符合您要的“{0}”", "{0}")},
    "asked before": {"en": ("{0}, which you asked for before", "{0}"), "zh": ("您之前要过“{0}”", "{0}")},
    "liked": {"en": ("because you like {0}", "{0}"), "zh": ("因为您喜欢{0}", "{0}")},
    "disliked": {"en": ("{0}", "{0}, which you don't like"), "zh": ("{0}", "{0}，而您不喜欢")},
    "liked there": {"en": ("because you want {0} for the {1}", "{0}"), "zh": ("因为{1}您想要{0}", "{0}")},
    "disliked there": {
        "en": ("{0}", "{0}, which you don't like for the {1}"),
        "zh": ("{0}", "{0}，而{1}您不喜欢它"),
    },
    "shares": {
        "en": ("shares {1} with {0}, which you liked", "shares {1} with {0}"),
        "zh": ("与您喜欢的{0}同样是{1}", "与{0}同样是{1}"),
    },
    "shares disliked": {
        "en": ("shares {1} with {0}", "shares {1} with {0}, which you didn't like"),
        "zh": ("与{0}同样是{1}", "与您不喜欢的{0}同样是{1}"),
    },
    "suits": {
        "en": ("goes with {0}, which you like", "goes with {0}, which you like, less than most"),
        "zh": ("与您喜欢的{0}很配", "与您喜欢的{0}不如其他的配"),
    },
    "suits disliked": {
        "en": ("unlike {0}, which you don't like", "goes with {0}, which you don't like"),
        "zh": ("与您不喜欢的{0}不同", "与您不喜欢的{0}相近"),
    },
    "popular": {"en": ("chosen by {0} of our customers", "{0}"), "zh": ("本店有 {0} 人选择", "{0}")},
    "passed": {
        "en": ("{0}", "you have seen it {0} times and left it"),
        "zh": ("{0}", "您看到过它 {0} 次，都没有选"),
    },
    "offered": {"en": ("from the range of the shop", ""), "zh": ("本店在售", "")},
}
COMPARED = frozenset({"cheaper", "dearer", "smaller", "larger"})
EACH = frozenset(
    {"asked", "asked before", "liked", "disliked", "liked there", "disliked there"}
)  # named one by one; other kinds are summed up
NEGLIGIBLE = 1e-9
QUOTED = 48  # signs of a person's words that a reason repeats
NAMED = 2  # how many things a summed-up reason names


def reasons(recommendation: Recommendation, names: Names, language: str) -> tuple[Reason, ...]:
    """The reasons of one recommendation, weightiest first; their contributions add up to its score."""
    groups: dict[tuple[str, str, str], list[Because]] = defaultdict(list)
    for vote in recommendation.votes:
        for part in vote.because:
            groups[vote.source, part.kind, part.about[0] if part.kind in EACH else ""].append(part)
    made = [_reason(source, kind, parts, names, language) for (source, kind, _), parts in groups.items()]
    telling = [reason for reason in made if abs(reason.contribution) > NEGLIGIBLE] or made[:1]
    return tuple(sorted(telling, key=lambda reason: -abs(reason.contribution)))


def _reason(source: str, kind: str, parts: list[Because], names: Names, language: str) -> Reason:
    amount = sum(part.amount for part in parts)
    speaking = [part for part in parts if part.amount * amount >= 0]
    speaking.sort(key=lambda part: -abs(part.amount))
    template = WORDS[kind][language][0 if amount >= 0 else 1]
    told = {"photo": photos_called(parts[0].photos, language), "yours": _yours(parts[0].photos, language)}
    return Reason(source, template.format(*_filling(kind, speaking, names, language), **told), amount)


def _yours(photos: tuple[int, ...], language: str) -> str:
    """A photo as the other side of a likeness: "yours", "your second photo"."""
    called = photos_called(photos, language)
    if not photos:
        return "" if language == "zh" else "yours"
    return called if language == "zh" else f"your {called}"


def _filling(kind: str, parts: list[Because], names: Names, language: str) -> tuple[str, ...]:
    """What goes into the gaps of a reason's words."""
    strongest = parts[0].about
    if not strongest:
        return ()
    if kind in ("people", "akin", "like", "sounds", "variant", "chosen with"):
        return (listed((names.title(part.about[0], language) for part in parts[:NAMED]), language),)
    if kind == "says":
        read = dict.fromkeys(_shortened(part.about[0]) for part in parts)
        return (listed((f"“{word}”" for word in list(read)[:NAMED]), language),)
    if kind == "seen with":
        return names.title(strongest[0], language), names.title(strongest[1], language)
    if kind in COMPARED:
        return names.title(strongest[0], language), names.attribute(strongest[1], language)
    if kind.startswith("suits"):
        return (listed((names.entity(part.about[0], language) for part in parts[:NAMED]), language),)
    if kind.startswith("shares") or kind == "suiting":
        values = (names.entity(value, language) for value in strongest[1 : 1 + NAMED])
        return names.title(strongest[0], language), listed(values, language)
    if kind in EACH:
        return tuple(names.entity(about, language) for about in strongest)
    return tuple(map(_shortened, strongest))


def _shortened(word: str) -> str:
    return word if len(word) <= QUOTED else word[:QUOTED].rstrip() + "…"


def worth_telling(all_reasons: Iterable[Reason], most: int = 3) -> tuple[Reason, ...]:
    """The few reasons that carry the score, those that speak for the item first."""
    told = sorted(all_reasons, key=lambda reason: -reason.contribution)
    return tuple(reason for reason in told[:most] if reason.contribution > 0) or tuple(told[:1])
