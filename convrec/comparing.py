"""Comparisons in words: which of several has most of something, which have what is asked for, where they differ."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from convrec.data.designs import DESIGN
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE
from convrec.facts import asked_for, each_answer
from convrec.naming import Names, listed
from convrec.phrases import phrase, sentences
from convrec.reply import read_notes
from convrec.search import Searcher
from convrec.types import Contest, Item, Language, Mention, Table, Understanding, say
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.references.degrees import measured
from convrec.understanding.references.measure_words import MEASURE_WORD
from knowledge_graph.catalogue import value_entity
from knowledge_graph.schema import ITEM, Profile, kind_of

WORDS = {  # (measure, less or more) → of two, of many; in English and Chinese
    (PRICE, "<="): ("cheaper", "the cheapest", "更便宜", "最便宜"),
    (PRICE, ">="): ("dearer", "the dearest", "更贵", "最贵"),
    ("weight", "<="): ("lighter", "the lightest", "更轻", "最轻"),
    ("weight", ">="): ("heavier", "the heaviest", "更重", "最重"),
    ("width", "<="): ("narrower", "the narrowest", "更窄", "最窄"),
    ("width", ">="): ("wider", "the widest", "更宽", "最宽"),
    ("height", "<="): ("lower", "the lowest", "更矮", "最矮"),
    ("height", ">="): ("taller", "the tallest", "更高", "最高"),
    ("length", "<="): ("shorter", "the shortest", "更短", "最短"),
    ("length", ">="): ("longer", "the longest", "更长", "最长"),
    ("capacity", ">="): ("roomier", "the roomiest", "装得更多", "装得最多"),
    ("volume", ">="): ("roomier", "the roomiest", "装得更多", "装得最多"),
    ("delivery", "<="): ("here sooner", "the soonest here", "到得更快", "到得最快"),
}
ANY_SIZE = {"<=": ("smaller", "the smallest", "更小", "最小"), ">=": ("bigger", "the biggest", "更大", "最大")}
FEW = 2  # measures: "bigger" may be by any of many
OF_VALUE = re.compile(
    r"\bwhich\b(?: ones?)?(?: of (?:the|these|those|them)(?: two| three| four)?)?(?: ones?)? (?:can|could|is|are|has"
    r"|have|comes?|works?|goes|does|do|would|will|needs?)"
    r"(?: (?:i|we|you|be|it|a|an|the|put|use|in|with|for|go|have|get))*"
    r" (?P<en>[^.?!,;]{3,40})"
    rf"|哪(?:一)?(?:[{MEASURE_WORD}种]|里)?(?:能|可以|可|会|是|有|带|含|支持|适合|防)+"
    r"(?:[进放用加拿])?(?P<zh>[^，。,.?？!！的吗呢]{1,8})",
    re.IGNORECASE,
)
BETTER = re.compile(r"\b(?:better|best|nicer|good|most|more|\w+est)\b|更|最|好|值得", re.IGNORECASE)
PICKS = re.compile(  # whoever asks so wants to be advised, and names nothing that it should go by
    r"\bwhich\b(?: ones?)?(?: of (?:the|these|those|them)(?: first| last)?(?: two| three| four)?)?(?: ones?)?"
    r" (?:(?:would|should|do|did|shall|can|could) (?:you|i|we)(?: (?:personally|rather|really))?"
    r" (?:pick|choose|take|buy|get|recommend|suggest|prefer|go (?:for|with)|like(?: (?:best|most|better))?)"
    r"|(?:is|are|['’]s|would be|looks?)(?: the)? (?:better|best|nicer|nicest|prettier|prettiest))"
    r"(?: of (?:the|these|those|them)(?: two| three| four)?| (?:and why|then|for me|in your opinion|overall|here))*\W*$"
    r"|\b(?:what|which)(?:['’]?s| is) your (?:favou?rite|pick|choice)\b|\bwhat would you (?:pick|choose|take)\W*$"
    rf"|(?:推荐|选|挑|买|拿|要|喜欢)哪(?:一)?[{MEASURE_WORD}](?:好|比较好|呢|啊)*\W*$"
    rf"|哪(?:一)?[{MEASURE_WORD}](?:你|您)?(?:会|更|最|比较|会更)?(?:好|好些|好一?点|推荐|值得买?|喜欢)[呢啊呀？?。\s]*$",
    re.IGNORECASE,
)
MORE = re.compile(r"^(?:the )?(?:more|most|less|least) ([a-z-]+)$", re.IGNORECASE)  # "which is more comfortable?"
DENIES = re.compile(r"^(?:not?|non|without)\b|^[不无無非没]", re.IGNORECASE)
STEM = 4  # letters that a word asked for and one of a value share: "wash" and "washable"


@dataclass(frozen=True)
class Compared:
    """What a comparison came to, and the items, the one that it speaks for last. Without a text it was only asked where
    they differ: that is the table, None where they are alike.
    """

    text: str
    items: tuple[str, ...]
    table: Table | None = None


def compare(
    text: str, items: Sequence[Item], understanding: Understanding, catalogue: Catalogue, names: Names
) -> Compared:
    """What is asked of several items: which has most of something, which have a value, a fact of each, or all."""
    language, ids = understanding.language, tuple(item.id for item in reversed(items))
    if understanding.contest is not None and (won := winner(understanding.contest, items)) is not None:
        line = _outcome(understanding.contest, items, won, names, language)
        return Compared(line, (*(one for one in ids if one != won[0].id), won[0].id))
    if said := _claimed(text, items, understanding, catalogue, names):
        return said
    return Compared("", ids, differences(items, names, language, asked_for(text, items, names, language)))


def which(text: str) -> bool:
    """Whether it is asked which of several have something."""
    return bool(OF_VALUE.search(text)) and not BETTER.search(text)


def picks(text: str) -> bool:
    """Whether it is asked which of several to take, and nothing is named that this should go by."""
    return bool(PICKS.search(text))


def advised(items: Sequence[str], notes: Mapping[str, str], names: Names, language: Language) -> str:
    """The one of them that stands first on the person's list, and what speaks for it most, as was noted then; "" where
    none of them is on it.
    """
    first = next((item for item in notes if item in items), "")
    reasons = read_notes(notes[first]) if first else ()
    speaking = max(reasons, key=lambda reason: reason.contribution, default=None)
    if speaking is None:
        return ""
    return phrase("advised", language, title=names.title(first, language), reason=speaking.text)


def suits(items: Sequence[str], profile: Profile, searcher: Searcher, names: Names, language: Language) -> str:
    """Which of them is to be recommended by what the person told, and why; "" where that speaks for none of them."""
    broken = {item: [c for c in profile.constraints if searcher.conditions.breaks(item, c)] for item in items}
    liking = {item: searcher.liking(item, profile) for item in items}
    best, second = sorted(items, key=lambda item: (len(broken[item]), -liking[item]))[:2]
    own, other = ({*searcher.values_of(item)} for item in (best, second))
    likes = [one for one in sorted(own - other) if profile.liking(one) > 0]
    spared = [one for one in sorted(other - own) if profile.liking(one) < 0]
    reasons = [
        phrase("suits, fits", language, thing=names.constraint(limit, language))
        for limit in broken[second]
        if all(limit in broken[item] for item in items if item != best) and limit not in broken[best]
    ]
    for name, values in (("suits, has", likes), ("suits, spares", spared)):
        if values:
            things = listed((names.entity(value, language) for value in values), language)
            reasons.append(phrase(name, language, things=things))
    speaks = (len(broken[best]), -liking[best]) < (len(broken[second]), -liking[second])
    if not (reasons and speaks):
        return ""
    return phrase("suits", language, title=names.title(best, language), reasons=listed(reasons, language))


def winner(contest: Contest, items: Sequence[Item]) -> tuple[Item, str] | None:
    """(item, measure) that has most or least of the first measure that all of them have; None where there is none, or
    they are alike in it.
    """
    for measure in contest.measures:
        known = [(found[1], item) for item in items if (found := measured(item, measure)) is not None]
        if len(known) < len(items) or not known:
            continue
        ends = sorted(known, key=lambda one: one[0], reverse=contest.op == ">=")
        if len(ends) == 1 or ends[0][0] != ends[1][0] or measure == contest.measures[-1]:
            return ends[0][1], measure
    return None


def _outcome(contest: Contest, items: Sequence[Item], won: tuple[Item, str], names: Names, language: Language) -> str:
    """The winner and every number: ``“Verdi” is cheaper: €549, against €890 for “Havana”.``"""
    best, measure = won
    others = [item for item in items if item.id != best.id]
    bare = (measure, contest.op) in WORDS and len(contest.measures) <= FEW
    value, top = _value(best, measure, names, language, bare), measured(best, measure)
    if others and all(measured(other, measure) == top for other in others):
        return phrase("all the same", language, value=value)
    tied = [item for item in others if measured(item, measure) == top]
    others = [item for item in others if item not in tied]
    of = listed((f"“{say(item.title, language)}”" for item in [best, *tied]), language)
    rest = [
        phrase(
            "of another",
            language,
            value=_value(other, measure, names, language, bare),
            title=say(other.title, language),
        )
        for other in others
    ]
    name = "outcome of several" if tied else "outcome" if others else "only one"
    return phrase(
        name, language, titles=of, degree=degree(contest, measure, len(items), language), value=value,
        others=listed(rest, language),
    )  # fmt: skip


def degree(contest: Contest, measure: str, count: int, language: Language) -> str:
    """``cheaper`` of two, ``the cheapest`` of more."""
    words = ANY_SIZE[contest.op] if len(contest.measures) > FEW else WORDS.get((measure, contest.op))
    if words is None:
        return phrase("most of it" if contest.op == ">=" else "least of it", language)
    return words[(count > 2) + 2 * (language == "zh")]


def utmost(contest: Contest, item: Item, names: Names, language: Language) -> str:
    """What is said of the utmost of all that was searched: ``The cheapest is “Oat drink”: €1.79.``; "" where no such
    measure of it is known.
    """
    measure = next((one for one in contest.measures if measured(item, one) is not None), None)
    if measure is None:
        return ""
    told = degree(contest, measure, 3, language)
    value = _value(item, measure, names, language, (measure, contest.op) in WORDS and len(contest.measures) <= FEW)
    return phrase("utmost", language, degree=told[:1].upper() + told[1:], title=say(item.title, language), value=value)


def _value(item: Item, measure: str, names: Names, language: Language, bare: bool) -> str:
    """A measure in words, with its name where that isn't clear by itself."""
    found = measured(item, measure)
    assert found is not None
    if measure == PRICE:
        return names.price(item, language)
    amount = names.measure(found[0], found[1], language)
    return amount if bare else f"{names.attribute(found[0], language)} {amount}"


