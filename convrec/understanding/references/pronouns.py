"""Words that point without saying at what: "it", "these", "both", "the one before", 它, 这俩, 刚才那个, 照片里的."""

import re

from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD

M = f"[{MEASURE_WORD}]"
FOLLOWS = (  # what may stand right after a pronoun; a noun there would make it an adjective: "this summer"
    r"(?=\s*(?:$|[^\w\s]|['’]|[\u3400-\u9fff])|\s+(?:is|was|are|were|isn|wasn|aren|would|will|can|could|does|do|did|has"
    r"|have|had|looks?|comes?|works?|goes|go|fits?|feels?|seems?|holds?|one|item|thing|product|in|for|with|but|and|or"
    r"|to|on|at|as|by|if|from|than|because|cause|too|please|pls|also|again|already|any|a bit|so|a lot|better|more|less"
    r"|right|really|just|all|last|came?|instead|though|actually|i|you|suit|match(?:es)?|which|anyway|up|got|get"
    r"|gets)\b)"
)
THIS = (
    r"\b(?:is|was|does|can|will|would|has|how (?:\w+ )?is) this\b"
    r"(?! (?:the|a|an|your|shop|store|site|app|chat|week)\b)"
    rf"|\bthis{FOLLOWS}(?! (?:is (?:my|the first|a present|a gift|for|so|urgent)\b))"
)
THAT = (
    r"(?:(?:^|[.,!?;]\s*|\b(?:about|like|love|liked|loved|with|get|have|has|take|took|than|is|does|did|for|want"
    r"|hate|on|in"
    r"|buy|bought|order|return|see|saw|was|but|and|why|how)\s+)that(?!'?s? (?:all|it|why|how|enough|one day)\b)"
    rf"{FOLLOWS}|\bthat (?:one|item|thing|product)\b(?! (?:i|thing i) said))"
)
IT = (
    r"\b(?<!make )(?<!got )(?<!forget )(?<!that's )(?<!call )(?<!worth )(?<!get over )(?<!isn't )(?:it|its"
    r"|itself)\b(?! (?:ok|okay|possible|true|too late|worth|just me|safe to|normal|cheaper to)\b)(?!'?s?"
    r" (?:\w+ )?(?:rain|snow|cold outside|my birthday|for (?:my|our|a|me|the)\b|possible|okay to|ok to|me\b"
    r"|depends|just that"
    r"|got to|has to (?:get|arrive|be here)|a (?:gift|present)|going\b|been a|time\b))"
)
SAME_ZH = r"(?!时候|時候|月|周|星期|季|价位|價位|预算|年纪|人|地方|问题|意思|牌子|情况|天|年|次|样子|点)"
THIS_ZH = (
    rf"[它牠]|[这那這]玩意|(?<!除了)(?<![先就])[这這那](?:一)?{M}{SAME_ZH}|这(?=也|太|是|能|可|会|有|多少|怎么|真|好|到底|不|要多|要几"
    rf"|贵|价|啥)(?!样)"
    r"|(?:这|這|那)种(?!人|时候|事|天)|就(?:这|它)(?=吧|了|$)"
)
SAME = r"\bsame (?:one|thing|but|again|style|model)\b|\bthe same\b(?= (?:but|in|only)\b|\W*$)|同款"
ONE = compiled(f"{THIS}|{THAT}|{IT}|{THIS_ZH}|{SAME}", re.IGNORECASE)
_ONE_OF_THEM = (
    r"(?:(?:the|that|this) )?(?:first|second|third|fourth|fifth|last|other)(?: one)?"
    r"|(?:the|that|this|those|these) ones?"
    rf"|第[一二三四五六七八]{M}|最后(?:一)?{M}|[这那這](?:一)?{M}"
)
ONLY = compiled(_ONE_OF_THEM, re.IGNORECASE)  # points, and says nothing
LIKENED = compiled(rf"(?:something |one |more )?(?:like|similar to|像|跟) ?(?:{_ONE_OF_THEM})", re.IGNORECASE)
MANY = compiled(
    rf"\b(?:are|were|do|can|will|would) (?:these|those)\b(?! days)|\b(?:these|those){FOLLOWS}(?! (?:who|that"
    rf"|with|from|days)\b)|\b(?:them|they)\b|(?<!除了)[这那這](?:些|几|幾)|[它牠]们",
    re.IGNORECASE,
)
CHANGE = compiled(  # who asks for something else looks away from the list as a whole
    r"\b(?:something|anything|instead|other|others|else|can (?:i|we) (?:have|get)|(?:do|have) you|show|find|more)\b"
    r"|别的|其他|换|有没有|还有|再",
    re.IGNORECASE,
)
ALL = compiled(
    r"\b(?:which|what|any|all|each|none|neither|either|one|most|half) of (?:the )?(?:these|them|those|(?:two"
    r"|three|four|five))\b"
    r"|\ball (?:these|those|three|four|five)\b|\b(?:these|those|the|between the) (?:three|four|five)(?= ?(?:$"
    r"|[,.?!]| (?:is|are|which)))"
    rf"|(?<!除了)(?:[这那這](?:几|幾|三|四|五|[3-9])|[这那這三四五几](?:几|些)?){M}?(?:里面?|中间?|当中|之中|都|哪|全)"
    rf"|(?<!除了)[这那這](?:几|幾|三|四|五|[3-9]){M}",
    re.IGNORECASE,
)
EVERY = compiled(
    r"\b(?:all|none|every one|each) of (?:these|those|them)\b|\ball (?:three|four|five) of\b"
    rf"|(?<!除了)[这那這](?:几|幾|些){M}?(?:也|都|全|太|真)",
    re.IGNORECASE,
)
TWO = (
    r"\b(?:these|those|the|between the) two(?= ?(?:$|[^\w\s-]| (?:of (?:them|these|those)|are|is|looks?|which|that"
    r"|would|in|compare|differ|cost|have|can|could|do|does|will|should|has|was|were|i|we|comes?)\b))"
)
BOTH = compiled(
    r"\bboth\b(?! (?:sides|my\b|of (?:us|my|our)|our\b|his|her\b|for|\w+ (?:and|&) ))"
    rf"|{TWO}|\b(?:of|between|compare|than) the two\b(?![- ](?:seat|year|hour|bed))|\beither\b(?= (?:one"
    rf"|of them)|\W*$)|\bneither\b(?! of (?:us|my|our))"
    rf"|[这那這它](?:两|兩|俩|倆|2){M}?|(?:两|兩)(?:个|{M})?(?:都|里|相比|哪|比|之间|中)|两者|二者|俩(?:都|哪|比)",
    re.IGNORECASE,
)
OTHER = compiled(
    rf"\bthe other(?: one)?\b(?! (?:day|side|thing|half|way|night))|(?:另外?|另)(?:一|那){M}", re.IGNORECASE
)
BEFORE = compiled(
    r"\b(?:go|going|went|switch|take me) back to\b|\b(?:showed|had|saw|seen|liked|mentioned|suggested|one|ones|from)"
    r"(?: (?:me|us|it|them|there))? (?:before|earlier|previously|at (?:first|the start))\b|\bearlier\b|\bprevious\b"
    r"|(?<![\d号月日天周])(?:之前|先前|上次|前面|早先|最早|一开始)(?:你|给我|帮我){0,2}(?:看|推|给|那|的|说|发|放|提|介)|上一?(?:批"
    r"|轮|组|页|次)|回到",
    re.IGNORECASE,
)
JUST_NOW = compiled(
    r"\byou (?:just )?(?:showed|had|suggested|recommended|mentioned)\b|\bjust now\b|\ba (?:moment|minute) ago\b"
    r"|刚才|剛才|刚刚|剛剛|方才|刚看|刚推",
    re.IGNORECASE,
)
SINGLE = compiled(rf"\b(?:the|that) (?:\w+ )?one\b|\bit\b|[那这這]{M}|它", re.IGNORECASE)
LIKED = compiled(r"\bone (?:that )?i (?:really )?(?:liked|loved)\b|我(?:说)?喜欢的?那", re.IGNORECASE)
PHOTO = compiled(
    rf"{THIS}|\bthis (?:one|style|look|kind|sort|type|colou?r|exact)\b|{THAT}|{IT}|\b(?:the|my|this"
    rf"|that) (?:photo|picture|pic"
    r"|image|screenshot|attached|attachment)\b|\b(?:in|from|on) the (?:photo|picture|pic|image)\b|\bphoto\b|\bpic\b"
    r"|\b(?:these|those|one like|something like|like (?:the|what))\b"
    r"|[照相]片|图(?!案|书|片框)|圖|截屏|截图|[这這](?:样|樣|种|種|些)|同款|一样|一樣|一模|类似|差不多|"
    rf"{THIS_ZH}|[我朋][^，。]{{0,8}}拍的",
    re.IGNORECASE,
)


