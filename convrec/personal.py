"""Personal data in a message: telephones, e-mails, cards and accounts, identity papers, addresses, orders,
passwords.

They are neither kept nor repeated: a message goes on without them, so that nothing behind this door, the log least of
all, gets to see them. Every form is bounded, so the time taken grows with the length of a text and no faster.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Signs that stand for others, each for one, so that places in the text stay what they are.
FOLDED = str.maketrans(
    "０１２３４５６７８９＠．－＋（）：／＃　‐‑–—\u200b\u200c\u200d\u2060\ufeff\u00a0",
    "0123456789@.-+():/# ----      ",
)
GAP = r"[ .\-/]{0,2}"
DIGITS = rf"\d(?:{GAP}\d)"
SPOKEN = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
STREETS = r"(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|crescent)"
TO_THE_END = (
    r"[^.!?;\n。！？；]{0,120}?(?=[.!?;\n。！？；]|,? (?:and|but|please|i (?:want|need|like|love|would)|show|can"
    r"|do)\b|，(?:想|要|帮|请|给|有)|$)"
)
PLACE = r"(?:,? \d{4,5} [a-zà-ÿ-]{2,30})?"  # a postcode with its town
# a street with its number behind it, as one writes on the continent
NUMBERED = (
    r"(?:(?!(?:and|with|need|want|have|for|an?|the|my|our|since)\b)[a-zà-ÿ'’-]{3,30}\.? ){1,3}\d{1,4}[a-z]?\b"
    rf"{PLACE}(?= ?(?:[.,;!?。，；！？]|$|and\b|please\b))"
)
TOWN = "[省市区县镇乡州]"  # ends the name of a town or a part of one, which is cut at them: there is one way to read it
LETTERS = r"[a-zà-ÿ'’-]{1,30}"
NAME_EN = (  # with its further words where they are written as names are
    r"(?!(?:not|on|in|at|the|an?|my|it|what|that|too|very|spelt|spelled|wrong|written|missing|misspelt|so|also"
    rf"|already|different|none|no|nothing|after|and|but)\b)[a-zà-ÿ]{LETTERS}"
    rf"(?: (?:(?:van|von|de|der|den|la|le|del|al|bin)\b ?){{0,2}}(?-i:[A-ZÀ-Ý]){LETTERS}){{0,3}}"
)
NAME_ZH = (
    r"(?:[a-z][a-z'-]{1,30}(?: (?-i:[A-Z])[a-z'-]{1,30}){0,2}"
    r"|(?![了过不你您他她它们个什啥车人外这那一]|做[什啥])[\u4e00-\u9fff·]{2,8}?"
    r"(?=[\s，。,.!！；;、?？]|[想要是住喜需今我也来]|$))"
)
NUMBER_WORD = r"(?:[ ]?(?:number|no\.?|nr\.?|code|id|num))?"
IS = r"[ ]?(?:is|are|was|:|=|#)?[ ]?:?[ ]?"

WORDED = (  # what is personal because of the words before it
    (
        "secret",
        rf"\b(?:password|passcode|pass word|pin(?: code)?|cvv2?|cvc2?){NUMBER_WORD}(?: is|:"
        rf"|=) ?(?P<value>[^\s,;，；。]{{3,40}})"
        r"|\b(?:cvv2?|cvc2?) ?(?P<value2>\d{3,4})\b|(?:密码|口令|验证码|安全码)(?:是|为|:"
        r"|：) ?(?P<value3>[^\s,;，；。]{3,40})",
    ),
    (
        "order",
        rf"\b(?:order|purchase|invoice|tracking|parcel|shipment|customer|booking){NUMBER_WORD}{IS}"
        r"(?P<value>[a-z]{0,4}-?\d(?:-?[a-z0-9]){4,24})\b"
        r"|\b(?:order|invoice)(?: number| no\.?)?[ ]?#[ ]?(?P<value2>[a-z0-9-]{3,24})\b"
        r"|(?:订单|运单|快递|物流|发票|包裹|客户)(?:单?号码?|编号)?(?:是|为|:"
        r"|：)? ?(?P<value3>[a-z]{0,4}-?\d(?:-?[a-z0-9]){4,24})",
    ),
    (
        "card",
        rf"\b(?:passport|identity card|id card|id|driving licen[cs]e|driver'?s licen[cs]e|social security|ssn"
        rf"|national"
        rf"|insurance|tax|iban|account|card|visa"
        rf"|mastercard){NUMBER_WORD}{IS}(?P<value>[a-z]{{0,3}} ?{DIGITS}{{4,30}}[a-z]?)\b"
        rf"|(?:身份证|护照|驾照|社保|银行卡|信用卡|储蓄卡|账号|账户|卡)(?:号码?|的号码)?(?:是|为|:"
        rf"|：)? ?(?P<value2>[a-z]{{0,2}}{DIGITS}{{4,30}}x?)",
    ),
    (
        "phone",
        rf"\b(?:phone|mobile|cell|telephone|tel|whatsapp|(?:my|contact) number|call me|text me|ring me"
        rf"|reach me){NUMBER_WORD}"
        rf"(?: ?\.| on| at| under)?{IS}(?P<value>\+?\(?{DIGITS}{{5,15}})"
        rf"|(?:电话|手机|联系方式|座机|号码)(?:号码?)?(?:是|为|:|：)? ?(?P<value2>\+?\(?{DIGITS}{{5,15}})",
    ),
    (
        "account",
        r"\b(?:wechat|weixin|telegram|skype|instagram|qq)(?: id| name| number)?(?: is|:"
        r"|=) ?(?P<value>@?[\w.-]{4,40})"
        r"|(?:微信|qq)号?(?:是|为|:|：) ?(?P<value2>[\w.-]{4,40})|\bqq ?(?P<value3>\d{5,11})\b",
    ),
    (
        "address",
        rf"\b(?:my|our|the delivery|the shipping|home|delivery) address(?: is|:|=) ?(?P<value>{TO_THE_END})"
        rf"|\b(?:i|we) live (?:at|in|on) (?P<value2>(?:no\.? ?)?\d{{1,5}}[a-z]?,? \w{TO_THE_END})"
        rf"|\b(?:i|we) live (?:at|in|on) (?P<value5>{NUMBERED})"
        r"|\b(?:my|our) (?:postcode|post code|zip(?: code)?|postal code)(?: is|:"
        r"|=) ?(?P<value3>[a-z0-9][a-z0-9 -]{3,9})"
        rf"|(?:我的?|收货|家庭|送货)?(?:地址|住址)(?:是|为|:|：){{1,12}} ?(?P<value4>{TO_THE_END})",
    ),
    (
        "name",
        rf"\b(?:my (?:full |first |last |family )?name is|my name['’]s|i(?:['’]m| am) (?:called|named)|they call me"
        rf"|the name(?: is|['’]s)) (?P<value>{NAME_EN})"
        rf"|\b(?:this|it) is (?P<value2>(?-i:[A-Z]){LETTERS} (?-i:[A-Z]){LETTERS})(?= (?:here|speaking)\b)"
        rf"|\bcall me (?P<value3>(?-i:[A-Z]){LETTERS})|(?:我叫|我的?(?:名字|姓名)(?:是|叫))做? ?(?P<value4>{NAME_ZH})"
        r"|(?<!贵)(?:我|本人)姓(?!名|什|啥)(?P<value5>[\u4e00-\u9fff])(?=[，,。！!]|$)",
    ),
    (
        "birth",
        r"\b(?:i was born|born|(?:my )?date of birth|(?:my )?birthday)(?: on| is"
        r"|:)? ?(?P<value>\d{1,4}[ ./-]{1,2}\w{1,9}[ ./-]{1,2}\d{2,4})"
        r"|(?:出生(?:日期)?|生日)(?:是|于|为|:|：)? ?(?P<value2>\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)",
    ),
)
BARE: tuple[tuple[str, str, str], ...] = (  # kind, form, check; what is personal by its form
    ("e-mail", r"[\w.+-]{1,64}@[\w-]{1,63}(?: ?\.[\w-]{2,63}){1,4}", ""),
    (
        "e-mail",
        r"\b[\w+-]{1,40}(?:(?: dot |\.)[\w+-]{1,40}){0,3}(?: at [a-z][\w-]{1,39}(?: dot [a-z]{2,20}){1,3}"
        r"| ?[(\[]at[)\]] ?[\w-]{2,40}(?: ?(?:[(\[]dot[)\]]|\.) ?[a-z]{2,20}){1,3})\b",
        "",
    ),
    ("card", r"(?<!\w)[a-z]{2}\d{2}[a-z0-9]{11,30}(?!\w)", "iban"),
    (
        "card",
        r"(?<!\w)[a-z]{2}\d{2}([ -])[a-z0-9]{4}(?:\1(?=[a-z]{0,3}\d)[a-z0-9]{4}){1,6}(?:\1\d{1,3})?(?!\w)",
        "iban",
    ),
    ("card", r"(?<![\d.,\w])\d{4}([ .-]{1,2})\d{4}\1\d{4}\1\d{1,7}(?!\d)", ""),
    ("card", r"(?<![\d.,\w])\d{4}([ .-]{1,2})\d{6}\1\d{4,5}(?!\d)", ""),
    ("card", r"(?<![\d.,\w])\d(?: \d){12,18}(?!\d)", ""),
    ("card", r"(?<![\d.,a-z+-])\d{13,19}x?(?![\da-z])", "card"),
    ("card", r"(?<![\d.,a-z-])\d{3}-\d{2}-\d{4}(?!\d)", ""),  # social security, United States
    ("card", r"(?<![\d.,a-z-])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?!\d)", ""),  # national number, Belgium
    ("phone", rf"(?<![\w.,-])\(?(?:\+|00)[ (]{{0,2}}{DIGITS}{{1,3}}\)?{GAP}(?:\(0\){GAP})?{DIGITS}{{5,11}}(?!\d)", ""),
    ("phone", r"(?<![\d.,a-z])1[3-9]\d[ -]{0,2}\d{4}[ -]{0,2}\d{4}(?!\d)", ""),
    ("phone", r"(?<![\d.,a-z])\(?0\d{2,4}\)?[ -]?\d{7,8}(?!\d)|(?<![\d.,a-z])0\d{2,3}[ -]\d{4}[ -]\d{4}(?!\d)", ""),
    ("phone", r"(?<![\d.,a-z-])\(\d{3}\) ?\d{3}[ -]\d{4}(?!\d)|(?<![\d.,a-z-])\d{3}([-.])\d{3}\1\d{4}(?!\d)", ""),
    ("phone", rf"(?<![\d.,a-z-])0{DIGITS}{{8,11}}(?!\d)", "phone"),
    ("phone", r"[零〇一二三四五六七八九幺]{8,19}", ""),
    ("phone", rf"\b{SPOKEN}(?:[ ,-]{{1,2}}{SPOKEN}){{6,24}}\b", ""),
    (
        "address",
        rf"\b\d{{1,5}}[a-z]? (?:(?!(?:cm|mm|for|the|in|of|on|and|an?|to|at|with|from|by"
        rf"|per)\b)[a-z'’]{{2,20}} ){{1,3}}{STREETS}\b"
        r"(?= ?(?:[.,;:!?]|$|\d|please\b|in\b|and\b))\.?(?:,? (?:apt|flat|unit|no)\.? ?\w{1,5})?"
        r"(?:, ?[a-z][a-z ]{1,30}[a-z])?(?:,? [a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b|,? [a-z]{2} \d{5}\b)?",
        "",
    ),
    (
        "address",
        r"\b[a-zà-ÿ]{2,30}(?:straat|strasse|straße|laan|gasse|plein|platz|kade"
        rf"|dreef|weg|str\.?) \d{{1,4}}[a-z]?\b{PLACE}"
        r"|\b\d{1,4},? (?:rue|avenue|boulevard|place|chemin|via"
        r"|calle) (?:[a-zà-ÿ'’]{1,20} ){0,4}[a-zà-ÿ'’]{2,20}(?:,? \d{4,5} [a-zà-ÿ]{2,30})?",
        "street",
    ),
    (
        "address",
        rf"{TOWN}?(?:(?:(?!{TOWN})[\u4e00-\u9fff]){{1,8}}{TOWN}{{1,3}}){{0,4}}[\u4e00-\u9fff]{{1,8}}"
        r"(?:路|街道?|大道|巷|弄|胡同|村|小区|花园|苑)"
        r" ?[0-9a-z一二三四五六七八九十百]{1,6} ?(?:号|弄|栋|幢|座|室"
        r"|单元)(?:[-\d一二三四五六七八九十]{1,6}(?:号楼?|弄|栋|幢|座|室|单元|楼|层)?){0,4}",
        "",
    ),
)
# "my card number is": what only announces a value goes with it
ANNOUNCED = re.compile(
    r"(?:(?:\b(?:and|my|the|our|here is|here['’]s|it['’]?s|on|at|to|under)[ ]){0,4}"
    r"(?:\b(?:you can )?(?:call|reach|text|mail|e-?mail|write|ring|contact|send it to|ship it to|deliver(?: it)? to)"
    r"(?: to)?(?: me)?(?: on| at| under| to| via)?[ ])?"
    r"(?:\b(?:credit|debit|bank|visa|mastercard|amex|card|phone|mobile|cell|telephone|tel|e-?mail|whatsapp|id"
    r"|passport|account"
    r"|iban|contact|number|address|no\.?|nr\.?)[ .]{0,2}){0,4}(?:is|are|was|=|:|-)?[ ]?"
    r"|(?:我的?|请|可以|打|拨|联系|加我?)?(?:我的?)?(?:信用卡|银行卡|储蓄卡|卡|手机|电话|联系电话|联系方式|邮箱"
    r"|邮件|电子邮箱|身份证|微信"
    r"|(?:收货)?地址|住在|家在|住|寄到|送到)?(?:号码?|地址)?(?:是|为|在|:)?[ ]?)$",
    re.IGNORECASE,
)
OF_A_PRODUCT = re.compile(
    r"(?:\b(?:ean|gtin|upc|isbn|bar ?code|model|sku|art(?:icle)?|item|part|serial|product)(?:[ -]?(?:no|nr|number"
    r"|code|id))?"
    r"|型号|货号|条码|条形码|编号|商品)[.: #号是为]{0,3}$",
    re.IGNORECASE,
)
DATED = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)")
BEFORE = 90  # signs before a value that may announce it
ASKED_ABOUT = ("order",)  # the word for it stays: "where is my order?"
LABELS = {"birth": "card"}  # kinds that are told as another
COMPILED = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in WORDED)
FORMS = tuple((kind, re.compile(form, re.IGNORECASE), check) for kind, form, check in BARE)
EDGES = re.compile(r"^[\s,.;:!，。；：、-]{1,20}(?:(?:and|but|so)\b\s{0,9})?|[\s,;:，；：、-]{1,20}$", re.IGNORECASE)


@dataclass(frozen=True)
class Discreet:
    """A message's text without personal data, and the kinds of what was left out."""

    text: str
    kinds: tuple[str, ...] = ()


