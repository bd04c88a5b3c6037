"""The learned fusion: exactly additive, never below 0, the prior where nothing is known, refused where foreign."""

import json
import random
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.errors import TrainingError, WeightsError
from convrec.fusion import FEATURES, NOTHING, PRIOR, Curve, Fusion, context, fusion_of, write_fusion
from convrec.fusion.files import FUSION
from convrec.index import Index
from convrec.memory import open_memory
from convrec.ranking import WEIGHTS, fuse
from convrec.settings import Settings
from convrec.training.fusion.command import train_fusion
from convrec.training.fusion.learn import Choices, fused, learn
from convrec.types import Because, Candidate, Message, PhotoVectors, Query, Recommendation, Understanding
from knowledge_graph.schema import Constraint, Liking, Profile
from tests.conftest import write_world
from tests.test_evaluation_recommend import write_circles

UNASKED = {"unasked": 1.0, "known": 0.5}


def some_fusion(rng: random.Random) -> Fusion:
    def numbers() -> dict[str, float]:
        return {name: rng.uniform(-2, 2) for name in rng.sample(FEATURES, 3)}

    return Fusion({source: Curve(rng.uniform(0.1, 2), numbers(), numbers()) for source in WEIGHTS})


def some_candidates(rng: random.Random) -> list[Candidate]:
    made = []
    for source in rng.sample(list(WEIGHTS), 4):
        for item in rng.sample("abcdefgh", 5):
            parts = tuple(Because("words", (str(n),), rng.uniform(-1, 1)) for n in range(rng.randint(1, 4)))
            made.append(Candidate(item, sum(part.amount for part in parts), source, parts))
    return made


def by_item(ranked: list[Recommendation]) -> dict[str, Recommendation]:
    return {recommendation.item_id: recommendation for recommendation in ranked}


def test_contributions_add_up_in_a_thousand_random_queries_and_a_vote_is_worth_what_it_says() -> None:
    rng = random.Random(11)
    for _ in range(1000):
        fusion, pool = some_fusion(rng), some_candidates(rng)
        known = {name: rng.random() for name in FEATURES}
        ranked = fuse(pool, fusion, known)
        for recommendation in ranked:
            assert recommendation.score == pytest.approx(sum(v.contribution for v in recommendation.votes), abs=1e-4)
            for vote in recommendation.votes:
                assert vote.contribution == pytest.approx(sum(part.amount for part in vote.because), abs=1e-4)
        one = rng.choice(rng.choice(ranked).votes)
        item = next(r.item_id for r in ranked if one in r.votes)
        left = [c for c in pool if not (c.item_id == item and c.source == one.source)]
        score = by_item(fuse(left, fusion, known)).get(item)
        without = score.score if score else 0.0
        assert by_item(ranked)[item].score - without == pytest.approx(one.contribution, abs=1e-4)


def test_parts_keep_their_shares_and_their_signs() -> None:
    rng = random.Random(12)
    for _ in range(200):
        fusion = some_fusion(rng)
        (pool,) = [rng.choice(some_candidates(rng))]
        vote = fuse([pool], fusion, UNASKED)[0].votes[0]
        ratios = [new.amount / old.amount for new, old in zip(vote.because, pool.because, strict=True)]
        assert min(ratios) > 0 and max(ratios) == pytest.approx(min(ratios))


def test_a_better_score_never_counts_less() -> None:
    rng = random.Random(13)
    for _ in range(200):
        curve = some_fusion(rng).curves["people"]
        scores = np.linspace(-3, 3, 61)
        worth = [score * curve.multiplier(score, UNASKED) for score in scores.tolist()]
        assert (np.diff(worth) > 0).all()


def test_one_by_one_and_as_arrays_it_is_the_same() -> None:
    rng = random.Random(14)
    curve = some_fusion(rng).curves["graph"]
    contexts = np.array([[rng.random() for _ in FEATURES] for _ in range(6)])
    scores = np.array([[rng.uniform(-2, 2) for _ in range(5)] for _ in range(6)])
    arrays = curve.multipliers(scores, contexts)
    for row, features in enumerate(contexts.tolist()):
        known = dict(zip(FEATURES, features, strict=True))
        assert arrays[row] == pytest.approx([curve.multiplier(score, known) for score in scores[row].tolist()])


