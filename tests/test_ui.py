"""The page without a browser: the steps of a session, what is escaped, which pictures are served."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.errors import MessageError
from convrec.types import Card, Language, Message, Question, Reason, Reception, Reply, Review, Table
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.cards import card_markup
from convrec.ui.examples import examples
from convrec.ui.pictures import Pictures, photo_address
from convrec.ui.session import Exchange, Session
from convrec.ui.words import page_language, words
from convrec.wording import Wording
from knowledge_graph.schema import Profile, item_entity


@pytest.fixture
def ann() -> Session:
    return Session(steps.new_user_id())


def say(assistant: Assistant, session: Session, text: str, *files: Path) -> Session:
    return list(steps.said(assistant, session, text, files))[-1]


def shown(session: Session) -> list[str]:
    place = session.newest_list
    assert place is not None
    reply = session.talk[place].reply
    assert reply is not None
    return [card.item_id for card in reply.recommendations]


def test_a_message_is_answered_stage_by_stage(assistant: Assistant, ann: Session) -> None:
    heard = [session.talk[-1] for session in steps.said(assistant, ann, "a vase", [])]
    assert all(exchange.status and exchange.turn is None for exchange in heard[:-1])
    assert len({exchange.status for exchange in heard[:-1]}) >= 3
    assert heard[-1].status == "" and heard[-1].reply is not None


class Writes:
    """A writer that says what it was given, a piece at a time."""

    name, languages = "writes", frozenset[Language]({"en"})

    def __init__(self, *pieces: str) -> None:
        self._pieces = pieces

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        yield from self._pieces


def test_the_composed_reply_is_there_at_once_and_only_true_words_take_its_place(
    assistant: Assistant, ann: Session
) -> None:
    composed = list(steps.said(assistant, ann, "a vase", []))[-1].talk[-1].reply
    assert composed is not None and composed.text == "Here is what I found for: vase."
    for pieces, last in (
        (("These are", " the results for: vase.", "\n"), "These are the results for: vase."),
        (("These are", " the results for: sofa.", "\n"), composed.text),
        (("These are", " the results for: vase, on sale.\n"), composed.text),
    ):
        writing = assistant.changed(wording=Wording(Writes(*pieces), assistant.names.all, 10.0))
        fresh = Session(steps.new_user_id())
        replies = [s.talk[-1].reply for s in steps.said(writing, fresh, "a vase", []) if s.talk[-1].reply]
        assert [reply.text for reply in replies if reply] == [composed.text, last]
        assert all(reply.recommendations == composed.recommendations for reply in replies if reply)


def test_a_thumb_down_replaces_the_item_on_the_list_in_front_of_the_person(assistant: Assistant, ann: Session) -> None:
    before = say(assistant, ann, "something blue")
    refused = shown(before)[0]
    after = steps.refused(assistant, before, refused)
    assert len(after.talk) == len(before.talk)
    assert refused not in shown(after) and len(shown(after)) == len(shown(before))
    back = steps.took_back(assistant, after, item_entity(refused))
    assert refused in shown(back)


def test_a_second_thumb_up_takes_the_first_back(assistant: Assistant, ann: Session) -> None:
    steps.liked(assistant, ann, "vase-blue")
    assert assistant.profile(ann.user_id).liking("item/vase-blue") > 0
    steps.liked(assistant, ann, "vase-blue")
    assert assistant.profile(ann.user_id).liking("item/vase-blue") == 0


def test_people_do_not_meet(assistant: Assistant, ann: Session) -> None:
    ben = Session(steps.new_user_id())
    say(assistant, ann, "I love oak")
    assert assistant.profile_lines(ann.user_id, "en") and not assistant.profile_lines(ben.user_id, "en")


def test_who_is_forgotten_is_somebody_new(assistant: Assistant, ann: Session) -> None:
    new = steps.forgotten(assistant, say(assistant, ann, "I love oak"))
    assert new.user_id != ann.user_id and new.talk == ()
    assert not assistant.profile_lines(ann.user_id, "en")


def test_what_cannot_be_used_is_told_in_one_sentence(assistant: Assistant, ann: Session, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("not a picture")
    for text, files in (("x" * 100_000, ()), ("", ()), ("like this", (tmp_path / "photo.jpg",))):
        newest = say(assistant, ann, text, *files).talk[-1]
        assert newest.reply is None and newest.problem.endswith(".") and "Traceback" not in newest.problem
        assert len(newest.text) < 1_000


def test_an_unforeseen_error_says_nothing_of_our_insides(ann: Session) -> None:
    assert steps.failed(ann, ValueError("/secret/path")).notice == words("click_failed", "en")
    assert steps.failed(ann, MessageError("Too long.")).notice == "Too long."


def test_words_of_people_and_catalogues_are_never_markup() -> None:
    evil = '<img src=x onerror="alert(1)">'
    card = Card(evil, evil, evil, "", 1.0, (Reason("words", evil, 1.0),))
    session = Session("u" * 32, talk=(Exchange(evil, problem=evil),), notice=evil)
    nobody = Profile("")
    html = markup.talk(session, nobody, lambda path: evil, lambda entity, language: evil) + markup.welcome(
        session, nobody, [], [replace(card, image="x.png")], True, lambda path: evil
    )
    assert "<img src=x" not in html and 'onerror="' not in html
    assert html.count("&lt;img src=x onerror=&quot;") >= 8


def test_examples_speak_of_what_the_shop_has(assistant: Assistant) -> None:
    texts = [text for example in examples(assistant.catalogue, "en") for text in example.text.values()]
    assert "A nice table lamp, under 70" in texts or "A nice vase, under 30" in texts
    assert "How long can I return an item?" in texts
    assert any("\u4e00" <= letter <= "\u9fff" for text in texts for letter in text)


def test_a_card_shows_what_there_is_and_nothing_else() -> None:
    bare = Card("a", "Vase", "€20", "a.webp", 1.0, ())
    reviews = (Review({"en": "Holds <water>."}, 4.0),)
    full = replace(bare, second="a-2.webp", reception=Reception(4.25, 8, reviews), variants=("Vase, blue",))
    plain, rich = (card_markup(card, "en", Profile("ann"), lambda path: f"at/{path}") for card in (bare, full))
    assert "second" not in plain and "<details" not in plain and "variants" not in plain
    assert 'class="second" src="at/a-2.webp"' in rich and "★ 4.2 (8)" in rich and "1 more in this design" in rich
    assert "★★★★ Holds &lt;water&gt;." in rich


@pytest.mark.parametrize(
    ("media", "tag"), [("a.ogg", "<audio controls"), ("a.mp4", "<video controls"), ("a.webp", "<picture>")]
)
def test_what_an_item_plays_is_drawn_by_its_file(media: str, tag: str) -> None:
    card = Card("a", "Song", "", "a-still.webp", 1.0, (), media=media)
    html = card_markup(card, "en", Profile("ann"), lambda path: f"at/{path}")
    assert tag in html and f"at/{media}" in html
    if tag == "<picture>":
        assert "prefers-reduced-motion" in html and "at/a-still.webp" in html


def test_only_small_copies_are_served(tmp_path: Path) -> None:
    Image.new("RGB", (2000, 1000), "teal").save(tmp_path / "big.png")
    (tmp_path / "text.png").write_text("secret")
    pictures = Pictures(tmp_path / "thumbnails")
    address = pictures.address(tmp_path / "big.png")
    assert address.startswith(f"gradio_api/file={pictures.folder}/") and "big" not in address
    (copy,) = pictures.folder.iterdir()
    with Image.open(copy) as small:
        assert small.size == (480, 240)
    assert pictures.address(tmp_path / "text.png") == pictures.address(tmp_path / "none.png") == ""
    assert photo_address(tmp_path / "big.png").startswith("data:image/webp;base64,")


def test_user_ids_cannot_be_chosen_by_a_page() -> None:
    assert steps.is_user_id(steps.new_user_id()) and steps.new_user_id() != steps.new_user_id()
    assert not any(map(steps.is_user_id, ("", "ann", None, 7, "x" * 31, "../" * 12)))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB", "en"), ("de, zh-TW;q=0.5", "zh"), ("", "en")],
)
def test_the_page_opens_in_the_browsers_language(accepted: str, language: str) -> None:
    assert page_language(accepted) == language


def test_a_question_about_two_pictures_shows_them(assistant: Assistant) -> None:
    cards = assistant.turn(Message("ann", "lamps")).reply.recommendations
    options = ("more like the first", "more like the second", "doesn't matter")
    shown = markup.question_markup(Reply("", "en", cards, Question("Which?", options, (0, 1))), lambda path: f"/{path}")
    assert shown.count("<img") == 2 and shown.count("<button") == 3
    assert shown.index("<img") < shown.index(">more like the first<") < shown.rindex("<img")


def test_what_is_compared_stands_in_a_table(assistant: Assistant, ann: Session) -> None:
    ann = say(assistant, say(assistant, ann, "show me sofas"), "compare the Otto with the Mira")
    compared = ann.talk[-1].reply
    assert compared is not None and compared.table is not None and compared.table.text in compared.text
    html = markup.talk(ann, assistant.profile(ann.user_id), str, lambda entity, language: entity)
    assert html.count('<table class="compared">') == 1
    assert html.count("<tr>") == 1 + len(compared.table.rows)
    assert '<th scope="row">price</th><td>€900</td><td>€800</td>' in html
    assert compared.table.text.splitlines()[1] not in html, "the lines stand in the table alone"


def test_titles_and_values_side_by_side_are_no_markup(assistant: Assistant) -> None:
    evil = '<img src=x onerror="alert(1)">'
    table = Table((evil, evil), ((evil, (evil, evil)),))
    turn = replace(assistant.turn(Message("eve", "hello")), reply=Reply(table.text, "en", table=table))
    session = Session("u" * 32, talk=(Exchange("", turn=turn),))
    html = markup.talk(session, Profile(""), str, lambda entity, language: entity)
    assert "<img" not in html and html.count("&lt;img") == 5
