"""Turning down all that was shown: "none of these", "not my thing, sorry", 都不喜欢, 换一批.

A bare "no" after a question answers the question, and turns nothing down.
"""

import re
from dataclasses import replace

from convrec.types import Understanding
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import ITEM, Profile, kind_of

BARE = compiled(r"^\W*(?:no+|nope|nah+|no thanks?|no thank you|不|不了|不是)[\W呢吧啊呀]*$", re.IGNORECASE)
LIST = compiled(
    r"\bnone of (?:these|them|those|the (?:above|lot))\b|^\W*(?:none|neither)(?:,? (?:sorry|thanks?|really))?\W*$"
    r"|\b(?:do ?n['’]?t|didn['’]?t|do not|would ?n['’]?t|would not|can ?n?['’]?t) (?:really )?"
    r"(?:like|love|want|fancy|take|care for|warm to) (?:any|either)(?: of (?:these|them|those)\b|(?=\W*$|[,.;!?]))"
    r"|\bnot (?:really |quite )?(?:convinced|sold|taken|tempted|moved|keen) (?:by|on) any\b"
    r"|\bnot (?:really |quite )?what i(?:['’]m| am| was|['’]ve| have| had| want)\b|\bno to (?:all|any|every)\b"
    r"|\b(?:these|those|they) (?:all )?(?:just )?(?:do ?n['’]?t|do not) (?:do it|work|appeal|speak to me)\b"
    r"|^\W*(?:no,? )?(?:different|other|new) ones\b|\btry again\b|\bnot (?:really )?my thing\b",
    re.IGNORECASE,
)
_END = r"(?=[，,。.!！~～、…\s]|了|吧|啊|诶|呀|的话|$)"
LIST_ZH = compiled(
    rf"都(?:不要|不是|不行|不喜欢|不满意|不太?(?:合适|行|好看|想要)|一般|很一般|pass|没感觉|不是我的菜|没看上){_END}"
    rf"|^\W*(?:不要|不喜欢|不行|不合适){_END}[\W了吧啊呀]*$"
    r"|没有?(?:一个)?(?:我)?(?:想要|喜欢|中意|心动|满意|看上|合适)的|没有?让我\S{0,2}(?:心动|满意)|^\W*不是这[种些样]"
    r"|^\W*(?:能不能|可不可以|可以|请)?(?:再|给我)?换(?:换|几[个款]|一?(?:批|些|组|波))?(?:吧|呗|吗|啊|可以吗)?\W*$"
    rf"|都真?的?没感觉{_END}|我是不是太挑",
    re.IGNORECASE,
)


def turns_down(text: str, asked: bool) -> bool:
    """Whether a text turns down the whole list in view; ``asked`` is whether a question came with that list."""
    return bool(LIST.search(text) or LIST_ZH.search(text)) or (not asked and bool(BARE.match(text)))


def turned_down(understanding: Understanding, text: str, profile: Profile) -> Understanding:
    """The understanding of a message that may turn down the list: its items are passed by in this visit, which is
    no opinion of each. What else the message wishes for goes on; without a wish others are shown.
    """
    if not profile.shown or understanding.photos is not None or not turns_down(text, profile.questioned):
        return understanding
    tastes = tuple(view for view in understanding.opinions if kind_of(view.about) not in (ITEM, "aspect"))
    wishes = understanding.topic or understanding.constraints or tastes
    return replace(
        understanding,
        intent="refine" if wishes else "more",
        opinions=tastes,
        references=(),
        search_text=understanding.search_text if wishes else "",
        vector=understanding.vector if wishes else None,
        unresolved=(),
        passed=(*profile.shown,),
    )
