"""What is known of a person, in words: as a sentence, and line by line with the id to take each back by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_timedelta
from babel.numbers import format_percent

from convrec.naming import Names, listed
from convrec.phrases import phrase, sentences
from convrec.types import Language
from knowledge_graph.schema import ITEM, TASTE, VALUES, WISH, Constraint, Liking, Opinion, Profile, kind_of
from knowledge_graph.scopes import everywhere, scope_of, within

STRONG = 0.75  # a liking at least this strong is "love" or "can't stand"
AGED = 0.9  # a liking of which less than this share still counts is told to have aged


@dataclass(frozen=True)
class ProfileLine:
    """One thing the shop knows of a person, in words, with the id to take it back by.

    ``note`` says what else is true of it: that it holds for good, or how much of it still counts.
    """

    about: str
    text: str
    quote: str
    liking: float
    photo: str = ""  # hash of the photo that shows it
    note: str = ""


def liking(opinion: Opinion, names: Names, language: Language) -> str:
    """A taste the way one says "you …": ``love oak``, ``don't like green (for the kitchen)``."""
    scope = scope_of(opinion.about)
    told = taste(opinion.liking, names.liked(everywhere(opinion.about), language), language, bool(scope))
    return names.in_scope(told, scope, language) if scope else told


def taste(value: float, thing: str, language: Language, there: bool = False) -> str:
    """How one says what is felt about a thing; of one place alone (``there``) a wish is "want"."""
    strength = "love" if value >= STRONG else "like" if value > 0 else "dislike"
    if value <= -STRONG:
        strength = "hate"
    if there and 0 <= value < TASTE:
        strength = "want" if value else "fine with"
    return phrase(strength, language, thing=thing)


def aged(known: Liking, now: float, language: Language) -> tuple[str, str]:
    """How long ago something was said, and how much of it still counts: ``6 months``, ``50%``; both "" where that is
    nearly all of it.
    """
    if known.share >= AGED or now <= known.said_at:
        return "", ""
    age = format_timedelta(timedelta(seconds=now - known.said_at), locale=language)
    return str(age), str(format_percent(known.share, locale=language))


def profile_text(profile: Profile, names: Names, language: Language) -> str:
    """What is known of a person, in words: their tastes, where they hold, then what they look for at present."""
    likings = sorted(profile.likings.values(), key=lambda known: -abs(known.value))
    tastes = [known for known in likings if abs(known.felt) >= TASTE or kind_of(known.about) == ITEM]
    wishes = [known for known in likings if known not in tastes and known.said_at >= profile.search_began]
    musts = {f"{c.attribute}/{c.value}" for c in profile.constraints if c.op in VALUES}
    told = [_told(known, names, language) for known in tastes[:8]]
    disliked = {*profile.likings, *profile.scoped}
    limits = [c for c in profile.constraints if c.op != "!=" or _value(c) not in disliked]
    looked_for = [names.constraint(limit, language) for limit in limits]
    looked_for += [names.entity(place, language) for place in profile.places if place not in musts]
    for_now = (*(wish for wish in wishes if wish.about not in profile.places), *profile.wishes.values())
    looked_for += [names.entity(wish.about, language) for wish in for_now if wish.about not in musts]
    known = phrase("known", language, likings=listed(told, language)) if told else ""
    searching = phrase("searching", language, search=listed(looked_for, language)) if looked_for else ""
    things = listed(dict.fromkeys(names.about(own.about, language) for own in profile.own), language)
    owned = phrase("owned", language, things=things) if things else ""
    there = [*_there(profile, names, language)]
    if not (known or searching or owned or there):
        return phrase("unknown", language)
    return sentences([known, *there, owned, searching, phrase("your profile", language)], language)


def photos_text(profile: Profile, language: Language) -> str:
    """How many of a person's photos are kept, and how they go."""
    count = len(set(profile.photos))
    key = "photos kept" if count > 1 else "photo kept" if count else "no photos kept"
    return phrase(key, language, count=str(count))


def _told(known: Liking, names: Names, language: Language) -> str:
    told = taste(known.felt, names.liked(known.about, language), language)
    return phrase("known for good", language, liking=told) if known.lasting else told


def _value(limit: Constraint) -> str:
    return within(limit.scope, f"{limit.attribute}/{limit.value}")


def _there(profile: Profile, names: Names, language: Language) -> Iterator[str]:
    """What holds in one place or for one purpose alone, a sentence for each."""
    scopes = dict.fromkeys([*(one.scope for one in profile.scoped.values()), *(c.scope for c in profile.scoped_limits)])
    for scope in scopes:
        likings = [one for one in profile.scoped.values() if one.scope == scope]
        told = [taste(k.felt, names.liked(k.about, language), language, True) for k in likings]
        said = {within(scope, k.about) for k in likings}
        limits = [c for c in profile.scoped_limits if c.scope == scope and _value(c) not in said]
        bounds = (names.constraint(Constraint(c.attribute, c.op, c.value), language) for c in limits)
        told += [phrase("must there", language, limit=bound) for bound in bounds]
        things = listed(dict.fromkeys(told), language)
        yield phrase("known there", language, scope=names.entity(scope, language), things=things)


def profile_lines(profile: Profile, names: Names, language: Language, now: float = 0.0) -> tuple[ProfileLine, ...]:
    """What is known of a person, a line each: their own things, conditions in force, what holds in one place, likings,
    the strongest first. ``now`` is the time up to which likings have aged.
    """
    likings = sorted(profile.likings.values(), key=lambda known: -abs(known.value))
    own = [ProfileLine(o.about, names.about(o.about, language), o.quote, 0.0, o.photo) for o in reversed(profile.own)]
    limits = dict.fromkeys([*profile.constraints, *profile.scoped_limits])
    bounds = [ProfileLine(c.about, names.constraint(c, language), c.said, 0.0) for c in limits]
    there = [
        ProfileLine(about, names.about(about, language), k.quote, k.value, note=_note(k, now, language))
        for about, k in profile.scoped.items()
    ]
    theirs = [
        ProfileLine(f"{WISH}/{about}", names.entity(about, language), wish.quote, 0.0)
        for about, wish in profile.wishes.items()
    ]
    known = [
        ProfileLine(k.about, names.entity(k.about, language), k.quote, k.value, note=_note(k, now, language))
        for k in likings
    ]
    return (*own, *bounds, *theirs, *there, *known)


def _note(known: Liking, now: float, language: Language) -> str:
    if known.lasting:
        return phrase("for good", language)
    age, share = aged(known, now, language)
    return phrase("aged line", language, age=age, share=share) if age else ""
