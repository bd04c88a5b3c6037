"""Sessions as HTML. Every word from a person or a catalogue is escaped here: data, never markup."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import zip_longest
from typing import Literal

from convrec.known import ProfileLine
from convrec.types import Answer, Card, Example, Language, Reply, say
from convrec.ui.cards import Address, card_markup, picture
from convrec.ui.html import BOUND, THUMB_DOWN, THUMB_UP, button, paragraphs
from convrec.ui.seen import Naming, photo_markup
from convrec.ui.session import Exchange, Session
from convrec.ui.words import words
from knowledge_graph.picture import Dot, drawing
from knowledge_graph.schema import LIMIT, Profile, item_entity, kind_of
from knowledge_graph.scopes import everywhere

_ATTACH = (
    "add_photo", "attached", "camera", "detach", "message", "no_photo", "send", "too_many", "uploading",
)  # fmt: skip


def head(name: str, logo: str, session: Session) -> str:
    """Logo, the shop's name, and the language switch."""
    language = session.language
    choices = {"auto": words("auto", language), "en": "English", "zh": "中文"}
    switch = "".join(
        button("language", text, "pill", choice=choice, pressed=session.choice == choice)
        for choice, text in choices.items()
    )
    return (
        f'<div class="brand">{logo}<div><h1>{escape(name)}</h1><p>{words("tagline", language)}</p></div></div>'
        f'<div class="switch" role="group" aria-label="{words("language", language)}">{switch}</div>'
    )


def talk(session: Session, profile: Profile, address: Address, name: Naming) -> str:
    """The conversation. Cards of refused items are left out of every list; only the newest list explains itself."""
    newest = session.newest_list
    last = len(session.talk) - 1
    turns = [
        _sent(session, n, name) + _answered(exchange, session.language, profile, address, n == newest, n == last)
        for n, exchange in enumerate(session.talk)
    ]
    shown = "".join(f'<section class="turn">{turn}</section>' for turn in turns)
    notice = f'<p class="notice" role="status">{escape(session.notice)}</p>' if session.notice else ""
    return f'<div role="log" aria-label="{words("conversation", session.language)}">{shown}{notice}</div>'


def welcome(
    session: Session,
    profile: Profile,
    examples: Sequence[Example],
    popular: Iterable[Card],
    simulated: bool,
    address: Address,
    greeting: str = "",
) -> str:
    """The first screen: what this is, what one could say, what is popular; ``greeting`` is for who agreed to one."""
    language = session.language
    notice = f'<p class="notice" role="status">{escape(session.notice)}</p>' if session.notice else ""
    hello = escape(greeting) or words("hello_again" if profile.likings else "hello", language)
    demo = f'<p class="demo">{words("demo", language)}</p>' if simulated else ""
    tries = "".join(_example(n, example, language, address) for n, example in enumerate(examples))
    cards = "".join(
        card_markup(card, language, profile, address) for card in popular if card.item_id not in profile.refused
    )
    shelf = f'<h3>{words("popular", language)}</h3><div class="cards">{cards}</div>' if cards else ""
    return (
        f'<div class="welcome">{notice}<h2>{hello}</h2><p>{words("intro", language)}</p>{demo}'
        f'<h3>{words("try", language)}</h3><div class="tries">{tries}</div>{shelf}</div>'
    )


def panel(lines: Sequence[ProfileLine], language: Language, photo: Callable[[str], str], greets: bool = False) -> str:
    """What is known of the person, each line with its ✕, and what they can do with it all. ``photo`` is where a photo
    is, ``greets`` whether they are greeted with it.
    """
    shown = "".join(_line(line, language, photo) for line in lines)
    body = f"{_drawing(lines, language)}<ul>{shown}</ul>" if shown else _empty_panel(language)
    forget = (
        f'<details class="forget"><summary>{words("forget", language)}</summary><p>{words("forget_sure", language)}</p>'
        f"{button('forget', words('forget_yes', language), 'danger')}</details>"
    )
    count = f'<span class="count">{len(lines)}</span>' if lines else ""
    whole = _all_of_it(language, greets) + forget if shown else ""
    return (
        f'<details class="known" open><summary><h2>{words("panel", language)}</h2>{count}</summary>{body}'
        f'<p class="quiet">{words("private", language)}</p>{whole}</details>'
    )


def _all_of_it(language: Language, greets: bool) -> str:
    """Undo, hand over, and the switch for being greeted."""
    undo = button("undo", words("undo_last", language), "pill")
    export = button("say", words("export", language), "pill", choice=words("export_say", language))
    greet = button("greet", words("greet", language), "pill", pressed=greets, choice="no" if greets else "yes")
    return f'<div class="all">{undo}{export}{greet}</div>'


def _empty_panel(language: Language) -> str:
    return f'<p class="quiet">{words("panel_empty", language)}</p>'


def _drawing(lines: Sequence[ProfileLine], language: Language) -> str:
    """The same lines as a picture, the strongest feelings nearest to the person."""
    dots = [Dot(line.text, abs(line.liking) or 0.5, _side(line)) for line in lines if not line.photo]
    return drawing(dots, words("me", language), words("drawing", language))


def _side(line: ProfileLine) -> Literal["likes", "dislikes", "must"]:
    if kind_of(everywhere(line.about)) == LIMIT:
        return "must"
    return "likes" if line.liking >= 0 else "dislikes"


def attach(language: Language, most: int) -> str:
    """What page and box say when photos are added: the handler of the page finds its sentences here."""
    told = {key: words(key, language, most=str(most)) for key in _ATTACH}
    data = " ".join(f'data-{key.replace("_", "-")}="{escape(text)}"' for key, text in told.items())
    return (
        f'<div class="attach" data-most="{most}" {data}><p class="note" role="status"></p>'
        f'<div class="veil" aria-hidden="true"><p>{words("drop_here", language)}</p></div></div>'
    )


