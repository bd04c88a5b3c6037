"""Whether people want to be asked: "ask me whatever you need to know", "stop asking, just show me", 别问了."""

import re
from typing import Literal

from convrec.understanding.language import Span
from convrec.understanding.patterns import compiled

Wanted = Literal["", "ask", "stop"]
STOP_ASKING = (
    r"\b(?:stop|quit|no more|enough(?: of| with)?|cut)(?: (?:all|the|these|those|with|out|your))*?"
    r" (?:asking|questions)\b"
    r"|\b(?:don['’]?t|do not) (?:keep )?ask(?:ing)? me\b(?: (?:so much|so many|any ?more|things|questions))*"
    r"|\bjust show me\b(?: (?:what|the (?:things|items|products|list)|something|them|some)\b.{0,20})?\W*$"
    r"|(?:别|不要|不用|甭)(?:再|老|总)?问(?:了|那么多|这么多|来问去|我)(?:问题)?|直接(?:给我?|就)?(?:看|推荐|列|上|展示)(?:吧|就行)?"
)
ASK_ME = (
    r"(?:你|可以|能不能)?(?:先|尽管)?(?:多)?问(?:问)?我(?:几个|一些|点|些|任何)?问题|(?:有)?(?:啥|什么)?要问的?(?:就|都)?(?:尽管)?问"
    r"|\bask me (?:a few |some |any |your |more )?(?:questions|anything|something|whatever|what)\b"
)
_STOP, _ASK = compiled(STOP_ASKING, re.IGNORECASE), compiled(ASK_ME, re.IGNORECASE)


def questions_wanted(text: str) -> Wanted:
    """``stop`` where somebody will not be asked any more, ``ask`` where they want to be; "" where neither is said."""
    return "stop" if _STOP.search(text) else "ask" if _ASK.search(text) else ""


def of_questions(text: str) -> list[Span]:
    """Where a text says so: that names nothing to look for."""
    return [match.span() for pattern in (_STOP, _ASK) for match in pattern.finditer(text)]
