"""Dislikes taken back in words: "I don't hate green", "it's my wife who hates spicy, I don't mind it", 不是粉色."""

import re
from collections.abc import Sequence
from dataclasses import replace

from convrec.understanding.opinions.judging import Judgement
from convrec.understanding.opinions.stances import Part, Said
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Profile, kind_of, name_of

NOT_HATED = compiled(
    r"(?:\b(?:do|did|does)(?: not|n['’]?t)|\bnever|\bnot) (?:really |actually |even )?"
    r"(?:hate[ds]?|hating|dislike[ds]?|mind|said (?:i|that)|object)\b"
    r"|(?:并?不|没[有说]?|没有说)(?:是|会)?(?:我)?(?:讨厌|介意|反感|排斥|嫌|恨|烦)",
    re.IGNORECASE,
)
POINTS_BACK = compiled(r"\b(?:it|them|that|those)\b|我", re.IGNORECASE)
MISTAKEN = "[说搞弄讲写打记]错"
WRONG = compiled(
    r"\b(?:wrong|i meant?|not me|mistake|misspoke|mixed (?:it|that|them) up|no,? no|(?:just|only) (?:said|meant))\b"
    rf"|{MISTAKEN}|不对|我是说|不是我|口误",
    re.IGNORECASE,
)
FINE_AFTER_ALL = compiled(  # of what was held against it: "leather's fine", 酸的其实还行, 黑色记错了
    rf"['’]?s (?:actually |really )?(?:fine|ok(?:ay)?|all ?right)\b|还(?:行|可以|好)|能接受|{MISTAKEN}",
    re.IGNORECASE,
)
NOT_THAT = compiled(r"(?:\bnot|\bisn['’]t|不是)\s*$", re.IGNORECASE)
WHO = compiled(
    r"\b(?:it['’]?s|it is|it was) (?:my|our|the|his|her)\b.*\bwho\b|是我?.{1,4}(?:讨厌|不喜欢|不吃|不要|怕)",
    re.IGNORECASE,
)


def corrected(said: Sequence[Said], parts: Sequence[Part], profile: Profile, text: str) -> list[Said]:
    """The things said with those allowed again that the person put right: what they are held to dislike or refuse, and
    now say that they don't, that somebody else does, or that something else was meant.
    """
    refused = {f"{c.attribute}/{c.value}" for c in profile.constraints if c.op == "!="}
    return [
        replace(one, judgement=Judgement("allow", 0.0, True))
        if _is_put_right(one, said, parts, text, refused, profile)
        else one
        for one in said
    ]


def _is_put_right(
    one: Said, said: Sequence[Said], parts: Sequence[Part], text: str, refused: set[str], profile: Profile
) -> bool:
    about = one.mention.entity
    if about not in refused and profile.liking(about) >= 0:
        return False
    before = one.clause.text[: one.mention.start - one.clause.start]
    if NOT_HATED.search(before) or FINE_AFTER_ALL.search(one.clause.text) or _not_minded(one, said, parts):
        return True
    if not one.judgement.own and WRONG.search(text) and WHO.search(one.clause.text):
        return True
    instead = (o for o in said if kind_of(o.mention.entity) == kind_of(about) and o.judgement.stance == "liking")
    return bool(NOT_THAT.search(before) and WRONG.search(text)) and any(name_of(o.mention.entity) for o in instead)


def _not_minded(one: Said, said: Sequence[Said], parts: Sequence[Part]) -> bool:
    """Whether a later clause that names nothing says of what this one named that it is not minded."""
    places = [place for place, part in enumerate(parts) if part.clause is one.clause]
    for part in parts[places[0] + 1 :] if places else ():
        if any(other.clause is part.clause for other in said):
            return False
        if NOT_HATED.search(part.clause.text):
            return bool(POINTS_BACK.search(part.clause.text))
    return False
