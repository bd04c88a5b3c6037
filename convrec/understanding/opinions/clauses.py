"""A message cut into clauses, so that two opinions in one sentence are told apart."""

import re
from dataclasses import dataclass

from convrec.understanding.language import CHINESE
from convrec.understanding.patterns import compiled

CUT = compiled(
    r"[.!?;:\n。！？；…～]+(?!\d)|,(?!\d)|[，、]|(?<=\s)[-–—~]+(?=\s)|—+"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]+"
    r"|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"  # many type a space where a comma would stand
    r"|(?<!anything )(?<!nothing )(?<!everything )(?<!all )(?<!any )(?<!colour )(?<!color )\bbut\b"
    r"|(?<=\s)so(?= (?:i|we|it|they|no|none|not|nothing|something|anything|make|let"
    r"|please|show|maybe|\w+ (?:please|pls))\b)"
    r"|\b(?:although|though|tho|however|whereas|while|except that|and (?:i|also|please|show|not|no)\b(?=\s)|yet)\b"
    r"|但是|不过(?!\d)|可是|然而|虽然|(?<![不非])但|而且|(?<![反从然因])而(?![已且言])|另外",
    re.IGNORECASE,
)
QUESTION = compiled(
    r"[?？]\s*$|[吗呢么]啊?\s*$|什么|怎么|多少|是不是|能不能|会不会|([是能会有好可要])不\1|有没有?"
    r"|[有能行会][^，。]{0,12}[不没]\s*$"
    r"|^\s*(?:is|are|does|do|did|can|could|will|would(?! be\b)|what(?! an?\b)|which|why|when|where|who"
    r"|how(?! (?:thrilling|lovely|nice|sad|cute|sweet|dull|boring)\b))\b(?!['’]t\b)",
    re.IGNORECASE,
)
EXCLAIMED = compiled(  # says how the next clause is meant: "oh great, another beige thing"
    r"(?:oh|wow|ugh|yay|great|lovely|brilliant|wonderful|fantastic|sigh|meh)(?: \w+)?|呵呵|哎|唉|哇|天哪|好家伙",
    re.IGNORECASE,
)
OWN = compiled(r"[不没别无爱行有]|一[点些]|[吗呢]$|喜欢|讨厌|除了|可以")  # a clause that says something, however short


@dataclass(frozen=True)
class Clause:
    """The stretch ``start``–``end`` of a message as it stands there; ``asks`` is whether it is a question."""

    text: str
    start: int
    end: int
    asks: bool

    @property
    def quote(self) -> str:
        """The clause as one would quote it."""
        return self.text.strip()


def split(text: str) -> list[Clause]:
    """Cut a message at punctuation and contrasting words. A list of bare words stays with its clause."""
    edges, clauses, start = [*CUT.finditer(text), None], [], 0
    for edge in edges:
        end = edge.start() if edge else len(text)
        piece = text[start:end]
        if piece.strip():
            asked = piece + (edge[0] if edge else "")
            clauses.append(Clause(piece, start, end, bool(QUESTION.search(asked.strip()))))
        start = (edge.start() + 4 if edge[0].lower().startswith("and ") else edge.end()) if edge else end
    return _joined(clauses, text)


def _joined(clauses: list[Clause], text: str) -> list[Clause]:
    """One or two bare words after a comma belong to what stands before: ``oak, linen, anything warm``."""
    joined: list[Clause] = []
    for clause in clauses:
        between = text[joined[-1].end : clause.start] if joined else ""
        short = len(clause.quote) <= 4 if CHINESE.search(clause.text) else len(clause.text.split()) <= 1
        if joined and EXCLAIMED.fullmatch(joined[-1].quote) and set(between.strip()) <= set(",，、"):
            before = joined.pop()
            joined.append(Clause(text[before.start : clause.end], before.start, clause.end, clause.asks))
        elif joined and short and not OWN.search(clause.text) and set(between.strip()) <= set(",，、"):
            before = joined.pop()
            joined.append(Clause(text[before.start : clause.end], before.start, clause.end, before.asks or clause.asks))
        else:
            joined.append(clause)
    return joined
