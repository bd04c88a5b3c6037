"""Places on a list: "the second one", "last but one", "the first two", 第二个, 前两个, 中间那个, 倒数第二."""

import re
from collections.abc import Iterator

from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD

WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SIGNS = "一二三四五六七八九十"
ORDINAL = rf"{'|'.join(WORDS)}|(?:[1-9]|10)(?:st|nd|rd|th)"
COUNT = rf"{'|'.join(COUNTS[1:])}|[2-9]|10"
SIGN = rf"[{SIGNS}两兩\d]{{1,2}}"
# "The last time", "second hand" and "the first thing" are places in time or in nothing at all.
NO_LIST = (
    r"(?!\W{0,2}(?:times?|things?|nights?|weeks?|weekends?|months?|years?|days?|minute|moment|hand|floor|half|orders?"
    r"|purchase|aid|class|name|names|reason|season|delivery|glance|sight|idea|word|straw|resort|home|of all|birthday"
    r"|apartment|flat|house|message|search)\b)"
)
DEFINITE = r"\b(?:the|that|this|your|these|those)\s+(?:very\s+)?"
JOINT = r"\s*(?:or|and|&|vs\.?|versus|/|,|against)\s*(?:the\s+)?"
# Who is short says "first too big", "nearly third", "no second please": a place by itself, told by what is next to it.
BEFORE = r"(?:not|no|hate|love|like|skip|drop|lose|bin|nearly|almost|(?:closer|nearer|similar) to|anything but)"
AFTER = (
    r"(?:no|yes|nope|pass|nah|not|is|isn['’]?t|was|has|had|looks?|feels?|seems?|reminds|makes|gives|too|so|way"
    r"|a bit|but|nearly|almost|quite|for me|please|pls|plz)"
)
PLACE = compiled(
    rf"{DEFINITE}(?P<a>{ORDINAL})\b(?!\s+(?:{COUNT})\b){NO_LIST}|\b(?P<b>{ORDINAL})\s+(?:one|ones|item|option)\b"
    rf"|(?:^|[.,!?;]\s*){BEFORE}\s+(?P<g>{ORDINAL})(?=\s*(?:[,.!;:-]|$)|\s+{AFTER}\b)"
    rf"|(?:^|[.,!?;]\s*)(?P<h>{ORDINAL})(?=\s*:|\s+{AFTER}\b|['’]s\b)"
    rf"|\b(?P<c>{ORDINAL}){JOINT}(?:(?P<d>{ORDINAL})|last|middle)\b(?:{JOINT}(?P<e>{ORDINAL})\b)?{NO_LIST}",
    re.IGNORECASE,
)
NUMBER = compiled(
    rf"(?:\b(?:number|no\.?|nr\.?|option|item)\s*|#\s*)(?P<a>\d{{1,2}}|{'|'.join(COUNTS)})\b"
    rf"|(?<!倒数)(?<!倒數)第(?P<b>{SIGN})(?!次|天|时间|時間|眼|反应|季|年|步|名|印象|期|代|排|遍|层)"
    r"|(?<![\d.月])(?P<c>[1-9一二三四五六])号(?=款|那|这|多|[和跟与比]|好|怎么|哪|[,，。?？!！]|\s*$)",
    re.IGNORECASE,
)
PAIR = compiled(
    r"(?:^|[^\d.\w]|比较|对比|[在选比])(?P<a>[1-9])\s*(?:和|跟|与|還是|还是|或者?|and|or|vs\.?|&|/|、)\s*(?P<b>[1-9])"
    r"(?=\s*(?:$|[,，。?？!！]|哪|都|比|which\b|are\b|look|please\b|pls\b))",
    re.IGNORECASE,
)
SEVERAL = compiled(
    rf"\b(?P<first>first|top)\s+(?P<a>{COUNT})\b{NO_LIST}|\b(?:last|final|bottom)\s+(?P<b>{COUNT})\b{NO_LIST}"
    rf"|[前头頭](?P<c>{SIGN})[{MEASURE_WORD}]|(?:最后|最後|后|後)(?P<d>{SIGN})[{MEASURE_WORD}]",
    re.IGNORECASE,
)
FROM_THE_END = compiled(
    r"\b(?P<two>last but one|second[- ](?:to|from)[- ](?:the[- ])?(?:last|end)|next[- ]to[- ]last|penultimate)\b"
    r"|\b(?P<three>last but two|third[- ](?:to|from)[- ](?:the[- ])?(?:last|end))\b"
    rf"|倒[数數]第?(?P<n>{SIGN})",
    re.IGNORECASE,
)
LAST = compiled(
    rf"{DEFINITE}last\b(?!\s+(?:{COUNT}|but)\b){NO_LIST}|\blast (?:one|of (?:them|these|those))\b"
    rf"|\b(?:{ORDINAL}|middle){JOINT}last\b|\bone on the (?:far )?right\b|\bright(?:-hand)? one\b"
    rf"|最[后後](?:那|这|這|一)(?:一)?[{MEASURE_WORD}]?|最[后後]的那|右(?:边|邊|面)(?:的|那|这)",
    re.IGNORECASE,
)
FIRST = compiled(
    rf"\bone on the (?:far )?left\b|\bleft(?:-hand)? one\b|\btop one\b|左(?:边|邊|面)(?:的|那|这)"
    rf"|[头頭首]一?[{MEASURE_WORD}]",
    re.IGNORECASE,
)
MIDDLE = compiled(
    rf"\b(?:the|that|this) (?:one in the )?(?:middle|centre|center)(?! (?:of|class|ages|price))\b|\bmiddle one\b"
    rf"|中间(?:的|那|这|这?一)(?:那|这)?一?[{MEASURE_WORD}]?",
    re.IGNORECASE,
)


