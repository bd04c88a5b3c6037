"""What words beside a photo do to its votes, part by part; the sums stay exact."""

import pytest

from convrec.recommenders.changed import APART, held
from convrec.types import ANYTHING, Because, Candidate, Relation, Understanding

PARTS = (Because("look", (), 0.3), Because("colour", (), -0.2), Because("meaning", (), 0.1))
BY_PHOTO = Candidate("vase", sum(part.amount for part in PARTS), "photo", PARTS)
BY_ITEM = Candidate("vase", 0.4, "like", (Because("like", ("jug",), 0.4),))
BY_PRINT = Candidate("vase", 0.6, "lettering", (Because("says", ("jug",), 0.6),))
BY_WORDS = Candidate("vase", 0.5, "words", (Because("words", ("vase",), 0.5),))


def left(relation: Relation = "like", *changed: str) -> dict[str, dict[str, float]]:
    """Source → kind → amount, after what the words do."""
    understanding = Understanding("en", "find", relation=relation, changed=frozenset(changed))
    found = list(held([BY_PHOTO, BY_ITEM, BY_PRINT, BY_WORDS], understanding))
    for candidate in found:
        assert candidate.score == pytest.approx(sum(part.amount for part in candidate.because))
    return {c.source: _by_kind(c) for c in found}


def _by_kind(candidate: Candidate) -> dict[str, float]:
    kinds = {part.kind for part in candidate.because}
    return {kind: sum(part.amount for part in candidate.because if part.kind == kind) for kind in kinds}


def test_words_that_change_nothing_leave_votes_as_they_are() -> None:
    assert set(left()) == {"photo", "like", "lettering", "words"}
    assert left()["photo"] == {"look": 0.3, "colour": -0.2, "meaning": 0.1}


@pytest.mark.parametrize("colour", ["colour", "color"])
def test_the_photo_s_colour_is_not_held_against_another_that_is_asked_for(colour: str) -> None:
    assert left("like", colour)["photo"] == {"shape": 0.3, "meaning": 0.1}


def test_a_change_of_something_else_leaves_the_colour() -> None:
    assert left("like", "price")["photo"] == {"shape": 0.3, "colour": -0.2, "meaning": 0.1}


def test_the_same_shape_weighs_the_shape_alone() -> None:
    assert left("like", ANYTHING, "price")["photo"] == {"shape": 0.3}


def test_what_is_turned_down_speaks_against() -> None:
    assert set(left("unlike")) == {"photo", "like", "words"}
    assert left("unlike")["photo"] == {"apart": pytest.approx(-APART * BY_PHOTO.score)}


def test_what_something_goes_with_is_not_to_be_resembled() -> None:
    assert set(left("with")) == {"words"}
