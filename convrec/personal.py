"""Personal data in a message: numbers of cards and telephones, e-mail addresses. They are neither kept nor repeated.

A message goes on without them, so that nothing behind this door, the log least of all, gets to see them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATED = r"(?:[ .\-–]?\d)"
CALLED = (
    r"(?:(?:\b(?:my|the|and|here is|here['’]s)\s+)*(?:\b(?:credit|debit|bank|visa|mastercard|card|phone|mobile|cell"
    r"|telephone|e-?mail|whatsapp|id|passport|account|iban|contact|number|address|no\.?|nr\.?)\s*){1,4}(?:is|are|was|=|:|：|-)?\s*"
    r"|\b(?:(?:you can )?(?:call|reach|text|mail|e-?mail|write|ring|contact) me\s*(?:on|at|under|to|via)?)\s*"
    r"|(?:我的?)?(?:信用卡|银行卡|储蓄卡|卡|手机|电话|联系电话|联系方式|邮箱|邮件|电子邮箱|身份证|微信)(?:号码?|地址|号)?(?:是|为|：|:)?\s*)?"
)
KINDS = (
    ("e-mail", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"),
    ("iban", r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"),
    ("phone", rf"(?<![\d.,a-zA-Z-])(?:\+|00)\d{SEPARATED}{{7,14}}(?!\d)"),
    ("card", rf"(?<![\d.,])\d{SEPARATED}{{12,18}}(?![\d])"),
    ("phone", r"(?<![\d.,])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    ("phone", rf"(?<![\d.,a-zA-Z-])0\d{SEPARATED}{{7,11}}(?!\d)"),
)
PATTERNS = tuple((kind, re.compile(CALLED + f"(?P<value>{value})[Xx]?", re.IGNORECASE)) for kind, value in KINDS)
EDGES = re.compile(r"^[\s,.;:!，。；：、-]+(?:(?:and|but|so)\b\s*)?|[\s,;:，；：、-]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Discreet:
    """A message's text without personal data, and the kinds of what was left out."""

    text: str
    kinds: tuple[str, ...] = ()


def without_personal_data(text: str) -> Discreet:
    """Take personal data out of a text, with the words that only announce it ("my card number is")."""
    kinds = tuple(dict.fromkeys(_kinds(text)))
    if not kinds:
        return Discreet(text)
    for _, pattern in PATTERNS:
        text = pattern.sub(" ", text)
    return Discreet(EDGES.sub("", text), kinds)


def _kinds(text: str) -> Iterator[str]:
    for kind, pattern in PATTERNS:
        if pattern.search(text):
            yield "card" if kind == "iban" else kind
            text = pattern.sub(" ", text)
