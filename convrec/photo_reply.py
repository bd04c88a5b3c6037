"""What a reply says of photos: what they seem to show, which the list goes by, and which the shop has nothing like."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from convrec.naming import Names, listed, one_of, photos_called
from convrec.phrases import phrase, sentences
from convrec.seen import SeenPhoto
from convrec.types import Language, Recommendation, Understanding
from convrec.vision.nouns import worded


def by_photo(understanding: Understanding, names: Names, language: Language) -> str:
    """The line above a list that photos asked for: what they seem to show, where nobody said so."""
    if understanding.apart:
        return _by_each(understanding, names, language)
    named = _named(understanding)
    spoken = named or bool(understanding.search_text or understanding.changed)
    things = "" if spoken else _things(understanding, names, language)
    near = [one.near for one in understanding.seen if not one.strange]
    line = "photo and words" if spoken else "near miss" if near and all(near) else "" if things else "photo"
    photo = photos_called(understanding.places, language)
    if things:
        return sentences([things, phrase(line, language) if line else ""], language)
    sort = "" if named else _sort(understanding, names, language)
    shown = phrase("seen in the photo", language, photo=photo, sort=sort) if sort else ""
    return sentences([shown, phrase(line, language, photo=photo)], language)


def of_strange(understanding: Understanding, language: Language) -> list[str]:
    """What is said of photos of what the shop has nothing like; nothing of one's own things, which needn't be here."""
    strange = [one for one in understanding.seen if one.strange]
    if not strange or understanding.own:
        return []
    if any(one.place for one in strange):
        return _of_several_strange(strange, language)
    name = strange[0].name if len(strange) == 1 else ""
    if not name:
        return [phrase("nothing like the photo", language, photo=photos_called((), language))]
    looks = phrase("looks like", language, thing=one_of(worded(name, language), language))
    return [looks, phrase("nothing like it", language)]


def answered(understanding: Understanding, shown: Iterable[Recommendation]) -> Understanding:
    """The understanding with those of several things of which something is shown."""
    if understanding.relation == "with":
        return understanding
    found = {place for one in shown for vote in one.votes for part in vote.because for place in part.photos}
    parts = tuple(part for part in understanding.apart if not found.isdisjoint(part.places))
    return parts[0] if len(parts) == 1 else replace(understanding, apart=parts)


def of_unanswered(understanding: Understanding, told: Understanding, names: Names, language: Language) -> list[str]:
    """That nothing like some of the things fits, of those that photos show; ``told`` is what was ``answered``."""
    missing = [part for part in understanding.apart if part not in told.each]
    return [
        phrase("none for one", language, photo=photos_called(part.places, language), thing=sort)
        if (sort := _sort(part, names, language))
        else phrase("nothing for one", language, photo=photos_called(part.places, language))
        for part in missing
    ]


def _by_each(understanding: Understanding, names: Names, language: Language) -> str:
    """The line above a list of several things, each like other photos."""
    named = _named(understanding)
    spoken = named or bool(understanding.search_text or understanding.changed)
    parts = () if named else understanding.apart
    told = [(sort, part) for part in parts if (sort := _sort(part, names, language))]
    seen, all_told = _in_each(told, language), len(told) == len(understanding.apart)
    near = [part for part in understanding.apart if all(one.near for one in part.seen)]
    if len(near) == len(understanding.apart) and not spoken:
        return sentences([seen, phrase("near miss", language)], language)
    line = phrase(f"each{'' if all_told else ' photo'}{' and words' if spoken else ''}", language)
    misses = [phrase("near miss of one", language, photo=photos_called(part.places, language)) for part in near]
    return sentences([seen, line, *([] if spoken else misses)], language)


def _in_each(told: Sequence[tuple[str, Understanding]], language: Language) -> str:
    """ "A lamp in your first photo and an armchair in your second"."""
    parts = []
    for number, (sort, part) in enumerate(told):
        name = "further thing in a photo" if number else "thing in a photo"
        photo = photos_called(part.places, language, noun=not number)
        parts.append(phrase(name, language, thing=one_of(sort, language), photo=photo))
    return phrase("seen in each", language, things=_joined(parts, language)) if parts else ""


def _of_several_strange(strange: Sequence[SeenPhoto], language: Language) -> list[str]:
    """What each of some photos looks like; those that look like nothing known last."""
    named = [one for one in strange if one.name]
    parts = []
    for number, one in enumerate(named):
        name, photo = (
            "further looks like" if number else "photo looks like",
            photos_called([one.place], language, not number),
        )
        parts.append(phrase(name, language, photo=photo, thing=one_of(worded(one.name, language), language)))
    line = "nothing like this" if len(named) == 1 else "nothing like these"
    said = [phrase(line, language, photos=_joined(parts, language))] if parts else []
    others = photos_called([one.place for one in strange if not one.name], language)
    unnamed = len(named) < len(strange)
    return [*said, *([phrase("nothing like the photo", language, photo=others)] if unnamed else [])]


def _joined(parts: Sequence[str], language: Language) -> str:
    return "，".join(parts) if language == "zh" else listed(parts, language)


def _named(understanding: Understanding) -> bool:
    """Whether the words say what sort of thing is wanted."""
    return any(mention.entity in understanding.topic for mention in understanding.mentions)


def _sort(understanding: Understanding, names: Names, language: Language) -> str:
    return listed((names.entity(one, language) for one in understanding.topic), language, "or")


def _things(understanding: Understanding, names: Names, language: Language) -> str:
    """Several things that a photo shows, so that one can be chosen, and which of them the list goes by."""
    if len(understanding.seen) != 1 or not understanding.seen[0].things:
        return ""
    photo = understanding.seen[0]
    sorts = [names.entity(thing.sorts[0].about, language) if thing.sorts else "" for thing in photo.things]
    named, chosen = [*dict.fromkeys(filter(None, sorts))], sorts[photo.chosen]
    if len(named) < 2 or not chosen:
        return ""
    if photo.pointed_at:
        return phrase("chosen thing", language, thing=chosen)
    things = listed((one_of(sort, language) for sort in named), language)
    return phrase("seen things", language, things=things, thing=chosen)