DESCRIBED = compiled(
    rf"(?!.*(?:最|est\b|\bmost\b|\bleast\b))(?:(?:the|that) (?:[\w-]+ ){{1,2}}(?:ones?|1)(?: (?:please|pls|then))?"
    rf"|(?:就|要|那就|选)?[^，。,.!?！？的]{{1,6}}的?(?:那{M}|的)(?:吧|呢)?)",
    re.IGNORECASE,
)


CHOSEN = compiled(rf"(?:^|[，,要选])[^，。,.!?！？的]{{1,6}}那{M}(?:吧|呢)?$")
NO_CHOICE = compiled(r"[像比跟和更]|不|别|类似|一样|差不多|但")


def points_only(text: str) -> bool:
    """Whether a text does nothing but point at one of the things shown: "the second one", 第二个."""
    return bool(ONLY.fullmatch(text.strip(" .!。！")))


def describes_only(text: str) -> bool:
    """Whether a text does nothing but say which one is meant, by what it is like: "the braeburn one", 脱脂的."""
    return bool(DESCRIBED.fullmatch(text.strip(" .!?。！？")))


def chooses(text: str) -> bool:
    """Whether a wish ends in the description of one thing: 还是要降噪的，绿色那款."""
    return bool(CHOSEN.search(text)) and not NO_CHOICE.search(text)


