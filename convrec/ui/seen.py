"""A person's photo as HTML: its thumbnail, what was seen in it, and, enlarged, the things in it to choose from."""

from collections import Counter
from collections.abc import Callable
from html import escape

from convrec.naming import listed
from convrec.seen import Box, SeenPhoto
from convrec.types import Language
from convrec.ui.html import button
from convrec.ui.session import Sight
from convrec.ui.words import words

Naming = Callable[[str, str], str]  # entity, language → its name

TELLING, PAINTED = 0.2, 0.35  # sorts less probable, and colours that fewer have of what looks like it, are not told


def photo_markup(sight: Sight, name: Naming, language: Language) -> str:
    """A photo in the person's message, and what was seen in it."""
    seen, label, boxes, below = sight.seen, words("enlarge", language), "", ""
    if seen is not None:
        below = _chips(sight, seen, name, language)
        if len(seen.things) > 1 and not seen.strange:
            boxes = "".join(_outline(thing.box, n == seen.chosen) for n, thing in enumerate(seen.things))
        if boxes and sight.turn:
            label = words("enlarge_choose", language, things=listed(labels(seen, name, language), language))
            below += _enlarge(sight, words("other_thing", language), "link")
    inner = f'<span class="sight"><img src="{escape(sight.source)}" alt="">{boxes}</span>'
    told = f"<div>{below}</div>" if below else ""
    return f'<figure class="photo">{_enlarge(sight, inner, "frame", label)}{told}</figure>'


def view_markup(sight: Sight, source: str, name: Naming, language: Language) -> str:
    """The photo enlarged from ``source``, in a dialog; each of several things is a button, the chosen one pressed."""
    seen, boxes, hint, photo = sight.seen, "", "", words("photo", language)
    if seen is not None and len(seen.things) > 1 and not seen.strange:
        named = enumerate(labels(seen, name, language))
        boxes = "".join(_choice(sight, seen, n, text) for n, text in named)
        hint = words("things", language) if sight.turn else ""
    large = f'<div class="sight"><img src="{escape(source)}" alt="{photo}">{boxes}</div>'
    return _dialog(f"{large}<p>{hint}</p>", language)


def gone_markup(language: Language) -> str:
    """The same of a photo that is kept no more."""
    return _dialog(f"<p>{words('photo_gone', language)}</p>", language)


def _dialog(inner: str, language: Language) -> str:
    close = f'<button type="button" class="round close" aria-label="{words("close", language)}">✕</button>'
    return f'<dialog class="view" aria-label="{words("photo", language)}">{inner}{close}</dialog>'


def labels(seen: SeenPhoto, name: Naming, language: Language) -> list[str]:
    """What the things in a photo are called, each differently: "the lamp"; "the vase 1" and "the vase 2"."""
    sorts = [name(thing.sorts[0].about, language) if thing.sorts else "" for thing in seen.things]
    plain = [words("the_thing", language, thing=s) if s else words("some_thing", language) for s in sorts]
    counts, met, told = Counter(plain), Counter[str](), []
    for text in plain:
        met[text] += 1
        told.append(f"{text} {met[text]}" if counts[text] > 1 else text)
    return told


def _enlarge(sight: Sight, inner: str, style: str, label: str = "") -> str:
    return button("enlarge", inner, style, label, place=str(sight.place), photo=sight.photo)


def _chips(sight: Sight, seen: SeenPhoto, name: Naming, language: Language) -> str:
    """The likeliest sort and the colours of the chosen thing, and the words on the photo, each with its ✕."""
    sorts = [likely for likely in seen.thing.sorts[:1] if likely.share >= TELLING]
    colours = [likely for likely in seen.thing.colours if likely.share >= PAINTED]
    told = [] if seen.strange else [*sorts, *colours]
    chips = [(likely.about, name(likely.about, language)) for likely in told]
    chips += [(word, words("says", language, words=word)) for word in seen.words]
    shown = "".join(_chip(sight, about, text, language) for about, text in chips)
    return f'<ul class="seen" aria-label="{words("seen", language)}">{shown}</ul>' if shown else ""


def _chip(sight: Sight, about: str, text: str, language: Language) -> str:
    remove = ""
    if sight.turn:
        label = words("unsee", language, text=text)
        remove = button("unsee", "✕", "remove", label, place=str(sight.place), photo=sight.photo, about=about)
    return f"<li><span>{escape(text)}</span>{remove}</li>"


def _outline(box: Box, chosen: bool) -> str:
    return f'<i class="box{" chosen" if chosen else ""}" style="{_frame(box)}"></i>'


def _choice(sight: Sight, seen: SeenPhoto, n: int, text: str) -> str:
    """A box to choose by; smaller ones lie above larger ones, so that each can be reached."""
    box, tag = seen.things[n].box, f"<span>{escape(text)}</span>"
    style = f"{_frame(box)};z-index:{1 + sum(_area(box) < _area(other.box) for other in seen.things)}"
    if not sight.turn:
        return f'<span class="box{" chosen" if n == seen.chosen else ""}" style="{style}">{tag}</span>'
    return button(
        "choose", tag, "box", text, n == seen.chosen, css=style, place=str(sight.place), photo=sight.photo, thing=str(n)
    )


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _frame(box: Box) -> str:
    """CSS for where a box lies, in percent of its photo."""
    shares = {"left": box.left, "top": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    return ";".join(f"{side}:{share:.2%}" for side, share in shares.items())
