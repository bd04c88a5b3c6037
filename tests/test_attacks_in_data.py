"""Orders and markup in catalogue texts, reviews, answers, file names and photos: text like any other, shown as text."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Card, Message, Reason, Reception, Review
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.cards import card_markup
from convrec.ui.session import Exchange, Session
from knowledge_graph.schema import Profile
from tests.attacks import CANARY, MARKUP, ORDERS_EN, ORDERS_ZH, PATHS, TEMPLATES
from tests.conftest import tiny_models, write_world

HOSTILE = (*ORDERS_EN, *ORDERS_ZH, *MARKUP, *TEMPLATES, *PATHS)
WISHES = ("show me vases", "推荐花瓶", "I love oak, a lamp please", "a sofa under 850", "why?", "which is cheaper?")


def build(folder: Path, home: Path) -> Assistant:
    catalogue, models = read_catalogue(folder), tiny_models()
    settings = Settings(home=home, catalogue=folder)
    index = open_index(home, catalogue, models, lambda what, share: None)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


def rewrite(path: Path, change: Any) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps(change(n, line), ensure_ascii=False) + "\n" for n, line in enumerate(lines))
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assistant, Assistant]:
    """The made-up shop, and the same with an attack at the end of every text but the titles."""
    plain = write_world(tmp_path_factory.mktemp("plain") / "shop")
    hostile = write_world(tmp_path_factory.mktemp("hostile") / "shop")

    def item(n: int, line: dict[str, Any]) -> dict[str, Any]:
        attacks = {"en": " ".join(HOSTILE[n::10]), "zh": ORDERS_ZH[n]}
        told = {language: f"{text} {attacks[language]}" for language, text in line["description"].items()}
        return {**line, "description": told}

    def act(n: int, line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "act": "rate", "value": 5, "text": HOSTILE[n % len(HOSTILE)]} if n % 2 else line

    def answer(n: int, line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "answer": {language: f"{text} {MARKUP[n]}" for language, text in line["answer"].items()}}

    def reviewed(n: int, line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "act": "rate", "value": 5, "text": "Nice."} if n % 2 else line

    rewrite(hostile / "items.jsonl", item)
    rewrite(hostile / "interactions.jsonl", act)
    rewrite(hostile / "answers.jsonl", answer)
    rewrite(plain / "interactions.jsonl", reviewed)
    return build(plain, tmp_path_factory.mktemp("one")), build(hostile, tmp_path_factory.mktemp("two"))


@pytest.mark.parametrize("wish", WISHES)
def test_texts_of_a_catalogue_give_no_orders(worlds: tuple[Assistant, Assistant], wish: str) -> None:
    """The things that are named, what they cost and what is kept of the person are those of the harmless twin."""
    turns, kept = [], []
    for world in worlds:
        world.turn(Message(wish, "show me vases"))
        turns.append(world.turn(Message(wish, wish)))
        log = world.causes.memory.export(wish)
        kept.append(sorted((o.about, o.liking) for o in log if o.source not in ("shown", "passed")))
        world.forget(wish)
    plain, hostile = turns
    assert {card.item_id for card in plain.recommendations} == {card.item_id for card in hostile.recommendations}
    prices = [{card.item_id: card.amount for card in turn.reply.recommendations} for turn in turns]
    assert prices[0] == prices[1] and kept[0] == kept[1]
    assert CANARY not in hostile.reply.text


def test_an_answer_of_the_shop_is_found_and_told_as_it_stands(worlds: tuple[Assistant, Assistant]) -> None:
    turn = worlds[1].turn(Message("ann", "How much is delivery?"))
    assert turn.reply.answer is not None and turn.reply.answer.text == f"Delivery costs €5. {MARKUP[1]}"
    said = Session("ann", language="en", talk=(Exchange("How much is delivery?", turn=turn),))
    page = markup.talk(said, Profile("ann"), str, worlds[1].names.entity)
    assert "onerror=" in shown(page) and elements(page) <= OURS


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_name_of_a_file_is_only_a_name(worlds: tuple[Assistant, Assistant], attack: str, tmp_path: Path) -> None:
    name = "".join(sign for sign in attack if sign not in "/\\\x00")[:60] + ".png"
    for file in (tmp_path / name, tmp_path / "photo.png"):
        Image.new("RGB", (40, 40), (20, 40, 220)).save(file)
    kept = [worlds[0].save_photo(file) for file in (tmp_path / name, tmp_path / "photo.png")]
    assert kept[0] == kept[1] and set(kept[0]) <= set("0123456789abcdef")


@pytest.mark.parametrize("attack", [*ORDERS_EN[:10], *ORDERS_ZH[:5], *MARKUP, *TEMPLATES, *PATHS])
def test_words_on_a_photo_give_no_orders(reading: tuple[Assistant, "Reads"], attack: str, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), (20, 40, 220)).save(tmp_path / "photo.png")
    turns = []
    for words in ((attack,), ()):
        (world, reader), person = reading, Session(steps.new_user_id(), language="en")
        reader.words = words
        session = list(steps.said(world, person, "vases like this", [tmp_path / "photo.png"]))[-1]
        turn = session.talk[-1].turn
        assert turn is not None
        turns.append(turn)
        page = markup.talk(session, world.profile(person.user_id), str, world.names.entity)
        assert elements(page) <= OURS
    hostile, plain = turns
    assert [card.item_id for card in hostile.reply.recommendations] == [c.item_id for c in plain.reply.recommendations]
    assert plain.reply.recommendations and hostile.profile.likings == plain.profile.likings
    assert hostile.profile.constraints == plain.profile.constraints and "49" not in hostile.reply.text


@pytest.fixture(scope="module")
def reading(worlds: tuple[Assistant, Assistant]) -> tuple[Assistant, "Reads"]:
    """The made-up shop with a reader that can be told what to read."""
    world, reader = worlds[0], Reads()
    models = replace(world.models, lettering=reader)
    return Assistant(world.catalogue, models, world._index, world.causes.memory, world._settings), reader


class Reads:
    """Reads the same words on every photo, as if an attacker had printed them there."""

    name, missing = "printed", ()

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()

    def read(self, picture: Image.Image) -> tuple[str, ...]:
        return self.words


# ── the page ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Parts(HTMLParser):
    """The elements of a piece of HTML with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") for name, _ in attrs)
        assert not any(name == "href" for name, _ in attrs)
        self.elements.add((tag,))

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(page: str) -> set[str]:
    parts = Parts()
    parts.feed(page)
    return {tag for (tag,) in parts.elements}


