"""Names of designs, how many are wanted, what must be without something, and titles misspelt; against a small shop."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from convrec.data.designs import DESIGN, with_designs
from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.shelf import Shelf
from convrec.index import item_text
from convrec.types import Item, Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.names.leftover import leftover
from knowledge_graph import Constraint, Profile

Read = Callable[..., Understanding]
ROWS = (
    ("havana", "Havana leather armchair", "Havana 真皮扶手椅", "Havana", "armchair", {"material": "leather"}),
    (
        "havana-black",
        "Havana leather armchair, black",
        "Havana 真皮扶手椅 黑色",
        "Havana",
        "armchair",
        {"colour": "black"},
    ),
    ("brulo", "Brulo linen armchair", "Brulo 亚麻扶手椅", "Brulo", "armchair", {"material": "linen"}),
    ("brulo-grey", "Brulo linen armchair, grey", "Brulo 亚麻扶手椅 灰色", "Brulo", "armchair", {"colour": "grey"}),
    ("brulo-bench", "Brulo linen bench", "Brulo 亚麻长凳", "Brulo", "bench", {"material": "linen"}),
    ("chair", "Plain oak dining chair", "橡木餐椅", "", "dining chair", {"material": "oak"}),
    ("milk", "Whole milk", "全脂牛奶", "", "milk", {"features": "organic"}),
    ("milk-free", "Mild milk", "舒心牛奶", "", "milk", {"features": "lactose-free"}),
    ("juice", "Braeburn cordial", "苹果汁", "", "juice", {"features": "organic"}),
)
CHINESE = {"armchair": "扶手椅", "dining chair": "餐椅", "bench": "长凳", "milk": "牛奶", "juice": "果汁"}
VALUES = {"leather": "皮", "lactose-free": "无乳糖", "grey": "灰色", "black": "黑色"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("designs")
    with (folder / "items.jsonl").open("w", encoding="utf-8") as file:
        for stock, (id, title, chinese, design, sort, more) in enumerate(ROWS, 2):
            values = {name: {"en": value, "zh": VALUES.get(value, value)} for name, value in more.items()}
            sorts = {"category": {"en": sort, "zh": CHINESE[sort]}}
            row = {"id": id, "title": {"en": title, "zh": chinese}, "variant_of": design, "price": 100 + stock}
            file.write(json.dumps({**row, "attributes": {**sorts, **values, "stock": stock}}) + "\n")
    return read_catalogue(folder)


@pytest.fixture(scope="module")
def said(shop: Catalogue, models: Any) -> Read:
    understander = Understander(shop, catalogue_graph(shop).entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or Profile("ann"))


def limits(read: Understanding) -> set[tuple[str, str, object]]:
    return {(limit.attribute, limit.op, limit.value) for limit in read.constraints}


def test_what_variants_share_in_their_titles_names_their_design(shop: Catalogue) -> None:
    designs = {item.id: item.attributes[DESIGN] for item in shop.items if DESIGN in item.attributes}
    assert set(designs) == {"havana", "havana-black", "brulo", "brulo-grey", "brulo-bench"}
    assert designs["brulo-bench"] == ({"en": "Brulo"},)
    assert "Brulo" not in item_text(shop.item("brulo"), "en").replace("Brulo linen armchair", "")


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("Oak table, small", "Oak table, large"), ""),  # oak is what it is made of
        (("Farm Jug, cream", "Farm Jug, blue"), "Farm Jug"),
        (("Lido table, oak", "Lido stool"), "Lido"),
        (("One Very Long Name indeed", "One Very Long Name indeed, red"), ""),
        (("Lido table", "Arco table"), ""),
        (("Large mug, blue", "Large mug, white"), ""),
    ],
)
def test_a_design_is_named_by_words_with_capitals(titles: tuple[str, str], name: str) -> None:
    items = [
        Item(str(n), "product", {"en": title}, {}, attributes={"material": ({"en": "oak"},)}, variant_of="one")
        for n, title in enumerate(titles)
    ]
    assert [item.attributes.get(DESIGN) for item in with_designs(items)] == [({"en": name},) if name else None] * 2


def test_a_catalogue_s_own_designs_stay() -> None:
    own = Item("a", "product", {"en": "Lido"}, {}, attributes={DESIGN: ({"en": "mine"},)}, variant_of="x")
    assert with_designs([own, own]) == (own, own)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("a Havana in black", {"design_name/havana"}),
        ("anything by Brulo?", {"design_name/brulo"}),
        ("Brulo armchairs", {"design_name/brulo", "category/armchair"}),
        ("哈瓦那皮椅", {"design_name/havana", "category/armchair", "category/dining-chair"}),
        ("布鲁罗的扶手椅", {"design_name/brulo", "category/armchair"}),
    ],
)
def test_a_design_is_what_is_looked_for(said: Read, shop: Catalogue, text: str, topic: set[str]) -> None:
    found = said(text)
    assert found.intent == "find" and set(found.topic) == topic


def test_a_verdict_on_a_design_is_one_on_what_is_shown_of_it(said: Read) -> None:
    shown = Profile("ann", shown={"havana": "", "brulo": "", "brulo-grey": ""}, search_words="armchair")
    views = {o.about: o.liking for o in said("the Havana is lovely but the Brulo is ugly", shown).opinions}
    assert views["item/havana"] > 0 > views["item/brulo"] and views["item/brulo-grey"] < 0


def test_what_is_likened_to_a_design_is_something_else(said: Read) -> None:
    found = said("something like the Brulo but cheaper")
    assert not found.topic and set(found.references) == {"brulo", "brulo-grey", "brulo-bench"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I need six armchairs", 6.0), ("four grey armchairs please", 4.0), ("a dozen armchairs", 12.0),
        ("要六把扶手椅", 6.0), ("想买两把灰色的扶手椅", 2.0),
        ("the two armchairs", None), ("show me three armchairs", None), ("第二把扶手椅", None), ("这两把扶手椅", None),
        ("one armchair", None), ("our 4 armchairs", None), ("top 10 armchairs", None), ("100 percent armchairs", None),
        ("三个抽屉的扶手椅", None),
    ],
)  # fmt: skip
def test_as_many_as_are_wanted_must_be_in_stock(said: Read, text: str, wanted: float | None) -> None:
    found = said(text)
    assert {limit for limit in limits(found) if limit[0] == "stock"} == ({("stock", ">=", wanted)} if wanted else set())
    assert not wanted or not found.unresolved


def test_stock_is_held_to(shop: Catalogue, said: Read) -> None:
    shelf = Shelf(shop.items, shop.row, catalogue_graph(shop))
    open_rows = ~shelf.violations(said("five armchairs").constraints)
    assert [shop.items[row].id for row in open_rows.nonzero()[0]][:1] == ["brulo-grey"]


@pytest.mark.parametrize(
    "text", ["milk, no lactose please", "I can't have lactose. milk please", "不要含乳糖的牛奶", "牛奶，乳糖过敏"]
)
def test_who_cannot_have_something_gets_what_is_without_it(said: Read, text: str) -> None:
    found = said(text)
    assert ("features", "=", "lactose-free") in limits(found) and found.topic == ("category/milk",)


def test_what_goes_without_saying_is_not_demanded(said: Read) -> None:
    assert not limits(said("juice without lactose"))
    assert limits(said("lactose-free milk")) == {("features", "has", "lactose-free")}


@pytest.mark.parametrize("text", ["braebrun", "some braebrun please"])
def test_words_of_titles_are_found_though_misspelt(said: Read, text: str) -> None:
    found = said(text)
    assert found.intent == "find" and not found.unresolved and "braeburn" in found.search_text.lower()


def test_what_is_not_understood_is_kept_as_it_was_said(said: Read) -> None:
    assert said("some gadgets please").unresolved == ("gadgets",)
    assert leftover("斯堪的纳维亚的奥海默", [(0, 7)]) == ["奥海默"]


def test_love_that_could_not_be_more_is_love(said: Read) -> None:
    assert [o.liking for o in said("I couldn't love oak more").opinions] == [0.9]
    assert [o.liking for o in said("I couldn't love oak").opinions] != [0.9]


def test_small_words_in_passing(said: Read) -> None:
    shown = Profile("ann", shown={"havana": "", "brulo": ""}, search_words="armchair")
    assert [o.liking for o in said("leather is not my cup of tea", shown).opinions] == [-0.6]
    assert limits(said("三到五百的扶手椅")) == {("price", ">=", 300.0), ("price", "<=", 500.0)}
    assert said("我对亚麻过敏，有扶手椅吗").topic == ("category/armchair",)
    assert not said("price is no object, an armchair please").unresolved


def test_a_design_narrows_the_search_for_its_sort(said: Read) -> None:
    sofas = Profile("ann", constraints=(Constraint("category", "=", "armchair"),), search_words="armchair")
    assert set(said("only the Brulo please", sofas).topic) == {f"{DESIGN}/brulo", "category/armchair"}
    milk = Profile("ann", constraints=(Constraint("category", "=", "milk"),), search_words="milk")
    assert set(said("only the Brulo please", milk).topic) == {f"{DESIGN}/brulo"}


def test_a_capital_at_the_beginning_names_no_design(said: Read) -> None:
    assert said("Havana armchairs").topic == (
        "category/armchair",
    )  # an English word: "Harbour lights" says nothing of Harbour
    assert set(said("I want Havana armchairs").topic) == {f"{DESIGN}/havana", "category/armchair"}