def likens_only(text: str) -> bool:
    """Whether a text likens a wish to one of the things shown, and does nothing else: "like the first"."""
    return bool(LIKENED.fullmatch(text.strip(" .!。！")))


def points_somewhere(text: str) -> bool:
    """Whether a text says "it", "this one", "these", whether or not one can tell which."""
    return bool(ONE.search(text) or MANY.search(text))


def several(text: str, shown: list[str], together: list[str]) -> list[str]:
    """What "both", "all of these" and "which of the three" point at: those spoken of together, or those of a list."""
    if BOTH.search(text):
        return together if len(together) == 2 else shown[:2]
    return shown if ALL.search(text) else []


def pronoun(text: str, shown: list[str], focus: str) -> list[str]:
    """What a bare "it", "this one" or "these" points at: the only one, the one spoken of last, or the whole list."""
    if len(shown) > 1 and MANY.search(text) and not CHANGE.search(text):
        return shown
    if not (ONE.search(text) or (MANY.search(text) and len(shown) == 1)):
        return []
    return shown if len(shown) == 1 else [focus] if focus in shown else []


def other(text: str, shown: list[str], focus: str) -> list[str]:
    """ "The other one" of two, when the one was spoken of."""
    return [one for one in shown if one != focus] if len(shown) == 2 and focus in shown and OTHER.search(text) else []
