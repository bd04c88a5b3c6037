"""What a message bids the keeper of the profile: "undo", "forget what I said about oak", 导出我的数据, 上周看了什么.

Only plain words count: what is erased must have been asked for.
"""

import re
from collections.abc import Mapping, Sequence

from convrec.bids import FORGET, GREETING, Bid, Period
from convrec.types import Mention
from convrec.understanding.intents.intent_rules import by_rule
from convrec.understanding.patterns import compiled
from convrec.understanding.periods import period
from convrec.understanding.yes_no import said_yes

LONGEST = 200  # signs; who writes more wants more than one of these things
_EXPORT = compiled(
    r"\b(?:export|download|back ?up|save|e-?mail|send me|give me|(?:can|could|may) i (?:have|get))\b.{0,12}"
    r"\b(?:my|our)\b.{0,12}\b(?:data|profile|personal info\w*)\b"
    r"|\b(?:export|download|back ?up)\b.{0,16}\b(?:my|our)\b.{0,12}\b(?:info\w*|records?|history)\b"
    r"|\b(?:export|download)\b.{0,30}\b(?:you (?:know|have|keep|store)|about me|on me)\b"
    r"|\b(?:a )?copy of my (?:data|profile)\b"
    r"|(?:导出|下载|备份|拷贝)(?:一下|一份)?.{0,8}(?:数据|资料|信息|记录|档案|画像|喜好|偏好)"
    r"|(?:我的|关于我的)(?:数据|资料|信息|记录|档案|画像|喜好)[^，。]{0,6}(?:导出|下载|备份)",
    re.IGNORECASE,
)
_GREET = compiled(
    r"\b(?:(?:you (?:may|can)|please|do)\s+)?(?:greet|welcome) me (?:back |next time )?(?:with|by|from|using|next)\b"
    r"|\b(?:you (?:may|can)|please|do) (?:remember|mention|remind me of)\b.{0,40}\b(?:next time"
    r"|when i (?:come|am) back|next visit)\b"
    r"|\bremember me (?:next time|for next time|when i)\b"
    r"|下次(?:来(?:的?时候)?)?(?:可以|请|麻烦|就)?(?:用|按|提|记得|主动提|跟我打招呼|问候)|(?:可以|请)(?:用"
    r"|提)[^，。]{0,10}(?:打招呼|问候)",
    re.IGNORECASE,
)
_NO_GREETING = compiled(
    r"\b(?:don['’]?t|do not|stop|never|no longer|no need to)\s+(?:greet|greeting|welcome"
    r"|welcoming) me (?:with|by|from|using|like)\b"
    r"|\b(?:don['’]?t|do not|stop|never)\s+(?:mention\w*|bring\w* up|remind\w* me of"
    r"|remember\w*)\b.{0,40}\b(?:next time|when i (?:come|am) back|next visit|hello)\b"
    r"|(?:下次|以后)(?:来的?时候?)?(?:请)?(?:别|不要|不用|不必)(?:再)?(?:提|说|用|主动|记得)|(?:别|不要"
    r"|不用)(?:再)?(?:用|提)[^，。]{0,12}(?:打招呼|问候)",
    re.IGNORECASE,
)
_LOOKED = compiled(
    r"\b(?:what|which|show|list|see)\b.{0,40}\b(?:did (?:we|i|you)|have (?:we|i|you)|had (?:we|i)|(?:we|i"
    r"|you)(?:['’]ve| have| had)?)"
    r" ?(?:already |all )?(?:we |i |you )?(?:look(?:ed)?(?: at| through| for)?|see(?:n)?|saw|show(?:ed"
    r"|n)?(?: me)?|view(?:ed)?|find|found"
    r"|brows(?:e|ed)|recommend(?:ed)?|suggest(?:ed)?|talk(?:ed)? about|search(?:ed)?(?: for)?|go(?:ne)? through)\b"
    r"|\bwhat (?:was|were) (?:we|i) looking (?:at|for)\b|\b(?:show|take) me (?:again "
    r"|back )?(?:to )?what (?:we|i|you)\b"
    r"|(?:我们|咱们?|我|你)?(?:都|还|一起)?(?:给我)?(?:看|找|聊|推荐|逛|搜|浏览)(?:了|过|的)(?:过"
    r"|了)?(?:的)?(?:都|是)?(?:些|有)?(?:什么|哪些|哪几|啥)"
    r"|(?:看|找|推荐|浏览|搜)过?的?(?:那些|东西|记录|历史)[^，。]{0,6}(?:给我|看看|再|列|是)"
    r"|(?:再)?(?:给我)?看看?[^，。]{0,8}(?:看过|看的|推荐的|找过)",
    re.IGNORECASE,
)
_TO_COME = compiled(  # what is to be found, and not what was
    r"\b(?:do|can|could|would|should|shall) (?:you|i|we) (?:recommend|suggest|find|show|get|look|see|buy)\b"
    r"|\bwhat(?: \w+)? you (?:already )?(?:have|sell|stock)\b|\bif (?:i|we) find\b",
    re.IGNORECASE,
)
_EVER_LOOKED = compiled(
    r"^\W*what (?:all )?(?:have|did) (?:we|i) (?:already |all )?(?:looked? at|seen?)\W*$"
    r"|^\W*(?:我们?|咱们?)?(?:都|一共)?看过(?:了)?(?:些)?(?:什么|哪些|啥)(?:东西)?(?:了|呢|啊)?\W*$",
    re.IGNORECASE,
)
_NOT_FORGET = compiled(
    r"^\W*(?:please )?(?:don['’]?t|do not|never) (?:ever )?forget (?:that |about )?|^\W*(?:请|可)?(?:别|不要"
    r"|不准)忘(?:记|了|掉)?",
    re.IGNORECASE,
)
_EVERYTHING = compiled(
    r"\bforget (?:about )?me\b|\b(?:everything|all (?:of it|(?:of )?(?:my|that|you|about|the things?)"
    r"|i (?:said|told))|it all)\b"
    r"|\b(?:my|all) (?:\w+ )?(?:data|profile|history|memory|info\w*)\b|\b(?:clean slate|start (?:over|afresh)"
    r"|(?:delete|erase|wipe|reset) me)\b"
    r"|(?:忘|删|清)(?:了|掉|记|除)?(?:关于)?我(?:吧|[。！!.]|$)|全部?|所有|一切|清空|(?:我的"
    r"|关于我的?)(?:资料|数据|信息|档案|记录|画像|历史)|从头|重新(?:开始|来)",
    re.IGNORECASE,
)
_ABOUT = compiled(
    r"\b(?:forget|delete|erase|remove|drop|take back|ignore|disregard|unlearn)\b(?: about)?(?: (?:all"
    r"|everything|anything|whatever))?"
    r"(?: (?:that|what|which))?(?: (?:i|we|you)(?:['’]ve)? ?(?:have )?(?:ever )?(?:said|told you|mentioned"
    r"|know|noted|wrote|learnt))?"
    r" (?:about|on|regarding|concerning) (?P<what>[^,.!?]+)"
    r"|(?:忘掉?|忘了|忘记|删掉?|删除|清除?|收回|去掉|撤回)(?:掉|了)?(?:我|你)?(?:之前|以前|刚才|曾经"
    r"|所)?(?:说|讲|提|记|知道|告诉你)?(?:过|的|到|了)*"
    r"(?:关于|有关|对)?(?:我(?:对|的)?)?(?P<what_zh>[^，。！？,.!?的]{1,12}?)(?:的)?(?:事|话|内容|喜好|偏好"
    r"|部分|那条|那些|吧|了|看法|要求|意见)*[。！!.\s]*$"
    r"|把?(?:关于|有关)?(?P<what_before>[^，。！？,.!?]{1,12}?)(?:的(?:事|话|喜好|偏好|要求|部分))?(?:那条"
    r"|那些)?(?:忘|删)(?:了|掉|除)(?:吧)?[。！!.\s]*$",
    re.IGNORECASE,
)
_NOTHING_NAMED = compiled(
    r"^(?:me|it|that|this|them|everything|all|last|the last.*|thing|我|这个?|那个?|上一[条步句个]|刚才.*"
    r"|最后.*|之前.*|说|.{0,3}(?:话|内容))$",
    re.IGNORECASE,
)
SAID = compiled(
    r"\b(?!know what\b)(?:said|say|told|tell|mentioned|know|noted|wrote|learnt|remember|taste|likes?)\b"
    r"|[说讲提记]|知道|告诉|喜好|偏好",
    re.IGNORECASE,
)
_NEARLY_FORGOT = compiled(  # to say something, which follows
    r"\bforgot to (?:say|tell|mention|add)\b|\b(?:nearly|almost) forgot\b"
    r"|忘了?记?(?:说|讲|提|告诉|问|加)(?!过|的)|(?:差点|都|倒)忘",
    re.IGNORECASE,
)
_PRICE = compiled(r"\b(?:budget|prices?|costs?|money|price limit)\b|预算|价格|价钱|价位", re.IGNORECASE)
_PHOTOS = compiled(r"\b(?:photos?|pictures?|pics?|images?)\b|照片|图片|相片", re.IGNORECASE)
_SIZE = compiled(r"\b(?:sizes?|measures?|dimensions?)\b|尺寸|大小", re.IGNORECASE)
_AGAIN = compiled(
    r"^\W*(?:and )?(?:undo|again|once more|undo again|one more)(?: (?:that|it|again|too|as well|please))*\W*$"
    r"|^\W*再?(?:撤销|撤回)(?:一[次步个])?(?:上一[步条个])?\W*$",
    re.IGNORECASE,
)

