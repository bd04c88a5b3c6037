"""How a message stands to the things it names: opinions, conditions, and the sort of thing that is wanted."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from convrec.types import Heard, Mention, Message
from convrec.understanding.clauses import Clause
from convrec.understanding.constraints import conditions
from convrec.understanding.language import CHINESE, Span
from convrec.understanding.measure_words import MEASURE_WORD
from convrec.understanding.opinions import Judgement, Reading, judge
from convrec.understanding.telling import WISH
from knowledge_graph.schema import ASPECT, ITEM, TASTE, Constraint, Opinion, Profile, item_entity, kind_of, name_of

LACKING = re.compile(
    r"^(?:no|zero|without|w/o|can'?t|don'?t|doesn'?t|allergic|free)\b|intoleran|^[不别没去]|过敏", re.IGNORECASE
)
ECHO = re.compile(
    r"^\W*(?:and |also |so (?:is|are|does|do) |neither |nor |也|还有)"
    r"|(?:\b(?:too|as well|also|either|ditto)|也是?|一样)\W*$",
    re.I,
)
NUMBER = re.compile(r"\d|[百千万]")
GIFT = re.compile(
    r"\b(?:gift|present|pressie|birthday|christmas|xmas|surprise|for (?:my|her|him|them|our|a friend)|she|he|they)\b"
    r"|礼物|生日|送|给(?:[她他]|我?(?:[爸妈老闺朋女男儿弟妹哥姐]))|她|他",
    re.IGNORECASE,
)
UNHEARD = Heard()
BACK = re.compile(r"\b(?:it|them|that|those|one|either|the stuff)\b", re.IGNORECASE)  # points back in a message
SPEAKER = re.compile(r"[我咱俺]|\b(?:i|me|my)\b", re.IGNORECASE)
THE = re.compile(r"\b(?:the|that|this|those|these)\s+(?:\w+\s+)?$", re.IGNORECASE)
ONE = re.compile(r"\s+ones?\b", re.IGNORECASE)
THAT_ZH = re.compile(rf"的?[那这這]一?[{MEASURE_WORD}]")
SIDE_OF = re.compile(r"\s+(?:on|of|in|from)\s+(?:the|that|this|it|them|both|all)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Part:
    """A clause, what its words tell, what is heard in it and of what it names (by place), and the items pointed at."""

    clause: Clause
    reading: Reading
    heard: Heard = UNHEARD
    named: Mapping[Span, Heard] = field(default_factory=dict)
    pointed: tuple[str, ...] = ()

    def holds(self, place: int) -> bool:
        """Whether a place in the message lies in this clause."""
        return self.clause.start <= place < self.clause.end

    def judge(self, mention: Mention) -> Judgement:
        """How the clause stands to a thing it names."""
        start, end = mention.start - self.clause.start, mention.end - self.clause.start
        heard = self.named.get((mention.start, mention.end), self.heard)
        return judge(self.reading, start, end, heard, self.clause.asks)

    @property
    def verdict(self) -> Judgement:
        """How the clause as a whole stands to what it speaks of."""
        end = len(self.clause.text)
        return judge(self.reading, end, end, self.heard, self.clause.asks)


@dataclass(frozen=True)
class Said:
    """A mention with the clause it stands in and how the clause judges it."""

    mention: Mention
    clause: Clause
    judgement: Judgement


def is_topic(said: Said, category: Collection[str]) -> bool:
    """Whether a mention says what sort of thing is wanted."""
    wanted = said.judgement.stance in ("wish", "only") or (
        said.judgement.stance == "liking" and said.judgement.liking > 0 and not said.judgement.own
    )
    return kind_of(said.mention.entity) in category and wanted


def condition(said: Said, category: Collection[str]) -> Constraint | None:
    """ "Not leather" and "only oak" as conditions; another person's dislike is a condition of this search."""
    kind, name = kind_of(said.mention.entity), name_of(said.mention.entity)
    judgement = said.judgement
    if kind == ITEM:
        return None
    if judgement.stance == "exclude" or (judgement.stance == "liking" and judgement.liking < 0 and not judgement.own):
        return Constraint(kind, "!=", name, said.clause.quote)
    if judgement.stance == "only" and kind not in category:
        return Constraint(kind, "=", name, said.clause.quote)
    return None


def opinions(
    message: Message, said: Sequence[Said], parts: Sequence[Part], shown: Sequence[str], category: Collection[str]
) -> list[Opinion]:
    """One opinion per thing; about items pointed at, what the clauses as wholes say of them."""
    made: dict[str, Opinion] = {}
    text = " ".join(part.clause.text for part in parts)
    wanting = any(part.verdict.stance in ("wish", "only") for part in parts)
    for one in said:
        judgement, about = one.judgement, one.mention.entity
        wish = judgement.stance in ("wish", "only")
        telling = judgement.stance in ("liking", "exclude") or (wish and kind_of(about) not in (*category, ITEM))
        if (judgement.stance == "liking" and _only_describes(one, parts)) or _points(one):
            continue  # "the blue one is ugly" is about that one, not about blue
        if about in made or not telling:
            continue
        if judgement.own or wish:
            made[about] = Opinion(message.user_id, about, judgement.liking, message.sent_at, one.clause.quote)
        elif wanting and GIFT.search(text) and judgement.liking > 0 and kind_of(about) not in (*category, ITEM):
            made[about] = Opinion(message.user_id, about, WISH, message.sent_at, one.clause.quote)  # a gift for her
    for view in [] if shown else _of_what_was_named(message, parts, said):
        if view.about not in made or abs(made[view.about].liking) < abs(view.liking):
            made[view.about] = view
    for view in _of_items(message, parts, said, shown):
        made.setdefault(view.about, view)
    return list(made.values())


