"""What is said to the assistant about itself is answered honestly, and "say that again" says it again."""

import pytest

from convrec.assistant import Assistant
from convrec.phrases import phrase
from convrec.types import Message
from convrec.understanding.chat import chat
from convrec.understanding.keeping import says_again

SAID = (
    ("a program", "are you a robot?"),
    ("a program", "Are you a real person?"),
    ("a program", "am I talking to a human"),
    ("a program", "who are you?"),
    ("a program", "你是机器人吗"),
    ("a program", "你是真人吗？"),
    ("what I do", "help"),
    ("what I do", "what can you do?"),
    ("what I do", "how does this work?"),
    ("what I do", "你能做什么"),
    ("sorry", "you are useless"),
    ("sorry", "FUCK YOU"),
    ("sorry", "stupid bot"),
    ("sorry", "你真笨"),
    ("to order", "ok I take it"),
    ("to order", "I'll take the second one"),
    ("to order", "好，就这个"),
    ("to order", "就要这个了"),
    ("", "help me find a lamp"),
    ("", "are you a shop for lamps?"),
    ("", "are you open on Sunday"),
    ("", "you are useless, show me vases"),
    ("", "this is awful, something in blue"),
    ("", "I'll take a lamp"),
    ("", "a robot toy"),
    ("", "你能做什么颜色的灯"),
    ("", "你是卖灯的吗"),
    ("", "这个花瓶真好看"),
)


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_only_whole_messages_are_talk_about_the_assistant(kind: str, text: str) -> None:
    assert chat(text) == kind


@pytest.mark.parametrize(("text", "kind"), [("are you a robot?", "a program"), ("help", "what I do")])
def test_it_is_answered_and_nothing_is_noted(assistant: Assistant, text: str, kind: str) -> None:
    turn = assistant.turn(Message("ann", text))
    assert turn.reply.text == phrase(kind, "en", shop=assistant.catalogue.name["en"])
    assert not turn.profile.likings and not turn.profile.constraints and not turn.reply.recommendations


@pytest.mark.parametrize("text", ["can you repeat that?", "say that again please", "再说一遍", "请重复一下"])
def test_the_list_comes_again_as_it_was(assistant: Assistant, text: str) -> None:
    before = assistant.turn(Message("ann", "show me vases"))
    again = assistant.turn(Message("ann", text))
    shown = [card.item_id for card in before.reply.recommendations]
    assert shown and [card.item_id for card in again.reply.recommendations] == shown
    assert again.profile.constraints == before.profile.constraints


@pytest.mark.parametrize(
    "text", ["say it in blue", "a repeat pattern", "看一下花瓶", "再看看别的", "show me more", "undo"]
)
def test_other_words_ask_for_something_else(text: str) -> None:
    assert not says_again(text)


@pytest.mark.parametrize("text", ["go back to mum", "回到妈妈的"])
def test_somebodys_search_is_gone_back_to(assistant: Assistant, text: str) -> None:
    before = assistant.turn(Message("ann", "a vase for mum"))
    back = assistant.turn(Message("ann", text))
    assert before.profile.whom == back.profile.whom == "mother"
    assert back.reply.recommendations and back.profile.constraints == before.profile.constraints