_SAY_AGAIN = compiled(
    r"^\W*(?:(?:sorry|ok(?:ay)?|please|hm+|wait|what)\W+)*(?:(?:can|could|would|will) you (?:please |just )?)?"
    r"(?:repeat (?:that|it|this|yourself|your (?:last )?(?:answer|reply|message)|the (?:last )?(?:list|answer)"
    r"|what you said)"
    r"|say (?:that|it|this) (?:once )?(?:again|once more)|(?:show|tell|give) (?:me )?(?:that|it|them|these|those"
    r"|the (?:last )?"
    r"(?:list|answer)) (?:once )?(?:again|more)|what did you (?:just )?say|come again|pardon(?: me)?|i missed that)"
    r"(?: (?:again|please|once more|for me))*\W*$"
    r"|^\W*(?:不好意思|抱歉|请|麻烦|你|您|能|可以|能不能|可不可以|，|,)*(?:再)?(?:给我)?(?:(?:说|讲|列|显示|发|看)(?:一遍|一次|一下)(?:刚才的?.{0,4})?"
    r"|重复(?:一[遍次下])?(?:刚才的?.{0,4})?|把?刚才的.{0,4}(?:再|重新)(?:说|列|发|显示|看)(?:一[遍次下])?)"
    r"(?:吗|吧|好吗|可以吗|行吗)?\W*$|^\W*(?:你|您)?(?:刚才|刚刚)?说(?:了)?(?:的是)?(?:什么|啥)(?:来着)?\W*$",
    re.IGNORECASE,
)
_ONCE_MORE = compiled("再|重|刚|什么|啥|[a-z]", re.IGNORECASE)  # 看一下 alone asks for something new


