"""The profile is the person's: seen, put right, undone, forgotten and handed over, in words and on the panel."""

import json
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.bids import Act, Bid
from convrec.types import Message, Reply
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.understanding.keeping import bid
from convrec.wire import turn_as_dict
from knowledge_graph import Opinion, fold
from tests.visits import ids, known, say

CALLED = {"colour": ("colour", "颜色"), "material": ("material", "材质")}


# ── undo ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", [("undo", "undo that", "take that back"), ("撤销上一步", "再撤销", "撤回")])
def test_undoing_goes_back_a_step_at_a_time(assistant: Assistant, words: tuple[str, ...]) -> None:
    say(assistant, "I love oak")
    say(assistant, "a table lamp under 80")
    say(assistant, "under 50")
    say(assistant, "show me more")  # says nothing of the person
    assert "50" in say(assistant, words[0]).reply.text
    assert {"limit/price/<=/80", "limit/category/=/table-lamp", "material/oak"} <= known(assistant).keys()
    say(assistant, words[1])
    assert set(known(assistant)) == {"material/oak"}
    say(assistant, words[2])
    assert known(assistant) == {}
    assert say(assistant, words[0]).reply.text in ("There is nothing to take back.", "没有可以撤回的内容。")


def test_a_click_and_what_was_taken_back_are_steps_too(assistant: Assistant) -> None:
    say(assistant, "I love oak")
    assistant.opine("ann", "vase-blue", -1.0)
    assert "vase-blue" in assistant.profile("ann").refused
    say(assistant, "undo")
    assert not assistant.profile("ann").refused
    assistant.take_back("ann", "material/oak")
    say(assistant, "undo")
    assert known(assistant)["material/oak"] > 0


def test_an_undone_change_of_mind_leaves_what_was_felt_before() -> None:
    log = [Opinion("ann", "material/oak", 0.9, 1.0), Opinion("ann", "material/oak", -0.9, 2.0)]
    undone = Opinion("ann", "undone/2.0", 0.0, 3.0, source="taken back")
    assert fold("ann", log).liking("material/oak") < 0 < fold("ann", [*log, undone]).liking("material/oak")


# ── forget ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["forget what I said about leather", "忘掉我说过的皮革"])
def test_a_topic_is_erased_from_the_log_itself(assistant: Assistant, text: str) -> None:
    say(assistant, "I hate leather")
    say(assistant, "I love oak")
    say(assistant, text)
    assert set(known(assistant)) == {"material/oak"}
    assert "material/leather" not in [entry["about"] for entry in _export(assistant)["opinions"]]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("forget what I told you about colours", {"colour/green"}),
        ("忘掉我说过的预算", {"limit/price/<=/80"}),
        ("forget what I said about unicorns", set()),
    ],
)
def test_a_whole_attribute_or_nothing_at_all(assistant: Assistant, text: str, gone: set[str]) -> None:
    for said in ("I love oak", "I hate green", "a table lamp under 80"):
        say(assistant, said)
    before = set(known(assistant))
    say(assistant, text)
    assert before - set(known(assistant)) == gone


@pytest.mark.parametrize(("text", "yes"), [("forget me", "yes"), ("忘掉我", "是的"), ("forget me", "Yes, erase it")])
def test_who_wants_to_be_forgotten_is_asked_once_and_nothing_is_left(
    assistant: Assistant, tmp_path: Path, text: str, yes: str
) -> None:
    Image.new("RGB", (50, 50), "blue").save(tmp_path / "photo.png")
    photo = assistant.save_photo(tmp_path / "photo.png")
    assistant.turn(Message("ann", "like this", (photo,)))
    say(assistant, "I love oak")
    say(assistant, "Can I return an item?")  # what was asked of the shop is kept too
    asked = say(assistant, text)
    assert asked.reply.question is not None and known(assistant) == {}  # put aside at once
    say(assistant, yes)
    assert assistant.export("ann", "en") == "" and not assistant.photo_path(photo).exists()


