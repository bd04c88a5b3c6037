"""Sessions as HTML. Every word from a person or a catalogue is escaped here: data, never markup."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from convrec.explanation import worth_telling
from convrec.reply import ProfileLine
from convrec.types import Answer, Card, Language, Question
from convrec.ui.examples import Example
from convrec.ui.session import Exchange, Session
from convrec.ui.words import words
from knowledge_graph.schema import LIMIT, Profile, item_entity, kind_of

# Drawn, because not every machine has a font with thumbs.
_HAND = "M7 10.5v9H4v-9zM7 10.5l3.8-7c1.5 0 2.4 1 2.2 2.5L12.5 9.5H18a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7"
_THUMB_UP = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_HAND}"/></svg>'
_THUMB_DOWN = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path transform="rotate(180 12 12)" d="{_HAND}"/></svg>'

_BOUND = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6h16M7 12h10M10 18h4"/></svg>'

Address = Callable[[Path], str]


def head(name: str, logo: str, session: Session) -> str:
    """Logo, the shop's name, and the language switch."""
    language = session.language
    choices = {"auto": words("auto", language), "en": "English", "zh": "中文"}
    switch = "".join(
        _button("language", text, "pill", choice=choice, pressed=session.choice == choice)
        for choice, text in choices.items()
    )
    return (
        f'<div class="brand">{logo}<div><h1>{escape(name)}</h1><p>{words("tagline", language)}</p></div></div>'
        f'<div class="switch" role="group" aria-label="{words("language", language)}">{switch}</div>'
    )


def talk(session: Session, profile: Profile, address: Address) -> str:
    """The conversation. Cards of refused items are left out of every list; only the newest list explains itself."""
    newest = session.newest_list
    last = len(session.talk) - 1
    turns = [
        _exchange(exchange, session.language, profile, address, n == newest, n == last)
        for n, exchange in enumerate(session.talk)
    ]
    if session.notice:
        turns.append(f'<p class="notice" role="status">{escape(session.notice)}</p>')
    return f'<div role="log" aria-label="{words("conversation", session.language)}">{"".join(turns)}</div>'


def welcome(
    session: Session,
    profile: Profile,
    examples: Sequence[Example],
    popular: Iterable[Card],
    simulated: bool,
    address: Address,
) -> str:
    """The first screen: what this is, what one could say, what is popular."""
    language = session.language
    notice = f'<p class="notice" role="status">{escape(session.notice)}</p>' if session.notice else ""
    hello = "hello_again" if profile.likings else "hello"
    demo = f'<p class="demo">{words("demo", language)}</p>' if simulated else ""
    tries = "".join(_example(n, example, address) for n, example in enumerate(examples))
    cards = "".join(_card(card, language, profile, address) for card in popular if card.item_id not in profile.refused)
    shelf = f'<h3>{words("popular", language)}</h3><div class="cards">{cards}</div>' if cards else ""
    return (
        f'<div class="welcome">{notice}<h2>{words(hello, language)}</h2><p>{words("intro", language)}</p>{demo}'
        f'<h3>{words("try", language)}</h3><div class="tries">{tries}</div>{shelf}</div>'
    )


def panel(lines: Sequence[ProfileLine], language: Language) -> str:
    """What is known of the person, each line with its ✕, and the way to be forgotten."""
    shown = "".join(_line(line, language) for line in lines)
    body = f"<ul>{shown}</ul>" if shown else f'<p class="quiet">{words("panel_empty", language)}</p>'
    forget = (
        f'<details class="forget"><summary>{words("forget", language)}</summary><p>{words("forget_sure", language)}</p>'
        f"{_button('forget', words('forget_yes', language), 'danger')}</details>"
    )
    count = f'<span class="count">{len(lines)}</span>' if lines else ""
    return (
        f'<details class="known" open><summary><h2>{words("panel", language)}</h2>{count}</summary>{body}'
        f'<p class="quiet">{words("private", language)}</p>{forget if shown else ""}</details>'
    )


def _exchange(e: Exchange, language: Language, profile: Profile, address: Address, newest: bool, last: bool) -> str:
    you = f'<span class="sr">{words("you", language)}:</span>'
    photos = "".join(f'<img src="{photo}" alt="{words("photo", language)}">' for photo in e.photos)
    parts = [f'<div class="photos">{you}{photos}</div>'] if photos else []
    parts += [f'<div class="said">{you}<p>{escape(e.text)}</p></div>'] if e.text else []
    if e.status:
        parts.append(f'<p class="status" role="status"><i></i><i></i><i></i>{escape(e.status)}</p>')
    if e.problem:
        parts.append(f'<p class="problem" role="alert">{escape(e.problem)}</p>')
    if e.reply:
        parts.append(f'<div class="reply">{_paragraphs(e.reply.text)}</div>')
        parts.append(_answer(e.reply.answer, language, e.reply.text) if e.reply.answer else "")
        parts.append(_removed(e.removed, language) if e.removed in profile.refused else "")
        parts.append(_cards(e, language, profile, address, newest))
        parts.append(_question(e.reply.question) if e.reply.question and last else "")
    return f'<section class="turn">{"".join(parts)}</section>'


