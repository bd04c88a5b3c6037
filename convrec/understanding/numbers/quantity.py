"""How many of a thing are wanted: "six mugs", 六个马克杯. So many there must be in stock."""

import re
from collections.abc import Collection, Iterator, Sequence

from convrec.types import Mention
from convrec.understanding.language import CHINESE, Span
from convrec.understanding.numbers.numerals import CHINESE as SIGNS
from convrec.understanding.numbers.numerals import DIGITS, ENGLISH, number
from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD
from knowledge_graph.schema import Constraint, kind_of

STOCK = "stock"  # the measure of how many there are, where a catalogue has it
MOST = 999
WINDOW = 48  # signs before a thing in which its number stands
# "The two lamps" are lamps at hand, and "show me three" says how many to look at.
NOT_WANTED = (
    r"(?<!\bthe )(?<!\bthese )(?<!\bthose )(?<!\bmy )(?<!\byour )(?<!\bof )(?<!\bother )(?<!\bfirst )(?<!\blast )"
    r"(?<!\bbetween )(?<!\bboth )(?<!\bhave )(?<!\bgot )(?<!\bown )(?<!show me )(?<!suggest )"
    r"(?<!looking )(?<!recommend )"
)
DOZEN = r"(?:(?:a|two|three) )?dozen"
BEFORE = compiled(rf"{NOT_WANTED}(?P<number>\b{DIGITS}|{ENGLISH}|{DOZEN})(?: [a-z'-]+){{0,2}} $", re.IGNORECASE)
BEFORE_ZH = compiled(
    rf"(?<![这那前后第头哪有看])(?P<number>{SIGNS}|{DIGITS})\s*[{MEASURE_WORD}](?:[^，。！？；,.!?;\s]{{1,6}}的)?$"
)


def quantities(
    text: str, mentions: Sequence[Mention], category: Collection[str], others: Collection[Span]
) -> Iterator[tuple[Span, Constraint]]:
    """Where a text says how many of a sort of thing are wanted, and that so many must be there.

    ``others`` are numbers that mean something else.
    """
    for mention in mentions:
        chinese = bool(CHINESE.match(mention.quote))
        plural = chinese or mention.quote.lower().endswith("s")
        if kind_of(mention.entity) not in category or not plural:
            continue
        start = max(0, mention.start - WINDOW)
        before = (BEFORE_ZH if chinese else BEFORE).search(text[start : mention.start])
        wanted = number(before["number"]) if before else None
        place = start + before.start("number") if before else 0
        if wanted and 2 <= wanted <= MOST and not any(a <= place < b for a, b in others):
            yield (place, mention.start), Constraint(STOCK, ">=", wanted, text[place : mention.end])
