"""Verdicts that a clause denies: "not exactly ugly" is mild praise, "hardly my favourite" mild blame; 也不算难看."""

import re
from collections.abc import Sequence

from convrec.understanding.opinions.telling import Told
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import TASTE

DENIAL = compiled(
    r"(?:(?:\b(?:is|are|was|were|do|does|did)n['’]?t|\bnot|\bhardly|\bfar from)"
    r"(?: (?:exactly|really|actually|particularly|quite|all that|at all|such|so|even|necessarily|an?|my|the)){0,3}"
    r"|\bnot that) $"
    r"|(?:并不|也不|不|谈不上|算不上|称不上|说不上)(?:算|是|能算|怎么|至于|见得|觉得)?(?:有?多|很|太|那么|什么)?$",
    re.IGNORECASE,
)
DOUBLED = compiled(r"[不没]", re.IGNORECASE)  # 不是不喜欢 is left to the ear


def as_denied(told: Sequence[Told], clause: str) -> list[Told]:
    """The telling words with each denied verdict turned round and taken mildly, its denial no longer a refusal."""
    made = [_turned(one, clause, told) for one in told]
    turned = [one for one in made if one.turned]
    return [one for one in made if one.turned or not any(t.start <= one.start and one.end <= t.end for t in turned)]


def _turned(one: Told, clause: str, told: Sequence[Told]) -> Told:
    denial = DENIAL.search(clause[: one.start]) if one.stance == "liking" else None
    if denial is None or DOUBLED.match(clause, one.start) or any(_around(other, one) for other in told):
        return one
    return Told(denial.start(), one.end, "liking", -TASTE if one.strength > 0 else TASTE, turned=True)


def _around(other: Told, one: Told) -> bool:
    """Whether longer words tell the same verdict with its denial already: "don't like"."""
    return other.start < one.start and one.end <= other.end
