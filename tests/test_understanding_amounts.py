"""Numbers in a text: how they are meant, in which unit, and which of a catalogue's numbers they are of."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.numbers.amounts import Amount, amounts
from convrec.understanding.numbers.figures import figures
from convrec.understanding.numbers.numerals import spread
from convrec.understanding.numbers.units import measure, unit
from knowledge_graph import Profile

Read = Callable[..., Understanding]
Limits = set[tuple[str, str, float]]


def _rows(kind: str, numbers: Mapping[str, Sequence[float]]) -> list[dict[str, Any]]:
    count = len(next(iter(numbers.values())))
    return [
        {
            "id": f"{kind}-{n}",
            "title": f"{kind} no {n}",
            "price": 10.0 * (n + 1),
            "attributes": {"category": kind} | {name: values[n] for name, values in numbers.items()},
        }
        for n in range(count)
    ]


DAYS = [2, 7, 21]
ROWS = [
    *_rows("bench", {"width_cm": [80, 120, 160], "height_cm": [40, 45, 50], "seats": [1, 2, 3], "delivery_days": DAYS}),
    *_rows("pouf", {"diameter_cm": [40, 50, 60], "seat_height_cm": [30, 35, 40], "height_cm": [30, 35, 40]}),
    *_rows("radio", {"battery_hours": [8, 20, 30], "weight_kg": [1, 2, 3], "delivery_days": [2, 3, 9]}),
    *_rows("movie", {"length_min": [80, 110, 180], "year": [1955, 1985, 2010]}),
    *_rows("tune", {"tempo_bpm": [60, 100, 140]}),
    *_rows("juice", {"volume_ml": [330, 500, 1000]}),
    *_rows("notebook", {"pages": [60, 120, 240]}),
    *_rows("mat", {"width_cm": [60, 120, 160], "length_cm": [90, 180, 230]}),
]  # fmt: skip
SIDES = {("width_cm", ">=", 128), ("width_cm", "<=", 192), ("length_cm", ">=", 184), ("length_cm", "<=", 276)}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, models: Any) -> Read:
    """A shop of many measures, none of which the code knows by name."""
    folder = tmp_path_factory.mktemp("measures")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    about = {
        "currency": "EUR",
        "attribute_names": {"pages": {"en": "pages", "zh": "页数"}},
        "synonyms": {
            "bench": ["长凳"], "radio": ["收音机"], "movie": ["电影"], "juice": ["果汁"], "mat": ["垫子"],
            "notebook": ["本子"], "pouf": ["坐墩"],
        },
    }  # fmt: skip
    (folder / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    catalogue = read_catalogue(folder)
    understander = Understander(catalogue, catalogue_graph(catalogue).entities, models)
    return lambda text, profile=None: understander.understand(Message("ann", text), profile or Profile("ann"))


def limits(understood: Understanding) -> Limits:
    return {(c.attribute, c.op, round(float(c.value), 2)) for c in understood.constraints}


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("1.5k", 1500, 1500), ("a hundred and twenty", 120, 120), ("one and a half", 1.5, 1.5), ("half a", 0.5, 0.5),
        ("a couple of", 2, 2), ("fifteen", 15, 15), ("两三百", 200, 300), ("三五", 3, 5), ("百八十", 100, 100),
        ("一千二", 1200, 1200), ("3千", 3000, 3000), ("1.5万", 15000, 15000), ("双", 2, 2), ("千", 1000, 1000),
    ],
)  # fmt: skip
def test_numbers_as_they_are_said(said: str, low: float, high: float) -> None:
    found = spread(said)
    assert found is not None and found[:2] == (low, high)


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("feet", ("cm", 30.48)),
        ("公分", ("cm", 1.0)),
        ("升", ("ml", 1000.0)),
        ("斤", ("g", 500.0)),
        ("hrs", ("min", 60.0)),
    ],
)
def test_units(sign: str, expected: tuple[str, float]) -> None:
    assert unit(sign) == expected


def test_the_name_of_a_measure_says_its_unit() -> None:
    assert (measure("seat_height_cm").words, measure("seat_height_cm").unit) == (("seat", "height"), "cm")
    assert (measure("battery_hours").unit, measure("battery_hours").size) == ("min", 60.0)
    assert (measure("tempo_bpm").words, measure("tempo_bpm").unit) == (("tempo",), "")


@pytest.mark.parametrize(
    ("text", "comparison", "low", "high"),
    [
        ("not paying more than 200", "max", 200, 200),
        ("nothing over 50", "max", 50, 50),
        ("nothing under 50", "min", 50, 50),
        ("I can't go over 80", "max", 80, 80),
        ("120 max", "max", 120, 120),
        ("80 each max", "max", 80, 80),
        ("forty at the very most", "max", 40, 40),
        ("30 or less", "max", 30, 30),
        ("30 and up", "min", 30, 30),
        ("20+ items", "min", 20, 20),
        ("50ish", "about", 50, 50),
        ("60 or so", "about", 60, 60),
        ("my budget is about 900", "about", 900, 900),
        ("my budget is 900", "max", 900, 900),
        ("keep it under 250", "max", 250, 250),
        ("I can only spend 70", "max", 70, 70),
        ("from 20 to 40", "range", 20, 40),
        ("40-60 quid", "range", 40, 60),
        ("不超过300块", "max", 300, 300),
        ("别超过80", "max", 80, 80),
        ("不想花超过500", "max", 500, 500),
        ("三百封顶", "max", 300, 300),
        ("最多三百", "max", 300, 300),
        ("不低于三百", "min", 300, 300),
        ("三百出头", "about", 300, 300),
        ("预算大概四百", "about", 400, 400),
        ("预算一千左右", "about", 1000, 1000),
        ("预算一千", "max", 1000, 1000),
        ("五百到八百", "range", 500, 800),
        ("在200和300之间", "range", 200, 300),
        ("三四百的", "range", 300, 400),
        ("比两百便宜", "max", 200, 200),
        ("2块5以下的", "max", 2.5, 2.5),
        ("不超过三块五", "max", 3.5, 3.5),
        ("兩百以內", "max", 200, 200),
        ("百八十块", "about", 100, 100),
    ],
)
def test_how_a_number_is_meant(text: str, comparison: str, low: float, high: float) -> None:
    (amount,) = amounts(text)
    assert (amount.comparison, amount.low, amount.high) == (comparison, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "a lamp",
        "call 5:30",
        "50%",
        "the 2nd one",
        "on 24/12",
        "第三个",
        "一块地毯",
        "三点",
        "a 3 year old",
        "六十岁",
        "160",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert [a for a in amounts(text) if not (a.comparison == "plain" and a.measure in ("", "count"))] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1m80 wide", 180), ("一米二宽", 120), ("一米二五宽", 125), ("5'6\" tall", 167.64), ("六尺宽", 200),
        ("half a metre wide", 50), ("a metre and a half wide", 150), ("两米五长", 250), ("80cm宽", 80),
    ],
)  # fmt: skip
def test_lengths_in_any_unit(text: str, value: float) -> None:
    (amount,) = amounts(text)
    assert (amount.measure, round(amount.low, 2)) == ("cm", value)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("under an hour forty", 100), ("1 hour 40 max", 100), ("two and a half hours tops", 150),
        ("一个半小时以内", 90), ("at most an hour and a half", 90),
        ("两个半小时以内", 150), ("90 mins max", 90), ("within a week", 10080),
    ],
)  # fmt: skip
def test_times(text: str, minutes: float) -> None:
    (amount,) = amounts(text)
    assert (amount.comparison, amount.measure, amount.low) == ("max", "min", minutes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a bench under 30", {("price", "<=", 30)}),
        ("a bench, 90 cm", {("width_cm", ">=", 72), ("width_cm", "<=", 108)}),
        ("a bench no wider than 1m20", {("width_cm", "<=", 120)}),
        ("a bench for a 90cm gap", {("width_cm", "<=", 90)}),
        ("I've got a 90 cm gap, would like a bench for it", {("width_cm", "<=", 90)}),
        ("a bench, 2 feet wide at the very most", {("width_cm", "<=", 60.96)}),
        ("a bench, it's always too wide, I've got 120 max", {("width_cm", "<=", 120)}),
        ("a pouf, 50 cm or so wide", {("diameter_cm", ">=", 40), ("diameter_cm", "<=", 60)}),
        ("a pouf, seat height of at most 35 cm", {("seat_height_cm", "<=", 35)}),
        ("a pouf less than 35 cm high", {("height_cm", "<=", 35)}),
        ("a mat 160x230", SIDES),
        ("a two-seater bench", {("seats", ">=", 2), ("seats", "<=", 2)}),
        ("a bench for three people", {("seats", ">=", 3)}),
        ("a bench, min 2 seats", {("seats", ">=", 2)}),
        ("a bench, within 3 days", {("delivery_days", "<=", 3)}),
        ("a bench, it has to get here in under 3 weeks", {("delivery_days", "<=", 21)}),
        ("a bench delivered tomorrow", {("delivery_days", "<=", 1)}),
        ("a bench i forget for a month", set()),
        ("a radio, 20+ hrs battery", {("battery_hours", ">=", 20)}),
        ("a radio lighter than 2 kg", {("weight_kg", "<=", 2)}),
        ("a movie under two hours", {("length_min", "<=", 120)}),
        ("a movie from the 80s", {("year", ">=", 1980), ("year", "<=", 1989)}),
        ("a movie from the fifties", {("year", ">=", 1950), ("year", "<=", 1959)}),
        ("a movie from before 1960", {("year", "<=", 1959)}),
        ("a movie made between 1975 and 1985", {("year", ">=", 1975), ("year", "<=", 1985)}),
        ("a movie older than 1970", {("year", "<=", 1969)}),
        ("a movie from 1994", {("year", ">=", 1994), ("year", "<=", 1994)}),
        ("a tune, nothing faster than 100 bpm", {("tempo_bpm", "<=", 100)}),
        ("a litre of juice", {("volume_ml", ">=", 800), ("volume_ml", "<=", 1200)}),
        ("a notebook of at least 100 pages", {("pages", ">=", 100)}),
        ("a movie over 3 hours?? two and a half hours tops", {("length_min", "<=", 150)}),
        ("长凳，别超过一米二宽", {("width_cm", "<=", 120)}),
        ("墙只有一米宽，想要长凳", {("width_cm", "<=", 100)}),
        ("长凳，能放80公分的空", {("width_cm", "<=", 80)}),
        ("坐墩，坐高别超过35", {("seat_height_cm", "<=", 35)}),
        ("双人长凳", {("seats", ">=", 2), ("seats", "<=", 2)}),
        ("长凳要三人的", {("seats", ">=", 3), ("seats", "<=", 3)}),
        ("长凳，三天内到", {("delivery_days", "<=", 3)}),
        ("长凳，一周内得deliver到", {("delivery_days", "<=", 7)}),
        ("收音机，续航20小时以上", {("battery_hours", ">=", 20)}),
        ("一个半小时以内的电影", {("length_min", "<=", 90)}),
        ("八十年代的电影", {("year", ">=", 1980), ("year", "<=", 1989)}),
        ("1980年以前的电影", {("year", "<=", 1979)}),
        ("果汁，至少一升", {("volume_ml", ">=", 1000)}),
        ("一百页以上的本子", {("pages", ">=", 100)}),
        ("垫子 160*230", SIDES),
    ],
)  # fmt: skip
def test_which_number_of_the_catalogue_is_meant(read: Read, text: str, expected: Limits) -> None:
    assert limits(read(text)) == expected


@pytest.mark.parametrize(
    "piece", ["1 ", "一", "a ", "19", "between 1 and ", "no more ", "more than ", "米", "half a ", "80s "]
)
def test_a_wall_of_numbers_takes_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    began = time.perf_counter()
    found = amounts(text)
    assert all(isinstance(one, Amount) for one in found) and list(figures("")) == []
    assert time.perf_counter() - began < 4.0
