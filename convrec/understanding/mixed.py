"""Chinese with words of trade in English, as people write it in two languages: ``delivery大概要多久``.

A Chinese encoder has heard little of that kind, and the rules for Chinese know the Chinese words alone. Things, colours
and other values are left as they are: the catalogue names these in both languages.
"""

import re

from convrec.understanding.language import detect
from convrec.understanding.patterns import compiled

IN_CHINESE = {
    r"in stock": "有货",
    r"out of stock": "缺货",
    r"stocks?": "库存",
    r"deliver(?:y|ies)": "送货",
    r"shipping (?:fees?|costs?)|delivery (?:fees?|costs?)|postage": "运费",
    r"ship(?:ping|ment)?": "送货",
    r"return(?:s|ed)?": "退货",
    r"refund(?:s|ed)?": "退款",
    r"exchange": "换货",
    r"warrant(?:y|ies)|guarantee": "保修",
    r"sizes?": "尺寸",
    r"dimensions?": "尺寸",
    r"colou?rs?": "颜色",
    r"materials?": "材质",
    r"prices?": "价格",
    r"budget": "预算",
    r"discounts?": "折扣",
    r"on sale": "打折",
    r"coupons?|vouchers?|promo codes?": "优惠券",
    r"gift cards?": "礼品卡",
    r"gift wrap(?:ping)?": "礼品包装",
    r"orders?": "订单",
    r"invoices?|receipts?": "发票",
    r"tracking(?: numbers?)?": "物流单号",
    r"pick[ -]?up": "自提",
    r"assembl[ey]": "组装",
    r"accounts?": "账号",
    r"passwords?": "密码",
    r"stores?|shops?": "门店",
    r"opening hours": "营业时间",
    r"customer service": "客服",
}
WORDS = compiled(
    rf"(?<![a-z0-9-])(?:{'|'.join(f'(?P<w{place}>{words})' for place, words in enumerate(IN_CHINESE))})(?![a-z0-9-])",
    re.IGNORECASE,
)
PLAIN = list(IN_CHINESE.values())


def unmixed(text: str) -> str:
    """A Chinese text with its English words of trade in Chinese; other texts as they are."""
    if detect(text, "auto") != "zh":
        return text
    return WORDS.sub(lambda found: PLAIN[int(str(found.lastgroup)[1:])], text)
