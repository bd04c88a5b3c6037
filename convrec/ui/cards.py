"""One recommended item as HTML: its picture or what it plays, its facts, what others say of it, and its buttons."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from convrec.explanation import worth_telling
from convrec.models.sound import SOUNDS
from convrec.types import Card, Language, Reception, Review, say
from convrec.ui.html import THUMB_DOWN, THUMB_UP, button, paragraphs
from convrec.ui.words import words
from knowledge_graph.schema import NOTICED, Profile, item_entity

Address = Callable[[Path], str]

FILMS = {".webm", ".mp4"}


def card_markup(card: Card, language: Language, profile: Profile, address: Address, why: str | None = None) -> str:
    """A recommendation with its buttons; ``why`` is its explanation where opened, None where it can't be."""
    reasons = "".join(f"<li>{escape(text)}</li>" for text in dict.fromkeys(r.text for r in worth_telling(card.reasons)))
    price = f'<span class="price">{escape(card.price)}</span>' if card.price else ""
    told = f'<div class="told">{paragraphs(why)}</div>' if why else ""
    return (
        f'<article class="card" data-card="{escape(card.item_id)}">{_stage(card, address)}<div class="facts">'
        f"<h4>{escape(card.title)}</h4>{price}{_variants(card, language)}<ul>{reasons}</ul>"
        f"{_reception(card.reception, language) if card.reception else ''}"
        f'<div class="acts">{_buttons(card, language, profile, why)}</div></div></article>{told}'
    )


def picture(card: Card, address: Address) -> str:
    """The item's picture, or its initial where it has none."""
    source = address(Path(card.image)) if card.image else ""
    if not source:
        return f'<span class="blank" aria-hidden="true">{escape(card.title[:1])}</span>'
    return f'<img src="{escape(source)}" alt="{escape(card.title)}" loading="lazy">'


def _stage(card: Card, address: Address) -> str:
    """What fills the top of a card. A moving picture stands still for those who asked their system for calm."""
    still = picture(card, address)
    played = escape(address(Path(card.media))) if card.media else ""
    if not played:
        return still + _second(card, address)
    suffix = Path(card.media).suffix.lower()
    title = escape(card.title)
    if suffix in SOUNDS:
        return f'{still}<audio controls preload="none" src="{played}" aria-label="{title}"></audio>'
    if suffix in FILMS:
        return f'<video controls muted loop playsinline preload="metadata" src="{played}" aria-label="{title}"></video>'
    calm = f'<source media="(prefers-reduced-motion: reduce)" srcset="{escape(address(Path(card.image)))}">'
    return f'<picture>{calm if card.image else ""}<img src="{played}" alt="{title}" loading="lazy"></picture>'


def _second(card: Card, address: Address) -> str:
    """Another view, which lies over the first while somebody points at the card."""
    source = address(Path(card.second)) if card.second else ""
    return f'<img class="second" src="{escape(source)}" alt="" loading="lazy">' if source else ""


def _variants(card: Card, language: Language) -> str:
    if not card.variants:
        return ""
    titles = " · ".join(card.variants)
    return (
        f'<p class="variants" title="{escape(titles)}">{words("variants", language, count=str(len(card.variants)))}</p>'
    )


def _reception(reception: Reception, language: Language) -> str:
    """Stars and their number; the reviews unfold."""
    stars = ""
    if reception.rating is not None:
        stars = words("rating", language, stars=f"{reception.rating:.1f}", count=str(reception.ratings))
    if not reception.reviews:
        return f'<p class="stars">{stars}</p>' if stars else ""
    told = "".join(_review(review, language) for review in reception.reviews)
    summary = stars or words("reviews", language)
    return f'<details class="stars"><summary>{summary}</summary>{told}</details>'


def _review(review: Review, language: Language) -> str:
    stars = f"{'★' * round(review.rating)} " if review.rating is not None else ""
    return f"<blockquote>{stars}{escape(say(review.text, language))}</blockquote>"


def _buttons(card: Card, language: Language, profile: Profile, why: str | None) -> str:
    likes = profile.liking(item_entity(card.item_id)) > NOTICED
    why_word = words("why_hide" if why else "why", language)
    item = card.item_id
    return (
        button("like", THUMB_UP, "round", words("like", language), pressed=likes, item=item)
        + button("dislike", THUMB_DOWN, "round", words("dislike", language), item=item)
        + ("" if why is None else button("why", why_word, "link", expanded=bool(why), item=item))
        + button("more", words("more", language), "link", item=item)
    )