def test_where_nothing_is_known_the_prior_holds() -> None:
    rng = random.Random(15)
    pool = some_candidates(rng)
    assert fuse(pool, some_fusion(rng), NOTHING) == fuse(pool, PRIOR, UNASKED) == fuse(pool)


# ── what is known of a query ──


def query(understanding: Understanding, profile: Profile) -> Query:
    return Query(understanding, profile, np.zeros(3, dtype=bool))


def test_what_is_done_counts_only_where_nothing_is_asked() -> None:
    quiet, ten = (
        Understanding("en", "find"),
        {f"item/{n}": Liking(f"item/{n}", 1.0, 0.0, "", "click") for n in range(10)},
    )
    clicked = Profile("ann", MappingProxyType(ten))
    assert context(query(quiet, Profile("ann"))) == dict.fromkeys(FEATURES, 0.0) | {"unasked": 1.0}
    assert context(query(quiet, clicked))["known"] == 0.5 < context(query(quiet, clicked), done=20)["known"]
    photo = PhotoVectors(np.ones((1, 2)), np.ones((1, 2)), np.ones((1, 2)))
    for asked, name in (
        (Understanding("en", "find", search_text="a lamp"), "words"),
        (Understanding("en", "find", photos=photo), "photo"),
        (Understanding("en", "find", references=("lamp",)), "pointed"),
    ):
        assert context(query(asked, clicked)) == dict.fromkeys(FEATURES, 0.0) | {name: 1.0}


def test_a_taste_or_a_condition_told_in_words_is_a_wish() -> None:
    quiet = Understanding("en", "opinion")
    told = Profile("ann", {"material/oak": Liking("material/oak", 0.9, 0.0, "", "message")})
    assert context(query(quiet, told))["words"] == 1.0
    assert context(query(quiet, Profile("ann", constraints=(Constraint("price", "<=", 80),))))["unasked"] == 0.0


# ── learning ──


def made_up(seed: int, cases: int = 150, items: int = 40) -> Choices:
    """People who choose by what the graph says; what is popular misleads, though its scores are larger."""
    rng = np.random.default_rng(seed)
    scores = {"graph": rng.gamma(1.0, 0.3, (cases, items)), "popular": rng.random((cases, items))}
    noisy = 4 * scores["graph"] + rng.gumbel(size=(cases, items))
    chosen = noisy >= np.sort(noisy, axis=1)[:, -2:-1]
    contexts = np.tile([1.0, 0.5, 0.0, 0.0, 0.0], (cases, 1))
    return Choices(scores, contexts, np.ones((cases, items), dtype=bool), chosen)


PRIORS = {"graph": 0.2, "popular": 1.0}


def test_it_learns_whom_to_believe_and_each_time_the_same() -> None:
    learnt = learn(made_up(1), made_up(2), PRIORS)
    assert learnt.loss < learnt.prior_loss - 0.1
    known = dict(zip(FEATURES, made_up(1).contexts[0].tolist(), strict=True))
    assert learnt.fusion.multiplier("graph", 0.5, known) > 2 * learnt.fusion.multiplier("popular", 0.5, known)
    assert learn(made_up(1), made_up(2), PRIORS) == learnt


def test_what_acts_tell_nothing_of_stays_at_the_prior() -> None:
    curves = learn(made_up(1), made_up(2), PRIORS).fusion.curves
    assert {name for curve in curves.values() for name in (*curve.weight, *curve.bend)} <= {"unasked", "known"}


def test_scores_stay_on_the_level_of_the_prior() -> None:
    cases = made_up(1)
    learnt = learn(cases, made_up(2), PRIORS).fusion

    def level(fusion: Fusion) -> float:
        return float(np.sort(fused(cases, fusion, PRIORS), axis=1)[:, -10:].mean())

    assert level(learnt) == pytest.approx(level(PRIOR), rel=1e-3)


