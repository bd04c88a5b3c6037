"""Other shades of what is shown, by the names of a catalogue's colours."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.types import Message, Understanding
from convrec.understanding import Understander
from convrec.understanding.names.shades import tone
from knowledge_graph import Profile

Read = Callable[..., Understanding]
COLOURS = ("white", "sand", "rust", "navy", "ink blue")
SHOWN = Profile("ann", shown={"chair-sand": ""}, search_words="chair")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, models: Any) -> Read:
    rows = [
        {"id": f"chair-{c}".replace(" ", "-"), "title": f"{c} chair", "attributes": {"category": "chair", "colour": c}}
        for c in COLOURS
    ]
    folder = tmp_path_factory.mktemp("shades")
    (folder / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    catalogue = read_catalogue(folder)
    understander = Understander(catalogue, catalogue_graph(catalogue).entities, models)
    return lambda text: understander.understand(Message("ann", text), SHOWN)


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("but in a darker colour", {"rust", "navy", "ink-blue"}), ("a lighter colour please", {"white"}),
        ("in a warmer colour", {"rust"}), ("cooler shades", {"white", "navy", "ink-blue"}),
        ("颜色再深一点", {"rust", "navy", "ink-blue"}), ("颜色浅一点的", {"white"}),
        ("darker than I thought", set()), ("nothing darker please", set()), ("I hate darker colours", set()),
    ],
)  # fmt: skip
def test_other_shades_are_wishes_for_the_colours_that_have_them(said: Read, text: str, colours: set[str]) -> None:
    wished = {o.about: o.liking for o in said(text).opinions if o.about.startswith("colour/")}
    assert wished == {f"colour/{name}": 0.5 for name in colours}


def test_a_lighter_colour_weighs_no_less(said: Read) -> None:
    assert not [limit for limit in said("a lighter colour").constraints if limit.attribute != "colour"]


def test_tones_are_told_by_the_first_word_that_is_known() -> None:
    ink, white, rust, navy = (tone(name) for name in ("ink blue", "white", "rust", "navy"))
    assert tone("fizzgig") is None and ink and white and rust and navy
    assert ink.lightness < 0.3 < white.lightness and rust.warmth > 0 > navy.warmth


def test_shades_before_a_stuff_are_no_lamps(said: Read) -> None:
    assert not [about for about in said("light sand chairs").topic if about != "category/chair"]
