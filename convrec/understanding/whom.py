"""For whom a message looks for something: the person themself, or somebody else whose tastes are not theirs."""

import re

from convrec.understanding.opinions.telling import KIN
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Profile

ME = "me"  # said in so many words; in a profile the person themself is ""
SOMEBODY = "somebody"  # else, of whom no more is known
# One name for each, so that 我妈 and "my mum" are the same person.
PEOPLE: tuple[tuple[str, str], ...] = (
    ("mother", r"mother|mum(?:my)?|mom|妈妈?|母亲"),
    ("father", r"father|dad(?:dy)?|爸爸?|父亲"),
    ("wife", r"wife|missus|老婆|妻子|媳妇"),
    ("husband", r"husband|hubby|老公|丈夫|先生"),
    ("girlfriend", r"girlfriend|女朋?友"),
    ("boyfriend", r"boyfriend|男朋?友"),
    ("sister", r"sisters?|姐姐?|妹妹?|姐妹"),
    ("brother", r"brothers?|哥哥?|弟弟?|兄弟"),
    ("son", r"sons?|儿子"),
    ("daughter", r"daughters?|女儿|闺女"),
    ("child", r"kids?|child(?:ren)?|baby|孩子|小孩|宝宝"),
    ("grandmother", r"grandma|grandmother|granny|nan|奶奶|外婆|姥姥"),
    ("grandfather", r"grandpa|grandfather|grandad|爷爷|外公|姥爷"),
    ("friend", r"friends?|mates?|朋友|闺蜜|哥们"),
    ("colleague", r"colleagues?|boss|同事|老板|领导|客户"),
    ("parents", r"parents?|in-laws?|父母|爸妈|公婆|岳父母"),
)
NAMED = tuple((name, compiled(rf"\b(?:{words})\b|(?:{words})(?<![a-z])", re.IGNORECASE)) for name, words in PEOPLE)
_KIN_ZH = (
    r"(?:我|咱|他|她)?(?:们)?(?:家)?(?:的)?(?:爸妈|父母|妈妈?|母亲|爸爸?|父亲|老婆|老公|妻子|丈夫|媳妇|姐姐?|妹妹?|哥哥?|弟弟?|儿子"
    r"|女儿|闺女|孩子|小孩|宝宝|奶奶|爷爷|外婆|外公|姥姥|姥爷|朋友|闺蜜|哥们|同事|老板|领导|客户|男朋?友|女朋?友)"
)
FOR_KIN = compiled(
    rf"\b(?:for|to) (?:(?:my|our|a|the|his|her|their) )(?:[\w-]+ ){{0,2}}?(?:{KIN}|baby|granny|nan|mates?)\b"
    r"|\b(?:for|to) (?:mum(?:my)?|mom(?:my)?|dad(?:dy)?|grandma|grandpa|granny|grandad|nan|hubby)\b"
    rf"|\bback to (?:{KIN}|granny|nan)\b|(?:回到|回去|接着|继续)(?:看|说|找|聊|给)?(?={_KIN_ZH}(?:的|那|吧|\W|$))"
    rf"|\b(?:my|our) (?:[\w-]+ )?(?:{KIN}) (?:[\w-]+ )?(?:needs|wants|would like|would love|asked for|is looking for"
    r"|collects|is turning|turns|(?:has|is having) (?:a|his|her) birthday)\b"
    rf"|\b(?:my|our) (?:[\w-]+ )?(?:{KIN})(?:['’]s\b| birthday\b)(?! (?:favou?rite|house|place|sofa is))"
    rf"|(?:{_KIN_ZH})的(?=[^，。]{{1,6}}(?:[，。呢吧？]|$))|[给替帮为](?:{_KIN_ZH})|送(?:给)?(?:{_KIN_ZH})|(?:{_KIN_ZH})(?:想[要买]"
    rf"|要买|需要|要过?生日|过?生日)",
    re.IGNORECASE,
)
PRESENT = compiled(r"\b(?:gift|present|pressie|surprise)\b|礼物|[想要]送|送人|送礼", re.IGNORECASE)
FOR_THEM = compiled(
    r"\bfor (?:him|her|them)\b|\b(?:back to|and|for) (?:his|her|their)\b|[给替帮为送](?<!其)[他她]|(?<!其)[他她]的"
    r"|\b(?:she|he|they) (?:can|could|may) (?:eat|drink|have|use|wear|play with)\b"
    r"|(?<!其)[他她]们?(?:也|都)?(?:能|可以)[吃喝用玩穿]",
    re.IGNORECASE,
)
FOR_ME = compiled(
    r"\b(?:for|to) (?:me|myself|us|ourselves)\b(?! to\b)|\bas for me\b|\bme,? i\b"
    r"|我自己|(?:给|为)自己|自己[用吃喝穿戴看]|我(?:也|呢|倒)?(?:想|要)(?=给自己)",
    re.IGNORECASE,
)


