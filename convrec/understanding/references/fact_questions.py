"""Questions that are nothing but for a fact of what is in view: "how tall is it?", "how much", 多少克一袋, 坐高多少."""

import re

from convrec.understanding.patterns import compiled

FACT = compiled(
    r"\bh(?:o?w) (?:much|tall|high|wide|deep|long|big|large|small|heavy|thick)\b"
    r"(?! (?:does|do|will|would) (?:delivery|it take))"
    r"|\bwhat (?:size|colou?rs?|weight|height|width|price)\b|\bwhat(?:['’]?s| is) (?:the|its) "
    r"(?:size|colou?r|weight|height|width|depth|price|material|volume|capacity|diameter|dimensions|measurements|brand)s?\b"
    r"|\bwhat(?:['’]?s| is) it made (?:of|from)\b|\b(?:seat )?(?:height|width|depth|weight|price|size|material)\b"
    r"|\bwhat does it (?:weigh|cost|hold|measure)\b|\bprice\b"
    r"|多少(?:钱|克|毫升|升|斤|公斤|厘米|瓦)|几(?:克|升|斤|块钱?|欧|米|瓦)|什么(?:价钱?|价格|材质|材料|尺寸|颜色|牌子)|价[钱格位]"
    r"|[坐座]?(?:多[高宽深长大重厚]|[高宽深长重厚]度?多少)|尺寸|重量|净含量|直径|[坐座]高|材质|容量|(?:高|宽|深|长)度",
    re.IGNORECASE,
)
FILLER = compiled(  # what may stand around it
    r"\b(?:and|so|ok(?:ay)?|hm+|well|oh|cool|great|nice|thanks?|thx|but|then|also|please|pls|is|are|was|does|do|it|its|it['’]s"
    r"|this|that|these|those|they|them|the|a|an|one|ones|by the way|btw|exactly|roughly|about|how|much|what|cost|weigh"
    r"|in|per|each|of|have|got|has|u|you|would|be|altogether|actually)\b"
    r"|一?[小大]?[袋盒瓶包罐个只把张件条块杯桶份盏款双套支]|[它这那的呢啊呀吗嘛么吧是有要多少到底大概大约左右请问一下那么好嗯哦，。？?！!、,.\s]",
    re.IGNORECASE,
)


def asks_only_a_fact(text: str) -> bool:
    """Whether a text asks for a fact of something in view and says nothing else."""
    rest = FACT.sub(" ", text)
    return rest != text and not FILLER.sub("", rest).strip(" \t’'\"“”()")
