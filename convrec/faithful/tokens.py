"""A sentence as tokens: words in their bare form, Chinese sign by sign, and amounts with their unit or currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import cn2an

from convrec.types import Language

UNITS = {  # every way of writing it → the unit
    spelling: unit
    for unit, spellings in {
        "cm": "cm centimetre centimetres centimeter centimeters 厘米 公分",
        "mm": "mm millimetre millimetres millimeter millimeters 毫米",
        "m": "m metre metres meter meters 米",
        "kg": "kg kilo kilos kilogram kilograms 公斤 千克",
        "g": "g gram grams 克",
        "l": "l litre litres liter liters 升",
        "ml": "ml millilitre millilitres milliliter milliliters 毫升",
        "w": "w watt watts 瓦",
        "min": "min mins minute minutes 分钟",
        "s": "s sec secs second seconds 秒",
        "%": "% percent 百分之",
        "EUR": "€ eur euro euros 欧元 欧",
        "USD": "$ us$ usd dollar dollars 美元 美金",
        "GBP": "£ gbp pound pounds 英镑",
        "CNY": "cn¥ cny rmb yuan 元 块 人民币",
        "JPY": "jp¥ jpy yen 日元",
        "¥": "¥ ￥",
    }.items()
    for spelling in spellings.split()
}
BEFORE = r"us\$|cn¥|jp¥|[€$£¥￥]|(?:eur|usd|gbp|cny|rmb|jpy)(?=\s?\d)|百分之"
AFTER = "|".join(sorted((re.escape(one) for one in UNITS), key=len, reverse=True))
UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_NUMBERS = {word: value for value, word in enumerate(UP_TO_NINETEEN.split())}
ENGLISH_NUMBERS |= {word: 10 * value for value, word in enumerate(TENS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SPELT = "|".join(sorted([*ENGLISH_NUMBERS, *SCALES], key=len, reverse=True))
TOKEN = re.compile(
    rf"""(?P<order>\d+(?:st|nd|rd|th)\b|第\s?(?:[一二三四五六七八九十]+|\d+)|\b(?:{"|".join(ORDINALS)})\b)
    |(?P<before>{BEFORE})?\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<after>{AFTER})(?![a-z]))?
    |\b(?P<spelt>(?:{SPELT})(?:[\s-](?:and\s)?(?:{SPELT}))*)\b(?:\s?(?P<spelt_unit>{AFTER})(?![a-z]))?
    |(?P<chinese>百分之[零一二两三四五六七八九十百]+|[零一二两三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?)(?P<chinese_unit>{AFTER})?
    |(?P<word>[a-zà-ÿ]+(?:['’][a-z]+)?)
    |(?P<mark>[^\s\w])
    |(?P<sign>\w)""",
    re.VERBOSE | re.IGNORECASE,
)
SHORT = {"can't": "can", "won't": "will", "cannot": "can", "shan't": "shall"}  # and "not"
ENDINGS = re.compile(r"['’](?:s|m|re|ve|d|ll)$")


@dataclass(frozen=True)
class Token:
    """``text`` as it reads, in lower case; ``stem`` without its plural; of an amount ``amount``, of a place in a row
    ``order``.
    """

    text: str
    stem: str
    amount: tuple[str, str] | None = None  # the number, and its unit or currency
    order: int = 0
    mark: bool = False


def tokens(text: str, language: Language) -> list[Token]:
    """The tokens of a sentence in their order."""
    return [token for match in TOKEN.finditer(text.casefold().replace("’", "'")) for token in _read(match, language)]


def _read(match: re.Match[str], language: Language) -> Iterator[Token]:
    whole = match[0].strip()
    if match["order"]:
        yield Token(whole, whole, order=_place(whole))
    elif match["number"]:
        number = match["number"].rstrip(",").replace(",", "")
        yield _amount(whole, float(number), match["before"] or match["after"] or "")
    elif match["spelt"]:
        yield from _spelt(match, language)
    elif match["chinese"]:
        yield from _chinese(match)
    elif match["word"]:
        yield from _word(whole)
    else:
        yield Token(whole, whole, mark=bool(match["mark"]))


def _word(word: str) -> Iterator[Token]:
    if word.endswith("n't") or word == "cannot":
        bare = SHORT.get(word, word.removesuffix("n't"))
        yield from (Token(bare, bare), Token("not", "not"))
        return
    bare = ENDINGS.sub("", word)
    yield Token(bare, stem(bare))


def stem(word: str) -> str:
    """A word without the ending of its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _amount(text: str, value: float, unit: str) -> Token:
    return Token(text, text, amount=(f"{value:g}", UNITS.get(unit.strip(), "")))


def _spelt(match: re.Match[str], language: Language) -> Iterator[Token]:
    words = [word for word in re.split(r"[\s-]+", match["spelt"]) if word != "and"]
    if words == ["one"] and not match["spelt_unit"]:
        yield Token("one", "one")  # "this one" is no number
        return
    total, part = 0, 0
    for word in words:
        if word in SCALES:
            part = max(part, 1) * SCALES[word]
            total, part = (total + part, 0) if word == "thousand" else (total, part)
        else:
            part += ENGLISH_NUMBERS[word]
    yield _amount(match[0].strip(), total + part, match["spelt_unit"] or "")


def _chinese(match: re.Match[str]) -> Iterator[Token]:
    """A Chinese number; its signs by themselves where it is none: 一些, 十分, 万一."""
    said, unit = match["chinese"], match["chinese_unit"] or ""
    share = said.removeprefix("百分之")
    if not unit and share == said and (said in ("一", "万", "千", "百", "十", "零") or len(said) == 0):
        yield from (Token(sign, sign) for sign in said)
        return
    value = _reckoned(share.replace("两", "二"))
    if value is None:
        yield from (Token(sign, sign) for sign in said)
    else:
        yield _amount(match[0], value, "%" if share != said else unit)


def _place(text: str) -> int:
    """``second``, ``2nd``, 第二 → 2; 0 where the signs are no number."""
    if text in ORDINALS:
        return ORDINALS.index(text) + 1
    digits = text.lstrip("第 ")
    figures = re.match(r"\d+", digits)
    return int(figures[0]) if figures else int(_reckoned(digits) or 0)


def _reckoned(signs: str) -> float | None:
    """A Chinese number; None where the signs are none, as in 二十百."""
    try:
        return float(cn2an.cn2an(signs, "smart"))
    except (ValueError, KeyError):
        return None
