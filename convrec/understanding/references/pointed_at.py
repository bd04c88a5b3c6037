"""What a message points at: titles, places on the list, descriptions, pronouns, earlier lists, and the photo sent."""

import re
from collections.abc import Iterator, Sequence

from convrec.data.folder import Catalogue
from convrec.types import PHOTO_SENT, Mention
from convrec.understanding.numbers.comparisons import meant
from convrec.understanding.numbers.figures import Figure, says_price
from convrec.understanding.patterns import compiled
from convrec.understanding.references import pronouns as pointing
from convrec.understanding.references.described import Descriptions, values_of
from convrec.understanding.references.measure_words import MEASURE_WORD
from convrec.understanding.references.places import places
from convrec.understanding.references.titles import Titles
from knowledge_graph.schema import ITEM, Profile, item_entity, kind_of

PRICE_SAID = compiled(r"(?<![\d.])(\d{1,6}\.\d{2})(?![\d.])|\b(?:the|that) [€$£¥]?(\d{1,6})(?: ?(?:euros?|€))? one\b")
INDEFINITE = compiled(
    r"\b(?:an?|some|any|new|need|want|for)\s+(?:[\w'’-]+\s+){0,3}$|[个把张条盏件款只块]$", re.IGNORECASE
)
DEFINITE = compiled(
    rf"\b(?:the|that|this|these|those)\s+(?:[\w'’-]+\s+){{0,3}}$|[这那這]一?[{MEASURE_WORD}]$", re.IGNORECASE
)


def _said_plainly(text: str) -> Iterator[re.Match[str]]:
    """Prices that are said, but no limits."""
    for match in PRICE_SAID.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if meant(text, len(text[:start].rstrip("€$£¥ ")), end, False).comparison == "plain":
            yield match


EVERYTHING = compiled(  # of the shop, and not of the list
    r"\b(?:all|every|everything)\b[^.,;!?]{0,24}\byou(?:['’]ve| have| sell| stock| got| carry)\b"
    r"|(?:店里|你们)[^，。]{0,4}所有的?",
    re.IGNORECASE,
)


class References:
    """Finds what messages point at in one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.titles, self._descriptions = Titles(catalogue), Descriptions(catalogue)

    def find(
        self,
        text: str,
        mentions: Sequence[Mention],
        profile: Profile,
        photo: bool = False,
        remarks: Sequence[Figure] = (),
    ) -> tuple[str, ...]:
        """Item ids in the order in which a text points at them; ``PHOTO_SENT`` where it points at the photo with it.

        What is said outright (a title, a place, a description) counts before "both" and "all", and these before "it".
        """
        shown = self._known(profile.shown)
        if EVERYTHING.search(text):
            return ()
        if photo and pointing.PHOTO.search(text):
            return (*self._outright(text, mentions, profile, shown, photo), PHOTO_SENT)
        pointed = (
            self._outright(text, mentions, profile, shown, photo)
            or self._by_pronoun(text, mentions, profile, shown)
            or self._costing([figure.low for figure in remarks], shown)
        )
        return tuple(pointed)

    def _outright(
        self, text: str, mentions: Sequence[Mention], profile: Profile, shown: list[str], photo: bool
    ) -> list[str]:
        lists = self._lists(text, profile, shown)
        found = self.titles.find(text, mentions, [item for one in lists for item in one])
        found += [(at, lists[0][place]) for at, place in places(text, len(lists[0]))] if lists else []
        if not photo:
            pair = pointing.several(text, shown, self._known(profile.together))
            found += self._described(text, mentions, [pair, *lists] if len(pair) > 1 else lists, profile.focus)
        found += [(len(text), item) for item in shown if pointing.EVERY.search(text)]
        return list(dict.fromkeys(item for _, item in sorted(found)))

    def _described(
        self, text: str, mentions: Sequence[Mention], lists: list[list[str]], focus: str
    ) -> list[tuple[int, str]]:
        """What is described on the first list that has it."""
        return next((found for pool in lists if (found := self._descriptions.find(text, mentions, pool, focus))), [])

    def _by_pronoun(self, text: str, mentions: Sequence[Mention], profile: Profile, shown: list[str]) -> list[str]:
        if not shown or self._of_the_wish(text, mentions):
            return []
        return (
            self._by_price(text, shown)
            or pointing.several(text, shown, self._known(profile.together))
            or pointing.other(text, shown, profile.focus)
            or self._before(text, mentions, profile, shown)
            or pointing.pronoun(text, shown, profile.focus)
        )

    def _lists(self, text: str, profile: Profile, shown: list[str]) -> list[list[str]]:
        """The lists to look through, the likeliest first: earlier ones only where the text speaks of them."""
        earlier = [self._known(one) for one in profile.earlier]
        if pointing.BEFORE.search(text):
            return [one for one in (*earlier, shown) if one]
        if pointing.JUST_NOW.search(text):
            return [one for one in (shown, *earlier) if one]
        together = self._known(profile.together)
        return [one for one in (shown, [] if {*together} <= {*shown} else together) if one]

    def _before(self, text: str, mentions: Sequence[Mention], profile: Profile, shown: list[str]) -> list[str]:
        """ "The one you showed me before": the only one of the list before, or the one that was spoken of."""
        if not pointing.SINGLE.search(text):
            return []
        if pointing.LIKED.search(text):
            liked = [item for item in profile.seen if profile.liking(item_entity(item)) > 0]
            return sorted(liked, key=lambda item: -profile.likings[item_entity(item)].said_at)[:1]
        lists = self._lists(text, profile, shown)
        lists = lists[:1] if (had := self._having(mentions, lists)) == [] else [had]
        spoken = [item for item in reversed(profile.spoken) if item in self._catalogue.row]
        if not (pointing.BEFORE.search(text) or pointing.JUST_NOW.search(text)) or not lists:
            return []
        of_list = [item for item in spoken if item in lists[0]]
        return lists[0] if len(lists[0]) == 1 else (of_list or spoken)[:1]

    def _having(self, mentions: Sequence[Mention], lists: list[list[str]]) -> list[str]:
        """What has all the values and sorts named, on the first list that has such."""
        named = {mention.entity for mention in mentions if kind_of(mention.entity) != ITEM}
        fitting = ([item for item in one if named <= values_of(item, self._catalogue)] for one in lists)
        return next((found for found in fitting if found and named), [])

    def _by_price(self, text: str, shown: list[str]) -> list[str]:
        """ "13.90?!": what costs exactly that, where it is one thing; "under 13.90" is a limit."""
        return self._costing([float(match[1] or match[2]) for match in _said_plainly(text)], shown)

    def _costing(self, said: Sequence[float], shown: list[str]) -> list[str]:
        prices = {item: self._catalogue.item(item).price or 0.0 for item in shown}
        costing = [item for item, price in prices.items() if any(says_price(one, price) for one in said)]
        return costing if len(costing) == 1 else []

    def _of_the_wish(self, text: str, mentions: Sequence[Mention]) -> bool:
        """Whether "it" is a thing that this very text wishes for: "I need a lamp, it should be small"."""
        sorts = [m for m in mentions if kind_of(m.entity) in self._catalogue.category]
        first = min((m.start for m in sorts), default=len(text))
        said = pointing.ONE.search(text) or pointing.MANY.search(text)
        if said is None or said.start() < first:
            return False
        before = text[max(0, first - 40) : first]
        return bool(INDEFINITE.search(before)) and not DEFINITE.search(before)

    def _known(self, items: Sequence[str] | object) -> list[str]:
        assert hasattr(items, "__iter__")
        return [item for item in items if item in self._catalogue.row]
