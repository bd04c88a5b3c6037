"""Numbers as they are said, in digits and in words of both languages: ``1,200``, ``two hundred``, 一百五, 两三百.

All patterns are bounded: a wall of digits is no number, and must not take long to be found out.
"""

import re

import cn2an

from convrec.understanding.patterns import compiled

DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,6})?(?!\d)"
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUE = {word: place for place, word in enumerate([*_ONES, *_TEENS], 1)}
_VALUE |= {word: 10 * place for place, word in enumerate(_TENS, 2)}
_VALUE |= {"a": 1, "an": 1, "couple": 2}
_BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "dozen": 12}
_HALF = compiled(r"\bhalf\b|½")

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join([*_TEENS, *_ONES])})(?![a-z])"
_HUNDREDS = (
    rf"(?:(?:an?|{'|'.join([*_TEENS, *_ONES])}|(?:a\s)?couple(?:\sof)?)\s{{1,3}})?(?:hundred|thousand|grand)(?![a-z])"
    rf"(?:\s{{1,3}}(?:and\s{{1,3}})?{_SMALL})?"
)
_AND_A_HALF = r"(?:\s{1,3}and\s{1,3}a\s{1,3}half(?![a-z]))?"
ENGLISH = rf"(?<![a-z])(?:{_HUNDREDS}|{_SMALL}{_AND_A_HALF})"
# "A litre", "half an hour", "a couple of weeks": numbers only in front of a unit.
ARTICLE = r"(?<![a-z])(?:half\s{1,3}an?|(?:a\s{1,3})?couple\s{1,3}of|an?)(?=[\s-])"
NUMERALS = "一二两三四五六七八九十百千万零"
_SIGN = f"[{NUMERALS}半]"
CHINESE = (
    rf"(?<![{NUMERALS}第])(?:[一二两三四五六七八][到至][二两三四五六七八九][百千万]|[{NUMERALS}]{{1,12}}|半)(?!{_SIGN})"
    r"|(?<![\d.])\d{1,6}(?:\.\d{1,3})?[百千万](?![百千万])|[双单](?=[人座])"
)
TENTHS = (  # behind 块: 两块五 is 2.50, 两块三人沙发 is no price
    rf"([一二三四五六七八九1-9])(?!(?!一[个瓶盒袋包罐支斤])[{NUMERALS}\d.个条张把只人层件斗门])"
)
NUMBER = rf"(?:{CHINESE}|{DIGITS}(?:k(?![a-z])|½)?|{ENGLISH}|{ARTICLE})"

_DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWER = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_TWO_AT_ONCE = compiled(r"([一二两三四五六七八])[到至]?([二两三四五六七八九])([十百千万])")
_A_FEW = compiled(r"([一二两三四五六七八])([二两三四五六七八九])")  # 三五天: three to five days
_ABOUT_ONE = {"百八十": 100.0, "千八百": 1000.0, "万八千": 10_000.0}
ALONE = compiled(ARTICLE.replace(r"(?=[\s-])", ""), re.IGNORECASE)  # "a" counts only in front of a unit
NEEDS_UNIT = compiled(rf"(?:{ARTICLE}|(?:{'|'.join(_ONES)}){_AND_A_HALF}|[一二两三四五六七八九半双单])", re.IGNORECASE)


def number(said: str) -> float | None:
    """``1,200`` → 1200; ``two hundred`` → 200; ``一百五`` → 150; None where the words make no number."""
    return _value(said.replace(",", "").strip().lower())


def spread(said: str) -> tuple[float, float, bool] | None:
    """(lowest, highest, whether it is a rough figure) of a number as it was said: 两三百 → (200, 300, False)."""
    plain = said.replace(",", "").strip().lower()
    if both := _TWO_AT_ONCE.fullmatch(plain):
        low, high = _DIGIT[both[1]], _DIGIT[both[2]]
        return (low * _POWER[both[3]], high * _POWER[both[3]], False) if low < high else None
    if few := _A_FEW.fullmatch(plain):
        low, high = _DIGIT[few[1]], _DIGIT[few[2]]
        return (low, high, False) if low < high else None
    if plain in _ABOUT_ONE:
        return _ABOUT_ONE[plain], _ABOUT_ONE[plain], True
    value = _value(plain)
    return None if value is None else (value, value, False)


def _value(plain: str) -> float | None:
    if digits := re.fullmatch(r"(\d+(?:\.\d+)?)(k|½)?", plain):
        return float(digits[1]) * (1000 if digits[2] == "k" else 1) + (0.5 if digits[2] == "½" else 0)
    if mixed := re.fullmatch(r"(\d+(?:\.\d+)?)([百千万])", plain):
        return float(mixed[1]) * _POWER[mixed[2]]
    if plain in ("双", "单", "半"):
        return {"双": 2.0, "单": 1.0, "半": 0.5}[plain]
    if re.fullmatch(f"[{NUMERALS}]+", plain):
        return _chinese(plain)
    return _english(plain) if re.search("[a-z]", plain) else None


def _chinese(signs: str) -> float | None:
    try:
        return float(cn2an.cn2an(f"一{signs}" if signs[0] in "百千万" else signs, "smart"))
    except ValueError:  # such as 百百
        return None


def _english(words: str) -> float:
    half = 0.5 if _HALF.search(words) else 0.0
    if re.match(r"half\b", words):
        return half
    total, last = 0.0, 2.0 if words.startswith("a couple") else 0.0
    for word in re.split(r"[\s-]+", words.split(" and a half")[0].removeprefix("a couple")):
        if word in _BIG:
            total, last = total + (last or 1.0) * _BIG[word], 0.0
        else:
            last = last + _VALUE.get(word, 0) if word not in ("a", "an") or not last else last
    return total + last + half