def _claimed(
    text: str, items: Sequence[Item], understanding: Understanding, catalogue: Catalogue, names: Names
) -> Compared | None:
    """Which of them have what is asked for; None where the question names nothing that items may have."""
    language = understanding.language
    said = OF_VALUE.search(text)
    if said is None:
        return None
    words = MORE.sub(r"\1", (said["en"] or said["zh"]).strip())
    mentions = [m for m in understanding.mentions if m.start >= said.start() and _tells(m, items, catalogue, language)]
    having = {item.id: _having(item, words, mentions, language) for item in items}
    bare = not mentions and BETTER.search(text) and not MORE.search((said["en"] or "").strip())
    if bare and not any(having.values()):
        return None
    if not any(having.values()):
        told = each_answer(text, items, understanding, names, language)
        line = told.text if told else phrase("none says it", language, value=words)
        return Compared(line, tuple(item.id for item in items))
    asked = mentions[0].quote if mentions else words
    lines = [
        phrase("has it" if having[item.id] else "says nothing of it", language, title=say(item.title, language),
               value=having[item.id] or asked)
        for item in sorted(items, key=lambda item: not having[item.id])
    ]  # fmt: skip
    order = sorted(items, key=lambda item: bool(having[item.id]))
    return Compared(sentences(lines, language), tuple(item.id for item in order))


