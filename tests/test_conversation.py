"""Simulated shoppers in the made-up shop, what they say, and conversations that were written beforehand."""

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.errors import EvaluationError
from convrec.evaluation.conversation.cases import Case, play, read_cases
from convrec.evaluation.conversation.minds import Mind
from convrec.evaluation.conversation.rivals import rivals
from convrec.evaluation.conversation.shoppers import STYLES, Shopper, Trait, drawn_shoppers
from convrec.evaluation.conversation.speaking import FOLDER, Speech
from convrec.evaluation.conversation.talking import converse, faults
from convrec.evaluation.conversation.tastes import with_tastes
from convrec.evaluation.conversation.transcripts import write_transcripts
from convrec.evaluation.reasons import Watch
from convrec.types import Message, Question, Reply

GOLD = Path(__file__).parent / "gold" / "conversations.jsonl"
BLUE, OAK = Trait("colour", {"en": "blue", "zh": "蓝色"}), Trait("material", {"en": "oak", "zh": "橡木"})
LAMP = Trait("category", {"en": "table lamp", "zh": "台灯"})
SLOTS = {"sort", "a_sort", "sorts", "value", "other", "price", "amount", "room", "whom", "nth", "old", "new"}


@pytest.fixture
def shopper(catalogue: Catalogue) -> Shopper:
    """Somebody after the oak lamp, who knows that it is of oak and can pay 50."""
    return Shopper("sue", catalogue.item("lamp-oak"), LAMP, "en", "plain", (OAK,), budget=50.0)


def mind(shopper: Shopper, catalogue: Catalogue, seed: int = 0) -> Mind:
    rng = np.random.default_rng(seed)
    return Mind(shopper, catalogue, Speech(shopper, "EUR", rng), rng)


def asking(*options: str) -> Reply:
    return Reply("Which?", "en", question=Question("Which?", options))


class TestShoppers:
    def test_they_are_the_same_each_time_and_half_of_them_chinese(self, catalogue: Catalogue) -> None:
        first, again = (drawn_shoppers(catalogue, 40, 7) for _ in range(2))
        assert [(one.target.id, one.knows, one.style) for one in first] == [
            (one.target.id, one.knows, one.style) for one in again
        ]
        assert sum(one.language == "zh" for one in first) == 20

    def test_what_they_know_is_true_and_their_slip_is_not(self, catalogue: Catalogue) -> None:
        people = drawn_shoppers(catalogue, 200, 7)
        for one in people:
            assert all(trait.value in one.target.attributes[trait.attribute] for trait in one.knows)
            assert one.slip is None or one.slip.value not in one.target.attributes[one.slip.attribute]
            assert one.budget is None or one.target.price is None or one.budget >= one.target.price
        assert any(one.slip for one in people) and any(one.budget for one in people)


class TestSpeech:
    @pytest.mark.parametrize("name", ["en", "zh", "en.final", "zh.final"])
    def test_every_phrasing_has_known_slots_and_every_act_every_style(self, name: str) -> None:
        acts = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        for act, styles in acts.items():
            assert set(styles) == set(STYLES), act
            for phrase in (phrase for phrases in styles.values() for phrase in phrases):
                assert {slot for _, slot, _, _ in Formatter().parse(phrase) if slot is not None} <= SLOTS, phrase

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_nothing_tuned_with_is_in_the_final_measurement(self, language: str) -> None:
        own, final = (json.loads((FOLDER / f"{language}{e}.json").read_text(encoding="utf-8")) for e in ("", ".final"))
        for act, style in itertools.product(own, STYLES):
            assert not set(own[act][style]) & set(final[act][style]), act

    def test_a_value_is_put_in_the_way_of_its_kind(self, shopper: Shopper) -> None:
        speech = Speech(replace(shopper, typos=0.0), "EUR", np.random.default_rng(0))
        said = {speech.put_value("open_value", OAK, sort=LAMP) for _ in range(20)}
        assert len(said) > 3 and all("oak" in text.lower() and "table lamp" in text.lower() for text in said)
        assert any(re.search(r"\b50\b", speech.put("budget", price=50.0)) for _ in range(5))


