"""A person's own things: what a message shows as theirs, what the wanted thing is to go with, what is to be forgotten.

These words are taken out of a message before the rest is read, so that "a lamp that goes with my sofa" looks for lamps.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from convrec.types import UNSHOWN, Intent, Message, PhotoVectors, Understanding
from convrec.understanding import owning
from convrec.understanding.language import clean, detect, singular, tokens
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.owning import Form
from convrec.understanding.references import pronouns
from knowledge_graph.schema import PHOTO, SAID, Entity, Owned, Profile, kind_of, name_of

WANTS: tuple[Intent, ...] = ("find", "refine", "more")
GOES_ON: tuple[Intent, ...] = ("refine", "more", "opinion")  # answered with a list of the present search
POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True)
class Thing:
    """What somebody calls a thing of theirs: in their words, and the sorts that these may name."""

    words: str = ""
    sorts: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """The sort as ``Owned`` has it: a word that may mean several is kept as that word."""
        if len(self.sorts) == 1:
            return self.sorts[0]
        return f"{SAID}/{self.words.replace('/', ' ')}" if self.words else ""


@dataclass(frozen=True)
class Said:
    """What a message says of the person's own things. ``rest`` is what else it says, in its place.

    ``forgets`` is whether it asks to forget some of them, and ``erased`` are the ``about`` ids of these.
    """

    rest: str
    own: tuple[Owned, ...] = ()
    beside: tuple[str, ...] = ()
    unshown: str | None = None
    forgets: bool = False
    erased: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether that is all it says, or what else it says asks for nothing in particular that goes with it."""
        rest = owning.FILLER.sub(" ", self.rest)
        if self.beside or self.unshown is not None:
            rest = owning.BARELY.sub(" ", rest)
        return not any(sign.isalnum() for sign in rest)


class Belongings:
    """Knows the catalogue's words, not the person."""

    def __init__(self, vocabulary: Vocabulary, entities: Mapping[str, Entity], topics: Sequence[str]) -> None:
        self._vocabulary, self._entities, self._topics = vocabulary, entities, frozenset(topics)

    def said(self, message: Message, profile: Profile) -> Said | None:
        """What a message says of the person's own things; None where it says nothing of the kind."""
        text = clean(message.text)
        if len(text) > owning.LONGEST or not owning.OWNS.search(text):
            return None
        return self._forgotten(text, profile) or self._spoken_of(text, message, profile)

    def points_back(self, text: str) -> bool:
        """Whether a text says of something that it points at that it is the person's own."""
        spoken = len(text) <= owning.LONGEST and owning.OWNS.search(text)
        return bool(spoken) and next(self._found(text, owning.POINTED), None) is not None

    def _spoken_of(self, text: str, message: Message, profile: Profile) -> Said | None:
        own, rest = self._kept(text, message)
        said = self._beside(Said(rest, own), message, profile)
        if said.own or said.beside or said.unshown is not None:
            return said
        missing = None if message.photos else next(self._found(text, owning.SHOWN), None)
        if missing is None or not missing[2].sorts or not replace(said, rest=_blanked(text, *missing[:2])).alone:
            return None
        return Said("", unshown=missing[2].sort)  # "this is my sofa", and no photo

    def _kept(self, text: str, message: Message) -> tuple[tuple[Owned, ...], str]:
        """The things shown as the person's own, and the text without these words."""
        found = next(self._found(text, owning.SHOWN), None) if message.photos else None
        if found is None:
            return (), text
        start, end, thing = found
        quote = text[start:end].strip()
        own = tuple(Owned(photo, thing.sort, message.sent_at, quote) for photo in dict.fromkeys(message.photos))
        return own, _blanked(text, start, end)

    def _beside(self, said: Said, message: Message, profile: Profile) -> Said:
        """With what the wanted thing is to go with."""
        if message.photos and (match := owning.WITH_THIS.search(said.rest)):
            end = self._named_so(said.rest, match.end())
            return replace(said, rest=_blanked(said.rest, match.start(), end), beside=message.photos)
        for forms, outright in ((owning.BESIDE, True), (owning.NEAR, False)):
            for start, end, thing in self._found(said.rest, forms):
                rest = _blanked(said.rest, start, end)
                kept = self._newest(thing, profile)
                its_photo = bool(message.photos) and (outright or bool(thing.sorts or kept))
                if its_photo and not (kept and pronouns.PHOTO.search(rest)):
                    return replace(said, rest=rest, beside=message.photos)
                if kept:
                    return replace(said, rest=rest, beside=kept)
                if outright and thing.sorts:
                    return replace(said, rest=rest, unshown=thing.sort)
        return said

    def _named_so(self, text: str, start: int) -> int:
        """Where the name of "this armchair" ends, or where it would begin where it has none: no armchair is wanted.

        What follows in Chinese, 配这个的地毯, is what is wanted.
        """
        thing, end = self._thing(text, start + len(text[start:]) - len(text[start:].lstrip()))
        its_name = thing.sorts and thing.words.isascii() and not owning.BARELY.search(thing.words)
        return end if its_name else start

    def _forgotten(self, text: str, profile: Profile) -> Said | None:
        if owning.FORGET_ALL.search(text):
            erased = tuple(f"{PHOTO}/{photo}" for photo in dict.fromkeys(profile.photos))
            return Said("", forgets=True, erased=erased, unshown=None if erased else "")
        for forms, outright in ((owning.FORGET_PHOTO, True), (owning.FORGET, False)):
            for _, _, thing in self._found(text, forms):
                own = [one for one in profile.own if self._is(one, thing)]
                if own:
                    return Said("", forgets=True, erased=tuple(one.about for one in own))
                if outright and thing.words:
                    return Said("", unshown=thing.sort, forgets=True)
        return None

    def _newest(self, thing: Thing, profile: Profile) -> tuple[str, ...]:
        """The photos of the newest thing of that name."""
        own = [one for one in profile.own if self._is(one, thing)]
        return tuple(one.photo for one in own if one.said_at == own[-1].said_at)

    def _is(self, own: Owned, thing: Thing) -> bool:
        """Whether a thing that is kept can be meant: the same sort, or names that end alike (chair, armchair)."""
        if own.sort in thing.sorts or (not own.sort and owning.ANYTHING.fullmatch(thing.words)):
            return True
        if thing.sorts and kind_of(own.sort) != SAID:
            return False
        entity = self._entities.get(own.sort)
        names = [name for labels in entity.labels.values() for name in labels] if entity else [name_of(own.sort)]
        return any(_end_alike(name, thing.words) for name in names)

    def _found(self, text: str, forms: Sequence[Form]) -> Iterator[tuple[int, int, Thing]]:
        """Where one of the forms is said, and of which thing."""
        for form in forms:
            for match in form.before.finditer(text):
                thing, end = self._thing(text, match.end())
                after = form.after.match(text, end)
                named = (thing.words or form.bare) and not owning.NO_THING.search(thing.words)
                if after and named and text[after.end() : after.end() + 2] not in POSSESSIVE:  # my mother's
                    yield match.start(), after.end(), thing

    def _thing(self, text: str, start: int) -> tuple[Thing, int]:
        """The thing named at a place, and where its name ends: with a sort of the catalogue, or before other words."""
        stretch = owning.NAME.match(text, start)
        assert stretch is not None  # a name may be empty
        words = stretch[0]
        named = [m for m in self._vocabulary.find(words) if kind_of(m.entity) in self._topics]
        if named:
            end = named[0].end
            sorts = tuple(m.entity for m in named if m.start == named[0].start)
            return Thing(words[:end].strip(), sorts), start + end
        plain = owning.PLAIN_NAME.match(words)
        assert plain is not None
        return Thing(plain[0].strip()), start + len(plain[0].rstrip())


