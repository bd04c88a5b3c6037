"""What is taken from a message that was read and heard: what is searched, under which conditions, and the opinions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from convrec.types import Mention
from convrec.understanding import pointing
from convrec.understanding.households import Fitness, suitable, unsuitable
from convrec.understanding.language import blanked
from convrec.understanding.names.shades import Shades
from convrec.understanding.names.unknown import Unknown
from convrec.understanding.narrowing import Narrowing
from convrec.understanding.numbers.constraints import Measures
from convrec.understanding.numbers.wanted import Wanted
from convrec.understanding.opinions.aspects import on_sides
from convrec.understanding.opinions.because import blamed
from convrec.understanding.opinions.corrections import corrected
from convrec.understanding.opinions.stances import (
    GIFTS,
    Said,
    condition,
    demand_lifted,
    demanded,
    echoed,
    heads_spared,
    is_topic,
    judged,
    of_a_measure,
    part_of,
)
from convrec.understanding.opinions.views import called, opinions
from convrec.understanding.references import beside
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read, Taken
from convrec.understanding.whom import ME, whom
from knowledge_graph.schema import TASTE, WISHED, Constraint, Opinion, kind_of, name_of


@dataclass(frozen=True, eq=False)
class Taker:
    """Knows the catalogue, not the person; ``topics`` are the attributes that say what is searched."""

    topics: frozenset[str]
    sorts: Sorts
    measures: Measures
    shades: Shades
    unknown: Unknown
    narrowing: Narrowing
    fits: Fitness

    def take(self, read: Read) -> Taken:
        """Everything that a message says but what it is for."""
        said, lifted = self._said(read)
        held = [one for one in said if one.mention not in read.freed.values]
        topic = self._topic(read, said, held)
        held = [softer for one in held if self.sorts.may_be(softer := self.sorts.softened(one, topic), topic)]
        wanted = self.measures.wanted(topic, read.profile, read.items or read.likened.items[:1])
        limits, notes = self._limits(read, [one.mention for one in said], held, wanted)
        left = self.shades.left_behind(limits, read.profile)
        limits, lifted = limits + left, lifted + [f"{one.attribute}/{one.value}" for one in left]
        searched, mentioned = self.sorts.searched(topic, read.profile), [one.mention.entity for one in said]
        told = self.narrowing.refused_by_word(held, searched)
        limits = [one for one in limits if one.about not in {c.about for c, _ in told}] + [word for _, word in told]
        limits += [c for c in unsuitable(read.text, self.fits, mentioned) if self.sorts.any_has(searched, c)]
        held = [one for one in held if not of_a_measure(one.mention, limits, read.parts)]
        table = self.sorts.table(held, read.profile)
        views = self._views(read, held, table, limits, wanted)
        named = tuple(item for _, item in called(held, table, tuple(read.profile.shown)))
        musts = self.narrowing.demanded(read, held, topic)
        others, contest = _for_others(held, views), pointing.asked_most(read, views)
        return Taken(said, read.parts, topic, limits, notes, views, named, lifted, musts, others, contest)

    def _said(self, read: Read) -> tuple[list[Said], list[str]]:
        """What is named and how the message stands to it; and the demands that it lifts."""
        parts = read.parts
        said = blamed([judged(mention, parts) for mention in read.mentions], parts)
        said = heads_spared(echoed(said, parts), self.topics)
        lifted = demand_lifted(said, read.profile)
        said = corrected([demanded(one, self.topics) for one in said], parts, read.profile, read.text)
        said = [one for one in said if not one.mention.lacked or one.judgement.stance == "only"]
        said += self.narrowing.chosen(read)
        guesses = self.unknown.other_names(read.strange, read.text, read.language)
        said += [one for mention in guesses if (one := judged(mention, parts)).judgement.stance == "wish"]
        return said, lifted

    def _topic(self, read: Read, said: Sequence[Said], held: Sequence[Said]) -> tuple[str, ...]:
        """The sorts of things that are looked for."""
        named = [one for one in held if is_topic(one, self.topics)]
        wished = [one for one in named if one.judgement.stance != "liking"]
        gift = any(GIFTS.fullmatch(one.mention.quote) for one in held)
        named = wished if wished or gift else named  # "headphones for my brother, he's into music"
        topic = tuple(dict.fromkeys(one.mention.entity for one in named))
        topic = self.narrowing.renamed(read, topic, held)
        topic = self.sorts.narrowed(topic, held, read.profile) if read.back is not None else topic
        topic = self.sorts.carried_on(topic, read.profile)
        topic = self.sorts.besides(said, topic, read.profile) or self.narrowing.elsewhere(read, held)
        return topic or self.sorts.in_a_photo(read.likened, read.relation, read.profile)

    def _limits(
        self, read: Read, mentions: Sequence[Mention], held: Sequence[Said], wanted: Wanted
    ) -> tuple[list[Constraint], list[str]]:
        """The conditions but for demands, and what has to be said of them."""
        limits, notes = self.measures.constraints(read.amounts, read.text, wanted)
        plain = blanked(self.shades.blanked(read.text), read.freed.spans)
        relative, beyond = self.measures.relative(plain, mentions, read.amounts, wanted, limits)
        limits += self.sorts.another(read.text, read.likened) if read.relation == "like" else []
        limits += relative + self.unknown.refused(held, read.parts, read.amounts)
        shades, beyond_shades = self.shades.limits(read.parts, wanted)
        limits += shades
        wished = [one.mention for one in held if is_topic(one, self.topics)]
        limits += self.measures.quantities(read.text, wished, mentions, read.amounts).values()
        judged_at_large = [one for one in held if not self._says_which(one, read)]
        limits += [made for one in judged_at_large if (made := condition(one, self.topics)) is not None]
        return limits, notes + beyond + beyond_shades

    def _says_which(self, one: Said, read: Read) -> bool:
        """Whether a sort only says which item is meant: "not the plain milk chocolate" refuses no chocolate besides."""
        part = part_of(one, read.parts)
        return part is not None and bool(part.pointed) and kind_of(one.mention.entity) in self.topics

    def _views(
        self,
        read: Read,
        held: Sequence[Said],
        table: Mapping[str, Sequence[str]],
        limits: Sequence[Constraint],
        wanted: Wanted,
    ) -> list[Opinion]:
        """The opinions: of what is named, of shades, and of sides of a thing such as its price."""
        shown = tuple(read.profile.shown)
        others = bool(read.profile.whom) or whom(read.text, read.profile) not in ("", ME)
        views = opinions(read.message, held, read.parts, shown, self.topics, table, others)
        faults = self.measures.faults(read.text, read.mentions, wanted)
        known = {view.about for view in views}
        for_them = [about for about in suitable(read.text, self.fits) if about not in known]
        views += [Opinion(read.message.user_id, about, WISHED, read.message.sent_at, read.text) for about in for_them]
        sides = on_sides(read.message, read.parts, limits, read.remarks, faults)
        views += [view for view in sides if name_of(view.about) not in read.freed.names]
        return beside.judged(read, views)


def _for_others(held: Sequence[Said], views: Sequence[Opinion]) -> bool:
    """Whether a wish is for what somebody else likes."""
    theirs = {one.mention.entity for one in held if one.judgement.liking > 0 and not one.judgement.own}
    return any(view.about in theirs and 0 < view.liking < TASTE for view in views)
