"""Turns of talk in the demo shop with its real models: what is asked is answered, and a question tells no taste."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message, Turn
from knowledge_graph.schema import ITEM, kind_of

ROOT = Path(__file__).resolve().parent.parent
Talk = Callable[..., Turn]
PEOPLE = count()


@pytest.fixture(scope="module")
def shop(demo_home: Path) -> Assistant:
    return Assistant.build(Settings(home=demo_home, catalogue=ROOT / "assets" / "shop"))


@pytest.fixture
def talk(shop: Assistant) -> Talk:
    """The last of several turns of somebody new."""
    user = f"talk-{next(PEOPLE)}"
    return lambda *texts: [shop.turn(Message(user, text)) for text in texts][-1]


@pytest.mark.parametrize(
    "texts",
    [
        ("rugs", "the second one, is it in stock?"), ("armchairs", "the brown one, how wide is it?"),
        ("地毯", "第二个，有货吗"), ("armchair", "show me black leather ones", "like the second but cheaper"),
    ],
)  # fmt: skip
def test_who_only_says_which_one_is_meant_likes_nothing_yet(talk: Talk, texts: tuple[str, ...]) -> None:
    assert not [about for about in talk(*texts).profile.likings if kind_of(about) == ITEM]


@pytest.mark.parametrize(
    ("texts", "darker", "than"),
    [
        (("rugs", "like the first but darker"), "Meadow striped rug, denim blue", "darker than “Meadow striped rug”"),
        (("花瓶", "类似第二个但颜色深一点"), "Fonda 长颈花瓶 梅子紫", "都比“Fonda 长颈花瓶”颜色更深"),
    ],
)
def test_darker_keeps_the_design_and_tells_no_taste(talk: Talk, texts: tuple[str, ...], darker: str, than: str) -> None:
    turn = talk(*texts)
    assert turn.reply.recommendations[0].title == darker and than in turn.reply.text
    assert not turn.profile.likings and not [c for c in turn.profile.constraints if c.op == "!="]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("rugs", "why not a jute one?"), "called or marked “jute”"),
        (("rugs", "why no peanuts?"), "called or marked “peanuts”"),
        (("地毯", "为什么没有黄麻的"), "没有叫做或标着“黄麻”的"),
        (("rugs", "why not the second?"), "is on the list: it is number 2"),
        (("地毯", "为什么没有第二个"), "就在列表里，是第 2 个"),
    ],
)
def test_why_not_is_answered_of_what_is_missed(talk: Talk, texts: tuple[str, ...], told: str) -> None:
    assert told in talk(*texts).reply.text


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (("vase", "which would you pick?"), 0),
        (("vase", "which one is best?"), 0),
        (("vase", "which of the first two is better?"), 0),
        (("花瓶", "你推荐哪个"), 0),
        (("花瓶", "哪个更好"), 0),
        (("花瓶", "第二个和第三个哪个好"), 1),
    ],
)
def test_who_asks_for_advice_is_advised_and_told_why(shop: Assistant, texts: tuple[str, ...], first: int) -> None:
    user = f"talk-{next(PEOPLE)}"
    card = shop.turn(Message(user, texts[0])).reply.recommendations[first]
    told = shop.turn(Message(user, texts[1])).reply.text
    strongest = max(card.reasons, key=lambda reason: reason.contribution)
    assert f"“{card.title}”" in told and strongest.text in told


def test_which_is_easier_to_clean_is_told_by_their_care(talk: Talk) -> None:
    told = talk("rugs", "which of them is easier to clean?").reply.text
    assert told.count("vacuum") == 5 and "details don't say" not in told


def test_what_none_of_them_tells_is_said_once(talk: Talk) -> None:
    assert talk("sofa", "which is more comfortable?").reply.text == "None of their details say “comfortable”."


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("花瓶", "第一个好看吗"), "Marcella 褶纹花瓶: 资料中没有写。"),
        (("花瓶", "第一个多宽", "它能放真花吗"), "Marcella 褶纹花瓶: 资料中没有写。"),
        (("floor lamps", "are these LED?"), "Their details don't say."),
        (("floor lamps", "does the second have one too?"), "Airone walnut tripod lamp, camel: its details don't say."),
        (("posts about rugs", "how much is it?"), "Their details don't say."),
        (("sofa", "can it stand outside?"), "None of their details say “outside”."),
    ],
)
def test_what_the_details_do_not_say_is_said_to_be_so(talk: Talk, texts: tuple[str, ...], told: str) -> None:
    assert talk(*texts).reply.text == told


def test_care_is_told_and_no_stuff_denied_where_care_is_asked(talk: Talk) -> None:
    told = talk("sofa", "is leather hard to look after?").reply.text
    assert "leather" not in told and told.count("vacuum") == 5


def test_what_people_say_of_a_thing_is_told(talk: Talk, shop: Assistant) -> None:
    turn = talk("vase", "how tall is the first?", "what do people say about it?")
    card = next(iter(turn.profile.shown))
    reception = shop.catalogue.receptions[card]
    assert f"{reception.rating:.1f} of 5 stars (ratings: {reception.ratings})" in turn.reply.text
    assert any(text in turn.reply.text for review in reception.reviews for text in review.text.values())


def test_the_whole_description_is_for_who_asks_for_more(talk: Talk, shop: Assistant) -> None:
    turn = talk("vase", "tell me more about the first one")
    assert shop.catalogue.item(next(iter(turn.profile.shown))).description["en"] in turn.reply.text


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("rugs", "does the first one come in a bigger size?"), "Meadow striped rug: we have no such size of it."),
        (("地毯", "第一个有更大的尺寸吗"), "本店没有这样的尺寸"),
        (("rugs", "does the first one come in a smaller size?"), "also comes as: Meadow striped runner, mustard."),
        (("rugs", "is the second one in stock?"), "9 in stock."),
        (("I can't stand sofas",), "can't stand sofas"),
    ],
)
def test_wording(talk: Talk, texts: tuple[str, ...], told: str) -> None:
    assert told in talk(*texts).reply.text


@pytest.mark.parametrize("text", ["which of your candles burn for long?", "想买盆绿植，家里有猫，要对猫安全的"])
def test_a_wish_is_met_with_a_list_however_sure_the_shop_is_of_an_answer(talk: Talk, text: str) -> None:
    turn = talk(text)
    assert turn.recommendations and turn.reply.answer is None
