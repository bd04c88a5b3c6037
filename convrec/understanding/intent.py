"""What a message is for: clear cases by rule, the rest by the trained head and by what was found in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from convrec.types import Intent, Mention
from convrec.understanding.references import THAT
from convrec.understanding.stances import Part

RULES: tuple[tuple[Intent, str], ...] = (
    (
        "forget",
        r"^(?!.*\b(?:how|account|order|review|address)\b).*\b(?:forget (?:me|everything|about me|all|that|what i)"
        r"|(?:delete|erase) (?:me\b|everything|all\b|my (?:data|profile|history|taste|preferences))"
        r"|undo\b|take (?:that|it) back|scratch that)"
        r"|^(?!.*(?:怎么|如何|账号|账户|订单)).*(?:忘(?:了|记)我|忘掉我|删除我的|清除我的|撤回|撤销|收回刚才)",
    ),
    (
        "ask_profile",
        r"\bwhat do you (?:know|remember|have|think you know).{0,14}\babout me\b|\b(?:my|show me my) profile\b"
        r"|\bwhat have (?:you learnt|i told you)\b"
        r"|你(?:都)?(?:知道|了解|记得|记住).{0,8}我.{0,6}(?:什么|哪些|多少)|我的(?:资料|画像|档案)"
        r"|你(?:对我)?了解(?:我)?(?:多少|什么)",
    ),
    (
        "why",
        r"^\W*why\b(?!\s+(?:not|don'?t|is (?:it|the shipping)))|\bwhy (?:did|do|are|is|this|that|the|these|those"
        r"|would)\b.{0,40}\b(?:recommend|suggest|show|pick|choose|chose|first|second|third|this|that|one|these"
        r"|list)"
        r"|为(?:什么|啥|何).{0,12}(?:推荐|选|给我|这|它|第)|(?:推荐|选择?)(?:它|这个)?的?(?:理由|原因)",
    ),
    (
        "compare",
        r"\bcompare\b|\b(?:difference|differ) between\b|\bwhich (?:one |of (?:these|them|those|the two) )?(?:is|are"
        r"|would be) (?:the )?(?:better|best|nicer|cheap|small|larg|bigg)(?:er|est)?\b"
        r"|\bwhich of (?:these|them|those|the two)\b|\bwhich (?:one )?(?:should|would) (?:i|you)\b|\b(?:or the"
        r" (?:second|third|other))\b"
        r"|(?:^|帮我|请)比较|比较(?:一下|第|这|那)|比一比|对比|哪(?:一)?(?:个|款|件|种)(?:更|比较|最|好)|有什么(?:区别|不同|差别)",
    ),
    ("refine", r"\b(?:more|something|anything|others?|ones?) (?:\w+ )?(?:like|similar to)\b|类似|差不多的|像第.个"),
    (
        "more",
        r"^\W*(?:show (?:me )?)?(?:some )?(?:more|others?|other ones|something else|different ones|next|what else"
        r"|anything else|(?:none|neither) of (?:these|those|them))\b(?! (?:expensive|than|about|like))(?:.{0,20})$"
        r"|\b(?:show|give) me (?:some )?(?:more|others|other ones|different ones|something else)\W*$|换一批|换一些"
        r"|还有(?:别的|其他|吗|没有)|再(?:来|看|推荐)(?:一些|几个|点|别的)|看看别的|其他的(?:呢|吗)?",
    ),
    (
        "ask_item",
        r"\b(?:tell me|know|hear|say) (?:some(?:thing)? )?more about (?:it|this|that|the\b)|介绍一下(?:第|这|那|它)",
    ),
    (
        "find",
        r"^\W*(?:do|have) you (?:have|got|sell|stock|carry) (?!a (?:shop|store|showroom|newsletter)|any (?:discount"
        r"|vouchers?|shops?)"
        r"|it\b|this\b|that\b)(?!.*\b(?:warranty|delivery|return|gift|sale|stock|size|colou?r)\b)",
    ),
    (
        "small_talk",
        r"^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|thanks?|thank you|thx|cheers|bye|goodbye|see"
        r" you|ok|okay|great|cool|nice to meet you|how are you)(?: (?:there|so much|very much|a lot|you|again"
        r"|today))*\W*$"
        r"|^\W*(?:你好|您好|嗨|哈喽|早上好|晚上好|下午好|谢谢|多谢|再见|拜拜|好的|在吗|谢啦|谢谢你)[啊呀了啦哦吗]*\W*$",
    ),
)
COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in RULES)
PERSONAL = frozenset[Intent]({"small_talk", "ask_profile", "forget", "out_of_scope"})
SURE = 0.5  # how sure the head must be of these: taking a wish for a greeting is worse than the other way round
VAGUE = 0.35  # below this nothing is known but that there are words: look for them
BENDING = re.compile(
    r"^\W*(?:the|only|but|and|or|in|with|without|more|less|not)\b.{0,40}$|\bones?\b|的[呢吧吗]?\W*$", re.IGNORECASE
)
ABOUT_IT = frozenset[Intent]({"ask_item", "why", "compare"})


@dataclass(frozen=True)
class Evidence:
    """What else speaks for an intent: what was found in the message, and whether a list is on the table."""

    text: str
    parts: Sequence[Part]
    mentions: Sequence[Mention]
    tastes: int  # opinions that are more than a wish
    constraints: int
    topic: bool
    names_a_sort: bool
    references: int
    shown: bool

    @property
    def points(self) -> bool:
        """ "It", "that one", whether or not one can tell which."""
        return bool(THAT.search(self.text)) or bool(self.mentions)

    @property
    def asks(self) -> bool:
        """The message ends with a question."""
        return bool(self.parts) and self.parts[-1].clause.asks

    @property
    def requests(self) -> bool:
        """The question is whether the shop has something."""
        return any(part.reading.requests for part in self.parts)

    @property
    def bends(self) -> bool:
        """ "The sour ones", "in blue": words that lean on what is on the table."""
        return bool(BENDING.search(self.text)) and not self.names_a_sort

    @property
    def feels(self) -> bool:
        """It is said how something pointed at is liked."""
        liked = any(told.stance == "liking" for part in self.parts for told in part.reading.told)
        return liked and bool(THAT.search(self.text))


def decide(shares: Mapping[Intent, float], evidence: Evidence) -> tuple[Intent, float]:
    """(intent, how sure, 0…1). The head's opinion is bent by what the message holds and overruled by clear words."""
    clear = by_rule(evidence.text)
    if clear is not None:
        return clear, 1.0
    weighed = {intent: share * _factor(intent, evidence) for intent, share in shares.items()}
    total = sum(weighed.values()) or 1.0
    intent = max(weighed, key=lambda name: weighed[name])
    sure = weighed[intent] / total
    if intent == "find" and evidence.bends and evidence.shown and not evidence.topic:
        return "refine", sure
    if intent == "out_of_scope" and (
        evidence.topic or evidence.constraints or (evidence.mentions and not evidence.asks)
    ):
        return "find", 0.5
    if intent == "out_of_scope" and evidence.asks and not (evidence.mentions or evidence.requests):
        return intent, sure  # a question about nothing that is sold here
    if (intent in PERSONAL and sure < SURE) or (sure < VAGUE and not evidence.asks):
        return ("ask_item" if evidence.references else "find"), sure
    return intent, sure


