"""Words beside a photo, or about an item pointed at: whether it is to be like it, not it, or to go with it.

"This but in blue" changes an attribute of what the photo shows, "not this" turns it down, "something that goes with
this" asks for another thing beside it; 同款要蓝色的, 不要这种, 跟这个配的.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from convrec.data.attributes import COLOUR
from convrec.types import ANYTHING, Mention, Relation
from convrec.understanding.language import Span
from convrec.understanding.opinions.stances import Part, quote_at
from convrec.understanding.patterns import compiled
from convrec.understanding.stages import Read
from knowledge_graph.schema import ITEM, Constraint, Opinion, item_entity, kind_of, name_of

TURNED_DOWN = -0.6  # liking of what "not this" is said of: so that it doesn't come back by itself
_THIS = r"(?:this|that|these|those|it|them)"
_IT = rf"(?:{_THIS}|the|my|our|what)"
_WELL = r"(?: (?:well|nicely|perfectly|beautifully|together|nice|good|great))?"
WITH = compiled(  # with what it goes with, up to the end of the clause
    rf"\b(?:(?:(?<!where you['’]re )(?<!where this is )go(?:es|ing)?"
    rf"|pair(?:s|ing)?|fit(?:s|ting)?|work(?:s|ing)?|looks?)"
    rf"{_WELL} (?:with|next to|beside)"
    rf" {_IT}|(?:to )?(?:match(?:es|ing)?|complement(?:s|ing)?){_WELL}(?: with)? {_IT}|suit(?:s|ing)? {_THIS})\b"
    r"(?! (?:photo|picture|image|budget|price))[^,.;!?]*|\bto go (?:with|next to|beside)\b[^,.;!?]*"
    r"|[跟和与與同给給][^，。,.!?！？；]{1,12}?(?<!不)(?:相?搭(?:配|的|得|上)?|相配|般配|配(?:套|得|上|的|起来|在一起|一起|$))的?"
    r"|(?:搭配|搭|配)(?=[这那這它我])[^，。,.!?！？；的]{1,10}的?",
    re.IGNORECASE,
)
ASKS = compiled(  # whether one thing goes with another, and for no third
    r"\b(?:do|does|did|will|would|could|can) (?:this|that|it|they|these|those|the)\b"
    r"|^\W*[这那這它第][^，。,]{0,12}(?:搭|配)[^，。,的]{0,6}[吗嗎么?？]",
    re.IGNORECASE,
)
_SIDE = r"(?:colou?r|size|material|price|pattern|expensive|big|small|wide|tall|dear|much)"
_SIDE_ZH = r"(?:[种種样樣款个個类類]|么)?的?(?:颜色|顏色|色|大小|尺寸|材质|材料|价|贵|大|小)"
UNLIKE = compiled(
    r"\b(?:not|nothing|anything but|no more|do(?:n['’]?t| not) (?:want|like|need|show me)|hate|other than"
    r"|unlike|different (?:from|to))(?: (?:of|something|anything|one|ones|things?))?(?: like| similar to)?"
    rf" (?:this|that|these|those)\b(?: (?:one|kind|sort|style|model))?(?! {_SIDE})"
    rf"|(?:不要|不想要|不喜欢|不是|别要|别给我|別給我|除了)(?:看|像)?[这那這](?!{_SIDE_ZH})(?:[种種样樣款个個类類])?的?",
    re.IGNORECASE,
)
SHOWS = compiled(
    r"\b(?:my|our) (?:[\w'-]+ ){1,3}(?:looks? like|is like) (?:this|that)\b|我的?[^，。,]{1,6}(?:长这样|是这样)",
    re.IGNORECASE,
)
ANOTHER = compiled(  # in which attribute something else is wanted, whatever else
    r"\b(?:another|(?:a )?different|other|not this) (?P<en>colou?r|material|pattern|finish)(?:e?s)?\b"
    r"|(?:换一?[个种]?|换成?别的|别的|其[他它]|不要这[个种]?)(?P<zh>颜色|材质|材料|图案|花纹)",
    re.IGNORECASE,
)
CALLED = {
    "颜色": COLOUR.pattern, "color": COLOUR.pattern, "colour": COLOUR.pattern, "材质": "material", "材料": "material",
    "图案": "pattern", "花纹": "pattern",
}  # fmt: skip
SHAPE = compiled(
    r"\b(?:same|this|that|the|similar|such a) (?:shape|form|silhouette|outline)\b|\bshaped like\b"
    r"|(?:[这這](?:种|種|个|個)?|同样的?|一样的?|相同的?)(?:形状|形狀|造型|外形|轮廓)|同形",
    re.IGNORECASE,
)


def relation(text: str, photo: bool, pointed: bool) -> Relation:
    """How what is looked for stands to the photo sent, or to what is pointed at."""
    if (photo or pointed) and WITH.search(text) and not ASKS.search(text):
        return "with"
    return "unlike" if photo and UNLIKE.search(text) else "like"


def beside(text: str) -> list[Span]:
    """Where a text says with what something goes, or what the photo shows: "with this sofa" looks for no sofa."""
    return [match.span() for pattern in (WITH, SHOWS) for match in pattern.finditer(text)]


def understood(text: str) -> list[Span]:
    """Where a text turns a photo down or keeps its shape: words that need no further explanation."""
    return [match.span() for pattern in (UNLIKE, SHAPE, ANOTHER) for match in pattern.finditer(text)]


def spared(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    """The mentions but for values and sorts of what something goes with."""
    return [m for m in mentions if kind_of(m.entity) == ITEM or not any(s <= m.start < e for s, e in spans)]


def wishing(parts: Sequence[Part]) -> list[Part]:
    """The clauses beside a photo, where "this but brass" wishes for brass; the ear, which sees none, hears "but"."""
    return [replace(p, bare=True) if not (p.reading.told or p.clause.asks) else p for p in parts]


def judged(read: Read, views: Sequence[Opinion]) -> list[Opinion]:
    """The opinions of a message with those that lie in how it stands to its photo: what "not this" is said of is
    disliked, and what something is to go with is judged by nothing.
    """
    if read.relation == "with":
        return [view for view in views if kind_of(view.about) != ITEM or name_of(view.about) not in read.items]
    said = UNLIKE.search(read.text) if read.relation == "unlike" else None
    if said is None:
        return list(views)
    quote, user, at = quote_at(read.parts, said.start()), read.message.user_id, read.message.sent_at
    return [*views, *(Opinion(user, item_entity(item), TURNED_DOWN, at, quote) for item in read.likened.twins)]


def another(text: str) -> str | None:
    """A pattern of the attribute in which a text wants something else, whatever else: "another colour"."""
    said = ANOTHER.search(text)
    word = (said["en"] or said["zh"]).lower() if said else ""
    return CALLED.get(word, word) or None


def changed(text: str, views: Sequence[Opinion], limits: Sequence[Constraint], topics: Sequence[str]) -> frozenset[str]:
    """The attributes in which words beside a photo want another thing than it shows."""
    return frozenset(_changed(text, views, limits)) - frozenset(topics)


def _changed(text: str, views: Sequence[Opinion], limits: Sequence[Constraint]) -> Iterator[str]:
    yield from (kind_of(view.about) for view in views if kind_of(view.about) != ITEM)
    yield from (limit.attribute for limit in limits)
    if SHAPE.search(text):
        yield ANYTHING


def words_left(text: str) -> str:
    """The text without the words that turn a photo down, keep its shape or ask for company of it."""
    for pattern in (WITH, SHOWS, UNLIKE, SHAPE, ANOTHER):
        text = pattern.sub(" ", text)
    return text
