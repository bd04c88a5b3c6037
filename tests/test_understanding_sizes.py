"""Two sides of a size, in both languages."""

import pytest

from convrec.understanding.numbers.amounts import amounts


def sides(text: str) -> list[tuple[str, str, float]]:
    return [(one.dimension, one.comparison, one.low) for one in amounts(text)]


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("1.6米乘2.3米左右的地毯", "plain"),
        ("1米6乘2米3的地毯", "plain"),
        ("1米6×2米3以上", "min"),
        ("一米六乘两米三", "plain"),
        ("160厘米乘230厘米以内", "max"),
        ("160乘以230公分", "plain"),
        ("a rug 160 x 230", "plain"),
        ("1.6m by 2.3m or bigger", "min"),
        ("at most 160 x 230 cm", "max"),
        ("1.6 x 2.3 m", "plain"),
    ],
)
def test_both_sides_of_a_size_are_read(text: str, comparison: str) -> None:
    assert sides(text) == [("width", comparison, 160), ("second", comparison, 230)]


@pytest.mark.parametrize(("text", "long"), [("1米6", 160), ("1米65", 165), ("一米六", 160), ("两米三", 230)])
def test_what_follows_the_metre_are_tenths_and_hundredths(text: str, long: float) -> None:
    assert [one.low for one in amounts(text)] == [long]


@pytest.mark.parametrize("text", ["what about 60?", "how about €60", "60呢？", "那60呢"])
def test_another_number_that_is_suggested_is_another_limit(text: str) -> None:
    assert [(one.comparison, one.high) for one in amounts(text)] == [("max", 60)]


@pytest.mark.parametrize("text", ["what about 2?", "how about the first"])
def test_a_place_on_the_list_that_is_suggested_is_no_limit(text: str) -> None:
    assert not amounts(text)
