"""Verdicts on things at hand, what a value is without, what can be asked of a sort, and English among Chinese signs."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.types import Heard, Mention, Message, Stance, Understanding
from convrec.understanding import Understander
from convrec.understanding.numbers.years import decades
from convrec.understanding.opinions.clauses import split
from convrec.understanding.opinions.judging import judge, read
from convrec.understanding.opinions.stances import OF_ITEMS, Part
from convrec.understanding.patterns import compiled
from knowledge_graph import Profile

Read = Callable[..., Understanding]
LAMPS = Profile("ann", shown={"lamp-oak": "", "lamp-brass": ""}, search_words="lamp")
MIXED = Profile("ann", shown={"lamp-oak": "", "vase-blue": "", "rug-wool": ""}, search_words="white")


@pytest.fixture(scope="module")
def grocer(tmp_path_factory: pytest.TempPathFactory, models: Any) -> Read:
    """A grocer with songs besides: sugar free chocolate, mild tea, and music for an occasion."""
    sweet = {"category": {"en": "chocolate", "zh": "巧克力"}, "features": {"en": "lactose-free", "zh": "无乳糖"}}
    tea = {"category": {"en": "tea", "zh": "茶"}, "taste": {"en": "mild", "zh": "清淡"}}
    song = {"category": {"en": "song", "zh": "歌"}, "occasion": {"en": "working", "zh": "工作"}}
    rows = [
        {"id": id, "title": id, "attributes": has} for id, has in (("choc", sweet), ("camomile", tea), ("hum", song))
    ]
    folder = tmp_path_factory.mktemp("grocer")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    catalogue = read_catalogue(folder)
    understander = Understander(catalogue, catalogue_graph(catalogue).entities, models)
    return lambda text: understander.understand(Message("ann", text), Profile("ann"))


def likings(read: Understanding) -> dict[str, float]:
    return {opinion.about: opinion.liking for opinion in read.opinions}


def test_an_english_word_ends_where_chinese_begins() -> None:
    assert compiled(r"\bcheaper\b").search("有没有cheaper的") and not compiled(r"\bcheap\b").search("有没有cheaper的")
    assert decades("想看90s的")[0].low == 1990
    assert [told.stance for told in read("我真的hate这个").told] == ["liking"]


@pytest.mark.parametrize("text", ["这个rug我love", "the rug is horrible", "地毯太丑了"])
def test_a_sort_of_which_one_is_shown_is_that_one(said: Read, text: str) -> None:
    found = said(text, MIXED)
    assert set(likings(found)) == {"item/rug-wool"} and found.references == ("rug-wool",)


def test_a_verdict_on_the_sort_on_the_table_is_no_taste_for_the_sort(said: Read) -> None:
    assert "category/table-lamp" not in likings(said("又是台灯，台灯太丑了", LAMPS))
    assert likings(said("I hate rugs", MIXED))["category/rug"] < 0  # rugs in general


@pytest.mark.parametrize("text", ["both lovely", "Both gorgeous."])
def test_bare_praise_judges(said: Read, text: str) -> None:
    assert all(likings(said(text, LAMPS))[f"item/{item}"] > 0 for item in LAMPS.shown)


def test_all_that_is_shown_may_be_judged_in_chinese(said: Read) -> None:
    assert set(likings(said("都太丑了", LAMPS))) == {"item/lamp-oak", "item/lamp-brass"}


def test_a_taste_counts_more_than_the_wish_before_it(said: Read) -> None:
    assert likings(said("a lamp in oak please. I love oak"))["material/oak"] > 0.6


def test_words_that_tell_count_before_what_is_only_heard() -> None:
    part = _part("the first one", Heard("hate", OF_ITEMS), pointed=("lamp-oak",))
    assert part.verdict.liking < 0
    assert _part("the first one", Heard("hate", OF_ITEMS - 0.1), pointed=("lamp-oak",)).verdict.stance != "liking"
    assert _part("the first one", Heard("hate", OF_ITEMS)).verdict.stance != "liking"  # points at nothing known


@pytest.mark.parametrize("heard", ["none", "dislike", "hate", "refuse"])
def test_a_clause_that_wishes_wishes_for_what_it_names(heard: Stance) -> None:
    text = "leather headphones that wont die on me"
    place = (0, len("leather"))
    part = _part(text, Heard("want", 0.7), named={place: Heard(heard, 0.6)})
    assert part.judge(Mention("material/leather", "leather", *place)).stance == "wish"


@pytest.mark.parametrize(
    ("text", "thing", "stance"),
    [
        ("any fruit except oranges", "fruit", "wish"),
        ("coffee that's not bitter", "coffee", "wish"),
        ("coffee is out", "coffee", "exclude"),
    ],
)
def test_a_refusal_of_something_else(text: str, thing: str, stance: str) -> None:
    start = text.index(thing)
    assert judge(read(text), start, start + len(thing), Heard("refuse", 0.7), False).stance == stance


@pytest.mark.parametrize(
    ("text", "thing"), [("王家卫除了花样年华都看", "王家卫"), ("looks that don't feel like oak", "oak")]
)
def test_words_that_refuse_nothing_before_them(text: str, thing: str) -> None:
    start = text.index(thing)
    assert judge(read(text), start, start + len(thing), Heard(), False).liking >= 0


@pytest.mark.parametrize("text", ["chocolate, but I avoid lactose", "巧克力，不要带乳糖的", "lactoseless chocolate"])
def test_who_refuses_what_a_value_is_without_wants_the_value(grocer: Read, text: str) -> None:
    assert likings(grocer(text))["features/lactose-free"] > 0


def test_who_only_names_what_a_value_is_without_wants_nothing(grocer: Read) -> None:
    found = grocer("chocolate with lactose")
    assert "features/lactose-free" not in likings(found)
    assert not [mention for mention in found.mentions if mention.lacked]


def test_a_value_has_all_chinese_words_of_which_it_is_the_first_meaning(grocer: Read) -> None:
    assert "taste/mild" in likings(grocer("来点温和的茶"))


def test_what_the_sort_cannot_have_is_not_wished_for(grocer: Read) -> None:
    assert "occasion/working" not in likings(grocer("a tea for working"))
    assert "occasion/working" in likings(grocer("a song for working"))


@pytest.mark.parametrize(("text", "most"), [("sofa, the gap is only 190", 190), ("a sofa that fits 200", 200)])
def test_room_needs_no_unit(said: Read, text: str, most: float) -> None:
    assert ("width_cm", "<=", most) in {(c.attribute, c.op, c.value) for c in said(text).constraints}


def test_the_same_thing_is_the_only_one_shown(said: Read) -> None:
    assert said("same thing but in green", Profile("ann", shown={"vase-blue": ""})).references == ("vase-blue",)


def _part(text: str, heard: Heard, **known: Any) -> Part:
    return Part(split(text)[0], read(text), heard, **known)
