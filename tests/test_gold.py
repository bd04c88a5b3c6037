"""How a gold set is counted: facts by hand."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from convrec.errors import EvaluationError
from convrec.evaluation.gold import Case, Count, judge_case
from convrec.evaluation.understanding import evaluate_understanding
from convrec.settings import Settings
from convrec.types import Intent, Mention, Understanding
from knowledge_graph.schema import Constraint, Opinion

OAK, WOODS = "material/oak", ("material/oak", "material/ash", "material/beech")


def case(**expected: object) -> Case:
    return Case.model_validate(
        {"id": "x", "catalogue": "c", "language": "en", "text": "t", "intents": ["find"], **expected}
    )


def found(
    likings: Sequence[tuple[str, float]] = (),
    constraints: Sequence[Constraint] = (),
    intent: Intent = "find",
    retracted: Sequence[str] = (),
    names: Sequence[tuple[str, int]] = (),
) -> Understanding:
    """``names`` are entities with where their words begin."""
    return Understanding(
        "en",
        intent,
        opinions=tuple(Opinion("ann", about, liking, 0.0) for about, liking in likings),
        constraints=tuple(constraints),
        retracted=tuple(retracted),
        mentions=tuple(Mention(entity, "wood", start, start + 4) for entity, start in names),
    )


def test_an_opinion_is_right_by_its_thing_and_its_sign() -> None:
    expects = case(opinions=[{"about": OAK, "liking": 0.9}])
    assert judge_case(expects, found([(OAK, 0.6)])).opinions == Count(1, 0, 0)
    assert judge_case(expects, found([(OAK, -0.6)])).opinions == Count(0, 1, 1)
    assert judge_case(expects, found([(OAK, 0.5)])).opinions == Count(0, 0, 1), "a wish is no taste"


def test_a_word_for_several_values_is_one_fact() -> None:
    said = found([(wood, 0.6) for wood in WOODS], names=[(wood, 0) for wood in WOODS])
    assert judge_case(case(opinions=[{"about": OAK, "liking": 0.6}]), said).opinions == Count(1, 0, 0)
    assert judge_case(case(), said).opinions == Count(0, 1, 0)
    apart = found([(wood, 0.6) for wood in WOODS], names=[(wood, place) for place, wood in enumerate(WOODS)])
    assert judge_case(case(), apart).opinions == Count(0, 3, 0)


def test_what_is_loved_in_a_search_is_wished_for_too() -> None:
    expects = case(constraints=[{"attribute": "material", "op": "=", "value": "oak"}])
    assert judge_case(expects, found([(OAK, 0.9)])).constraints == Count(1, 0, 0)
    assert judge_case(expects, found([(OAK, 0.9)], intent="opinion")).constraints == Count(0, 0, 1)
    assert judge_case(case(), found([(OAK, 0.9)])).constraints == Count(0, 0, 0), "and never one wish too many"


def test_what_is_disliked_in_a_search_is_held_off() -> None:
    expects = case(constraints=[{"attribute": "material", "op": "!=", "value": "oak"}])
    assert judge_case(expects, found([(OAK, -0.6)])).constraints == Count(1, 0, 0)
    assert judge_case(expects, found([(OAK, -0.6)], intent="opinion")).constraints == Count(0, 0, 1)


def test_refusing_what_is_disliked_is_no_fact_of_its_own() -> None:
    expects = case(opinions=[{"about": OAK, "liking": -0.6}])
    said = found([(OAK, -0.6)], [Constraint("material", "!=", "oak")])
    assert judge_case(expects, said).constraints == Count(0, 0, 0)


@pytest.mark.parametrize(
    ("op", "limits", "right"),
    [
        ("~", [("<=", 60.0), (">=", 40.0)], 1),
        ("~", [("<=", 50.0)], 0),
        ("<", [("<=", 44.0)], 1),
        ("<=", [("<=", 50.5)], 1),
        ("<=", [("<=", 80.0)], 0),
    ],
)
def test_bounds(op: str, limits: list[tuple[str, float]], right: int) -> None:
    value = "relative" if op == "<" else 50
    said = found(constraints=[Constraint("price", bound, number) for bound, number in limits])  # type: ignore[arg-type]
    expects = case(constraints=[{"attribute": "price", "op": op, "value": value}])
    assert judge_case(expects, said).constraints.right == right


def test_forgetting_takes_opinions_back_and_that_is_no_fact() -> None:
    forgets = case(intents=["forget"])
    assert judge_case(forgets, found(intent="forget", retracted=[OAK])).constraints == Count(0, 0, 0)
    assert judge_case(case(), found(retracted=[OAK])).constraints == Count(0, 1, 0)
    back = found(retracted=["limit/price/<=/80"])
    assert judge_case(case(retracts=["price"]), back).constraints == Count(1, 0, 0)


def test_both_intents_of_two_must_be_found() -> None:
    both = case(intents=["find|refine", "ask_shop"])
    assert not judge_case(both, found()).intent
    assert judge_case(both, Understanding("en", "refine", also=("ask_shop",))).intent


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": "a"}', "line 2: catalogue is missing"),
        (b"{", "line 2: is not valid JSON"),
        (case().model_dump_json().replace('"find"', '"find|buy"').encode(), "“buy”, which is none of: find, refine"),
    ],
)
def test_a_bad_line_of_a_gold_set_ends_the_evaluation(tmp_path: Path, line: bytes, said: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(case().model_dump_json().encode() + b"\n" + line + b"\n")
    with pytest.raises(EvaluationError, match="is no gold set") as found:
        evaluate_understanding(gold, None, Settings())
    assert said in str(found.value) and "left out" not in str(found.value)
