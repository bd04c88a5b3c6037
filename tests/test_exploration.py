"""Exploration: chances are what happens, the same turn has the same list, and a log without names comes of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.data.shown import read_shown
from convrec.exploration import POOL, explore
from convrec.index import Index
from convrec.memory import open_memory
from convrec.ranking import Bound
from convrec.settings import Settings
from convrec.types import Message, Recommendation
from knowledge_graph.schema import item_entity


def ranked(*ids: str) -> list[Recommendation]:
    return [Recommendation(id, 1.0 - place / 100, ()) for place, id in enumerate(ids)]


def unlike(one: str, other: str) -> bool:
    return False


IDS = [f"{letter}1" for letter in "abcdefghijklmnopqrst"]


def test_chances_add_up_to_the_places_and_are_what_happens() -> None:
    everything = ranked(*IDS)
    counts: Counter[str] = Counter()
    for seed in range(4000):
        explored = explore(tuple(everything[:3]), everything, 0.4, str(seed), unlike)
        counts.update(r.item_id for r in explored.recommendations)
        assert sum(explored.propensities.values()) == pytest.approx(3)
    assert set(explored.propensities) == set(IDS[: 3 + POOL])
    for item, chance in explored.propensities.items():
        assert counts[item] / 4000 == pytest.approx(chance, abs=0.025)


def test_the_same_turn_has_the_same_list_and_only_its_last_place_changes() -> None:
    everything = ranked(*IDS)
    lists = [explore(tuple(everything[:3]), everything, 0.5, str(seed), unlike) for seed in range(50)]
    again = [explore(tuple(everything[:3]), everything, 0.5, str(seed), unlike) for seed in range(50)]
    assert lists == again and len({explored.tried for explored in lists}) > 3
    for explored in lists:
        shown = [r.item_id for r in explored.recommendations]
        assert shown[:2] == IDS[:2] and shown[2] == (explored.tried or IDS[2])


def test_nothing_is_tried_without_a_chance_or_without_a_rest() -> None:
    everything = ranked(*IDS)
    for explored in (
        explore(tuple(everything[:3]), everything, 0.0, "x", unlike),
        explore(tuple(everything[:3]), everything[:3], 0.9, "x", unlike),
    ):
        assert not explored.tried and set(explored.propensities.values()) == {1.0}
    assert explore((), [], 0.9, "x", unlike).recommendations == ()


def test_near_duplicates_and_bounded_brands_are_not_tried() -> None:
    everything = ranked("a1", "b1", "a2", "c1", "d1")

    def alike(one: str, other: str) -> bool:
        return one[0] == other[0]

    chosen = (everything[0], everything[1])
    assert set(explore(chosen, everything, 0.5, "x", alike).propensities) == {"a1", "b1", "c1", "d1"}
    bound = Bound(0.5, {id: id[0] for id in ("a1", "a2", "b1", "c1")})
    assert set(explore(chosen, everything, 0.5, "x", unlike, bound).propensities) == {"a1", "b1", "c1", "d1"}


@pytest.fixture
def curious(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path) -> Assistant:
    settings = Settings(home=tmp_path, catalogue=catalogue.folder, exploration=0.9, limit=3)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.category), settings)


def test_a_turn_with_exploration_is_logged_without_names_and_with_what_came_of_it(
    curious: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = curious.turn(Message("ann-secret", "something blue", sent_at=5.0))
    shown = [r.item_id for r in turn.recommendations]
    assert [r.score for r in turn.recommendations] == sorted((r.score for r in turn.recommendations), reverse=True)
    curious.opine("ann-secret", shown[-1], 1.0)
    curious.turn(Message("ann-secret", "a sofa", sent_at=6.0))
    curious.opine("ann-secret", shown[0], -1.0)  # after another list: no word on the first
    monkeypatch.setenv("CONVREC_HOME", str(tmp_path))
    file = tmp_path / "lists.jsonl"
    done = CliRunner().invoke(app, ["lists", str(file), "--json"])
    assert json.loads(done.stdout)["lists"] == 2
    assert "ann-secret" not in file.read_text(encoding="utf-8")
    first = read_shown(file)[0]
    assert list(first.shown) == shown and first.rewards == {shown[-1]: 1.0} and first.context == {"words": 1.0}
    assert sum(candidate.propensity for candidate in first.candidates) == pytest.approx(3, abs=1e-4)
    curious.forget("ann-secret")
    CliRunner().invoke(app, ["lists", str(file)])
    assert not file.read_text(encoding="utf-8")


def test_the_reason_for_what_was_tried_can_be_asked(curious: Assistant) -> None:
    tried = 0
    for number in range(4):
        turn = curious.turn(Message("ann", "something blue", sent_at=float(number + 1)))
        last = turn.recommendations[-1].item_id
        told = curious.why("ann", last, "en")
        assert ("last place" in told) == (curious._memory.tried("ann") == last)
        tried += "last place" in told
        for card in turn.reply.recommendations:
            assert card.title in curious.why("ann", card.item_id, "en")
            assert sum(reason.contribution for reason in card.reasons) == pytest.approx(card.score, abs=1e-6)
    assert tried


def test_without_the_setting_nothing_is_logged(assistant: Assistant, tmp_path: Path) -> None:
    assistant.turn(Message("ann", "something blue"))
    assert not [o for o in assistant._memory.export("ann") if o.about == "listed/chances"]


# ── what clicks and silence tell ──


def test_asking_for_more_of_an_item_is_a_weak_liking_that_never_weakens_a_stronger_one(assistant: Assistant) -> None:
    assistant.more_like("ann", "vase-blue", "en")
    assert 0 < assistant.profile("ann").liking(item_entity("vase-blue")) < 0.5
    assistant.opine("ann", "lamp-oak", 1.0)
    assistant.more_like("ann", "lamp-oak", "en")
    assert assistant.profile("ann").liking(item_entity("lamp-oak")) > 0.99


def test_what_was_seen_twice_and_left_sinks_a_little_and_says_so(assistant: Assistant) -> None:
    def scores() -> dict[str, Recommendation]:
        return {r.item_id: r for r in assistant.turn(Message("ann", "show me vases")).recommendations}

    scores()
    second, third = scores(), scores()
    item = next(iter(second))
    assert not [v for v in second[item].votes if v.source == "passed"]
    (vote,) = [v for v in third[item].votes if v.source == "passed"]
    assert vote.contribution == pytest.approx(-0.1)
    assistant.opine("ann", item, 1.0)
    assert not [v for v in scores()[item].votes if v.source == "passed"]
