"""The words of a reply, composed from facts: what was understood, what was found, what the shop answers."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from babel.dates import format_date, format_time

from convrec.data.tones import SIDES
from convrec.known import liking
from convrec.naming import Names, listed, one_of, photos_called
from convrec.photo_reply import by_photo
from convrec.phrases import phrase, sentences
from convrec.types import ABSENT, SEEN, Intent, Language, Reason, Understanding
from convrec.understanding.intents.intent_rules import GIVEN_UP as NOTHING_BOUGHT
from knowledge_graph.schema import ASPECT, IN, ITEM, TASTE, Constraint, Owned, Profile, grouped, kind_of

THANKS = re.compile(r"\b(thanks?|thank you|cheers|great|perfect)\b|谢", re.IGNORECASE)
SEARCHES: frozenset[Intent] = frozenset({"find", "refine", "more", "opinion"})  # intents answered with a list
LAST = re.compile(r"\b(last|undo|that|back)\b|撤|上一|刚才", re.IGNORECASE)  # "take that back", not "forget me"
REFUSES = re.compile(r" |[不没别无非免]")  # of what was not taken up: whole refusals, more than a single word
HELLO = re.compile(
    r"\b(hi|hiya|hello|hey|good (?:morning|afternoon|evening))\b|你好|您好|嗨|早上好|晚上好|下午好", re.IGNORECASE
)
GIVEN_UP = re.compile(NOTHING_BOUGHT, re.IGNORECASE)
GOODBYE = re.compile(r"\b(bye|goodbye|see you|good night)\b|再见|拜拜", re.IGNORECASE)


def small_talk(text: str, shop: str, talking: bool, language: Language) -> str:
    """Hello, thanks or goodbye; who is ``talking`` already and only nods ("ok") is not welcomed again."""
    if GIVEN_UP.search(text):
        return phrase("no purchase", language)
    kind = "goodbye" if GOODBYE.search(text) else "thanks" if THANKS.search(text) else "hello"
    if kind == "hello" and talking and not HELLO.search(text):
        kind = "at your service"
    return phrase(kind, language, shop=shop)


def noted(understanding: Understanding, names: Names, language: Language) -> str:
    """What was just learnt of a taste, said back so that it can be corrected. Wishes of the moment go unsaid."""
    told = [
        liking(o, names, language)
        for o in understanding.opinions
        if (abs(o.liking) >= TASTE or kind_of(o.about) in (ITEM, IN))
        and not (kind_of(o.about) == ASPECT and o.liking < 0)
    ]  # "too dear" finds fault with what is shown: it bounds the search, and is no taste
    return phrase("noted", language, likings=listed(dict.fromkeys(told), language)) if told else ""


def search(profile: Profile, category: Sequence[str], names: Names, language: Language) -> str:
    """The present search in a few words: ``table lamp, up to €80, no leather``; "" where there are no conditions."""
    order = {name: place for place, name in enumerate(category)}
    limits = sorted(profile.constraints, key=lambda c: (order.get(c.attribute, len(order)), c.op in ("<=", ">=")))
    groups = sorted(grouped(limits), key=lambda group: group[0].op != "=")
    words = [listed((names.constraint(c, language) for c in same), language, "or") for same in groups]
    return ("，" if language == "zh" else ", ").join(words)


def found(searched: str, understanding: Understanding, profile: Profile, names: Names, language: Language) -> str:
    """The line above a list."""
    if understanding.company:
        return _goes_with(understanding, profile, names, language)
    if understanding.relation == "unlike":
        return phrase("unlike", language, photo=photos_called(understanding.places, language))
    if understanding.photos is not None and not (understanding.apart and understanding.intent == "more"):
        return by_photo(understanding, names, language)
    name = "more" if understanding.intent == "more" else "found" if searched else "found freely"
    return phrase(name, language, search=searched)


def _goes_with(understanding: Understanding, profile: Profile, names: Names, language: Language) -> str:
    """The line above a list of what goes with something: a thing of the person's own, of a photo, or of the shop."""
    things = listed((names.title(item, language) for item in understanding.company), language)
    own = _own_beside(understanding, profile)
    if own is not None:
        sort = names.sort(own.sort, language)
        line = phrase("goes with yours", language, sort=sort, things=things)
        return sentences([line, _newest(own, profile, language)], language)
    by_photo = understanding.beside or (understanding.photos is not None and not understanding.pointed_items)
    return phrase("goes with the photo" if by_photo else "goes with it", language, things=things)


def of_absent(understanding: Understanding, names: Names, language: Language) -> list[str]:
    """What is said where a photo was taken for showing something that is not seen in it."""
    words = next((note.removeprefix(ABSENT) for note in understanding.notes if note.startswith(ABSENT)), "")
    if not words:
        return []
    seen = [note.removeprefix(SEEN) for note in understanding.notes if note.startswith(SEEN)]
    things = listed((one_of(names.entity(sort, language), language) for sort in seen), language)
    return [phrase("absent" if seen else "absent, bare", language, thing=one_of(words, language), things=things)]


def of_withheld(understanding: Understanding, language: Language) -> list[str]:
    """What is said of personal data that a message held."""
    things = listed((phrase(kind, language) for kind in understanding.withheld), language)
    return [phrase("withheld", language, things=things)] if things else []


