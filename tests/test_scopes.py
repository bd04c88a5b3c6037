"""What holds in one room or for one purpose alone, and what holds for good."""

import json
from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.index import open_index
from convrec.known import profile_text
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Language
from knowledge_graph import Constraint, Opinion, fold
from knowledge_graph.profile import HALF_LIFE
from knowledge_graph.scopes import concerns, everywhere, scope_of, subject_of, within
from tests.visits import ids, known, say

ZH = {
    "cushion": "靠垫", "mug": "马克杯", "green": "绿色", "blue": "蓝色", "white": "白色",
    "kitchen": "厨房", "bedroom": "卧室",
}  # fmt: skip
THINGS = [
    (sort, colour, room) for sort in ("cushion", "mug") for colour in ("green", "blue", "white")
    for room in ("kitchen", "bedroom")
]  # fmt: skip
GREEN_KITCHEN = "in/room/kitchen/colour/green"


def _row(sort: str, colour: str, room: str) -> dict[str, Any]:
    words = {"category": sort, "colour": colour, "room": room}
    title = f"{colour} {sort} {room}"
    return {
        "id": title.replace(" ", "-"),
        "title": {"en": title.title(), "zh": f"{ZH[colour]}{ZH[sort]}"},
        "price": 20,
        "attributes": {name: {"en": value, "zh": ZH[value]} for name, value in words.items()},
    }


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("rooms")
    about = {"name": {"en": "Rooms", "zh": "房间"}, "currency": "EUR"}
    (folder / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    lines = (json.dumps(_row(*thing), ensure_ascii=False) + "\n" for thing in THINGS)
    (folder / "items.jsonl").write_text("".join(lines), encoding="utf-8")
    return read_catalogue(folder)


@pytest.fixture
def house(rooms: Catalogue, models: Any, tmp_path: Path) -> Assistant:
    index = open_index(tmp_path / "index", rooms, models, lambda what, share: None)
    settings = Settings(home=tmp_path, catalogue=rooms.folder)
    return Assistant(rooms, models, index, open_memory(settings, rooms.topics), settings)


# ── ids ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_within_a_scope_tells_the_scope_and_what_it_is_about() -> None:
    about = within("room/kitchen", "colour/green")
    assert (about, scope_of(about), everywhere(about)) == (GREEN_KITCHEN, "room/kitchen", "colour/green")
    limit = Constraint("colour", "!=", "green", scope="room/kitchen")
    assert Constraint.from_about(limit.about) == limit and subject_of(limit.about) == "colour/green"
    assert concerns(limit.about, {"room/kitchen"}, ()) and concerns("limit/price/<=/80", (), {"price"})


def test_what_holds_in_a_place_is_in_force_there_alone() -> None:
    log = [Opinion("ann", "in/room/kitchen/limit/colour/!=/green", 1.0, 1.0), Opinion("ann", GREEN_KITCHEN, -0.6, 1.0)]
    assert not fold("ann", log).constraints and not fold("ann", log).likings
    there = fold("ann", [*log, Opinion("ann", "place/room/kitchen", 0.0, 2.0, source="shown")])
    assert [limit.scope for limit in there.constraints] == ["room/kitchen"]
    assert there.wishing.liking("colour/green") == -0.6 and there.liking("colour/green") == 0.0
    elsewhere = fold("ann", [*log, Opinion("ann", "begun/", 0.0, 3.0, source="shown")])
    assert not elsewhere.constraints


def test_what_was_said_for_good_does_not_age() -> None:
    log = [Opinion("ann", "material/oak", 0.8, 0.0), Opinion("ann", "material/leather", -0.8, 0.0)]
    aged = fold("ann", [*log, Opinion("ann", "lasting/material/leather", 0.0, 0.0)], now=HALF_LIFE)
    assert aged.liking("material/oak") == pytest.approx(0.4) and aged.liking("material/leather") == -0.8
    assert aged.likings["material/oak"].share == pytest.approx(0.5)


# ── in the chat ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("texts", "find", "elsewhere"),
    [
        (("I don't want green in the kitchen",), "mugs for the kitchen", "mugs for the bedroom"),
        (("厨房里不要绿色",), "想找厨房用的马克杯", "想找卧室用的马克杯"),
        (("I like green but not for the kitchen",), "mugs for the kitchen", "mugs for the bedroom"),
        (
            ("I hate green", "I don't hate green, I said not for the kitchen"),
            "mugs for the kitchen",
            "mugs for the bedroom",
        ),
        (("I hate green", "only in the kitchen"), "mugs for the kitchen", "mugs for the bedroom"),
        (("我喜欢绿色", "不过厨房不要"), "想找厨房用的马克杯", "想找卧室用的马克杯"),
    ],
)
def test_a_dislike_of_one_room_keeps_things_out_there_alone(
    house: Assistant, texts: tuple[str, ...], find: str, elsewhere: str
) -> None:
    for text in texts:
        said = say(house, text)
    assert known(house)[GREEN_KITCHEN] < 0 <= known(house).get("colour/green", 0.0)
    assert "(for the kitchen)" in said.reply.text or "（厨房）" in said.reply.text
    assert not [item for item in ids(say(house, find)) if item.startswith("green")]
    assert [item for item in ids(say(house, elsewhere)) if item.startswith("green")]


