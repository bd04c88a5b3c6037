"""A message and its photos → what it says: read once, or once for each of several things that the photos show.

A further message without photos ("cheaper") goes on with those of the search before, where they show several things.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from convrec.bids import FORGETTING, Bid
from convrec.causes import Causes
from convrec.data.folder import Catalogue
from convrec.data.places import SCOPES
from convrec.looking import Looked, Looking, Together
from convrec.memory import Memory
from convrec.types import Intent, Mention, Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.belongings import by_sight
from convrec.understanding.bounds import harmful
from convrec.understanding.chat import chat
from convrec.understanding.keeping import SAID, bid, reminded, says_again
from convrec.understanding.kin_bids import kin_bid
from convrec.understanding.language import clean, detect
from convrec.understanding.mixed import unmixed
from convrec.understanding.orders import as_itself
from convrec.understanding.references.in_a_photo import Absent, Correction
from convrec.understanding.references.of_photos import Spoken, spoken_of
from convrec.understanding.references.places import places
from convrec.understanding.scoping import scoped
from convrec.understanding.second import NOTHING, Further, SecondReader, joined
from convrec.understanding.several import (
    GOES_ON,
    carried_on,
    goes_on,
    narrowed,
    shown_of,
    still_held,
    together,
)
from convrec.understanding.strange import by_what_is_known
from convrec.understanding.whom import as_for_them, for_oneself, without_theirs
from knowledge_graph import Profile
from knowledge_graph.schema import kind_of


@dataclass(frozen=True, eq=False)
class Seen:
    """A message as it is to be read, with what is seen in its photos, which of them its words speak of, and what it
    puts right of those of the search before.
    """

    message: Message
    spoken: Spoken
    looked: Looked
    put_right: Correction | Absent | None = None


@dataclass(frozen=True, eq=False)
class TakingIn:
    """Shared by all; who speaks arrives with the message."""

    catalogue: Catalogue
    understander: Understander
    looking: Looking
    memory: Memory
    causes: Causes
    second: SecondReader | None = None

    def see(self, message: Message, profile: Profile) -> Seen:
        """Look at the photos that a message is about, and at its words in one language. Raises PhotoError where a photo
        is gone.
        """
        message = replace(message, text=unmixed(message.text))
        in_view = self.causes.looked_at(message.user_id)
        if self.understander.points_back(message):
            photos = self.memory.album.just_sent(message.user_id) or tuple(one.photo for one in in_view)
            message = replace(message, photos=photos, chosen={s.photo: s.chosen for s in in_view if s.pointed_at})
        message, put_right = self.understander.corrected(message, in_view, profile)
        spoken = spoken_of(clean(message.text), len(set(message.photos)))
        called = {put_right.photo: put_right.sort} if isinstance(put_right, Correction) else {}
        return Seen(message, spoken, self.looking.at(message, spoken.places, called), put_right)

    def read(self, seen: Seen, profile: Profile) -> Understanding:
        """What the message says to somebody with this profile."""
        once_more = says_again(clean(seen.message.text))
        if once_more and profile.shop_question:
            seen = replace(seen, message=replace(seen.message, text=profile.shop_question))
        text = clean(seen.message.text)
        if not once_more:
            text = as_itself(text)  # orders to the assistant are nothing that the keeper is bidden
        mentions = self.understander.named(text)
        heard = text.strip() and not seen.message.photos and not harmful(text)
        bidden = self._bidden(text, mentions, seen.message, profile) if heard else None
        if bidden is not None:
            return bidden
        plain = as_for_them(without_theirs(reminded(text), profile))
        if any(kind_of(one.entity) in self.catalogue.topics for one in mentions):
            plain = for_oneself(plain, profile)
        if plain != text and plain.strip():
            text, mentions = plain, self.understander.named(plain)
            seen = replace(seen, message=replace(seen.message, text=plain))
        read = self._read(seen, profile)
        return read if read.apart else scoped(read, text, mentions, self._scopes, profile)

    def _bidden(
        self, text: str, mentions: Sequence[Mention], message: Message, profile: Profile
    ) -> Understanding | None:
        """What the message bids the keeper of the profile; None where it bids nothing."""
        called = {name: tuple(words.values()) for name, words in self.catalogue.attribute_names.items()}
        found = None if profile.pending else kin_bid(text, profile)
        found = found or bid(text, mentions, called, profile.pending, message.sent_at)
        if found is None and chat(text):
            return Understanding(detect(text, message.language), "small_talk", asked=text)
        if found is not None and _of_the_list(found, text, profile):
            return None  # 第二个去掉吧 lets go a thing of the list
        own = {thing.sort for thing in profile.own}
        if found is None or (found.act == "forget about" and own & found.subjects):
            return None  # "forget my sofa" is about the photo of it
        intent: Intent = "forget" if found.act in FORGETTING else "ask_profile"
        return Understanding(detect(text, message.language), intent, mentions=tuple(mentions), bid=found, asked=text)

    @cached_property
    def _scopes(self) -> frozenset[str]:
        """The catalogue's own rooms, occasions …"""
        return frozenset(entity for entity in self.understander.entities if kind_of(entity) in SCOPES)

    def _read(self, seen: Seen, profile: Profile) -> Understanding:
        looked, message = seen.looked, seen.message
        if seen.spoken.places:
            language, photos = detect(clean(message.text), message.language), tuple(one.photo for one in looked.seen)
            message = replace(message, text=seen.spoken.text, language=language, photos=photos)
        if not looked.groups:
            understood = replace(self.understander.understand(message, profile, looked.vectors), seen=looked.seen)
            further = self._further(message, understood) if looked.vectors is None else NOTHING
            understood = by_what_is_known(by_sight(joined(understood, further)))
            if seen.put_right is not None and not isinstance(seen.put_right, Correction):
                understood = seen.put_right.applied(understood)
            if looked.vectors is None:
                understood = self._going_on(message, understood, further, profile)
        else:
            understood = by_sight(self._of_groups(message, seen, profile))
        return self.looking.beside(understood, message.chosen, profile)

    def _further(self, message: Message, understood: Understanding) -> Further:
        return self.second.further(message, understood) if self.second is not None else NOTHING

    def _of_groups(self, message: Message, seen: Seen, profile: Profile) -> Understanding:
        looked, groups = seen.looked, seen.looked.groups
        parts = [self._of_group(message, group, seen, profile) for group in groups]
        if len(parts) > 1:
            kept = narrowed(parts, [_sort(group) for group in groups])
            if not kept:  # another sort of thing, like all of them
                return replace(self._of_group(message, self.looking.as_one(groups), seen, profile), seen=looked.seen)
            if len(kept) < len(parts):
                return together(kept, tuple(one for part in kept for one in part.seen))
        put_right = {one.photo: one for part in parts for one in part.seen}
        return together(parts, tuple(put_right.get(one.photo, one) for one in looked.seen))

    def _of_group(self, message: Message, group: Together, seen: Seen, profile: Profile) -> Understanding:
        """What the message says of photos that show one thing."""
        sent, own = list(dict.fromkeys(seen.message.photos)), seen.spoken.own
        texts = [own[place] for one in group.seen if (place := sent.index(one.photo)) in own]
        if texts:
            message = replace(message, text=", ".join(dict.fromkeys(texts)))
        read = self.understander.understand(message, profile, group.vectors, group.likened)
        read, put_right = replace(read, seen=group.seen), seen.put_right
        if isinstance(put_right, Correction) and any(one.photo == put_right.photo for one in group.seen):
            return put_right.applied(read)
        return read

    def _going_on(self, message: Message, read: Understanding, further: Further, profile: Profile) -> Understanding:
        """A message without photos, with those of the search before, where that was for several things and goes on;
        what was found ``further`` in it holds for each.
        """
        if not profile.photos or read.intent not in GOES_ON:
            return read
        kept = self.causes.searched(message.user_id)
        before = self.causes.seen_again(kept) if kept is not None and goes_on(read, kept) else None
        if before is None:
            return read
        text, topics = clean(message.text), self.catalogue.topics
        parts, again = [], goes_on(read, before)
        for one in again:
            own = shown_of(one, before, profile, self.catalogue)
            part = joined(self.understander.understand(message, own), further)
            parts.append(carried_on(part, one, text, topics))
        whole = together(parts, tuple(photo for part in parts for photo in part.seen))
        if not whole.apart:
            return still_held(whole, again[0])
        held = (still_held(part, one) for part, one in zip(whole.apart, again, strict=True))
        return replace(whole, apart=tuple(held))


def _of_the_list(found: Bid, text: str, profile: Profile) -> bool:
    """Whether what is to be forgotten is a thing of the list rather than what was said."""
    forgets = found.act in ("forget about", "forget all")
    return forgets and bool(places(text, len(profile.shown))) and SAID.search(text) is None


def _sort(group: Together) -> str:
    """The sort of thing that a group of photos shows."""
    return group.likened.sort or group.seen[0].sort
