"""The shop's answers: found by meaning, sure only where there is reason, else offered to choose from."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convrec.answers import ShopAnswers
from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.errors import EvaluationError
from convrec.evaluation.answers import Asked, _score
from convrec.evaluation.shop_photos import evaluate_shop_photos, read_labels
from convrec.index import Index
from convrec.types import Message
from tests.conftest import write_world


@pytest.fixture
def answers(catalogue: Catalogue, index: Index, models: Any) -> ShopAnswers:
    return ShopAnswers(catalogue, index, models)


def vector(models: Any, text: str) -> np.ndarray:
    return np.asarray(models.text["en"].encode([text])[0])


def test_the_same_words_are_certain(answers: ShopAnswers, models: Any) -> None:
    found = answers.find("How much is delivery?", vector(models, "How much is delivery?"), "en")
    assert found is not None and (found[0].id, found[1]) == ("delivery", 1.0)


def test_other_words_are_less_certain_and_still_find_it(answers: ShopAnswers, models: Any) -> None:
    found = answers.find(
        "what does the delivery of a sofa cost", vector(models, "what does the delivery of a sofa cost"), "en"
    )
    assert found is not None and found[0].id == "delivery" and found[1] < 1.0


def test_the_nearest_are_offered_best_first(answers: ShopAnswers, models: Any) -> None:
    offered = answers.nearest("return something", vector(models, "return something"), "en", most=2)
    assert [answer.id for answer in offered] == ["returns", "delivery"]


def test_a_question_without_a_sure_answer_offers_the_nearest(assistant: Assistant) -> None:
    turn = assistant.turn(Message("ann", "do you deliver on the moon, and can a robot return it?"))
    if turn.reply.answer is None and turn.understanding.intent == "ask_shop":
        assert turn.reply.question is not None and len(turn.reply.question.options) == 2


def test_shares_by_hand() -> None:
    asked = [
        Asked(question="a", language="en", answer="returns"),
        Asked(question="b", language="en", answer="delivery"),
        Asked(question="c", language="en", answer=None),
        Asked(question="d", language="en", answer=None),
    ]
    metrics = _score(asked, ["returns", None, None, "delivery"], None)
    assert (metrics["hit@1"], metrics["wrong_but_confident"], metrics["declined"]) == (0.5, 0.25, 0.5)


@pytest.fixture
def photographed(tmp_path: Path) -> Path:
    """The made-up shop; the customers' photos are its own pictures, and one is labelled as what it isn't."""
    shop = write_world(tmp_path / "shop")
    photos = shop / "customer_photos"
    photos.mkdir()
    labels = [("lamp-brass", "lamp-brass", "test"), ("vase-blue", "rug-wool", "test"), ("rug-wool", "rug-wool", "")]
    lines = []
    for shown, label, part in labels:
        (photos / f"{shown}.png").write_bytes((shop / "images" / f"{shown}.png").read_bytes())
        lines.append(json.dumps({"file": f"{shown}.png", "item": label, "part": part}) + "\n")
    (photos / "labels.jsonl").write_text("".join(lines), encoding="utf-8")
    return shop


def test_only_photos_kept_for_the_test_are_scored(photographed: Path, models: Any) -> None:
    metrics = evaluate_shop_photos(photographed, None, models)
    assert metrics["photos"] == 2 and metrics["products"] == 10
    assert metrics["coarse_top1"] == 0.5 and metrics["top5"] >= 0.5


def test_labels_of_other_shops_are_refused(photographed: Path, catalogue: Catalogue) -> None:
    labels = photographed / "mine.jsonl"
    labels.write_text('{"file": "x.jpg", "item": "unheard-of", "part": "test"}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match="unheard-of"):
        read_labels(photographed, labels, catalogue)