@pytest.mark.parametrize(
    ("text", "find"),
    [("for the bedroom I want something blue", "cushions for the bedroom"), ("卧室我想要蓝色的", "想找卧室用的靠垫")],
)
def test_a_wish_for_one_room_counts_there_and_says_so(house: Assistant, text: str, find: str) -> None:
    say(house, text)
    say(house, "mugs")
    turn = say(house, find)
    assert ids(turn)[0].startswith("blue")
    (reason,) = [one for one in turn.reply.recommendations[0].reasons if "blue" in one.text or "蓝" in one.text]
    assert reason.contribution > 0 and ("bedroom" in reason.text or "卧室" in reason.text)
    rerun, first = house.causes.rerun("ann"), turn.reply.recommendations[0]
    assert rerun is not None
    (wish,) = [one for one in rerun.held if "in/room/bedroom/colour/blue" in one.abouts]
    scores = {one.item_id: one.score for one in rerun.found((wish,)).ranked}
    assert scores[first.item_id] == pytest.approx(first.score - reason.contribution, abs=1e-6)


def test_what_is_asked_for_outright_is_shown_there_too(house: Assistant) -> None:
    say(house, "I don't want green in the kitchen")
    say(house, "mugs for the kitchen")
    assert ids(say(house, "a green mug"))[0].startswith("green")


def test_a_place_that_the_catalogue_does_not_know_is_a_scope_too(house: Assistant) -> None:
    say(house, "I want green for the balcony")
    assert "in/said/balcony/colour/green" in known(house)
    assert "balcony" in say(house, "what do you know about me?").reply.text
    assert ids(say(house, "给阳台找个靠垫"))[0].startswith("green")


def test_a_room_is_forgotten_with_all_that_holds_in_it(house: Assistant) -> None:
    say(house, "I love blue")
    say(house, "no green in the kitchen please")
    say(house, "forget what I said about the kitchen")
    assert {about for about, liking in known(house).items() if liking} == {"colour/blue"}


def test_never_is_for_good(house: Assistant) -> None:
    say(house, "I never want green")
    (line,) = [line for line in house.profile_lines("ann", "en") if line.about == "colour/green"]
    assert line.note == "for good" and not [item for item in ids(say(house, "mugs")) if item.startswith("green")]


@pytest.mark.parametrize(
    "text", ["I never want green in the kitchen", "厨房里永远不要绿色", "in the kitchen I never want green"]
)
def test_never_in_one_room_is_for_good_there_alone(house: Assistant, text: str) -> None:
    turn = say(house, text)
    assert turn.understanding.lasting == (GREEN_KITCHEN,)
    assert "colour/green" not in known(house) and known(house)[GREEN_KITCHEN] < 0
    assert house.profile("ann").scoped[GREEN_KITCHEN].lasting
    assert any(item.startswith("green") for item in ids(say(house, "mugs for the bedroom")))
    say(house, "forget what I said about the kitchen")
    assert not [
        one.about for one in house.causes.memory.export("ann") if "kitchen" in one.about and one.source != "shown"
    ]


@pytest.mark.parametrize(
    ("language", "told"), [("en", "For the kitchen, you want no green."), ("zh", "厨房：您不要绿色。")]
)
def test_what_must_not_be_in_one_room_is_told_as_a_sentence(house: Assistant, language: Language, told: str) -> None:
    profile = fold("ann", [Opinion("ann", "in/room/kitchen/limit/colour/!=/green", 0.5, 1.0)])
    assert told in profile_text(profile, house.names, language)