class TestMinds:
    def test_a_question_is_answered_by_what_is_known_alone(self, shopper: Shopper, catalogue: Catalogue) -> None:
        said = {
            mind(shopper, catalogue, seed).next(asking("brass", "oak", "doesn't matter")).text for seed in range(40)
        }
        assert "oak" in said and "brass" not in said

    def test_who_does_not_know_says_that_it_does_not_matter(self, shopper: Shopper, catalogue: Catalogue) -> None:
        said = [mind(shopper, catalogue, seed).next(asking("red", "yellow")) for seed in range(40)]
        assert {"no_matter"} <= {one.act for one in said} and not {one.text for one in said} & {"red", "yellow"}

    def test_what_is_refused_must_not_come_back(self, shopper: Shopper, catalogue: Catalogue) -> None:
        own = mind(shopper, catalogue)
        own.refused, own.budget_told = {"lamp-brass"}, True
        found = faults(own, catalogue, ["lamp-brass", "sofa-leather", "lamp-oak"], {"lamp-oak"})
        dear = sum((catalogue.item(id).price or 0) > 50 for id in ("lamp-brass", "sofa-leather", "lamp-oak"))
        assert (found["refused_back"], found["repeats"], found["violations"]) == (1, 1, dear) and dear > 0


class TestTalking:
    def test_a_shopper_finds_what_they_are_after(self, assistant: Assistant, shopper: Shopper) -> None:
        talk = converse(assistant, shopper, "sue", seed=1)
        assert talk.found and talk.turns <= shopper.patience
        assert "lamp-oak" in [card.item_id for card in talk.exchanges[-1].reply.recommendations]

    def test_who_is_shown_nothing_leaves_when_their_patience_ends(
        self, assistant: Assistant, shopper: Shopper, catalogue: Catalogue
    ) -> None:
        mute = assistant.changed(recommenders=())
        talk = converse(mute, shopper, "sue", seed=1)
        assert not talk.found and talk.turns == shopper.patience

    def test_rivals_meet_the_same_catalogue_with_one_part_exchanged(
        self, assistant: Assistant, shopper: Shopper
    ) -> None:
        others = rivals(assistant, seed=1)
        assert {"never asks", "always asks", "random question", "popular only", "filter only"} == set(others)
        silent = converse(others["never asks"], shopper, "sue", seed=1)
        assert all(exchange.reply.question is None for exchange in silent.exchanges)
        votes = [
            vote.source
            for turn in [others["popular only"].turn(Message("somebody", "a lamp"))]
            for found in turn.recommendations
            for vote in found.votes
        ]
        assert set(votes) == {"popular"}

    def test_what_people_say_is_text_in_a_transcript(
        self, assistant: Assistant, shopper: Shopper, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        talk = converse(assistant, replace(shopper, name="<b>sue</b>"), "sue", seed=1)
        page = write_transcripts(tmp_path, [talk], catalogue).read_text(encoding="utf-8")
        assert "&lt;b&gt;sue" in page and "<b>sue" not in page and talk.exchanges[0].said.text.split()[0] in page


def case(*turns: dict[str, object]) -> Case:
    told = {"id": "a", "catalogue": "shop", "language": "en", "about": "a test", "turns": list(turns)}
    return Case.model_validate(told)


class TestCases:
    def test_a_case_counts_where_all_is_as_it_must_be(self, assistant: Assistant) -> None:
        lamp = {"attribute": "category", "in": ["table lamp", "pendant lamp"]}
        met = {"list": True, "all": [lamp], "some": [{"id": "lamp-oak"}], "none": [{"id": "sofa-leather"}]}
        held = {"likes": ["material/oak"], "limits": ["price <= 100"], "no_limits": ["width_cm"]}
        told = case({"say": "I love oak, a lamp up to 100", "expect": {**met, "profile": held}})
        assert play(told, assistant, "ann").failures == []

    @pytest.mark.parametrize(
        ("expect", "failure"),
        [
            ({"list": False}, "a list is shown"),
            ({"all": [{"attribute": "material", "is": "marble"}]}, "not attribute material, is marble"),
            ({"some": [{"id": "sofa-leather"}]}, "nothing is id sofa-leather"),
            ({"none": [{"attribute": "material", "is": "oak"}]}, "attribute material, is oak: lamp-oak"),
            ({"first": [{"id": "sofa-leather"}]}, "the first isn't id sofa-leather"),
            ({"says": [["zebra"]]}, "it doesn't say zebra"),
            ({"says_not": ["lamp"]}, "it says lamp"),
            ({"source": "returns"}, "the source isn't returns but none"),
            ({"profile": {"likes": ["material/brass"]}}, "the profile doesn't like material/brass"),
            ({"profile": {"limits": ["price <= 5"]}}, "no limit price <= 5"),
        ],
    )
    def test_what_is_not_as_it_must_be_is_told(
        self, assistant: Assistant, expect: dict[str, object], failure: str
    ) -> None:
        (told,) = play(case({"say": "an oak lamp", "expect": expect}), assistant, "ann").failures
        assert told.startswith(f"1: {failure}")

    def test_what_new_things_take_the_place_of_is_refused_from_then_on(self, assistant: Assistant) -> None:
        turns = [{"say": "a lamp"}, {"say": "a lamp", "expect": {"new": True, "refused_stay_away": True}}]
        failures = play(case(*turns), assistant, "ann").failures
        assert len(failures) == 2 and "shown before" in failures[0] and "refused before" in failures[1]

    def test_a_bad_line_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "cases.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
        with pytest.raises(EvaluationError, match="can't be used"):
            read_cases(tmp_path / "cases.jsonl")


def test_the_written_conversations_are_many_and_half_of_them_chinese() -> None:
    cases = read_cases(GOLD)
    assert len(cases) >= 80 and sum(one.language == "zh" for one in cases) >= 0.45 * len(cases)
    assert all(3 <= len(one.turns) <= 8 for one in cases) and len({one.id for one in cases}) == len(cases)
    assert 10 <= sum(one.fast for one in cases) <= 20


class TestTraits:
    def test_the_laconic_answer_and_volunteer_nothing(self, shopper: Shopper, catalogue: Catalogue) -> None:
        quiet = replace(shopper, laconic=True)
        said = {mind(quiet, catalogue, seed).next(asking("brass", "oak", "doesn't matter")).act for seed in range(20)}
        assert said <= {"click", "answer"}
        unasked = {mind(quiet, catalogue, seed).next(Reply("Here.", "en")).act for seed in range(20)}
        assert not unasked & {"wish", "budget"}

    def test_what_is_known_is_answered_where_it_is_not_offered(self, shopper: Shopper, catalogue: Catalogue) -> None:
        quiet = replace(shopper, laconic=True)
        said = {
            mind(quiet, catalogue, seed).next(asking("brass", "rattan", "doesn't matter")).text for seed in range(20)
        }
        assert any("oak" in text for text in said)

    def test_a_condition_about_money_stays(self, shopper: Shopper, catalogue: Catalogue) -> None:
        said = [mind(shopper, catalogue, seed).next(asking("any price")).act for seed in range(30)]
        assert "click" not in said and "no_matter" not in said

    def test_of_two_pictures_the_one_with_more_in_common_is_pointed_at(
        self, assistant: Assistant, shopper: Shopper, catalogue: Catalogue
    ) -> None:
        cards = assistant.turn(Message("sue", "lamps")).reply.recommendations
        oak = next(place for place, card in enumerate(cards) if card.item_id == "lamp-oak")
        other = next(place for place in range(len(cards)) if place != oak)
        question = Question("Which?", ("more like one", "more like the other", "doesn't matter"), (other, oak))
        said = {mind(shopper, catalogue, seed).next(Reply("", "en", cards, question)).text for seed in range(20)}
        assert "more like the other" in said and "more like one" not in said

    def test_a_taste_is_content_with_the_truly_best_and_says_what_is_liked(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        ids = [item.id for item in catalogue.items]
        tenths = np.array([[place for place, _ in enumerate(ids)]], dtype=np.int8)
        np.savez(tmp_path / "truth.npz", people=["sim-1"], parts=["regular"], items=ids, tenths=tenths)
        people = with_tastes(drawn_shoppers(catalogue, 60, 3), replace(catalogue, folder=tmp_path), 3)
        tasted = [one for one in people if one.taste]
        assert tasted and len(tasted) < len(people)
        for one in tasted:
            same = [id for id in ids if one.sort.value in catalogue.item(id).attributes[one.sort.attribute]]
            assert one.besides == {*same[-3:]} and one.target.id == same[-1]

    def test_nobody_has_a_taste_where_the_truth_is_not_known(self, catalogue: Catalogue) -> None:
        people = drawn_shoppers(catalogue, 20, 3)
        assert with_tastes(people, catalogue, 3) == people


def test_every_vote_is_worth_what_is_said_of_it(assistant: Assistant, shopper: Shopper) -> None:
    watch = Watch(assistant.causes.searcher, len(assistant.catalogue.items))
    for number in range(6):
        converse(assistant, replace(shopper, name=f"sue {number}", typos=0.0), f"sue {number}", number, watch=watch)
    assert watch.seen > 10 and {check.kind for check in watch.checks} == {"votes", "opinions"}
    assert all(check.true for check in watch.checks)