def test_a_strong_penalty_keeps_the_prior() -> None:
    curves = learn(made_up(1), made_up(2), PRIORS, penalty=1e4).fusion.curves
    assert all(
        abs(value) < 0.1 for curve in curves.values() for value in (*curve.weight.values(), *curve.bend.values())
    )


# ── the command and its file ──


@pytest.fixture(scope="module")
def circles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_circles(tmp_path_factory.mktemp("circles") / "shop")
    train_fusion(folder, None, Settings(device="cpu"))
    return folder


def test_training_writes_a_card_that_the_assistant_reads(
    circles: Path, models: Any, index: Index, tmp_path: Path
) -> None:
    card = json.loads((circles / FUSION).read_text(encoding="utf-8"))
    assert {"what", "data", "command", "seed", "log_loss", "prior_log_loss", "sha256", "from"} <= set(card)
    catalogue = read_catalogue(circles)
    fusion = fusion_of(catalogue, WEIGHTS)
    assert fusion != PRIOR and set(fusion.curves) <= set(WEIGHTS)
    settings = Settings(home=tmp_path, catalogue=circles)
    ours = Assistant(catalogue, models, index, open_memory(settings), settings)
    (circles / FUSION).rename(tmp_path / "away")
    plain = Assistant(catalogue, models, index, open_memory(settings), settings)
    (tmp_path / "away").rename(circles / FUSION)
    assert [c.score for c in ours.popular("en")] != [c.score for c in plain.popular("en")]
    asked = [one.turn(Message("eve", "a blue vase")) for one in (ours, plain)]
    scores = [{r.item_id: r.score for r in turn.recommendations} for turn in asked]
    assert scores[0] == pytest.approx(scores[1])  # of wishes acts tell nothing


def test_without_a_file_there_is_the_prior(catalogue: Catalogue) -> None:
    assert fusion_of(catalogue, WEIGHTS) is PRIOR


def refused(catalogue: Catalogue, words: str, priors: dict[str, float] | None = None) -> None:
    with pytest.raises(WeightsError, match=words) as refusal:
        fusion_of(catalogue, priors or WEIGHTS)
    assert "\n" not in str(refusal.value) and "train fusion --catalogue" in str(refusal.value)


def test_a_stale_changed_or_foreign_file_is_refused_in_one_sentence(circles: Path, tmp_path: Path) -> None:
    written = (circles / FUSION).read_text(encoding="utf-8")
    shop = write_world(tmp_path / "shop")
    items = (shop / "items.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (shop / FUSION).write_text(written, encoding="utf-8")
    assert fusion_of(read_catalogue(shop), WEIGHTS) != PRIOR  # the same items; acts may differ
    refused(read_catalogue(shop), "for other recommenders", {**WEIGHTS, "people": 2.0})
    (shop / FUSION).write_text(written.replace('"steps"', '"stepped"'), encoding="utf-8")
    assert fusion_of(read_catalogue(shop), WEIGHTS) != PRIOR  # words on the card are not what is guarded
    card = json.loads(written)
    card["curves"]["people"]["typical"] *= 2
    (shop / FUSION).write_text(json.dumps(card), encoding="utf-8")
    refused(read_catalogue(shop), "was changed")
    (shop / FUSION).write_text("[]", encoding="utf-8")
    refused(read_catalogue(shop), "can be read")
    (shop / FUSION).write_text(written, encoding="utf-8")
    (shop / "items.jsonl").write_text("".join(items[1:]), encoding="utf-8")
    refused(read_catalogue(shop), "other items")


def test_a_shop_without_enough_acts_has_nothing_to_learn_from(tmp_path: Path) -> None:
    folder = write_world(tmp_path / "shop")
    with pytest.raises(TrainingError, match="last month"):
        train_fusion(folder, None, Settings(device="cpu"))
    (folder / "interactions.jsonl").unlink()
    with pytest.raises(TrainingError, match="no acts"):
        train_fusion(folder, None, Settings(device="cpu"))


def test_it_is_written_where_it_was_asked_for(catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_fusion(tmp_path / "new", Fusion({"people": Curve(1.0)}), catalogue, WEIGHTS, {"what": "a test"})
    assert path == tmp_path / "new" / FUSION and not (catalogue.folder / FUSION).exists()