def places(text: str, count: int) -> list[tuple[int, int]]:
    """(where in the text, which place) of all places that a text names on a list of ``count``, in its order."""
    found = [(at, place) for at, place in _named(text, count) if 0 <= place < count]
    return sorted(dict.fromkeys(found))


def _named(text: str, count: int) -> Iterator[tuple[int, int]]:
    taken = [match.span() for match in FROM_THE_END.finditer(text)]
    for match in FROM_THE_END.finditer(text):
        yield match.start(), count - (2 if match["two"] else 3 if match["three"] else _number(match["n"]))
    for match in [*PLACE.finditer(text), *NUMBER.finditer(text)]:
        for name, said in match.groupdict().items():
            if said and not any(start <= match.start(name) < end for start, end in taken):
                yield match.start(name), _number(said) - 1
    for match in PAIR.finditer(text):
        yield from ((match.start(), _number(one) - 1) for one in match.group("a", "b"))
    for match in SEVERAL.finditer(text):
        number = _number(match[match.lastgroup or 0])
        forward = bool(match["first"] or match["c"])
        yield from ((match.start(), place if forward else count - number + place) for place in range(number))
    yield from ((match.start(), 0) for match in FIRST.finditer(text))
    yield from ((match.start(), place) for match in MIDDLE.finditer(text) for place in _middle(count))
    yield from ((m.start(), count - 1) for m in LAST.finditer(text) if not _inside(m.start(), taken))


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start - 4 <= place < end for start, end in spans)


def _middle(count: int) -> tuple[int, ...]:
    """The place in the middle; the two of them on an even list; none between two."""
    if count < 3:
        return ()
    return (count // 2,) if count % 2 else (count // 2 - 1, count // 2)


def _number(word: str) -> int:
    """``second`` → 2, ``2nd`` → 2, ``two`` → 2, 二 → 2, 十 → 10; what is none of these → 0."""
    word = word.lower()
    if digits := re.match(r"\d+", word):
        return int(digits[0])
    for words in (WORDS, COUNTS):
        if word in words:
            return words.index(word) + 1
    return 2 if word in ("两", "兩") else SIGNS.find(word) + 1