def admissions(understanding: Understanding, unsure: bool, currency: str, language: Language) -> list[str]:
    """What an honest assistant adds: words it doesn't know here, prices in another currency."""
    said = []
    if understanding.unresolved and (unsure or REFUSES.search(understanding.unresolved[0])):
        words = listed((f"“{word}”" for word in understanding.unresolved[: 3 if unsure else 1]), language)
        said.append(phrase("unsure" if unsure else "not taken up", language, words=words))
    for note in understanding.notes:
        kind, _, other = note.partition(":")
        if kind == "currency":
            said.append(phrase("currency", language, own=currency))
        elif kind == "beyond":
            said.append(phrase("nothing beyond", language, words=f"“{other}”"))
        elif kind == "unknown":
            said.append(phrase(f"no {other}", language))
    return said


def of_own(understanding: Understanding, profile: Profile, names: Names, language: Language) -> list[str]:
    """What is said of the person's own things: that one is kept, which a search goes by, that one was never shown."""
    if understanding.intent == "forget":
        return [phrase("not kept", language)] if understanding.unshown is not None else []
    said = []
    if understanding.own:
        sort = understanding.own[0].sort
        said.append(phrase("kept" if sort else "kept bare", language, sort=names.sort(sort, language)))
    if understanding.beside and not understanding.company and understanding.intent in SEARCHES:
        said.append(_beside(understanding, profile, names, language))
    if understanding.unshown is not None:
        said.append(phrase("unshown", language, sort=names.sort(understanding.unshown, language)))
    return said


def _beside(understanding: Understanding, profile: Profile, names: Names, language: Language) -> str:
    """What a search goes by, where nothing in the shop looks like it."""
    own = _own_beside(understanding, profile)
    if own is None:
        return phrase("beside photo", language)
    line = phrase("beside", language, sort=names.sort(own.sort, language))
    return sentences([line, _newest(own, profile, language)], language)


def _own_beside(understanding: Understanding, profile: Profile) -> Owned | None:
    """The thing of the person's own that something is to go with."""
    return next((thing for thing in profile.own if thing.photo in understanding.beside[:1]), None)


def _newest(own: Owned, profile: Profile, language: Language) -> str:
    """Which of several things of its sort it is, the newest of them; "" where there is no other."""
    alike = {thing.said_at for thing in profile.own if thing.sort == own.sort}
    if len(alike) < 2:
        return ""
    shown_at = datetime.fromtimestamp(own.said_at)
    date = f"{format_date(shown_at, 'long', locale=language)} {format_time(shown_at, 'short', locale=language)}"
    return phrase("beside newest", language, count=len(alike), date=date)


def nothing_fits(searched: str, without: Constraint | None, left: int, names: Names, language: Language) -> str:
    """No item meets the conditions; which one stands in the way."""
    said = [phrase("nothing fits", language, search=searched)]
    if without is not None:
        said.append(phrase("without", language, condition=names.constraint(without, language), count=left))
    return sentences(said, language)


def let_go(conditions: Sequence[Constraint], names: Names, language: Language) -> list[str]:
    """What is said of values that were demanded and that nothing has besides all else."""
    values = listed((names.constraint(one, language) for one in conditions), language)
    return [phrase("nearest", language, values=values)] if conditions else []


def of_shades(understanding: Understanding, names: Names, language: Language) -> list[str]:
    """That a list is darker, warmer … than the one thing pointed at, where that was asked for."""
    shades = [names.constraint(one, language) for one in understanding.constraints if one.attribute in SIDES]
    if not shades or len(understanding.pointed_items) != 1:
        return []
    title = names.title(understanding.pointed_items[0], language)
    return [phrase("shades", language, shades=listed(shades, language), title=title)]


def without(constraint: Constraint, names: Names, language: Language) -> str:
    """How a person would take a condition back."""
    value = names.entity(f"{constraint.attribute}/{constraint.value}", language)
    if constraint.op == "has":
        return phrase("no must", language, value=value)
    if constraint.op == "!=":
        return phrase("allow", language, value=value)
    return phrase("any", language, attribute=names.attribute(constraint.attribute, language))


def why(item_id: str, notes: str, names: Names, language: Language) -> str:
    """Why an item was shown, from what was noted when it was: each reason with what it added to the score."""
    told = read_notes(notes)
    if not told:
        return phrase("why not shown", language, title=names.title(item_id, language))
    weighty = sorted(told, key=lambda reason: -abs(reason.contribution))
    lines = [f"{reason.text} ({reason.contribution:+.2f})" for reason in weighty]
    title, score = names.title(item_id, language), sum(reason.contribution for reason in told)
    return phrase("why", language, title=title, score=f"{score:.2f}") + "\n" + "\n".join(f"• {line}" for line in lines)


def write_notes(told: Sequence[Reason]) -> str:
    """An item's reasons as they are kept in the log."""
    return json.dumps([[r.source, r.text, round(r.contribution, 6)] for r in told], ensure_ascii=False)


def read_notes(notes: str) -> tuple[Reason, ...]:
    """Kept reasons read back; empty where none were kept."""
    return tuple(Reason(*parts) for parts in json.loads(notes)) if notes else ()