def _tells(mention: Mention, items: Sequence[Item], catalogue: Catalogue, language: Language) -> bool:
    """Whether a mention is of a value, and no item's name or sort."""
    named = any(mention.quote.casefold() in say(item.title, language).casefold() for item in items)
    return kind_of(mention.entity) not in (ITEM, DESIGN, *catalogue.category) and not named


def _having(item: Item, words: str, mentions: Sequence[Mention], language: Language) -> str:
    """The value of an item that answers the question, in words; "" where its details say no such thing."""
    named = {mention.entity for mention in mentions}
    for name, texts in item.attributes.items():
        for text in texts:
            own = value_entity(name, {tag: (value,) for tag, value in text.items()}) in named
            value = say(text, language)
            if own or (not DENIES.match(value) and _bears(value, words)) or (not named and _bears_any(text, words)):
                return value
    return words if _bears_any(item.title, words) else ""


def _bears_any(text: object, words: str) -> bool:
    assert hasattr(text, "values")
    return any(_bears(value, words) for value in text.values() if not DENIES.match(value))


def _bears(value: str, words: str) -> bool:
    """Whether a value holds all the words asked for: "machine wash" is in "machine washable"."""
    if CHINESE.search(words):
        return words in value
    own = [token.word for token in tokens(value)]
    asked = [token.word for token in tokens(words) if token.word not in COMMON]
    return bool(asked) and all(any(_alike(word, one) for one in own) for word in asked)


def _alike(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= STEM and (word.startswith(other) or other.startswith(word)))


def differences(items: Sequence[Item], names: Names, language: Language, only: Sequence[str] = ()) -> Table | None:
    """The facts in which items differ, or those that are asked for; None where there is no difference."""
    facts = [names.facts(item, language) for item in items]
    differing = [
        name for name in dict.fromkeys(n for known in facts for n in known) if len({f.get(name) for f in facts}) > 1
    ]
    rows = tuple(
        (names.attribute(name, language), tuple(known.get(name, "–") for known in facts)) for name in only or differing
    )
    return Table(tuple(say(item.title, language) for item in items), rows) if rows else None
