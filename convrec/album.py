"""People's photos in the log: whose they are, which came last, and how they go with all that was seen in them."""

import time
from collections.abc import Iterable, Sequence, Set

from PIL.Image import Image

from convrec.data.photos import PhotoStore
from convrec.types import Message
from knowledge_graph import Opinion, OpinionLog, Profile
from knowledge_graph.schema import BESIDE, LISTED, OWN, PHOTO, SEARCH, kind_of, name_of

SAID_BY = ("message", "photo")  # sources of what people say


class Album:
    """The photos of all people, each reached by their user id only."""

    def __init__(self, log: OpinionLog, store: PhotoStore, most: int | None = None) -> None:
        """``most`` are kept of a person; None for no bound."""
        self._log, self.store, self._most = log, store, most

    def loaded(self, photos: Sequence[str]) -> dict[str, Image]:
        """Kept photos by their hashes, in this order. Raises PhotoError where one is gone."""
        return {photo: self.store.load(photo) for photo in photos}

    def arrived(self, message: Message) -> None:
        """Append whose a message's photos are, before anything is done with them: they are erased with their person."""
        photos = (f"{PHOTO}/{photo}" for photo in message.photos)
        self._log.append([Opinion(message.user_id, about, 0.0, message.sent_at, source="photo") for about in photos])

    def just_sent(self, user_id: str) -> tuple[str, ...]:
        """The photos that came with the newest message that left a trace, as far as they are kept; none without."""
        log = self._log.replay(user_id)
        at = max((o.said_at for o in log if o.source in SAID_BY or kind_of(o.about) == SEARCH), default=0.0)
        sent = dict.fromkeys(name_of(o.about) for o in log if kind_of(o.about) == PHOTO and o.said_at == at)
        return tuple(photo for photo in sent if self.store.has(photo))

    def drop(self, photos: Iterable[str]) -> None:
        """Erase photos that came with a message that can't be used, but those that somebody's log holds."""
        self.unlink("", photos)

    def erase(self, user_id: str, photos: Set[str]) -> None:
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
        self.unlink(user_id, photos)

    def unlink(self, user_id: str, photos: Iterable[str]) -> None:
        """Erase the files of photos that a person's log no longer holds, but those that somebody else sent as well."""
        self.store.forget({one for one in photos if not self._log.known_to_others(f"{PHOTO}/{one}", user_id)})

    def erased_oldest(self, profile: Profile, newest: Sequence[str]) -> bool:
        """Whether there were more photos than are kept; the oldest that nothing refers to go first, the newest stay."""
        photos = [photo for photo in dict.fromkeys(profile.photos) if photo not in newest]
        most = len(photos) if self._most is None else max(0, self._most - len(set(newest)))
        if len(photos) <= most:
            return False
        needed = {*profile.beside, *(thing.photo for thing in profile.own)}
        photos.sort(key=needed.__contains__)  # within either, as old as they are
        self.erase(profile.user_id, {*photos[: len(photos) - most]})
        return True
