"""The reply to "why not this one?": what keeps an item off the list, in words, with the numbers on both sides."""

from dataclasses import dataclass

from convrec.causes.absence import Absence, absences
from convrec.causes.causes import Causes
from convrec.data.folder import Catalogue
from convrec.data.shelf import PRICE, WORDS
from convrec.data.tones import SIDES
from convrec.naming import Names, listed
from convrec.phrases import phrase, sentences
from convrec.types import Item, Language
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import grouped


@dataclass(frozen=True, eq=False)
class WhyNot:
    """Words what keeps an item off a person's newest list. Shared by all; whose list it is comes with the question."""

    catalogue: Catalogue
    names: Names
    causes: Causes

    def told(self, items: tuple[str, ...], profile: Profile, language: Language) -> str:
        """Why the one of ``items`` that came nearest to the newest list isn't on it."""
        rerun = self.causes.rerun(profile.user_id)
        if rerun is None:
            searcher = self.causes.searcher
            item, broken = min(
                ((i, searcher.conditions.broken(i, profile)) for i in items), key=lambda one: len(one[1])
            )
            if broken:  # nothing fitted, so that there is no list
                return self._told(Absence(item, broken=broken), language)
            return phrase("why not, no list", language, title=self.names.title(item, language))
        nearest = absences(rerun, items, profile)[0]
        return sentences([self._told(nearest, language), self._stock(nearest, language)], language)

    def _told(self, absence: Absence, language: Language) -> str:
        title = self.names.title(absence.item_id, language)
        if absence.listed:
            return phrase("why not, listed", language, title=title, place=absence.listed)
        if absence.refused:
            said = phrase("why not, in your words", language, quote=absence.quote) if absence.quote else ""
            return phrase("why not, refused", language, title=title, said=said)
        if absence.broken:
            item = self.catalogue.item(absence.item_id)
            space = "；" if language == "zh" else "; "
            told = space.join(self._conditions(absence.broken, item, language))
            return phrase("why not, broken", language, title=title, reasons=told)
        if not absence.open:
            kind = "passed" if absence.passed else "seen" if absence.seen else "left out"
            return phrase(f"why not, {kind}", language, title=title)
        return self._weighed(absence, title, language)

    def _weighed(self, absence: Absence, title: str, language: Language) -> str:
        if not absence.place or absence.last is None:
            return phrase("why not, unnamed", language, title=title)
        facts = {"title": title, "place": absence.place, "named": absence.named, "score": f"{absence.score:.2f}"}
        facts |= {"last": self.names.title(absence.last.item_id, language), "bar": f"{absence.last.score:.2f}"}
        if absence.like:
            facts["like"] = self.names.title(absence.like, language)
            return phrase("why not, alike", language, **facts)
        passed = absence.score > absence.last.score
        return phrase("why not, made room" if passed else "why not, weighed", language, **facts)

    def _conditions(self, broken: tuple[Constraint, ...], item: Item, language: Language) -> list[str]:
        """Each condition beside what the item has in its place; alternatives are one condition."""
        wanted = [group for group in grouped(broken) if group[0].op == "="]
        told = [self._other_value(group, item, language) for group in wanted]
        return told + [self._condition(c, item, language) for c in broken if c.op != "="]

    def _other_value(self, wanted: list[Constraint], item: Item, language: Language) -> str:
        attribute = wanted[0].attribute
        asked = listed((self.names.constraint(one, language) for one in wanted), language, "or")
        has = self.names.facts(item, language).get(attribute)
        if attribute in self.catalogue.topics and has:
            return phrase("another sort", language, asked=asked, has=has)
        name = self.names.attribute(attribute, language)
        return phrase("another value" if has else "value unknown", language, asked=asked, has=has, attribute=name)

    def _condition(self, broken: Constraint, item: Item, language: Language) -> str:
        asked = self.names.constraint(broken, language)
        if broken.op == "!=":
            thing = str(broken.value) if broken.attribute == WORDS else self._value(broken, language)
            thing = self.names.in_scope(thing, broken.scope, language) if broken.scope else thing
            return phrase("refused word" if broken.attribute == WORDS else "refused value", language, thing=thing)
        if broken.attribute in SIDES:
            return phrase("another shade", language, asked=asked)
        number = item.price if broken.attribute == PRICE else item.numbers.get(broken.attribute)
        name = self.names.attribute(broken.attribute, language)
        if number is None:
            return phrase("measure unknown", language, asked=asked, attribute=name)
        bound = self.names.measure(broken.attribute, float(broken.value), language)
        has = self.names.measure(broken.attribute, number, language)
        side = "over" if broken.op == "<=" else "under"
        kind = f"{side} the price" if broken.attribute == PRICE else f"{side} the measure"
        return phrase(kind, language, bound=bound, has=has, attribute=name)

    def _value(self, broken: Constraint, language: Language) -> str:
        return self.names.entity(f"{broken.attribute}/{broken.value}", language)

    def _stock(self, absence: Absence, language: Language) -> str:
        """That there is none left, which keeps nothing off a list, and which who asks for it wants to know."""
        gone = self.catalogue.item(absence.item_id).numbers.get("stock") == 0
        return phrase("none left", language) if gone else ""
