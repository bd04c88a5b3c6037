"""An answer to the question that came last: "hmm, a cushion, I suppose" means the cushion, however it sounds."""

import re
from collections.abc import Collection, Mapping, Sequence

from convrec.types import Language, Mention
from convrec.understanding.intents.evidence import asking
from convrec.understanding.language import detect
from convrec.understanding.numbers.freedom import indifferent
from convrec.understanding.opinions.judging import read
from convrec.understanding.patterns import compiled
from convrec.understanding.returning import BACK, ON
from knowledge_graph.schema import LIMIT, Profile, kind_of

LONGEST = 160  # signs of a message that may be nothing but an answer
TOGETHER = 40  # signs from the first of several values to the last
FIGURE = compiled(r"\d")
MORE: Mapping[Language, str] = {"en": "show me more", "zh": "还有别的吗"}
YES = compiled(
    r"^\W*(?:yes|yeah|yep|yup|ok|okay|sure|fine|please|go ahead|do|why not|alright|all right|好|好的|好呀|行|可以|嗯|对"
    r"|是的?|成|没问题|放宽吧?)(?:[\s,，]*(?:please|then|do|thanks?|go ahead|吧|啊|呀|的|谢谢))*\W*$",
    re.IGNORECASE,
)


def answered(text: str, profile: Profile, mentions: Sequence[Mention], topics: Collection[str]) -> str:
    """What a message comes to as an answer to the question that came last; "" where it says something else, or more.

    Of values, their names alone: how else they are put tells nothing of a question that was only answered. Whoever
    doesn't mind, asked whether a condition may go, says yes; asked for a wish, they have none, and want to see others.
    """
    if not profile.asks or len(text) > LONGEST or BACK.search(text) or ON.search(text):
        return ""
    if kind_of(profile.asks) == LIMIT:
        agrees = YES.match(text) or (indifferent(text) and not mentions)
        return profile.yes if agrees else ""
    if not mentions and indifferent(text):
        return MORE[detect(text, "auto")]
    refuses = any(told.strength < 0 for told in read(text).told)
    if not mentions or refuses or asking(text) or FIGURE.search(text):
        return ""
    about = topics if profile.asks in topics else (profile.asks,)
    if not all(kind_of(mention.entity) in about for mention in mentions):
        return ""
    start, end = min(mention.start for mention in mentions), max(mention.end for mention in mentions)
    single = len({(mention.start, mention.end) for mention in mentions}) == 1
    return text[start:end] if single or end - start <= TOGETHER else ""
