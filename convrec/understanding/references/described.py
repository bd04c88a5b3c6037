"""Things of a list told by what they are like: "the grey one", "the cheaper of the two", 蓝的那个, 贵的那款."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from convrec.data.folder import Catalogue
from convrec.types import Item, Mention
from convrec.understanding.language import tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.patterns import compiled
from convrec.understanding.references import degrees
from convrec.understanding.references.measure_words import MEASURE_WORD
from knowledge_graph.catalogue import value_entity
from knowledge_graph.schema import ITEM, kind_of

M = f"[{MEASURE_WORD}]"
STEM = 5  # letters that a word and a name must share at the beginning: "Korean" and "South Korea"
WORD = r"(?!(?:the|that|this|those|these|than|and|or|but|is|a|an)\b)[\w'’-]+"
ENGLISH = compiled(
    rf"\b(?:the|that|this|those|these|than|your)\s+((?:{WORD}\s+){{1,4}}?)(?:ones?|things?|version|of (?:the"
    rf"|these|those) \w+)\b"
    r"|(?:\bthe|\bthat|\bthis)\s+((?:most|least) [\w-]+|[a-z]+est)\b"
    r"(?=\s*(?:$|[,.?!]|(?:of|please|looks?|is|was|seems?|but)\b))"
    r"|\b(?:the|that|this) ones? (?:with|in|from|about|of)\s+(?:the )?([\w'’-]+(?:\s+[\w'’-]+)?)",
    re.IGNORECASE,
)
CHINESE = (
    compiled(rf"((?:最|比较|更)?[^\s，。,.!?！？的那这這把说要]{{1,6}}?)(?:[一]?[点些])?的?[那这這](?:一)?{M}"),
    compiled(rf"\b([a-z]+(?: [a-z]+)?)\s*的\s*[那这這](?:一)?{M}", re.IGNORECASE),  # velvet 的那把
    compiled(rf"((?:最)[^\s，。,.!?！？的是]{{1,4}}?)的?{M}"),
    compiled(rf"[那这這](?:一)?{M}\s*((?:最|比较)?(?:[a-z]+色?|[^\s，。,.!?！？的]{{1,6}}?))(?:[一]?[点些])?的"),
    compiled(
        r"(?:^|[，。,.!?！？\s])([^\s，。,.!?！？的那这有没要]{1,4})的(?=[^\s，。,.!?！？有]{0,8}(?:吗"
        r"|呢(?=[？?])|多少|怎么样|太|挺|更|好看|不错|丑|有点))"
    ),
    compiled(r"推(?:荐)?(?:给)?(?:我|这)?(?:个)?([^\s，。,.!?！？的这那]{1,6})的"),
)
WHY_SHOWN = compiled(
    r"\b(?:why|how come|reason\w*)\b.{0,40}?\b(?:show|show(?:n|ing|ed)?|recommend\w*|suggest\w*|given?|giving"
    r"|see(?:ing)?)\b"
    r"|(?:为什么|为啥|怎么|凭什么|干嘛).{0,8}(?:推|给我)",
    re.IGNORECASE,
)
POINTS_BEFORE = compiled(
    rf"(?:\b(?:that|this|those|these|the)\s+((?:{WORD}\s+){{0,3}})|[那这這](?:一)?{M}?\s*([^\s，。,.!?]{{0,4}})\s*)$",
    re.IGNORECASE,
)
SINGLE = compiled(rf"(?:that|this)\b|[那这這](?:一)?{M}", re.IGNORECASE)
OF_SEVERAL = compiled(rf"(?:[这那這]?[两兩三几俩]{M}?|其)(?:里面?|当中|之中|中间?|之间)(?:比较)?")  # 两个里便宜的那个
ONE = compiled(r"\s*(?:one|thing)\b", re.IGNORECASE)
FAR_AWAY = compiled(
    r"\b(?:you (?:have|sell|stock|got|do)\b|you've|in (?:the|your) (?:shop|store)|there is|ever)\b|全店|店里"
    r"|你们(?:家|店)?最",
    re.IGNORECASE,
)
DEGREE_WORDS = frozenset(["most", "least"])
DEGREES = tuple((degree.any_form, degree.measures, degree.much) for degree in degrees.DEGREES)


def values_of(item_id: str, catalogue: Catalogue) -> set[str]:
    """The entities of an item's attribute values."""
    attributes = catalogue.item(item_id).attributes
    return {
        value_entity(name, {language: (words,) for language, words in text.items()})
        for name, texts in attributes.items()
        for text in texts
    }