def _cards(e: Exchange, language: Language, profile: Profile, address: Address, newest: bool) -> str:
    cards = [card for card in (e.reply.recommendations if e.reply else ()) if card.item_id not in profile.refused]
    if not cards:
        return ""
    if newest:
        made = (_card(card, language, profile, address, e.whys.get(card.item_id, "")) for card in cards)
        return f'<div class="cards">{"".join(made)}</div>'
    made = (_picture(card, address) + f"<figcaption>{escape(card.title)}</figcaption>" for card in cards)
    return (
        f'<div class="earlier" aria-label="{words("earlier", language)}">'
        f"{''.join(f'<figure>{figure}</figure>' for figure in made)}</div>"
    )


def _card(card: Card, language: Language, profile: Profile, address: Address, why: str | None = None) -> str:
    """A recommendation with its buttons; ``why`` is its explanation where opened, None where it can't be."""
    reasons = "".join(f"<li>{escape(text)}</li>" for text in dict.fromkeys(r.text for r in worth_telling(card.reasons)))
    likes = profile.liking(item_entity(card.item_id)) > 0
    why_word = words("why_hide" if why else "why", language)
    buttons = (
        _button("like", _THUMB_UP, "round", card, words("like", language), pressed=likes)
        + _button("dislike", _THUMB_DOWN, "round", card, words("dislike", language))
        + ("" if why is None else _button("why", why_word, "link", card, expanded=bool(why)))
        + _button("more", words("more", language), "link", card)
    )
    price = f'<span class="price">{escape(card.price)}</span>' if card.price else ""
    told = f'<div class="told">{_paragraphs(why)}</div>' if why else ""
    return (
        f'<article class="card" data-card="{escape(card.item_id)}">{_picture(card, address)}<div class="facts">'
        f"<h4>{escape(card.title)}</h4>{price}<ul>{reasons}</ul>"
        f'<div class="acts">{buttons}</div></div></article>{told}'
    )


def _picture(card: Card, address: Address) -> str:
    source = address(Path(card.image)) if card.image else ""
    if not source:
        return f'<span class="blank" aria-hidden="true">{escape(card.title[:1])}</span>'
    return f'<img src="{escape(source)}" alt="{escape(card.title)}" loading="lazy">'


def _example(place: int, example: Example, address: Address) -> str:
    source = address(example.photo) if example.photo else ""
    photo = f'<img src="{escape(source)}" alt="">' if source else ""
    return _button("example", photo + escape(example.text), "try", place=str(place))


def _question(question: Question) -> str:
    options = "".join(_button("say", escape(option), "option", choice=option) for option in question.options)
    return f'<div class="question"><p>{escape(question.text)}</p><div>{options}</div></div>'


def _answer(answer: Answer, language: Language, said: str) -> str:
    text = "" if answer.text in said else _paragraphs(answer.text)
    sources = " · ".join(escape(source) for source in answer.sources)
    source = f'<p class="source">{words("source", language)}: {sources}</p>' if sources else ""
    return f'<div class="answer">{text}{source}</div>'


def _removed(item_id: str, language: Language) -> str:
    undo = _button("back", words("undo", language), "link", about=item_entity(item_id))
    return f'<p class="removed" role="status">{words("removed", language)} {undo}</p>'


def _line(line: ProfileLine, language: Language) -> str:
    limit = kind_of(line.about) == LIMIT
    key, mark = ("must", _BOUND) if limit else ("likes", _THUMB_UP) if line.liking > 0 else ("dislikes", _THUMB_DOWN)
    quote = f"<q>{escape(line.quote)}</q>" if line.quote else ""
    remove = _button("back", "✕", "remove", label=words("take_back", language, text=line.text), about=line.about)
    return (
        f'<li class="{key}"><span class="mark" role="img" aria-label="{words(key, language)}">{mark}</span>'
        f"<span>{escape(line.text)}{quote}</span>{remove}</li>"
    )


def _button(
    act: str,
    inner: str,
    style: str,
    card: Card | None = None,
    label: str = "",
    pressed: bool | None = None,
    expanded: bool | None = None,
    **data: str,
) -> str:
    """A button whose ``data-`` values reach the page's handler; ``inner`` is markup."""
    values: Mapping[str, str] = {"act": act, **data, **({"item": card.item_id} if card else {})}
    attributes = [f'data-{name}="{escape(value)}"' for name, value in values.items()]
    if label:
        attributes.append(f'aria-label="{escape(label)}" title="{escape(label)}"')
    states = {"aria-pressed": pressed, "aria-expanded": expanded}
    attributes += [f'{name}="{str(state).lower()}"' for name, state in states.items() if state is not None]
    return f'<button type="button" class="{style}" {" ".join(attributes)}>{inner}</button>'


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