def test_who_thinks_better_of_it_has_everything_back(assistant: Assistant) -> None:
    say(assistant, "I love oak")
    say(assistant, "forget everything")
    say(assistant, "no, keep it")
    assert "material/oak" in known(assistant)
    say(assistant, "forget everything")
    say(assistant, "a vase")  # no answer: it stays put aside, and a later yes erases nothing
    say(assistant, "yes")
    assert assistant.export("ann", "en") and "material/oak" not in known(assistant)


# ── export ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["export my data", "导出我的数据"])
def test_all_that_is_kept_is_handed_over_in_words_and_entries(assistant: Assistant, text: str) -> None:
    say(assistant, "I love oak, show me a vase")
    turn = say(assistant, text)
    told = turn_as_dict(turn)["export"]
    assert any(line["about"] == "material/oak" and "I love oak" in line["your words"] for line in told["known"])
    assert {"vase-blue", "vase-green"} & {item for shown in told["shown"] for item in shown["items"]}
    assert all("time" in entry for entry in told["opinions"])


def test_no_path_of_the_server_is_handed_over(assistant: Assistant, tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "blue").save(tmp_path / "photo.png")
    photo = assistant.save_photo(tmp_path / "photo.png")
    assistant.turn(Message("ann", "this is my sofa", (photo,)))
    told = _export(assistant)
    assert str(tmp_path) not in assistant.export("ann", "en")
    assert told["photos"] == [assistant.photo_path(photo).name] == [own["file"] for own in told["own"]]


def _export(assistant: Assistant) -> dict[str, list[dict[str, object]]]:
    told: dict[str, list[dict[str, object]]] = json.loads(assistant.export("ann", "en"))
    return told


# ── somebody else ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "texts", [("for my dad, he hates leather", "back to me"), ("给我爸看看，他讨厌皮革", "回到我自己")]
)
def test_what_somebody_else_cannot_stand_is_no_taste_of_ones_own(assistant: Assistant, texts: tuple[str, str]) -> None:
    say(assistant, "I love linen")
    say(assistant, f"a sofa {texts[0]}")
    assert known(assistant).get("material/leather", 0.0) == 0.0
    say(assistant, texts[1])
    assert "sofa-leather" in ids(say(assistant, "sofas for me"))


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("scratch that", "undo"),
        ("刚才那句不算", "undo"),
        ("please delete everything you know about me", "forget all"),
        ("把我说过的全忘了", "forget all"),
        ("can I download my profile?", "export"),
        ("把我的资料导出来", "export"),
        ("greet me with it next time", "greet"),
        ("下次不要再提我的喜好", "don't greet"),
        ("what did we look at yesterday?", "recall"),
        ("前天给我推荐了什么", "recall"),
    ],
)
def test_what_is_bidden(text: str, act: Act) -> None:
    found = bid(text, [], CALLED, "", 1_765_800_000.0)
    assert found is not None and found.act == act


@pytest.mark.parametrize(
    "text",
    [
        "forget the budget, I want a dimmable one",
        "what can I return?",
        "show me more",
        "上周看过的那个台灯还有吗",
        "yes",
    ],
)
def test_what_bids_nothing(text: str) -> None:
    assert bid(text, [], CALLED, "", 1_765_800_000.0) is None


# ── on the panel ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_panel_does_the_same(assistant: Assistant) -> None:
    session = steps.Session(steps.new_user_id())
    *_, session = steps.said(assistant, session, "I love oak", ())
    session = steps.turned_round(assistant, session, "material/oak")
    assert known(assistant, session.user_id)["material/oak"] < 0
    session = steps.undone(assistant, session)
    assert known(assistant, session.user_id)["material/oak"] > 0 and session.notice
    session = steps.agreed(assistant, session, True)
    assert "oak" in assistant.greeting(session.user_id, "en")
    *_, session = steps.said(assistant, session, "export my data", ())
    html = markup.talk(session, assistant.profile(session.user_id), lambda path: "", assistant.names.entity)
    assert 'download="convrec.json"' in html
    before = session.user_id
    for text in ("forget me", "yes"):
        *_, session = steps.said(assistant, session, text, ())
    assert session.talk == () and session.user_id != before and assistant.export(before, "en") == ""


