"""How a message stands to the things it names: opinions, conditions, and the sort of thing that is wanted."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from convrec.types import Mention, Message
from convrec.understanding.clauses import Clause
from convrec.understanding.opinions import WISH, Judgement, Reading, judge
from knowledge_graph.schema import ITEM, Constraint, Opinion, Profile, item_entity, kind_of, name_of

POINTER = re.compile(r"\s+ones?\b|的?(?:那|这)[个款件]", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A clause, what its words tell, and the feeling that the sentiment head hears in it."""

    clause: Clause
    reading: Reading
    feeling: float = 0.0

    def holds(self, place: int) -> bool:
        """Whether a place in the message lies in this clause."""
        return self.clause.start <= place < self.clause.end

    def judge(self, mention: Mention) -> Judgement:
        """How the clause stands to a thing it names."""
        start, end = mention.start - self.clause.start, mention.end - self.clause.start
        return judge(self.reading, start, end, self.feeling, self.clause.asks)


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
    message: Message,
    said: Sequence[Said],
    parts: Sequence[Part],
    pointed: Sequence[str],
    category: Collection[str],
) -> list[Opinion]:
    """One opinion per thing; about items pointed at, what the clauses as wholes feel."""
    made: dict[str, Opinion] = {}
    for one in said:
        judgement, about = one.judgement, one.mention.entity
        wish = judgement.stance in ("wish", "only")
        telling = judgement.stance in ("liking", "exclude") or (wish and kind_of(about) not in (*category, ITEM))
        if pointed and POINTER.match(one.clause.text, one.mention.end - one.clause.start):
            continue  # "the blue one is ugly" is about that one, not about blue
        if telling and (judgement.own or wish) and about not in made:
            made[about] = Opinion(message.user_id, about, judgement.liking, message.sent_at, one.clause.quote)
    if not any(kind_of(about) == ITEM for about in made):
        made |= {view.about: view for view in _of_items(message, parts, pointed)}
    return list(made.values())


def _of_items(message: Message, parts: Sequence[Part], pointed: Sequence[str]) -> Iterator[Opinion]:
    """What each clause as a whole feels, said of every item that is pointed at."""
    for part in parts:
        clause, end = part.clause, len(part.clause.text)
        whole = judge(part.reading, end, end, part.feeling, clause.asks)
        if whole.stance == "liking" and whole.own:
            for item in pointed:
                yield Opinion(message.user_id, item_entity(item), whole.liking, message.sent_at, clause.quote)


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


def judged(mention: Mention, parts: Sequence[Part]) -> Said:
    """A mention in its clause, judged by it; one that stands in no clause is judged by nobody."""
    for part in parts:
        if part.holds(mention.start):
            return Said(mention, part.clause, part.judge(mention))
    return Said(mention, Clause(mention.quote, mention.start, mention.end, False), Judgement("none", 0.0, True))
