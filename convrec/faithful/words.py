"""The assistant's everyday words: those that may be put otherwise, and those that carry meaning and have to stay.

Whatever is neither is a fact, so that a word nobody thought of can't slip in: "discount" is no everyday word here.
"""

from collections.abc import Mapping

from convrec.types import Language

# Words that belong to a fact and turn its meaning: they must stand before the same facts as before.
BOUND: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "not": "no|not|never|without|none|nothing|neither|nor|nobody|no one|lacks|lacking|excluding|except|minus"
        "|unable|free of|rather than|instead of",
        "out": "left out|leave out|leaving out|left aside|set aside|put aside|skipped|removed|took out|avoided",
        "up to": "up to|at most|no more than|not more than|a maximum of|no higher than|at the most",
        "from": "at least|no less than|not less than|a minimum of|upwards of",
        "over": "over|above|more than|exceeds|exceeding|beyond",
        "under": "under|below|less than|beneath",
        "love": "love|loved|adore|really like|are very fond of|very fond of",
        "like": "you like|you liked|do like|are fond of|fond of|your liking for|a liking for|enjoy|keen on",
        "dislike": "do not like|did not like|dislike|are not fond of|not fond of|are not keen on|do not care for"
        "|your dislike of",
        "hate": "can not stand|hate|loathe|detest|can not bear",
        "only": "only|just|solely|merely|alone",
        "asked": "asked for|you want|you wanted|you wish",
        "own": "its|it has|it is|it costs",
    },
    "zh": {
        "not": "不|没|没有|不要|无|未|别|非|不是|除了|不含|不带|没能|并非|没见到|没看到",
        "out": "去掉|排除|略过|不算|放下|先放下",
        "up to": "不超过|最多|至多|不高于",
        "from": "至少|起码|不少于|不低于",
        "over": "超出|超过|高于|多于",
        "under": "低于|少于|不到",
        "love": "很喜欢|非常喜欢|特别喜欢|最爱|爱",
        "like": "喜欢|中意",
        "dislike": "不喜欢|不爱|不太喜欢",
        "hate": "受不了|讨厌|很不喜欢",
        "only": "只|只有|仅|仅有|单单",
        "asked": "您要|您想要|要求|要的",
        "own": "它的|而它|它要",
    },
}
# The same after an amount.
AFTER: Mapping[Language, Mapping[str, str]] = {
    "en": {"up to": "or less|or under|or below|or cheaper", "from": "or more|or above|and up|upwards"},
    "zh": {"up to": "以内|以下|之内", "from": "以上|之上"},
}
# Words whose meaning holds for the whole sentence: there before, there after, and none more.
WHOLE: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "seems": "seems|seem|seemingly|looks like|look like|looks to be|appears|appear|may|might|perhaps|maybe"
        "|probably|possibly",
        "unsure": "sure|certain|certainly|for certain",
        "near": "nearest|closest|near|close|come close|similar|similar to|resemble|resembles|much like|comparable",
        "same": "the same|identical|just so",
        "all": "everything|all|every|each|always|any",
        "others": "others|other|another|different|else|further|alternatives|something else|some others|more",
        "goes with": "go with|goes with|match|matches|suit|suits|pair with|pairs with|pair well with|go well with",
        "search": "looking for|looked for|search|searching|searched|are after|in search of",
        "if": "if|would|were|unless|suppose|supposing",
        "less": "less|fewer|cheaper|lower|smaller",
        "seen": "seen|have seen|already|before|earlier",
        "newest": "newest|latest|last",
        "fits": "fit|fits|meet|meets|fulfil|fulfils|satisfies|satisfy",
    },
    "zh": {
        "seems": "看起来|看上去|看着|似乎|好像|像是|看来|可能|也许|大概",
        "unsure": "不一定|不确定|没有把握|未必",
        "near": "最接近|接近|相近|近似|相似|类似|相像|差不多",
        "same": "一样|相同",
        "all": "全部|所有|一切|任何",
        "others": "再|别的|其他|其它|另外|另一些|另外一些|还有",
        "goes with": "相配|很配|搭配|般配|配得上|合得来",
        "search": "在找|来找|想找|寻找|正在找|找的",
        "if": "如果|假如|要是|的话",
        "less": "更少|更低|更便宜|更小",
        "seen": "看过|已经|之前|先前",
        "newest": "最新|上一|最后",
        "fits": "符合|满足|合乎",
    },
}
# What a sentence is about, beside catalogue and numbers: has to stay, in one of these words.
TOPICS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "photo": "photo|photos|picture|pictures|image|images|snapshot",
        "words": "wrote|what you wrote|words|your words|what you said|your description|your text",
        "told": "told|told me|you told|let me know|mentioned",
        "price": "price|prices",
        "list": "list",
        "score": "score|scores",
        "profile": "profile",
        "condition": "condition|conditions|requirement|requirements",
        "catalogue": "catalogue|catalog",
        "shop": "shop|store",
        "question": "question|questions",
        "staff": "staff|team",
        "suggestion": "suggested|haven't suggested",
        "nobody's guess": "guess|guessing",
    },
    "zh": {
        "photo": "照片|相片|图片|图",
        "words": "描述|您的话|您说的话|您写的",
        "told": "告诉我的|告诉我|您说过|说过|提到",
        "price": "价格|价钱",
        "list": "列表",
        "score": "得分|分数",
        "profile": "档案",
        "condition": "条件",
        "catalogue": "目录|资料",
        "shop": "本店|店里",
        "question": "问题",
        "staff": "店员",
        "suggestion": "推荐过",
    },
}
# Words that may come and go.
FREE: Mapping[Language, str] = {
    "en": "a an the this that these those it itself one ones them they there here what which who whose how and or "
    "but so as at by for from in into of on to with about up off down than then too both either i we me us my "
    "our mine you your yours am is are was be been being have has had do does did done can could will shall "
    "should let may go goes going gone come comes came get gets got give gives gave take takes took look "
    "looks looked looking see sees saw show shows showed shown showing find finds found finding pick picks "
    "picked picking choose chose chosen suggest suggests recommend recommends propose bring brought put offer "
    "offers turned turn turns some something someone thing things item items piece pieces option options idea "
    "ideas choice choices selection result results way while when where whether because since now right "
    "moment present currently today please thanks thank welcome hello hi hey goodbye bye sorry afraid okay ok "
    "well course gladly happy glad pleasure help helps helping noted noting note remember understand "
    "understood know known knows think say says said tell telling speak ask asks asking answer answers wish "
    "wishes want wants interest interested back soon again yet feel follow follows following below consider "
    "anything based basis according given per regarding concerning considering view terms order kind sort "
    "kinds sorts type anyway besides however though although really quite very rather",
    "zh": "都 会 的 了 是 在 和 与 或 或者 以及 及 也 就 又 还 这 那 这些 那些 这个 那个 这里 这儿 一些 一下 几 几款 "
    "几样 几件 些 个 件 款 样 张 种 条 我 我们 您 你 您的 你的 我的 它 它们 他们 为 给 帮 替 请 把 被 让 对 "
    "按 按照 根据 依 照 跟 从 到 向 于 里 中 上 下 找到 找出 找来 挑 挑选 挑了 选 选了 选出 推荐 建议 看 看看 "
    "瞧瞧 看到 见到 来 来看 去 出 出来 吧 呢 吗 啊 哦 呀 哈 好 好的 好嘞 没问题 当然 可以 能 想 想要 要 请看 "
    "请问 以下 如下 下面 东西 商品 单品 结果 选择 选项 记下 记住 知道 明白 了解 收到 懂 目前 现在 此刻 当前 眼下 "
    "因此 所以 于是 因为 而 但 但是 不过 并 且 而且 那么 这样 如此 之 其 所 您好 你好 谢谢 不客气 再见 欢迎 抱歉 "
    "对不起 很抱歉 说 问 告诉 回答 帮忙 什么 哪 哪些 哪里 如何 怎么 怎样 时候 随时 一个 一款 一件 一样样 属于 显示 "
    "拍的 拍 有 作 做 进行 搜索 搜 查 查找 找 列 列出 放 摆 属 换 调整",
}
WHO: Mapping[str, str] = {
    "i": "i", "we": "i", "my": "i", "you": "you", "your": "you", "我": "i", "我们": "i", "您": "you", "你": "you",
}  # fmt: skip
# Who does what: these are done by the assistant; those by nobody of whom it wasn't said before.
OURS = frozenset({"found", "find", "suggest", "recommend", "propose", "pick", "picked", "chose", "offer", "offers"})
SAID: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"told", "said", "say", "asked", "ask", "wrote", "want", "wants", "wish", "interested"}),
    "zh": frozenset({"告诉", "说", "说过", "问"}),
}
OPENERS: Mapping[Language, tuple[str, ...]] = {  # may stand before a sentence without being one
    "en": ("sure", "of course", "okay", "ok", "alright", "gladly", "with pleasure", "got it", "noted", "here you go"),
    "zh": ("好的", "好", "没问题", "当然", "好嘞", "收到"),
}
JOINS: Mapping[Language, frozenset[str]] = {  # what stands before holds for what comes after
    "en": frozenset({"and", "or", "nor"}),
    "zh": frozenset({"和", "与", "或", "或者", "以及", "及", "、"}),
}
NO_NAMES: Mapping[Language, str] = {  # too small to be taken for a name of the catalogue
    "en": "a an the and or of in on to for with it is you i my your me this that these what here",
    "zh": "的 了 是 在 和 我 您 你 这 那 有 为 找 看 要 想 好",
}
