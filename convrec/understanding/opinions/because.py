"""Why a thing is turned down: "not the second, it's walnut" says nothing good of walnut."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from convrec.understanding.opinions.judging import Judgement
from convrec.understanding.opinions.stances import Part, Said
from convrec.understanding.opinions.telling import DISLIKE
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import ITEM, kind_of

REASON = compiled(
    r"\W*(?:(?:just )?(?:because|cause|cuz|cos|coz|since|as)\b\W*)?(?:it['’]?s|it is|they['’]?re|they are|that['’]?s)\b"
    r"|\W*(?:因为|就是)?(?:它|这个|那个)?(?:也)?是(?=[\u4e00-\u9fff]{1,5}的?\W*$)",
    re.IGNORECASE,
)


def blamed(said: Sequence[Said], parts: Sequence[Part]) -> list[Said]:
    """What is named as the reason, right after a refusal of what is pointed at, is disliked where no word says more."""
    reasons = [
        part.clause
        for before, part in pairwise(parts)
        if before.pointed and before.verdict.liking < 0 and not part.reading.told and REASON.match(part.clause.text)
    ]
    return [
        replace(one, judgement=Judgement("liking", DISLIKE, True))
        if kind_of(one.mention.entity) != ITEM and any(one.clause is clause for clause in reasons)
        else one
        for one in said
    ]
