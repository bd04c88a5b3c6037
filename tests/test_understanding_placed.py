"""Where a thing is to be, whose hobby is told, and whose gut speaks: no sorts of things that are wanted."""

from collections.abc import Callable

import pytest

from convrec.types import Understanding

Said = Callable[..., Understanding]


@pytest.mark.parametrize(
    "text",
    [
        "a rug for under the sofa",
        "a rug for my sofa",
        "a rug to go next to the sofa",
        "沙发下面的地毯",
        "沙发旁边放的地毯",
    ],
)
def test_a_place_for_a_thing_is_no_thing_wanted(said: Said, text: str) -> None:
    assert said(text).topic == ("category/rug",)


@pytest.mark.parametrize("text", ["a sofa and a rug", "I have a sofa, looking for rugs"])
def test_what_is_no_place_stays_wanted(said: Said, text: str) -> None:
    assert "category/rug" in said(text).topic


def test_what_somebody_likes_is_not_wanted_where_another_thing_is(said: Said) -> None:
    assert said("a rug for my brother, he's into vases").topic == ("category/rug",)
    assert said("my brother loves vases").topic == ("category/vase",)


@pytest.mark.parametrize("text", ["my gut says a sofa", "my heart says a sofa"])
def test_a_gut_is_no_thing_of_ones_own(said: Said, text: str) -> None:
    assert said(text).unshown is None
    assert said(text).topic == ("category/sofa",)
