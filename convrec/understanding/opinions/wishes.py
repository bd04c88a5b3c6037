"""What a message looks for, in words to search with."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from convrec.types import Language, Mention
from convrec.understanding.intents.asking_back import questions_wanted
from convrec.understanding.language import CHINESE, tokens, wish
from convrec.understanding.names.common import COMMON
from convrec.understanding.numbers.amounts import Amount
from convrec.understanding.numbers.constraints import cut_out, without_conditions
from convrec.understanding.opinions.judging import TRUSTED, denies
from convrec.understanding.opinions.stances import Part
from knowledge_graph.schema import kind_of

FEW_SIGNS = 6  # Chinese signs around an amount that say nothing


def search_text(parts: Sequence[Part], found: Sequence[Amount], mentions: Sequence[Mention], language: Language) -> str:
    """The words to look for: clauses that refuse nothing, without amounts, comparisons and the words of asking."""
    words = (_wish_of(part, found, mentions, language) for part in parts)
    return ("，" if language == "zh" else ", ").join(filter(None, words))


def names_a_sort(parts: Sequence[Part], mentions: Sequence[Mention], category: Collection[str]) -> bool:
    """Whether a message names the sort of thing it wants, and so needs nothing of the search before it."""
    sorts = [mention for mention in mentions if kind_of(mention.entity) in category]
    return any(part.judge(mention).liking >= 0 for mention in sorts for part in parts if part.holds(mention.start))


def _wish_of(part: Part, found: Sequence[Amount], mentions: Sequence[Mention], language: Language) -> str:
    clause = part.clause
    if questions_wanted(clause.text):
        return ""
    stances = [part.judge(mention) for mention in mentions if part.holds(mention.start)]
    idle = {"allow"} if clause.asks else {"allow", "none"}
    unwanted = any(one.liking < 0 or one.stance in idle for one in stances)
    if unwanted or (not stances and (denies(part.reading) or _idle(part))):
        return ""
    inside = [replace(a, start=a.start - clause.start, end=a.end - clause.start) for a in found if part.holds(a.start)]
    words = wish(without_conditions(cut_out(clause.text, inside, language)).strip(" ,，、"))
    return words if stances or not _empty(words, bool(inside)) else ""


def _idle(part: Part) -> bool:
    """Whether a clause that names nothing is heard to look for nothing: a verdict, a question about something else."""
    if not (part.clause.asks or part.reading.told or part.reading.states):
        return False  # "decaf": the ear says little of a bare word
    sure = part.heard.sure >= TRUSTED and part.heard.stance != "want"
    return sure and not part.reading.requests and (part.clause.asks or part.heard.stance != "none")


def _empty(words: str, measured: bool) -> bool:
    """Whether words say nothing to look for: common ones only, or in Chinese the few signs around an amount."""
    if CHINESE.search(words):
        return measured and len(words) <= FEW_SIGNS
    return all(token.word in COMMON for token in tokens(words))
