"""Chinese put into English for encoders that read English only, word by word, by CC-CEDICT (see ``dictionary``).

A word of a shop often isn't in a dictionary. It is put together from its parts then: 女式衬衫 is 女衬衫, a blouse;
连帽 is the beginning of 连帽卫衣, a hooded sweatshirt; and what the last sign means in such a word is what most words
mean that end in it: 衫 is a garment, but what ends in 衫 is mostly a shirt.
"""

import re
from collections import Counter
from functools import lru_cache

from convrec.understanding.language import singular
from convrec.understanding.names.dictionary import entries, simplified
from convrec.understanding.names.shop_words import SHOP_WORDS

LONGEST = 6  # signs of a word
ASIDE = re.compile(r"\(.*?\)")
# Meanings that say what a word stands for elsewhere: 黑 is black, though it is short for a province too.
ELSEWHERE = ("variant of", "old variant", "surname", "see ", "used in", "abbr. for", "classifier", "CL:")
PARTICLES = frozenset("的了吗呢吧啊个件条双顶一有没想要找我给看请")
STYLE = re.compile(r"(?<=.)[式款](?=.)")  # a coat of the women's kind is a women's coat
CHINESE = re.compile(r"[\u3400-\u9fff]")
# What words with an end mostly mean is believed of so many at least, and of this share of them.
LEAST, SHARE = 3, 0.15
MORE = 3  # words that may begin with what is no word itself


def english_for(text: str) -> str:
    """Chinese words put into English one by one, the longest first, by their first meanings; others as they are."""
    text, out, place = simplified(text), [], 0
    while place < len(text):
        size, meaning = _longest(text, place)
        out.append(f" {meaning} " if size else text[place])
        place += size or 1
    return " ".join("".join(out).split())


def _longest(text: str, place: int) -> tuple[int, str]:
    """How many signs the longest word at a place has, 0 without one, and its meaning, "" of a particle."""
    stretches = [text[place : place + size] for size in range(min(LONGEST, len(text) - place), 1, -1)]
    for word in stretches:
        if meaning := _meaning(word) or _meaning(STYLE.sub("", word)):
            return len(word), meaning
    sign = text[place]
    if sign in PARTICLES or STYLE.match(text, place):
        return 1, ""
    for word in stretches:
        if meaning := _begun(word):
            return len(word), meaning
    ends = place > 0 and text[place - 1] not in PARTICLES | {" "} and not CHINESE.match(text, place + 1)
    meaning = SHOP_WORDS.get(sign) or (_of_such_words(sign) if ends else "") or _meaning(sign)
    return int(bool(meaning)), meaning


@lru_cache(maxsize=4096)
def _meaning(word: str) -> str:
    """A word's first meaning, without what is said in brackets; "" of what is no word."""
    if word in SHOP_WORDS:
        return SHOP_WORDS[word]
    glosses = entries().get(word, "").split("/") if CHINESE.search(word) else []
    plain = (_plain(gloss) for gloss in glosses if not gloss.startswith(ELSEWHERE))
    return next(filter(None, plain), "")


def _plain(gloss: str) -> str:
    return ASIDE.sub("", gloss).partition(";")[0].partition(",")[0].strip()


def _begun(stretch: str) -> str:
    """The meaning of the first of the few words that begin so and are at most twice as long."""
    if any(sign in PARTICLES or not CHINESE.match(sign) for sign in stretch):
        return ""
    words = [w for w in _beginning(stretch[:2]) if w.startswith(stretch) and len(w) <= 2 * len(stretch)]
    return next(filter(None, map(_meaning, words)), "") if len(words) <= MORE else ""


@lru_cache(maxsize=256)
def _beginning(signs: str) -> tuple[str, ...]:
    return tuple(word for word in entries() if word.startswith(signs))


@lru_cache(maxsize=256)
def _of_such_words(sign: str) -> str:
    """What words that end with a sign are, as far as so many are the same; "" where they aren't."""
    glosses = [entries()[word].split("/") for word in entries() if len(word) > 1 and word.endswith(sign)]
    said = Counter(last for each in glosses for last in {_last_word(gloss) for gloss in each} if last)
    sorts: Counter[str] = Counter()
    for last, count in said.items():
        sorts[singular(last)] += count
    best, count = max(sorts.items(), key=lambda one: one[1], default=("", 0))
    if count < max(LEAST, SHARE * len(glosses)):
        return ""
    return max((last for last in said if singular(last) == best), key=said.__getitem__)  # trousers are no trouser


def _last_word(gloss: str) -> str:
    """What sort of thing a meaning is: its last word."""
    words = [] if gloss.startswith((*ELSEWHERE, "to ")) else _plain(gloss).lower().split()
    return words[-1] if words else ""
