"""What messages point at: places, descriptions, names, pronouns, earlier lists, the photo; or at nothing."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from convrec.data.folder import Catalogue
from convrec.models import Models
from convrec.types import PHOTO_SENT, Message, PhotoVectors, Understanding
from convrec.understanding import Understander
from convrec.understanding.references.described import Descriptions
from convrec.understanding.references.places import places
from knowledge_graph import CatalogueGraph, Profile
from knowledge_graph.schema import Liking

Point = Callable[..., tuple[str, ...]]
LAMPS = ("lamp-oak", "lamp-brass", "lamp-rattan")
MIXED = ("lamp-oak", "lamp-brass", "vase-green")
SOFAS = ("sofa-leather", "sofa-linen", "sofa-velvet")
RED = np.array([[1.0, 0.0, 0.0]])
PHOTO = PhotoVectors(RED, RED, RED)


def profile(*lists: tuple[str, ...], focus: str = "", spoken: tuple[str, ...] = ()) -> Profile:
    """Somebody who was shown these lists, the last one last."""
    shown = dict.fromkeys(lists[-1], "") if lists else {}
    return Profile("ann", shown=shown, earlier=tuple(reversed(lists[:-1])), focus=focus, spoken=spoken)


@pytest.fixture(scope="module")
def point(catalogue: Catalogue, graph: CatalogueGraph, models: Models) -> Point:
    understander = Understander(catalogue, graph.entities, models)

    def read(text: str, *lists: tuple[str, ...], photo: bool = False, **known: object) -> tuple[str, ...]:
        who = profile(*lists, **known)  # type: ignore[arg-type]
        return understander.understand(Message("ann", text, sent_at=9.0), who, PHOTO if photo else None).references

    return read


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("the second one", 3, [1]),
        ("the 2nd", 3, [1]),
        ("number 3 looks nice", 3, [2]),
        ("I'd take #2", 3, [1]),
        ("no. 2 please", 3, [1]),
        ("first or second, which weighs less", 3, [0, 1]),
        ("torn between the first and the third", 3, [0, 2]),
        ("the first two", 3, [0, 1]),
        ("the last two are ugly", 4, [2, 3]),
        ("the middle one", 3, [1]),
        ("the one in the middle", 3, [1]),
        ("last but one", 4, [2]),
        ("the second to last", 4, [2]),
        ("the last one's too long", 3, [2]),
        ("how do I return the last one?", 3, [2]),
        ("the one on the left", 2, [0]),
        ("1 and 3", 3, [0, 2]),
        ("第二个", 3, [1]),
        ("第3款多少钱", 3, [2]),
        ("第一张和第三张", 3, [0, 2]),
        ("前两个", 3, [0, 1]),
        ("后两款都行", 3, [1, 2]),
        ("中间那个", 3, [1]),
        ("倒数第二个", 4, [2]),
        ("最后那款", 3, [2]),
        ("最后一个", 3, [2]),
        ("头一个不错", 3, [0]),
        ("1和3哪个轻", 3, [0, 2]),
        ("2号怎么样", 3, [1]),
        ("左边那个", 2, [0]),
        ("first too big", 3, [0]),
        ("nearly third", 3, [2]),
        ("second: no", 3, [1]),
        ("no second please", 3, [1]),
        ("first I need a lamp", 3, []),
        ("second thoughts", 3, []),
        ("the ninth one", 3, []),
        ("the first time I bought here", 3, []),
        ("first of all, do you deliver", 3, []),
        ("I saw it last night", 3, []),
        ("scrap the last thing I said", 3, []),
        ("do you sell second hand", 3, []),
        ("a sofa for the third floor", 3, []),
        ("第一次来", 3, []),
        ("第二天能到吗", 3, []),
        ("3号能送到吗", 3, []),
        ("最后我选了别家", 3, []),
        ("for 2 or 3 people", 3, []),
    ],
)
def test_places(text: str, count: int, found: list[int]) -> None:
    assert [place for _, place in places(text, count)] == found


@pytest.mark.parametrize(
    ("text", "shown", "items"),
    [
        ("the cheaper of the two", ("lamp-brass", "lamp-oak"), ("lamp-oak",)),
        ("what about the most expensive one", MIXED, ("lamp-brass",)),
        ("the big one please", MIXED, ("lamp-oak",)),
        ("is the smaller one in stock", MIXED, ("vase-green",)),
        ("贵的那个好在哪", MIXED, ("lamp-brass",)),
        ("便宜点的那款", MIXED, ("vase-green",)),
        ("最大的那个", MIXED, ("lamp-oak",)),
        ("那个小的我喜欢", MIXED, ("vase-green",)),
        ("the blue one", SOFAS, ("sofa-linen",)),
        ("the velvet one and the linen one", SOFAS, ("sofa-velvet", "sofa-linen")),
        ("that green thing is hideous", SOFAS, ("sofa-velvet",)),
        ("like the leather one but in white", SOFAS, ("sofa-leather",)),
        ("softer than the brown one", SOFAS, ("sofa-leather",)),
        ("那个蓝的", SOFAS, ("sofa-linen",)),
        ("蓝色的那个", SOFAS, ("sofa-linen",)),
        ("绿的那张怎么样", SOFAS, ("sofa-velvet",)),
        ("那款皮革的", SOFAS, ("sofa-leather",)),
        ("how wide is that vase", MIXED, ("vase-green",)),
        ("is the oak lamp dimmable", MIXED, ("lamp-oak",)),
        ("这个花瓶能装水吗", MIXED, ("vase-green",)),
        ("那个黄铜灯太亮", MIXED, ("lamp-brass",)),
        ("how come you're showing me rattan", LAMPS, ("lamp-rattan",)),
        ("is Nova dimmable", (), ("lamp-brass",)),
        ("Nova or the first one", MIXED, ("lamp-brass", "lamp-oak")),
    ],
)
def test_descriptions(point: Point, text: str, shown: tuple[str, ...], items: tuple[str, ...]) -> None:
    assert set(point(text, shown)) == set(items)


@pytest.mark.parametrize(
    ("text", "shown", "items"),
    [
        ("both look nice", MIXED[:2], MIXED[:2]),
        ("which of these is lightest", MIXED, MIXED),
        ("which of the three would you take", MIXED, MIXED),
        ("too sad, all of these", MIXED, MIXED),
        ("are these dishwasher safe", MIXED, MIXED),
        ("这俩哪个更划算", MIXED[:2], MIXED[:2]),
        ("这几个里面哪个最轻", MIXED, MIXED),
        ("它们有现货吗", MIXED, MIXED),
        ("I like that one", MIXED[:1], MIXED[:1]),
        ("does it come with a bulb", MIXED[:1], MIXED[:1]),
        ("calmer than this", MIXED[:1], MIXED[:1]),
        ("could I get that in green", MIXED[:1], MIXED[:1]),
        ("这也太贵了", MIXED[:1], MIXED[:1]),
        ("它多高", MIXED[:1], MIXED[:1]),
        ("这个能洗吗", MIXED[:1], MIXED[:1]),
        ("30.00?? no way", MIXED, ("vase-green",)),
        ("I like that one", MIXED, ()),
        ("something bigger please", MIXED, ()),
        ("除了这些还有吗", MIXED, ()),
        ("both sides should be soft", MIXED, ()),
        ("something for this summer", MIXED[:1], ()),
        ("I need a sofa, it must be soft", MIXED[:1], ()),
        ("pretty, but so dark", MIXED[:1], ()),
        ("any others?", MIXED, ()),
        ("那有没有便宜点的", MIXED, ()),
    ],
)
def test_pronouns(point: Point, text: str, shown: tuple[str, ...], items: tuple[str, ...]) -> None:
    assert set(point(text, shown)) == set(items)


@pytest.mark.parametrize("text", ["how tall is it", "tell me more about that one", "它有多高", "刚才那个还有货吗"])
def test_it_is_what_was_spoken_of_last(point: Point, text: str) -> None:
    assert point(text, MIXED, focus="lamp-brass", spoken=("lamp-brass",)) == ("lamp-brass",)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("go back to that velvet one", ("sofa-velvet",)),
        ("the one you showed me before, the blue one", ("sofa-linen",)),
        ("actually the first one you had before", ("sofa-leather",)),
        ("之前看的那张绿的", ("sofa-velvet",)),
        ("刚才那个蓝色的还有吗", ("sofa-linen",)),
        ("刚才那张沙发，皮革的那个", ("sofa-leather",)),
        ("the second one", ("lamp-brass",)),
    ],
)
def test_earlier_lists(point: Point, text: str, items: tuple[str, ...]) -> None:
    assert point(text, SOFAS, LAMPS) == items


def test_the_one_before_is_the_only_one_or_the_one_spoken_of(point: Point) -> None:
    assert point("what about the one you showed me before", ("vase-blue",), LAMPS) == ("vase-blue",)
    assert point("go back to the one before", SOFAS, LAMPS, spoken=("sofa-linen",)) == ("sofa-linen",)


def test_the_one_i_liked(catalogue: Catalogue, graph: CatalogueGraph, models: Models) -> None:
    likings = {"item/sofa-linen": Liking("item/sofa-linen", 0.8, 1.0, "", "click")}
    who = Profile("ann", likings=likings, shown=dict.fromkeys(LAMPS, ""), seen=frozenset([*LAMPS, *SOFAS]))
    understander = Understander(catalogue, graph.entities, models)
    assert understander.understand(Message("ann", "the one I liked"), who).references == ("sofa-linen",)


@pytest.mark.parametrize(
    "text",
    [
        "do you have one like this but green",
        "something like the photo",
        "the lamp in the picture",
        "跟图上差不多的",
        "这种花瓶你们有吗",
        "照片里的那个",
        "有同款吗",
    ],
)
def test_the_photo(point: Point, text: str) -> None:
    assert point(text, photo=True) == (PHOTO_SENT,)


@pytest.mark.parametrize("text", ["a green vase", "蓝色的花瓶"])
def test_words_beside_a_photo_need_not_point(point: Point, text: str) -> None:
    assert point(text, photo=True) == ()


def test_without_a_photo_nothing_points_at_one(point: Point) -> None:
    assert PHOTO_SENT not in point("something like the photo")


@pytest.mark.parametrize(
    "text",
    ["Where is my order? It was to come on TUESDAY", "I'm looking for something warm", "hello", "你好", "想买个花瓶"],
)
def test_nothing_is_pointed_at(point: Point, text: str) -> None:
    assert point(text, MIXED) == ()


def test_items_are_told_from_the_photo() -> None:
    assert Understanding("en", "find", references=("vase-blue", PHOTO_SENT)).pointed_items == ("vase-blue",)


@pytest.mark.parametrize("text", ["the first " * 2000, "this one that one " * 1200, "那个的" * 6000, "第" * 20000])
def test_long_messages_stay_quick(point: Point, text: str) -> None:
    point(text, MIXED)


def test_the_blue_one_is_none_where_most_are_blue(point: Point) -> None:
    vases = ("vase-blue", "vase-blue-too", "vase-green")
    assert point("I loved the blue one", vases) == ()
    assert point("I loved the green one", vases) == ("vase-green",)
    assert set(point("I loved the blue ones", vases)) == {"vase-blue", "vase-blue-too"}


def test_a_pronoun_describes_nothing_though_a_text_has_it(catalogue: Catalogue) -> None:
    first, *others = catalogue.items
    telling = replace(first, description={**first.description, "zh": "它很结实。"})
    descriptions = Descriptions(replace(catalogue, items=(telling, *others)))
    assert descriptions.find("它的价格是多少", [], [item.id for item in catalogue.items]) == []
