"""A person's photos on the page: what is sent, what was seen in them, and what they choose of it."""

import re
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.seen import WHOLE, Box, Likely, SeenPhoto, Thing
from convrec.settings import Settings
from convrec.types import Language
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.page import _View
from convrec.ui.seen import labels, photo_markup, view_markup
from convrec.ui.session import Session
from convrec.ui.words import words
from knowledge_graph.schema import Profile

LAMP = Thing(Box(0.0, 0.1, 0.5, 0.9), (Likely("category/table-lamp", 0.9),), (Likely("colour/green", 0.7),))
VASE = Thing(
    Box(0.6, 0.3, 0.9, 0.9),
    (Likely("category/vase", 0.7), Likely("category/rug", 0.2)),
    (Likely("colour/blue", 0.8), Likely("colour/white", 0.1)),
)


@pytest.fixture
def ann() -> Session:
    return Session(steps.new_user_id())


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    Image.new("RGB", (60, 40), (20, 40, 220)).save(tmp_path / "blue.png")
    return tmp_path / "blue.png"


def say(assistant: Assistant, session: Session, text: str, *files: Path) -> Session:
    return list(steps.said(assistant, session, text, files))[-1]


def with_seen(session: Session, *things: Thing, said: tuple[str, ...] = ()) -> Session:
    """The session as if these things had been seen in the photo of its newest message."""
    place = len(session.talk) - 1
    turn = session.talk[place].turn
    assert turn is not None
    seen = SeenPhoto(turn.message.photos[0], things, words=said)
    turn = replace(turn, understanding=replace(turn.understanding, seen=(seen,)))
    return session.changed(place, replace(session.talk[place], turn=turn))


def sight(session: Session, place: int = 0) -> steps.Sight:
    return session.sight(place, next(iter(session.talk[place].photos)))


def chips(assistant: Assistant, session: Session, language: Language = "en") -> list[str]:
    html = photo_markup(sight(session), assistant.names.entity, language)
    return re.findall(r"<li><span>(.*?)</span>", html)


def test_a_photo_is_looked_at_and_shown_before_it_is_answered(assistant: Assistant, ann: Session, blue: Path) -> None:
    heard = [session.talk[-1] for session in steps.said(assistant, ann, "", [blue])]
    assert heard[0].status == heard[1].status == words("seeing", "en")
    assert not heard[0].photos and heard[1].photos and heard[1].turn is None
    assert heard[-1].reply is not None and heard[-1].status == ""


def test_a_photo_alone_is_answered_in_the_language_of_the_page(assistant: Assistant, ann: Session, blue: Path) -> None:
    newest = say(assistant, replace(ann, language="zh"), "", blue)
    assert newest.talk[-1].reply is not None and newest.talk[-1].reply.language == newest.language == "zh"


def test_what_can_be_used_of_a_message_is_kept(assistant: Assistant, ann: Session, blue: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_text("not a picture")
    newest = say(assistant, ann, "like this", blue, bad).talk[-1]
    assert newest.problem.startswith("bad.jpg is not a picture") and newest.kept == (blue,) and newest.reply is None
    assert not newest.photos and not any((tmp_path / "photos").glob("*"))
    chinese = say(assistant, replace(ann, language="zh"), "像这样的", bad).talk[-1]
    assert chinese.problem == "bad.jpg 不是我能读取的图片，请发送 JPEG、PNG 或 WebP。" and chinese.kept == ()


def test_a_photo_whose_answer_was_not_waited_for_is_erased_with_its_person(
    assistant: Assistant, ann: Session, blue: Path
) -> None:
    steps_of_a_turn = steps.said(assistant, ann, "like this", [blue])
    looked_at = [next(steps_of_a_turn) for _ in range(3)][-1]  # sent, kept, seen
    steps_of_a_turn.close()
    (photo,) = looked_at.talk[-1].photos
    assert assistant.photo_path(photo).is_file()
    assistant.forget(ann.user_id)
    assert not assistant.photo_path(photo).exists()


def test_an_erased_photo_is_in_no_message_any_more_and_can_not_be_enlarged(
    assistant: Assistant, ann: Session, blue: Path, tmp_path: Path
) -> None:
    session = say(assistant, ann, "this is my sofa", blue)
    (photo,) = session.talk[0].photos
    session = steps.took_back(assistant, session, f"photo/{photo}")
    assert not session.talk[0].photos
    page = _View(assistant, Settings(home=tmp_path))
    shown = page.enlarged(session, gr.EventData(None, {"place": "0", "photo": photo}))
    assert words("photo_gone", "en") in shown and "<img" not in shown


def test_more_photos_than_a_message_takes_are_refused_with_all_of_them_kept(
    assistant: Assistant, ann: Session, blue: Path
) -> None:
    newest = say(assistant, ann, "like these", *[blue] * 7).talk[-1]
    assert newest.problem == "The message has 7 photos; please send up to 6 at a time." and len(newest.kept) == 7
    assert "7 张照片" in say(assistant, replace(ann, language="zh"), "像这些", *[blue] * 7).talk[-1].problem


def test_chips_tell_the_chosen_thing_and_the_words(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "", blue), VASE, said=("BRAVO <b>",))
    assert chips(assistant, session) == ["vase", "blue", "says “BRAVO &lt;b&gt;”"]
    assert chips(assistant, session, "zh") == ["花瓶", "蓝色", "写着“BRAVO &lt;b&gt;”"]


