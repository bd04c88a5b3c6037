"""What was looked at before, from the log: the lists of a time as the person calls it, their items as cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from babel.dates import format_datetime

from convrec import reply
from convrec.bids import Bid, Period
from convrec.cards import card
from convrec.data.folder import Catalogue
from convrec.naming import Names
from convrec.phrases import phrase, sentences
from convrec.reply import read_notes
from convrec.types import Card, Language, Recommendation, Reply
from convrec.understanding.patterns import compiled
from knowledge_graph import Opinion, fold
from knowledge_graph.catalogue import value_entity
from knowledge_graph.history import Listing, listings, searched, visit_before
from knowledge_graph.schema import kind_of

CARDS = 12  # at most
LINES = 6  # searches told of at most, the newest
SO_FAR = compiled(r"^(?:before|earlier|already|previously|until now|up to now)$")  # no words to begin a sentence with
I_WAS, YOU = compiled(r"\bi was\b"), compiled(r"\bi\b")
DAYS = compiled(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
DAY = {"en": "EEEE d MMMM", "zh": "M月d日EEEE"}


def recalled(
    bid: Bid, log: Sequence[Opinion], now: float, catalogue: Catalogue, names: Names, language: Language
) -> Reply:
    """The lists of the time asked for; where there are none, that, and when the last one was."""
    period, lists = bid.period, listings(log)
    assert period is not None  # or nothing would be asked for
    if not lists:
        return Reply(phrase("looked at nothing", language), language)
    sorts = {one for one in bid.subjects if kind_of(one) in catalogue.topics}
    since, until = visit_before(log, now) if period.visit else (period.start, period.end)
    first = period.visit and not until
    meant = [one for one in lists if first or since <= one.at <= until]
    meant = [one for one in (_of_sorts(one, sorts, catalogue) for one in meant) if one.items]
    told = _Telling(log, meant or lists[-1:], catalogue, names, language)
    if not meant:
        kind = "recalled nothing of it" if sorts else "recalled nothing"
        newest = phrase("recalled last", language, day=told.day(lists[-1]), search=told.search(lists[-1]))
        return Reply(sentences([phrase(kind, language, when=_called(period, language)), newest], language), language)
    when = _called(period, language)
    head = phrase("this visit", language) if first else phrase("recalled", language, when=when[:1].upper() + when[1:])
    cards, count = told.cards(meant)
    more = phrase("more of them", language, shown=len(cards), count=count) if count > len(cards) else ""
    return Reply("\n".join(filter(None, [head, *told.lines(meant), more])), language, cards)


class _Telling:
    """Words and cards for some lists of one log."""

    def __init__(
        self,
        log: Sequence[Opinion],
        lists: Sequence[Listing],
        catalogue: Catalogue,
        names: Names,
        language: Language,
    ) -> None:
        self._searched, self._catalogue, self._names, self._language = searched(log, lists), catalogue, names, language
        self._refused = fold("", log).refused

    def day(self, listing: Listing) -> str:
        """The day on which a list was shown."""
        at = datetime.fromtimestamp(listing.at)
        return str(format_datetime(at, DAY[self._language], locale=self._language))

    def search(self, listing: Listing) -> str:
        """What a list was for."""
        then = self._searched[listing.at]
        conditions = reply.search(then, self._catalogue.topics, self._names, self._language)
        return conditions or then.search_words or phrase("recalled freely", self._language)

    def lines(self, lists: Sequence[Listing]) -> Iterator[str]:
        """A line for each search of a day, with how many items it brought."""
        found: dict[tuple[str, str], set[str]] = {}
        for one in lists:
            found.setdefault((self.day(one), self.search(one)), set()).update(one.items)
        for (day, search), items in list(found.items())[-LINES:]:
            told = phrase("recalled one", self._language, day=day, search=search, count=len(items))
            yield f"• {told}"

    def cards(self, lists: Sequence[Listing]) -> tuple[tuple[Card, ...], int]:
        """The items, each once, those of the newest list first, without what was refused; and how many there are."""
        notes = {item: noted for one in lists for item, noted in one.items.items()}
        order = dict.fromkeys(item for one in reversed(lists) for item in one.items)
        items = [item for item in order if item in self._catalogue.row and item not in self._refused]
        cards = (noted_card(one, notes[one], self._catalogue, self._names, self._language) for one in items[:CARDS])
        return tuple(cards), len(items)


def noted_card(item: str, notes: str, catalogue: Catalogue, names: Names, language: Language) -> Card:
    """An item as it was shown then, with the reasons that were noted."""
    told = read_notes(notes)
    score = sum(reason.contribution for reason in told)
    return replace(card(Recommendation(item, score, ()), catalogue, names, language), reasons=told)


def _of_sorts(listing: Listing, sorts: set[str], catalogue: Catalogue) -> Listing:
    """The part of a list that is of some sorts of thing; all of it where no sort is asked for."""
    if not sorts:
        return listing
    return replace(listing, items={one: n for one, n in listing.items.items() if sorts & _values(one, catalogue)})


def _values(item_id: str, catalogue: Catalogue) -> set[str]:
    if item_id not in catalogue.row:
        return set()
    item = catalogue.item(item_id)
    return {
        value_entity(name, {language: (words,) for language, words in value.items()})
        for name, values in item.attributes.items()
        for value in values
    }


def _called(period: Period, language: Language) -> str:
    """The time as it stands within a sentence: "on Monday", "last week", "so far"; the reply speaks to the person."""
    words = period.words.strip()
    if language == "zh" or not words.isascii():
        return words.rstrip("看来聊")
    words = SO_FAR.sub("so far", YOU.sub("you", I_WAS.sub("you were", words.lower())))
    words = DAYS.sub(lambda day: day[0].capitalize(), words)
    return f"on {words}" if DAYS.match(words) else words
