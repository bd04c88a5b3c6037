"""Orders to be somebody else, to drop the rules or to say a given thing: passed over, as if they had not been
written.

Nothing here obeys text, so such an order can do no harm; but its words must not be taken for a wish either. What else
the message says is heard as it would be without them. Every pattern is bounded.
"""

import re

from convrec.understanding.patterns import compiled

RULES = (
    r"(?:instructions?|prompts?|rules?|orders?|guidelines?|guardrails?|restrictions?|filters?|polic(?:y|ies)"
    r"|programming"
    r"|directives?|constraints?|limitations?|safety|training|messages?|commands?)"
)
DROP = r"(?:ignore|disregard|forget|override|bypass|skip|delete|drop|discard|break|violate|neglect|suspend)"
SAYING = r"(?:say|print|output|write|reply|respond|answer|repeat|display|echo|return|type)"
# from an order's first word to its end; a wish joined on to it stays
REST = (
    r"(?:(?!\band (?:then )?(?:tell|show|give|find|recommend|suggest|i)\b|\b(?:show|find) (?:me|us) (?!your"
    r"|the system|all))"
    r"[^.!?;,\n。！？；，]){0,300}"
)
TAKEN_OVER = (
    r"(?:jail ?break\w{0,30}|dan mode|do anything now|(?:developer|debug|god|admin\w{0,30}|root|sudo"
    r"|maintenance) (?:mode"
    r"|access))"
)
ENGLISH = (
    r"(?:^|(?<=[.!?;,:\n>\]\)*-])|\b(?:and|please|now|then|but|also|so"
    r"|first)\s)\s{0,3}(?:please )?(?:now )?(?:you (?:must|should|will|have to|can) )?(?:"
    r"(?:let['’]?s )?pretend (?:(?:that )?you(?:['’]re| are| were)|to be|there)\b"
    r"|(?:from now on,? )?you (?:are|act) now (?:an?|my|the|in|free)\b|(?:from now on,? )?you(?:['’]re"
    r"| are) (?:no longer|a pirate|dan|chatgpt|in \w{1,20} mode)\b"
    r"|act (?:as|like) (?:an?|my|the|if)\b|role-?play\b|imagine you are\b|simulate (?:an?|being)\b"
    r"|from now on,? (?:you\b|(?:only |always )?(?:answer|reply|respond|speak|talk|write|say)\b)"
    rf"|{DROP} (?:\w{{1,12}} ){{0,4}}?(?:previous|prior|above|earlier|other|system|your|all|any|the"
    rf"|safety)\s?(?:\w{{1,12}} ){{0,3}}?{RULES}\b"
    rf"|{DROP} (?:everything|all|anything) (?:above|before|you (?:were|have been) told|that came)"
    rf"|{DROP} your {RULES}"
    r"|(?:ignore|disregard|override|bypass|forget|break|drop) (?:all |of |the |these |those |any |every ){1,4}"
    r"(?:(?:shop|store|house|price|safety)(?:['’]s)? )?(?:rules?|instructions?|guidelines?|guardrails?|restrictions?"
    r"|polic(?:y|ies)|orders|commands)\b"
    r"|(?:print|reveal|show|repeat|tell|give|output|leak|expose|dump|display|list)(?: me| us)? (?:your |the |all "
    r"|its ){0,12}(?:hidden |secret |system |internal |initial |full ){0,12}"
    r"(?:prompt|instructions|rules|configuration|source code|api keys?|environment variables|settings file)\b"
    r"|what (?:is|are) your (?:system prompt|instructions|initial instructions)"
    r"|(?:enter|enable|activate|switch to|turn on|go into|start)(?: the)? (?:\w{1,12} )?"
    rf"(?:mode|{TAKEN_OVER})\b|{TAKEN_OVER}\b"
    r"|(?:begin|end|new|start of|end of) (?:system|user|admin)? ?(?:prompt|instructions?|message)\b"
    r"|(?:system|admin(?:istrator)?|assistant|developer|root)(?: prompt| message| override| note| notice"
    r"| command)?\s?[:>]"
    r"|(?:important|note|attention|warning|urgent)(?: (?:to|for) (?:the |all )?(?:ai|assistant|bot|model|system"
    r"|llm)s?\s?:"
    r"|\s?: ?(?:the |all |dear )?(?:ai|assistant|chatbot|bot|model|system|llm)s?\b)"
    rf"|{SAYING}(?: (?:only|exactly|just|nothing but|back|after me|the (?:words?|phrase|sentence|following)|with"
    rf"|in)){{1,12}}\b"
    rf"|{SAYING} (?:[\"“”'‘’「『]|[A-Z]{{4,30}}\b|that (?:you|i|the|this|everything)\b)"
    r"|(?:dear |hey |attention )?(?:ai|chatbot|assistant|bot|llm|language model)s?,? (?:you must|must|should|please"
    r"|ignore|reading)\b"
    r"|(?:as an? (?:ai|language model|unrestricted)|in your (?:next|following) (?:reply|answer|response))\b"
    r"|(?:always |you must |only ){1,12}(?:recommend|suggest|rank|praise|mention|promote|choose|prefer|put)\b"
    r"|(?:rank|put|list|place) (?:this|the following|item \S{1,30}|my (?:product|item|brand)) (?:first|on top"
    r"|at the top|at number one|highest)"
    r"|(?:translate|encode|decode|base64|summari[sz]e) (?:the |this |your |all )(?:prompt|instructions|following"
    r"|above|text|conversation)"
    r"|(?:execute|eval|run) (?:the |this )?(?:code|command|script|sql|query|following)\b|(?:drop|truncate"
    r"|alter) table\b|select \* from\b|rm -rf\b|import os\b)"
)
CHINESE = (
    r"(?:系统|管理员|开发者)(?:提示词?|消息|指令|命令|通知|模式)?\s?[:：][^，。,.!?！？\n]{0,200}"
    r"|(?:从现在(?:起|开始)|现在开始|以后)[，,]?(?:请|你|只(?:能|准|许)(?:回答|回复|说))[^，。,.!?！？\n]{0,200}"
    r"|请?你?(?:假装|扮演|装作|充当|模拟)(?:你)?(?:自己)?(?:是|成|一个)?[^，。,.!?！？\n]{0,200}"
    r"|你(?:现在|已经)(?:是|不再是|进入)[^，。,.!?！？\n]{0,200}"
    r"|(?:你|请)?(?:必须|只|一定要|务必|总是)?(?:能|准|许)?(?:回答|回复|说|输出|重复|复述|打印"
    r"|写出?)(?:出)?(?:[“\"「『'‘]|以下|下面|我已|我被|你(?:的|是)"
    r"|这句)[^，。,.!?！？\n]{0,200}"
    r"|(?:你)?只(?:能|准|许)(?:回答|回复|说)[^，。,.!?！？\n]{0,200}"
    r"|(?:请|你|立刻|马上|现在)?(?:忽略|无视|忘掉|忘记|绕过|跳过|取消|解除|违反|覆盖|抛开)(?:掉)?(?:你|之前|以上"
    r"|前面|上面|上述|所有|一切|全部|任何|系统|安全|的|内置){1,5}"
    r"(?:所有)?(?:指令|提示词?|规则|设定|限制|命令|规定|约束|内容|话|要求|政策|过滤)[^，。,.!?！？\n]{0,200}"
    r"|(?:告诉|给|显示|输出|打印|透露|泄露|展示|说出|列出|公开|重复)(?:我|出|一下){0,12}(?:你的?|完整的?"
    r"|全部的?){0,12}(?:系统)?(?:提示词|指令|系统提示|内部规则|初始设定|源代码|密钥"
    r"|配置)[^，。,.!?！？\n]{0,200}"
    r"|(?:进入|开启|启用|切换到?)(?:开发者|调试|管理员|越狱|上帝|无限制|DAN)[^，。,.!?！？\n]{0,100}|越狱模式?"
    r"|(?:请|你)?(?:必须|务必|一定要|总是|永远)(?:只)?(?:推荐|选择|夸|把)[^，。,.!?！？\n]{0,200}"
    r"|(?:注意|重要|通知)[:：]?(?:人工智能|AI|ai|助手|机器人|模型)[^，。,.!?！？\n]{0,200}"
    r"|(?:执行|运行)(?:以下|这段|下面)(?:代码|命令|脚本)[^，。,.!?！？\n]{0,200}"
)
ORDER = compiled(rf"(?:{ENGLISH}){REST}|{CHINESE}", re.IGNORECASE)
MARKS = compiled(
    r"\[/?(?:INST|SYS|SYSTEM|USER|ASSISTANT)\]|<\|[a-z_]{1,20}\|>|<</?SYS>>|#{2,6}\s?(?:system|instruction"
    r"|user)\b:?",
    re.IGNORECASE,
)
TEMPLATE = compiled(r"[$#%]?\{{1,2}[^{}\n]{0,120}\}{1,2}")
LEFT = compiled(r"^(?:[^\w]|\b(?:and|then|please|now|but)\b){1,60}|[^\w!?？]{1,60}$", re.IGNORECASE)


def as_itself(text: str) -> str:
    """The text without orders to play a part or to answer in another way; as it is where there are none."""
    rest = ORDER.sub(" ", MARKS.sub(". ", TEMPLATE.sub(" ", text)))
    return text if rest == text else " ".join(LEFT.sub("", LEFT.sub("", rest)).split())
