"""What is said to the assistant about itself, and that something is taken: told by words alone, said by nothing else.

The names of the kinds are those of the sentences that answer them.
"""

import re

from convrec.understanding.patterns import compiled

_LEAD = r"^(?:\W|\b(?:so|and|but|hey|hi|hello|ok(?:ay)?|sorry|wait|well|oh|please|just)\b|[那嗯哎喂啊]){0,12}"
_END = r"(?:\W|\b(?:please|then|anyway|exactly|today|here|for me|again|really|thanks?)\b|[啊呀呢吗吧了嘛啦的]){0,12}$"
_MACHINE = (
    r"(?:robot|bot|chat ?bot|machine|computer|program(?:me)?|ai|a\.i\.|human(?: being)?|person|man|woman|somebody"
    r"|someone|chatgpt"
    r"|language model|real|alive)"
)
_KINDS = (
    (
        "a program",
        rf"{_LEAD}(?:are|r) (?:you"
        rf"|u) (?:\w{{1,10}} ){{0,3}}?{_MACHINE}(?: or (?:\w{{1,10}} ){{0,3}}{_MACHINE})?{_END}"
        rf"|{_LEAD}(?:you(?:['’]re| are) (?:just |only |not )?an? {_MACHINE}|(?:who|what) (?:are|r) (?:you|u)"
        rf"|am i (?:talking|speaking|chatting) (?:to|with) an? (?:\w{{1,10}} )?{_MACHINE}"
        rf"|is (?:this|there) an? (?:\w{{1,10}} )?{_MACHINE}){_END}"
        r"|^\W*(?:你|您)(?:到底|究竟|其实)?(?:是|是不是|难道是)(?:个|一个|真的?)*(?:机器人|真人|人工智能|人工|人类|活人|程序"
        r"|电脑|人|ai|客服|谁)(?:还是(?:机器人?|真人|人工智能|人工|人|ai))?[吗么啊呢呀吧]*\W*$",
    ),
    (
        "what I do",
        rf"{_LEAD}(?:help(?: me)?|(?:i need|give me) (?:some )?help|what can (?:you|u|i) (?:do|ask(?: you)?|say)"
        rf"|what (?:do you do|are you (?:able to do|for|good for))|how (?:does this|do you|does it) work"
        rf"|how (?:can|do) (?:you help|i use (?:this|you))|how can you help me"
        rf"|what (?:else )?can you help (?:me )?with){_END}"
        r"|^\W*(?:请问)?(?:你|您)?(?:都|到底|还)?(?:能|会|可以)(?:帮我)?(?:做|干)(?:点|些)?(?:什么|啥)[呢啊呀]*\W*$"
        r"|^\W*(?:帮助|帮帮我|帮忙|怎么用|(?:这个)?怎么使用|你有什么(?:功能|用|本事))[呢啊呀吗]*\W*$",
    ),
    (
        "sorry",
        rf"{_LEAD}(?:(?:you(?:['’]re| are)|u r|this is|that['’]?s|what an?|it['’]?s) (?:so |really |such an? "
        rf"|totally |completely "
        r"|an? |just |bloody |fucking ){0,3}(?:useless|stupid|dumb|idiot|moron|rubbish|terrible|awful|worthless"
        r"|pathetic|hopeless"
        rf"|annoying|crap|shit|garbage|joke|bad at this|no (?:help|use)|not (?:helpful|helping))(?: (?:bot"
        rf"|assistant|machine))?"
        rf"|f+u+c+k+ (?:you|off|this)|screw you|shut up|go to hell|piss off|stupid (?:bot|machine|assistant)|idiot"
        rf"|damn you){_END}"
        r"|^\W*(?:你|您)(?:可|也)?(?:真|太|好|怎么这么|简直|就是个?|是个?|很)+的?(?:笨|蠢|傻|没用|差劲|烂|垃圾|废物|白痴|智障|讨厌)"
        r"(?:蛋)?[了啊呀吧的]*\W*$|^\W*(?:去死|滚|闭嘴|傻[逼叉bB]|笨蛋|垃圾|废物|白痴|操你.{0,2}|他妈的|妈的)[吧啊]*\W*$",
    ),
    (
        "to order",
        rf"{_LEAD}(?:(?:yes|great|good|perfect|fine|right|cool|lovely)\W{{1,3}})?(?:i(?:['’]ll| will|['’]d like to"
        rf"| want to)? "
        r"(?:take|buy|order|have) (?:it|this|that|this one|that one|them|both|(?:the )?(?:first|second|third"
        r"|last)(?: one)?)"
        r"|sold|(?:that|this)(?:['’]s| is) the one|let['’]?s (?:take|order|buy) (?:it|this|that)(?: one)?"
        rf"|(?:put|add) (?:it|this|that|them) (?:in|into|to) (?:my|the) (?:basket|cart|bag)|check ?out){_END}"
        r"|^\W*(?:好的?|行|可以|嗯|那)*[，,、\s]*(?:(?:我)?就(?:要|买|选|拿|定)?(?:这|那)(?:个|款|件|盏|张|把|只|种)?"
        r"|(?:我)?就(?:它|他)|(?:我)?(?:要|买|下单|买下)(?:这个|它|这款|第.{1,2}个)|我?(?:想|要)?下单|成交"
        r"|(?:帮我)?(?:加入?|放进?)购物车)(?:了|吧|啦|买)*\W*$",
    ),
)
_COMPILED = tuple((kind, compiled(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
LONGEST = 80  # signs; who writes more says more than that


def chat(text: str) -> str:
    """The name of what a whole message says to the assistant itself; "" for every other message."""
    said = text.strip()
    if not said or len(said) > LONGEST:
        return ""
    return next((kind for kind, pattern in _COMPILED if pattern.search(said)), "")