def without_personal_data(text: str) -> Discreet:
    """Take personal data out of a text, with the words that only announce it ("my card number is")."""
    folded, kinds = text.translate(FOLDED), dict[str, None]()
    for kind, start, end in _found(folded):
        kinds[LABELS.get(kind, kind)] = None
        folded = folded[:start] + "\0" * (end - start) + folded[end:]
    if not kinds:
        return Discreet(text)
    kept = "".join(sign if left != "\0" else "\0" for sign, left in zip(text, folded, strict=True))
    kept = re.sub(r"[,，] ?\0+(?= ?[,，.。])", "", kept)
    return Discreet(EDGES.sub("", re.sub(" ?\0+ ?", " ", kept)), tuple(kinds))


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of everything personal, without overlaps."""
    taken = [False] * len(text)
    for kind, start, end in (*_worded(text), *_bare(text)):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            yield kind, start, end


def _worded(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in COMPILED:
        for found in pattern.finditer(text):
            place = next(n for n, value in enumerate(found.groups(), 1) if value is not None)
            if any(sign.isalnum() for sign in found[place]):
                whole = _beginning(text, found.start())
                yield kind, found.start(place) if kind in ASKED_ABOUT else whole, found.end(place)


def _bare(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern, check in FORMS:
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - BEFORE) : found.start()]
            if not OF_A_PRODUCT.search(before) and (not check or CHECKS[check](found.group(), before)):
                yield kind, _beginning(text, found.start()), found.end()


def _beginning(text: str, start: int) -> int:
    """Where the words begin that only announce a value."""
    since = max(0, start - BEFORE)
    announced = ANNOUNCED.search(text[since:start])
    return since + announced.start() if announced else start


def _is_card(value: str, before: str) -> bool:
    """Thirteen digits may be a product's: a card then passes its own check and not that of an EAN."""
    digits = [int(sign) for sign in value if sign.isdigit()]
    if len(digits) > 13 or value[-1] in "xX":
        return True
    doubled = [d if n % 2 == 0 else d * 2 - 9 * (d > 4) for n, d in enumerate(reversed(digits))]
    ean = sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits))
    return sum(doubled) % 10 == 0 and ean % 10 != 0


def _is_iban(value: str, before: str) -> bool:
    """By its check sum modulo 97 (ISO 13616), or because it is called one."""
    plain = re.sub(r"[ -]", "", value).upper()
    if not plain.isascii():  # İ is no letter of one
        return "iban" in before.lower()
    number = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return int(number) % 97 == 1 or "iban" in before.lower()


def _is_phone(value: str, before: str) -> bool:
    return not DATED.match(value)


def _is_street(value: str, before: str) -> bool:
    """A street with a number, where somebody says that it is theirs: the shop's own may be asked for."""
    return (
        re.search(r"\b(?:live|lives|living|address|deliver\w{0,30}|send|ship|to|home|house|at)\b", before, re.I)
        is not None
    )


CHECKS: dict[str, Callable[[str, str], bool]] = {
    "card": _is_card,
    "iban": _is_iban,
    "phone": _is_phone,
    "street": _is_street,
}
