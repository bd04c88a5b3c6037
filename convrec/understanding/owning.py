"""How people speak of their own things: "this is my sofa", "goes with my armchair", 配我家沙发的, 删掉我家沙发的照片.

A form is what stands before the name of the thing and what stands after it.
"""

import re
from dataclasses import dataclass

from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD

LONGEST = 1000  # signs of a message that is looked at
M = f"[{MEASURE_WORD}]"
MY = r"(?:my|our)\s+(?:own\s+)?"
MY_ZH = rf"(?:(?:我们?|咱们?|自己|俺)家?里?(?:自己)?(?:那|这)?{M}?的?|家里(?:那|这)?{M}?的?)"
AT_HOME = (
    r"\s*(?:(?:here|already|at home|at our place|in (?:my|our|the) (?:\w+ ){0,2}?\w*"
    r"(?:room|kitchen|hall|flat|house|home))\b\s*)*"
)
PICTURE = r"(?:photo|picture|pic|image)s?"
PICTURE_ZH = r"(?:照片|图片|相片|图)"
DELETE = r"\b(?:forget|delete|remove|erase|drop|discard|get rid of)\s+(?:about\s+)?"
DELETE_ZH = r"(?:忘(?:掉|了|记)|删(?:除|掉|了|去)?|去掉|移除|抹掉|清(?:除|掉))"