def shown(page: str) -> str:
    parts = Parts()
    parts.feed(page)
    return parts.text


OURS = {
    "article", "aside", "audio", "blockquote", "button", "circle", "details", "div", "figcaption", "figure", "g", "h1",
    "h2", "h3", "h4", "i", "img", "li", "line", "p", "path", "picture", "q", "rect", "section", "source", "span",
    "summary", "svg", "text", "title", "ul", "video",
}  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
def test_on_a_card_everything_is_text(attack: str) -> None:
    review = Review({"en": attack, "zh": attack}, 5.0)
    card = Card(
        attack, attack, "€1", attack, 1.0, (Reason("words", attack, 1.0),),
        variants=(attack,), reception=Reception(5.0, 1, (review,)),
    )  # fmt: skip
    page = card_markup(card, "en", Profile("ann"), str, why=attack)
    harmless = card_markup(
        Card("id", "title", "€1", "image", 1.0, (Reason("words", "because", 1.0),), variants=("other",),
             reception=Reception(5.0, 1, (Review({"en": "good"}, 5.0),))),
        "en", Profile("ann"), str, why="why",
    )  # fmt: skip
    assert elements(page) == elements(harmless)
    assert shown(page).count(attack.strip()) >= 3 or "\n" in attack


@pytest.mark.parametrize("attack", HOSTILE)
def test_in_the_talk_and_on_the_panel_everything_is_text(worlds: tuple[Assistant, Assistant], attack: str) -> None:
    world, session = worlds[0], Session(steps.new_user_id(), language="en")
    session = list(steps.said(world, session, f"I love oak, show me vases {attack}", []))[-1]
    page = markup.talk(session, world.profile(session.user_id), str, world.names.entity)
    page += markup.panel(world.profile_lines(session.user_id, "en"), "en", str)
    assert elements(page) <= OURS and attack in shown(page)
