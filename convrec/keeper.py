"""The profile is the person's: undoing, forgetting, handing over and greeting, each done and put in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from convrec import reply
from convrec.bids import FORGET, GREETING, Bid
from convrec.data.folder import Catalogue
from convrec.exporting import exported
from convrec.known import liking
from convrec.memory import Memory
from convrec.naming import Names, listed
from convrec.phrases import phrase, sentences
from convrec.recalling import noted_card, recalled
from convrec.types import Language, Question, Reply
from knowledge_graph import Opinion, Profile
from knowledge_graph.schema import ASIDE, CONSENT, ITEM, LASTING, LIMIT, TASTE, kind_of
from knowledge_graph.scopes import everywhere, subject_of

SIZES = ("_cm", "_mm", "_m")  # endings of the names of measures


@dataclass(frozen=True, eq=False)
class Keeper:
    """Shared by all; who bids arrives with the message."""

    catalogue: Catalogue
    names: Names
    memory: Memory

    def reply(self, user_id: str, bid: Bid, profile: Profile, language: Language) -> Reply:
        """Do what is bidden and say so. (Erasing itself is the assistant's: photos and indexes go with it.)"""
        if bid.act == "undo":
            return Reply(self.undo(user_id, language), language)
        if bid.act == "forget about":
            return Reply(self._forget_about(user_id, bid, language), language)
        if bid.act == "forget somebody":
            return Reply(self._forget_somebody(user_id, bid, language), language)
        if bid.act == "tell of":
            return Reply(self._told_of(bid, profile, language), language)
        if bid.act == "forget all":
            return self.put_aside(user_id, language)
        if bid.act == "erase":
            return Reply(phrase("forgotten", language), language)
        if bid.act == "keep":
            self.memory.keep_after_all(user_id)
            return Reply(phrase("kept after all", language), language)
        if bid.act == "export":
            return self._export(user_id, language)
        if bid.act == "say again":
            return self._again(user_id, profile, language)
        if bid.act == "recall":
            said = recalled(bid, self.memory.export(user_id), self.memory.now(), self.catalogue, self.names, language)
            self.memory.shown_again(user_id, said.recommendations)
            return said
        if bid.act == "greet" or bid.act == "don't greet":
            self.memory.agree(user_id, GREETING, 1.0 if bid.act == "greet" else -1.0)
            return Reply(phrase("will greet" if bid.act == "greet" else "won't greet", language), language)
        raise ValueError(f"no such bid: {bid.act}")

    def _again(self, user_id: str, profile: Profile, language: Language) -> Reply:
        """The list that is on the table, as it was shown."""
        if not profile.shown:
            return Reply(phrase("nothing to repeat", language), language)
        cards = tuple(
            noted_card(item, notes, self.catalogue, self.names, language) for item, notes in profile.shown.items()
        )
        self.memory.shown_again(user_id, cards)
        searched = reply.search(profile, self.catalogue.topics, self.names, language)
        return Reply(phrase("found" if searched else "found freely", language, search=searched), language, cards)

    def undo(self, user_id: str, language: Language) -> str:
        """Take the last step back; says which it was."""
        step = self.memory.undo(user_id)
        if not step:
            return phrase("nothing to take back", language)
        if any(kind_of(one.about) == ASIDE for one in step):
            return phrase("back again", language)
        said = [one for one in step if one.source != "taken back"]
        things = self._things((one.about for one in said or step), language)
        if not things:
            agreed = any(kind_of(one.about) == CONSENT for one in step)
            return phrase("undone, consent" if agreed else "undone, a search", language)
        return phrase("undone" if said else "holds again", language, things=things)

    def put_aside(self, user_id: str, language: Language) -> Reply:
        """Put all that is known aside, and ask whether to erase it."""
        if not self.memory.export(user_id):
            return Reply(phrase("unknown", language), language)
        self.memory.put_aside(user_id)
        self.memory.ask(user_id, FORGET)
        options = (phrase("forget yes", language), phrase("forget no", language))
        return Reply(
            phrase("put aside", language), language, question=Question(phrase("forget all?", language), options)
        )

    def _forget_about(self, user_id: str, bid: Bid, language: Language) -> str:
        measures = {name for name in self.catalogue.attribute_names if name.endswith(SIZES)}
        attributes = bid.attributes | (measures if "size" in bid.attributes else frozenset())
        gone = self.memory.forget_about(user_id, bid.subjects, attributes, self.names.called)
        things = self._things(gone, language)
        if things:
            return phrase("forgotten about", language, things=things)
        named = listed(dict.fromkeys(self.names.entity(one, language) for one in sorted(bid.subjects)), language)
        called = [self.names.attribute(name, language) for name in sorted(bid.attributes)]
        return phrase("nothing about", language, thing=named or listed(called, language) or f"“{bid.words}”")

    def _forget_somebody(self, user_id: str, bid: Bid, language: Language) -> str:
        profile = self.memory.profile(user_id)
        known = bid.whom in (profile.whom, *(search.whom for search in profile.searches))
        gone = self.memory.forget_somebody(user_id, bid.whom)
        if not gone and not known:
            return phrase("nothing about", language, thing=f"“{bid.words}”")
        return phrase("forgotten somebody", language, whom=f"“{bid.words}”")

    def _told_of(self, bid: Bid, profile: Profile, language: Language) -> str:
        """The wishes and conditions of the searches for somebody, each once."""
        theirs = [(s.wishes, [limit for limit, _ in s.constraints]) for s in profile.searches if s.whom == bid.whom]
        if profile.whom == bid.whom:
            theirs.append((profile.wishes, [*profile.constraints]))
        limits = dict[str, str]()
        for wishes, conditions in theirs:
            limits |= {about: self.names.entity(about, language) for about in wishes}
            limits |= {limit.about: self.names.constraint(limit, language) for limit in conditions}
        if not limits:
            return phrase("nothing about", language, thing=f"“{bid.words}”")
        return phrase(
            "told of", language, whom=f"“{bid.words}”", things=listed(dict.fromkeys(limits.values()), language)
        )

    def _things(self, abouts: Iterable[str], language: Language) -> str:
        """What ids are about, in words; what is said of one value in two ways is told once."""
        told: dict[str, str] = {}
        for about in abouts:
            if kind_of(about) in (LASTING, ASIDE, CONSENT) or "/" not in about.rstrip("/"):
                continue
            subject = subject_of(about)
            limit = kind_of(everywhere(about)) == LIMIT
            if limit or subject not in told:
                told[subject if not subject.endswith("/") else about] = self.names.about(about, language)
        return listed(dict.fromkeys(told.values()), language) if told else ""

    def _export(self, user_id: str, language: Language) -> Reply:
        file = self.exported(user_id, language)
        if not file:
            return Reply(phrase("nothing to export", language), language)
        return Reply(phrase("exported", language), language, export=file)

    def exported(self, user_id: str, language: Language) -> str:
        """All that is kept of a person as JSON that they can read; "" where nothing is."""
        return exported(user_id, self.memory, self.names, language)

    # ── greeting ───────────────────────────────────────────────────────────────────────────────────────────────────

    def greeting(self, profile: Profile, language: Language) -> str:
        """What a person who agreed to it is greeted with; "" for everybody else."""
        if profile.consents.get(GREETING, 0.0) <= 0:
            return ""
        likings = listed(told_tastes(profile, self.names, language), language)
        known = phrase("welcome back" if likings else "welcome back, bare", language, likings=likings)
        searched = reply.search(profile, self.catalogue.topics, self.names, language)
        on = phrase("were looking for", language, search=searched) if searched else phrase("go on", language)
        return sentences([known, on], language)

    def asking(self, said: Reply, user_id: str, profile: Profile) -> Reply:
        """A reply with the question whether to greet with what is known, once, where there is something to know."""
        language = said.language
        if said.question or GREETING in profile.consents or not told_tastes(profile, self.names, language):
            return said
        self.memory.agree(user_id, GREETING, 0.0)
        self.memory.ask(user_id, GREETING)
        options = (phrase("greet yes", language), phrase("greet no", language))
        question = Question(phrase("greet?", language), options)
        return replace(said, question=question)


def told_tastes(profile: Profile, names: Names, language: Language, most: int = 3) -> Sequence[str]:
    """The strongest tastes in words, the way one says "you …"."""
    tastes = [one for one in profile.likings.values() if abs(one.felt) >= TASTE and kind_of(one.about) != ITEM]
    tastes.sort(key=lambda one: -abs(one.value))
    told = (Opinion(profile.user_id, one.about, one.felt, one.said_at) for one in tastes[:most])
    return tuple(dict.fromkeys(liking(one, names, language) for one in told))
