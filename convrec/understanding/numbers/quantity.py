"""How many of a thing are wanted: "six mugs", 六个马克杯. So many there must be in stock."""

import re
from collections.abc import Collection, Iterator, Sequence

from convrec.types import Mention
from convrec.understanding.language import CHINESE, Span
from convrec.understanding.numbers.numerals import CHINESE as SIGNS
from convrec.understanding.numbers.numerals import DIGITS, ENGLISH, number
from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD
from knowledge_graph.schema import Constraint

STOCK = "stock"  # the measure of how many there are, where a catalogue has it
MOST = 999
WINDOW = 48  # signs before a thing in which its number stands
# "The two lamps" are lamps at hand, "show me three" says how many to look at, and "top 10" is no number of things.
_NO_WISH = (
    "the", "these", "those", "my", "your", "our", "his", "her", "their", "of", "other", "first", "last", "next", "top",
    "best", "between", "both", "have", "has", "had", "got", "own", "only", "just", "bought", "compare", "show me",
    "suggest", "looking", "recommend", "under", "over", "about",
)  # fmt: skip
NOT_WANTED = "".join(rf"(?<!\b{words} )" for words in _NO_WISH)
DOZEN = r"(?:(?:a|two|three) )?dozen"
BEFORE = compiled(rf"{NOT_WANTED}(?P<number>\b{DIGITS}|{ENGLISH}|{DOZEN}) $", re.IGNORECASE)
BEFORE_ZH = compiled(rf"(?<![这那前后第头哪有看])(?P<number>{SIGNS}|{DIGITS})\s*[{MEASURE_WORD}]$")


def quantities(
    text: str, heads: Sequence[Mention], mentions: Sequence[Mention], others: Collection[Span]
) -> Iterator[tuple[Span, Constraint]]:
    """Where a text says how many of a sort of thing are wanted, and that so many must be there.

    ``heads`` name the sorts that are wanted; between the number and one of them nothing but ``mentions`` may stand
    ("six white mugs"). ``others`` are numbers that mean something else.
    """
    for head in heads:
        chinese = bool(CHINESE.match(head.quote))
        if not chinese and not head.quote.lower().endswith("s"):
            continue
        start = _first(text, head, mentions)
        before = (BEFORE_ZH if chinese else BEFORE).search(text[max(0, start - WINDOW) : start])
        wanted = number(before["number"]) if before else None
        place = max(0, start - WINDOW) + before.start("number") if before else 0
        if wanted and 2 <= wanted <= MOST and not any(a <= place < b for a, b in others):
            yield (place, head.start), Constraint(STOCK, ">=", wanted, text[place : head.end])


def _first(text: str, head: Mention, mentions: Sequence[Mention]) -> int:
    """Where the values begin that stand right before a sort: "white" in "six white mugs"."""
    start = head.start
    for mention in sorted(mentions, key=lambda one: -one.start):
        if mention.end <= start and text[mention.end : start].strip(" ,") in ("", "的", "and"):
            start = mention.start
    return start