def _sent(session: Session, place: int, name: Naming) -> str:
    """What the person sent: photos, with what was seen in them, and words."""
    exchange, language = session.talk[place], session.language
    you = f'<span class="sr">{words("you", language)}:</span>'
    photos = "".join(photo_markup(session.sight(place, photo), name, language) for photo in exchange.photos)
    shown = f'<div class="photos">{you}{photos}</div>' if photos else ""
    return shown + (f'<div class="said">{you}<p>{escape(exchange.text)}</p></div>' if exchange.text else "")


def _answered(e: Exchange, language: Language, profile: Profile, address: Address, newest: bool, last: bool) -> str:
    status = f'<p class="status" role="status"><i></i><i></i><i></i>{escape(e.status)}</p>' if e.status else ""
    parts = [f'<div class="going">{status}</div>']  # a place of its own: what follows stays where it is
    if e.problem:
        parts.append(f'<p class="problem" role="alert">{escape(e.problem)}</p>')
    if e.reply:
        parts.append(f'<div class="reply">{_text(e.reply)}</div>')
        parts.append(_file(e.reply.export, language) if e.reply.export else "")
        parts.append(_answer(e.reply.answer, language, e.reply.text) if e.reply.answer else "")
        parts.append(_removed(e.removed, language) if e.removed in profile.refused else "")
        parts.append(_cards(e, language, profile, address, newest))
        parts.append(question_markup(e.reply, address) if last else "")
    return "".join(parts)


def _text(reply: Reply) -> str:
    """What is said, with the things that are compared side by side."""
    if reply.table is None:
        return paragraphs(reply.text)
    before, _, after = reply.text.partition(reply.table.text)
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in reply.table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(value)}</td>" for value in values)}</tr>'
        for name, values in reply.table.rows
    )
    table = f'<table class="compared"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return "".join((paragraphs(before.strip()), table, paragraphs(after.strip()) if after.strip() else ""))


def _file(text: str, language: Language) -> str:
    """A file to keep; it lies in the page itself, so that nobody else can fetch it."""
    data = b64encode(text.encode()).decode()
    return (
        f'<p class="file"><a download="convrec.json" href="data:application/json;charset=utf-8;base64,{data}">'
        f"{words('download', language)}</a></p>"
    )


def _cards(e: Exchange, language: Language, profile: Profile, address: Address, newest: bool) -> str:
    cards = [card for card in (e.reply.recommendations if e.reply else ()) if card.item_id not in profile.refused]
    if not cards:
        return ""
    if newest:
        made = (card_markup(card, language, profile, address, e.whys.get(card.item_id, "")) for card in cards)
        return f'<div class="cards">{"".join(made)}</div>'
    made = (picture(card, address) + f"<figcaption>{escape(card.title)}</figcaption>" for card in cards)
    return (
        f'<div class="earlier" aria-label="{words("earlier", language)}">'
        f"{''.join(f'<figure>{figure}</figure>' for figure in made)}</div>"
    )


def _example(place: int, example: Example, language: Language, address: Address) -> str:
    source = address(example.photo) if example.photo else ""
    photo = f'<img src="{escape(source)}" alt="">' if source else ""
    return button("example", photo + escape(say(example.text, language)), "try", place=str(place))


def question_markup(reply: Reply, address: Address) -> str:
    """A reply's question with its options to click, pictures beside those that speak of something shown."""
    question = reply.question
    if question is None:
        return ""
    seen = [picture(reply.recommendations[place], address) for place in question.places]
    shown = zip_longest(seen, question.options, fillvalue="")
    options = "".join(button("say", image + escape(option), "option", choice=option) for image, option in shown)
    asked = "" if question.text == reply.text else f"<p>{escape(question.text)}</p>"  # a bubble says it already
    return f'<div class="question">{asked}<div>{options}</div></div>'


def _answer(answer: Answer, language: Language, said: str) -> str:
    text = "" if answer.text in said else paragraphs(answer.text)
    sources = " · ".join(escape(source) for source in answer.sources)
    source = f'<p class="source">{words("source", language)}: {sources}</p>' if sources else ""
    return f'<div class="answer">{text}{source}</div>'


def _removed(item_id: str, language: Language) -> str:
    undo = button("back", words("undo", language), "link", about=item_entity(item_id))
    return f'<p class="removed" role="status">{words("removed", language)} {undo}</p>'


def _thumbnail(source: str) -> str:
    return f'<img src="{escape(source)}" alt="">' if source else ""


def _mark(line: ProfileLine, key: str, mark: str, language: Language) -> str:
    """A taste's thumb turns it round; other marks only show what a line is."""
    if key in ("likes", "dislikes") and line.liking:
        label = words("turn", language, text=line.text)
        return button("turn", mark, "mark", label=f"{words(key, language)}: {label}", about=line.about)
    return f'<span class="mark" role="img" aria-label="{words(key, language)}">{mark}</span>'


def _line(line: ProfileLine, language: Language, photo: Callable[[str], str]) -> str:
    key = "own" if line.photo else _side(line)
    mark = {"must": BOUND, "likes": THUMB_UP, "dislikes": THUMB_DOWN}.get(key) or _thumbnail(photo(line.photo))
    quote = f"<q>{escape(line.quote)}</q>" if line.quote else ""
    quote += f'<span class="note">{escape(line.note)}</span>' if line.note else ""
    remove = button("back", "✕", "remove", label=words("take_back", language, text=line.text), about=line.about)
    return f'<li class="{key}">{_mark(line, key, mark, language)}<span>{escape(line.text)}{quote}</span>{remove}</li>'
