"""What a text's own words leave no doubt about: patterns per intent, the first that fits."""

import re

from convrec.types import Intent
from convrec.understanding.intents.asking_back import ASK_ME, STOP_ASKING
from convrec.understanding.owning import PHOTOS_KEPT
from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD

M = f"[{MEASURE_WORD}]"
LEAD = (
    r"^(?:\W*(?:er+m?|um+|hm+|hey|and|but|so|ok(?:ay)?|wait|well|oh|hi|no|lol|wow|hang on|sorry|please|yeah"
    r"|right)\b)*\W*"
)
SHOWING = (
    r"(?:recommend\w*|suggest\w*|sh[oe]w\w*|pick(?:ed|ing)?|ch[oe]+s\w*|giv\w*|gave|offer\w*|see(?:ing)?"
    r"|get(?:ting)?|came? up|here|think"
    r"|list\w*|this|that|these|those|first|second|third|last|one|number)"
)
GIVEN_UP = (  # nothing is to be bought: 算了，不买了, "I won't buy anything after all"
    r"^\W*(?:(?:算了|哎|唉|那|嗯|好吧|还是)[吧啊呀]?\W*){0,3}(?:我们?|咱们?)?"
    r"(?:现在|今天|暂时|先|还是|就|都|什么都)?"
    r"(?:不(?:想|打算)?(?:买|要|看|逛|选|挑)(?:东西)?了|下次再(?:说|来|买)|改天再(?:说|来|买))[吧啊呀哦呢]?\W*(?:谢谢)?\W*$"
    r"|^\W*(?:(?:ok(?:ay)?|well|no|sorry|never ?mind|actually|forget it)\b\W*){0,3}(?:i|we)"
    r"(?:['’]?ll| will| have|['’]ve)?"
    r"(?: wo?n['’]?t| decided not to| don['’]?t want to)(?: be)? (?:buy|purchase|order)(?:ing)?"
    r"(?: (?:anything|it|one|any))?(?: (?:after all|any ?more|today|now|for now|thanks?))*\W*$"
)
RULES: tuple[tuple[Intent, str], ...] = (
    (
        "refine",
        rf"{STOP_ASKING}"
        r"|\b(?:show|list|give) (?:me )?(?:the )?(?:rest|others?|other ones|remaining(?: ones)?) again\b"
        r"|(?:其他|其它|其余|剩下)的?(?:几[个款]|那[些几]个?)?[^，。]{0,3}(?:再|重新)[^，。]{0,3}(?:看|显示|列)",
    ),
    (
        "forget",
        r"^(?!.*\b(?:how|account|order|reviews?|address|password|newsletter)\b).*\b(?:forget (?:me\b|everything"
        r"|about me|all\b|that\b"
        r"|it all|what i)|(?:delete|erase|wipe|clear|reset|remove) (?:me\b|everything|all\b"
        r"|(?:all )?(?:of )?my (?:data|profile|history"
        r"|tastes?|preferences|info|likes|memory))|undo\b|take (?:that|it|this|what i said) back"
        r"|take back (?:that|what i|everything|all)\b|(?:scratch"
        r"|strike|scrap) that\b"
        r"|(?:ignore|disregard|forget|never ?mind|cancel|scratch|scrap|drop|remove)"
        r" (?:that|the last|what|everything|my last|all)\b.{0,20}\b(?:said|told|message|thing|bit|one i)\b"
        r"|start (?:over|afresh|again from)|(?:ignore|disregard) (?:that|this)\W*$|i (?:didn'?t|never) (?:mean"
        r"|meant) (?:that|to say|to send)"
        r"|clean slate)"
        r"|^(?!.*(?:怎么|如何|账号|账户|订单|密码)).*(?:忘(?:了|记|掉)(?:我|刚才|之前|所有)|忘掉吧"
        r"|(?:删|清)(?:除|掉|空|了)?.{0,8}(?:我的|记录|口味|喜好|偏好|资料|数据|记的|记住|历史)"
        r"|(?:我的|记录|口味|喜好|偏好|资料|数据|记的|说的|那条|那句).{0,8}(?:删|清空|清掉|撤|去掉|作废|不算|别记)"
        r"|撤(?:回|销|掉)|收回(?:刚才|我)|当我没说|(?:刚才|刚刚|上一).{0,8}(?:不算|作废|说错|发错|打错|点错|手滑)"
        r"|把.{1,20}忘(?:了|掉)|退(?:一步|回上)|回到上一步|(?:从头|重新)(?:开始|来)|别记(?:住|着)?)",
    ),
    (
        "out_of_scope",
        r"\b(?:write|compose|draft) (?:me |us )?(?:a|an|my|some)\b(?: \w+){0,2} (?:poem|essay|song|letter"
        r"|email|story|code|speech"
        r"|cv)\b|\bbook (?:me|us) (?:a|an|some)\b"
        r"|写(?:一?[首篇段封个份]|点).{0,12}(?:诗|作文|文章|信|邮件|故事|代码|文案|论文)",
    ),
    (
        "ask_profile",
        r"\bwhat (?:do|did|have|are|else do) you (?:(?:actually|really|even|already|think you) )?(?:know"
        r"|remember|got|have|learnt?|learned"
        r"|noted|stored?|saved?|kept|worked out).{0,14}\b(?:about|on|of) me\b|\b(?:show me |see |what'?s (?:in "
        r"|on )?)?my profile\b"
        r"|\bwhat (?:have (?:you learnt|i told you)|did i (?:say|tell)|do i (?:like|hate|prefer))\b|\b(?:do"
        r"|did) you (?:still )?(?:remember|recall)"
        r" (?:what|that|which|my|me)\b|\bwhat(?:'?s| is| are|\b.{0,20}\b(?:reckon"
        r"|think))\b.{0,12}\bmy (?:tastes?|style|preferences|likes)\b"
        r"|\b(?:sum up|describe|guess) (?:my|me\b)|\bwhat have you got on me\b"
        r"|你(?:都|还|现在|到底)?(?:知道|了解|记得|记住|记了|掌握|存了|猜).{0,8}我.{0,8}(?:什么|哪些|多少|啥|吗"
        r"|口味|喜好)"
        r"|我的(?:资料|画像|档案)|我的(?:口味|喜好|偏好|品味).{0,6}(?:什么|怎样|如何|啥|哪些|总结)"
        r"|你(?:对我|觉得我|眼里我).{0,6}(?:了解|多少|什么(?:样|口味|风格|类型))|我(?:之前|以前|刚才|都"
        r"|跟你).{0,8}(?:说|讲|告诉).{0,8}(?:什么|哪些|啥).{0,3}(?:来着)?"
        r"|我喜欢(?:什么|啥|哪些).{0,4}(?:你|记|知道|来着)"
        rf"|{PHOTOS_KEPT}",
    ),
    (
        "why",
        rf"{LEAD}why\b(?!\s+(?:not|don'?t you|is (?:it|the shipping|delivery)|do you (?:charge|not|need)))"
        rf"|\bwhy (?:did|do|are|is|was|were|am|this|that|the|these|those|would|have|on earth)\b.{{0,40}}\b{SHOWING}\b"
        rf"|\bhow come\b.{{0,40}}\b{SHOWING}\b|\bwhat(?:'?s| is| was)? (?:the|your) (?:reason|logic|reasoning"
        rf"|thinking|thought|basis)"
        r"|\breason(?:ing)? (?:for|behind)\b|\bwhat (?:makes|made) you (?:think|say|pick|choose|suggest|recommend)"
        r"|\b(?:based on|on) what (?:basis|grounds|did)|\bhow did you (?:come up|pick|choose|decide|work|arrive"
        r"|settle|get to|land)"
        r"|\bwhat(?:'s| has| does)\b.{0,20}\bto do with (?:me|what|my)"
        rf"|(?:为(?:什么|啥|何|甚么)|爲什麼|為什麼|干嘛|幹嘛|咋|怎么(?![说讲]呢))(?:会|就|老是|总是|突然|偏偏"
        rf"|非)?.{{0,12}}(?:推|選|选|给我|給我|冒出|出现|排|挑|这(?![么样])|它|第)(?!.{{0,4}}(?:洗|用|装|保养|退"
        rf"|换|送|付))"
        r"|凭(?:什么|啥)|(?:推荐|选择?|挑|展示)(?:它|这个|给我)?的?(?:理由|原因|依据|道理)|(?:根据|基于"
        r"|依据)(?:什么|啥)|什么(?:逻辑|道理)|哪一?点.{0,4}(?:符合|适合|对)"
        r"|图啥|从哪(?:儿|里)?看出",
    ),
    (
        "compare",
        r"\bcompar(?:e|ison|ing)\b|\b(?:diff|differences?|differ\w*) (?:between|btw|betw)\b"
        r"|\bwhat(?:['’]?s| is| are) the (?:diff|difference)s?\b|\bwhich (?:one )?(?:can|could|comes?|has|have|is|are"
        r"|needs?) (?!you\b|the (?:best|most)|there\b|your\b|in stock\b)"
        r"|\btorn between\b|\bhow do(?:es)? .{1,40} (?:compare|differ)"
        r"|\bwhich (?:one |of (?:these|them|those|the (?:two|three|four)) )?(?:is|are|would be|'s"
        r"|s) (?:the )?(?:better|best|nicer|cheap|small|larg|bigg)(?:er|est)?\b"
        r"|\bwhich (?:one )?of (?:these|them|those|the (?:two|three|four))\b|\bwhich (?:one )?(?:should|would"
        r"|do) (?:i|you)\b|\b(?:or the (?:second|third|other|last))\b"
        r"|\bwhich (?:one |of them )?(?:is|are|has|have|does|do|will|would|takes?|lasts?|weighs?|costs?|needs?"
        r"|looks?|melts?|works?|suits?|fits?|goes|runs?"
        r"|feels?)\b.{0,30}?\b(?:[a-z]{2,}(?:er|est)|more|most|less|least|best|better)\b"
        r"|\bwhich (?:one )?\w{1,12}(?:er|est|s) (?:better|more|less|longer|best)\b"
        r"|(?:^|帮我|请|给我|想|能|可以|麻烦)(?:你)?(?:比较|对比|比)(?:一下|下|一比|比|这|那|第|它)"
        r"(?![^，。,.!?！？]{0,14}(?:一点|一些|点|些)(?:的|[，。,.!?！？]|$))|比较一下|差在哪|差别在"
        rf"|(?:^|[，。,.!?！？\s]|[两俩2三几]{M}?|里面?|中)哪(?:一)?{M}(?:能|可以|可(?!能)|会|有|是|带|含|不|适合|支持|防)"
        r"|比一比|对比一?下"
        rf"|哪(?:一)?{M}.{{0,3}}(?:更|比较|最|好|强|划算|值|耐|适合|实用|便宜|省"
        rf"|[轻重大小贵短长高低快慢甜辣软硬])|(?:有|是)?(?:什么|啥)(?:区别|不同|差别|差异)|区别(?:在|是|大)"
        r"|(?:选|买|拿|要).{1,12}还是.{1,12}(?:好|呢)|谁更",
    ),
    (
        "more",
        rf"{LEAD}(?:show (?:me )?)?(?:some )?(?:more|(?:any )?others?|other ones|something else|different ones"
        rf"|next|what else|anything else"
        r"|(?:any )?more of (?:these|them|those)|another (?:one|few|lot|batch|page|\w+ please)|keep (?:going"
        r"|them coming)|none of (?:these|those|them)"
        r"|neither of (?:these|those|them))\b(?! (?:expensive|than|about|like|for|in|with|to|is|does|are))(?:.{0,20})$"
        r"|\b(?:show|give) me (?:some |any |a few |a couple |several )?"
        r"(?:more|others|other ones|different ones|something else|what else)\W*$"
        r"|\bwhat else (?:have|do|you|u|is|'ve)\b(?!.*\bin\b)"
        r"|(?:^|[.!?,;]\s*)next(?: (?:one|song|track|page|please|pls|batch))?(?= ?(?:$|[.!?,;]|pls|please))"
        r"|\b(?:any|got|have) (?:others|any(?:thing)? else|any more)\b\W*$|[，,.;。！!]\s*others?\W*$"
        r"|换(?:点|些)?别的(?!颜|尺|材|花|款)|换一?(?:批|些|组|波|拨|輪|轮|页)|換一?(?:批|些)|还有(?:别的|其他|其它|更多)?(?:吗|没有?|么|不|呢|啥"
        r"|嘛)[啊呀了]?\W*$|还有(?:别的|其他|其它|更多)(?![\u4e00-\u9fff]{0,2}[色码号寸材款])"
        r"|再(?:来|看看?|给|推荐?|整|上)(?:我|看)?(?:(?:一些|几[个款件种]?|些|点|一[个首部篇款件])(?=[吧呗啊呀呢吗嘛看\W]|$|别的|其他)"
        r"|一批|别的(?![颜尺材花款]))"
        r"|看看?(?:别的|其他)(?![颜尺材花款])|(?:其他|别的)(?:的|呢|吗)*\W*$"
        r"|^\W*(?:请|麻烦)?继续(?:看|推荐)?(?:吧|呀|啊)?\W*$|下一(?:[个首页批部篇组轮])|(?:没有?|就)(?:这些|这几个|了)(?:了|吗)*[？?]\W*$|多(?:来|给"
        r"|看)(?:我)?(?:几|些|点)",
    ),
    (
        "ask_item",
        r"\b(?:tell me|know|hear|say) (?:some(?:thing)? )?more about (?:it|this|that|the\b)|介绍一?下(?:第|这|那|它)",
    ),
    (
        "find",
        rf"{LEAD}(?:do|have) you (?:have|got|sell|stock|carry) (?!a (?:shop|store|showroom|newsletter)"
        rf"|any (?:discount|vouchers?|shops?|sales?|offers?|stores?)"
        r"|it\b|this\b|that\b|to\b)(?!.*\b(?:warranty|delivery|deliver|return|gift|sale|stock|size|colou?rs?"
        r"|shipping)\b)"
        rf"|(?:{LEAD}|[.!?;]\s+)(?:any |some |i want |show me |got |is there )?(?:more|something|anything"
        rf"|others?|ones?) (?:\w+ )?(?:like|similar to)\b|类似的|差不多的|像第.{M}|同类",
    ),
    (
        "find",
        r"^(?:请|麻烦|能不能|可以|可不可以|帮我|给我|再|那|就)*推荐(?:一下|一些|几|一?[点些]|一?[个款件种])(?![^，。]{0,6}(?:理由|原因))"
        rf"|{ASK_ME}",
    ),
    ("small_talk", GIVEN_UP),
    (
        "small_talk",
        r"^\W*(?:hi|hiya|hello|hey|yo|heya|good (?:morning|evening|afternoon|day|night)|morning|evening|thanks?"
        r"|ta|thank you|thx|ty|cheers|bye|goodbye|see"
        r" you|see ya|ok|okay|great|cool|lovely|nice one|nice to meet you|how are you|how'?s it going"
        r"|have a (?:good|nice|lovely) \w+)(?: (?:there|so much|very much"
        r"|a lot|you|again|all|everyone|mate|today|then|bye|for (?:the|your) help|later))*\W*$"
        r"|^\W*(?:你好|您好|嗨|哈[喽啰罗]|早(?:上好|安|啊)?|晚(?:上好|安)|下午好|谢谢|多谢|感谢|再见|拜拜|88|886"
        r"|好的|在吗|在不在|谢啦|谢谢你|辛苦|麻烦你)[啊呀了啦哦吗们您你嘛呢～~\s]*\W*$",
    ),
)
COMPILED = tuple((intent, compiled(pattern, re.IGNORECASE)) for intent, pattern in RULES)
LONGEST = 400  # signs that are looked at: who writes more says more than one thing


def by_rule(text: str) -> Intent | None:
    """The intent that a text's own words leave no doubt about."""
    said = text[:LONGEST]
    return next((intent for intent, pattern in COMPILED if pattern.search(said)), None)
