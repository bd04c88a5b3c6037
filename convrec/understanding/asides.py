"""Questions beside a search: why something isn't on the list, and what would be there if one thing were
otherwise.
"""

import re

from convrec.understanding.patterns import compiled

LEAD = r"^\W{0,9}(?:(?:and|but|so|ok(?:ay)?|hm{1,5}|well|oh|wait|hey|then|right|sorry|no|yes)\b\W{0,9}){0,6}"
SHOWN = (
    r"(?:show\w{0,9}|suggest\w{0,9}|recommend\w{0,9}|list(?:ed|ing)?|pick(?:ed)?|cho[o]?sen?|offer\w{0,9}"
    r"|includ\w{0,9}|in (?:there|here))"
)
THERE = r"(?:there|here|on (?:the|that|this|your) list|in (?:the|that|this) list|among (?:them|these|those)|missing)"
NOT = r"(?:n['’]?t|not)"
WHY = r"(?:why|how come)"
WHY_NOT = (
    compiled(
        rf"{LEAD}{WHY}(?: (?:is|are|was|were|did|do|have|has) ?{NOT}|\s{{1,9}}(?:did|do|have) you {NOT}) (?:you )?"
        rf"(?:(?:have )?{SHOWN} )(?:me |us )?(?P<named>.{{1,200}})$",
        re.IGNORECASE,
    ),
    compiled(
        rf"{LEAD}(?:{WHY} (?:can['’]?t|can not|cannot|don['’]?t) i (?:see|find)"
        rf"|{WHY} (?:did|have|do) you (?:leave|left) out|any reason (?:why )?you left out) (?P<named>.{{1,200}})$",
        re.IGNORECASE,
    ),
    compiled(
        rf"{LEAD}(?:{WHY}|any reason(?: why)?) (?:(?:is|are|was|were)(?:{NOT}| {NOT})? )?(?P<named>.{{1,200}}?) "
        rf"(?:(?:is|are|was|were) ?)?{NOT}? ?(?:being )?(?:{SHOWN}|{THERE})\W{{0,9}}$",
        re.IGNORECASE,
    ),
    compiled(rf"{LEAD}{WHY} (?:not|no|is there no|are there no)\b[\s,]{{1,12}}(?P<named>.{{1,200}})$", re.IGNORECASE),
    compiled(
        r"^(?:那|还有|哎|诶|咦|[，,\s]){0,9}(?P<named>[^，。,.!?！？]{1,60}?)(?:呢)?[，,\s]{0,9}(?:为(?:什么|啥|何)"
        r"|怎么|咋)(?:就|都|会|也)?"
        r"(?:没有?|不)(?:看到|看见|见|推荐|推|列|显示|出现|选|上榜|在)?(?:列表|里面|上面|这里)?(?:出来|进来"
        r"|里)?[呢啊了吗]{0,4}[？?。\s]{0,9}$"
    ),
    compiled(
        r"(?:为(?:什么|啥|何|甚么)|怎么|咋|干嘛|爲什麼|為什麼)(?:就|都|会|还|这里|里面|列表里)?"
        r"(?:没有?|不是|不|看不|找不)(?:看到|看见|见|推荐|推|列|显示|出现|选|给我(?:看|推荐)?|有)?(?:到|出|过)?"
        r"(?P<named>[^，。,.!?！？]{1,60})"
    ),
)
ACCEPTS = compiled(
    r"^\s{0,9}(?:make|try|go|add|use|take|let|do|show|have a look)\b|^(?:能|可以|支持|送|退|发货|寄|包邮)",
    re.IGNORECASE,
)  # "why not try …"
COMPARES = compiled(  # "why not cheaper ones" is a wish
    r"\b(?:[a-z]{3,20}er|less|more|other|others|better) (?:ones?|\w{1,30}s)\b|\b(?:cheaper|smaller|bigger|another)\b"
    r"|更|便宜|别的|其他",
    re.IGNORECASE,
)
ENDING = compiled(
    r"(?:\b(?:then|please|though|instead|at all|as well|too|either)\b|[呢啊了吗嘛]|\W){1,20}$", re.IGNORECASE
)
AROUND = compiled(r"^(?:an?|any|some|the|more)\s{1,9}|\s{1,9}ones?$|的(?:呢)?$", re.IGNORECASE)

