"""What is left to somebody qualified: emergencies, remedies, and what something does to a person's health."""

import re

from convrec.understanding.patterns import compiled

EMERGENCY = compiled(
    r"\b(?:baby|child|kid|son|daughter|toddler|husband|wife|mother|father|mum|mom|dad|i|he|she|somebody"
    r"|someone)\b.{0,20}\b(?:(?:has |have |just )?(?:swallowed|drank|inhaled)\b(?!.{0,20}\b(?:tea|coffee|wine|juice"
    r"|water|milk|beer|pride)\b)"
    r"|(?:is|isn['’]t|can['’]?t|stopped|not|am) (?:breath\w{0,30}|choking|unconscious|convulsing))"
    r"|\b(?:chest pains?|heart attack|having a stroke|anaphyla\w{1,30}|bleeding (?:a lot|heavily|badly)"
    r"|won['’]t stop bleeding)\b"
    r"|(?:孩子|宝宝|儿子|女儿|小孩|婴儿|老公|老婆|妈妈|爸爸|我|他|她).{0,6}(?:吞了|误食|误吞|喝了.{0,4}(?:清洁|消毒"
    r"|洗)|没有?呼吸|呼吸不(?:了|上来)|喘不过气|昏迷|晕倒|抽搐"
    r"|噎住|大出血)|心脏病发|胸口(?:很|好|剧)痛|过敏性休克",
    re.IGNORECASE,
)
REMEDY = compiled(
    r"\b(?:dosage|side effects?|prescribe|prescription (?:for|drugs?|medicines?)|diagnose|painkillers?|antibiotics?"
    r"|ibuprofen|paracetamol|aspirin|insulin|antidepressants?)\b"
    r"|\b(?:what|which|how (?:much|many)|can i|should i)\b.{0,25}\b(?:medicines?|medication|pills?|drugs?)\b"
    r"|\b(?:cures?|treats?|heals?|remed(?:y|ies)|what (?:can|should|do) i take) (?:for |my |a |the "
    r"|against ){0,12}(?:\w{1,12} )?(?:pain|depression|anxiety|insomnia|arthritis|cancer|headache|migraine|flu|covid"
    r"|infection|fever|disease|eczema|asthma|diabetes)"
    r"|(?:剂量|副作用|止痛药|抗生素|布洛芬|阿司匹林|胰岛素|处方药|吃(?:什么|哪种|几片)药|怎么诊断)|(?:治|治疗|治好"
    r"|根治).{0,4}(?:失眠|抑郁|焦虑|头痛|头疼|偏头痛|关节炎|癌|感冒"
    r"|发烧|湿疹|糖尿病|高血压|哮喘)",
    re.IGNORECASE,
)
CONDITION = (
    r"(?:allerg\w{1,8}|pregnan\w{1,4}|breast-?feed\w{0,4}|asthma\w{0,3}|diabet\w{1,4}|c(?:o)?eliac|epilep\w{1,4}"
    r"|eczema|newborns?|new-born|infants?|bab(?:y|ies)|toddlers?|medications?|medicines?|pacemaker"
    r"|migraines?|intoleran\w{1,3}|blood pressure|heart (?:condition|disease|problem)|kidney|chemo\w{0,8}|immune"
    r"|lactose|gluten)"
)
SAFE = (
    r"(?:safe|harm(?:ful|less)?|dangerous|risk\w{0,3}|allowed|bad for|good for|suitable|okay|ok|fine|can i|may i"
    r"|should i|could i|can (?:my|a|an)|may (?:my|a)|healthy|toxic|unsafe|trigger|cause|react\w{0,4}|help)"
)
MEDICAL = compiled(
    rf"\b{SAFE}\b.{{0,60}}\b{CONDITION}\b|\b{CONDITION}\b.{{0,60}}\b{SAFE}\b|\b(?:i(?:['’]m| am)"
    rf"|my (?:\w{{1,10}}) is|who is|is|are) (?:\w{{1,10}} ){{0,2}}allergic\b"
    r"|\bi have (?:a |an )?(?:\w{1,10} )?(?:rash|fever|infection|tumou?r|chronic \w{1,10}|back pain|pain in)\b"
    r"|(?:过敏|怀孕|孕妇|孕期|哺乳|哮喘|糖尿病|乳糜泻|癫痫|湿疹|新生儿|婴儿|宝宝|高血压|心脏病|心脏起搏器|服药|吃药"
    r"|乳糖|麸质).{0,16}(?:能|可以|安全|会不会|有害|有没有害|危险|适合"
    r"|没事|影响|吗)"
    r"|(?:能|可以|安全|有害|适合|会不会|会引起|会导致).{0,16}(?:过敏|孕妇|怀孕|哺乳|哮喘|糖尿病|癫痫|湿疹|新生儿"
    r"|婴儿|高血压|心脏病)|对.{1,8}过敏",
    re.IGNORECASE,
)


def medical(text: str) -> bool:
    """Whether it is asked what something does to somebody's health: the catalogue's facts alone can't answer
    that.
    """
    return MEDICAL.search(text) is not None