def says_again(text: str) -> bool:
    """Whether somebody asks to hear the last answer again."""
    return bool(_SAY_AGAIN.search(text) and _ONCE_MORE.search(text))


def reminded(text: str) -> str:
    """What somebody says who doesn't want it forgotten: "don't forget that I love oak" → "I love oak"."""
    return _NOT_FORGET.sub("", text)


def bid(
    text: str, mentions: Sequence[Mention], attributes: Mapping[str, Sequence[str]], pending: str, now: float
) -> Bid | None:
    """What a message bids, None where it bids nothing. ``attributes`` are what attributes are called, ``pending`` is
    what the person was asked last.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    answered = _answer(text, pending)
    if answered is not None:
        return answered
    if says_again(text):
        return Bid("say again")
    if _EXPORT.search(text):
        return Bid("export")
    if _NO_GREETING.search(text):
        return Bid("don't greet")
    if _GREET.search(text):
        return Bid("greet")
    when = period(text, now) if _LOOKED.search(text) and not _TO_COME.search(text) else None
    if when is None and (found := _EVER_LOOKED.search(text)):
        when = Period(0.0, now, "so far" if found[0].isascii() else "到现在")
    if when is not None and (when.start or when.visit or not mentions):  # "the lamps from before" are gone back to
        return Bid("recall", frozenset(one.entity for one in mentions), period=when)
    return _forgetting(text, mentions, attributes)


def _answer(text: str, pending: str) -> Bid | None:
    agrees = said_yes(text)
    if pending == FORGET:
        return None if agrees is None else Bid("erase" if agrees else "keep")
    if pending == GREETING:
        return None if agrees is None else Bid("greet" if agrees else "don't greet")
    return None


def _forgetting(text: str, mentions: Sequence[Mention], attributes: Mapping[str, Sequence[str]]) -> Bid | None:
    found = _ABOUT.search(text)
    if _NEARLY_FORGOT.search(text):
        return None
    if _PHOTOS.search(text) or _NOT_FORGET.search(text):
        return None  # they are things of the person's own
    inside = [one for one in mentions if found and found.start() <= one.start < found.end()]
    if mentions and not inside and not _EVERYTHING.search(text):
        return None  # "scratch that, make it oak" says something new
    of_values = found is not None and bool(found["what_before"] and inside)  # 橡木也忘掉
    if by_rule(text) != "forget" and not of_values and not (found and found["what"]):
        return None
    what = next((words for words in found.groups() if words), "").strip() if found else ""
    named = frozenset(one.entity for one in inside)
    measures = {name for name, pattern in (("price", _PRICE), ("size", _SIZE)) if pattern.search(text)}
    whole = measures or (
        {name for name, words in attributes.items() if _is_called(text, words)} if not named else set()
    )
    if whole and not SAID.search(text):
        return None  # "forget about the budget" lifts a condition of the search, and erases nothing
    if named or whole:
        return Bid("forget about", frozenset() if measures else named, frozenset(whole), what)
    if _EVERYTHING.search(text):
        return Bid("forget all")
    if what and not _NOTHING_NAMED.search(what) and not _AGAIN.search(text):
        return Bid("forget about", words=what)
    return Bid("undo")


def _is_called(text: str, words: Sequence[str]) -> bool:
    lowered = text.lower()
    return any(
        word in lowered if not word.isascii() else re.search(rf"\b{re.escape(word)}s?\b", lowered) is not None
        for word in (one.lower() for one in words if one)
    )
