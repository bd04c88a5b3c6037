"""How the clauses of a message stand to the things they name, and what that makes of a search."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from convrec.data.designs import DESIGN
from convrec.data.shelf import WORDS
from convrec.types import Heard, Mention
from convrec.understanding.language import CHINESE, Span
from convrec.understanding.opinions.clauses import Clause
from convrec.understanding.opinions.judging import SOUNDS, Judgement, Reading, judge
from convrec.understanding.opinions.telling import KIN, STATES, WISH
from convrec.understanding.patterns import compiled
from convrec.understanding.references.titles import LIKENED
from knowledge_graph.schema import ITEM, TASTE, Constraint, Profile, kind_of, name_of

LACKING = compiled(
    r"^(?:no|zero|without|w/o|can'?t|don'?t|doesn'?t|allergic|free)\b|intoleran|^[不别没去]|过敏", re.IGNORECASE
)
ECHO = compiled(
    r"^\W*(?:and |also |so (?:is|are|does|do) |neither |nor |也|还有)"
    r"|(?:\b(?:too|as well|also|either|ditto)|也是?|一样)\W*$",
    re.I,
)
ANEW = compiled(r"\b(?:that|which|who|thats|with|for)\b|的", re.IGNORECASE)  # describes a thing of its own
LEADS = compiled(  # before a name that is all there is: "and coffee"
    r"\W*(?:(?:and|n|or|also|plus|then|now|ok(?:ay)?|so|well|hi|hey|hello|yo|please|pls|plz|some|just|jus|an?|maybe)\b\W*)+",
    re.IGNORECASE,
)
OF_ITEMS = 0.45  # how sure the ear must be of a verdict on things pointed at, where no words tell
UNHEARD = Heard()
DOUBTFUL = frozenset(["none", "dislike", "hate", "refuse"])  # of one thing, where the whole clause is heard to wish
DEFINITE = compiled(r"\s*(?:the|your)\b", re.IGNORECASE)
JOINING = compiled(  # around a name that is all there is to a clause: "and coffee", "mugs then?", 薯片吧, 再来点奶酪
    r"\b(?:and|n|also|plus|then|now|next|ok(?:ay)?|so|right|oh|well|maybe|perhaps|some|an?|please|pls|too|as well"
    r"|(?:what|how) about|what of|first|for now|for (?:me|myself|us|him|her|them))\b"
    r"|(?:那就?|就|再|还有?|也|煮|炒|烤|炖|泡|好[的吧]?|行|嗯|哦|对了|然后|先|另外|和|跟|加上?|来|点|些|一?[个份盒包袋瓶]|吧|呢|嘛|啊|呀)",
    re.IGNORECASE,
)
THEY_ARE = compiled(  # "my husband is vegan", 她是纯素的
    rf"\b(?:he|she|they|{KIN})(?:['’](?:s|re)| is| are)(?: (?:a|an|also|both|strictly|\w+ly)){{0,2}} ?$"
    r"|(?:[他她]们?|[妈爸婆公友妹姐哥弟儿女子奶爷])(?:也|都|只)?(?:是|吃)(?:个)?$",
    re.IGNORECASE,
)
OWN_PLACE = compiled(r"(?:\b(?:my|our)|(?:我|咱)(?:们|家|们家)?的?)\s*$", re.IGNORECASE)  # "my hall is so dull"
WANTING = compiled(
    r"[就总还]?(?:是|觉得)?(?:差点意思|差了?点|少(?:点|了)|缺|空荡|空空|太空|有点空|单调)"
)  # 餐厅差点意思
GIFTS = compiled(r"\b(?:gift|present)s?\b|礼物|送礼|礼品", re.IGNORECASE)
HEAD = compiled(
    r"\s*(?:$|[,.;:!?，。、！？]|['’]s\b|(?:is|are|was|needs?|lacks?|looks?|feels?|has|and|but|with)\b|[太有也很挺缺差就是真好还总老没空])",
    re.IGNORECASE,
)
SPEAKER = compiled(r"[我咱俺]|\b(?:i|me|my)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Part:
    """A clause, what its words tell, what is heard in it and of what it names (by place), and the items pointed at."""

    clause: Clause
    reading: Reading
    heard: Heard = UNHEARD
    named: Mapping[Span, Heard] = field(default_factory=dict)
    pointed: tuple[str, ...] = ()
    names: bool = False  # it ends in the name of a sort of thing, and tells nothing: "lovely oak side tables"
    bare: bool = False  # it is nothing but names

    def holds(self, place: int) -> bool:
        """Whether a place in the message lies in this clause."""
        return self.clause.start <= place < self.clause.end

    def judge(self, mention: Mention) -> Judgement:
        """How the clause stands to a thing it names."""
        start, end = mention.start - self.clause.start, mention.end - self.clause.start
        heard = self.named.get((mention.start, mention.end), self.heard)
        more = self.clause.quote != mention.quote and not self.reading.told
        if more and self.heard.stance == "want" and heard.stance in DOUBTFUL:
            heard = self.heard
        found = judge(self.reading, start, end, heard, self.clause.asks)
        wishes = self.bare or (self.names and found.liking >= 0)
        return Judgement("wish", WISH, found.own) if wishes else found

    @property
    def verdict(self) -> Judgement:
        """How the clause as a whole stands to what it speaks of."""
        end = len(self.clause.text)
        if self.pointed and self.bare:
            return Judgement("wish", WISH, self.reading.own)
        if self.pointed and not (self.reading.told or self.clause.asks) and self.heard.sure >= OF_ITEMS:
            stance, strength, own = SOUNDS[self.heard.stance]
            if stance == "liking":
                return Judgement(stance, strength, own and self.reading.own)
        return judge(self.reading, end, end, self.heard, self.clause.asks)


def quote_at(parts: Sequence[Part], place: int) -> str:
    """The clause in which a place of the message lies, as one would quote it; "" for a place in none."""
    return next((part.clause.quote for part in parts if part.holds(place)), "")


@dataclass(frozen=True)
class Said:
    """A mention with the clause it stands in and how the clause judges it."""

    mention: Mention
    clause: Clause
    judgement: Judgement


def part_of(said: Said, parts: Sequence[Part]) -> Part | None:
    """The clause that a mention stands in, as it was read; None where it stands in none."""
    return next((part for part in parts if part.clause is said.clause), None)


def is_topic(said: Said, topics: Collection[str]) -> bool:
    """Whether a mention says what is looked for. ``topics`` are the attributes that do; "like the Havana" does not."""
    wanted = said.judgement.stance in ("wish", "only") or (
        said.judgement.stance == "liking" and said.judgement.liking > 0 and not said.judgement.own
    )
    before = said.clause.text[: said.mention.start - said.clause.start]
    likened = kind_of(said.mention.entity) == DESIGN and LIKENED.search(before)
    return kind_of(said.mention.entity) in topics and wanted and not likened


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


def demanded(said: Said, topics: Collection[str]) -> Said:
    """What somebody else is, as a demand: who buys for a vegan buys what is vegan."""
    before = said.clause.text[: said.mention.start - said.clause.start]
    is_so = kind_of(said.mention.entity) not in (ITEM, *topics) and THEY_ARE.search(before) is not None
    fits = is_so and not said.mention.lacked and said.judgement.stance != "exclude"
    return replace(said, judgement=Judgement("only", WISH, False)) if fits else said


def demands_a_lack(said: Said) -> bool:
    """Whether something is refused that a value is without: "no sugar" demands what is sugar-free."""
    return said.judgement.stance == "only" and (said.mention.lacked or bool(LACKING.search(said.mention.quote)))


def echoed(said: Sequence[Said], parts: Sequence[Part]) -> list[Said]:
    """ "Scandi is overdone, japandi too": a clause that only agrees says what the one before says."""
    made: list[Said] = []
    for one in said:
        part = part_of(one, parts)
        before = [other for other in made if other.clause is not one.clause]
        if (
            part
            and before
            and not part.reading.told
            and ECHO.search(part.clause.quote)
            and not ANEW.search(part.clause.text)
        ):
            one = replace(one, judgement=before[-1].judgement)
        made.append(one)
    return made


def allowed(said: Sequence[Said], profile: Profile) -> list[str]:
    """Exclusions and dislikes that "leather is fine after all", or asking for leather, takes back."""
    freed = dict.fromkeys(one.mention.entity for one in said if one.judgement.stance in ("allow", "wish", "only"))
    words = {w for one in said if one.judgement.stance == "allow" for w in one.mention.quote.lower().split()}
    excluded = [c.about for c in profile.constraints if c.op == "!=" and f"{c.attribute}/{c.value}" in freed]
    excluded += [c.about for c in profile.constraints if c.attribute == WORDS and c.value in words]
    return excluded + [about for about in freed if profile.liking(about) < 0]


def demand_lifted(said: Sequence[Said], profile: Profile) -> list[str]:
    """The demand for a value without something, and the wish for it, which "caffeine is fine" takes back."""
    fine = dict.fromkeys(o.mention.entity for o in said if o.mention.lacked and o.judgement.stance == "allow")
    wishes = [about for about in fine if 0 < profile.liking(about) < TASTE]
    return wishes + [c.about for c in profile.constraints if c.op == "=" and f"{c.attribute}/{c.value}" in fine]


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


def of_a_measure(mention: Mention, limits: Sequence[Constraint], parts: Sequence[Part]) -> bool:
    """Whether a word belongs to a number: "battery at least 30 h" asks for nothing rechargeable besides."""
    here = quote_at(parts, mention.start)
    names = [limit.attribute.split("_") for limit in limits if limit.op in ("<=", ">=") and limit.said in here]
    return any(mention.quote.lower() in words for words in names)


def naming(
    parts: Sequence[Part], heads: Collection[Span], amounts: Collection[Span], names: Collection[Span]
) -> list[Part]:
    """Marks the clauses that do nothing but name: they end in one of ``heads``, sorts of things, or in it and a number.
    Bare are those that have nothing but ``names`` and ``amounts``, and words that join them to what was said: "mugs?".

    The ear takes praise for a sort from its bare name, since people seldom name what they don't care for.
    """
    if any(told.stance == "liking" for part in parts for told in part.reading.told):
        return list(parts)  # "bitter stuff is my jam. black coffee, chicory"
    made: list[Part] = []
    for part in parts:
        clause, reading = part.clause, part.reading
        joining = [(clause.start + m.start(), clause.start + m.end()) for m in JOINING.finditer(clause.text)]
        end = max((end for start, end in heads if part.holds(start)), default=None)
        states = reading.states and STATES.search(JOINING.sub(" ", clause.text))
        bare = not (reading.told or states or DEFINITE.match(clause.text))
        titled = end is None and any(part.holds(start) for start, _ in names)
        if (end is not None or titled) and reading.own and bare:
            lead = LEADS.match(clause.text)
            first = clause.start + (lead.end() if lead else 0)
            own = [(at, c) for at, c in enumerate(clause.text, clause.start) if c.isalnum() and at >= first]
            ends = end is not None and all(_inside(at, [*amounts, *joining]) for at, _ in own if at >= end)
            whole = bool(own) and all(_inside(at, [*amounts, *names, *joining]) for at, _ in own)
            part = replace(part, names=ends and not clause.asks, bare=whole and (ends or (titled and bool(joining))))
        made.append(part)
    return made


def _inside(place: int, spans: Collection[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _without_it(judgement: Judgement) -> Judgement:
    """Who refuses what a value is without demands the value; who wants it, or has nothing against it, allows others."""
    refuses = judgement.stance in ("exclude", "liking") and judgement.liking < 0
    if judgement.stance in ("allow", "wish"):
        return replace(judgement, stance="allow", liking=0.0)
    return replace(judgement, stance="only" if refuses else "none", liking=WISH if refuses else 0.0)


def _owned(mention: Mention, part: Part) -> bool:
    """Whether a value is what the speaker has and wants something for: "my hall", 我家儿童房; not "my oak table"."""
    start, end = mention.start - part.clause.start, mention.end - part.clause.start
    before, after = part.clause.text[:start], part.clause.text[end:]
    return bool(WANTING.match(after) or (OWN_PLACE.search(before) and HEAD.match(after)))


def judged(mention: Mention, parts: Sequence[Part]) -> Said:
    """A mention in its clause, judged by it; one that stands in no clause is judged by nobody."""
    for part in parts:
        if part.holds(mention.start):
            judgement = part.judge(mention)
            gift = GIFTS.fullmatch(mention.quote) and not part.reading.told  # only heard: 托特包做礼物
            if judgement.stance == "liking" and judgement.liking < 0 and (gift or _owned(mention, part)):
                judgement = Judgement("wish", WISH, judgement.own)
            if mention.lacked:
                judgement = _without_it(judgement)
            elif LACKING.search(mention.quote) and (judgement.liking < 0 or judgement.stance == "wish"):
                judgement = replace(judgement, stance="only", liking=WISH)  # who refuses sugar demands "no sugar"
            return Said(mention, part.clause, judgement)
    return Said(mention, Clause(mention.quote, mention.start, mention.end, False), Judgement("none", 0.0, True))
