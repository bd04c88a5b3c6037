"""Other shades of what is shown, by the names of a catalogue's colours."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.shelf import Shelf
from convrec.data.tones import SIDES, tone
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from knowledge_graph import Constraint, Profile

Read = Callable[..., Understanding]
COLOURS = ("white", "sand", "rust", "navy", "ink blue")
CHAIRS = [f"chair-{colour}".replace(" ", "-") for colour in COLOURS]
SHOWN = Profile("ann", shown={"chair-sand": ""}, search_words="chair")


@pytest.fixture(scope="module")
def chairs(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    rows = [
        {"id": id, "title": f"{c} chair", "attributes": {"category": "chair", "colour": c}}
        for id, c in zip(CHAIRS, COLOURS, strict=True)
    ]
    folder = tmp_path_factory.mktemp("shades")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_catalogue(folder)


@pytest.fixture(scope="module")
def shelf(chairs: Catalogue) -> Shelf:
    return Shelf(chairs.items, chairs.row, catalogue_graph(chairs))


@pytest.fixture(scope="module")
def said(chairs: Catalogue, models: Any) -> Read:
    understander = Understander(chairs, catalogue_graph(chairs).entities, models)
    return lambda text, profile=SHOWN: understander.understand(Message("ann", text), profile)


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("but in a darker colour", {"rust", "navy", "ink-blue"}), ("a lighter colour please", {"white"}),
        ("in a warmer colour", {"rust"}), ("cooler shades", {"white", "navy", "ink-blue"}),
        ("颜色再深一点", {"rust", "navy", "ink-blue"}), ("颜色浅一点的", {"white"}),
        ("like the first but darker", {"rust", "navy", "ink-blue"}),
    ],
)  # fmt: skip
def test_another_shade_is_a_condition_on_how_colours_look_and_no_taste(
    shelf: Shelf, said: Read, text: str, colours: set[str]
) -> None:
    read = said(text)
    limits = [limit for limit in read.constraints if limit.attribute in SIDES]
    open_ = {f"chair-{name}" for name in colours}
    assert {id for id, broken in zip(CHAIRS, shelf.violations(limits), strict=True) if not broken} == open_
    assert not [one for one in (*read.opinions, *read.constraints) if "colour/" in one.about]


@pytest.mark.parametrize("text", ["darker than I thought", "nothing darker please", "I hate darker colours"])
def test_who_judges_a_shade_asks_for_none(said: Read, text: str) -> None:
    assert not [limit for limit in said(text).constraints if limit.attribute in SIDES]


def test_a_colour_that_has_no_such_shade_is_left_behind(said: Read) -> None:
    held = replace(SHOWN, constraints=tuple(Constraint("colour", "=", name) for name in ("white", "navy")))
    refused = [limit for limit in said("in a darker colour", held).constraints if limit.op == "!="]
    assert [limit.value for limit in refused] == ["white"]


def test_a_lighter_colour_weighs_no_less(said: Read) -> None:
    assert not [limit for limit in said("a lighter colour").constraints if limit.attribute not in SIDES]


def test_tones_are_told_by_the_first_word_that_is_known() -> None:
    ink, white, rust, navy = (tone(name) for name in ("ink blue", "white", "rust", "navy"))
    assert tone("fizzgig") is None and ink and white and rust and navy
    assert ink.lightness < 0.3 < white.lightness and rust.warmth > 0 > navy.warmth


def test_shades_before_a_stuff_are_no_lamps(said: Read) -> None:
    assert not [about for about in said("light sand chairs").topic if about != "category/chair"]
