"""Foreign names as Chinese spells them by sound: 诺兰 is Nolan, 布拉德·皮特 is Brad Pitt.

Both are brought to the bones that a spelling by sound keeps, its consonants by kinship (r is l, b is p), and compared.
Only signs that names are usually spelt with are read so.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from convrec.understanding.names.dictionary import readings

# Sound by sound, the longest spellings first: what is written → what it counts as; "" is not heard.
ENGLISH = (
    ("tch", "j"), ("sch", "j"), ("sh", "j"), ("ch", "j"), ("ph", "f"), ("th", "t"), ("gh", ""), ("ck", "k"),
    ("qu", "k"),
    ("ce", "s"), ("ci", "s"), ("cy", "s"), ("x", "ks"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k"),
    ("k", "k"), ("c", "k"), ("q", "k"), ("v", "f"), ("w", "f"), ("f", "f"), ("z", "s"), ("s", "s"), ("j", "j"),
    ("r", "l"), ("l", "l"), ("m", "m"), ("n", "n"), ("h", "h"),
)  # fmt: skip
PINYIN = (
    ("zh", "j"), ("ch", "j"), ("sh", "j"), ("ng", "n"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k"),
    ("k", "k"), ("w", "f"), ("f", "f"), ("z", "s"), ("c", "s"), ("s", "s"), ("j", "j"), ("q", "j"), ("x", "h"),
    ("r", "l"), ("l", "l"), ("m", "m"), ("n", "n"), ("h", "h"),
)  # fmt: skip
USUAL = (
    "阿艾安奥巴班鲍贝本比波伯布查达戴丹德迪丁多恩尔法费弗芙福盖格根古哈海汉赫亨华霍基吉加简杰卡凯康科柯克肯库拉莱兰劳勒雷里利莉列林"
    "隆卢鲁伦罗洛马玛迈曼梅门蒙米密默姆穆娜纳南内尼妮诺帕佩彭皮珀普奇乔琼切瑞萨塞桑森莎沙舍史丝斯苏索塔泰坦汤特蒂托瓦维威韦温沃乌"
    "西希夏谢辛休雅亚扬伊英尤约泽詹珍茱区"
)
SPELT = re.compile(rf"[{USUAL}]{{2,8}}(?:[·・.][{USUAL}]{{1,8}})*")
SHORTEST = 3  # sounds of a name that is told by them


def sounds_english(name: str) -> set[str]:
    """``Nolan`` → ``nln``; doubled letters count once, and an r before a consonant or at the end may not be heard."""
    plain = re.sub(r"([a-z])\1", r"\1", re.sub("[^a-z]", "", name.lower()))
    return {_bones(plain, ENGLISH), _bones(re.sub(r"r(?![aeiouyr])", "", plain), ENGLISH)}


def sounds_chinese(name: str) -> str:
    """诺兰 → ``nln``."""
    return "".join(_bones(readings().get(sign, ""), PINYIN) for sign in name)


def spelt_names(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """(what is named, start, end) of the stretches that spell a name; ``known`` maps sounds to what bears them."""
    for match in SPELT.finditer(text):
        for start, end in _stretches(match):
            named = known.get(sounds_chinese(text[start:end]))
            if named is not None:
                yield named, start, end
                break


def _stretches(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A spelt stretch and its parts, the longest first."""
    spans = [(a, b) for a in range(*match.span()) for b in range(a + 2, match.end() + 1)]
    yield from sorted(spans, key=lambda span: span[0] - span[1])


@lru_cache(maxsize=10_000)
def _bones(word: str, table: tuple[tuple[str, str], ...]) -> str:
    bones, place = "", 0
    while place < len(word):
        written, heard = next(((w, h) for w, h in table if word.startswith(w, place)), (word[place], ""))
        bones, place = bones + heard, place + len(written)
    return bones
