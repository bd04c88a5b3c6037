"""The demo shop with its real models: whole turns, and the examples as a reader would run them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message, Turn

ROOT = Path(__file__).resolve().parent.parent
SHOP = ROOT / "assets" / "shop"


@pytest.fixture(scope="module")
def shop(demo_home: Path) -> Assistant:
    return Assistant.build(Settings(home=demo_home, catalogue=SHOP))


def titles(turn: Turn) -> list[str]:
    return [card.title for card in turn.reply.recommendations]


def test_a_wish_for_light_finds_lamps_within_the_limit_and_adds_up(shop: Assistant) -> None:
    turn = shop.turn(Message("real-1", "a warm light for reading, under 80"))
    assert titles(turn) and all("lamp" in title or "pendant" in title for title in titles(turn))
    for card in turn.reply.recommendations:
        assert card.amount is not None and card.amount <= 80
        assert sum(reason.contribution for reason in card.reasons) == pytest.approx(card.score, abs=1e-3)


def test_the_same_in_chinese(shop: Assistant) -> None:
    turn = shop.turn(Message("real-2", "200元以内的花瓶，不要绿色的"))
    assert turn.reply.language == "zh" and titles(turn) and all("瓶" in title for title in titles(turn))
    for card in turn.reply.recommendations:
        assert "green" not in shop.names.facts(shop.catalogue.item(card.item_id), "en")["colour"]


def test_a_customers_photo_finds_its_vase(shop: Assistant) -> None:
    photo = shop.save_photo(SHOP / "examples" / "vase-03-home.jpg")
    found = [card.item_id for card in shop.turn(Message("real-3", "", (photo,))).reply.recommendations]
    assert "vase-03" in found[:3]


def test_a_shop_question_is_answered_from_the_policies(shop: Assistant) -> None:
    for question in ("how long do I have to return something?", "买了多久之内可以退？"):
        answer = shop.turn(Message("real-4", question)).reply.answer
        assert answer is not None and "30" in answer.text and "returns" in answer.sources[0]


def test_what_nobody_can_know_is_not_answered(shop: Assistant) -> None:
    assert shop.turn(Message("real-5", "what's the weather tomorrow?")).reply.answer is None


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_the_examples_run(example: Path, demo_home: Path) -> None:
    environment = {**os.environ, "CONVREC_HOME": str(demo_home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(example)], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 2
