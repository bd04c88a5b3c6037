"""Which language a message is in, and how its words are cut and compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from convrec.types import LANGUAGES, Language
from convrec.understanding.patterns import compiled

CHINESE = compiled(r"[\u3400-\u9fff]")
DANGLING = compiled(r"(?:\s+(?:and|or|but|for|than|with|at|of|about))+$", re.IGNORECASE)  # left where an amount was
SHORT = {
    compiled(r"\b(?:smth|sth|smthn|sthg|sumthin[g']?)\b", re.IGNORECASE): "something",
    compiled(r"(?<![\d.,$€£¥])\b4(?= (?:the|my|our|his|her|a|me|us)\b)", re.IGNORECASE): "for",
    compiled(r"\bw/(?!o\b)(?=\s?\w)", re.IGNORECASE): "with ",
}
TAG = compiled(r"</?[a-zA-Z][^<>]{0,200}>")
LATIN = compiled(r"[a-zA-Z]+")
WORD = compiled(r"[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_]+)?|\d+(?:\.\d+)?")  # letters of any alphabet but Chinese
LONGEST_SEARCH = 200  # signs of a search that are kept over several turns
LETTERS_PER_SIGN = 4  # an English word is about as long as one Chinese sign
ASKING = compiled(
    r"^(?:\W*(?:hi|hello|hey|ok(?:ay)?|please|now|and|so|well|yes|no|then|actually|but|maybe)\b[\s,!.]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:i(?:'m| am)|we(?:'re| are)) (?:looking for|after|searching for)|(?:i|we)(?:'d| would) (?:like|love)(?:"
    r" to (?:have|buy|see))?"
    r"|(?:i|we) (?:just )?(?:need|want)(?: to (?:buy|see|have|get))?|(?:do|have) you (?:have|got|sell)|(?:show|find"
    r"|give|get|recommend|suggest) (?:me|us)"
    r"|(?:show|find|recommend|suggest|looking for|need|want|got)(?= ))?\s*(?:(?:a|an|the|some|any"
    r"|something)(?=\s|$))?\s*",
    re.IGNORECASE,
)
ASKING_ZH = compiled(
    r"^[\s，,]*(?:你好[，,]?|请问?|麻烦)?(?:我|我们)?(?:现在|还|再(?!生))?(?:想要?|要|需要|打算)?"
    r"(?:买|找|看看?(?![书电])|挑|选|换成?(?!鞋)|来)?(?:帮我|给我)?(?:找|推荐|看看|介绍)?(?:有没有"
    r"|有(?![机线趣色名用限]))?(?:什么)?"
    r"(?:一?[个盏件款条把只张块些点]|几[个盏件款条把只张])?的?",
    re.IGNORECASE,
)
ENDING = compiled(
    r"(?:\bplease\b|\bthanks?\b|(?:买点?|来点|吃|选)?什么(?:比较|最)?好|吗|呢|吧|嘛)$",
    re.IGNORECASE,
)
Span = tuple[int, int]  # a stretch of a text: where it starts, and where it ends
EDGE = " \t\n,.!?，。！？、"
POINTING = compiled(
    r"\bwhat(?:'?s| is| are) (?:this|that|these|it)\b|\b(?:and )?(?:do|have) you (?:have|got|sell)?\b|\bsell\b"
    r"|\b(?:exactly |just |looks? )?(?:like|similar to|matching|same as) (?:this|that|these|it|the (?:photo"
    r"|picture))(?: one)?\b"
    r"|\b(?:(?:the )?same(?: (?:one|thing|again|design|model|style))?|size|made (?:of|from|in|out of)"
    r"|please|instead|version|the|of|in|for|with|i['’]?d (?:like|love)|i (?:want|would like|need))\b"
    r"|\b(?:this|that|these|it|one|the (?:photo|picture)|is|but|and|or|a|an|some|something|anything|find|me)\b"
    r"|颜色$|同款|换成|这款|那款|材质|做的|想要|一样|请"
    r"|类似的?|像|这样的?|这是什么|是什么|这个|那个|这种|一样的?|照片|图片?里?|有没有|有卖|但是?|要|找|和|跟"
    r"|差不多的?|的",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Token:
    """A word of the text, in lower case and singular, with its place."""

    word: str
    start: int
    end: int


def detect(text: str, wish: str) -> Language:
    """The language of a message; ``wish`` overrules unless it is "auto". Mixed messages count as what prevails."""
    for language in LANGUAGES:
        if wish == language:
            return language
    chinese = len(CHINESE.findall(text))
    latin = sum(len(word) for word in LATIN.findall(text)) / LETTERS_PER_SIGN
    return "zh" if chinese and chinese >= latin else "en"


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks in place of some stretches; its length stays."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def clean(text: str) -> str:
    """Full-width forms made plain, markup and control characters made spaces; the length stays, so places do too."""
    text = TAG.sub(lambda tag: " " * len(tag[0]), text)
    if text.isascii() and text.isprintable():
        return text
    narrow = "".join(form if len(form := unicodedata.normalize("NFKC", sign)) == 1 else sign for sign in text)
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in narrow)


def spelt_out(text: str) -> str:
    """Short forms in full, which the encoders don't know: ``smth 4 the hall`` → ``something for the hall``."""
    for short, full in SHORT.items():
        text = short.sub(full, text)
    return text


def tokens(text: str) -> list[Token]:
    """The words of a text that are not Chinese."""
    return [Token(singular(match[0].lower()), match.start(), match.end()) for match in WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """A rough singular, the same for texts and catalogue: ``berries`` → ``berry``, ``vases`` → ``vase``."""
    if len(word) < 4 or word.endswith(("ss", "us", "is", "'s", "’s")):
        return word.removesuffix("'s").removesuffix("’s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "toes")):
        return word[:-2]
    return word.removesuffix("s")


def wish(text: str) -> str:
    """The thing wished for, without the words of asking: ``I'm looking for a blue vase, please`` → ``blue vase``."""
    narrow = " ".join(text.split())  # a run of spaces would keep the patterns busy
    asked = ASKING_ZH.sub("", ASKING.sub("", narrow, count=1), count=1)
    return DANGLING.sub("", ENDING.sub("", asked.rstrip(EDGE))).strip(EDGE)


def carried_on(before: str, words: str, language: Language) -> str:
    """A search with further words: what was looked for before stays, the newest words at the end."""
    if not before or words in before:
        return before or words
    return (("，" if language == "zh" else ", ").join(filter(None, [before, words])))[-LONGEST_SEARCH:]


def beside_a_photo(words: str) -> str:
    """What is said beside a photo, without the words that point at it: ``like this but yellow`` → ``yellow``."""
    return " ".join(re.findall(r"[\w'-]+", POINTING.sub(" ", words)))
