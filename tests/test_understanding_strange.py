"""Strange text never stops the understanding, and takes no longer than a message may."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from convrec.data.folder import Catalogue
from convrec.models.base import Role
from convrec.types import LANGUAGES, Message
from convrec.understanding import Understander
from convrec.understanding.numbers.numerals import number
from knowledge_graph import CatalogueGraph, Profile

_PIECES = """
一二两三百千万零十五 元 以内 不超过 左右 到 - 米 宽 the second lamp oak leather not no under 80 €5 1,000 2. .5 ½ ²
between and but , . ? ！ ； 。 太 了 不要 喜欢 love hate <b> </b> \x00 \u200d 😀 İ ﬁ ㈱ 第 个 那个 cheaper any
price doesn't matter ' " \\ ( [ * + { % 1e309 99999999999999999999 kg cm feet six hundred
"""
PIECES = _PIECES.split()
LONG = ["1", "1 ", "1,", "一", "灯", "lamp ", "not ", "any ", ", ", " ", "😀", "<b>", "a b, ", "between 1 and "]
LONG += ["lamp" + " " * 3990 + "x", "? ", "太", "don't ", "the last "]
SECONDS = 2.0  # far more than any of these takes, far less than a pattern that goes wrong


@pytest.fixture(scope="module")
def understander(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> Understander:
    return Understander(catalogue, graph.entities, models)


def test_random_messages_are_understood_soundly(understander: Understander, graph: CatalogueGraph) -> None:
    draw = random.Random(7)
    profile = Profile("ann", shown={"lamp-oak": "", "vase-blue": ""}, search_words="lamp")
    for _ in range(400):
        text = "".join(draw.choice(PIECES) + draw.choice(["", " "]) for _ in range(draw.randint(1, 14)))
        read = understander.understand(Message("ann", text), profile)
        assert 0.0 <= read.confidence <= 1.0
        assert all(text[m.start : m.end] == m.quote for m in read.mentions if text.isascii())
        assert {m.entity for m in read.mentions} | {o.about for o in read.opinions} <= {*graph.entities, "aspect/price"}
        assert all(-1.0 <= opinion.liking <= 1.0 for opinion in read.opinions)
        assert all(np.isfinite(c.value) for c in read.constraints if c.op in ("<=", ">="))
        assert set(read.references) <= {item.removeprefix("item/") for item in graph.entities}


@pytest.mark.parametrize("piece", LONG)
def test_a_long_message_takes_no_longer_than_it_may(understander: Understander, piece: str) -> None:
    text = (piece * 4000)[:4000]
    began = time.perf_counter()
    understander.understand(Message("ann", text), Profile("ann", shown={"lamp-oak": ""}))
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "…!?", "😀", "<script>alert(1)</script>"])
def test_text_without_words_says_nothing(understander: Understander, text: str) -> None:
    read = understander.understand(Message("ann", text), Profile("ann"))
    assert not read.mentions and not read.opinions and not read.constraints and not read.topic


class Counting:
    """An encoder that notes how often it is asked."""

    def __init__(self, encoder: Any) -> None:
        self.name, self.size, self.calls = encoder.name, encoder.size, 0
        self._encoder = encoder

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        self.calls += 1
        return self._encoder.encode(texts, role)


def test_encoders_are_asked_for_everything_at_a_time(catalogue: Catalogue, graph: CatalogueGraph, models: Any) -> None:
    encoder, ear = Counting(models.text["en"]), Counting(models.text["en"])
    counted = replace(models, text=dict.fromkeys(LANGUAGES, encoder), listener=ear)
    understander = Understander(catalogue, graph.entities, counted)
    understander.understand(Message("ann", "a gizmo"), Profile("ann"))  # the first strange word: sorts are encoded
    before = encoder.calls, ear.calls
    understander.understand(Message("ann", "I love oak, but I hate leather, and a lamp under 80"), Profile("ann"))
    assert (encoder.calls, ear.calls) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize(
    ("said", "value"),
    [("1,200", 1200), ("two hundred", 200), ("一百五", 150), ("两百", 200), ("百百", None), ("twenty five", 25)],
)
def test_numbers(said: str, value: float | None) -> None:
    assert number(said) == value
