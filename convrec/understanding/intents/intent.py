"""What a message is for: clear cases by rule, the rest by the trained head and by what was found in it."""

import re
from collections.abc import Mapping, Sequence

from convrec.types import Intent
from convrec.understanding.intents.evidence import REQUESTS, Evidence, asking
from convrec.understanding.intents.intent_rules import by_rule
from convrec.understanding.numbers.freedom import indifferent
from convrec.understanding.patterns import compiled
from convrec.understanding.references.pronouns import points_somewhere

__all__ = ["Evidence", "Shares", "by_rule", "decide", "joined_questions", "shop_question"]

Shares = Mapping[Intent, float]
PERSONAL = frozenset[Intent]({"small_talk", "ask_profile", "forget", "out_of_scope"})
SURE = 0.5  # how sure the head must be of these: taking a wish for a greeting is worse than the other way round
VAGUE = 0.35  # below this nothing is known but that there are words: look for them
ASIDE = 0.6  # how sure the head must be that one clause asks the shop something, beside what the message is for
HEARD = 0.15  # share from which an intent is heard at all
WANTS = frozenset[Intent]({"find", "refine", "more"})
JOINED = compiled(
    r"\b(?:and|also|plus|oh and|btw|by the way)[\s,]+(?=(?:how|what|where|when|do you|does|can (?:i|you)|could"
    r"|is (?:it|there)|are)\b)"
    r"|对了|另外|顺便(?:问[一下]*)?|还有就是|话说",
    re.IGNORECASE,
)


def decide(
    shares: Shares, evidence: Evidence, pieces: Sequence[tuple[str, Shares]] = ()
) -> tuple[Intent, float, tuple[Intent, ...]]:
    """(intent, how sure, 0…1, what else is asked). ``pieces`` are parts of the message with their own shares.

    Clear words come first; else the head's opinion is bent by what the message holds. What was shown tells a first
    search from a refined one. Of a message that holds no word at all it is sure to 0.
    """
    intent, sure = _main(shares, evidence)
    intent = _in_context(intent, evidence)
    also = _aside(intent, evidence, pieces)
    if intent == "ask_shop" and also:
        intent, also = also[0], ("ask_shop",)
    return intent, sure, also


def _main(shares: Shares, evidence: Evidence) -> tuple[Intent, float]:
    clear = by_rule(evidence.text)
    if clear in (None, "compare", "find", "more"):
        if evidence.seeks_utmost or evidence.settles:
            return "find", 1.0
        if evidence.contests:
            return "compare", 1.0
    if clear is not None and _holds(clear, evidence):
        return clear, 1.0
    if evidence.shown and not evidence.mentions and not evidence.asks and indifferent(evidence.text):
        return "refine", 1.0  # whatever was asked, the search goes on
    if evidence.otherwise:
        return "refine", 1.0
    searches = evidence.stocked or evidence.stocked_by_title or evidence.looks_through or evidence.for_a_present
    if searches or evidence.names_a_sort:
        return "find", 1.0
    weighed = {intent: share * _factor(intent, evidence) for intent, share in shares.items()}
    if evidence.empty:
        weighed["opinion"] = 0.0
    if evidence.references < 2 and indifferent(evidence.text):
        weighed["compare"] = 0.0
    total = sum(weighed.values()) or 1.0
    intent = max(weighed, key=lambda name: weighed[name])
    sure = weighed[intent] / total
    if intent == "out_of_scope" and (shares["out_of_scope"] < SURE or evidence.topic or evidence.constraints):
        intent = max(weighed, key=lambda name: weighed[name] if name != "out_of_scope" else -1.0)
        sure = weighed[intent] / total
    if intent == "small_talk" and evidence.topic and not evidence.judges:
        return "find", sure  # "ok ok. apples"
    if intent == "ask_profile" and evidence.topic and not evidence.asks:
        return "find", sure  # 我也说不好喜欢什么，想看案板
    if intent in PERSONAL and evidence.gibberish:
        return "out_of_scope", 0.0
    if (intent in PERSONAL and sure < SURE) or (sure < VAGUE and not evidence.asks):
        return ("ask_item" if evidence.references and not evidence.changes else "find"), sure
    return intent, sure


def _holds(clear: Intent, evidence: Evidence) -> bool:
    """Whether clear words mean what they say here."""
    if clear == "compare":
        several = evidence.shown > 1 or evidence.references > 1 or len(evidence.mentions) > 1
        return several and (evidence.references > 1 or not indifferent(evidence.text))
    if clear == "more":
        return not evidence.new_topic
    return True


