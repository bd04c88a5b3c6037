"""Whether a sentence in other words says what the sentence before said: no less, no more, nothing turned round.

Every name, amount and uncommon word must be in both, with the same turning words before it ("no", "up to", "don't
like"); what holds for a sentence as a whole ("nearest", "seems") too. Whatever this can't follow counts as untrue.
"""

import re
from collections import Counter

from convrec.faithful.reading import Claim, Names, Reading, named, read
from convrec.faithful.words import OPENERS
from convrec.types import Language

LONGER = 2.0  # a text in other words is at most so much longer
ROOM = 60  # and so many characters
MARKUP = re.compile(r"[<>{}\[\]*_`#|\\^~@=]|https?:|www\.|://|\.(?:com|org|net|de|cn)\b", re.IGNORECASE)
ENDS = re.compile(r"[.!?。！？]+[”\"’)）]*(?=\s|$|[^\s\d])(?!\d)")
ASKS = re.compile(r"[?？]|[吗呢](?=[。！]|$)")
QUOTED = re.compile(r"“([^”]*)”")
PLAIN = {  # the signs that a sentence of a language is made of
    "en": re.compile(r"[\x20-\x7e€£¥–—‘’“”…°×½]*"),
    "zh": re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e€£¥“”‘’…—–·°×]*"),
}
LATIN = re.compile(r"[A-Za-z]{2,}")


def faults(said: str, reworded: str, language: Language, names: Names) -> tuple[str, ...]:
    """What is wrong with ``reworded`` as another wording of the sentence ``said``; () where nothing is.

    ``names`` are the titles and values of the catalogue in this language.
    """
    shape = _shape(said, reworded, language)
    if shape:
        return shape
    quoted = Names(QUOTED.findall(said), language)
    before = read(said, language, (names, quoted))
    own = named((fact for fact in before.facts if fact.kind in ("name", "word")), language)
    after = read(_without_opener(said, reworded, language), language, (names, quoted, own))
    before = read(said, language, (names, quoted, own))
    return tuple(_differences(before, after))


def _shape(said: str, reworded: str, language: Language) -> tuple[str, ...]:
    """What can be seen without reading: emptiness, length, markup, foreign signs, sentences and questions."""
    if not reworded.strip():
        return ("it is empty",)
    if len(reworded) > LONGER * len(said) + ROOM:
        return ("it is far longer",)
    if (found := MARKUP.search(reworded)) and found[0] not in said:
        return (f"it holds “{found[0]}”",)
    strange = [sign for sign in reworded if not PLAIN[language].fullmatch(sign) and sign not in said]
    if strange:
        return (f"it holds the sign “{strange[0]}”",)
    if bool(ASKS.search(said)) != bool(ASKS.search(reworded)):
        return ("a question became a statement, or the other way round",)
    if _sentences(_without_opener(said, reworded, language)) > _sentences(said):
        return ("it has more sentences",)
    return ()


def _sentences(text: str) -> int:
    return len(ENDS.findall(text)) + (not ENDS.search(text.rstrip()[-3:]))


def _without_opener(said: str, reworded: str, language: Language) -> str:
    """The text without a polite word before it, such as "Sure!", unless the other sentence begins so as well."""
    for opener in OPENERS[language]:
        found = re.match(rf"{re.escape(opener)}\s*[,!.:，！。：–—]\s*(?=\S)", reworded, re.IGNORECASE)
        if found and not said.casefold().startswith(opener):
            return reworded[found.end() :]
    return reworded


def _differences(before: Reading, after: Reading) -> list[str]:
    told = [f"it says “{_worded(one)}”" for one in after.claims if one not in before.claims]
    often, again = Counter(before.claims), Counter(after.claims)
    told += [f"it says “{_worded(one)}” {again[one]} times" for one in often if 0 < again[one] != often[one]]
    told += [f"it doesn't say “{_worded(one)}”" for one in before.claims if one not in after.claims]
    told += [f"“{name}” is lost or new" for name in sorted(before.whole ^ after.whole)]
    told += [f"“{name}” is lost or new" for name in sorted({*before.loose} | {*after.loose})
             if before.loose.get(name, 0) != after.loose.get(name, 0)]  # fmt: skip
    told += [f"{who or 'nobody'} is said to {act}" for who, act in sorted(after.spoken - before.spoken)]
    if not told and _ordered(before) and _order(before) != _order(after):
        told.append("the facts stand in another order")
    return told


def _worded(claim: Claim) -> str:
    return " ".join([*sorted(claim.turned), *claim.fact.value])


def _ordered(reading: Reading) -> bool:
    """Whether it matters in which order the facts come: with several amounts, or where one is said of another."""
    kinds = [one.kind for one in dict.fromkeys(reading.facts)]
    turned = any(claim.turned & {"own", "asked", "over", "under"} for claim in reading.claims)
    of_another = reading.whole & {"seems", "goes with", "near"} and kinds.count("name") + kinds.count("word") > 1
    return turned or bool(of_another) or kinds.count("amount") + kinds.count("order") > 1


def _order(reading: Reading) -> list[object]:
    """The facts in the order in which each is named first."""
    return [*dict.fromkeys(fact for fact in reading.facts if fact.kind != "topic")]
