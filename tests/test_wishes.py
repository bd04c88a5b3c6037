"""Wishes in a search that must be met, that are no dislikes, that are put right or mistyped, in a made-up shop."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.numbers.amounts import amounts
from knowledge_graph import Opinion, Profile, fold
from knowledge_graph.schema import BEGINS, NARROWS, Constraint, Liking

ZH = {
    "bag": "双肩包", "tray": "托盘", "milk": "牛奶", "black": "黑色", "blue": "蓝色", "white": "白色",
    "oak": "橡木", "cotton": "棉", "laptop sized": "可放笔记本电脑", "gluten free": "无麸质", "organic": "有机",
    "waterproof": "防水",
}  # fmt: skip
ROWS: list[tuple[str, str, str, str, list[str], float]] = [
    ("bag-work", "City bag", "bag", "black", ["laptop sized", "waterproof"], 90),
    ("bag-blue", "Trip bag", "bag", "blue", ["laptop sized"], 60),
    ("bag-small", "Day bag", "bag", "white", ["waterproof"], 30),
    ("tray-oak", "Long tray", "tray", "white", ["organic"], 20),
    ("tray-blue", "Round tray", "tray", "blue", [], 25),
    ("milk-plain", "Plain milk", "milk", "white", ["gluten free"], 2),
    ("milk-good", "Meadow milk", "milk", "white", ["organic", "gluten free"], 3),
]  # fmt: skip
Read = Callable[..., Understanding]


def _text(word: str) -> dict[str, str]:
    return {"en": word, "zh": ZH[word]}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("wishes")
    items = [
        {
            "id": id,
            "title": title,
            "price": price,
            "attributes": {
                "category": _text(sort),
                "colour": _text(colour),
                "features": [_text(feature) for feature in features],
            },
        }
        for id, title, sort, colour, features, price in ROWS
    ]
    (folder / "items.jsonl").write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items), "utf-8")
    (folder / "catalogue.json").write_text(json.dumps({"currency": "EUR"}), "utf-8")
    return read_catalogue(folder)


@pytest.fixture(scope="module")
def read(shop: Catalogue, models: Any) -> Read:
    understander = Understander(shop, catalogue_graph(shop).entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or BAGS)


@pytest.fixture
def counter(shop: Catalogue, models: Any, tmp_path: Path) -> Assistant:
    settings = Settings(home=tmp_path, catalogue=shop.folder)
    index = open_index(tmp_path, shop, models, lambda what, share: None)
    return Assistant(shop, models, index, open_memory(settings, shop.topics), settings)


def searching(*limits: Constraint, likings: dict[str, float] | None = None) -> Profile:
    """Somebody who is shown bags, under further conditions."""
    known = {about: Liking(about, value, 1.0, "", "message") for about, value in (likings or {}).items()}
    shown = {"bag-work": "", "bag-blue": "", "bag-small": ""}
    limits = (Constraint("category", "=", "bag"), *limits)
    return Profile("ann", known, limits, shown, search_words="bag")


BAGS = searching()
LAPTOP = ("features", "has", "laptop-sized")
BLUE = ("colour", "=", "blue")


def limits(understood: Understanding) -> set[tuple[str, str, object]]:
    return {(limit.attribute, limit.op, limit.value) for limit in understood.constraints}


def likings(understood: Understanding) -> dict[str, float]:
    return {opinion.about: opinion.liking for opinion in understood.opinions}


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("laptop sized please", LAPTOP), ("waterproof", ("features", "has", "waterproof")), ("in blue", BLUE),
        ("the blue ones", BLUE), ("show me the blue ones please", BLUE), ("only blue", BLUE), ("must be blue", BLUE),
        ("something that is laptop sized", LAPTOP), ("bags that are waterproof", ("features", "has", "waterproof")),
        ("looking for a blue bag", BLUE), ("I'm searching for a blue bag", BLUE), ("给妈妈用的蓝色双肩包", BLUE),
        ("blue bags", BLUE), ("蓝色的", BLUE), ("要蓝色的", BLUE), ("只要蓝色", BLUE), ("要能装电脑", LAPTOP),
        ("来个蓝色双肩包", BLUE), ("防水的就行", ("features", "has", "waterproof")),
    ],
)  # fmt: skip
def test_what_is_demanded_must_be(read: Read, text: str, must: tuple[str, str, object]) -> None:
    assert limits(read(text)) == {must}


@pytest.mark.parametrize(
    "text",
    [
        "ideally blue",
        "maybe blue",
        "I like blue",
        "preferably laptop sized",
        "最好是蓝色的",
        "蓝色的优先",
        "我喜欢蓝色的",
    ],
)
def test_softer_words_leave_a_wish(read: Read, text: str) -> None:
    found = read(text)
    assert not limits(found) and all(liking > 0 for liking in likings(found).values()) and likings(found)


def test_what_nothing_of_the_sort_has_stays_a_condition_so_that_it_is_told(read: Read) -> None:
    organic = {("features", "has", "organic")}
    assert limits(read("organic please")) == organic and limits(read("要有机的")) == organic


def test_outside_a_search_a_bare_word_is_a_wish(read: Read) -> None:
    assert not limits(read("blue", Profile("ann")))


def test_a_further_colour_replaces_the_one_before_and_a_further_feature_narrows(read: Read) -> None:
    blue, wet = Constraint(*BLUE), Constraint("features", "has", "waterproof")
    assert blue.about in read("white", searching(blue)).retracted
    assert blue.about in read("有白色的吗，白色的也可以", searching(blue)).retracted
    assert blue.about in read("any colour", searching(blue)).retracted
    assert blue.about in read("颜色随便", searching(blue)).retracted
    assert not read("laptop sized", searching(wet)).retracted
    assert wet.about in read("doesn't have to be waterproof", searching(wet)).retracted
    assert wet.about in read("也不用非得防水", searching(wet)).retracted


def test_not_necessarily_is_no_dislike(read: Read) -> None:
    wet = searching(Constraint("features", "has", "waterproof"))
    assert not limits(read("也不用非得防水", wet)) and not likings(read("也不用非得防水", wet))


def test_demands_hold_until_they_are_taken_back(counter: Assistant) -> None:
    def shown(text: str) -> set[str]:
        return {card.item_id for card in counter.turn(Message("ann", text)).reply.recommendations}

    assert shown("bags") == {"bag-work", "bag-blue", "bag-small"}
    assert shown("waterproof please") == {"bag-work", "bag-small"}
    assert shown("laptop sized") == {"bag-work"}
    assert "limit/features/has/waterproof" in {line.about for line in counter.profile_lines("ann", "en")}
    assert shown("waterproof isn't a must") == {"bag-work", "bag-blue"}
    assert shown("trays") == {"tray-oak", "tray-blue"}


def test_where_nothing_has_all_the_nearest_is_shown_and_said(counter: Assistant) -> None:
    counter.turn(Message("ann", "bags under 50"))
    for text, told in (("the blue ones", "Nothing that fits is blue"), ("要蓝色的", "没有蓝色的")):
        reply = counter.turn(Message("ann", text)).reply
        assert [card.item_id for card in reply.recommendations] == ["bag-small"] and told in reply.text


def test_what_a_thing_must_be_without_is_never_let_go(counter: Assistant) -> None:
    counter.turn(Message("ann", "gluten free milk"))
    reply = counter.turn(Message("ann", "under €1")).reply
    assert not reply.recommendations


@pytest.mark.parametrize("text", ["no, I'll stay with blue", "no I'll stay with blue", "no let's keep blue"])
def test_a_no_to_something_else_refuses_nothing(read: Read, text: str) -> None:
    assert likings(read(text)) == {"colour/blue": 0.5} and all(op != "!=" for _, op, _ in limits(read(text)))


def test_a_refusal_is_not_carried_to_the_next_wish(read: Read) -> None:
    found = read("no trays, and milk that's organic", Profile("ann"))
    assert found.topic == ("category/milk",) and limits(found) >= {("features", "has", "organic")}
    assert not any(liking < 0 for about, liking in likings(found).items() if about != "category/tray")


@pytest.mark.parametrize("text", ["and trays", "trays?", "also a tray", "托盘", "再来个托盘", "拖盘有吗", "traays"])
def test_another_sort_is_looked_for(read: Read, text: str) -> None:
    found = read(text)
    assert found.topic == ("category/tray",) and not limits(found) and not likings(found)


def test_several_sorts_at_once_are_all_looked_for(read: Read) -> None:
    for text in ("a tray and milk please", "牛奶和托盘都给我看看", "牛奶 托盘"):
        assert set(read(text).topic) == {"category/tray", "category/milk"}, text
    assert set(read("trays would be fine too").topic) == {"category/bag", "category/tray"}


def test_a_word_for_what_is_without_something_may_be_written_together(read: Read) -> None:
    assert limits(read("glutenfree milk")) == {("features", "has", "gluten-free")}


HATED = searching(Constraint("colour", "!=", "blue"), likings={"colour/blue": -0.9})


@pytest.mark.parametrize(
    "text",
    [
        "I don't hate blue, I just said not for work", "sorry, wrong. It's my wife who hates blue, I don't mind it",
        "说错了，我讨厌的是白色，不是蓝色", "我不讨厌蓝色", "蓝色的也没关系", "blue is fine",
        "actually blue's ok, I changed my mind", "蓝色其实还行", "蓝色记错了，我不讨厌蓝色",
    ],
)  # fmt: skip
def test_a_dislike_is_taken_back(read: Read, text: str) -> None:
    found = read(text, HATED)
    assert {"colour/blue", "limit/colour/!=/blue"} <= set(found.retracted)
    assert "colour/blue" not in likings(found) and ("colour", "!=", "blue") not in limits(found)


def test_a_dislike_of_mine_and_of_hers_stays(read: Read) -> None:
    found = read("my wife hates blue too", HATED)
    assert not found.retracted


@pytest.mark.parametrize("text", ["raise the budget to 350", "预算可以加到350", "上限提高到350", "bump it up to 350"])
def test_a_limit_is_moved(read: Read, text: str) -> None:
    found = read(text, searching(Constraint("price", "<=", 300.0)))
    assert ("price", "<=", 350.0) in limits(found) and not likings(found)


@pytest.mark.parametrize("text", ["money doesn't matter", "价格随便"])
def test_a_limit_is_dropped(read: Read, text: str) -> None:
    assert "limit/price/<=/300" in read(text, searching(Constraint("price", "<=", 300.0))).retracted


def test_a_classifier_before_an_english_word_is_no_price() -> None:
    assert not amounts("想要一块 rug") and [a.low for a in amounts("20刀以内")] == [20]


def test_a_price_that_bounds_points_at_nothing(read: Read) -> None:
    assert not read("under €29.90").references


def test_a_further_condition_begins_no_search() -> None:
    sort, blue = Constraint("category", "=", "bag").about, Constraint(*BLUE).about
    log = [Opinion("ann", sort, BEGINS, 1.0), Opinion("ann", blue, NARROWS, 2.0)]
    assert fold("ann", log).search_began == 1.0
    both = [*log, Opinion("ann", Constraint(*LAPTOP).about, NARROWS, 3.0)]
    both.append(Opinion("ann", Constraint("features", "has", "waterproof").about, NARROWS, 4.0))
    assert {c.value for c in fold("ann", both).constraints} == {"bag", "blue", "laptop-sized", "waterproof"}


@pytest.mark.parametrize("text", ["not the city bag", "no, not the city bag please"])
def test_refusing_one_thing_refuses_not_its_sort(read: Read, text: str) -> None:
    found = read(text)
    assert ("category", "!=", "bag") not in limits(found) and likings(found)["item/bag-work"] < 0