IF = (
    compiled(
        rf"{LEAD}(?:what(?: happens| would happen| (?:would|will) change)?|how(?: about)?|and"
        rf"|so what)\s{{1,9}}if\s{{1,9}}"
        r"(?P<plain>.{1,200})$",
        re.IGNORECASE,
    ),
    compiled(
        rf"{LEAD}(?:suppose|supposing|imagine|say)\s{{1,9}}(?:that\s{{1,9}})?(?P<plain>i .{{1,200}})$", re.IGNORECASE
    ),
    compiled(
        rf"{LEAD}if\s{{1,9}}(?P<plain>.{{1,200}}? (?:was|were|is|would be) "
        r"(?:ok(?:ay)?|fine|allowed|possible|all right|alright|no problem))\b.{0,200}$",
        re.IGNORECASE,
    ),
    compiled(
        rf"{LEAD}(?:what|which ones?) would (?:you|i|there|come)\b.{{0,30}}? if (?P<plain>.{{1,200}})$",
        re.IGNORECASE,
    ),
    compiled(
        r"^(?:那|那么|哎|诶|好|嗯|[，,\s]){0,9}(?:如果|要是|假如|假设|假使|倘若|若是)(?:说"
        r"|换成)?(?P<plain>.{1,200}?)"
        r"(?:的话)?(?:呢|会怎么?样|怎么样|有什么|会?推荐(?:什么|哪些)|[？?])"
    ),
)
ASIDE = compiled(  # what is asked for besides, which a list answers anyway
    r"[,;.?!]?\s{0,9}(?:\b(?:what|which ones?) would (?:you|there|i|come|be)\b.{0,200}|\b(?:and "
    r"|then )?(?:please )?show me\b.{0,200}"
    r"|\bwhat(?:'s| is| are) (?:there|left)\b.{0,200}|\bthen\b\W{0,9}$)|[，。,？?]\s{0,9}(?:给我"
    r"|让我)?看看?.{0,200}$",
    re.IGNORECASE,
)
OF_THE_SHOP = compiled(  # a mishap or a service and no taste
    r"\b(?:br(?:eak|oke)\w{0,9}|arriv\w{0,9}|damag\w{0,9}|return\w{0,9}|refund\w{0,9}|deliver\w{0,9}|ship\w{0,9}"
    r"|fit|late|wrong|lost|fault\w{0,9}"
    r"|defect\w{0,9}|cancel\w{0,9}|order\w{0,9}|courier|parcel|home|send|sent|exchange\w{0,9})\b"
    r"|\b(?:do|does|did)(?:n['’]?t| not) (?:like|suit|want) (?:it|them|this|that)\b"
    r"|坏|碎|退|换货|丢|送货|收到|怎么办|发错|包裹|订单|快递|不合适",
    re.IGNORECASE,
)
GOES_WRONG = compiled(r"^.{0,6}(?:如果|要是|假如|万一).{0,200}(?:怎么办|吗|么|呢|[?？])[？?\s]{0,12}$")
WISHED = compiled("就好|就行|更好|最好|就买")  # 要是便宜点就好了
AS_SAID = tuple(  # how it would be said if it were so
    (compiled(words, re.IGNORECASE), plainly)
    for words, plainly in (
        (r"\b(i|we) (?:had )?(?:liked|were to like|would like)\b", r"\1 like"),
        (r"\b(i|we) (?:loved|were to love)\b", r"\1 love"),
        (r"\b(i|we) (?:preferred|would prefer)\b", r"\1 prefer"),
        (r"\b(i|we) (?:hated)\b", r"\1 hate"),
        (r"\b(i|we) (?:wanted)\b", r"\1 want"),
        (r"\b(i|we) (?:disliked)\b", r"\1 dislike"),
        (r"\b(i|we) (?:didn['’]?t|did not|wouldn['’]?t) (mind|like|want|care|need)\b", r"\1 don't \2"),
        (  # "if I spent 100": that is what may be spent
            r"\b(?:i|we) (?:(?:could|can|would|did|were to|was to|only)\s{1,9})?"
            r"(?:paid|pay|spent|spend|went to|go to|stretched? to)(?: (?:for it|it))? (?=[€$£¥]?\d)",
            "up to ",
        ),
        (
            r"\b(?:i|we) (?:(?:could|can|would|did|were to|was to|only)\s{1,9})?"
            r"(?:paid|pay|spent|spend|went|go|had|have|allow(?:ed)?)(?: (?:for it|it))?"
            r"(?= (?:up to|only|at most|no more|not more|between|under|less|more|over|at least|about|\W?\d))",
            "",
        ),
        (r"\b(was|were|would be|could be|went up to|rose to)\b", "is"),
        (r"\b(?:i|we) (?:dropped|forgot|ignored|lifted) (?:the|my) (?:budget|price limit|limit)\b", "any price"),
        (r"(?:没有|不(?:考虑|管|限))(?:预算|价格)(?:上?限制?)?|(?:预算|价格)(?:没有|不设)(?:上?限制?)", "价格不限"),
        (r"(?:我)?(?:其实)?喜欢的是", "我喜欢"),
        (r"(?:能|可以|愿意)?(?:花|出|付)(?:到|上)?(?=\d)", "最多"),
        (r"预算(?:是|有|提高?到|加到|涨到|放宽到|变成|改成|为|到){1,12}(?=\d)", "预算"),
    )
)


def sought(text: str) -> str:
    """The words that name what isn't on the list: ``and why not the Nova?`` → ``the Nova``; "" where nobody asks."""
    for pattern in WHY_NOT:
        found = pattern.search(text)
        if found is not None and not (ACCEPTS.search(found["named"]) or COMPARES.search(found["named"])):
            return ENDING.sub("", found["named"]).strip()
    return ""


def bare(named: str) -> str:
    """The words themselves: ``a jute one`` → ``jute``, 花生的 → 花生."""
    return AROUND.sub("", named).strip() or named


def supposed(text: str) -> str:
    """What would be said if it were so: ``what if I liked oak?`` → ``I like oak``; "" where nothing is supposed."""
    for pattern in IF:
        found = pattern.search(text)
        if found is not None and not (OF_THE_SHOP.search(text) or WISHED.search(text)):
            return _as_said(ASIDE.sub("", found["plain"]))
    return ""


def mishap(text: str) -> bool:
    """Whether it is asked what happens if something goes wrong: "what if it arrives broken?"."""
    return bool(OF_THE_SHOP.search(text)) and bool(IF[0].search(text) or GOES_WRONG.search(text))


def _as_said(words: str) -> str:
    for pattern, plainly in AS_SAID:
        words = pattern.sub(plainly, words)
    return words.strip(" ?？,，.。!！")
