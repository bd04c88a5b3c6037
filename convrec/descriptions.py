"""What is said of an item to a question that its attributes don't answer: a sentence of its description, what people
wrote of it, or that its details don't say.
"""

import re
from collections.abc import Sequence

from convrec.phrases import phrase, sentences
from convrec.types import Item, Language, Reception, Understanding, say
from convrec.understanding.language import CHINESE, tokens

AT_LARGE = re.compile(  # the whole description is asked for
    r"\b(?:more (?:about|on|info\w*|details?)|tell (?:me|us)|describe|description|details?"
    r"|what['’]?s (?:it|this|that) like"
    r"|what (?:is|are) (?:it|this|that|they|these) like|what(?:['’]s| is) special)\b|介绍|详细|详情|说说"
    r"|讲讲|怎么样|咋样|如何",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:^|[,.!;])\W{0,5}(?:(?:and|but|so|ok) )?(?:is|are|does|do|did|can|could|has|have|will|would|where|when|who)\b"
    r"|\bhow (?:much|many|long|old|often|far|big|tall|wide|heavy)\b|\bwhat (?:colou?r|size|price|year|age)\b"
    r"|[吗么](?=\W*$)|是不是|能不能|可不可以|有没有|会不会|多少|[几谁]",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    r"\bwhat (?:do|did|are|have) (?:\w+ ){0,2}?(?:people|others?|buyers?|customers?|they|everyone|anyone)\b.{0,20}"
    r"\b(?:say|said|think|thought|saying|write|written)\b|\b(?:reviews?|ratings?|rated|feedback)\b"
    r"|评价|评分|评论|口碑|(?:大家|别人|买家|买过的人?).{0,4}(?:说|觉得|怎么看|反馈)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
QUOTED = 2  # reviews that are told


def described(text: str, item: Item, understanding: Understanding, language: Language) -> str:
    """The description where it is asked for at large, else what of it bears on the question, or that nothing does."""
    whole = say(item.description, language)
    if whole and (AT_LARGE.search(text) or not ASKS.search(text)):
        return whole
    words = [*(mention.quote for mention in understanding.mentions), *understanding.unresolved]
    bearing = [one for one in SENTENCE.split(whole) if any(_bears(one, word) for word in words)]
    return sentences(bearing, language) or phrase("unsaid", language)


def received(title: str, reception: Reception | None, language: Language, most: int = QUOTED) -> str:
    """How people rated an item and at ``most`` so many of the things they wrote of it, or that nobody did yet."""
    if reception is None or (reception.rating is None and not reception.reviews):
        return phrase("not received", language, title=title)
    told = [phrase("reviewed", language, text=say(one.text, language)) for one in reception.reviews[:most]]
    if reception.rating is not None:
        stars = f"{reception.rating:.1f}"
        told.insert(0, phrase("rated", language, title=title, stars=stars, count=reception.ratings))
    return sentences(told, language)


def _bears(sentence: str, word: str) -> bool:
    if CHINESE.search(word):
        return len(word) > 1 and word in sentence
    said: Sequence[str] = [token.word for token in tokens(sentence)]
    return all(token.word in said for token in tokens(word))