def by_rule(text: str) -> Intent | None:
    """The intent that a text's own words leave no doubt about."""
    return next((intent for intent, pattern in COMPILED if pattern.search(text)), None)


def _factor(intent: Intent, evidence: Evidence) -> float:
    """How much the content of a message raises or lowers an intent."""
    factor = 1.0
    holds = bool(evidence.mentions) or evidence.constraints > 0
    if intent == "find":
        factor *= 3.0 if evidence.topic else 1.0
    if intent == "refine":
        factor *= (1.5 if not evidence.topic else 0.7) if evidence.shown else 0.2
    if intent == "opinion":
        factor *= 4.0 if (evidence.tastes or evidence.feels) and not evidence.topic and not evidence.asks else 0.3
        factor *= 0.1 if evidence.asks else 1.0
    if intent == "why" or (intent == "compare" and evidence.references == 1):
        factor *= 0.05  # a "why" has words of its own, and one thing is compared with nothing
    if intent in ABOUT_IT:
        factor *= 2.0 if evidence.references else (1.0 if evidence.points and evidence.shown else 0.3)
    if intent == "more" and evidence.references:
        factor *= 0.2
    if intent in ("find", "refine", "more"):
        factor *= 1.5 if holds and not evidence.asks else 1.0
        factor *= 0.4 if evidence.asks and not evidence.requests and not evidence.topic else 1.0
    if intent in ("out_of_scope", "small_talk", "ask_profile", "forget"):
        factor *= 0.2 if holds or evidence.feels else 1.0
    if intent == "ask_item" and evidence.requests and evidence.topic and not evidence.references:
        factor *= 0.2
    if intent in ("ask_item", "ask_shop"):
        factor *= 1.5 if evidence.asks else 0.6
    return factor