def test_a_chip_that_is_taken_away_is_no_longer_seen(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "", blue), LAMP, VASE, said=("BRAVO",))
    for about, left in (
        ("colour/green", ["table lamp", "says “BRAVO”"]),
        ("BRAVO", ["table lamp"]),
        ("category/table-lamp", []),
    ):
        steps_taken = list(steps.unseen(assistant, session, sight(session), about))
        assert steps_taken[0].talk[0].status and steps_taken[0].talk[0].reply  # the list stays while another is made
        session = steps_taken[-1]
        assert chips(assistant, session) == left and len(session.talk) == 1 and session.talk[0].status == ""
    assert sight(session).changing()[1].things[1] == VASE


def test_the_next_likely_sort_takes_the_place_of_the_first(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "", blue), VASE)
    *_, session = steps.unseen(assistant, session, sight(session), "category/vase")
    assert chips(assistant, session) == ["rug", "blue"]


def test_a_thing_that_is_chosen_travels_with_the_message(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "like this", blue), LAMP, VASE)
    before = sight(session)
    *_, after = steps.chosen(assistant, session, before, 1)
    turn = after.talk[0].turn
    assert turn is not None and len(after.talk) == 1
    assert turn.message.chosen == {before.photo: 1} and turn.message.text == "like this"
    with pytest.raises(IndexError):
        list(steps.chosen(assistant, session, before, 2))


def test_only_the_newest_list_can_be_changed_by_its_photo(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "like this", blue), LAMP, VASE)
    later = say(assistant, session, "a sofa")
    name = assistant.names.entity
    assert photo_markup(sight(session), name, "en").count('data-act="unsee"') == 2
    assert 'data-act="unsee"' not in photo_markup(sight(later), name, "en")
    assert view_markup(sight(session), "large", name, "en").count('data-act="choose"') == 2
    assert 'data-act="choose"' not in view_markup(sight(later), "large", name, "en")
    for act in (
        steps.unseen(assistant, later, sight(later), "colour/green"),
        steps.chosen(assistant, later, sight(later), 1),
    ):
        with pytest.raises(LookupError):
            next(act)
    with pytest.raises(LookupError):
        session.sight(0, "another")


def test_boxes_are_buttons_with_names_and_places(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = with_seen(say(assistant, ann, "like this", blue), Thing(WHOLE, LAMP.sorts), VASE)
    html = view_markup(sight(session), "large", assistant.names.entity, "en")
    lamp, vase = re.findall(r"<button[^>]*data-act=\"choose\".*?</button>", html)
    assert 'aria-label="the table lamp"' in lamp and 'aria-pressed="true"' in lamp
    assert 'aria-label="the vase"' in vase and 'aria-pressed="false"' in vase
    assert "left:60.00%;top:30.00%;width:30.00%;height:60.00%;z-index:2" in vase and "z-index:1" in lamp
    assert 'data-act="choose"' not in view_markup(
        sight(with_seen(session, LAMP)), "large", assistant.names.entity, "en"
    )


def test_things_of_one_sort_are_told_apart(assistant: Assistant) -> None:
    seen = SeenPhoto("p", (VASE, VASE, LAMP, Thing()))
    assert labels(seen, assistant.names.entity, "en") == ["the vase 1", "the vase 2", "the table lamp", "something"]
    assert labels(seen, assistant.names.entity, "zh") == ["花瓶 1", "花瓶 2", "台灯", "某样东西"]


def test_what_was_found_by_a_photo_offers_more_like_it(assistant: Assistant, ann: Session, blue: Path) -> None:
    session = say(assistant, ann, "", blue)
    html = markup.talk(session, Profile(ann.user_id), str, assistant.names.entity)
    assert html.count('data-act="more"') == html.count("data-card=") > 0
