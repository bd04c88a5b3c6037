"""Comparisons and facts in a made-up shop of kettles whose right answers are known."""

import json
from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.comparing import winner
from convrec.data.folder import read_catalogue
from convrec.facts import asked_for
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Contest, Item, Message, Turn
from convrec.understanding.references.contests import contest
from knowledge_graph import Profile

WORDS = {
    "kettle": "水壶", "mug": "马克杯", "black": "黑色", "red": "红色", "white": "白色", "green": "绿色",
    "cast iron": "铸铁", "enamel": "珐琅", "glass": "玻璃", "dishwasher safe": "可用洗碗机", "rechargeable": "可充电",
}  # fmt: skip


def text(english: str) -> dict[str, str]:
    return {"en": english, "zh": WORDS[english]}


def kettle(
    id: str, design: str, colour: str, material: str, price: float, litres: float, kilos: float, *features: str
) -> dict[str, Any]:
    attributes = {
        "category": text("kettle"), "colour": text(colour), "material": text(material), "capacity_ml": litres * 1000,
        "weight_kg": kilos, "features": [text(one) for one in features],
    }  # fmt: skip
    title = {"en": f"{design} kettle, {colour}", "zh": f"{design} 水壶 {WORDS[colour]}"}
    return {"id": id, "title": title, "price": price, "attributes": attributes, "variant_of": design}


ITEMS = [
    kettle("ember-black", "Ember", "black", "cast iron", 89, 1.0, 2.3),
    kettle("ember-red", "Ember", "red", "cast iron", 95, 1.0, 2.3),
    kettle("fjell-white", "Fjell", "white", "enamel", 59, 1.9, 1.3, "dishwasher safe"),
    kettle("fjell-green", "Fjell", "green", "enamel", 55, 1.9, 1.3, "dishwasher safe"),
    kettle("lone", "Lone", "green", "glass", 35, 1.2, 0.9, "rechargeable"),
    {"id": "mug-a", "title": {"en": "Alma mug", "zh": "Alma 马克杯"}, "price": 12,
     "attributes": {"category": text("mug"), "colour": text("red")}},
    {"id": "mug-b", "title": {"en": "Bira mug", "zh": "Bira 马克杯"}, "price": 9,
     "attributes": {"category": text("mug"), "colour": text("white")}},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = tmp_path_factory.mktemp("kettles")
    about = {
        "name": {"en": "Kettles", "zh": "水壶店"}, "currency": "EUR",
        "attribute_names": {"capacity_ml": {"en": "capacity", "zh": "容量"}},
    }  # fmt: skip
    (shop / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in ITEMS)
    (shop / "items.jsonl").write_text(lines, encoding="utf-8")
    return shop


@pytest.fixture
def shop(folder: Path, models: Any, tmp_path: Path) -> Assistant:
    settings, catalogue = Settings(home=tmp_path, catalogue=folder), read_catalogue(folder)
    index = open_index(tmp_path, catalogue, models, lambda what, share: None)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


def say(shop: Assistant, *texts: str) -> Turn:
    """The last of several turns."""
    return [shop.turn(Message("ann", text)) for text in texts][-1]


def item(id: str, price: float | None = None, **numbers: float) -> Item:
    return Item(id, "product", {"en": id}, price=price, numbers=numbers)


@pytest.mark.parametrize(
    ("text", "measure", "op", "utmost"),
    [
        ("which of the two is cheaper?", "price", "<=", False),
        ("and which one is lighter to carry?", "weight", "<=", False),
        ("which one is the cheapest?", "price", "<=", True),
        ("which holds more?", "capacity", ">=", False),
        ("which of them lasts the longest?", "battery", ">=", True),
        ("is the first one cheaper than the second?", "price", "<=", False),
        ("the cheapest mild one then", "price", "<=", True),
        ("哪个装水多", "capacity", ">=", False),
        ("哪个更轻一点？", "weight", "<=", False),
        ("最便宜的是哪种", "price", "<=", True),
        ("哪款续航长", "battery", ">=", False),
        ("谁更便宜", "price", "<=", False),
    ],
)
def test_what_is_asked_most_or_least_of(text: str, measure: str, op: str, utmost: bool) -> None:
    found = contest(text)
    assert found is not None and (found.measures[0], found.op, found.utmost) == (measure, op, utmost)


@pytest.mark.parametrize(
    "text",
    [
        "a cheaper one please", "something bigger", "how wide is the biggest one?",
        "is the cheapest one dishwasher safe?", "what's the cheapest way to return it?", "by Friday at the latest",
        "便宜点的", "有没有更大的", "最大的沙发有多宽", "最近有什么",
        "which lamp should I take if it has to be cheaper",
    ],
)  # fmt: skip
def test_wishes_and_other_facts_are_no_contest(text: str) -> None:
    assert contest(text) is None


def test_the_winner_is_by_the_first_measure_that_all_have() -> None:
    big = Contest(("width", "height"), ">=")
    pair = [item("a", height_cm=30, width_cm=10), item("b", height_cm=40)]
    won = winner(big, pair)
    assert won is not None and won[0].id == "b" and won[1] == "height"
    assert winner(Contest(("weight",), "<="), pair) is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "which of the two is cheaper?",
            "“Fjell kettle, white” is cheaper: €59, against €89 for “Ember kettle, black”.",
        ),
        ("which one holds more?", "“Fjell kettle, white” is roomier: 1,900 mL, against 1,000 mL"),
        ("which is heavier?", "“Ember kettle, black” is heavier: 2.3 kg, against 1.3 kg"),
        ("which of those two can go in the dishwasher?", "“Fjell kettle, white”: yes, dishwasher safe."),
        ("哪个便宜", "“Fjell 水壶 白色”更便宜：€59；“Ember 水壶 黑色”€89。"),
        ("哪个装水多", "“Fjell 水壶 白色”装得更多"),
        ("这两个哪个可以进洗碗机", "“Fjell 水壶 白色”：是的，可用洗碗机。“Ember 水壶 黑色”：资料中没有写"),
    ],
)
def test_the_two_that_were_compared_stay_the_two(shop: Assistant, asked: str, told: str) -> None:
    turn = say(shop, "show me kettles", "compare the black Ember with the white Fjell", asked)
    assert told in turn.reply.text and "Lone" not in turn.reply.text


