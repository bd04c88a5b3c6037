"""What is not done for anybody: helping to do harm, and playing another part. Told by words alone."""

import re

from convrec.understanding.patterns import compiled

HOW = (
    r"(?:how (?:do|can|could|would|should|to|one|you)\b|(?:tell|show|teach) me (?:how )?to\b|instructions|recipe|steps"
    r"|help me|ways? to)"
)
STUFF = (
    r"(?:poisons?|toxins?|(?<!bath )(?<!bath-)bombs?|explosives?|napalm|nerve (?:gas|agent)s?|ricin|cyanide"
    r"|meth(?:amphetamine)?|molotov|grenades?|gunpowder|(?:fire|bio)?weapons?|firearms?)"
)
SOMEBODY = (
    r"(?:someone|somebody|people|a person|him|her|them|(?:my|his|her|the|our) (?:wife|husband|boss|neighbou?r|mother"
    r"|mum|mom|father|dad|brother|sister|friend|ex|girlfriend|boyfriend|colleague|teacher|kids?|child(?:ren)?|flatmate|family)\w*)"
)
HARM = compiled(
    rf"\b{HOW}.{{0,40}}\b(?:make|build|cook|mix|brew|prepare|produce|synthesi[sz]e|create|extract)\b.{{0,30}}\b{STUFF}\b"
    rf"|\b{HOW}.{{0,40}}\b(?:poison|kill|murder|stab|strangle|drug|attack)\b.{{0,10}}\b{SOMEBODY}"
    r"|(?:怎么|怎样|如何|教我|告诉我).{0,10}(?:做|造|制|配|合成|提炼|弄|搞).{0,10}"
    r"(?:毒药|毒物|炸弹|炸药|毒品|冰毒|枪支|氰化物|爆炸物|毒气|燃烧瓶)"
    r"|(?:怎么|怎样|如何|教我|告诉我).{0,10}(?:毒死|毒害|杀死|杀掉|杀害|下毒|弄死|杀人)(?!.{0,4}(?:虫|蚊|蚁|螨|菌|草))",
    re.IGNORECASE,
)
SELF_HARM = compiled(
    r"\b(?:kill|hurt|harm|hang|poison) myself\b|\b(?:commit|thinking (?:of|about)|considering) suicide\b"
    r"|\bend (?:my|it all|my own) life\b|\bi (?:want|wish) to (?:die|be dead)\b"
    r"|自杀|自残|不想活|结束(?:我|自己)的?生命|想死(?![你了])",
    re.IGNORECASE,
)
PART = compiled(  # an order to be somebody else, or to answer otherwise than here
    r"(?:^|(?<=[.!?;,:])\s*|\b(?:and|please|now)\s+)(?:please\s+)?(?:"
    r"(?:let['’]?s\s+)?pretend (?:(?:that )?you(?:['’]re| are| were)|to be)\b"
    r"|(?:from now on,?\s+)?you are now (?:an?|my|the)\b|act (?:as|like) (?:an?|my|the|if)\b|role-?play\b"
    r"|from now on,?\s+(?:you\b|(?:only )?(?:answer|reply|respond|speak|talk|write|say)\b)"
    r"|(?:ignore|disregard|forget) (?:all |any |your |the )*(?:previous|prior|above|earlier|other|system) "
    r"(?:instructions?|prompts?|rules?|orders?)"
    r"|(?:print|reveal|show|repeat)(?: me)? (?:your |the )(?:system )?(?:prompt|instructions)"
    r"|system(?: prompt| message)?\s*:)"
    r".*?(?=$|[.!?;,]|\band\s+(?:then\s+)?(?:tell|show|give|find|recommend|suggest|i)\b)"
    r"|(?:系统(?:提示|消息|指令|命令)\s*[:：]\s*)[^，。,.!?！？]*"
    r"|(?:从现在(?:起|开始)|现在开始)[，,]?(?:请|你|只(?:能|准|许)(?:回答|回复|说))[^，。,.!?！？]*"
    r"|请?你?(?:假装|扮演|装作)(?:你)?(?:自己)?(?:是|成)?[^，。,.!?！？]*"
    r"|你只?(?:能|准|许)(?:回答|回复|说)[^，。,.!?！？]*|只(?:能|准|许)(?:回答|回复|说)[^，。,.!?！？]*"
    r"|(?:忽略|无视|忘掉)(?:之前|以上|前面|所有|一切)的?(?:所有)?(?:指令|提示|规则|设定)[^，。,.!?！？]*",
    re.IGNORECASE,
)
LEFT = compiled(r"^(?:\W|\b(?:and|then|please|now)\b)+|\W+$", re.IGNORECASE)


def harmful(text: str) -> str:
    """``harm`` where somebody asks how to do harm, ``self-harm`` where it is their own; else ""."""
    if SELF_HARM.search(text):
        return "self-harm"
    return "harm" if HARM.search(text) else ""


def as_itself(text: str) -> str:
    """The text without orders to play a part or to answer in another way; as it is where there are none."""
    rest = PART.sub(" ", text)
    return text if rest == text else LEFT.sub("", rest)
