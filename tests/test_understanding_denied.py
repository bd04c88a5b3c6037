"""What a message denies, lessens, points back at and leaves open, read against the tiny shop."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.names.leftover import leftover
from convrec.understanding.numbers.amounts import amounts
from convrec.understanding.numbers.units import DAY
from convrec.understanding.numbers.wanted import Stock, Wanted
from convrec.understanding.numbers.weekdays import by_weekday, weekday
from convrec.understanding.opinions.judging import read
from convrec.wire import turn_as_dict
from knowledge_graph import Profile
from knowledge_graph.schema import TASTE

Read = Callable[..., Understanding]
SOFAS = Profile("ann", shown={"sofa-linen": "", "sofa-velvet": ""}, search_words="sofa")
LAMPS = Profile("ann", shown={"lamp-oak": "", "lamp-brass": ""}, search_words="lamp")
BLUE = ("vase-blue", "vase-blue-too")
MONDAY, SATURDAY = 0, 5


@pytest.fixture(scope="module")
def shop_of_twins(tmp_path_factory: pytest.TempPathFactory, models: Any) -> Read:
    """Two chairs of one width."""
    rows = [{"id": id, "title": id, "attributes": {"category": "chair", "width_cm": 82}} for id in "ab"]
    folder = tmp_path_factory.mktemp("twins")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    catalogue = read_catalogue(folder)
    understander = Understander(catalogue, catalogue_graph(catalogue).entities, models)
    return lambda text, profile: understander.understand(Message("ann", text), profile)


def likings(read: Understanding) -> dict[str, float]:
    return {opinion.about: opinion.liking for opinion in read.opinions}


def limits(read: Understanding) -> set[tuple[str, str, object]]:
    return {(limit.attribute, limit.op, limit.value) for limit in read.constraints}


@pytest.mark.parametrize(
    ("text", "liking"),
    [
        ("oak is not exactly ugly", TASTE), ("oak isn't really awful", TASTE), ("橡木也不算难看", TASTE),
        ("oak is hardly my favourite", -TASTE), ("oak is not that gorgeous", -TASTE), ("橡木谈不上喜欢", -TASTE),
        ("I wouldn't say no to a bit of oak", 0.6), ("橡木我不排斥", 0.6),
        ("oak drives me up the wall", -0.9),
    ],
)  # fmt: skip
def test_a_denied_verdict_is_turned_round_and_mild(said: Read, text: str, liking: float) -> None:
    found = said(text)
    assert likings(found) == {"material/oak": liking} and not found.constraints


def test_a_denial_that_is_part_of_a_verdict_is_not_turned() -> None:
    assert not any(told.turned for told in read("I don't like oak").told)
    assert not any(told.turned for told in read("我不喜欢橡木").told)


def test_three_opinions_and_no_word_of_them_left_over(said: Read) -> None:
    text = "I loved the linen one but the velvet was a nightmare to clean, and honestly the price is fine"
    found = said(text)
    assert likings(found) == {"material/linen": 0.9, "material/velvet": -0.9, "aspect/price": 0.6}
    quotes = {opinion.about: opinion.quote for opinion in found.opinions}
    assert quotes["material/linen"] == "I loved the linen one" and "price is fine" in quotes["aspect/price"]
    assert not found.unresolved


def test_where_things_are_shown_the_linen_one_is_one_of_them(said: Read) -> None:
    assert likings(said("I loved the linen one", SOFAS)) == {"item/sofa-linen": 0.9}


def test_where_most_things_shown_are_blue_the_blue_one_tells_of_a_taste(said: Read) -> None:
    vases = Profile("ann", shown=dict.fromkeys(("vase-blue", "vase-blue-too", "vase-green"), ""))
    assert likings(said("I loved the blue one", vases)) == {"colour/blue": 0.9}


def test_who_refuses_it_refuses_what_was_named_before(said: Read) -> None:
    found = said("my husband swears by leather but I'd never sit on it")
    assert likings(found)["material/leather"] < 0
    assert not found.constraints and not found.unresolved


def test_a_sort_at_hand_is_no_taste_for_the_sort(said: Read) -> None:
    assert not said("the rug is lovely").opinions
    assert likings(said("I love rugs")) == {"category/rug": 0.9}


def test_less_of_a_value_lowers_it(said: Read) -> None:
    assert likings(said("a lamp, less yellow", LAMPS)) == {"colour/yellow": -0.5}
    assert "colour/yellow" not in likings(said("a lamp, more or less yellow", LAMPS)) or (
        likings(said("a lamp, more or less yellow", LAMPS))["colour/yellow"] > 0
    )


def test_must_not_be_refuses_and_need_not_be_frees(said: Read) -> None:
    assert ("colour", "!=", "green") in limits(said("a sofa, must not be green"))
    assert not limits(said("a sofa, need not be green"))


def test_of_several_that_lamp_is_the_one_spoken_of_or_the_first(said: Read) -> None:
    assert said("that lamp is gorgeous", LAMPS).references == ("lamp-oak",)
    spoken = Profile("ann", shown=LAMPS.shown, search_words="lamp", focus="lamp-brass")
    assert said("that lamp is gorgeous", spoken).references == ("lamp-brass",)
    assert list(likings(said("that lamp is gorgeous", LAMPS))) == ["item/lamp-oak"]


def test_the_cheaper_of_two_is_one(said: Read) -> None:
    assert said("两个里便宜的那个", LAMPS).references == ("lamp-oak",)
    assert said("这两个当中贵的那个", LAMPS).references == ("lamp-brass",)


def test_days_of_the_week_are_counted_from_today() -> None:
    assert [days for _, _, days in by_weekday("by Friday", MONDAY)] == [4]
    assert [days for _, _, days in by_weekday("needs to be here before Monday", MONDAY)] == [7]
    assert [days for _, _, days in by_weekday("by next Friday", MONDAY)] == [11]
    assert [days for _, _, days in by_weekday("周五之前要送到，下周三收", SATURDAY)] == [6, 4]
    assert not list(by_weekday("a Friday night, 周末见", MONDAY))
    assert weekday(datetime.datetime(2024, 5, 20, tzinfo=datetime.timezone.utc).timestamp()) == MONDAY


def test_a_weekday_is_a_deadline_where_one_knows_the_day() -> None:
    (amount,) = amounts("arrive by Friday", MONDAY)
    assert (amount.comparison, amount.high) == ("max", 4 * DAY)
    assert not amounts("arrive by Friday")


@pytest.mark.parametrize(("text", "measure", "value"), [("两尺宽", "cm", 66.67), ("至少三个座位", "seat", 3)])
def test_chinese_feet_and_seats(text: str, measure: str, value: float) -> None:
    (amount,) = amounts(text)
    assert (amount.measure, round(amount.low, 2)) == (measure, value)


def test_a_year_is_no_price(said: Read) -> None:
    assert not said("who won the cup in 2018?").constraints
    assert ("price", "<=", 2018.0) in limits(said("a sofa under 2018"))


def test_a_size_of_a_part_is_none_of_the_thing(said: Read) -> None:
    found = said("shorter legs", SOFAS)
    assert not found.constraints and "legs" in found.unresolved
    assert limits(said("a narrower one", SOFAS))


def test_what_is_alike_in_all_of_a_sort_cannot_be_more(catalogue: Catalogue) -> None:
    blue, vases = ([catalogue.row[item] for item in items] for items in (BLUE, (*BLUE, "vase-green")))
    stock = Stock(catalogue)
    alike = Wanted(np.array(blue), np.array(blue), np.array(blue))
    assert stock.bound("width_cm", ">=", alike, strict=True) is None
    apart = Wanted(np.array(vases), np.array(blue), np.array(vases))
    assert stock.bound("width_cm", "<=", apart, strict=True) == pytest.approx(18 * 0.99)
    assert stock.bound("width_cm", ">=", apart, strict=True) is None  # the other one is narrower


def test_what_cannot_be_more_is_said_and_not_asked_for(shop_of_twins: Read) -> None:
    found = shop_of_twins("wider", Profile("ann", shown={"a": "", "b": ""}, search_words="chair"))
    assert not found.constraints and found.notes == ("beyond:wider",)


def test_chinese_words_that_nothing_is_made_of_are_kept(said: Read) -> None:
    assert said("没有灯罩的", LAMPS).unresolved == ("灯罩",)
    assert "脆" in said("口感脆一点", LAMPS).unresolved
    assert not said("有没有便宜一点的橡木台灯", LAMPS).unresolved
    assert leftover("我想要防潮的", []) == ["防潮"]
    assert not leftover("我想要防潮的", [(3, 5)])


@pytest.mark.parametrize("word", ["woollen", "woolen", "wollen"])
def test_adjectives_of_a_stuff_name_it(said: Read, word: str) -> None:
    found = said(f"a {word} rug")
    assert likings(found) == {"material/wool": 0.5} and found.topic == ("category/rug",)


def test_a_question_for_a_sort_looks_for_it(said: Read) -> None:
    found = said("有花瓶吗")
    assert (found.intent, found.topic) == ("find", ("category/vase",))


def test_both_intents_are_told(assistant: Assistant) -> None:
    told = turn_as_dict(assistant.turn(Message("ann", "show me vases")))["understanding"]
    assert told["intent"] == "find" and told["also"] == []


def test_who_nods_is_not_welcomed_again(assistant: Assistant) -> None:
    assert "welcome" in assistant.turn(Message("ann", "hello")).reply.text
    assistant.turn(Message("ann", "show me vases"))
    assert "welcome" not in assistant.turn(Message("ann", "ok")).reply.text
