"""Opinions out of what the clauses say: of things named, of items pointed at, and of what was named before."""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from convrec.types import Message
from convrec.understanding.language import CHINESE
from convrec.understanding.numbers.constraints import conditions
from convrec.understanding.opinions.stances import Part, Said, part_of
from convrec.understanding.opinions.telling import WISH
from convrec.understanding.patterns import compiled
from convrec.understanding.references.measure_words import MEASURE_WORD
from convrec.understanding.references.pronouns import describes_only, likens_only, points_only
from knowledge_graph.schema import ITEM, TASTE, Opinion, item_entity, kind_of

NUMBER = compiled(r"\d|[百千万]")
GIFT = compiled(r"\b(?:gift|present|pressie|birthday|christmas|xmas|surprise)\b|礼物|生日|送", re.IGNORECASE)
FOR_OTHERS = compiled(
    r"\b(?:for (?:my|her|him|them|our|a friend)|she|he|they)\b"
    r"|给(?:[她他]|我?(?:[爸妈老闺朋女男儿弟妹哥姐]))|她|(?<!其)他",
    re.IGNORECASE,
)
BACK = compiled(r"\b(?:it|them|that|those|one|either|the stuff)\b", re.IGNORECASE)  # points back in a message
THE = compiled(r"\b(?:the|that|this|those|these)\s+(?:\w+\s+)?$", re.IGNORECASE)
ONE = compiled(r"\s+ones?\b", re.IGNORECASE)
THAT_ZH = compiled(rf"的?[那这這]一?[{MEASURE_WORD}]")
ALL_ZH = compiled(r"\s*[都全](?!行|要|可以|看)")  # 都一般般: what is shown, all of it
IDIOM = compiled(r"\bmy finger on it\b|\bmake up my mind\b", re.IGNORECASE)
AKIN_ZH = compiled(  # 更像第二个: what is looked for is like it, which is no verdict on it
    rf"^\W*(?:更|还是|要|找|看|来点?|比较)*(?:像|类似|接近)第.{{1,2}}[{MEASURE_WORD}](?:的|那样的?|一样的?|那种|一些|一点)?\W*$"
)
OF_ITS = compiled(r"\b(?:the|that|this|these|those|an?|another)\s+(?:[\w'-]+\s+){0,2}$", re.IGNORECASE)
SIDE_OF = compiled(r"\s+(?:on|of|in|from)\s+(?:the|that|this|it|them|both|all)\b", re.IGNORECASE)


def opinions(
    message: Message,
    said: Sequence[Said],
    parts: Sequence[Part],
    shown: Sequence[str],
    category: Collection[str],
    table: Mapping[str, Sequence[str]] = MappingProxyType({}),
    others: bool = False,
) -> list[Opinion]:
    """One opinion per thing; about items pointed at, what the clauses as wholes say of them.

    ``table`` maps sorts of things to the items shown that are such: a verdict on the sort is one on them. ``others`` is
    whether the search is known to be for somebody else: what they like is wished for.
    """
    made: dict[str, Opinion] = {}
    text = " ".join(part.clause.text for part in parts)
    wanting = any(part.verdict.stance in ("wish", "only") for part in parts)
    for_others = others or bool(GIFT.search(text) or (wanting and FOR_OTHERS.search(text)))
    for one in said:
        judgement, about = one.judgement, one.mention.entity
        wish = judgement.stance in ("wish", "only")
        telling = judgement.stance in ("liking", "exclude") or (wish and kind_of(about) not in (*category, ITEM))
        pointing = _points(one, shown) and any(part.pointed for part in parts)
        if (judgement.stance == "liking" and _only_describes(one, parts)) or pointing:
            continue  # "the blue one is ugly" is about that one, not about blue
        if about in table and judgement.stance == "liking" and _of_the_shown(one):
            continue  # "the rug is too busy", where rugs are shown, is no taste about rugs
        if kind_of(about) in category and judgement.stance == "liking" and _at_hand(one):
            continue  # nor is "the cushions are soft enough" one about cushions, wherever those are
        stronger = about in made and not _tastes(made[about]) and judgement.own and judgement.stance == "liking"
        if (about in made and not stronger) or not telling:
            continue
        if judgement.own or wish:
            made[about] = Opinion(message.user_id, about, judgement.liking, message.sent_at, one.clause.quote)
        elif for_others and judgement.liking > 0 and kind_of(about) not in (*category, ITEM):
            made[about] = Opinion(message.user_id, about, WISH, message.sent_at, one.clause.quote)  # a gift for her
    for about in _sorts_besides(list(made.values()), category):
        del made[about]
    silent = {part.clause.quote for part in parts if not part.reading.told}
    for view in [] if shown else _of_what_was_named(message, parts, said):
        known = made.get(view.about)
        plainer = known is not None and known.quote in silent and view.quote not in silent
        if known is None or plainer or abs(known.liking) < abs(view.liking):
            made[view.about] = view
    for one, item in called(said, table, shown):
        about, judgement = item_entity(item), one.judgement
        made.setdefault(about, Opinion(message.user_id, about, judgement.liking, message.sent_at, one.clause.quote))
    for view in _of_items(message, parts, said, shown):
        made.setdefault(view.about, view)
    return list(made.values())


def called(said: Sequence[Said], table: Mapping[str, Sequence[str]], shown: Sequence[str]) -> list[tuple[Said, str]]:
    """Verdicts on a sort of which exactly one of several things shown is, and that thing: "cashews are too salty"."""
    judging = [one for one in said if one.judgement.stance == "liking" and one.judgement.own and _of_the_shown(one)]
    alone = [(one, table.get(one.mention.entity, ())) for one in judging if len(shown) > 1]
    return [(one, items[0]) for one, items in alone if len(items) == 1]