@pytest.mark.parametrize(
    ("text", "panel"),
    [
        ("forget what I said about oak", False),
        ("忘掉我说过的橡木", False),
        ("forget what I said about oak", True),
    ],
)
def test_what_is_forgotten_stands_nowhere_in_the_log(
    assistant: Assistant, tmp_path: Path, text: str, panel: bool
) -> None:
    session = steps.Session(steps.new_user_id())
    for said in (
        "I love oak and linen",
        "我喜欢橡木和亚麻",
        "an oak table lamp under 80",
        "show me an oak table lamp",
        "is oak hard to clean?",
        "a vase",
    ):
        *_, session = steps.said(assistant, session, said, ())
    if panel:
        *_, session = steps.said(assistant, session, text, ())
    else:
        say(assistant, text, session.user_id)
    rows = (
        sqlite3.connect(next(tmp_path.rglob("opinions.sqlite3"))).execute("SELECT about, quote FROM opinion").fetchall()
    )
    theirs = [row for row in rows if not row[0].startswith(("item/", "focus/")) or row[1]]  # what was shown stays shown
    assert rows and not [
        row for row in theirs if "oak" in str(row).lower().replace("lamp-oak", "") or "橡木" in str(row)
    ]
    assert "material/linen" in known(assistant, session.user_id)


def test_a_whole_attribute_goes_with_the_words_of_its_values(assistant: Assistant) -> None:
    for text in ("I hate green, but I love oak", "a vase, no green one", "forget what I told you about colours"):
        say(assistant, text)
    assert not [one for one in assistant.causes.memory.export("ann") if "green" in one.quote.replace("vase-green", "")]


def test_keeping_after_all_brings_everything_back_whatever_came_between(assistant: Assistant) -> None:
    for text in ("I love oak", "forget me"):
        assistant.turn(Message("keeper", text))
    assistant.causes.memory.agree("keeper", "greeting", -1.0)
    assistant.turn(Message("keeper", "no, keep it"))
    assert assistant.profile("keeper").liking("material/oak") > 0


# ── what is asked waits for the next thing that is said or done, and no longer ─────────────────────────────────────


@pytest.mark.parametrize("what", ["click", "back", "round", "alike", "supposed"])
def test_whatever_comes_between_closes_the_question(assistant: Assistant, what: str) -> None:
    say(assistant, "I love oak")
    assistant.causes.memory.ask("ann", "forget")
    act = {
        "click": lambda: assistant.opine("ann", "vase-blue", 1.0),
        "back": lambda: assistant.take_back("ann", "material/linen"),
        "round": lambda: assistant.turn_round("ann", "material/oak"),
        "alike": lambda: assistant.more_like("ann", "vase-blue", "en"),
        "supposed": lambda: say(assistant, "what if I liked velvet?"),
    }
    act[what]()
    assert assistant.profile("ann").pending == ""
    say(assistant, "yes")
    assert assistant.export("ann", "en")


@pytest.mark.parametrize("texts", [("stop asking me questions", "undo"), ("别再问我了", "撤销")])
def test_undoing_takes_back_what_was_said_of_being_asked(assistant: Assistant, texts: tuple[str, str]) -> None:
    say(assistant, "I love oak")
    say(assistant, texts[0])
    assert assistant.profile("ann").consents["questions"] < 0
    said = say(assistant, texts[1]).reply.text
    assert "questions" not in assistant.profile("ann").consents and "material/oak" in known(assistant)
    assert said.startswith(("Undone: your last word", "已撤销：您上次"))


def test_the_question_of_greeting_leaves_the_rest_of_a_reply_as_it_is(assistant: Assistant) -> None:
    say(assistant, "I love oak")
    said = Reply("Here you are.", "en", export="{}")
    asked = assistant.keeper.asking(said, "ann", assistant.profile("ann"))
    assert asked.question is not None and asked.export == said.export and asked.text == said.text


def test_a_recall_without_a_time_is_no_answer_about_greeting(assistant: Assistant) -> None:
    with pytest.raises(AssertionError):
        assistant.keeper.reply("ann", Bid("recall"), assistant.profile("ann"), "en")
    assert "greeting" not in assistant.profile("ann").consents