def _in_context(intent: Intent, evidence: Evidence) -> Intent:
    """The same wish is a search at first, and a refinement where there is something to refine."""
    if intent == "opinion" and (evidence.wishes_said or evidence.wants):
        intent = "refine"
    if intent in ("find", "refine") and evidence.only_judges:
        intent = "opinion"
    if intent == "ask_shop" and evidence.topic and not evidence.asked:
        intent = "find"  # "she has a kitten that chews everything. I was thinking of a plant."
    if intent == "ask_item" and evidence.bounds and not evidence.asked:
        intent = "refine"  # 高度不能超过45厘米 asks nothing
    if intent == "more" and evidence.constraints:
        intent = "refine"
    if intent in ("find", "refine"):
        base = evidence.shown > 0 or evidence.searching
        return "refine" if base and not evidence.new_topic else "find"
    return intent


def _aside(intent: Intent, evidence: Evidence, pieces: Sequence[tuple[str, Shares]]) -> tuple[Intent, ...]:
    """A question to the shop beside another wish, or a wish beside such a question."""
    to_shop = [text for text, shares in pieces if asking(text.rstrip("?？ ")) and _of_shop(text, shares) >= ASIDE]
    others = [text for text, _ in pieces if text not in to_shop]
    if not to_shop or not others:
        return ()
    if intent in (*WANTS, "compare", "why", "opinion"):
        return ("ask_shop",)
    wanted = (evidence.topic or evidence.bounds) and any(REQUESTS.search(text) for text in others)
    return ("refine" if evidence.shown and not evidence.new_topic else "find",) if wanted else ()


def _of_shop(text: str, shares: Shares) -> float:
    """How surely a piece is a question to the shop; one about an item points at it, or names it."""
    to_shop = shares.get("ask_shop", 0.0)
    return to_shop + (shares.get("ask_item", 0.0) if to_shop >= HEARD and not points_somewhere(text) else 0.0)


def shop_question(pieces: Sequence[tuple[str, Shares]]) -> str:
    """The piece of a message that most surely asks the shop something; "" where none asks."""
    asked = [(_of_shop(text, shares), text) for text, shares in pieces if asking(text.rstrip("?？ "))]
    return max(asked, default=(0.0, ""))[1]


def joined_questions(text: str) -> list[str]:
    """Questions that are joined on: "show me rugs, and how do I return one?" → ["how do I return one?"]."""
    return [text[match.end() :].strip() for match in JOINED.finditer(text)][-1:]


def _factor(intent: Intent, evidence: Evidence) -> float:
    """How much the content of a message raises or lowers an intent."""
    return {
        "find": _wanting,
        "refine": _wanting,
        "more": _wanting,
        "opinion": _judging,
        "why": _about_it,
        "compare": _about_it,
        "ask_item": _about_it,
        "ask_shop": _of_the_shop,
    }.get(intent, _personal)(intent, evidence)


def _wanting(intent: Intent, evidence: Evidence) -> float:
    holds = bool(evidence.mentions) or evidence.constraints > 0
    factor = 1.5 if holds and not evidence.asks else 1.0
    if evidence.asks and not evidence.requests and not evidence.topic:
        factor *= 0.4
    if evidence.constraints and evidence.requests:
        factor *= 2.0
    verdict = evidence.judges and not evidence.wishes_said
    factor *= 0.5 if verdict else 1.0
    if intent == "find":
        return factor * (3.0 if evidence.topic and not verdict else 1.0)
    if intent == "more":
        return factor * (0.2 if evidence.references else 1.0)
    return factor * ((1.5 if not evidence.topic else 0.7) if evidence.shown else 0.5)


def _judging(_: Intent, evidence: Evidence) -> float:
    """A verdict that asks for nothing."""
    factor = 3.0 if evidence.judges and not evidence.asks else 0.6
    return (
        factor
        * (0.1 if evidence.asks else 0.3 if evidence.asked else 1.0)
        * (0.4 if evidence.wishes_said or evidence.constraints else 1.0)
    )


def _about_it(intent: Intent, evidence: Evidence) -> float:
    factor = 2.0 if evidence.references else (1.0 if evidence.points and (evidence.shown or evidence.asks) else 0.3)
    if intent == "why" or (intent == "compare" and evidence.references == 1):
        factor *= 0.2  # a "why" mostly has words of its own, and one thing is compared with nothing
    if intent == "ask_item":
        factor *= (5.0 if evidence.references and not evidence.changes else 1.5) if evidence.asked else 0.5
        if (evidence.requests and evidence.topic and not evidence.references) or evidence.constraints:
            factor *= 0.3
    return factor


def _of_the_shop(_: Intent, evidence: Evidence) -> float:
    factor = 1.5 if evidence.asks else 0.6
    return factor * (0.2 if evidence.constraints or evidence.topic else 1.0) * (0.5 if evidence.references else 1.0)


def _personal(intent: Intent, evidence: Evidence) -> float:
    holds = bool(evidence.mentions) or evidence.constraints > 0
    return 0.2 if holds or evidence.feels or evidence.references else 1.0