def _of_the_shown(one: Said) -> bool:
    """Whether a sort is named as a thing at hand is, and not in general ("I hate cheese"); Chinese doesn't tell."""
    before = one.clause.text[: one.mention.start - one.clause.start]
    return bool(CHINESE.search(one.mention.quote) or OF_ITS.search(before))


def _at_hand(one: Said) -> bool:
    """Whether "the", "that" or "these" stand before a sort: some of them are meant, and not the sort."""
    return bool(THE.search(one.clause.text[: one.mention.start - one.clause.start]))


def _sorts_besides(views: Sequence[Opinion], category: Collection[str]) -> list[str]:
    """Sorts of things judged together with what they are like: "sour fruit makes my teeth ache" is about sour."""
    values = {(view.quote, view.liking > 0) for view in views if kind_of(view.about) not in category and _tastes(view)}
    sorts = [view for view in views if kind_of(view.about) in category and _tastes(view)]
    return [view.about for view in sorts if (view.quote, view.liking > 0) in values]


def _tastes(view: Opinion) -> bool:
    return abs(view.liking) >= TASTE


def _points(said: Said, shown: Sequence[str]) -> bool:
    """Whether a value stands in "the grey one", 黑的那条: words that point, and wish for nothing.

    Where nothing is shown, or nothing that it could point at, "I loved the linen one" tells of a taste.
    """
    text, place = said.clause.text, said.clause.start
    before, behind = text[: said.mention.start - place], text[said.mention.end - place :]
    return bool(shown and ((THE.search(before) and ONE.match(behind)) or THAT_ZH.match(behind)))


def _only_describes(said: Said, parts: Sequence[Part]) -> bool:
    """Whether a value or a sort of thing only says which of the shown things is meant: "this blue lamp is ugly".

    "The brass on the first one" is about brass.
    """
    part = part_of(said, parts)
    if part is None or not part.pointed or kind_of(said.mention.entity) == ITEM:
        return False
    return not SIDE_OF.match(said.clause.text, said.mention.end - said.clause.start)


def _of_items(message: Message, parts: Sequence[Part], said: Sequence[Said], shown: Sequence[str]) -> list[Opinion]:
    """Verdicts on the items that clauses point at, the strongest first.

    A clause that points at nothing and names nothing goes on about the items of the clause before it; a bare verdict
    after a list of one is about that one. "Too big" asks for another size and is no verdict. Of equally strong ones
    those in telling words count before those that were only heard.
    """
    last: tuple[str, ...] = tuple(shown) if len(shown) == 1 else ()
    found: list[tuple[bool, Opinion]] = []
    asks = any(part.clause.asks for part in parts)
    for part in parts:
        last = part.pointed or (tuple(shown) if ALL_ZH.match(part.clause.text) else last)
        names = [one for one in said if one.clause is part.clause and kind_of(one.mention.entity) != ITEM]
        aside = names if not part.pointed else [one for one in names if not _only_describes(one, parts)]
        verdict = part.verdict
        if AKIN_ZH.match(part.clause.text) or (len(parts) > 1 and _says_which(part, asks)):
            continue
        refuses = verdict.stance == "exclude" and part.pointed
        judges = verdict.stance == "liking" or refuses
        if judges and verdict.own and not aside and not conditions(part.clause.text):
            quote, heard = part.clause.quote, not part.reading.told
            found += [
                (heard, Opinion(message.user_id, item_entity(item), verdict.liking, message.sent_at, quote))
                for item in last
            ]
    return [opinion for _, opinion in sorted(found, key=lambda one: (-abs(one[1].liking), one[0]))]


def _says_which(part: Part, asks: bool) -> bool:
    """Whether a clause only says which thing the others are about: "the second one, is it in stock?", "like the third,
    but darker".
    """
    quote = part.clause.quote
    asked_of = asks and not part.reading.told and (points_only(quote) or describes_only(quote))
    return asked_of or likens_only(quote)


def _of_what_was_named(message: Message, parts: Sequence[Part], said: Sequence[Said]) -> list[Opinion]:
    """Verdicts on what a clause before has named: "my wife adored velvet; I never cared for it"."""
    last: list[Said] = []
    found = []
    for part in parts:
        names = [one for one in said if one.clause is part.clause]
        last, verdict = _named_last(names) or last, part.verdict
        if not names and verdict.stance in ("liking", "exclude") and verdict.own and _goes_on(part):
            abouts = [one.mention.entity for one in last if kind_of(one.mention.entity) != ITEM]
            found += [
                Opinion(message.user_id, about, verdict.liking, message.sent_at, part.clause.quote) for about in abouts
            ]
    return found


def _goes_on(part: Part) -> bool:
    """Whether a clause that names nothing may speak of what was named before. Chinese needs no word for it."""
    text = part.clause.text
    elsewhere = IDIOM.search(text) or part.pointed or NUMBER.search(text) or conditions(text)
    return not elsewhere and bool(BACK.search(text) or CHINESE.search(text))


def _named_last(names: Sequence[Said]) -> list[Said]:
    """What a clause names last; what it is like rather than its sort, where both stand together."""
    if not names:
        return []
    end = max(names, key=lambda one: one.mention.start).mention
    before = [one for one in names if one.mention.end == end.start]
    return before or [one for one in names if one.mention.start == end.start]
