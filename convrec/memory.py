"""What is kept of a person: every act appends opinions to the log, and the profile is folded from it."""

import json
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from convrec.album import Album
from convrec.current_search import ended, limits
from convrec.data.photos import PhotoStore
from convrec.entries import entries, without
from convrec.forgetting import Called, forgotten
from convrec.listed import CHANCES, search_by, with_rewards
from convrec.reply import write_notes
from convrec.settings import Settings
from convrec.types import Card, Message, Question, Understanding
from knowledge_graph import Opinion, OpinionLog, Profile, fold
from knowledge_graph.history import SHOWN_AGAIN
from knowledge_graph.profile import Folds
from knowledge_graph.schema import (
    ASIDE,
    ASKED,
    BEGUN,
    CONSENT,
    FOCUS,
    LISTED,
    NOTICED,
    OWN,
    PENDING,
    PHOTO,
    QUESTION,
    item_entity,
    kind_of,
    name_of,
)
from knowledge_graph.scopes import within
from knowledge_graph.somebody import said_for
from knowledge_graph.standing import last_step, undoing


def open_memory(settings: Settings, topics: Sequence[str] = (), clock: Callable[[], float] | None = None) -> "Memory":
    """The memory of this installation; ``clock`` tells the seconds since 1970."""
    photos = PhotoStore(
        settings.home / "photos", settings.max_photo_bytes, settings.max_photo_pixels, settings.photo_side
    )
    log = OpinionLog(settings.home / "opinions.sqlite3")
    return Memory(log, Album(log, photos, settings.max_kept_photos), topics, clock)


