"""Verdicts on a side of a thing rather than on the thing: "honestly the price is fine", 就是贵了点, "too wide"."""

import re
from collections.abc import Iterator, Sequence

from convrec.data.shelf import PRICE
from convrec.types import Message
from convrec.understanding.numbers.amounts import Amount
from convrec.understanding.numbers.figures import Figure, figures, says_price
from convrec.understanding.opinions.stances import Part, quote_at
from convrec.understanding.opinions.telling import DISLIKE, LIKE
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Constraint, Opinion, aspect_entity

DEAR = compiled(
    r"\b(?:expensive|pricey|pric(?:ie|e)r than|overpriced|dear(?!est)|extortionate"
    r"|daylight robbery|rip[- ]?off|steep)\b"
    r"|\b(?:costs?|charges?|want) (?:too|so|that|way) much\b"
    r"|\b(?:wallet|bank account|purse) (?:says no|is crying|hurts)"
    r"|[贵貴](?!的?[那这款])|宰人|抢钱|肉疼|超(?:出)?预算|真会做生意",
    re.IGNORECASE,
)
DEARER = compiled(  # what is wished for, and no fault: 比第一个贵一点, 再贵一点的
    r"比(?!预算|预期|预想|我?想|我以)[^，。,.!?！？]{1,12}[贵貴]|[更再][贵貴]|[贵貴]一?[点些]儿?的|^\W*[贵貴]一?[点些]儿?\W*$",
)
SO_DEAR = compiled(r"(?:\b(?:so|this|that|such)|这么|那么)\s*$", re.IGNORECASE)
NOT = compiled(
    r"(?:\bnot|n['’]?t|\bhardly|\bnever|\bnothing|\banything|\bless)\b[\w\s]{0,12}$|(?:不|别|没那么|不算|没多|不要)[太很是]?$",
    re.IGNORECASE,
)
NAMED_EN = "pric(?:e|es|ed|ing)"
NAMED = compiled(rf"\b{NAMED_EN}\b|价(?:格|钱|位)?(?!值)|價格|價錢", re.IGNORECASE)
FINE = compiled(  # "the price is fine", 价格还行
    rf"\bthe (?:{NAMED_EN}) (?:is|are|was|seems?|looks?) (?:\w+ )?(?:fine|ok|okay|alright|all right|fair|reasonable)\b"
    r"|价(?:格|钱|位)(?:倒|也|都|还|真的?|其实|挺|算|是){0,3}(?:可以(?![\u4e00-\u9fff])|还行|还好|行|合理|公道)",
    re.IGNORECASE,
)
SIZE = compiled(r"\b(?:size|dimensions)\b|尺寸|大小|个头", re.IGNORECASE)
AS_LIMIT = compiled(r"\b(?:for|at|to|budget|budget:)\s*[€$£¥]?$", re.IGNORECASE)
LEAST = 3  # a smaller number is a count or a place on the list
FOR_THAT = compiled(  # "95 euros for a kettle", "4 euros for a brick lol no"
    r"\s*for (?:an? |one |some |this |that )?[\w'’ -]{2,24}?(?:\s(?:lol|no|wow|really|seriously)\b|[?？!！。.]|$)",
    re.IGNORECASE,
)
AGHAST = compiled(  # "13.90??", "549 is my rent", 八百九一把椅子
    r"\s*(?:[?？!！]{2,}|is my rent|一[把张个盏件款条块只][^，。]{1,4}[ ，,]|也太|你?们?(?:抢钱|疯了))", re.IGNORECASE
)


def on_sides(
    message: Message,
    parts: Sequence[Part],
    limits: Sequence[Constraint],
    remarks: Sequence[Figure],
    faults: Sequence[tuple[str, int]],
) -> list[Opinion]:
    """What the message thinks of sides of the things, each once.

    ``remarks`` are prices that it exclaims over, ``faults`` the measures of which there is too
    much or too little, with their places.
    """
    found = [*_on_price(parts, limits, remarks), *_on_size(parts)]
    found += [(name, DISLIKE, quote_at(parts, at)) for name, at in faults]
    made: dict[str, Opinion] = {}
    for name, liking, quote in found:
        about = aspect_entity(name)
        made.setdefault(about, Opinion(message.user_id, about, liking, message.sent_at, quote))
    return list(made.values())


def price_remarks(text: str, found: Sequence[Amount], prices: Sequence[float]) -> list[Figure]:
    """Figures that are no limits: they say what a thing shown costs, or are exclaimed over."""
    return [
        figure
        for figure in figures(text)
        if not (figure.measure or _bounds(figure, found) or AS_LIMIT.search(text[: figure.start]))
        and (_exclaims(figure, text) or _costs(figure, prices))
    ]


def _bounds(figure: Figure, found: Sequence[Amount]) -> bool:
    """Whether a figure is a limit, or one of another measure: "under 80", "for 6 people"."""
    amounts = [amount for amount in found if amount.start <= figure.start < amount.end]
    return any(one.comparison != "plain" or one.dimension not in ("", PRICE) or one.counted for one in amounts)


def _exclaims(figure: Figure, text: str) -> bool:
    return bool(AGHAST.match(text, figure.end) or (figure.currency and FOR_THAT.match(text, figure.end)))


def _costs(figure: Figure, prices: Sequence[float]) -> bool:
    return figure.low >= LEAST and any(says_price(figure.low, price) for price in prices)


def _on_price(
    parts: Sequence[Part], limits: Sequence[Constraint], remarks: Sequence[Figure]
) -> Iterator[tuple[str, float, str]]:
    bound = any(limit.attribute == PRICE for limit in limits)
    for part in parts:
        liking = _liking(part)
        if not liking and any(part.holds(figure.start) for figure in remarks):
            liking = part.verdict.liking if part.verdict.stance == "liking" else DISLIKE
        if liking and not (bound and liking > 0):
            yield PRICE, liking, part.clause.quote
            return


def _on_size(parts: Sequence[Part]) -> Iterator[tuple[str, float, str]]:
    """Where the size is named: "the size? honestly not"."""
    for part in parts:
        verdict = part.verdict
        if SIZE.search(part.clause.text) and verdict.stance == "liking" and verdict.own:
            yield "size", verdict.liking, part.clause.quote


def _liking(part: Part) -> float:
    text = part.clause.text
    dear = None if DEARER.search(text) else DEAR.search(text)
    exclaimed = dear is not None and SO_DEAR.search(text[: dear.start()])
    if dear is not None and (not part.clause.asks or exclaimed or part.heard.stance in ("dislike", "hate")):
        return LIKE if NOT.search(text[: dear.start()]) else DISLIKE
    verdict = part.verdict
    if FINE.search(text) and not part.clause.asks:
        return LIKE
    return verdict.liking if NAMED.search(text) and verdict.stance == "liking" and verdict.own else 0.0