def concluded(said: Said, message: Message) -> Understanding | None:
    """What a message comes to that says nothing else; None where there is more to read."""
    language = detect(clean(message.text), message.language)
    notes = () if said.unshown is None else (UNSHOWN + said.unshown,)
    if said.forgets:
        return Understanding(language, "forget", retracted=said.erased, notes=notes)
    if not said.alone:
        return None
    intent: Intent = "find" if said.beside or notes else "opinion"
    return Understanding(language, intent, own=said.own, beside=said.beside, notes=notes)


def to_read(said: Said, message: Message, photos: PhotoVectors | None) -> tuple[Message, PhotoVectors | None]:
    """What else there is to read in a message, and the photos that are searched by: not those of what is owned."""
    aside = bool(message.photos) and (bool(said.own) or said.beside == message.photos)
    searched = None if aside and not owning.LIKENED.search(said.rest) else photos
    return replace(message, text=said.rest, language=detect(clean(message.text), message.language)), searched


def joined(said: Said, read: Understanding, message: Message) -> Understanding:
    """What is said of own things, with what else was understood."""
    wants = read.intent in WANTS and bool(read.topic or read.search_text or read.constraints)
    beside = said.beside or (message.photos if said.own and wants and read.photos is None else ())
    notes = read.notes if said.unshown is None else (*read.notes, UNSHOWN + said.unshown)
    intent = read.intent
    if beside and intent not in WANTS and not read.pointed_items:
        intent = "find"  # what goes with it
    return replace(read, intent=intent, own=said.own, beside=beside, notes=notes)


def going_on(read: Understanding, profile: Profile) -> Understanding:
    """With what the present search's things are to go with, while that search goes on."""
    goes_on = profile.beside and not read.beside and read.photos is None
    if goes_on and read.intent in GOES_ON and not read.pointed_items:
        return replace(read, beside=profile.beside)
    return read


def by_sight(understanding: Understanding) -> Understanding:
    """With the sort that is seen in the photo of a thing that nobody named."""
    seen = {photo.photo: photo.thing.sorts for photo in understanding.seen if photo.things}
    own = (
        replace(one, sort=seen[one.photo][0].about) if not one.sort and seen.get(one.photo) else one
        for one in understanding.own
    )
    return replace(understanding, own=tuple(own)) if understanding.own else understanding


def _blanked(text: str, start: int, end: int) -> str:
    """The text with a stretch made spaces, so that all places stay."""
    return text[:start] + " " * (end - start) + text[end:]


def _end_alike(one: str, other: str) -> bool:
    """Whether one name ends with the other's last word."""
    ends = [words[-1].word if (words := tokens(name)) else name for name in (singular(one.lower()), other.lower())]
    longer, shorter = sorted(ends, key=len, reverse=True)
    return bool(shorter) and longer.endswith(shorter)
