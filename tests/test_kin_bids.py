"""What was said for somebody else is told and forgotten by itself, and nothing of the person's own goes with it."""

import pytest

from convrec.assistant import Assistant
from convrec.types import Message
from convrec.understanding.kin_bids import kin_bid
from convrec.understanding.whom import without_theirs
from knowledge_graph import Profile


def said(assistant: Assistant, *texts: str) -> str:
    return [assistant.turn(Message("ann", text)).reply.text for text in texts][-1]


@pytest.mark.parametrize(
    ("text", "act", "whom"),
    [
        ("forget mum", "forget somebody", "mother"),
        ("please forget everything I said about my dad", "forget somebody", "father"),
        ("忘掉我爸爸", "forget somebody", "father"),
        ("把我妈妈的喜好都忘掉吧", "forget somebody", "mother"),
        ("what did I say about mum?", "tell of", "mother"),
        ("what does my wife like?", "tell of", "wife"),
        ("我女朋友喜欢什么来着", "tell of", "girlfriend"),
        ("她喜欢什么来着", "tell of", "sister"),
    ],
)
def test_they_are_told_by_plain_words(text: str, act: str, whom: str) -> None:
    found = kin_bid(text, Profile("ann", whom="sister"))
    assert found is not None and (found.act, found.whom) == (act, whom)


@pytest.mark.parametrize(
    "text", ["forget me", "forget the vase for mum", "my mum hates candles", "忘掉橡木", "我喜欢什么"]
)
def test_other_words_bid_nothing_of_the_kind(text: str) -> None:
    assert kin_bid(text, Profile("ann", whom="sister")) is None


def test_only_what_was_said_for_them_goes(assistant: Assistant) -> None:
    said(assistant, "I love oak", "a blue vase for my mum", "she hates brass")
    assert "brass" in said(assistant, "what did I say about mum?")
    assert "mum" in said(assistant, "forget mum")
    kept = repr([(one.about, one.quote) for one in assistant.causes.memory.export("ann")])
    assert "material/brass" not in kept and "blue vase" not in kept and "material/oak" in kept
    profile = assistant.profile("ann")
    assert not profile.constraints and not profile.whom and profile.liking("material/oak") > 0


def test_of_somebody_never_spoken_of_nothing_is_known(assistant: Assistant) -> None:
    before = said(assistant, "I love oak", "forget my dad")
    assert "dad" in before and assistant.profile("ann").liking("material/oak") > 0


@pytest.mark.parametrize("text", ["she already has a vase", "she has enough vases", "她已经有花瓶了"])
def test_what_they_have_already_is_left_out_for_them_alone(assistant: Assistant, text: str) -> None:
    said(assistant, "a blue present for my mum")
    turn = assistant.turn(Message("ann", text))
    titles = [assistant.catalogue.item(card.item_id).id for card in turn.reply.recommendations]
    assert titles and not any(one.startswith("vase") for one in titles)
    assert any(limit.op == "!=" and limit.value == "vase" for limit in turn.profile.constraints)
    assert not turn.profile.liking("category/vase") and turn.profile.whom == "mother"


@pytest.mark.parametrize("text", ["she has a big garden", "I already have a vase", "她有一个花园"])
def test_what_is_only_told_of_them_stays_as_it_is(text: str) -> None:
    assert without_theirs(text, Profile("ann", whom="mother")) == text


def test_a_sort_they_may_like_is_searched_for_them(assistant: Assistant) -> None:
    said(assistant, "我想给女朋友买个礼物，她喜欢蓝色")
    turn = assistant.turn(Message("ann", "有没有她可能喜欢的花瓶"))
    assert turn.profile.whom == "girlfriend" and "category/vase" in turn.understanding.topic
    assert all(card.item_id.startswith("vase") for card in turn.reply.recommendations)


@pytest.mark.parametrize("text", ["我自己呢，我喜欢黑色的灯", "for myself, I like black lamps"])
def test_who_turns_to_themselves_leaves_the_present(assistant: Assistant, text: str) -> None:
    said(assistant, "我想给女朋友买个礼物，她喜欢蓝色")
    turn = assistant.turn(Message("ann", text))
    assert not turn.profile.whom and turn.understanding.topic