def _of_one(behind: str, meant: Sequence[str], pool: Sequence[str]) -> bool:
    """Whether "the linen one" is said where most things are of linen: of one, nobody knows which, so of none."""
    return bool(ONE.match(behind)) and len(meant) > 1 and 2 * len(meant) > len(pool)


PRONOUN = re.compile(
    r"[它牠](?:们)?|[你我您他她](?:们)?|[这那](?:个|些)?"
)  # points, and says nothing of what it is like


@dataclass(frozen=True)
class Described:
    """Words that describe one thing or several of a list, and their place in the text."""

    start: int
    words: str
    end: int


class Descriptions:
    """Finds which things of a list a text describes. Knows the catalogue, not the list."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._category = frozenset(catalogue.category)

    def find(
        self, text: str, mentions: Sequence[Mention], pool: Sequence[str], focus: str = ""
    ) -> list[tuple[int, str]]:
        """(where in the text, item) of all things of ``pool`` that are described; ``focus`` was spoken of last."""
        found = []
        for described in _phrases(text):
            inside = [m for m in mentions if described.start <= m.start < described.end and kind_of(m.entity) != ITEM]
            meant = self._meant(described.words, inside, pool)
            if not _of_one(text[described.end :], meant, pool):
                found += [(described.start, item) for item in meant]
        for mention in mentions:
            found += [(mention.start, item) for item in self._pointed_sort(text, mention, mentions, pool, focus)]
        if WHY_SHOWN.search(text):
            found += [(m.start, item) for m in mentions for item in self._lone(m, pool)]
        return found

    def _meant(self, words: str, mentions: Sequence[Mention], pool: Sequence[str]) -> list[str]:
        """The things that have all that is said; those that have it in their title or first of all before others."""
        plain = [t.word for t in tokens(words) if t.word not in COMMON and t.word not in DEGREE_WORDS]
        plain = plain or _signs(words, mentions)
        measure = next((degree for degree in DEGREES if any(_says(degree[0], word) for word in [*plain, words])), None)
        plain = [word for word in plain if not (measure and measure[0].search(word))]
        mentions = [m for m in mentions if not (measure and _says(measure[0], m.quote.lower()))]
        covered = {token.word for mention in mentions for token in tokens(mention.quote)}
        signs = "".join(mention.quote for mention in mentions)
        tests = [self._has_value(mention, mentions) for mention in mentions]
        tests += [_has_word(word) for word in plain if word not in covered and word not in signs]
        marks = {item: [test(self._catalogue.item(item)) for test in tests] for item in pool}
        fitting = [item for item in pool if all(marks[item])]
        best = max((sum(marks[item]) for item in fitting), default=0)
        fitting = [item for item in fitting if sum(marks[item]) == best]
        if measure:
            return self._furthest(fitting, measure[1], measure[2])
        return fitting if tests and (len(fitting) < len(pool) or len(pool) == 1) else []

    def _has_value(self, mention: Mention, mentions: Sequence[Mention]) -> Callable[[Item], float]:
        """How plainly an item has what is mentioned: 2 where it stands in the title or comes first, 0 where it hasn't.

        A stretch of text that may mean several entities means any of them.
        """
        same = {m.entity for m in mentions if (m.start, m.end) == (mention.start, mention.end)}
        word = _has_word(mention.quote.lower())

        def has(item: Item) -> float:
            if same.isdisjoint(values_of(item.id, self._catalogue)):
                return word(item)
            return 2.0 if word(item) > 1 or not same.isdisjoint(_first_values(item)) else 1.0

        return has

    def _furthest(self, items: Sequence[str], measures: Sequence[str], much: bool) -> list[str]:
        """The one with the most or least of the first measure that all have; none where two are alike."""
        for measure in measures:
            values = {item: degrees.measured(self._catalogue.item(item), measure) for item in items}
            known = sorted((value[1], item) for item, value in values.items() if value is not None)
            if len(known) == len(items) > 1:
                ends = known[::-1] if much else known
                return [ends[0][1]] if ends[0][0] != ends[1][0] else []
        return []

    def _pointed_sort(
        self, text: str, mention: Mention, mentions: Sequence[Mention], pool: Sequence[str], focus: str
    ) -> Iterator[str]:
        """ "That lamp", "the oak table", 这个碗: a sort behind a pointing word, where one of the list is such.

        Of several, "that lamp" is the one spoken of last, or else the first that the eye falls on.
        """
        before = POINTS_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
        if before is None:
            return
        words = (before[1] or before[2] or "").strip()
        if kind_of(mention.entity) not in self._category:
            return  # "that blue" is no thing
        start = mention.start - len(before[0].lstrip()) if words else mention.start
        inside = [m for m in mentions if start <= m.start < mention.end and kind_of(m.entity) != ITEM]
        said = f"{words} " if words.isascii() and words else words
        fitting = self._meant(f"{said}{mention.quote}", inside, pool)
        if len(fitting) == 1:
            yield fitting[0]
        elif not words and SINGLE.match(before[0].lstrip()) and not mention.quote.lower().endswith("s"):
            of_sort = fitting or [item for item in pool if mention.entity in values_of(item, self._catalogue)]
            yield from [focus] if focus in of_sort else of_sort[:1]

    def _lone(self, mention: Mention, pool: Sequence[str]) -> list[str]:
        """The only thing of the list that has what is mentioned: "why show me decaf?"."""
        fitting = [item for item in pool if mention.entity in values_of(item, self._catalogue)]
        return fitting if len(fitting) == 1 < len(pool) else []


def _phrases(text: str) -> Iterator[Described]:
    """Stretches that describe: behind "the" before "one", around 那个, superlatives."""
    for match in ENGLISH.finditer(text):
        group = match.lastindex or 0
        if not FAR_AWAY.search(text[match.end() : match.end() + 20]):
            yield Described(match.start(group), match[group], match.end(group))
    for pattern in CHINESE:
        for match in pattern.finditer(text):
            several = OF_SEVERAL.search(text, 0, match.end(1))
            start = max(match.start(1), min(several.end(), match.end(1) - 1)) if several else match.start(1)
            if not PRONOUN.fullmatch(text[start : match.end(1)]):
                yield Described(start, text[start : match.end(1)], match.end(1))


def _says(pattern: re.Pattern[str], word: str) -> bool:
    return bool(pattern.fullmatch(word) if word.isascii() else pattern.fullmatch(word.lstrip("最比较更")))


def _signs(words: str, mentions: Sequence[Mention]) -> list[str]:
    """A Chinese description without the words of degree: what is left beside what is mentioned, or the whole."""
    bare = re.sub(r"^(?:刚才|刚刚|之前|第.|最|比较|更|就|选|我|你|是|跟|和|比|把)+", "", words.strip())
    left = bare
    for mention in mentions:
        left = left.replace(mention.quote, " ")
    pieces = [piece for piece in left.split() if len(piece) > 1 and not piece.isascii()]
    return pieces if pieces and left != bare else [bare] if bare and not bare.isascii() else []


def _has_word(word: str) -> Callable[[Item], float]:
    """How plainly an item bears a word: 2 in its title, 1 in a value, 0.5 in its description, 0 where nowhere."""

    def has(item: Item) -> float:
        if _bears(item.title.values(), word):
            return 2.0
        values = [words for texts in item.attributes.values() for text in texts for words in text.values()]
        return 1.0 if _bears(values, word) else 0.5 * _bears(item.description.values(), word)

    return has


def _bears(texts: Sequence[str] | object, word: str) -> bool:
    assert isinstance(texts, Sequence) or hasattr(texts, "__iter__")
    if not word.isascii():
        return any(word in text for text in texts)
    names = [token.word for text in texts for token in tokens(text)]
    return word in names or any(
        (len(n) >= STEM and word.startswith(n))
        or (len(word) >= STEM and n.startswith(word))
        or (len(word) > STEM and n == word[:-1])
        for n in names
    )


def _first_values(item: Item) -> set[str]:
    """The entity that stands first in each attribute: what the thing is before all."""
    firsts = [(name, texts[0]) for name, texts in item.attributes.items() if texts]
    return {value_entity(name, {lang: (words,) for lang, words in text.items()}) for name, text in firsts}
