"""Further words to a question that the shop has just answered: "and to Austria?", 吊灯呢."""

import re
from collections.abc import Sequence

from convrec.types import Mention
from convrec.understanding.language import CHINESE
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import ITEM, kind_of

FRAGMENT = (
    compiled(
        r"^\W*(?:ok(?:ay)?\W+|thanks?\W+|good\W+|fine\W+)?"
        r"(?:(?:and|or|but)\s+(?:(?:what|how) about\s+)?|(?:what|how) about\s+|same for\s+|also\s+)"
        r"(?P<new>(?:[^\W\d]['’\w-]*)(?:\s+[^\W\d]['’\w-]*){0,3})\s*(?:then)?\s*\?*\s*$",
        re.IGNORECASE,
    ),
    compiled(
        r"^\W*(?P<new>(?:to|from|in|for|with|by) [^\W\d]['’\w-]*(?:\s+[^\W\d]['’\w-]*){0,2})\s*\?\s*$", re.IGNORECASE
    ),
    compiled(r"^(?:那|那么|还有|如果是|好的?|[，,\s])*(?P<new>[^，。,.!?！？\d]{1,8}?)(?:的话)?呢[？?\s]*$"),
)
NO_THING = compiled(  # names nothing that could take a thing's place
    r"^(?:you|me|now|then|it|this|that|these|those|them|why|how|what|when|where|who|which|others?|more|else"
    r"|the (?:other|next|first"
    r"|second|third|last)\b.*|.*\b(?:ones?|please|is|are|does|do|can|will|show|give|want|need)\b.*)$"
    r"|^(?:你|我|它|这|那|别的|其他|更|第|还有|然后|为什么|怎么|什么)",
    re.IGNORECASE,
)
OF_IT = compiled(
    r"^\W*(?:and |so |ok |but )?(?:does|is|do|will|would|can|how (?:much|long)(?: (?:does|is|will))?|what does) "
    r"(?:that|it|this|i (?:have to )?pay for (?:that|it))\b[^.!?]{0,24}"
    r"\b(?:cost|free|take|charge|extra|anything|included|be|pay)\b"
    r"[^.!?]{0,12}\?*\s*$"
    r"|^(?:那|这|这个|那个|它)?(?:要钱|收费|免费|要(?:付|花|收)(?:钱|费)|多少钱|要多久|需要多久)(?:吗|么|呢|的吗)?[？?]?\s*$",
    re.IGNORECASE,
)
SOMETHING = compiled(r"\b(?:something|anything|things?|items?|products?|stuff|order)\b|东西|商品|物品", re.IGNORECASE)
ARTICLE = compiled(r"\b(?:an?|the)\s+(?!\w)|^(?:an?|the)\s+", re.IGNORECASE)
ADDED = compiled(r" And [^?]{1,60}\?$|，[^，]{1,8}呢？$")
PREPOSITION = compiled(r"^(to|from|in|for|with|by)\s+", re.IGNORECASE)


def fragment(text: str) -> str:
    """The words that a message adds to what was asked before: ``and to Austria?`` → ``to Austria``; "" where it is more
    than that.
    """
    found = next((match for pattern in FRAGMENT if (match := pattern.search(text))), None)
    new = found["new"].strip() if found else ""
    return "" if NO_THING.search(new) else new


def of_the_same(text: str) -> bool:
    """Whether a short question asks more of what was just answered: "does that cost anything?", 那要钱吗."""
    return bool(OF_IT.search(text))


def goes_on(new: Sequence[Mention], before: Sequence[Mention], topics: Sequence[str], question: str) -> bool:
    """Whether words that name these may stand in a ``question`` that names those: what names nothing here may, else one
    kind of thing ("a sofa", "and a rug?"), or any thing in place of "something"; sorts of things are one kind.
    """

    def kinds(mentions: Sequence[Mention]) -> set[str]:
        return {"" if kind_of(m.entity) in (ITEM, *topics) else kind_of(m.entity) for m in mentions}

    any_thing = kinds(new) == {""} and not before and bool(SOMETHING.search(question))
    return not new or any_thing or not kinds(new).isdisjoint(kinds(before))


def put_in(question: str, new: str, named: Sequence[Mention], before: Sequence[Mention]) -> str:
    """The earlier question with the new words in the place of what they are like, or else before it."""
    for mention in before if named else ():
        if kind_of(mention.entity) in {kind_of(one.entity) for one in named}:
            return _article(question[: mention.start], new) + _bare(new) + question[mention.end :]
    preposition = PREPOSITION.search(new)
    word = re.escape(preposition[1]) if preposition else r"\w+"
    places = [*re.finditer(rf"(?i:\b{word}) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)", question)]
    if places:
        return question[: places[-1].start(1)] + _bare(new) + question[places[-1].end(1) :]
    question = ADDED.sub("", question)
    return f"{question}，{new}呢？" if CHINESE.search(question) else f"{question} And {new}?"


def _article(before: str, new: str) -> str:
    """What stands before a thing that takes another's place, without an article that is one too many."""
    return ARTICLE.sub("", before) if ARTICLE.match(new) or new.endswith("s") else before


def _bare(new: str) -> str:
    return PREPOSITION.sub("", new)