OWNS = compiled(  # without any of these, nothing here can be said
    r"\b(?:my|our|mine|ours|i|we)\b|\b(?:with|match|suit|fit|complement)\w*\s|[我咱俺]|家里|自己|配|搭|衬",
    re.IGNORECASE,
)
FILLER = compiled(
    r"\b(?:hi|hello|hey|please|pls|thanks?(?: you)?|and|so|look|see|here|btw|by the way|ok(?:ay)?|well|just so you know"
    r"|fyi|(?:please )?(?:remember|keep|save|note) (?:it|this|that)(?: in mind)?|i (?:want to )?show you)\b"
    r"|你好|您好|嗨|谢谢|请|帮我|给你看|看一?下|记住?(?:它|这个|一下|了)?|存一?下|哦|啊|呢|哈|嘛|吧|了|哟",
    re.IGNORECASE,
)
BARELY = compiled(  # asks for something, and doesn't say for what
    r"\b(?:something|anything|things?|stuff|what|which|one|ones|show me|find me|give me"
    r"|i(?:['’]m| am)? (?:need|want|looking for|after)"
    r"|i['’]d like|(?:have|do) you (?:have|got)?|got|is there|are there|any|some|an?|the|else|nice)\b"
    r"|有没有|有什么|什么|哪些|东西|给我|我?(?:想要|想找|想买|想|要|找|买)(?:个|点|些|一个|一些)?|推荐|来|能|可以|的|吗|个",
    re.IGNORECASE,
)
_STOP = (  # words that go on with something else than the name
    r"at home|already|and|or|but|in|on|at|with|under|over|for|from|by|to|of|that|which|who|whose|is|are|was|were|has"
    r"|have|so|because|please|pls|thanks?|can|could|would|should|do|does|did|i|we|you|it|this|what|below|above|around|about|max"
    r"|less"
    rf"|cheaper|mine|ours|{PICTURE}"
)
_WORD = rf"(?!(?:{_STOP})\b)[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9-]*(?:['’](?!s\b)[a-z]+)?"
NAME = compiled(rf"(?:{_WORD}(?:[ \t]+{_WORD}){{0,5}}|[\u3400-\u9fff]{{0,14}})", re.IGNORECASE)
PLAIN_NAME = compiled(r"(?:[^\s\u3400-\u9fff]+ ?){1,3}|[^的在能和跟是有想要找配搭很旁放给\W]{0,6}")
ANYTHING = compiled(r"things?|stuff|东西|物品", re.IGNORECASE)
NO_THING = compiled(  # what is called one's own and isn't a thing to be kept
    r"['’]s\b|\b(?:favou?rites?|styles?|tastes?|kind|type|sort|idea|dreams?|budget|photos?|pictures?|pics?|images?"
    r"|inspirations?|questions?|problems?|wish(?:es)?|choices?|picks?|goals?|sizes?|colou?rs?|preferences?|life|name|wife|husband"
    r"|sisters?|brothers?|nieces?|nephews?|gran(?:ny|dma|dpa)?|aunt|uncle|cousins?|boss|colleagues?|neighbou?rs?|baby|parents?|nan"
    r"|mum|mom|dad|mother|father|son|daughter|kids?|child|children|friends?|boy|girl|partner|dogs?|cats?|order|first|last|turn|mind"
    r"|needs?|guts?|instincts?|hunch|heart(?!-)|feelings?|intuition|guess|opinion|view|head says)\b"
    r"|^(?:喜欢|不|想|要|爱|看|买|拍|找|觉|认|发|需)|风格|口味|喜好|预算|想法|照片|图片|最爱|梦想|问题|愿望|选择|尺寸|颜色|老婆|老公|[姐妹哥弟]|奶奶|爷爷|外[公婆]|岳[父母]|同事|老板|邻居|宝宝|[男女]友|妈|爸|儿子|女儿|孩子|朋友|需求|需要|订单|印象",
    re.IGNORECASE,
)
LIKENED = compiled(
    r"\b(?:similar|same|(?:something|anything|one|ones|more) like|like (?:this|it|that|these))\b|类似|差不多|一样|同款"
    r"|[像跟和]这",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """A way of speaking of a thing; ``bare`` is whether the thing may go unnamed ("I have this at home")."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    bare: bool = False


def _form(before: str, after: str = "", bare: bool = False) -> Form:
    return Form(compiled(before, re.IGNORECASE), compiled(after, re.IGNORECASE), bare)


_I_HAVE = (
    r"(?<!can )(?<!could )(?<!may )(?<!should )(?<!do )(?<!did )(?<!if )(?<!wish )\b(?:i|we)"
    r"(?:['’]ve|(?:\s+(?:already|also))*\s+(?:have|own))(?:\s+(?:already|also|got))*"
)
POINTED = (  # this, which is in view, is theirs
    _form(rf"\b(?:this|that|it|these|those|here)(?:\s+is|\s+are|['’]s|['’]re)\s+(?:how\s+|what\s+)?{MY}", AT_HOME),
    _form(
        rf"{_I_HAVE}\s+(?:this|that|these|one of these|one like this|exactly this)\b(?! in mind)(?:\s+one)?\s*",
        rf"{AT_HOME}(?!\s*at\b)",
        bare=True,
    ),
    _form(rf"{_I_HAVE}\s+it\b", r"\s+(?:already|at home|at our place)\b", bare=True),
    _form(r"\b(?:this|that|it|these|they)\s*", rf"\s*(?:is|are|['’]s|['’]re)\s+(?:mine|ours)\b{AT_HOME}", bare=True),
    _form(rf"[这那](?:就|也|都|{M}|(?:一){M})*(?:就|也|都)?是{MY_ZH}", r"(?:了|哦|啊|呢|吧)*"),
    _form(
        rf"[这那](?:一?{M})?",
        r"(?:就|也|都)?是(?:(?:我们?|咱们?)(?:自己)?(?:家里?)?的|自己的|家里的)(?![\u3400-\u9fff]*[\u3400-\u9fff]{2})",
        bare=True,
    ),
    _form(
        rf"(?:(?:我们?|咱们?)家?里?|家里)(?:也|已经|早就|就|现在|正好)*有(?!没)了?(?:这样的|这种|同样的|一样的|这|那)一?{M}?",
        r"(?:的?了|哦|啊|呢|的)*",
        bare=True,
    ),
)
SHOWN = (  # with a photo: what it shows is theirs
    *POINTED,
    _form(rf"{_I_HAVE}\s+one\b", r"\s+(?:already|at home|at our place)\b", bare=True),
    _form(r"\b(?:i|we)(?:['’]ve|(?:\s+already)?\s+(?:have|own))(?:\s+got)?\s+an?\s+", r"\s*at (?:home|our place)\b"),
    _form(rf"\b(?:remember|keep|save|note)\s+(?:this\s+|it\s+|the\s+{PICTURE}\s+)?(?:as\s+|of\s+)?{MY}", AT_HOME),
    _form(rf"^\W*(?:{PICTURE}\s+of\s+)?{MY}", rf"{AT_HOME}(?=\W*$|[.,;!]\s)"),
    _form(
        rf"(?:(?:我们?|咱们?)家里?|家里)(?:也|已经|早就|就|现在|正好)*有(?!没)了?(?:一?{M})",
        r"(?:了|哦|啊|呢)*(?=\W*$|[，。！,.!])",
    ),
    _form(rf"(?:记住|记一?下|保存|存一?下)(?:一下)?(?:这是|这个是)?{MY_ZH}"),
    _form(rf"^\W*{MY_ZH}(?![也还又再想要需买找来用自])", r"\W*$"),
)
_LEAD = r"(?:\b(?:and|that|which|what|to|would|will|could|can|should|might|also)\s+){0,4}"
_GOES = (
    r"\b(?:(?:go|goes|going|look|looks|looking|work|works|pair|pairs|blend|blends|sit|sits)\s+(?:(?:really\s+)?(?:well|nicely"
    r"|best|good|great|nice|perfectly|beautifully|right|fine)\s+)?(?:together\s+)?(?:with|next to|beside|alongside)"
    r"|match(?:es|ing)?(?:\s+with)?|suits?|suiting|fits?(?:\s+(?:in\s+)?(?:well\s+)?(?:with|to))?|fitting|complements?|complementing"
    r"|(?:a\s+)?(?:good\s+)?match for)\s+"
)
_TOGETHER_ZH = (
    r"(?:很|能|比较|最|可以|更|会|要)*(?:相?搭配?|相?配套?|般配|协调|合适|合得来|匹配|一致)(?:得?起来|一点|些)?的?"
)
_PAIR_ZH = r"(?:(?:能|可以|想|要|好){0,3}(?:用来|拿来)?(?:搭配|配得上|配得了|配合|匹配|配|搭|衬|适合)(?:放在|和|跟)?)"
BESIDE = (  # said so outright: it is to go with that
    _form(rf"{_LEAD}{_GOES}{MY}", AT_HOME),
    _form(rf"{_PAIR_ZH}{MY_ZH}", r"(?:放在一起|一起用|旁边)?的?"),
    _form(rf"[和跟与同]{MY_ZH}", _TOGETHER_ZH),
    _form(rf"[给为]{MY_ZH}", rf"(?:搭配?|配|挑|选|找)(?:一?{M}|点|些)?"),
)
NEAR = (  # where it is to stand; it is to go with that where that is known
    _form(rf"\b(?:for|next to|beside|near|on|above|over|under|behind|in front of)\s+{MY}", AT_HOME),
    _form(rf"(?:放|摆|挂)?在?{MY_ZH}", r"(?:旁边?|边上|上面?|上方|后面|前面)(?:用|放)?的?"),
)
WITH_THIS = compiled(  # with a photo: it is to go with what that shows
    rf"{_LEAD}{_GOES}(?:it|this|that|these|them|those|the {PICTURE})(?:\s+(?:one|{PICTURE}))?\b(?!\s+(?:in|is|are)\b)"
    rf"|{_PAIR_ZH}(?:它|这一?{M}?|那一?{M}?)(?:照片[里上]的)?的?|[和跟与同](?:它|这一?{M}?|那一?{M}?){_TOGETHER_ZH}",
    re.IGNORECASE,
)
FORGET_PHOTO = (
    _form(rf"{DELETE}(?:the\s+|that\s+|this\s+)?{PICTURE}\s+of\s+(?:my|our|the)\s+"),
    _form(rf"{DELETE}(?:my|our|the)\s+", rf"(?:['’]s)?\s*\b{PICTURE}\b"),
    _form(rf"{DELETE_ZH}(?:一下)?(?:有关|关于)?{MY_ZH}", rf"的?(?:那一?{M})?{PICTURE_ZH}"),
    _form(rf"把?{MY_ZH}", rf"的?(?:那一?{M})?{PICTURE_ZH}(?:给|都|请|帮我)*{DELETE_ZH}"),
)
FORGET = (
    _form(rf"{DELETE}(?:my|our)\s+", r"\W*$"),
    _form(rf"{DELETE_ZH}(?:一下)?(?:有关|关于)?{MY_ZH}", r"吧?\W*$"),
    _form(rf"把{MY_ZH}", rf"(?:给|都)?{DELETE_ZH}"),
)
FORGET_ALL = compiled(
    rf"{DELETE}(?:all\s+)?(?:of\s+)?(?:my|our)\s+(?:own\s+)?{PICTURE}\W*$"
    rf"|{DELETE_ZH}(?:一下)?(?:我|所有|全部)+的?(?:所有|全部)?的?{PICTURE_ZH}吧?\W*$"
    rf"|把?我的?(?:所有|全部)?的?{PICTURE_ZH}(?:都|全|给)*{DELETE_ZH}",
    re.IGNORECASE,
)
_PHOTO = rf"{PICTURE}\b(?!\s+(?:frames?|lights?|rails?|ledges?|hooks?))"
_KEEP = r"(?:still\s+)?(?:keep(?:ing)?|kept|stor(?:e|ed|ing)|sav(?:e|ed|ing)|hold(?:ing)?)\b"
PHOTOS_KEPT = (  # asks which of their photos are kept
    rf"\b(?:what|which|how many)\s+(?:(?:of\s+)?(?:my|our)\s+)?{_PHOTO}(?:\s+of\s+(?:mine|me|ours|us))?"
    rf"\s+(?:do|did|have|are)\s+you\s+{_KEEP}"
    rf"|\b(?:what|which|how many)\s+(?:(?:of\s+)?(?:my|our)\s+{_PHOTO}|{_PHOTO}\s+of\s+(?:mine|me|ours|us))"
    rf"\s+(?:do|have)\s+you\s+(?:still\s+)?(?:have|got)\b"
    rf"|\b(?:do|did|have|are)\s+you\s+(?:{_KEEP}|(?:still\s+)?have)\s+(?:(?:any|all)\s+)?(?:of\s+)?(?:my|our)\s+{_PHOTO}"
    rf"|[你您].{{0,3}}(?:存|留|有|记).{{0,2}}我的?(?:哪些?|几|多少|什么|啥)[张些]?{PICTURE_ZH}"
    rf"|我的?{PICTURE_ZH}.{{0,4}}(?:存|留).{{0,3}}(?:哪|几|多少|吗|没)"
)
ASKS_PHOTOS = compiled(PHOTOS_KEPT, re.IGNORECASE)
