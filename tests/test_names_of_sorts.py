"""What sorts of things are called: by their own names first, by one sign, by a word before them, and misspelt."""

from pathlib import Path

import pytest

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message
from convrec.understanding.language import tokens
from convrec.understanding.names.lexicon import Lexicon
from convrec.understanding.names.spelling import Spelling
from knowledge_graph.schema import Entity

GROCERIES = Path(__file__).parent / "gold" / "groceries"
SORTS = {
    one.id: one
    for one in (
        Entity("category/coffee-table", {"en": ("coffee table", "low table"), "zh": ("咖啡桌", "茶几")}),
        Entity("category/side-table", {"en": ("side table", "coffee table"), "zh": ("边几", "茶几")}),
        Entity("category/tote-bag", {"en": ("tote bag",), "zh": ("托特包",)}),
        Entity("category/backpack", {"en": ("backpack",), "zh": ("双肩包",)}),
        Entity("material/leather", {"en": ("leather",), "zh": ("皮革",)}),
        Entity("features/letter", {"en": ("holds a letter",)}),
        Entity("features/with-drawer", {"en": ("with drawer",)}),
    )
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(SORTS, ("category",))


def test_what_a_sort_is_called_first_names_no_other(lexicon: Lexicon) -> None:
    assert lexicon.english["coffee", "table"] == ["category/coffee-table"]
    assert lexicon.chinese["茶几"] == ["category/coffee-table", "category/side-table"]


def test_a_single_sign_names_the_sorts_that_end_in_it_where_it_means_so(lexicon: Lexicon) -> None:
    assert set(lexicon.heads["包"]) == {"category/tote-bag", "category/backpack"}


def test_what_a_thing_comes_with_names_that(lexicon: Lexicon) -> None:
    assert lexicon.english["drawer",] == ["features/with-drawer"]


@pytest.mark.parametrize(("typed", "meant"), [("lether", "leather"), ("leathr", "leather"), ("letter", "letter")])
def test_a_name_by_itself_is_meant_before_a_word_of_a_longer_one(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert Spelling(lexicon, (), ()).corrected(tokens(typed)[0], True)[0] == meant


@pytest.fixture(scope="module")
def grocer(demo_home: Path) -> Assistant:
    return Assistant.build(Settings(home=demo_home, catalogue=GROCERIES))


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("oat milk", "category/oat-drink"),
        ("有没有oat milk", "category/oat-drink"),
        ("milk", "category/milk"),
        ("lactose free milk", "category/milk"),
        ("espresso beans", "category/coffee"),
        ("gimme sum crips", "category/crisps"),
        ("煮意面", "category/pasta"),
    ],
)
def test_sorts_by_what_people_call_them(grocer: Assistant, text: str, sort: str) -> None:
    assert grocer.turn(Message(text, text)).understanding.topic == (sort,)


def test_a_refused_sort_that_nothing_searched_is_of_is_refused_by_its_word(grocer: Assistant) -> None:
    turn = grocer.turn(Message("no orange", "some juice, but not orange"))
    shown = [grocer.catalogue.item(one.item_id).title["en"].lower() for one in turn.recommendations]
    assert shown and not any("orange" in title for title in shown)


def test_what_somebody_else_cannot_have_holds_for_all_that_is_for_them(grocer: Assistant) -> None:
    grocer.turn(Message("guest", "pasta for a friend, she's vegan and can't have gluten"))
    turn = grocer.turn(Message("guest", "and some bread she can eat?"))
    features = [grocer.catalogue.item(one.item_id).attributes["features"] for one in turn.recommendations]
    assert features and all({"vegan", "gluten-free"} <= {f["en"] for f in own} for own in features)
