"""What a clause denies: "not exactly ugly" is mild praise, "hardly my favourite" mild blame; 也不算难看.

And what it denies twice: "nothing that isn't oak", 不是真皮的不要 ask for nothing else than oak, or leather.
"""

import re
from collections.abc import Sequence

from convrec.understanding.opinions.telling import Told
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import TASTE, WISHED

DENIAL = compiled(
    r"(?:(?:\b(?:is|are|was|were|do|does|did)n['’]?t|\bnot|\bhardly|\bfar from)"
    r"(?: (?:exactly|really|actually|particularly|quite|all that|at all|such|so|even|necessarily|an?|my|the)){0,3}"
    r"|\bnot that) $"
    r"|(?:并不|也不|不|谈不上|算不上|称不上|说不上)(?:算|是|能算|怎么|至于|见得|觉得)?(?:有?多|很|太|那么|什么)?$",
    re.IGNORECASE,
)
DOUBLED = compiled(r"[不没]", re.IGNORECASE)  # 不是不喜欢 is left to the ear
_ISNT = r"(?:(?:is|are|was)(?:n['’]?t| not)|['’]?(?:s|re) not)"
_HASNT = r"(?:(?:do|does)(?:n['’]?t| not) (?:have|come with|contain)|(?:has|have) no)"
_WITHOUT_IT = (
    rf"(?:(?:that|which) ?(?:{_ISNT}|{_HASNT})|other than"
    r"|(?:(?<=thing )|(?<=any )|(?<=ones ))(?:but|except|not|without)"
    rf"|unless (?:it|they)(?:['’]?s| is|['’]?re| are)|if (?:it|they) ?{_ISNT})"
)
_BUT_IT = r"(?:不是|并非|非|没有?|不带|不含)"
_NO_THANKS = r"(?:不要(?!紧)|不买|不看|不考虑|不想要|不行|别(?!的|人)|免谈|免了|就算了|拒绝)"
TWICE = tuple(  # the group is the words that stand before what alone is wanted
    compiled(words, re.IGNORECASE)
    for words in (
        r"(?P<before>(?:(?:\b(?:do|would|wo|did)n['’]?t|\b(?:do|would|will) not|\bnever) (?:\w+ ){1,3}?"
        r"(?:any(?:thing|one)?|an?|ones|things|stuff)|\bno(?:thing|ne)?|\bnot (?:any|an?|looking for|interested in))\b"
        rf"(?:(?!\b(?:the|this|these|those)\b)[^,.;!?]){{0,32}}?\b{_WITHOUT_IT}\b)",
        rf"\b(?P<before>(?:any|every)?(?:thing|one)s? (?:{_WITHOUT_IT}|not))\b[^,.;!?]{{1,32}}?(?:\bis|\bare|['’]s) "
        r"(?:a no|no good|out|no use|useless|not for (?:me|us))\b",
        rf"(?P<before>{_BUT_IT})[^，。,.!?！？不别没]{{1,8}}?(?:的话?)?(?:我|都|就|一律|统统|全都?|也){{0,3}}{_NO_THANKS}",
        r"(?P<before>(?:不要|不想[要看买]|不看|不考虑|别)[^，。,.!?！？的]{0,5}?(?:不是|并非|不带|不含))",
    )
)


def as_denied(told: Sequence[Told], clause: str) -> list[Told]:
    """The telling words with each denied verdict turned round and taken mildly, its denial no longer a refusal."""
    made = [_turned(one, clause, told) for one in told]
    turned = [one for one in made if one.turned]
    return [one for one in made if one.turned or not any(t.start <= one.start and one.end <= t.end for t in turned)]


def as_demanded(told: Sequence[Told], clause: str) -> list[Told]:
    """The telling words with a refusal of all that is not so as a demand that it be so: neither "no" refuses then."""
    found = [match for pattern in TWICE for match in pattern.finditer(clause)]
    free = [one for one in told if not any(m.start() < one.end and one.start < m.end() for m in found)]
    return free + [Told(*match.span("before"), "only", WISHED, turned=True) for match in found]


def _turned(one: Told, clause: str, told: Sequence[Told]) -> Told:
    denial = DENIAL.search(clause[: one.start]) if one.stance == "liking" else None
    if denial is None or DOUBLED.match(clause, one.start) or any(_around(other, one) for other in told):
        return one
    return Told(denial.start(), one.end, "liking", -TASTE if one.strength > 0 else TASTE, turned=True)


def _around(other: Told, one: Told) -> bool:
    """Whether longer words tell the same verdict with its denial already: "don't like"."""
    return other.start < one.start and one.end <= other.end