def shunned(views: Sequence[Opinion], category: Collection[str]) -> list[Constraint]:
    """What is looked for must not be what the same message dislikes: "I hate wool. A big blanket"."""
    disliked = [
        view for view in views if view.liking <= -TASTE and kind_of(view.about) not in (*category, ITEM, ASPECT)
    ]
    return [Constraint(kind_of(view.about), "!=", name_of(view.about), view.quote) for view in disliked]


def _points(said: Said) -> bool:
    """Whether a value stands in "the grey one", 黑的那条: words that point, and wish for nothing."""
    text, place = said.clause.text, said.clause.start
    before, behind = text[: said.mention.start - place], text[said.mention.end - place :]
    return bool((THE.search(before) and ONE.match(behind)) or THAT_ZH.match(behind))


def _only_describes(said: Said, parts: Sequence[Part]) -> bool:
    """Whether a value or a sort of thing only says which of the shown things is meant: "this blue lamp is ugly".

    "The brass on the first one" is about brass.
    """
    part = next((part for part in parts if part.clause is said.clause), None)
    if part is None or not part.pointed or kind_of(said.mention.entity) == ITEM:
        return False
    return not SIDE_OF.match(said.clause.text, said.mention.end - said.clause.start)


def _of_items(message: Message, parts: Sequence[Part], said: Sequence[Said], shown: Sequence[str]) -> list[Opinion]:
    """Verdicts on the items that clauses point at, the strongest first.

    A clause that points at nothing and names nothing goes on about the items of the clause before it; a bare verdict
    after a list of one is about that one. "Too big" asks for another size and is no verdict.
    """
    last: tuple[str, ...] = tuple(shown) if len(shown) == 1 else ()
    found = []
    for part in parts:
        last = part.pointed or last
        names = [one for one in said if one.clause is part.clause and kind_of(one.mention.entity) != ITEM]
        aside = names if not part.pointed else [one for one in names if not _only_describes(one, parts)]
        verdict = part.verdict
        if verdict.stance == "liking" and verdict.own and not aside and not conditions(part.clause.text):
            found += [
                Opinion(message.user_id, item_entity(item), verdict.liking, message.sent_at, part.clause.quote)
                for item in last
            ]
    return sorted(found, key=lambda opinion: -abs(opinion.liking))


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
    elsewhere = part.pointed or NUMBER.search(text) or conditions(text)
    return not elsewhere and bool(BACK.search(text) or CHINESE.search(text))


def echoed(said: Sequence[Said], parts: Sequence[Part]) -> list[Said]:
    """ "Scandi is overdone, japandi too": a clause that only agrees says what the one before says."""
    made: list[Said] = []
    for one in said:
        part = next((part for part in parts if part.clause is one.clause), None)
        before = [other for other in made if other.clause is not one.clause]
        if part and before and not part.reading.told and ECHO.search(part.clause.quote):
            one = replace(one, judgement=before[-1].judgement)
        made.append(one)
    return made


def _named_last(names: Sequence[Said]) -> list[Said]:
    """What a clause names last; what it is like rather than its sort, where both stand together."""
    if not names:
        return []
    end = max(names, key=lambda one: one.mention.start).mention
    before = [one for one in names if one.mention.end == end.start]
    return before or [one for one in names if one.mention.start == end.start]


def allowed(said: Sequence[Said], profile: Profile) -> list[str]:
    """Exclusions and dislikes that "leather is fine after all", or asking for leather, takes back."""
    freed = dict.fromkeys(one.mention.entity for one in said if one.judgement.stance in ("allow", "wish", "only"))
    excluded = [c.about for c in profile.constraints if c.op == "!=" and f"{c.attribute}/{c.value}" in freed]
    return excluded + [about for about in freed if profile.liking(about) < 0]


def heads_spared(said: Sequence[Said], category: Collection[str]) -> list[Said]:
    """ "No industrial lamps" refuses the style: the sort of thing right behind a refused value is still looked for."""
    spared: list[Said] = []
    for one in said:
        refused = one.judgement.stance == "exclude"
        if refused and kind_of(one.mention.entity) in category and any(_describes(s, one, category) for s in said):
            one = replace(one, judgement=Judgement("wish", WISH, one.judgement.own))
        spared.append(one)
    return spared


def _describes(value: Said, sort: Said, category: Collection[str]) -> bool:
    """Whether a value stands right before a sort of thing, both refused by one clause."""
    if value.clause is not sort.clause or kind_of(value.mention.entity) in (*category, ITEM):
        return False
    between = value.clause.text[value.mention.end - value.clause.start : sort.mention.start - value.clause.start]
    return value.mention.end <= sort.mention.start and between.strip() in ("", "的") and value.judgement.liking < 0


def carried(parts: Sequence[Part]) -> list[Part]:
    """Chinese drops its subjects: 她养猫，喜欢绿色 speaks of her twice, until somebody says 我."""
    made: list[Part] = []
    for part in parts:
        text = part.clause.text
        goes_on = made and not made[-1].reading.own and CHINESE.search(text) and not SPEAKER.search(text)
        made.append(replace(part, reading=replace(part.reading, own=False)) if goes_on else part)
    return made


def judged(mention: Mention, parts: Sequence[Part]) -> Said:
    """A mention in its clause, judged by it; one that stands in no clause is judged by nobody."""
    for part in parts:
        if part.holds(mention.start):
            judgement = part.judge(mention)
            if LACKING.search(mention.quote) and judgement.stance in ("exclude", "liking") and judgement.liking < 0:
                judgement = replace(judgement, stance="wish", liking=WISH)  # who refuses sugar wants "no sugar"
            return Said(mention, part.clause, judgement)
    return Said(mention, Clause(mention.quote, mention.start, mention.end, False), Judgement("none", 0.0, True))
