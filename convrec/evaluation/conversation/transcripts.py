"""What was said, as an HTML page to read. All text is escaped; pictures are left out."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from convrec.data.folder import Catalogue
from convrec.evaluation.conversation.shoppers import Shopper
from convrec.evaluation.conversation.talking import Conversation, Exchange
from convrec.types import say

TRAITS = ("laconic", "vague", "taste")
PAGE = """<!doctype html><meta charset="utf-8"><title>Conversations with simulated shoppers</title>
<style>body{{font:15px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}
article{{border-top:1px solid #8886;padding:1rem 0}}b.lost{{color:#b33}}.said{{font-weight:600}}.act{{opacity:.6}}
ol{{margin:.2rem 0 .6rem 1.5rem;padding:0}}li.it{{font-weight:600}}</style>
<h1>Conversations with simulated shoppers</h1><p>{count} conversations, {found} found what they were after.</p>
{talks}"""


def write_transcripts(folder: Path, talks: Sequence[Conversation], catalogue: Catalogue) -> Path:
    """Write ``index.html``, those who found nothing first; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(talks, key=lambda talk: talk.found)
    told = "\n".join(_conversation(talk) for talk in ordered)
    path = folder / "index.html"
    found = sum(talk.found for talk in talks)
    path.write_text(PAGE.format(count=len(talks), found=found, talks=told), encoding="utf-8")
    return path


def _conversation(talk: Conversation) -> str:
    shopper = talk.shopper
    knows = ", ".join(f"{trait.attribute} {say(trait.value, 'en')}" for trait in shopper.knows)
    budget = f", up to {shopper.budget:g}" if shopper.budget else ""
    outcome = f"found in {talk.turns}" if talk.found else '<b class="lost">not found</b>'
    head = f"<h2>{escape(shopper.name)}: {escape(say(shopper.target.title, 'en'))}</h2>"
    how = ", ".join([shopper.language, shopper.style, *(name for name in TRAITS if getattr(shopper, name))])
    about = f"<p>{outcome} · {how} · knows {escape(knows)}{budget}</p>"
    return f"<article>{head}{about}{''.join(_exchange(one, shopper) for one in talk.exchanges)}</article>"


def _exchange(exchange: Exchange, shopper: Shopper) -> str:
    said, reply = exchange.said, exchange.reply
    photo = " 📷" if said.photo else ""
    marks = [" class=it" if shopper.content_with(card.item_id) else "" for card in reply.recommendations]
    cards = "".join(
        f"<li{mark}>{escape(card.title)} · {escape(card.price)}</li>"
        for mark, card in zip(marks, reply.recommendations, strict=True)
    )
    asked = (
        f"<p>{escape(reply.question.text)} {escape(' | '.join(reply.question.options))}</p>" if reply.question else ""
    )
    faults = ", ".join(f"{name} {count}" for name, count in exchange.faults.items() if count)
    wrong = f'<p><b class="lost">{escape(faults)}</b></p>' if faults else ""
    words = f'<p><span class="said">{escape(said.text)}{photo}</span> <span class="act">{escape(said.act)}</span></p>'
    return f"{words}<p>{escape(reply.text)}</p><ol>{cards}</ol>{asked}{wrong}"
