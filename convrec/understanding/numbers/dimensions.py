"""Adjectives of measure in both languages: which dimension each speaks of, and whether it asks for less or more of it.

One table serves "wider than 60 cm", "a narrower one", "too tall" and 再矮一点. A dimension is a word that stands in a
measure's name (``width_cm``), or ``size`` or ``price``.
"""

import re
from dataclasses import dataclass

from knowledge_graph.schema import Operator


@dataclass(frozen=True)
class Adjective:
    """English comparatives and plain forms, Chinese signs; each a pattern. ``op`` is what the comparative asks for."""

    dimension: str
    op: Operator
    comparative: str
    plain: str
    chinese: str


_BIG = r"大(?![理概约家地象人学师自气方胆众部多不麦豆米蒜葱虾])"
_SMALL = r"小(?![时孩朋户猫狗鸟众心])|迷你|小巧"
_HEAVY = r"(?<![味口])重(?![要新点庆复口辣])|沉(?![稳闷默浸])"
_OLD = r"老(?![人婆公师妈爸家板是年少])|早(?![上餐点就饭])|旧"
_NEW = r"新(?![家房的娘手年鲜买居])|近(?![期视])"
_HIGH = r"高(?![级档性质端达兴脚手中背靠清光度])"
ADJECTIVES = (
    Adjective(
        "price",
        "<=",
        r"cheaper|(?:less|lower|better)[ -](?:expensive|pricey|costly|dear|money|priced?)|more affordable|lower cost",
        r"cheap|affordable|inexpensive|low[ -]cost|budget[ -]friendly|reasonably priced|reasonable",
        "便宜|实惠|平价|划算|亲民",
    ),
    Adjective(
        "price",
        ">=",
        r"dearer|pricier|more (?:expensive|luxurious|upmarket)|fancier|higher[ -](?:quality|end)|better quality",
        r"expensive|pricey|dear|costly|steep|posh|much money",
        "贵(?!妃)|高档|高级",
    ),
    Adjective("size", "<=", "smaller|tinier|littler|more compact", "small|tiny|little|compact|mini", _SMALL),
    Adjective("size", ">=", "bigger|larger|roomier", "big|large|huge|massive|enormous|bulky|giant|oversized", _BIG),
    Adjective("width", "<=", "narrower|slimmer|thinner", "narrow|slim|skinny", "窄"),
    Adjective("width", ">=", "wider|broader", "wide|broad", "宽(?![松容])"),
    Adjective("height", "<=", "lower(?! (?:price|cost|fat|energy))", "low(?!-)", "矮|低(?![音脂糖卡调光敏])"),
    Adjective("height", ">=", "taller|higher(?! (?:quality|end|price))", "tall|high(?!-)", _HIGH),
    Adjective("length", "<=", "shorter|briefer", "short|brief", "短"),
    Adjective("length", ">=", "longer(?! (?:lasting|than i))", "long(?!-)", "长(?![大辈沙椅辈颈毛])"),
    Adjective("depth", "<=", "shallower", "shallow", ""),
    Adjective("depth", ">=", "deeper", "deep(?! in| down)", ""),
    Adjective("weight", "<=", "lighter|less weight", "lightweight", "轻(?![松奢音易柔])"),
    Adjective("weight", ">=", "heavier|weightier", "heavy|weighty", _HEAVY),
    Adjective("year", "<=", "older|earlier|less recent", "old|dated|old-fashioned|ancient", _OLD),
    Adjective("year", ">=", "newer|more recent|more modern|later", "recent|new|modern", _NEW),
    Adjective("delivery", "<=", r"(?:sooner|quicker|faster) (?:delivery|shipping)", "", "到货快"),
)  # fmt: skip


def english(adjectives: tuple[Adjective, ...] = ADJECTIVES) -> str:
    """Any comparative, as one pattern."""
    return "|".join(a.comparative for a in adjectives)


# What "width" is looked for in, where the sort of thing wanted has no measure of that name.
INSTEAD = {
    "size": ("width", "height", "diameter", "length", "depth", "volume", "capacity", "weight"),
    "width": ("width", "diameter", "length", "size"),
    "height": ("height",),
    "length": ("length", "width", "diameter"),
    "depth": ("depth", "width"),
    "diameter": ("diameter", "width"),
    "delivery": ("delivery",),
    "second": ("length", "height", "depth"),  # of "60 by 80 cm"
}
NOUNS = {
    "width": r"(?:wide|width|breadth|宽度?|面宽)",
    "height": r"(?:tall|high|height|高度?)",
    "depth": r"(?:deep|depth|深度?|进深)",
    "length": r"(?:long|length|长度?)",
    "diameter": r"(?:in diameter|diameter|across|直径)",
    "weight": r"(?:heavy|in weight|weight|weigh(?:s|ing)?|重量?)",
}


def compared(words: str) -> tuple[str, Operator] | None:
    """(dimension, op) of a comparative in English or of a Chinese adjective: ``wider`` → ("width", ">=")."""
    for adjective in ADJECTIVES:
        if re.fullmatch(adjective.comparative, words, re.IGNORECASE):
            return adjective.dimension, adjective.op
        if adjective.chinese and re.match(adjective.chinese, words):
            return adjective.dimension, adjective.op
    return None


def opposite(op: Operator) -> Operator:
    """``<=`` ↔ ``>=``."""
    return "<=" if op == ">=" else ">="
