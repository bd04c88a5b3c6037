"""Verdicts on a side of a thing rather than on the thing: "honestly the price is fine", 就是贵了点."""

import re
from collections.abc import Sequence

from convrec.data.shelf import PRICE
from convrec.types import Message
from convrec.understanding.stances import Part
from convrec.understanding.telling import DISLIKE, LIKE
from knowledge_graph.schema import Constraint, Opinion, aspect_entity

DEAR = re.compile(
    r"\b(?:expensive|pricey|pric(?:ie|e)r than|overpriced|dear|extortionate|daylight robbery|rip[- ]?off|steep)\b"
    r"|\b(?:costs?|charges?|want) (?:too|so|that|way) much\b|贵|貴|宰人|抢钱|超(?:出)?预算",
    re.IGNORECASE,
)
NOT = re.compile(r"(?:\bnot|n['’]?t|\bhardly|\bnever)\b[\w\s]{0,12}$|(?:不|没那么|不算|没多)[太很是]?$", re.IGNORECASE)
NAMED = re.compile(r"\bpric(?:e|es|ed|ing)\b|价(?:格|钱|位)?(?!值)|價格|價錢", re.IGNORECASE)


def on_price(message: Message, parts: Sequence[Part], limits: Sequence[Constraint]) -> list[Opinion]:
    """What the message thinks of the price, once; nothing where it asks for another price, or asks at all."""
    if any(limit.attribute == PRICE for limit in limits):
        return []
    for part in parts:
        liking = _liking(part)
        if liking:
            return [Opinion(message.user_id, aspect_entity(PRICE), liking, message.sent_at, part.clause.quote)]
    return []


def _liking(part: Part) -> float:
    text = part.clause.text
    dear = DEAR.search(text)
    if dear is not None and (not part.clause.asks or part.heard.stance in ("dislike", "hate")):
        return LIKE if NOT.search(text[: dear.start()]) else DISLIKE
    verdict = part.verdict
    return verdict.liking if NAMED.search(text) and verdict.stance == "liking" and verdict.own else 0.0
