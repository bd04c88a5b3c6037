"""Sentences as they are composed, and other ways of saying the same, written by hand; filled with made-up facts.

The names are made up or from no shop in particular, so that what is learnt is to copy them and not to know them.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from convrec.faithful import Names, faults
from convrec.naming import listed

REWORDINGS: Mapping[str, Sequence[str]] = {
    "Here is what I found for: {search}.": (
        "I found these for: {search}.",
        "Take a look at what I found for: {search}.",
        "For {search}, this is what I can show you.",
        "These are the results for: {search}.",
        "Let me show you what there is for: {search}.",
        "This is what turned up for: {search}.",
    ),
    "Here is what I would suggest.": (
        "These are what I would suggest.",
        "I would go for these.",
        "This is what I would recommend to you.",
    ),
    "Here are some others.": (
        "Take a look at some others.",
        "I have some others to show you.",
        "These are some others.",
        "Let me show you some others.",
    ),
    "Noted: you {likings}.": (
        "I noted that you {likings}.",
        "Okay, you {likings}.",
        "Got it: you {likings}.",
        "I understand that you {likings}.",
        "So you {likings}, I noted that.",
    ),
    "Nothing here fits: {search}.": (
        "I found nothing here that fits: {search}.",
        "There is nothing here that fits: {search}.",
        "I'm afraid nothing here fits: {search}.",
        "Sorry, nothing here fits: {search}.",
    ),
    "Without “{condition}” there would be {count}.": (
        "There would be {count} without “{condition}”.",
        "I would find {count} without “{condition}”.",
        "Without “{condition}”, I would have {count} to show you.",
    ),
    "From what you told me, you {likings}.": (
        "As you told me, you {likings}.",
        "You {likings}, going by what you told me.",
        "According to what you told me, you {likings}.",
    ),
    "Right now you are looking for: {search}.": (
        "At the moment you are looking for: {search}.",
        "Currently, you are looking for: {search}.",
        "What you are looking for at present: {search}.",
    ),
    "Your photo seems to show: {sort}.": (
        "What your photo seems to show: {sort}.",
        "It seems that your photo shows: {sort}.",
        "In your photo I seem to see: {sort}.",
    ),
    "These come closest to your photo.": (
        "These are the closest to your photo.",
        "The closest I found to your photo are these.",
        "I found these to be closest to your photo.",
    ),
    "These come closest to your photo and to what you wrote.": (
        "These are the closest to your photo and to what you wrote.",
        "The closest I found to your photo and to what you wrote are these.",
    ),
    "Not the same, but these come close.": (
        "They are not the same, but they come close.",
        "These are not the same, though they are close.",
    ),
    "These go with {things}.": (
        "{things} go with these.",
        "I picked these to go with {things}.",
        "I found these, which go with {things}.",
    ),
    "You have seen everything that fits.": (
        "I think you have seen everything that fits.",
        "Now you have seen everything that fits.",
        "That was it: you have seen everything that fits.",
    ),
    "I'm not sure the shop has {words}; this is the nearest I know.": (
        "I can't be sure the shop has {words}; the nearest I know is this.",
    ),
    "I could not take {words} into account: the catalogue says nothing about it.": (
        "I'm sorry, I could not take {words} into account, as the catalogue says nothing about it.",
    ),
    "Nothing that fits is {values}; these come nearest.": (
        "I found nothing that fits and is {values}; these are nearest.",
        "There is nothing that fits and is {values}; the nearest are these.",
    ),
    "You can take any of it back at any time.": (
        "At any time you can take any of it back.",
    ),
    "Which one do you mean?": ("Which of them do you mean?", "Could you tell me which one you mean?"),
    "You're welcome!": ("You're very welcome!", "My pleasure!", "Gladly!"),
    "Anything else I can find for you?": (
        "Is there anything else I can find for you?",
        "Can I find anything else for you?",
    ),
    "I can't help with that, I'm afraid.": ("I'm afraid I can't help with that.", "Sorry, I can't help with that."),
    "I did not understand that.": ("I'm sorry, I did not understand that.", "That, I did not understand."),
    "“{title}” is on the list: it is number {count}.": (
        "On the list you see “{title}”: it is number {count}.",
        "You find “{title}” on the list: it is number {count}.",
    ),
    "{titles} is {degree}: {value}, against {others}.": (
        "Of these, {titles} is {degree}: {value}, against {others}.",
        "As I see it, {titles} is {degree}: {value}, against {others}.",
    ),
    "{degree} is “{title}”: {value}.": ("{degree}, as I see it, is “{title}”: {value}.",),
}  # fmt: skip
FREE_OF = "leather|brass|plastic|wool|nuts|feathers|chrome|sugar|glass|silk"
SORTS = (
    "desk lamp|garden chair|running shoes|green tea|wall shelf|teapot|raincoat|bookend|novel|headphones|oat milk|rug|"
    "bicycle bell|hat stand|cheese knife|board game|tent|pillow|mirror|side table|framed print|storage box|comedy|bench"
)
VALUES = (
    "oak|walnut|linen|dark green|off-white|rustic|modern|quiet|vegan|organic|scandinavian|bamboo|light blue|terracotta|"
    "for small rooms|hallway|kitchen|romantic|bold|soft|dishwasher safe|refillable|thriller|live|matt black|"
    "good for reading"
)
DESIGNS = "Arbor|Lumo|Vesper|Tilda|Monsoon|Quill|Bergen|Pico|Saffron|Orla|Kestrel|Juno|Mirador|Fen|Halden|Rosita"
UNITS = "cm|kg|l|W|ml|g"
DEGREES = "cheaper|dearer|wider|taller|lighter|heavier|smaller|calmer"


def pairs(count: int, rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """So many (sentence, the same in other words); none that the check of facts refuses."""
    names = Names([*SORTS.split("|"), *VALUES.split("|")], "en")
    frames = [*REWORDINGS]
    weights = np.array([4.0 if "{" in frame else 1.0 for frame in frames])
    made = 0
    while made < count:
        frame = frames[int(rng.choice(len(frames), p=weights / weights.sum()))]
        slots = _filled(rng)
        said, other = frame.format(**slots), str(rng.choice(REWORDINGS[frame])).format(**slots)
        other = other[:1].upper() + other[1:]
        if not faults(said, other, "en", names):
            made += 1
            yield said, other


def _filled(rng: np.random.Generator) -> dict[str, str]:
    title, other = _title(rng), _title(rng)
    values = [_any(VALUES, rng) for _ in range(int(rng.integers(1, 3)))]
    quoted = [f"“{_any(VALUES, rng)}”" for _ in range(int(rng.integers(1, 3)))]
    measure = _any(UNITS, rng)
    return {
        "search": _search(rng),
        "likings": listed([_liking(rng) for _ in range(int(rng.integers(1, 4)))], "en"),
        "condition": str(rng.choice([_any(VALUES, rng), f"no {_any(FREE_OF, rng)}", f"up to {_money(rng)}"])),
        "count": str(int(rng.integers(1, 120))),
        "sort": _any(SORTS, rng),
        "things": str(rng.choice([title, f"your {_any(SORTS, rng)}", f"{title} and {other}"])),
        "words": listed(quoted, "en"),
        "values": listed(values, "en"),
        "title": title,
        "titles": f"“{title}”",
        "degree": _any(DEGREES, rng),
        "value": str(rng.choice([_money(rng), f"{int(rng.integers(2, 300))} {measure}"])),
        "others": f"{int(rng.integers(2, 300))} {measure} for “{other}”",
    }


def _search(rng: np.random.Generator) -> str:
    parts = [_any(SORTS, rng)] if rng.random() < 0.9 else []
    parts += [_any(VALUES, rng) for _ in range(int(rng.integers(0, 3)))]
    parts += [f"up to {_money(rng)}"] if rng.random() < 0.4 else []
    parts += [f"no {_any(FREE_OF, rng)}"] if rng.random() < 0.3 else []
    parts += [f"width at most {int(rng.integers(20, 200))} cm"] if rng.random() < 0.1 else []
    return ", ".join(dict.fromkeys(parts)) or _any(SORTS, rng)


def _liking(rng: np.random.Generator) -> str:
    thing = _title(rng) if rng.random() < 0.3 else _any(VALUES, rng)
    return f"{rng.choice(['love', 'like', 'do not like', 'can’t stand'])} {thing}".replace("do not", "don't").replace(
        "’", "'"
    )


def _title(rng: np.random.Generator) -> str:
    return f"{_any(DESIGNS, rng)} {_any(SORTS, rng)}{rng.choice(['', '', ', ' + _any(VALUES, rng)])}"


def _money(rng: np.random.Generator) -> str:
    amount = float(rng.choice([rng.integers(1, 100), rng.integers(10, 2000), rng.integers(100, 9000) / 100]))
    return f"{rng.choice(['€', '€', '$', '£'])}{f'{amount:,.0f}' if amount.is_integer() else f'{amount:,.2f}'}"


def _any(words: str, rng: np.random.Generator) -> str:
    return str(rng.choice(words.split("|")))
