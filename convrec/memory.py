"""What is kept of a person: every act appends opinions to the log, and the profile is folded from it."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from PIL.Image import Image

from convrec.data.designs import DESIGN
from convrec.data.photos import PhotoStore
from convrec.data.shelf import WORDS
from convrec.reply import write_notes
from convrec.settings import Settings
from convrec.types import Card, Message, Understanding
from knowledge_graph import Constraint, Opinion, OpinionLog, Profile, fold
from knowledge_graph.schema import (
    BESIDE,
    FOCUS,
    ITEM,
    LISTED,
    NOTICED,
    OWN,
    PHOTO,
    QUESTION,
    SEARCH,
    item_entity,
    kind_of,
    name_of,
)

CHANCES = f"{LISTED}/chances"
SAID_BY = ("message", "photo")  # sources of what people say
SURE = 0.35  # how sure a "find" must be to end a search that it doesn't name


def open_memory(settings: Settings, topics: Sequence[str] = ()) -> "Memory":
    """The memory of this installation."""
    photos = PhotoStore(
        settings.home / "photos", settings.max_photo_bytes, settings.max_photo_pixels, settings.photo_side
    )
    return Memory(OpinionLog(settings.home / "opinions.sqlite3"), photos, topics, settings.max_kept_photos)


class Memory:
    """The log and the photos of all people, each reached by their user id only."""

    def __init__(
        self, log: OpinionLog, photos: PhotoStore, topics: Sequence[str] = (), most_photos: int | None = None
    ) -> None:
        """``topics`` names the attributes that say what is searched; ``most_photos`` are kept of a person."""
        self.photos, self._most_photos = photos, most_photos
        self._log, self._topics = log, frozenset(topics)

    def loaded(self, photos: Sequence[str]) -> dict[str, Image]:
        """Kept photos by their hashes, in this order. Raises PhotoError where one is gone."""
        return {photo: self.photos.load(photo) for photo in photos}

    def profile(self, user_id: str) -> Profile:
        """The person as known now; an empty profile for somebody new."""
        return fold(user_id, self._log.replay(user_id), time.time())

    def export(self, user_id: str) -> tuple[Opinion, ...]:
        """Everything that is kept of a person, oldest first."""
        return self._log.replay(user_id)

    def arrived(self, message: Message) -> None:
        """Append whose a message's photos are, before anything is done with them: they are erased with their person."""
        photos = (f"{PHOTO}/{photo}" for photo in message.photos)
        self._log.append([Opinion(message.user_id, about, 0.0, message.sent_at, source="photo") for about in photos])

    def remember(self, message: Message, understanding: Understanding, profile: Profile) -> Profile:
        """Append what a message said; returns the profile after it."""
        self._log.append(self._entries(message, understanding, profile))
        after = self.profile(message.user_id)
        return self.profile(message.user_id) if self._erased_oldest(after, message.photos) else after

    def _entries(self, message: Message, understanding: Understanding, profile: Profile) -> list[Opinion]:
        """What a message adds to the log."""
        ended = self._ended(understanding, profile)
        limits = [*self._topic(understanding, profile, bool(ended)), *understanding.constraints]
        at, user = message.sent_at, message.user_id
        return [
            *(Opinion(user, thing.about, 0.0, at, thing.quote, "photo") for thing in understanding.own),
            *(Opinion(user, about, 0.0, at, source="taken back") for about in (*ended, *understanding.retracted)),
            *understanding.opinions,
            *(Opinion(user, limit.about, 1.0, at, limit.said) for limit in limits),
            *(
                Opinion(user, f"{SEARCH}/{words}", float(understanding.intent == "find"), at, source="shown")
                for words in self._words(understanding)
            ),
            *(Opinion(user, f"{BESIDE}/{photo}", 0.0, at, source="shown") for photo in understanding.beside),
            *(Opinion(user, f"{FOCUS}/{item}", 0.0, at, source="shown") for item in understanding.pointed_items[:1]),
        ]

    def before(self, message: Message) -> Profile:
        """The person as known when a message came that is kept already."""
        return fold(message.user_id, self._log_before(message), time.time())

    def just_sent(self, user_id: str) -> tuple[str, ...]:
        """The photos that came with the newest message that left a trace, as far as they are kept; none without."""
        log = self._log.replay(user_id)
        at = max((o.said_at for o in log if o.source in SAID_BY or kind_of(o.about) == SEARCH), default=0.0)
        sent = dict.fromkeys(name_of(o.about) for o in log if kind_of(o.about) == PHOTO and o.said_at == at)
        return tuple(photo for photo in sent if self.photos.has(photo))

    def reread(self, message: Message, understanding: Understanding, former: Understanding) -> Profile:
        """Append what a kept message says as it is understood now, in place of ``former``; returns the profile after
        it. An opinion of both is kept as it is, what only the former took from it is taken back, and a condition that
        only the former ended holds again. What the person took back since holds in neither.
        """
        understanding = _without(understanding, self._taken_back_since(message))
        log, before = self._log_before(message), self.before(message)
        limits = {limit.about for limit in _limits(understanding)}
        gone = [limit.about for limit in _limits(former) if limit.about not in limits]
        said = {opinion.about for opinion in understanding.opinions}
        gone += [opinion.about for opinion in former.opinions if opinion.about not in said]
        news = tuple(opinion for opinion in understanding.opinions if opinion not in former.opinions)
        news_only = replace(understanding, opinions=news, retracted=(*understanding.retracted, *gone))
        after = self.remember(message, news_only, self.profile(message.user_id))
        whole = fold(message.user_id, [*log, *self._entries(message, understanding, before)]).constraints
        known, ended = {limit.about for limit in after.constraints}, self._ended(former, before)
        back = [limit for limit in whole if limit.about in ended and limit.about not in known]
        self._log.append(Opinion(after.user_id, one.about, 1.0, message.sent_at, one.said) for one in back)
        return self.profile(after.user_id) if back else after

    def _taken_back_since(self, message: Message) -> set[str]:
        """What the person took back after a message and hasn't said again."""
        later = [o for o in self._log.replay(message.user_id) if o.said_at > message.sent_at and o.source != "shown"]
        return {about for about, last in {o.about: o for o in later}.items() if last.source == "taken back"}

    def _log_before(self, message: Message) -> list[Opinion]:
        return [opinion for opinion in self._log.replay(message.user_id) if opinion.said_at < message.sent_at]

    def shown(
        self, user_id: str, cards: Sequence[Card], asked: str | None, search: str = "", chances: str = ""
    ) -> None:
        """Append what was shown, with its reasons, what was asked about, and the ``search`` that found it.

        ``chances`` is what ``write_list`` made of a list with exploration.
        """
        at = time.time()
        tried = [Opinion(user_id, CHANCES, 0.0, at, chances, "shown")] if cards and chances else []
        listed = [Opinion(user_id, _search_by(search), 0.0, at, search, "shown")] if cards and search else []
        seen = [Opinion(user_id, item_entity(c.item_id), 0.0, at, write_notes(c.reasons), "shown") for c in cards]
        question = [Opinion(user_id, f"{QUESTION}/{asked}", 0.0, at, source="shown")] if asked else []
        self._log.append([*tried, *listed, *seen, *question])

    def last_list(self, user_id: str) -> tuple[tuple[Opinion, ...], Opinion] | None:
        """All that was known when the newest list was made, and the entry of its search; None without one."""
        log = self._log.replay(user_id)
        place = max((n for n, opinion in enumerate(log) if kind_of(opinion.about) == LISTED), default=None)
        return None if place is None or not log[place].quote else (log[:place], log[place])

    def tried(self, user_id: str) -> str:
        """The item that chance brought to the newest list, "" where it brought none."""
        lists = [opinion for opinion in self._log.replay(user_id) if kind_of(opinion.about) == LISTED]
        newest = [o for o in lists if o.about == CHANCES and o.said_at == lists[-1].said_at]
        return str(json.loads(newest[0].quote)["tried"]) if newest else ""

    def explored(self) -> Iterator[dict[str, Any]]:
        """Every list that was shown with exploration, by whomever it was asked: its log and what came of its items.

        An item's reward is the liking of the last click on it before the person's next list, 0 where it was taken back.
        """
        for user in self._log.people():
            yield from _with_rewards(self._log.replay(user))

    def opine(self, user_id: str, item_id: str, liking: float) -> None:
        """Append a click: on 👍 (1), on 👎 (−1), or on something weaker."""
        self._log.append([Opinion(user_id, item_entity(item_id), liking, time.time(), source="click")])

    def noticed(self, user_id: str, item_id: str) -> None:
        """Append that more was asked for of an item: a weak liking, where nothing stronger is known."""
        if not self.profile(user_id).liking(item_entity(item_id)):
            self.opine(user_id, item_id, NOTICED)

    def take_back(self, user_id: str, about: str) -> None:
        """Append that something no longer holds. A photo, and what is known by it, is erased with all traces."""
        if kind_of(about) in (OWN, PHOTO):
            self._erase_photos(user_id, {name_of(about).partition("/")[0]})
            return
        self._log.append([Opinion(user_id, about, 0.0, time.time(), source="taken back")])

    def newest(self, user_id: str) -> str | None:
        """The ``about`` id of what the person said last and still holds."""
        log = self._log.replay(user_id)
        profile = fold(user_id, log)
        held = {*profile.likings, *(limit.about for limit in profile.constraints), *(own.about for own in profile.own)}
        return next((o.about for o in reversed(log) if o.about in held and o.source != "shown"), None)

    def forget(self, user_id: str) -> int:
        """Erase a person and their photos; returns how many entries went."""
        photos = {name_of(o.about) for o in self._log.replay(user_id) if kind_of(o.about) == PHOTO}
        gone = self._log.forget(user_id)
        self._unlink(user_id, photos)
        return gone

    def drop(self, photos: Iterable[str]) -> None:
        """Erase photos that came with a message that can't be used, but those that somebody's log holds."""
        self._unlink("", photos)

    def _erase_photos(self, user_id: str, photos: Set[str]) -> None:
        """Erase photos of a person and every entry about them, what was seen in them included."""
        about_them = {
            opinion.about
            for opinion in self._log.replay(user_id)
            if kind_of(opinion.about) in (PHOTO, OWN, BESIDE) and name_of(opinion.about).partition("/")[0] in photos
        }
        searches = {
            opinion.about
            for opinion in self._log.replay(user_id)
            if kind_of(opinion.about) == LISTED and not photos.isdisjoint(opinion.about.split("/")[2:])
        }
        self._log.erase(user_id, about_them | searches)
        if searches:  # the list that was shown stays, but nothing tells any more what it went by
            self._log.append([Opinion(user_id, f"{LISTED}/search", 0.0, time.time(), source="shown")])
        self._unlink(user_id, photos)

    def _unlink(self, user_id: str, photos: Iterable[str]) -> None:
        """Erase the files of photos that a person's log no longer holds, but those that somebody else sent as well."""
        self.photos.forget({one for one in photos if not self._log.known_to_others(f"{PHOTO}/{one}", user_id)})

    def _erased_oldest(self, profile: Profile, newest: Sequence[str]) -> bool:
        """Whether there were more photos than are kept; the oldest that nothing refers to go first, the newest stay."""
        photos = [photo for photo in dict.fromkeys(profile.photos) if photo not in newest]
        most = len(photos) if self._most_photos is None else max(0, self._most_photos - len(set(newest)))
        if len(photos) <= most:
            return False
        needed = {*profile.beside, *(thing.photo for thing in profile.own)}
        photos.sort(key=needed.__contains__)  # within either, as old as they are
        self._erase_photos(profile.user_id, {*photos[: len(photos) - most]})
        return True

    def _ended(self, understanding: Understanding, profile: Profile) -> tuple[str, ...]:
        """The conditions that end because a new search begins: all but what the person never wants."""
        topic = {limit.about for limit in _topics(understanding)}
        current = {c.about for c in profile.constraints if c.op == "=" and c.attribute in self._topics}
        if topic:
            narrowed = bool(current) and current <= topic and all(_of_a_design(about) for about in topic - current)
            new = topic != current and not narrowed
        elif understanding.relation == "with":
            new = not _goes_on_beside(understanding, profile)  # what goes with a sofa is no sofa
        elif understanding.relation == "unlike":
            new = False
        else:
            aimless = understanding.intent == "find" and understanding.confidence >= SURE
            new = aimless and _looks_for_something(understanding)
        return tuple(c.about for c in profile.constraints if not _lasting(c, profile)) if new else ()

    def _words(self, understanding: Understanding) -> tuple[str, ...]:
        """The words of the search from now on ("" for a photo alone); none where the message looks for nothing new."""
        looking = _looks_for_something(understanding)
        return (understanding.search_text,) if looking and understanding.intent in ("find", "refine") else ()

    def _topic(self, understanding: Understanding, profile: Profile, new: bool) -> list[Constraint]:
        """What sort of thing is wanted, as constraints, where it isn't what is searched already."""
        wanted = _topics(understanding)
        known = {c.about for c in profile.constraints} if not new else set()
        return [constraint for constraint in wanted if constraint.about not in known]


