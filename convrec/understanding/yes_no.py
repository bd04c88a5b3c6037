"""Whether a whole message is a yes or a no. Whoever says more than that has answered something else, or nothing."""

import re

from convrec.understanding.patterns import compiled

LONGEST = 60  # signs
_MARKS = rf"\W{{0,{LONGEST}}}"
_ASIDE = (
    r"(?:please|thanks?|thank you|then|now|sorry|really|actually"
    r"|go ahead|do it|do that|do so|that|it|them|everything|for good|all"
    r"|of course|sure|i am|i do|i did|i don['’]?t|not now|not yet|later|erase|delete|forget|pass|send|keep|on|me"
    r"|吧|的|了|啊|呀|呢|哦|谢谢|请|就|都|先|现在|全部?|一下|我|你们?|它|这样|好)"
)
NO = compiled(
    r"\bno\b|\bnope\b|\bnah\b|\bnot\b|n['’]t\b|\bdont\b|\bnever\b|\bcancel\b|\bstop\b|\bwait\b|\bkeep\b|\brather not\b"
    r"|不(?!锈)|别(?!墅)|算了|取消|留着|保留|先等|等等",
    re.IGNORECASE,
)
_NO_WORDS = (
    r"(?:no{1,20}|nope|nah|not|don['’]?t|dont|do not|never(?: ?mind)?|cancel|stop|wait|keep|rather"
    r"|ok(?:ay)?|well|hm{1,9}|oh|and|i|want|would|d"
    r"|have|to|'d|’d|不用|不要|不了|不必|不行|不可以|不同意|不想|不|别|算了|取消|留着|保留|等等|先等|嗯|好|对|转|删[除掉]?|忘掉?|那|还是|可以|要|用)"
)
_YES_WORDS = (
    r"(?:yes|yeah|yep|yup|sure|ok(?:ay)?|fine|alright|all right|agreed|absolutely|definitely"
    r"|certainly|confirm(?:ed)?|of course|please|do"
    r"|是的?|好的?|可以|行|确定|确认|对|嗯|没错|当然|同意|没问题|转|删[除掉]?|忘掉?|要)"
)
_WHOLE_NO = compiled(rf"{_MARKS}(?:(?:{_NO_WORDS}|{_ASIDE})(?![a-z]){_MARKS}){{1,10}}", re.IGNORECASE)
_WHOLE_YES = compiled(
    rf"{_MARKS}(?:{_YES_WORDS}(?![a-z]){_MARKS})(?:(?:{_YES_WORDS}|{_ASIDE})(?![a-z]){_MARKS}){{0,8}}", re.IGNORECASE
)


def said_yes(text: str) -> bool | None:
    """True for a yes and False for a no that are all that a message says; None for anything else, or both."""
    if len(text) > LONGEST:
        return None
    if NO.search(text):
        return False if _WHOLE_NO.fullmatch(text) else None
    return True if _WHOLE_YES.fullmatch(text) else None
