"""A profile is a fold: what wins, what ends, what comes back when something is taken back."""

import pytest

from knowledge_graph import Constraint, Opinion, Profile, fold
from knowledge_graph.profile import HALF_LIFE, Folds
from knowledge_graph.schema import Source


def said(about: str, liking: float = 1.0, at: float = 1.0, source: Source = "message", quote: str = "") -> Opinion:
    return Opinion("ann", about, liking, at, quote, source)


def limits(*opinions: Opinion) -> set[tuple[str, str, float | str]]:
    return {(c.attribute, c.op, c.value) for c in fold("ann", opinions).constraints}


def test_nobody_is_empty() -> None:
    profile = fold("ann", [])
    assert not profile.likings and not profile.constraints and profile.liking("material/oak") == 0.0


def test_the_newest_opinion_weighs_most() -> None:
    profile = fold("ann", [said("material/oak", 0.9), said("material/oak", -0.9, at=2.0, quote="not oak any more")])
    assert profile.liking("material/oak") == pytest.approx(0.3 * 0.9 - 0.7 * 0.9)
    assert profile.likings["material/oak"].quote == "not oak any more"


def test_taking_back_leaves_no_trace_of_what_was_said_before_it() -> None:
    log = [said("material/oak"), said("limit/price/<=/80"), said("colour/red", 0.5)]
    log += [said("material/oak", 0.0, 2.0, "taken back"), said("limit/price/<=/80", 0.0, 2.0, "taken back")]
    profile = fold("ann", log)
    assert set(profile.likings) == {"colour/red"} and not profile.constraints


def test_a_disliked_item_is_refused_until_it_is_liked() -> None:
    refused = [said("item/vase", -1.0, source="click")]
    assert fold("ann", refused).refused == {"vase"}
    assert fold("ann", [*refused, said("item/vase", 1.0, 2.0, "click")]).refused == frozenset()


def test_what_is_shown_together_is_one_list_and_all_of_it_was_seen() -> None:
    log = [said(f"item/{name}", 0.0, at, "shown", name.upper()) for name, at in (("a", 1), ("b", 1), ("c", 2))]
    profile = fold("ann", log)
    assert dict(profile.shown) == {"c": "C"} and profile.seen == {"a", "b", "c"} and not profile.likings


def test_a_new_bound_replaces_the_old_one_of_its_kind() -> None:
    assert limits(said("limit/price/<=/80"), said("limit/price/<=/60", at=2)) == {("price", "<=", 60.0)}
    assert limits(said("limit/price/<=/80"), said("limit/price/>=/20", at=2)) == {
        ("price", "<=", 80.0),
        ("price", ">=", 20.0),
    }


def test_a_bound_that_contradicts_the_opposite_one_replaces_it() -> None:
    assert limits(said("limit/price/<=/80"), said("limit/price/>=/100", at=2)) == {("price", ">=", 100.0)}


def test_values_named_together_are_alternatives_and_later_ones_a_change_of_mind() -> None:
    together = (said("limit/category/=/rug"), said("limit/category/=/sofa"))
    assert limits(*together) == {("category", "=", "rug"), ("category", "=", "sofa")}
    assert limits(*together, said("limit/category/=/vase", at=2)) == {("category", "=", "vase")}


def test_exclusions_add_up_and_yield_to_a_wish_for_the_same_value() -> None:
    excluded = (said("limit/material/!=/oak"), said("limit/material/!=/pine", at=2))
    assert len(limits(*excluded)) == 2
    assert limits(*excluded, said("limit/material/=/oak", at=3)) == {
        ("material", "!=", "pine"),
        ("material", "=", "oak"),
    }


def test_a_new_search_begins_with_its_sort_of_thing_and_forgets_what_was_asked() -> None:
    log = [said("limit/category/=/rug", at=1), said("question/colour", 0.0, 2, "shown")]
    assert fold("ann", log).asked == {"colour"}
    profile = fold("ann", [*log, said("limit/category/=/sofa", at=3)])
    assert profile.asked == frozenset() and profile.search_began == 3


def test_tastes_age() -> None:
    assert fold("ann", [said("material/oak", 0.8, at=0.0)], now=HALF_LIFE).liking("material/oak") == pytest.approx(0.4)


def test_a_constraint_survives_the_log() -> None:
    for constraint in (
        Constraint("price", "<=", 80.0),
        Constraint("material", "!=", "a/b"),
        Constraint("width_cm", ">=", 0.5),
    ):
        assert Constraint.from_about(constraint.about) == constraint
    with pytest.raises(ValueError, match="not a constraint"):
        Constraint.from_about("limit/price/~/80")


def test_earlier_lists_are_kept_in_their_order_the_newest_first() -> None:
    log = [said(f"item/{name}", 0.0, at, "shown") for name, at in (("a", 1), ("b", 1), ("c", 2), ("d", 3))]
    profile = fold("ann", log)
    assert dict(profile.shown) == {"d": ""} and profile.earlier == (("c",), ("a", "b"))
    many = fold("ann", [said(f"item/{n}", 0.0, float(n), "shown") for n in range(100)])
    assert many.earlier[0] == ("98",) and len(many.earlier) < 20


def test_what_was_spoken_of_outlives_its_list() -> None:
    log = [said("item/a", 0.0, 1, "shown"), said("focus/a", 0.0, 2, "shown"), said("item/b", 0.0, 3, "shown")]
    profile = fold("ann", log)
    assert profile.focus == "" and profile.spoken == ("a",)


def test_a_fold_that_goes_on_makes_the_same_as_one_from_the_beginning() -> None:
    log = [said("limit/category/=/vase", at=1), said("colour/blue", 0.5, 2), said("item/a", 0.0, 3, "shown")]
    log += [said("begun/mother", 0.0, 4, "shown"), said("wish/colour/white", 0.5, 4), said("item/b", 0.0, 5, "shown")]
    log += [said("undone/4.0", 0.0, 6, "taken back"), said("in/room/kitchen/colour/red", -0.6, 7)]
    log += [
        said("place/room/kitchen", 0.0, 8, "shown"),
        said("aside/all", 0.0, 9, "taken back"),
        said("colour/red", 0.6, 10),
    ]
    log += [said("undone/9.0", 0.0, 11, "taken back"), said("item/c", 0.0, 12, "shown")]
    folds = Folds()
    before: Profile | None = None
    for length in range(len(log) + 1):
        profile = folds.profile("ann", tuple(log[:length]), now=20.0)
        assert profile == fold("ann", log[:length], now=20.0)
        assert before is None or before == fold("ann", log[: length - 1], now=20.0)  # one made before doesn't change
        before = profile