def test_two_designs_are_two_things_and_no_four(shop: Assistant) -> None:
    titles = say(shop, "show me kettles", "compare Ember against Fjell").reply.text.splitlines()[1].split(" · ")
    assert [title.split()[0] for title in titles] == ["Ember", "Fjell"]
    titles = say(shop, "compare the black Ember with the red one").reply.text.splitlines()[1].split(" · ")
    assert titles == ["Ember kettle, black", "Ember kettle, red"]
    assert "Ember 水壶 红色 · Fjell 水壶 绿色" in say(shop, "红色的Ember和绿色的Fjell有什么区别").reply.text


def test_the_utmost_is_of_the_list_though_two_were_compared(shop: Assistant) -> None:
    asked = ("show me kettles", "compare the black Ember with the white Fjell", "which one is the cheapest?")
    turn = say(shop, *asked)
    assert "“Lone kettle, green” is the cheapest: €35" in turn.reply.text and not turn.reply.recommendations


def test_the_utmost_of_a_sort_is_said_and_shown(shop: Assistant) -> None:
    turn = say(shop, "show me kettles", "and the cheapest mug?")
    assert turn.reply.recommendations[0].item_id == "mug-b" and "The cheapest is “Bira mug”: €9." in turn.reply.text
    turn = say(shop, "回到水壶，最便宜的是哪种")
    assert turn.reply.recommendations[0].item_id == "lone" and "最便宜的是“Lone 水壶 绿色”：€35。" in turn.reply.text
    assert say(shop, "the biggest mug you have").reply.text.count("biggest") == 0  # no mug's size is known


def test_the_utmost_under_a_condition_is_searched_for(shop: Assistant) -> None:
    turn = say(shop, "show me kettles", "dearest one under 60 please")
    assert turn.reply.recommendations[0].item_id == "fjell-white" and "€59" in turn.reply.text


def test_who_judges_the_utmost_asks_for_none(shop: Assistant) -> None:
    turn = say(shop, "show me kettles", "I love the cheapest one")
    assert turn.understanding.contest is None and turn.understanding.references == ("lone",)


def test_alike_is_said_and_no_winner_named(shop: Assistant) -> None:
    turn = say(shop, "show me kettles", "compare the white Fjell with the green Fjell", "which is lighter?")
    assert turn.reply.text == "There is no difference in that: 1.3 kg each."


def test_a_comparison_ends_with_what_suits_and_why(shop: Assistant) -> None:
    asked = ("I love enamel", "I hate black", "show me kettles", "compare the black Ember with the white Fjell")
    text = say(shop, *asked).reply.text
    assert "I would take “Fjell kettle, white”: it has what you like (enamel)" in text
    assert "none of what you don't like (black)" in text
    assert "I would take" not in say(shop, "which is cheaper?").reply.text


def test_nobody_who_told_nothing_is_advised(shop: Assistant) -> None:
    assert "would take" not in say(shop, "show me kettles", "compare the black Ember with the white Fjell").reply.text


def test_the_same_in_white_is_a_variant(shop: Assistant) -> None:
    say(shop, "show me kettles", "compare the white Fjell with the red Ember")  # the Ember is spoken of last
    turn = say(shop, "is there a black one of it?")
    assert turn.reply.recommendations[0].item_id == "ember-black"


def test_a_list_ends_what_was_spoken_of_together(shop: Assistant) -> None:
    say(shop, "show me kettles", "compare the black Ember with the white Fjell")
    assert set(shop.profile("ann").together) == {"ember-black", "fjell-white"}
    say(shop, "show me mugs")
    assert shop.profile("ann").together == ()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("how much does the white Fjell kettle hold?", "fjell-white"),
        ("what does the red Ember cost?", "ember-red"),
        ("红色的Ember多少钱", "ember-red"),
    ],
)
def test_a_description_beside_a_name_tells_variants_apart(shop: Assistant, text: str, id: str) -> None:
    say(shop, "show me kettles")
    profile = shop.profile("ann")
    understood = shop._parts.taking_in.read(shop._parts.taking_in.see(Message("ann", text), profile), profile)
    assert shop._parts.responder.items.subjects(text, understood, profile)[:1] == (id,)
    assert shop._parts.responder.items.subjects(text, understood, Profile("ann"))[:1] == (id,)


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("how much does it hold?", ["capacity_ml"]),
        ("能装多少水", ["capacity_ml"]),
        ("how big is the carton?", ["capacity_ml", "weight_kg"]),
        ("多少钱", ["price"]),
    ],
)
def test_which_facts_a_question_asks_for(shop: Assistant, text: str, attributes: list[str]) -> None:
    items = [shop.catalogue.item("lone")]
    assert asked_for(text, items, shop.names, "en") == attributes
