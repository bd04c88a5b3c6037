"""What a message bids about somebody else: "forget mum", 忘掉我爸爸, "what did I say about her?", 她喜欢什么来着."""

import re

from convrec.bids import Act, Bid
from convrec.understanding.opinions.telling import KIN
from convrec.understanding.patterns import compiled
from convrec.understanding.whom import meant
from knowledge_graph.schema import Profile

_EN = rf"(?:(?:my|our|the) )?(?:(?:{KIN})|mummy|mommy|daddy|granny|nan|hubby|him|her|them)"
_ZH = (
    r"(?:我|咱)?(?:们)?(?:家)?(?:的)?(?:爸妈|父母|妈妈?|母亲|爸爸?|父亲|老婆|老公|妻子|丈夫|媳妇|姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|闺女|孩子|宝宝"
    r"|奶奶|爷爷|外婆|外公|姥姥|姥爷|男?女?朋?友|闺蜜|同事|老板|领导|客户|[他她](?:们)?)"
)
_FORGET = compiled(
    r"^\W*(?:(?:please|ok(?:ay)?|and|now|can you|could you)\W+){0,3}(?:forget|erase|delete|unlearn)\b(?: about)?"
    r"(?: (?:all|everything|anything|whatever))?(?: (?:that|what))?(?: (?:i|we|you)(?: have|['’]ve)?"
    r" (?:said|told you|mentioned|know|noted))?(?: (?:about|of|for|on))? "
    rf"(?P<whom>{_EN})(?:['’]s? (?:tastes?|likes|wishes|search|things|gift|present))?\W*$"
    rf"|^\W*(?:请|帮我|把)?(?:忘掉?|忘了|忘记|删掉?|删除|清除?)(?:掉|了)?(?:我?(?:说|讲|提)过?的?)?(?:关于|有关)?(?P<whom_zh>{_ZH})"
    r"(?:的)?(?:事情?|话|内容|喜好|偏好|要求|一切|部分)?(?:吧|了)?\W*$"
    rf"|^\W*(?:请|帮我)?把?(?:关于|有关)?(?P<whom_before>{_ZH})(?:的(?:事情?|话|喜好|偏好|要求|一切))?(?:都|全|给)*(?:忘|删)(?:了|掉|除)(?:吧)?\W*$",
    re.IGNORECASE,
)
_TELL = compiled(
    r"^\W*(?:(?:and|so|ok(?:ay)?|remind me)\W+){0,2}what (?:(?:did|have) (?:i|we) (?:say|said|tell you|told you"
    r"|mention(?:ed)?|noted?)"
    rf"|do you (?:know|remember|have)|have you (?:noted|got|kept)) (?:about|of|on|for) (?P<whom>{_EN})\W*$"
    rf"|^\W*(?:(?:and|so|ok(?:ay)?|remind me)\W+){{0,2}}what (?:does|did|do) (?P<whom_likes>{_EN}|she|he|they)"
    r" (?:like|love|want|hate|dislike)"
    r"(?: again)?\W*$"
    rf"|^\W*(?:那|请问|你(?:还)?记得)*(?P<whom_zh>{_ZH})(?:都|还|到底|又)*"
    r"(?:喜欢|讨厌|不喜欢|想要|爱)(?:的是)?(?:什么|啥|哪些)(?:来着|呢|吗|啊)*\W*$"
    rf"|^\W*(?:关于|对)?(?:我|你)(?:都|还|之前|刚才)*(?:说|讲|提|告诉|知道|记得|记)(?:过|了)?(?:你)?(?:关于|有关)?(?P<whom_of>{_ZH})的?(?:什么|啥|哪些)"
    r"(?:事|话)?(?:来着|呢|吗|啊)*\W*$",
    re.IGNORECASE,
)


def kin_bid(text: str, profile: Profile) -> Bid | None:
    """What a message bids about somebody else, None where it bids nothing or nobody is known to be meant."""
    acts: tuple[tuple[re.Pattern[str], Act], ...] = ((_FORGET, "forget somebody"), (_TELL, "tell of"))
    for pattern, act in acts:
        found = pattern.search(text)
        if found is not None:
            words = next(word for word in found.groups() if word)
            whom = meant(words, profile)
            return Bid(act, words=words, whom=whom) if whom else None
    return None
