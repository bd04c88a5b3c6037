"""The demo shop with its real models: whole turns, and the examples as a reader would run them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convrec import shipped
from convrec.assistant import Assistant
from convrec.data.splits import DAY
from convrec.evaluation.recommend import make_cases
from convrec.fusion import fusion_of
from convrec.index import item_text, look_part, words_part
from convrec.models.views import encode_product
from convrec.ranking import WEIGHTS
from convrec.settings import Settings
from convrec.types import LANGUAGES, Message, Turn
from convrec.vision.kept import FILE
from knowledge_graph.schema import TASTE

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


def test_a_refusal_is_no_question_about_its_care(shop: Assistant) -> None:
    shop.turn(Message("real-6", "有没有床头灯"))
    turn = shop.turn(Message("real-6", "不要黄铜"))
    assert turn.reply.answer is None and turn.reply.question is not None
    assert [(c.op, c.value) for c in turn.understanding.constraints] == [("!=", "brass")]


def test_a_dropped_budget_is_no_taste_for_what_is_cheap(shop: Assistant) -> None:
    shop.turn(Message("real-7", "looking for a sofa under 900"))
    turn = shop.turn(Message("real-7", "actually forget the budget, show me the best"))
    assert turn.understanding.retracted and not turn.understanding.opinions and turn.reply.recommendations


def test_an_idiom_names_nothing(shop: Assistant) -> None:
    understood = shop.turn(Message("real-8", "not quite my cup of tea")).understanding
    assert not understood.mentions and not understood.constraints


def test_what_nobody_can_know_is_not_answered(shop: Assistant) -> None:
    assert shop.turn(Message("real-5", "what's the weather tomorrow?")).reply.answer is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Show me posts about small balconies", "post", "balcony"),
        ("a video of a green chair", "film", "green"),
        ("music for cooking", "track", "cooking"),
        ("适合做饭时听的音乐", "track", "cooking"),
    ],
)
def test_other_kinds_are_found_by_what_they_are_about(shop: Assistant, text: str, kind: str, value: str) -> None:
    cards = shop.turn(Message(f"real-6-{text}", text)).reply.recommendations
    assert cards and {card.kind for card in cards} == {kind}
    first = shop.catalogue.item(cards[0].item_id)
    assert value in {label["en"] for labels in first.attributes.values() for label in labels}


def test_calmer_music_is_calmer(shop: Assistant) -> None:
    before = shop.turn(Message("real-7", "some music for a party"))
    after = shop.turn(Message("real-7", "something calmer than this for the evening"))
    energy = [[shop.catalogue.item(r.item_id).numbers["energy"] for r in t.recommendations] for t in (before, after)]
    assert max(energy[1]) < sum(energy[0]) / len(energy[0])


def test_facts_of_a_product_come_from_its_attributes(shop: Assistant) -> None:
    title = shop.catalogue.item("coffee-table-00").title["en"]
    reply = shop.turn(Message("real-8", f"how wide is the {title}?")).reply
    assert reply.answer is not None and reply.answer.sources == (title,) and "cm" in reply.answer.text


def test_shipped_vectors_are_what_the_encoders_make(shop: Assistant) -> None:
    """Some items are encoded again and compared with what the folder brings along."""
    catalogue, models = shop.catalogue, shop.models
    items = [catalogue.items[row] for row in range(0, len(catalogue.items), 97)]
    for language in LANGUAGES:
        part = words_part(models, language)
        brought = shipped.read(SHOP, part)
        fresh = models.text[language].encode([item_text(item, language) for item in items], role="passage")
        for item, vector in zip(items, fresh, strict=True):
            assert brought[shipped.digest(item_text(item, language))] @ vector > 0.999
    brought = shipped.read(SHOP, look_part(models))
    for item in items[:2]:
        with Image.open(item.images[0]) as picture:
            look = encode_product(models.image, [picture.convert("RGB")]).look[0]
        assert brought[shipped.digest(item.images[0])] @ look > 0.999


def test_every_item_s_vectors_are_shipped(shop: Assistant) -> None:
    """Whoever changes the shop ships its vectors again: python -m convrec index --rebuild --ship"""
    for language in LANGUAGES:
        brought = shipped.read(SHOP, words_part(shop.models, language))
        missing = [i.id for i in shop.catalogue.items if shipped.digest(item_text(i, language)) not in brought]
        assert missing == []
    lines = (SHOP / shipped.FOLDER / FILE).read_text(encoding="utf-8").splitlines()
    read, reader = {json.loads(line)["picture"] for line in lines}, shop.models.lettering
    pictured = [item for item in shop.catalogue.items if item.images]
    assert [i.id for i in pictured if shipped.digest(reader.name, i.images[0]) not in read] == []


@pytest.mark.parametrize("text", ["a green vase", "I love oak", "something for a small balcony", "便宜的台灯"])
def test_what_was_learnt_of_unasked_lists_leaves_wishes_alone(shop: Assistant, text: str) -> None:
    turn = shop.turn(Message(f"real-wish-{text}", text))
    assert turn.recommendations
    for recommendation in turn.recommendations:
        fame = sum(vote.contribution for vote in recommendation.votes if vote.source == "popular")
        assert 0 <= fame <= WEIGHTS["popular"] < recommendation.score - fame


def test_the_first_screen_goes_by_what_was_learnt(shop: Assistant) -> None:
    """Where nothing is asked, acts tell that fame says more than its prior weight."""
    learnt = fusion_of(shop.catalogue, WEIGHTS)
    best = max(card.score for card in shop.popular("en"))
    assert WEIGHTS["popular"] < best <= WEIGHTS["popular"] * learnt.multiplier("popular", 1.0, {"unasked": 1.0})


def test_the_shipped_fusion_fits_the_recommenders_that_are_here(shop: Assistant) -> None:
    """Whoever changes a recommender's scale learns again: python -m convrec train fusion --catalogue assets/shop"""
    acts, curves = shop.catalogue.acts, fusion_of(shop.catalogue, WEIGHTS).curves
    last = max(act.at for act in acts) - 4 * DAY
    cases = make_cases(shop.catalogue, [a for a in acts if a.at < last], [a for a in acts if a.at >= last])
    assert set(curves) == set(cases.scores)
    for source, scores in cases.scores.items():
        best = np.median(np.where(cases.open, scores, 0.0).max(axis=1))
        assert 0.5 < best / curves[source].typical < 2


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_the_examples_run(example: Path, demo_home: Path) -> None:
    environment = {**os.environ, "CONVREC_HOME": str(demo_home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(example)], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 2


@pytest.mark.parametrize("text", ["北欧风吊灯", "Luna table lamps", "藏青色的靠垫", "高度不超过45厘米的边几"])
def test_a_bare_name_is_looked_for_and_no_praise(shop: Assistant, text: str) -> None:
    heard = shop.turn(Message(f"real-bare-{text}", text)).understanding
    assert heard.intent == "find" and len([about for about in heard.topic if about.startswith("category")]) == 1
    assert not [opinion for opinion in heard.opinions if opinion.liking >= TASTE]


def test_a_must_in_chinese_is_a_condition(shop: Assistant) -> None:
    heard = shop.turn(Message("real-must", "必须是羊毛的地毯")).understanding
    assert ("material", "=", "wool") in {(c.attribute, c.op, c.value) for c in heard.constraints}


def test_a_list_and_an_answer_in_one_turn(shop: Assistant) -> None:
    text = "I love oak, show me something under 100, and do you ship to Norway?"
    turn = shop.turn(Message("real-both", text))
    assert (turn.understanding.intent, turn.understanding.also) == ("find", ("ask_shop",))
    assert titles(turn) and turn.reply.answer is not None


def test_a_question_beside_a_wish_without_a_sure_answer_gets_the_nearest(shop: Assistant) -> None:
    turn = shop.turn(Message("real-both-zh", "请问能送到上海吗，我想买个沙发"))
    assert titles(turn) and turn.understanding.also == ("ask_shop",)
    assert turn.reply.answer is not None or "你们送到哪些国家？" in turn.reply.text


def test_cheap_things_are_looked_for(shop: Assistant) -> None:
    heard = shop.turn(Message("real-cheap", "cheap rugs")).understanding
    assert heard.topic == ("category/rug",) and not [o for o in heard.opinions if o.liking < 0]


def test_what_holds_no_word_is_not_understood(shop: Assistant) -> None:
    assert "did not understand" in shop.turn(Message("real-noise", "asdf qwer zxcv")).reply.text
    assert shop.turn(Message("real-cup", "who won the world cup in 2018?")).understanding.intent == "out_of_scope"