class Memory:
    """The log and the ``album`` of all people, each reached by their user id only."""

    def __init__(
        self, log: OpinionLog, album: Album, topics: Sequence[str] = (), clock: Callable[[], float] | None = None
    ) -> None:
        """``topics`` names the attributes that say what is searched, ``clock`` tells the seconds since 1970."""
        self.album, self.now = album, clock or (lambda: time.time())
        self._log, self._topics, self._folds = log, frozenset(topics), Folds()

    def profile(self, user_id: str) -> Profile:
        """The person as known now; an empty profile for somebody new."""
        return self._folds.profile(user_id, self._log.replay(user_id), self.now())

    def export(self, user_id: str) -> tuple[Opinion, ...]:
        """Everything that is kept of a person, oldest first."""
        return self._log.replay(user_id)

    def remember(self, message: Message, understanding: Understanding, profile: Profile) -> Profile:
        """Append what a message said; returns the profile after it."""
        self._log.append(entries(message, understanding, profile, self._topics))
        after = self.profile(message.user_id)
        return self.profile(message.user_id) if self.album.erased_oldest(after, message.photos) else after

    def supposing(self, message: Message, understanding: Understanding, profile: Profile) -> Profile:
        """The person as if a message had been said in earnest; nothing is kept."""
        log = (*self._log.replay(message.user_id), *entries(message, understanding, profile, self._topics))
        return fold(message.user_id, log, self.now())

    def before(self, message: Message) -> Profile:
        """The person as known when a message came that is kept already."""
        return fold(message.user_id, self._log_before(message), self.now())

    def reread(self, message: Message, understanding: Understanding, former: Understanding) -> Profile:
        """Append what a kept message says as it is understood now, in place of ``former``; returns the profile after
        it. An opinion of both is kept as it is, what only the former took from it is taken back, and a condition that
        only the former ended holds again. What the person took back since holds in neither.
        """
        understanding = without(understanding, self._taken_back_since(message))
        log, before = self._log_before(message), self.before(message)
        must = {limit.about for limit in limits(understanding)}
        gone = [limit.about for limit in limits(former) if limit.about not in must]
        said = {opinion.about for opinion in understanding.opinions}
        gone += [opinion.about for opinion in former.opinions if opinion.about not in said]
        news = tuple(opinion for opinion in understanding.opinions if opinion not in former.opinions)
        news_only = replace(understanding, opinions=news, retracted=(*understanding.retracted, *gone))
        after = self.remember(message, news_only, self.profile(message.user_id))
        whole = fold(message.user_id, [*log, *entries(message, understanding, before, self._topics)]).constraints
        known, over = {limit.about for limit in after.constraints}, ended(former, before, self._topics)
        back = [limit for limit in whole if limit.about in over and limit.about not in known]
        self._log.append(Opinion(after.user_id, one.about, 1.0, message.sent_at, one.said) for one in back)
        return self.profile(after.user_id) if back else after

    def _taken_back_since(self, message: Message) -> set[str]:
        """What the person took back after a message and hasn't said again."""
        later = [o for o in self._log.replay(message.user_id) if o.said_at > message.sent_at and o.source != "shown"]
        return {about for about, last in {o.about: o for o in later}.items() if last.source == "taken back"}

    def _log_before(self, message: Message) -> list[Opinion]:
        return [opinion for opinion in self._log.replay(message.user_id) if opinion.said_at < message.sent_at]

    def shown(
        self,
        user_id: str,
        cards: Sequence[Card],
        asked: str | None,
        search: str = "",
        chances: str = "",
        question: Question | None = None,
    ) -> None:
        """Append what was shown, with its reasons, what was asked about, and the ``search`` that found it.

        ``chances`` is what ``write_list`` made of a list with exploration. Of a ``question`` with one option that
        one is kept, for a yes.
        """
        at = self.now()
        tried = [Opinion(user_id, CHANCES, 0.0, at, chances, "shown")] if cards and chances else []
        listed = [Opinion(user_id, search_by(search), 0.0, at, search, "shown")] if cards and search else []
        seen = [Opinion(user_id, item_entity(c.item_id), 0.0, at, write_notes(c.reasons), "shown") for c in cards]
        yes = question.options[0] if question is not None and len(question.options) == 1 else ""
        asking = [Opinion(user_id, f"{QUESTION}/{asked}", 0.0, at, yes, "shown")] if asked else []
        self._log.append([*tried, *listed, *seen, *asking])

    def spoke_of(self, user_id: str, items: Sequence[str]) -> None:
        """Append which items an answer spoke of, the one that "it" would be last."""
        at = self.now()
        self._log.append([Opinion(user_id, f"{FOCUS}/{item}", 0.0, at, source="shown") for item in items])

    def answered(self, user_id: str, question: str, source: str) -> None:
        """Append what the shop has answered, for the next words to go on with; "" where that is over."""
        self._log.append([Opinion(user_id, f"{ASKED}/{question}", 0.0, self.now(), source, "shown")])

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
            yield from with_rewards(self._log.replay(user))

    def opine(self, user_id: str, item_id: str, liking: float) -> None:
        """Append a click: on 👍 (1), on 👎 (−1), or on something weaker."""
        self.close(user_id)
        self._log.append([Opinion(user_id, item_entity(item_id), liking, self.now(), source="click")])

    def noticed(self, user_id: str, item_id: str) -> None:
        """Append that more was asked for of an item: a weak liking, where nothing stronger is known."""
        if not self.profile(user_id).liking(item_entity(item_id)):
            self.opine(user_id, item_id, NOTICED)

    def take_back(self, user_id: str, about: str) -> None:
        """Append that something no longer holds. A photo, and what is known by it, is erased with all traces."""
        self.close(user_id)
        if kind_of(about) in (OWN, PHOTO):
            self.album.erase(user_id, {name_of(about).partition("/")[0]})
            return
        self._log.append([Opinion(user_id, about, 0.0, self.now(), source="taken back")])

    def shown_again(self, user_id: str, cards: Sequence[Card]) -> None:
        """Append a list that brings earlier ones back, as what is on the table now."""
        at = self.now()
        items = [Opinion(user_id, item_entity(c.item_id), 0.0, at, write_notes(c.reasons), "shown") for c in cards]
        self._log.append([Opinion(user_id, SHOWN_AGAIN, 0.0, at, source="shown"), *items] if items else [])

    # ── the profile is the person's ────────────────────────────────────────────────────────────────────────────────

    def undo(self, user_id: str) -> tuple[Opinion, ...]:
        """Append that what was said, clicked or taken back last no longer holds; returns it. Its photos are erased."""
        step = last_step(self._log.replay(user_id))
        if step:
            self._log.append([undoing(step, self.now())])
        own = {name_of(one.about).partition("/")[0] for one in step if kind_of(one.about) == OWN}
        if own:
            self.album.erase(user_id, own)
        self.close(user_id)
        return step

    def keep_after_all(self, user_id: str) -> None:
        """Append that what was put aside last holds again, whatever came after it."""
        aside = [one for one in self._log.replay(user_id) if kind_of(one.about) == ASIDE]
        self._log.append([undoing(tuple(aside[-1:]), self.now())] if aside else [])

    def forget_about(
        self, user_id: str, subjects: Collection[str], attributes: Collection[str], called: Called
    ) -> tuple[str, ...]:
        """Erase all that was said about some values, or about attributes as a whole, with every text in which they are
        named; returns the ids of what was said that went. ``called`` tells all that an id is called.
        """
        gone = forgotten(self._log.replay(user_id), subjects, attributes, called)
        self._log.erase(user_id, gone.abouts, gone.quotes)
        self._folds.drop(user_id)
        return gone.said

    def forget_somebody(self, user_id: str, somebody: str) -> tuple[str, ...]:
        """Erase all that was said for somebody else; returns the ids of it. Where their search is the present one, the
        person's own begins.
        """
        gone, theirs = said_for(self._log.replay(user_id), somebody), self.profile(user_id).whom == somebody
        self._log.erase_entries(user_id, gone)
        if theirs:
            self._log.append([Opinion(user_id, f"{BEGUN}/", 0.0, self.now(), source="shown")])
        self._folds.drop(user_id)
        return tuple(dict.fromkeys(one.about for one in gone))

    def put_aside(self, user_id: str) -> None:
        """Append that nothing said so far holds, until that is undone."""
        self._log.append([Opinion(user_id, f"{ASIDE}/all", 0.0, self.now(), source="taken back")])

    def ask(self, user_id: str, what: str) -> None:
        """Append what the person is asked, to be answered by their next message."""
        self._log.append([Opinion(user_id, f"{PENDING}/{what}", 0.0, self.now(), source="shown")])

    def close(self, user_id: str) -> None:
        """Append that what the person was asked is no question any more: something else came in between."""
        if self.profile(user_id).pending:
            self.ask(user_id, "")

    def agree(self, user_id: str, what: str, answer: float) -> None:
        """Append what was agreed to (1), declined (−1), or only asked (0)."""
        self._log.append([Opinion(user_id, f"{CONSENT}/{what}", answer, self.now(), source="panel")])

    def turn_round(self, user_id: str, about: str) -> None:
        """Append the contrary of a liking, in the place of all that was said of it before."""
        self.close(user_id)
        now, profile = self.now(), self.profile(user_id)
        held = profile.likings.get(about) or profile.scoped.get(about)
        if held is not None:
            contrary = Opinion(user_id, about, -held.felt, now, source="panel")
            bounds = {*profile.constraints, *profile.scoped_limits}  # one that says the same goes with it
            limits = [c.about for c in bounds if c.op == "!=" and within(c.scope, f"{c.attribute}/{c.value}") == about]
            gone = [Opinion(user_id, one, 0.0, now, source="taken back") for one in (about, *limits)]
            self._log.append([*gone, contrary])

    def forget(self, user_id: str) -> int:
        """Erase a person and their photos; returns how many entries went."""
        photos = {name_of(o.about) for o in self._log.replay(user_id) if kind_of(o.about) == PHOTO}
        gone = self._log.forget(user_id)
        self._folds.drop(user_id)
        self.album.unlink(user_id, photos)
        return gone