def _without(understanding: Understanding, gone: Set[str]) -> Understanding:
    """An understanding as if some opinions and conditions (by their ``about`` ids) hadn't been said."""
    return replace(
        understanding,
        opinions=tuple(opinion for opinion in understanding.opinions if opinion.about not in gone),
        constraints=tuple(limit for limit in understanding.constraints if limit.about not in gone),
    )


def _looks_for_something(understanding: Understanding) -> bool:
    """In words, by a photo, or by what it is to go with; a refined search goes on beside what it was beside."""
    beside = bool(understanding.beside) and understanding.intent == "find"
    return bool(understanding.search_text) or understanding.photos is not None or beside


def _topics(understanding: Understanding) -> list[Constraint]:
    return [Constraint(kind_of(entity), "=", name_of(entity)) for entity in understanding.topic]


def _limits(understanding: Understanding) -> list[Constraint]:
    """All that a message says must be."""
    return [*_topics(understanding), *understanding.constraints]


def _goes_on_beside(understanding: Understanding, profile: Profile) -> bool:
    """Whether the search stays with what it was for: "cheaper", of what is to go with the sofa."""
    return understanding.intent != "find" and bool(understanding.beside) and understanding.beside == profile.beside


def _search_by(search: str) -> str:
    """The id of a list's search, which names the photos that it went by or beside, so that it is erased with them."""
    told = json.loads(search)
    return "/".join([LISTED, "search", *(photo for photo, *_ in told["photos"]), *told["beside"]])


def _of_a_design(about: str) -> bool:
    return Constraint.from_about(about).attribute == DESIGN


def _with_rewards(log: Sequence[Opinion]) -> Iterator[dict[str, Any]]:
    """The logged lists of one person, oldest first."""
    lists = [place for place, opinion in enumerate(log) if kind_of(opinion.about) == LISTED]
    for place in (place for place in lists if log[place].about == CHANCES):
        shown_at = log[place].said_at
        end = next((later for later in lists if later > place and log[later].said_at != shown_at), len(log))
        kept = json.loads(log[place].quote)
        rewards = {
            name_of(o.about): o.liking
            for o in log[place:end]
            if kind_of(o.about) == ITEM and o.source in ("click", "taken back") and name_of(o.about) in kept["shown"]
        }
        yield {"at": log[place].said_at, **kept, "rewards": rewards}


def _lasting(constraint: Constraint, profile: Profile) -> bool:
    """An exclusion lasts where it rests on the person's own dislike, and not on, say, a gift's receiver's."""
    if constraint.attribute == WORDS:
        return True
    return constraint.op == "!=" and profile.liking(f"{constraint.attribute}/{constraint.value}") < 0