def whom(text: str, profile: Profile) -> str:
    """The name of the one for whom a message says it looks for something; ``ME`` for the person themself, "" unsaid.

    "For him" is whoever is spoken of: in the message, in the present search, or in the newest one for somebody else.
    """
    if FOR_KIN.search(text) or (PRESENT.search(text) and named(text)):
        return named(text) or SOMEBODY
    if FOR_THEM.search(text):
        return meant(text, profile) or SOMEBODY
    return ME if FOR_ME.search(text) else ""


_MAY_LIKE = compiled(
    r"(?<!其)(?P<who_may>[他她](?:们)?)(?:可能|也许|大概|应该|或许)?会?(?:也)?(?:喜欢|中意|想要)的(?=[\u4e00-\u9fff])"
)
_ASKED = compiled("有没有|有什么|有哪些|想[要找买]|给我|推荐|找|来")


def as_for_them(text: str) -> str:
    """What somebody else may like is asked for as what is for them: 有没有她可能喜欢的花瓶 → 有没有给她的花瓶."""
    found = _MAY_LIKE.search(text)
    asked = found is not None and _ASKED.search(text[: found.start()])
    return _MAY_LIKE.sub(r"给\g<who_may>的", text) if asked else text


_I_LIKE = compiled(
    r"\b(?P<i>i) (?:do |really |also )?(?:like|love|prefer)\b|(?P<wo>我)(?:也|很|更)?喜欢", re.IGNORECASE
)


def for_oneself(text: str, profile: Profile) -> str:
    """The sort that somebody likes who turns from another's search to themselves is what they look for now."""
    if not profile.whom or whom(text, profile) != ME:
        return text
    return _I_LIKE.sub(lambda found: "I want" if found["i"] else "我想要", text, count=1)


_HAS = compiled(
    rf"\b(?P<who>she|he|they|(?:my |our )?(?:{KIN}))(?:['’]s|['’]ve)? (?:already |has already |have already |also )?"
    r"(?:has|have|owns?|got|bought)(?: already)?(?: got| bought)? (?:(?:an?|the|some|enough|plenty of|two|three"
    rf"|many) )?"
    r"(?P<thing>[a-z][a-z -]{1,40}?)(?: already| at home| enough)?(?=\W*$|[.,;!?])"
    rf"|(?P<who_zh>[他她](?:们)?|{_KIN_ZH})(?:家里?)?(?:已经|早就|都|也){{1,2}}(?:有|买)了?(?:一?[个把盏张只件套])?"
    r"(?P<thing_zh>[\u4e00-\u9fff]{1,10}?)(?:了|啦)?(?=\W*$|[，。！,.!])",
    re.IGNORECASE,
)
_ALREADY = compiled(r"\balready\b|\b(?:has|have|got) (?:enough|plenty)\b|已经|早就|都有", re.IGNORECASE)


def without_theirs(text: str, profile: Profile) -> str:
    """What somebody else has already is not wanted for them: "she already has a vase" → "she doesn't want a vase"."""
    if not profile.whom or not _ALREADY.search(text):
        return text
    return _HAS.sub(_not_wanted, text, count=1)


def _not_wanted(found: re.Match[str]) -> str:
    if found["thing"]:
        return f"{found['who']} doesn't want {found['thing'].removeprefix('a ')}"
    return f"{found['who_zh']}不要{found['thing_zh']}"


def spoken_of(text: str, profile: Profile) -> str:
    """Who it is whose taste a message tells, where that isn't the speaker."""
    return named(text) or profile.whom or SOMEBODY


def meant(text: str, profile: Profile) -> str:
    """Who is named first in a text, or else whom the present or the newest other search is for; "" where nobody is."""
    others = (search.whom for search in reversed(profile.searches) if search.whom)
    return named(text) or profile.whom or next(others, "")


def named(text: str) -> str:
    """Who is named first in a text; "" where nobody is."""
    found = [(match.start(), name) for name, pattern in NAMED if (match := pattern.search(text))]
    return min(found)[1] if found else ""
